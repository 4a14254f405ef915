"""The look-up in the collection that the chat and the command line share."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from commands import names
from storage import guidelines, register
from storage.database import Transaction
from storage.guidelines import Guideline, Municipality, Spelling


class Result(Enum):
    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


@dataclass(frozen=True)
class Entry:
    """A municipality as members may see it, with its guidelines in all lists."""

    municipality: Municipality
    guidelines: tuple[Guideline, ...]

    @property
    def lists(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(guideline.list for guideline in self.guidelines))


@dataclass(frozen=True)
class Outcome:
    """`entries` are one if found, several if ambiguous, else none.

    `printed` is the form in the printed list if only that answered; `elsewhere` a real
    municipality that has the name asked for and is not in the collection.
    """

    entries: tuple[Entry, ...] = ()
    suggestions: tuple[str, ...] = ()
    printed: str | None = None
    elsewhere: str | None = None

    @property
    def result(self) -> Result:
        return (Result.NONE, Result.FOUND, Result.AMBIGUOUS)[min(len(self.entries), 2)]


async def search(tx: Transaction, text: str) -> Outcome:
    query = names.parse(text)
    spellings = await _spellings(tx, query)
    verdict = names.decide(query, _candidates(spellings))
    elsewhere = None if _is_its_name(verdict) else await _elsewhere(tx, query)
    if not verdict.fitting:
        return Outcome(
            suggestions=await _suggestions(tx, query, verdict.refused), elsewhere=elsewhere
        )
    fitting = {s.municipality.municipality_id: s.municipality for s in spellings}
    chosen = sorted((fitting[number] for number in verdict.fitting), key=_alphabetical)
    entries = [await _entry(tx, municipality) for municipality in chosen]
    if len(entries) > 1:
        return Outcome(tuple(entries))
    printed = _printed(query, entries[0]) if verdict.via is names.Via.PRINTED else None
    return Outcome(tuple(entries), printed=printed, elsewhere=elsewhere)


def as_json(outcome: Outcome) -> dict[str, object]:
    """What `collection search --json` prints."""
    entries = [
        _as_json(entry, guideline)
        for entry in outcome.entries
        for guideline in (
            entry.guidelines if outcome.result is Result.FOUND else entry.guidelines[:1]
        )
    ]
    return {
        "result": outcome.result.value,
        "entries": entries,
        "suggestions": list(outcome.suggestions),
    }


async def _spellings(tx: Transaction, query: names.Query) -> set[Spelling]:
    found: set[Spelling] = set()
    for reading in query.readings:
        if reading.letters >= names.SHORTEST_PREFIX:
            found.update(await guidelines.beginning_with(tx, reading.key))
        else:
            found.update(await guidelines.spelled(tx, reading.key))
    return found


def _candidates(spellings: Iterable[Spelling]) -> list[names.Candidate]:
    return [
        names.Candidate(
            spelling.key,
            names.Via(spelling.via),
            spelling.municipality.municipality_id,
            spelling.municipality.certain.kind,
            spelling.municipality.certain.ags,
        )
        for spelling in spellings
    ]


def _is_its_name(verdict: names.Verdict) -> bool:
    return verdict.fit is names.Fit.NAME and verdict.via is names.Via.NAME


async def _elsewhere(tx: Transaction, query: names.Query) -> str | None:
    for key in query.place_keys:
        for place in await register.without_entry(tx, key):
            return place.name
    return None


async def _suggestions(
    tx: Transaction, query: names.Query, refused: frozenset[int]
) -> tuple[str, ...]:
    """The bodies of another kind first, then similar names."""
    if not query.readings:
        return ()
    spellings = await guidelines.all_spellings(tx)
    known = {s.municipality.municipality_id: s.municipality for s in spellings}
    namesakes = sorted(refused, key=lambda number: _alphabetical(known[number]))
    own_names = [c for c in _candidates(spellings) if c.via.is_name]
    numbers = dict.fromkeys([*namesakes, *names.suggest(query, own_names)])
    return tuple(known[number].name for number in numbers)[: names.MOST_SUGGESTIONS]


async def _entry(tx: Transaction, municipality: Municipality) -> Entry:
    found = await guidelines.of_municipality(tx, municipality.municipality_id)
    return Entry(municipality.certain, tuple(found))


def _alphabetical(municipality: Municipality) -> tuple[str, str]:
    return names.fold(municipality.name), municipality.land


def _printed(query: names.Query, entry: Entry) -> str | None:
    asked = {reading.key for reading in query.readings}
    forms = (guideline.printed for guideline in entry.guidelines)
    return next((form for form in forms if asked & set(names.spellings(form, printed=()))), None)


def _as_json(entry: Entry, guideline: Guideline) -> dict[str, object]:
    municipality = entry.municipality
    return {
        "name": municipality.name,
        "list": guideline.list,
        "lists": list(entry.lists),
        "official_name": municipality.official_name or None,
        "kind": municipality.kind or None,
        "land": municipality.land or None,
        "district": municipality.district or None,
        "ags": municipality.ags,
        "title": guideline.title,
        "document_type": guideline.document_type,
        "status": guideline.status,
        "adopted": guideline.adopted,
        "adopted_by": guideline.adopted_by,
        "updated": guideline.updated,
        "summary": guideline.summary,
        "source": guideline.source,
        "links": [
            {"label": link.label, "url": link.url, "as_of": link.as_of} for link in guideline.links
        ],
        "confirmed": guideline.confirmed_at is not None,
    }
