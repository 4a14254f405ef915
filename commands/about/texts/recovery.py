"""What the management is told after a backup was put back."""

from datetime import datetime
from zoneinfo import ZoneInfo

from commands.language.markup import Bold, Code, Text, text
from commands.language.texts.counting import counted
from commands.language.texts.dates import moment


def restored(as_of: datetime, mails: int, zone: ZoneInfo, prefix: str) -> Text:
    """Tell what may be missing since then, and which mails were held back."""
    answer = (
        text(
            Bold("Ich bin aus einer Sicherung wiederhergestellt."),
            f" Sie hat den Stand: {moment(as_of, zone)}.",
        )
        + text(
            "Was danach in unverschlüsselten Räumen geschrieben wurde, habe ich nachgeholt. Was"
            " danach in verschlüsselten Räumen und Direktchats geschrieben wurde, kann ich nicht"
            " lesen: Bitte wiederholen Sie seitdem getroffene Entscheidungen und Änderungen, und"
            " bitten Sie die Mitglieder, fehlende Einreichungen noch einmal zu senden."
        )
        + text("Neue Nummern beginnen höher, damit keine Nummer zwei Dinge meint.")
    )
    if not mails:
        return answer
    held = counted(mails, "E-Mail habe", "E-Mails habe", article="Eine")
    return answer + text(
        f"{held} ich nicht verschickt, weil sie vermutlich schon vor der Wiederherstellung"
        " hinausgegangen sind. Wenn sie trotzdem verschickt werden sollen, schreiben Sie ",
        Code(f"{prefix}erneut senden"),
        ".",
    )
