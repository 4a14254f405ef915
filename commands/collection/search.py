"""The look-up in the collection that the chat and the command line share."""

from dataclasses import dataclass
from enum import Enum

from commands import names
from commands.collection.view import View, around
from storage.database import Transaction
from storage.guidelines import Guideline, Municipality


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


def among_namesakes(name: str, land: str, municipality_id: int) -> str:
    """As the look-up tells it from others of that name: by its Land, if that may be told."""
    return f"{name}, {land}" if land else f"{name}, K{municipality_id}"


def line_for(name: str) -> str:
    """The command line, without prefix, that asks for this municipality."""
    return f"leitlinie {name}"


async def search(tx: Transaction, text: str) -> Outcome:
    query = names.parse(text)
    return answer(await around(tx, query), query)


def answer(view: View, query: names.Query) -> Outcome:
    verdict = names.decide(query, view.near(query))
    its_name = verdict.fit is names.Fit.NAME and verdict.via is names.Via.NAME
    elsewhere = None if its_name else _elsewhere(view, query)
    if not verdict.fitting:
        return Outcome(suggestions=_suggestions(view, query, verdict.refused), elsewhere=elsewhere)
    chosen = sorted((view.municipalities[n] for n in verdict.fitting), key=_alphabetical)
    entries = tuple(Entry(m, tuple(view.guidelines[m.municipality_id])) for m in chosen)
    if len(entries) > 1:
        return Outcome(entries)
    printed = _printed(query, entries[0]) if verdict.via is names.Via.PRINTED else None
    return Outcome(entries, printed=printed, elsewhere=elsewhere)


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


def _elsewhere(view: View, query: names.Query) -> str | None:
    return next((view.places[key] for key in query.place_keys if key in view.places), None)


def _suggestions(view: View, query: names.Query, refused: frozenset[int]) -> tuple[str, ...]:
    """Those that have the name but are another kind first, then similar names."""
    known = view.municipalities
    namesakes = sorted(refused, key=lambda number: _alphabetical(known[number]))
    numbers = dict.fromkeys([*namesakes, *names.suggest(query, view.own_names)])
    return tuple(known[number].name for number in numbers)[: names.MOST_SUGGESTIONS]


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
