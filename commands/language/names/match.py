"""Which entries a query means: one, several, or none; a similar name is only suggested."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from commands.language.names.kinds import accepts
from commands.language.names.spellings import NameReading, Query, Via

# Sorts after every key that begins alike.
LAST_CHARACTER = "\U0010ffff"
# Letters that must be typed before the beginning of a name counts.
SHORTEST_PREFIX = 3
MOST_SUGGESTIONS = 5
_MOST_COMPARED = 20  # an entry has several spellings
_SIMILAR = 75
_LONGEST_TO_COMPARE = 100
_SHORTEST_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A spelling of a municipality; `kind` is "" if it is not certain."""

    key: str
    via: Via
    municipality_id: int
    kind: str
    ags: str | None


class Fit(IntEnum):
    """How well a spelling fits; the better beats the worse."""

    NAME = 0
    OTHER_FORM = 1
    BEGINNING = 2
    NONE = 3


# A part of a name may be the beginning of another one: neither is a better guess.
_FITS = MappingProxyType({**{via: Fit.NAME for via in Via if via.is_name}, Via.PART: Fit.BEGINNING})


@dataclass(frozen=True)
class Verdict:
    """Municipalities by id: `fitting` answer, `refused` have the name but are another kind.

    `via` is the best of the spellings that answered.
    """

    fit: Fit
    via: Via
    fitting: frozenset[int]
    refused: frozenset[int]

    @property
    def is_exact(self) -> bool:
        """Return whether a whole name answered, or the half of one with a hyphen."""
        return self.fit < Fit.BEGINNING or self.via is Via.PART


def decide(query: Query, candidates: Collection[Candidate]) -> Verdict:
    """Apply the look-up rule: a name, else a printed or foreign form, else a beginning or half."""
    fits = [(_fit(query, candidate), candidate) for candidate in candidates]
    best = min((fit for fit, _ in fits), default=Fit.NONE)
    answering = [c for fit, c in fits if fit is best is not Fit.NONE]
    namesakes = {c.municipality_id for fit, c in fits if fit is Fit.NONE and _named(query, c)}
    fitting = frozenset(c.municipality_id for c in answering)
    via = min((c.via for c in answering), default=Via.NAME)
    return Verdict(best, via, fitting, frozenset(namesakes - fitting))


def suggest(query: Query, names: Sequence[Candidate]) -> list[int]:
    """Return municipalities whose name the query begins with, then similar ones; at most five."""
    from rapidfuzz import fuzz, process

    keys = [r.key for r in query.readings if len(r.key) <= _LONGEST_TO_COMPARE]
    if not keys:
        return []
    spelled = [name.key for name in names]
    similar = process.extract(
        keys[0], spelled, scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=_MOST_COMPARED
    )
    beginnings = {key[:end] for key in keys for end in range(_SHORTEST_BEGINNING, len(key) + 1)}
    begun = sorted((n for n in names if n.key in beginnings), key=lambda n: (-len(n.key), n.key))
    found = [*begun, *(names[place] for _, _, place in similar)]
    return list(dict.fromkeys(name.municipality_id for name in found))[:MOST_SUGGESTIONS]


def _fit(query: Query, candidate: Candidate) -> Fit:
    accepted = [r for r in query.readings if accepts(candidate.kind, candidate.ags, r.asked)]
    if any(r.key == candidate.key for r in accepted):
        return _FITS.get(candidate.via, Fit.OTHER_FORM)
    if any(_is_beginning(r, candidate) for r in accepted):
        return Fit.BEGINNING
    return Fit.NONE


def _named(query: Query, candidate: Candidate) -> bool:
    return any(r.key == candidate.key or _is_beginning(r, candidate) for r in query.readings)


def _is_beginning(reading: NameReading, candidate: Candidate) -> bool:
    return (
        reading.letters >= SHORTEST_PREFIX
        and candidate.via.is_name
        and candidate.key.startswith(reading.key)
    )
