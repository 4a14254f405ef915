"""The place in a text that shows best what was looked for."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from commands.search.words import plain, read
from commands.texts.markup import Bold, Inline

LENGTH = 180
_BEFORE = 60
# A page that has a word everywhere is as well shown by the first of them.
_MOST_MATCHES = 50
# Snowball takes no more from the end of a word.
_LONGEST_ENDING = 14
_BASES = MappingProxyType(
    {
        ord(letter): base
        for letter in map(chr, range(0xC0, 0x180))
        if (base := unicodedata.normalize("NFKD", letter)[0]).isascii() and base.isalpha()
    }
)
_SPELLINGS = re.compile("ss|s|[aou]")
_AS_SPELLED = MappingProxyType(
    {"ss": "(?:ss|ß)", "s": "[sß]", "a": "ae?", "o": "oe?", "u": "ue?"}
)


@dataclass(frozen=True)
class Snippet:
    """`words` is how many of the words that were looked for are in it."""

    words: int
    parts: tuple[Inline, ...]


@dataclass(frozen=True)
class _Match:
    start: int
    end: int
    word: int


class Finder:
    """Finds in a text any of the stems of each word."""

    def __init__(self, stems: Sequence[Iterable[str]]) -> None:
        self._words = {stem: place for place, each in enumerate(stems) for stem in each}
        self._read: dict[str, int | None] = {}
        beginnings = "|".join(sorted({_beginning(stem) for stem in self._words}))
        ending = rf"[^\W_]{{0,{_LONGEST_ENDING}}}"
        self._candidate = re.compile(rf"(?<![^\W_])(?:{beginnings}){ending}(?![^\W_])")

    def snippet(self, text: str) -> Snippet:
        """Of the part where most of the words are; its words are not cut."""
        shown = _shown(text)
        matches = self._matches(shown)
        if not matches:
            return Snippet(0, ())
        first = max(matches, key=lambda match: (len(_near(match, matches)), -match.start))
        start, end = _window(shown, first)
        inside = [match for match in matches if start <= match.start and match.end <= end]
        words = len({match.word for match in inside})
        return Snippet(words, tuple(_marked(shown, start, end, inside)))

    def _matches(self, text: str) -> list[_Match]:
        found = []
        for match in self._candidate.finditer(_folded(text)):
            word = self._word(text[match.start() : match.end()])
            if word is not None:
                found.append(_Match(match.start(), match.end(), word))
                if len(found) == _MOST_MATCHES:
                    break
        return found

    def _word(self, typed: str) -> int | None:
        """The place of the word that it is; reading one takes its time."""
        if typed not in self._read:
            known = read(typed)
            self._read[typed] = None if known is None else self._words.get(known[1])
        return self._read[typed]


def _beginning(stem: str) -> str:
    """An expression for how words with the stem begin, whatever their spelling."""
    return _SPELLINGS.sub(lambda found: _AS_SPELLED[found[0]], stem)


def _folded(text: str) -> str:
    """Nearly as words are folded, but each letter stays in its place."""
    lowered = text.translate(_BASES).lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower()[0] for c in text)


def _shown(text: str) -> str:
    """On one line, without what could turn it around."""
    return " ".join("".join(c if c.isprintable() else " " for c in plain(text)).split())


def _near(first: _Match, matches: Iterable[_Match]) -> set[int]:
    """The words that will be seen if the snippet begins a little before this one."""
    last = first.start + LENGTH - _BEFORE
    return {match.word for match in matches if first.start <= match.start and match.end <= last}


def _window(text: str, first: _Match) -> tuple[int, int]:
    start = max(first.start - _BEFORE, 0)
    if start:
        start = min(text.find(" ", start, first.start) + 1 or first.start, first.start)
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start, end + 1), min(first.end, end))
    return start, min(end, len(text))


def _marked(text: str, start: int, end: int, matches: Iterable[_Match]) -> Iterator[Inline]:
    """In quotation marks, what was looked for in bold."""
    yield "»…" if start else "»"
    at = start
    for match in matches:
        yield text[at : match.start]
        yield Bold(text[match.start : match.end])
        at = match.end
    yield text[at:end]
    yield "…«" if end < len(text) else "«"
