"""What a look-up must see of the collection: read for one question, or whole for many."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from commands import names
from storage import guidelines, register, spellings
from storage.database import Transaction
from storage.guidelines import Guideline, Municipality
from storage.register import RegisterPlace
from storage.spellings import Spelling


@dataclass(frozen=True)
class View:
    """`candidates` by key; `places` are real municipalities without an entry, by key."""

    candidates: tuple[names.Candidate, ...]
    keys: tuple[str, ...]
    municipalities: Mapping[int, Municipality]
    guidelines: Mapping[int, Sequence[Guideline]]
    places: Mapping[str, str]

    @cached_property
    def own_names(self) -> tuple[names.Candidate, ...]:
        return tuple(candidate for candidate in self.candidates if candidate.via.is_name)

    def near(self, query: names.Query) -> set[names.Candidate]:
        """All that can answer the query, and perhaps more."""
        return {
            candidate for reading in query.readings for candidate in self._beginning(reading.key)
        }

    def _beginning(self, key: str) -> Iterable[names.Candidate]:
        start = bisect_left(self.keys, key)
        end = bisect_left(self.keys, key + names.LAST_CHARACTER, start)
        return self.candidates[start:end]


async def whole(tx: Transaction) -> View:
    """For many questions at once, as the collection is now."""
    found = await spellings.all_spellings(tx)
    entries = await guidelines.everything(tx)
    return _view(found, entries, await register.without_entry(tx))


async def around(tx: Transaction, query: names.Query) -> View:
    """What one question needs; all names if nothing answers, to find similar ones."""
    found = await _near(tx, query)
    verdict = names.decide(query, _candidates(found))
    if not verdict.fitting:
        found = await spellings.all_spellings(tx)
    entries = await guidelines.of_municipalities(tx, verdict.fitting)
    places = [
        place for key in query.place_keys for place in await register.named_without_entry(tx, key)
    ]
    return _view(found, entries, places)


async def finds(tx: Transaction, text: str) -> bool:
    """Whether the look-up has an answer, and nothing more: much faster if it has none."""
    query = names.parse(text)
    return bool(names.decide(query, _candidates(await _near(tx, query))).fitting)


async def _near(tx: Transaction, query: names.Query) -> list[Spelling]:
    return [spelling for reading in query.readings for spelling in await _spellings(tx, reading)]


async def _spellings(tx: Transaction, reading: names.Reading) -> list[Spelling]:
    if reading.letters >= names.SHORTEST_PREFIX:
        return await spellings.beginning_with(tx, reading.key)
    return await spellings.spelled(tx, reading.key)


def _view(
    spellings: Collection[Spelling], entries: Iterable[Guideline], places: Iterable[RegisterPlace]
) -> View:
    candidates = tuple(sorted(_candidates(spellings), key=lambda candidate: candidate.key))
    known = {s.municipality.municipality_id: s.municipality.certain for s in spellings}
    by_municipality: defaultdict[int, list[Guideline]] = defaultdict(list)
    for entry in sorted(entries, key=_as_in_the_lists):
        by_municipality[entry.municipality_id].append(entry)
    names_of_places: dict[str, str] = {}
    for place in places:
        names_of_places.setdefault(place.key, place.name)
    keys = tuple(candidate.key for candidate in candidates)
    return View(candidates, keys, known, by_municipality, names_of_places)


def _candidates(spellings: Iterable[Spelling]) -> set[names.Candidate]:
    return {
        names.Candidate(
            spelling.key,
            names.Via(spelling.via),
            spelling.municipality.municipality_id,
            spelling.municipality.certain.kind,
            spelling.municipality.certain.ags,
        )
        for spelling in spellings
    }


def _as_in_the_lists(entry: Guideline) -> tuple[str, bool, int, int]:
    """Those without a number come last."""
    return entry.list, entry.number is None, entry.number or 0, entry.guideline_id
