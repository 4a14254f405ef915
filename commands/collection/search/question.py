"""Parse a search into words that can be looked up."""

from dataclasses import dataclass

from commands.collection.search.indexing import land_stem
from commands.collection.search.words import LONGEST_WORD, read, words
from commands.collection.terms import land_called
from commands.collection.texts import search as texts
from commands.language.patterns import Pattern

# More are not searched; each takes its time.
MOST_WORDS = 6
_PAGE = Pattern("[1-9][0-9]{0,3}")
_SHORTEST_LAND = 3


@dataclass(frozen=True)
class QueryWord:
    """A word as it was typed, folded, and the stems that are the same word."""

    typed: str
    form: str
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    wanted: tuple[QueryWord, ...]
    shortened: bool = False


def parted(text: str) -> tuple[str, int]:
    """Split off the page of the answer."""
    *rest, typed_words, number = ["", "", *text.split()]
    is_page = _PAGE.fullmatch(number) is not None and typed_words.casefold() == texts.PAGE
    return (" ".join(rest[2:]), int(number)) if is_page and any(rest) else (text, 1)


def paged(wanted: tuple[QueryWord, ...], page: int) -> str:
    """Return the words for that page of the answer; `parted` reads them."""
    return f"{' '.join(each.typed for each in wanted)} {texts.PAGE} {page}"


def parse(text: str) -> Question:
    """Parse any text; what is no word counts as a blank."""
    found: dict[tuple[str, ...], QueryWord] = {}
    for word in dict.fromkeys(words(text)):
        known = read(word)
        if known is None:
            continue
        form, stem = known
        wanted = QueryWord(word[:LONGEST_WORD], form, (stem, *_land(word, stem)))
        found.setdefault(wanted.stems, wanted)
        if len(found) > MOST_WORDS:
            return Question(tuple(found.values())[:MOST_WORDS], shortened=True)
    return Question(tuple(found.values()))


def _land(word: str, stem: str) -> tuple[str, ...]:
    """Return the Land; two letters are one only in capitals: "st" is often something else."""
    if len(word) < _SHORTEST_LAND and not word.isupper():
        return ()
    land = land_called(word)
    found = None if land is None else land_stem(land)
    return () if found in (None, stem) else (found,)
