"""Which words of a text may be the name of a municipality, also inflected; and which are."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from commands.exchange.anonymous.texts import said_clues as texts
from commands.language.names import fold
from commands.language.patterns import Pattern
from storage.database import Transaction
from storage.exchange import anonymous

_WORD = Pattern(texts.WORD)
_GAP = Pattern(r"(?:\. | |/| \(|-)$")
_MOST_WORDS = 4
_SHORTEST = 3
# "Bonner", "Bremer", "Hallenser", "Hannoveraner", "Münchner": how the name ends in their place.
_ADJECTIVES = (
    ("er", ("", "en", "e", "a")),
    ("ner", ("en", "")),
    ("aner", ("", "a")),
    ("ler", ("el", "eln")),
    ("enser", ("e", "en")),
)


@dataclass(frozen=True)
class PlaceCandidate:
    """`name` is what would be the name, `key` the folded one."""

    start: int
    end: int
    name: str
    key: str
    is_adjective: bool = False


def candidates(text: str) -> Iterator[PlaceCandidate]:
    found = list(_WORD.finditer(text))
    for first, word in enumerate(found):
        if not word[0][0].isupper():
            yield from _in_small_letters(text, word)
            continue
        yield from _of_one(word)
        for last in range(first + 1, min(first + _MOST_WORDS, len(found))):
            parts = found[first : last + 1]
            if not _belong_together(text, parts):
                break
            name = text[word.start() : parts[-1].end()]
            if parts[-1][0][0].isupper():
                yield _candidate(word.start(), parts[-1].end(), name)


def _candidate(start: int, end: int, name: str, *, is_adjective: bool = False) -> PlaceCandidate:
    return PlaceCandidate(start, end, name, fold(name), is_adjective)


def _belong_together(text: str, parts: list[re.Match[str]]) -> bool:
    gaps = (text[one.end() : other.start()] for one, other in pairwise(parts))
    inner = (part[0] for part in parts[1:])
    return all(_GAP.fullmatch(gap) for gap in gaps) and all(
        word[0].isupper() or word.casefold() in texts.LINKS for word in inner
    )


def _of_one(word: re.Match[str]) -> Iterator[PlaceCandidate]:
    """Yield the word as it stands, as a genitive, as an adjective, and its part before a hyphen."""
    typed, start, end = word[0], word.start(), word.end()
    if len(typed) < _SHORTEST:
        return
    yield _candidate(start, end, typed)
    for ending in ("s", "'s", "’s"):
        if typed.endswith(ending) and len(typed) > len(ending) + _SHORTEST:
            yield _candidate(start, end, typed.removesuffix(ending))
    head, hyphen, _ = typed.partition("-")
    if hyphen and len(head) > _SHORTEST:
        yield _candidate(start, end, head)
    plain = typed.casefold()
    if plain in texts.ADJECTIVES_OF_TOWNS_AND_WORDS:
        name = texts.ADJECTIVES_OF_TOWNS_AND_WORDS[plain]
        yield _candidate(start, end, name, is_adjective=True)
    if plain in texts.NO_ADJECTIVES and plain not in texts.ADJECTIVES_ALL_THE_SAME:
        return
    for ending, others in _ADJECTIVES:
        if typed.endswith(ending) and len(typed) > len(ending) + _SHORTEST:
            for other in others:
                name = typed.removesuffix(ending) + other
                yield _candidate(start, end, name, is_adjective=True)


def _in_small_letters(text: str, word: re.Match[str]) -> Iterator[PlaceCandidate]:
    """Yield "bonn" in "in bonn"."""
    if len(word[0]) > _SHORTEST and _before(text, word.start()) in ("in", "aus"):
        yield _candidate(word.start(), word.end(), word[0].capitalize())


def is_meant(text: str, candidate: PlaceCandidate) -> bool:
    """Return whether the place is meant by a word that is the name of one."""
    typed, key = text[candidate.start : candidate.end], candidate.key
    before = _before(text, candidate.start)
    if typed[0].islower() and (key in texts.TOWNS_AND_WORDS or key in texts.NO_PLACES):
        return False
    if _is_verb(text, candidate):
        return False
    if candidate.is_adjective:
        known = typed.casefold() in texts.ADJECTIVES_OF_TOWNS_AND_WORDS
        return known or (_before_noun(text, candidate.end) and not _is_word(key))
    if key in texts.TOWNS_AND_WORDS:
        numbered = re.match(r" \d", text[candidate.end :]) is not None
        hardly = key in texts.HARDLY_A_PLACE and before in ("in", "aus", "nach")
        return before in texts.PLACE_BEFORE and not numbered and not hardly
    return key not in texts.NO_PLACES


def _is_word(key: str) -> bool:
    return key in texts.TOWNS_AND_WORDS or key in texts.NO_PLACES


def _before_noun(text: str, end: int) -> bool:
    """Return whether a noun follows, perhaps behind an adjective: "die Bonner neuen Leitlinien"."""
    return re.match(texts.BEFORE_NOUN, text[end:]) is not None


def _is_verb(text: str, candidate: PlaceCandidate) -> bool:
    """Return whether it begins a question: "Brecht Ihr ab?"."""
    first = re.search(r"(?:^|[.!?:,]\s+|\n)$", text[: candidate.start]) is not None
    return first and re.match(texts.ADDRESSED, text[candidate.end :]) is not None


def _before(text: str, start: int) -> str:
    found = re.search(r"(\w+) $", text[:start])
    return "" if found is None else found[1].casefold()


async def places_in(tx: Transaction, text: str) -> frozenset[str]:
    """Return the keys of those candidates that are the name of a municipality, or its beginning."""
    names = {each.key: each.name for each in candidates(text) if each.key}
    wanted = json.dumps([{"key": key, "name": name} for key, name in names.items()])
    endings = json.dumps(texts.ENDINGS_OF_NAMES)
    return frozenset(await anonymous.places_among(tx, wanted, endings))
