"""Look up a municipality, for the chat and for the command line."""

import re
from collections.abc import Container, Generator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import Enum

from commands.collection.place_words import halves, is_in_land, parts, told_behind
from commands.collection.view import View, around
from commands.language import names
from commands.language.patterns import Pattern
from storage.collection.browsing import Listed
from storage.collection.guidelines import Guideline, Municipality
from storage.collection.search import IndexedEntry
from storage.database import Transaction

_IN_JSON = (
    *("official_name", "kind", "land", "district", "ags", "title", "document_type", "status"),
    *("adopted", "adopted_by", "updated", "summary", "source"),
)


# What is longer is looked up as it is, and not taken apart.
_LONGEST_PLACE = 300


class Result(Enum):
    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


@dataclass(frozen=True)
class CollectionEntry:
    """A municipality as members may see it, with its guidelines in all lists."""

    municipality: Municipality
    guidelines: tuple[Guideline, ...]

    @property
    def lists(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(guideline.list for guideline in self.guidelines))


@dataclass(frozen=True)
class LookUp:
    """`entries` are one if found, several if ambiguous, else none.

    `printed` is the form in the printed list if only that answered; `elsewhere` is a real
    municipality of that name that is not in the collection; `gone`: nor in the register any more.
    `exact`: whole words of the name were typed, not only its beginning. `places` are the outcomes
    of each of several places.
    """

    entries: tuple[CollectionEntry, ...] = ()
    suggestions: tuple[str, ...] = ()
    printed: str | None = None
    elsewhere: str | None = None
    exact: bool = False
    places: "Places" = ()
    gone: bool = False

    @property
    def result(self) -> Result:
        return (Result.NONE, Result.FOUND, Result.AMBIGUOUS)[min(len(self.entries), 2)]


def among_namesakes(name: str, land: str, municipality_id: int) -> str:
    """Tell it from others of that name by its Land, or by its id if that is not certain."""
    return f"{name}, {land}" if land else f"{name}, K{municipality_id}"


def called(one: Municipality | Listed | IndexedEntry, namesakes: Container[str]) -> str:
    """Return the name, made exact if others have it, too."""
    if one.name not in namesakes:
        return one.name
    return among_namesakes(one.name, one.land, one.municipality_id)


def line_for(name: str) -> str:
    return f"leitlinie {name}"


# What was typed, and what there is of it.
Places = tuple[tuple[str, LookUp], ...]


async def look_up(tx: Transaction, text: str) -> LookUp:
    """Look up what was typed, also with a Land behind it, and several places."""
    asking = _asking(text)
    query = names.parse(next(asking))
    while True:
        try:
            query = names.parse(asking.send(answer(await around(tx, query), query)))
        except StopIteration as done:
            return _outcome(done)


def look_up_in(view: View, text: str) -> LookUp:
    """Look up what was typed in the whole collection."""
    asking = _asking(text)
    query = names.parse(next(asking))
    while True:
        try:
            query = names.parse(asking.send(answer(view, query)))
        except StopIteration as done:
            return _outcome(done)


def _outcome(done: StopIteration) -> LookUp:
    outcome: LookUp = done.value
    return outcome


# Yields the names to look up, gets what there is of that name, and returns the outcome.
_Asking = Generator[str, LookUp, LookUp]


def _asking(text: str) -> _Asking:
    place = names.first_line(text)
    if len(place) > _LONGEST_PLACE:
        return (yield place)
    outcome = yield from _one(place)
    if outcome.result is not Result.NONE or outcome.elsewhere is not None:
        return outcome
    several = yield from _each(parts(place))
    if several and all(one.exact or one.elsewhere for _, one in several):
        return _of_several(several)
    for pair in halves(place):
        first = yield pair[0]
        if first.result is Result.FOUND and first.exact:
            second = yield pair[1]
            if second.result is Result.FOUND and second.exact:
                return LookUp(suggestions=_named(first, second))
    if any(one.exact for _, one in several):
        return replace(outcome, suggestions=_named(*(one for _, one in several)))
    return outcome


def _each(places: Sequence[str]) -> Generator[str, LookUp, Places]:
    found = []
    for place in places:
        outcome = yield from _one(place)
        found.append((place, outcome))
    return tuple(found)


def _of_several(places: Places) -> LookUp:
    """Join the outcomes; nothing is found if one of the places is not in the collection."""
    outcomes = [outcome for _, outcome in places]
    if not all(outcome.entries for outcome in outcomes):
        return LookUp(suggestions=_named(*outcomes), places=places)
    entries = (entry for outcome in outcomes for entry in outcome.entries)
    unique = {entry.municipality.municipality_id: entry for entry in entries}
    return LookUp(tuple(unique.values()), exact=True, places=places)


def _one(place: str) -> _Asking:
    """Look up a place; if it is none, take the one of that name in the Land behind it."""
    outcome = yield place
    if outcome.result is not Result.NONE or outcome.elsewhere is not None:
        return outcome
    for name, told in told_behind(place):
        of_name = yield name
        there = tuple(e for e in of_name.entries if _is_told_by(e.municipality, told))
        if there and of_name.exact:
            return replace(of_name, entries=there, elsewhere=None)
    return outcome


_DISTRICT = Pattern(r"^(?:land)?kreis\s+|^lk\s+", re.IGNORECASE)


def _is_told_by(municipality: Municipality, told: str) -> bool:
    """Return whether its Land, its district or its id is called so."""
    key = names.fold(told)
    by_number = among_namesakes("", "", municipality.municipality_id).removeprefix(", ")
    district = names.fold(_DISTRICT.sub("", municipality.district))
    by_district = bool(district) and names.fold(_DISTRICT.sub("", told.strip())) == district
    return is_in_land(municipality.land, told) or by_district or key == names.fold(by_number)


def _named(*found: LookUp) -> tuple[str, ...]:
    entries = (entry for outcome in found for entry in outcome.entries)
    return tuple(dict.fromkeys(e.municipality.name for e in entries))[: names.MOST_SUGGESTIONS]


def answer(view: View, query: names.Query) -> LookUp:
    verdict = names.decide(query, view.near(query))
    its_name = verdict.fit is names.Fit.NAME and verdict.via is names.Via.NAME
    elsewhere = None if its_name else view.place_without_entry(query)
    gone = elsewhere in view.gone
    if not verdict.fitting:
        similar = _suggestions(view, query, verdict.refused)
        return LookUp(suggestions=similar, elsewhere=elsewhere, gone=gone)
    if gone:
        elsewhere = None
    chosen = sorted((view.municipalities[n] for n in verdict.fitting), key=_alphabetical)
    entries = tuple(CollectionEntry(m, tuple(view.guidelines[m.municipality_id])) for m in chosen)
    exact = verdict.is_exact or all(names.begins_with_words(m.name, query) for m in chosen)
    if len(entries) > 1:
        return LookUp(entries, exact=exact)
    printed = _printed(query, entries[0]) if verdict.via is names.Via.PRINTED else None
    return LookUp(entries, printed=printed, elsewhere=elsewhere, exact=exact)


def as_json(outcome: LookUp, wanted_list: str | None = None) -> dict[str, object]:
    """Return the output of `collection search --json`; of that list only, where it has entries."""
    entries = []
    for entry in outcome.entries:
        listed = [g for g in entry.guidelines if g.list == wanted_list] or entry.guidelines
        shown = listed if outcome.result is Result.FOUND else listed[:1]
        entries += [_as_json(entry, guideline) for guideline in shown]
    return {
        "result": outcome.result.value,
        "entries": entries,
        "suggestions": list(outcome.suggestions),
    }


def _suggestions(view: View, query: names.Query, refused: frozenset[int]) -> tuple[str, ...]:
    """Return namesakes of another kind first, then similar names."""
    known = view.municipalities
    namesakes = sorted(refused, key=lambda number: _alphabetical(known[number]))
    numbers = dict.fromkeys([*namesakes, *names.suggest(query, view.own_names)])
    return tuple(known[number].name for number in numbers)[: names.MOST_SUGGESTIONS]


def _alphabetical(municipality: Municipality) -> tuple[str, str]:
    return names.fold(municipality.name), municipality.land


def _printed(query: names.Query, entry: CollectionEntry) -> str | None:
    keys = {reading.key for reading in query.readings}
    forms = (guideline.printed for guideline in entry.guidelines)
    return next((form for form in forms if keys & set(names.spellings(form, printed=()))), None)


def _as_json(entry: CollectionEntry, guideline: Guideline) -> dict[str, object]:
    known = asdict(entry.municipality) | asdict(guideline)
    return {
        "name": entry.municipality.name,
        "list": guideline.list,
        "lists": list(entry.lists),
        **{name: known[name] or None for name in _IN_JSON},
        "links": list(known["links"]),
        "confirmed": guideline.confirmed_at is not None,
    }
