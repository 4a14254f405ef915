"""What the bot says to ordinary German: how it understood it, and what it asks."""

from collections.abc import Sequence

from commands.language.markup import Code, Inline, Text, items, text
from commands.language.texts.counting import counted

WELCOME = text("Gern.")
YES, NO = "Ja", "Nein"
YES_OR_NO = items(YES, NO, numbered=True)
NOTHING_DONE = text("Gut, ich lasse es so.")


def understood(prefix: str, line: str) -> Text:
    return text("Verstanden als: ", Code(f"{prefix}{line}"))


def question(prefix: str, line: str) -> tuple[Inline, ...]:
    """Ask whether to run a line for which its command has no words of its own."""
    return ("Soll ich das ausführen: ", Code(f"{prefix}{line}"), "?")


def read_back(asked: tuple[Inline, ...], hint: Text) -> Text:
    """Ask about a change before it is made."""
    return text(*asked) + YES_OR_NO + hint


def to_answer(*, direct: bool) -> Text:
    if direct:
        return text("Bitte antworten Sie mit »ja« oder »nein«, oder tippen Sie auf 1️⃣ oder 2️⃣.")
    return text("Bitte antworten Sie mit der Nummer, oder tippen Sie auf 1️⃣ oder 2️⃣.")


def which(labels: Sequence[tuple[Inline, ...]]) -> Text:
    count = counted(len(labels), "Möglichkeit", "Möglichkeiten")
    lead = text(f"Das kann ich verschieden verstehen ({count}):")
    return lead + items(*labels, numbered=True)


def all_asked(labels: Sequence[tuple[Inline, ...]]) -> Text:
    """Name several requests of one message; they are done one after the other."""
    lead = text(f"Ich habe {len(labels)} Bitten verstanden. Womit soll ich beginnen?")
    return lead + items(*labels, numbered=True)


def which_date(labels: Sequence[tuple[Inline, ...]]) -> Text:
    lead = text(f"Welchen Termin meinen Sie? {len(labels)} kommen infrage:")
    return lead + items(*labels, numbered=True)


def choose() -> Text:
    return text("Tippen Sie auf die Zahl, oder schreiben Sie sie.")


def choose_each() -> Text:
    return text("Tippen Sie auf eine Zahl und danach auf die nächste, oder schreiben Sie sie.")


def line_of(prefix: str, line: str) -> tuple[Inline, ...]:
    return (Code(f"{prefix}{line}"),)


def not_understood(labels: Sequence[tuple[Inline, ...]]) -> Text:
    lead = text(
        f"Das habe ich leider nicht verstanden. Vielleicht hilft eines davon ({len(labels)}):"
    )
    return lead + items(*labels, numbered=True) + choose()


def in_the_collection(prefix: str, line: str) -> tuple[Inline, ...]:
    return ("in der Sammlung suchen: ", Code(f"{prefix}{line}"))


def to_the_network(prefix: str, line: str) -> tuple[Inline, ...]:
    return ("dem Netzwerk die Frage stellen: ", Code(f"{prefix}{line}"))


def to_come(prefix: str, line: str) -> Text:
    """Say that a command is understood, but not there yet."""
    return text(
        "Das habe ich verstanden als ",
        Code(f"{prefix}{line}"),
        ". Das kann ich noch nicht, es kommt aber. Bis dahin hilft das Netzwerkmanagement: ",
        Code(f"{prefix}kontakt"),
    )
