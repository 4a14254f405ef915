"""Read from the collection what a look-up needs: for one question, or whole for many."""

import asyncio
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from commands.language import names
from storage.collection import guidelines, name_changes, register, spellings
from storage.collection.guidelines import Guideline, Municipality
from storage.collection.register import RegisterPlace
from storage.collection.spellings import Spelling
from storage.database import Transaction

# Where the connection remembers it.
_INDEX = "names"


@dataclass(frozen=True, slots=True)
class NameIndex:
    """All names of the collection, valid as long as the database has this `stamp`.

    `candidates` are in the order of their `keys`; `own_names` are those that are similar names.
    `seen` is what `name_changes.watch` returned.
    """

    stamp: str
    seen: int
    candidates: tuple[names.Candidate, ...]
    keys: tuple[str, ...]
    own_names: tuple[names.Candidate, ...]
    municipalities: Mapping[int, Municipality]

    def near(self, query: names.Query) -> set[names.Candidate]:
        """Return all candidates that can answer the query, and perhaps more."""
        return {each for reading in query.readings for each in self._near(reading)}

    def _near(self, reading: names.NameReading) -> Sequence[names.Candidate]:
        if reading.letters >= names.SHORTEST_PREFIX:
            return self.candidates[_beginning(self.keys, reading.key)]
        start = bisect_left(self.keys, reading.key)
        return self.candidates[start : bisect_right(self.keys, reading.key, start)]


@dataclass(frozen=True)
class View:
    """`places` are real municipalities without an entry, by key; `gone` those of before."""

    index: NameIndex
    guidelines: Mapping[int, Sequence[Guideline]]
    places: Mapping[str, str]
    gone: Collection[str] = ()

    @property
    def municipalities(self) -> Mapping[int, Municipality]:
        return self.index.municipalities

    @property
    def own_names(self) -> tuple[names.Candidate, ...]:
        return self.index.own_names

    @cached_property
    def _place_keys(self) -> Sequence[str]:
        return sorted(self.places)

    def place_without_entry(self, query: names.Query) -> str | None:
        """Return the real municipality that is meant, perhaps by initials."""
        named = [self.places[key] for key in query.place_keys if key in self.places]
        begun = [
            self.places[key]
            for beginning in query.place_beginnings
            for key in self._place_keys[_beginning(self._place_keys, beginning)]
            if names.is_initial_of(self.places[key], beginning)
        ]
        return next(iter(named), begun[0] if len(begun) == 1 else None)

    def near(self, query: names.Query) -> set[names.Candidate]:
        """Return all candidates that can answer the query, and perhaps more."""
        return self.index.near(query)


async def whole(tx: Transaction) -> View:
    """Read the whole collection, for many questions at once."""
    entries = await guidelines.everything(tx)
    return _view(await name_index(tx), entries, await register.without_entry(tx))


async def around(tx: Transaction, query: names.Query) -> View:
    """Read what one question needs, besides the names."""
    index = await name_index(tx)
    fitting = names.decide(query, index.near(query)).fitting
    entries = await guidelines.of_municipalities(tx, fitting) if fitting else ()
    return _view(index, entries, await real_places(tx, query))


async def name_index(tx: Transaction) -> NameIndex:
    """Return the one in memory, with the names in it that have changed since."""
    stamp, known = await spellings.stamp(tx), tx.memory.get(_INDEX)
    old = known if isinstance(known, NameIndex) else None
    if old is not None and old.stamp == stamp:
        return old
    changed = None if old is None else await name_changes.since(tx, old.stamp, old.seen)
    seen = await name_changes.watch(tx, stamp)
    # In a thread: of thousands it takes longer than others should wait.
    if old is None or changed is None:
        found, municipalities = await spellings.all_spellings(tx), await spellings.spelled(tx)
        index = await asyncio.to_thread(_index, stamp, seen, found, municipalities)
    else:
        found = await spellings.spellings_of(tx, changed)
        municipalities = await spellings.spelled_of(tx, changed)
        part = _index(stamp, seen, found, municipalities)
        index = await asyncio.to_thread(_joined, old, part, frozenset(changed))
    tx.memory[_INDEX] = index
    return index


async def real_places(tx: Transaction, query: names.Query) -> list[RegisterPlace]:
    """Return the municipalities without an entry that are meant, perhaps by initials."""
    named = await register.named_without_entry(tx, query.place_keys)
    if named:
        return named
    begun = [
        place
        for key in query.place_beginnings
        for place in await register.beginning_without_entry(tx, key)
        if names.is_initial_of(place.name, key)
    ]
    return begun if len(begun) == 1 else []


async def finds(tx: Transaction, text: str) -> bool:
    """Return whether the look-up has an answer; much faster than to look it up if it has none."""
    query = names.parse(text)
    return bool(names.decide(query, (await name_index(tx)).near(query)).fitting)


def _view(index: NameIndex, entries: Iterable[Guideline], places: Iterable[RegisterPlace]) -> View:
    by_municipality: defaultdict[int, list[Guideline]] = defaultdict(list)
    for entry in sorted(entries, key=_as_in_the_lists):
        by_municipality[entry.municipality_id].append(entry)
    found: dict[str, RegisterPlace] = {}
    for place in places:
        found.setdefault(place.key, place)
    names_of_places = {key: place.name for key, place in found.items()}
    gone = frozenset(place.name for place in found.values() if place.is_gone)
    return View(index, by_municipality, names_of_places, gone)


def _index(
    stamp: str,
    seen: int,
    spellings: Iterable[Spelling],
    municipalities: Mapping[int, Municipality],
) -> NameIndex:
    known = {number: each.certain for number, each in municipalities.items()}
    candidates = tuple(
        names.Candidate(key, names.Via(via), number, known[number].kind, known[number].ags)
        for key, via, number in spellings
    )
    return _sorted_index(stamp, seen, candidates, known)


def _joined(old: NameIndex, new: NameIndex, changed: Collection[int]) -> NameIndex:
    """Put the new names in the place of the old ones of the municipalities that changed."""
    if not changed:
        return replace(old, stamp=new.stamp, seen=new.seen)
    kept = [each for each in old.candidates if each.municipality_id not in changed]
    both = sorted((*kept, *new.candidates), key=attrgetter("key", "municipality_id"))
    others = {n: each for n, each in old.municipalities.items() if n not in changed}
    return _sorted_index(new.stamp, new.seen, tuple(both), {**others, **new.municipalities})


def _sorted_index(
    stamp: str,
    seen: int,
    candidates: tuple[names.Candidate, ...],
    municipalities: Mapping[int, Municipality],
) -> NameIndex:
    keys = tuple(candidate.key for candidate in candidates)
    own_names = tuple(candidate for candidate in candidates if candidate.via.is_name)
    return NameIndex(stamp, seen, candidates, keys, own_names, municipalities)


def _beginning(keys: Sequence[str], key: str) -> slice:
    """Return where the sorted keys begin with that one."""
    start = bisect_left(keys, key)
    return slice(start, bisect_left(keys, key + names.LAST_CHARACTER, start))


def _as_in_the_lists(entry: Guideline) -> tuple[str, bool, int, int]:
    """Sort those without a number last."""
    return entry.list, entry.number is None, entry.number or 0, entry.guideline_id
