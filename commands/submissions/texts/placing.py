"""Words around the name of a municipality, and sentences that ask which one is meant."""

from collections.abc import Sequence

from commands.language.markup import Text, items, text
from commands.language.names import fold
from commands.language.visible import quoted

# Kinds of documents; what stands around them is a title.
DOCUMENTS = frozenset(
    map(
        fold,
        (
            "Leitlinie",
            "Leitlinien",
            "Beteiligungsleitlinien",
            "Leitfaden",
            "Konzept",
            "Beteiligungskonzept",
            "Satzung",
            "Beteiligungssatzung",
            "Richtlinie",
            "Richtlinien",
            "Grundsätze",
            "Handreichung",
            "Spielregeln",
            "Rahmenkonzept",
            "Handlungsleitfaden",
            "Regelwerk",
        ),
    )
)
# They begin sentences, or are places, too.
NO_NAMES = DOCUMENTS | frozenset(
    map(
        fold,
        (
            "Stadt",
            "Gemeinde",
            "Kreis",
            "Landkreis",
            "Bürgerbeteiligung",
            "Beteiligung",
            "Wir",
            "Die",
            "Der",
            "Das",
            "In",
            "Im",
            "Für",
            "Hier",
            "Link",
            "Neue",
            "Hallo",
            "Guten",
            "Tag",
            "Morgen",
        ),
    )
)


def use_anyway(place: str) -> Text:
    return text(f"{quoted(place)} kenne ich nicht. Soll ich den Namen trotzdem verwenden?")


def several(place: str, options: Sequence[str]) -> Text:
    asked = text(f"{len(options)} Orte passen zu {quoted(place)}. Welchen meinen Sie?")
    return asked + items(*options, numbered=True)


_USE = "Ja, »", "« verwenden"


def yes_use(place: str) -> str:
    return place.join(_USE)


def used(answer: str) -> str | None:
    """Return the name that is used by this answer."""
    before, after = _USE
    fits = answer.startswith(before) and answer.endswith(after)
    return answer.removeprefix(before).removesuffix(after) if fits else None


NO_OTHER = "Nein, ich schreibe den Namen noch einmal"
WRITE_AGAIN = text("Wie heißt die Kommune? Bitte schreiben Sie den Namen noch einmal.")
