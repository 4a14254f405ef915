"""Fold what people type so that spellings of one word are one; make patterns of folded words."""

import re
import unicodedata
from collections.abc import Iterator
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
    """A regular expression that is compiled when it is first used: most starts use none."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source)

    def search(self, text: str) -> re.Match[str] | None:
        return self._compiled.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        return self._compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self._compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._compiled.finditer(text)

    def findall(self, text: str) -> list[Any]:
        return self._compiled.findall(text)

    def sub(self, replacement: str, text: str) -> str:
        return self._compiled.sub(replacement, text)

    def subn(self, replacement: str, text: str) -> tuple[str, int]:
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
