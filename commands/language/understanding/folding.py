"""Fold what people type so that spellings of one word are one; make patterns of folded words."""

import unicodedata

from commands.language.patterns import Pattern

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


def pattern(*alternatives: str) -> Pattern:
    """Find whole words or phrases, written as in German, in folded text."""
    return Pattern(rf"\b(?:{_folded(alternatives)})\b")


def at_start(*alternatives: str) -> Pattern:
    """Do the same for the beginning of a text."""
    return Pattern(rf"(?:{_folded(alternatives)})\b")


def whole(*alternatives: str) -> Pattern:
    """Do the same for a whole text."""
    return Pattern(rf"(?:{_folded(alternatives)})$")
