"""What somebody searches for, as words that can be looked up."""

import re
from dataclasses import dataclass

from commands.lands import land_called
from commands.search.indexing import land_stem
from commands.search.words import LONGEST_WORD, read, words
from commands.texts import search as texts

# More are not looked for; each takes its time.
MOST_WORDS = 6
_PAGE = re.compile("[1-9][0-9]{0,3}")
_SHORTEST_LAND = 3


@dataclass(frozen=True)
class Wanted:
    """A word as it was typed, folded, and the stems that are the same word."""

    typed: str
    form: str
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    wanted: tuple[Wanted, ...]
    shortened: bool = False


def parted(text: str) -> tuple[str, int]:
    """The words, and the page of the answer that is wanted."""
    *rest, said, number = ["", "", *text.split()]
    is_page = _PAGE.fullmatch(number) is not None and said.casefold() == texts.PAGE
    return (" ".join(rest[2:]), int(number)) if is_page and any(rest) else (text, 1)


def paged(wanted: tuple[Wanted, ...], page: int) -> str:
    """What to type for that page; `parted` reads it."""
    return f"{' '.join(each.typed for each in wanted)} {texts.PAGE} {page}"


def parse(text: str) -> Question:
    """Never fails: what is no word is a blank."""
    found: dict[tuple[str, ...], Wanted] = {}
    for word in words(text):
        known = read(word)
        if known is None:
            continue
        form, stem = known
        wanted = Wanted(word[:LONGEST_WORD], form, (stem, *_land(word, stem)))
        found.setdefault(wanted.stems, wanted)
        if len(found) > MOST_WORDS:
            return Question(tuple(found.values())[:MOST_WORDS], shortened=True)
    return Question(tuple(found.values()))


def _land(word: str, stem: str) -> tuple[str, ...]:
    """Two letters are a Land only in capitals: "st" is often something else."""
    if len(word) < _SHORTEST_LAND and not word.isupper():
        return ()
    land = land_called(word)
    found = None if land is None else land_stem(land)
    return () if found in (None, stem) else (found,)
