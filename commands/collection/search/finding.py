"""Find the entries that have the words, and rank them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from commands.collection.search.question import QueryWord
from commands.collection.search.words import Level, in_other_spelling, match, token
from storage.collection import search
from storage.collection.search import Share
from storage.database import Transaction

# The compounds in most entries come first.
MOST_COMPOUNDS = 24
# If the word itself is in more entries, its compounds would only make the answer slower.
_MANY = 1_000
_SHORTEST_PART = 4
_SHORTEST_BASE = 5
_INFLECTIONS = ("en", "er", "es", "e", "n", "s")
# What a word is worth in a place: itself, and as a part of another word.
_POINTS: Mapping[Level, tuple[int, int]] = {
    Level.NAMED: (24, 12),
    Level.ABOUT: (10, 6),
    Level.OFTEN: (4, 2),
    Level.ONCE: (3, 1),
}


@dataclass(frozen=True)
class Term:
    """A word with its own stems, and those of compounds that contain it."""

    wanted: QueryWord
    compounds: tuple[str, ...]

    @property
    def stems(self) -> tuple[str, ...]:
        return self.wanted.stems + self.compounds


@dataclass(frozen=True)
class Hits:
    """Search ids, the best first, with how many of them are in which Land.

    `words` is how many of the words each has; `unknown` are terms that nothing has.
    """

    terms: tuple[Term, ...]
    ranked: tuple[int, ...]
    shares: tuple[Share, ...]
    words: int
    unknown: tuple[Term, ...]


async def find(tx: Transaction, wanted: Sequence[QueryWord]) -> Hits:
    """Return entries that have all words; if there are none, those that have most of them."""
    looked_up = [await _look_up(tx, each) for each in wanted]
    terms = tuple(term for term, _ in looked_up)
    points = [points for _, points in looked_up]
    having = _having_all(points)
    shares = await search.shares(tx, having)
    words, unknown = len(terms), list[Term]()
    if not shares:
        living = await _living(tx, points)
        points = [{n: each[n] for n in each.keys() & living} for each in points]
        unknown = [term for term, each in zip(terms, points, strict=True) if not each]
        having, words = _having_most(points)
        shares = await search.shares(tx, having)
    there = sorted(number for share in shares for number in share.search_ids)
    return Hits(terms, tuple(_ranked(there, points)), tuple(shares), words, tuple(unknown))


def _ranked(numbers: Sequence[int], points: Iterable[Mapping[int, int]]) -> list[int]:
    """Sort by points, most first; without a loop in Python, because there may be many."""
    of_words = [map(each.get, numbers, repeat(0)) for each in points]
    scores = [*map(sum, zip(*of_words, strict=True))]
    places = sorted(range(len(numbers)), key=scores.__getitem__, reverse=True)
    return [numbers[place] for place in places]


async def _living(tx: Transaction, points: Iterable[Mapping[int, int]]) -> set[int]:
    """Return the ids that still lead to an entry."""
    numbers = {number for each in points for number in each}
    return {number for share in await search.shares(tx, numbers) for number in share.search_ids}


def _having_all(points: Sequence[Mapping[int, int]]) -> list[int]:
    fewest: Mapping[int, int] = min(points, key=len)
    having = list(fewest)
    for each in points:
        having = [number for number in having if number in each]
    return having


def _having_most(points: Sequence[Mapping[int, int]]) -> tuple[list[int], int]:
    """Return the ids with most of the words, and how many words that is."""
    counts = Counter(number for each in points for number in each)
    most = max(counts.values(), default=0)
    return [number for number, count in counts.items() if count == most], most


async def _look_up(tx: Transaction, wanted: QueryWord) -> tuple[Term, Mapping[int, int]]:
    """Return the term, and its points in each entry: those of its best place."""
    found, compounds = await _worth(tx, 0, wanted.stems), tuple[str, ...]()
    if sum(len(numbers) for _, numbers in found) <= _MANY:
        compounds = await _compounds(tx, wanted)
        found += await _worth(tx, 1, compounds)
    best: dict[int, int] = {}
    for points, numbers in sorted(found, key=lambda each: each[0]):
        best.update(dict.fromkeys(numbers, points))
    return Term(wanted, compounds), best


async def _worth(tx: Transaction, way: int, stems: Sequence[str]) -> list[tuple[int, list[int]]]:
    """Return points, and the entries in which a stem is at the level with these points."""
    if not stems:
        return []
    matches = {both[way]: match(token(at, stem) for stem in stems) for at, both in _POINTS.items()}
    return list(zip(matches, await search.entries_with(tx, list(matches.values())), strict=True))


async def _compounds(tx: Transaction, wanted: QueryWord) -> tuple[str, ...]:
    """Return stems of compounds: "bürgerbeteiligung" for "beteiligung"."""
    found: dict[str, None] = {}
    for part in dict.fromkeys((_base(wanted.form), _base(in_other_spelling(wanted.form)))):
        if len(part) >= _SHORTEST_PART:
            found |= dict.fromkeys(await search.containing(tx, part, MOST_COMPOUNDS))
    return tuple(stem for stem in found if stem not in wanted.stems)[:MOST_COMPOUNDS]


def _base(form: str) -> str:
    """Remove an ending that a compound may lack: "satzungen" is in "satzungstext"."""
    for ending in _INFLECTIONS:
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST_BASE:
            return form.removesuffix(ending)
    return form
