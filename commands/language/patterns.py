"""Patterns of what people type, folded so that spellings of one word are one.

They are compiled when they are first used: a start needs few of them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

_VOWELS = (("ä", "a"), ("ö", "o"), ("ü", "u"), ("ae", "a"), ("oe", "o"), ("ue", "u"))


def plain(text: str) -> str:
    """Fold case, umlauts and their spellings: "für", "fuer" and "FUR" are one."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    for typed, vowel in _VOWELS:
        composed = composed.replace(typed, vowel)
    return composed


def _folded(alternatives: tuple[str, ...]) -> str:
    """Join the alternatives; a word may have hyphens, and be a date or a time."""
    return "|".join(map(plain, alternatives)).replace(r"\w", r"[\w.:-]")


class Pattern:
    """The part of `re.Pattern[str]` that is used here; `span` is where in the text to look."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source, self.flags = source, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags)

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled.search(text, *span)

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled.match(text, *span)

    def fullmatch(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled.fullmatch(text, *span)

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        return self._compiled.finditer(text, *span)

    def findall(self, text: str) -> list[Any]:
        return self._compiled.findall(text)

    def split(self, text: str, maxsplit: int = 0) -> list[Any]:
        return self._compiled.split(text, maxsplit)

    def sub(
        self, replacement: str | Callable[[re.Match[str]], str], text: str, count: int = 0
    ) -> str:
        return self._compiled.sub(replacement, text, count)

    def subn(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> tuple[str, int]:
        return self._compiled.subn(replacement, text)


def pattern(*alternatives: str) -> Pattern:
    """Find whole words or phrases, written as in German, in folded text."""
    return Pattern(rf"\b(?:{_folded(alternatives)})\b")


def at_start(*alternatives: str) -> Pattern:
    """Do the same for the beginning of a text."""
    return Pattern(rf"(?:{_folded(alternatives)})\b")


def whole(*alternatives: str) -> Pattern:
    """Do the same for a whole text."""
    return Pattern(rf"(?:{_folded(alternatives)})$")
