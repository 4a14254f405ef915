"""Sentences that ask which meeting is meant, and whether something is to be done about it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.language.markup import Bold, Code, Inline, Text, items, text
from commands.language.visible import quoted
from commands.meetings.texts.meetings import named, when
from storage.meetings.meetings import Meeting

NUMBER = "Nr"
WORDS = "Titel oder Tag"
NUMBER_OR_TITLE = "Nr oder Titel, und was dahinter steht"
# They say nothing about which one.
FILLERS = frozenset(
    (
        "am",
        "an",
        "beim",
        "zum",
        "zur",
        "bei",
        "im",
        "in",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "bitte",
        "termin",
    )
)
_ASKED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "dabei": ("Soll ich Sie anmelden für ", "?"),
        "nichtdabei": ("Soll ich Sie abmelden von ", "?"),
        "vielleicht": ("Soll ich »vielleicht« notieren für ", "?"),
        "erinnern": ("Soll ich Sie erinnern an ", "?"),
        "nichterinnern": ("Soll ich alle Ihre Erinnerungen abstellen an ", "?"),
    }
)


def label(meeting: Meeting, zone: ZoneInfo) -> str:
    return f"{named(meeting)}, {when(meeting, zone)}"


def which(labels: Sequence[str], count: int, prefix: str) -> Text:
    shown = f"{count} Termine" if count == len(labels) else f"die ersten {len(labels)} von {count}"
    question = text(f"Welchen Termin meinen Sie? Es kommen in Frage ({shown}):")
    question += items(*labels, numbered=True)
    return question + text(
        "Tippen Sie unten auf die Zahl, oder schreiben Sie sie. Alle Termine zeigt ",
        Code(f"{prefix}termine"),
        ".",
    )


def nothing_to_come(prefix: str) -> Text:
    return text(
        "Zurzeit steht kein Termin an. Vergangene Termine zeigt ",
        Code(f"{prefix}termine alle"),
        ".",
    )


def cancel_or_decline(meeting: Meeting) -> Text:
    """Ask a manager, who can do both."""
    return (
        text(f"{named(meeting)}: Was möchten Sie? 2 Möglichkeiten:")
        + items("den Termin für alle absagen", "nur sagen, dass ich nicht komme", numbered=True)
        + text("Tippen Sie unten auf die Zahl, oder schreiben Sie sie.")
    )


def asked(name: str, meeting: Meeting, lead: str, zone: ZoneInfo) -> tuple[Inline, ...]:
    before, after = _ASKED[name]
    how = f" ({lead} vorher)" if lead and name == "erinnern" else ""
    return (before, Bold(label(meeting, zone)), f"{how}{after}")


def line(prefix: str, words: str) -> tuple[Inline, ...]:
    return (Code(f"{prefix}{words}"),)


def is_filler(words: str) -> bool:
    return all(word.casefold().strip(".,!?") in FILLERS for word in words.split())


def none_named(words: str, verb: str, prefix: str) -> Text:
    return text(
        f"Zu {quoted(words)} finde ich keinen Termin, der noch kommt. Die Nummern zeigt ",
        Code(f"{prefix}termine"),
        "; dann schreiben Sie zum Beispiel: ",
        Code(f"{prefix}termin {verb} {_EXAMPLES[verb]}"),
    )


_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "verlegen": "12 21.1.2027 10 Uhr",
        "absagen": "12 wegen Krankheit",
        "ändern": "12 ort Bonn, Stadthalle",
        "programm": "12",
    }
)


def anyway(prefix: str, words: str) -> tuple[Inline, ...]:
    return ("Soll ich das ausführen: ", Code(f"{prefix}{words}"), "?")
