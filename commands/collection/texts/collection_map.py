"""Sentences of !karte: the map in words, and the words on it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from commands.collection.texts.guidelines import LISTS, in_land
from commands.language.markup import NOTHING, Text, items, text
from commands.language.texts import dates
from commands.language.texts.counting import counted, listed
from storage.collection.collection_map import OfKind, OfLand

COMMAND = (
    "Schickt eine Karte der Kommunen, die in der Sammlung stehen, mit den Zahlen je Land.",
    "karte",
    ("landkarte",),
)
WHICH_LIST = "kinder|jugend|bürger"
FILE_NAME = "karte-der-sammlung.png"

# On the map.
TITLE = "Kommunen der Sammlung"
NOTES = ("Die Zahlen zählen Einträge. Blass: noch kein Eintrag.",)

_SHAPES = MappingProxyType({"buergerbeteiligung": "ein Kreis", "kinder_jugend": "eine Raute"})
_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Bezirk": ("Bezirk", "Bezirke"),
        "Landkreis": ("Landkreis", "Landkreise"),
        "Land": ("Land", "Länder"),
    }
)
# An import may bring any number.
_MOST_LANDS = 40


def nothing(list_name: str | None) -> Text:
    of_list = "" if list_name is None else f" zur {LISTS[list_name]}"
    return text(
        f"In der Sammlung steht noch kein Eintrag{of_list}. Eine Karte gibt es daher nicht."
    )


def in_numbers(lands: Sequence[OfLand], kinds: Sequence[OfKind], list_name: str | None) -> Text:
    named, unnamed = _parted(lands)
    bodies = sum(each.bodies for each in kinds)
    where = f" in {counted(len(named), 'Land', 'Ländern')}:" if named else "."
    lead = f"{_entries(lands, list_name)} aus {counted(bodies, 'Kommune', 'Kommunen')}{where}"
    return (
        text(lead)
        + (_listed(named) if named else NOTHING)
        + (text(f"Ohne Angabe des Landes: {_of(unnamed)}.") if unnamed else NOTHING)
        + _other_bodies(kinds)
        + _about_the_map(list_name)
    )


def caption(lands: Sequence[OfLand], list_name: str | None) -> str:
    """Return the words in place of the picture, where it cannot be seen."""
    named, _ = _parted(lands)
    most = f", die meisten {in_land(named[0].land)} ({named[0].entries})" if len(named) > 1 else ""
    where = f" in {counted(len(named), 'Land', 'Ländern')}{most}" if named else ""
    return (
        f"Karte der Sammlung: {_entries(lands, list_name)}{where}. Alle Zahlen stehen in der"
        " Antwort darüber. Quellen: Orte von GeoNames (geonames.org), Lizenz CC BY 4.0, gerundet;"
        " Umrisse von Natural Earth (gemeinfrei), vereinfacht."
    )


def heading(entries: int, day: date) -> str:
    return f"{_of(entries)}, Stand: {dates.day_of_month(day)}"


def legend(list_name: str, entries: int) -> str:
    return f"{LISTS[list_name]}: {_of(entries)}"


def _entries(lands: Iterable[OfLand], list_name: str | None) -> str:
    of_list = "" if list_name is None else f" zur {LISTS[list_name]}"
    return _of(sum(each.entries for each in lands)) + of_list


def _of(entries: int) -> str:
    return counted(entries, "Eintrag", "Einträge")


def _parted(lands: Iterable[OfLand]) -> tuple[list[OfLand], int]:
    """Return those with a name, and how many entries have none."""
    named = [each for each in lands if each.land]
    return named, sum(each.entries for each in lands if not each.land)


def _listed(named: Sequence[OfLand]) -> Text:
    shown, others = named[:_MOST_LANDS], named[_MOST_LANDS:]
    lines = [f"{each.land}: {each.entries}" for each in shown]
    if others:
        lines.append(f"weitere Länder: {sum(each.entries for each in others)}")
    return items(*lines)


def _other_bodies(kinds: Iterable[OfKind]) -> Text:
    """Name those that not everybody would count among the Kommunen."""
    counts = {each.kind: each.bodies for each in kinds}
    found = [(counts[kind], *words) for kind, words in _KINDS.items() if kind in counts]
    if not found:
        return NOTHING
    words = listed([counted(*each) for each in found])
    verb = "ist" if sum(number for number, *_ in found) == 1 else "sind"
    return text(f"Mitgezählt {verb} {words}.")


def _about_the_map(list_name: str | None) -> Text:
    shapes = [
        f"{shape} für {LISTS[name]}" for name, shape in _SHAPES.items() if list_name in (None, name)
    ]
    return text(
        f"Die Karte folgt als Bild. Darauf steht {' und '.join(shapes)}. Landkreise und"
        " Länder haben keinen Punkt, sind aber mitgezählt."
    )
