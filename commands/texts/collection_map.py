"""Wording of !karte: what the map shows, in words, and what is written on it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from commands.texts import dates
from commands.texts.guidelines import LISTS
from commands.texts.lands import in_land
from commands.texts.markup import NOTHING, Link, Text, items, text
from storage.collection_map import OfKind, OfLand

SUMMARY = "Schickt eine Karte der Kommunen, die in der Sammlung stehen, mit den Zahlen je Land."
EXAMPLE = "karte"
WHICH_LIST = "kinder|jugend|bürger"
FILE_NAME = "karte-der-sammlung.png"

# On the map.
TITLE = "Kommunen der Sammlung"
NOTES = (
    "Zahlen: Einträge je Land, auch solche ohne Punkt. Blass: noch kein Eintrag.",
    "Orte: GeoNames, CC BY 4.0, gerundet. Umrisse: Natural Earth, vereinfacht.",
)

_SHAPES = MappingProxyType({"buergerbeteiligung": "ein Kreis", "kinder_jugend": "eine Raute"})
_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Bezirk": ("1 Bezirk", "Bezirke"),
        "Landkreis": ("1 Landkreis", "Landkreise"),
        "Land": ("1 Land", "Länder"),
    }
)
# No more are written down, however many an import may have brought.
_MOST_LANDS = 40


def nothing(list_name: str | None) -> Text:
    of_list = "" if list_name is None else f" zur {LISTS[list_name]}"
    return text(
        f"In der Sammlung steht noch kein Eintrag{of_list}. Eine Karte gibt es daher nicht."
    )


def counted(lands: Sequence[OfLand], kinds: Sequence[OfKind], list_name: str | None) -> Text:
    """All that the map shows."""
    named, unnamed = _parted(lands)
    bodies = sum(each.bodies for each in kinds)
    where = f" in {_number(len(named), '1 Land', 'Ländern')}:" if named else "."
    lead = f"{_entries(lands, list_name)} aus {_number(bodies, '1 Kommune', 'Kommunen')}{where}"
    return (
        text(lead)
        + (_listed(named) if named else NOTHING)
        + (text(f"Ohne Angabe des Landes: {_of(unnamed)}.") if unnamed else NOTHING)
        + _other_bodies(kinds)
        + _about_the_map(list_name)
    )


def caption(lands: Sequence[OfLand], list_name: str | None) -> str:
    """In the place of the picture, where it cannot be seen."""
    named, _ = _parted(lands)
    most = f", die meisten {in_land(named[0].land)} ({named[0].entries})" if len(named) > 1 else ""
    where = f" in {_number(len(named), '1 Land', 'Ländern')}{most}" if named else ""
    return (
        f"Karte der Sammlung: {_entries(lands, list_name)}{where}. Alle Zahlen stehen in der"
        " Antwort darüber. Orte: GeoNames, CC BY 4.0. Umrisse: Natural Earth."
    )


def heading(entries: int, day: date) -> str:
    return f"{_of(entries)}, Stand: {dates.day(day)}"


def legend(list_name: str, entries: int) -> str:
    return f"{LISTS[list_name]}: {_of(entries)}"


def _entries(lands: Iterable[OfLand], list_name: str | None) -> str:
    of_list = "" if list_name is None else f" zur {LISTS[list_name]}"
    return _of(sum(each.entries for each in lands)) + of_list


def _of(entries: int) -> str:
    return _number(entries, "1 Eintrag", "Einträge")


def _number(count: int, one: str, many: str) -> str:
    return one if count == 1 else f"{count} {many}"


def _parted(lands: Iterable[OfLand]) -> tuple[list[OfLand], int]:
    """Those with a name, and how many entries have none."""
    named = [each for each in lands if each.land]
    return named, sum(each.entries for each in lands if not each.land)


def _listed(named: Sequence[OfLand]) -> Text:
    shown, others = named[:_MOST_LANDS], named[_MOST_LANDS:]
    lines = [f"{each.land}: {each.entries}" for each in shown]
    if others:
        lines.append(f"weitere Länder: {sum(each.entries for each in others)}")
    return items(*lines)


def _other_bodies(kinds: Iterable[OfKind]) -> Text:
    """Not everybody would count them among the Kommunen."""
    counts = {each.kind: each.bodies for each in kinds}
    found = [(counts[kind], *words) for kind, words in _KINDS.items() if kind in counts]
    if not found:
        return NOTHING
    *first, last = (_number(*each) for each in found)
    words = f"{', '.join(first)} und {last}" if first else last
    verb = "ist" if sum(counted for counted, *_ in found) == 1 else "sind"
    return text(f"Mitgezählt {verb} {words}.")


def _about_the_map(list_name: str | None) -> Text:
    shapes = [
        f"{shape} für {LISTS[name]}" for name, shape in _SHAPES.items() if list_name in (None, name)
    ]
    return text(
        f"Die Karte folgt als Bild. Darauf steht {' und '.join(shapes)}. Was keinen Punkt hat,"
        " ist trotzdem gezählt."
    ) + text(
        "Quellen: Orte von ",
        Link("GeoNames", "https://www.geonames.org/"),
        " (",
        Link("Lizenz CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.de"),
        ", gerundet), Umrisse von Natural Earth (gemeinfrei, vereinfacht).",
    )
