"""Sentences about when it is not possible to ask without a name."""

from commands.language.markup import Bold, Code, Text, text
from commands.language.texts.counting import counted

NOT_KNOWN_YET = text(
    "Ich weiß gerade nicht, wer im Raum für Fragen ist. Bitte versuchen Sie es in einigen Minuten"
    " noch einmal."
)


def too_few(fewest: int, there: int) -> Text:
    members = counted(there, "Mitglied", "Mitglieder", article="ein")
    return text(
        f"Anonym fragen geht erst ab {fewest} Mitgliedern im Raum für Fragen; zurzeit"
        f" {'ist' if there == 1 else 'sind'} dort {members}. In einem so kleinen Kreis wäre leicht"
        " zu erraten, wer fragt. Vertraulich hilft Ihnen das Netzwerkmanagement."
    )


def locked(prefix: str) -> Text:
    return text(
        "Zurzeit können Sie nicht anonym fragen; das Netzwerkmanagement hat es nach einer"
        " anonymen Frage für einige Wochen ausgesetzt. Wen das betrifft, weiß es nicht. Mit Ihrem"
        " Namen fragen Sie wie bisher: ",
        Code(f"{prefix}frage …"),
    )


def too_many(most: int, prefix: str) -> Text:
    asked = counted(most, "anonyme Frage", "anonyme Fragen", article="eine")
    return text(
        f"Sie haben in diesem Monat schon {asked} gestellt; mehr sind es nicht. Mit Ihrem Namen"
        " fragen Sie wie bisher: ",
        Code(f"{prefix}frage …"),
    )


# --- for the management


def which(prefix: str) -> Text:
    return text("Welche Frage meinen Sie? Zum Beispiel: ", Code(f"{prefix}frage sperren 12"))


def not_anonymous(number: int, prefix: str) -> Text:
    return text(
        f"Frage Nr. {number} ist nicht anonym gestellt; zu sperren gibt es nichts. Schließen"
        " können Sie sie mit ",
        Code(f"{prefix}frage schließen {number} Grund"),
        ".",
    )


def over(number: int) -> Text:
    return text(
        f"Frage Nr. {number} ist beendet. Wer gefragt hat, weiß ich seitdem nicht mehr; sperren"
        " kann ich nur, solange eine Frage offen ist."
    )


def locked_for(number: int, days: int, prefix: str) -> Text:
    return text(
        "Wer ",
        Bold(f"Frage Nr. {number}"),
        f" gestellt hat, kann {days} Tage lang nicht anonym fragen. Wer das ist, erfährt niemand."
        " Die Frage bleibt offen; schließen können Sie sie mit ",
        Code(f"{prefix}frage schließen {number} Grund"),
        ".",
    )
