"""What the management is told after a start with another version, or with an older database."""

import re
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.language.markup import Bold, Code, Text, text
from commands.language.texts.counting import counted
from commands.language.texts.dates import moment

# What is new, in one line; the release adds its own.
NEWS = MappingProxyType(
    {
        "0.2.0": (
            "Sicherung und Wiederherstellung, Einrichten mit »netzwerkbot init«, eine Wochennotiz"
            " statt dreier Nachrichten, ein Gemeindeverzeichnis, das sich erneuern lässt."
        ),
    }
)


def upgraded(before: str, version: str, backup: str | None) -> Text:
    """`backup` is the file with what was before, None if the database stayed as it was."""
    answer = text(Bold(f"Netzwerkbot läuft jetzt mit Version {version}"), f" (vorher {before}).")
    if version in NEWS and _numbers(version) > _numbers(before):
        answer += text(f"Neu: {NEWS[version]}")
    if backup is None:
        return answer + text(
            "Die Datenbank ist geblieben, wie sie war; zurück geht es mit dem bisherigen Programm."
        )
    return answer + text(
        "Die Sicherung von vorher: ",
        Code(backup),
        ". Zurück geht es mit ihr und dem bisherigen Programm: Handbuch für den Betrieb,"
        " »Aktualisieren«.",
    )


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


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
    why = "sie vermutlich schon vor der Wiederherstellung"
    if mails == 1:
        left, wanted = f"{why} hinausgegangen ist", "sie trotzdem verschickt werden soll"
    else:
        left, wanted = f"{why} hinausgegangen sind", "sie trotzdem verschickt werden sollen"
    return answer + text(
        f"{held} ich nicht verschickt, weil {left}. Wenn {wanted}, schreiben Sie ",
        Code(f"{prefix}erneut senden"),
        ".",
    )
