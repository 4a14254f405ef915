"""Fold what people type so that spellings of one word are one; make patterns of folded words."""

import re
import unicodedata

_VOWELS = (("ä", "a"), ("ö", "o"), ("ü", "u"), ("ae", "a"), ("oe", "o"), ("ue", "u"))


def plain(text: str) -> str:
    """Fold case, umlauts and their spellings: "für", "fuer" and "FUR" are one."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    for typed, vowel in _VOWELS:
        composed = composed.replace(typed, vowel)
    return composed


def _folded(alternatives: tuple[str, ...]) -> str:
    """Join the alternatives; a word may have hyphens."""
    return "|".join(map(plain, alternatives)).replace(r"\w", r"[\w-]")


def pattern(*alternatives: str) -> re.Pattern[str]:
    """Compile whole words or phrases, written as in German, for folded text."""
    return re.compile(rf"\b(?:{_folded(alternatives)})\b")


def at_start(*alternatives: str) -> re.Pattern[str]:
    """Do the same for the beginning of a text."""
    return re.compile(rf"(?:{_folded(alternatives)})\b")


def whole(*alternatives: str) -> re.Pattern[str]:
    """Do the same for a whole text."""
    return re.compile(rf"(?:{_folded(alternatives)})$")
