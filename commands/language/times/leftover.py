"""Words of time that no reader understood: they are asked about, never taken for a place."""

import re
import unicodedata

from commands.language.patterns import Pattern
from commands.language.texts import time_words
from commands.language.times.cursor import masked
from commands.language.times.values import NotUnderstood
from commands.language.times.words import HABITUAL, MONTHS, ORDINALS, WEEKDAYS, key


def _any(patterns: str) -> str:
    return rf"(?<![\w-])(?:{'|'.join(patterns.split())})(?!\w)"


_IN_TITLE = Pattern(_any(time_words.CERTAIN), re.IGNORECASE)
_IN_PLACE = Pattern(
    f"{_any(time_words.CERTAIN + time_words.COMMON)}|{time_words.SHORT_WEEKDAY}", re.IGNORECASE
)
_HANGING = Pattern(time_words.HANGING, re.IGNORECASE)
_ANCHORED = Pattern(time_words.ANCHORED, re.IGNORECASE)
_LAST_WORD = Pattern(r"([^\W\d_]{4,20})$")
_NUMBER = Pattern(r"(?<![\w.,])[0-9½¼¾]{1,2}(?!\w|[.,][0-9]{3})")
_BESIDE_NUMBER = Pattern(
    r"[0-9]{1,2}(?:\.|st|nd|rd|th)? ?([^\W\d_]{3,10})|([^\W\d_]{3,10})(?= [0-9]{1,4}\b)",
    re.IGNORECASE,
)
_WORD = Pattern(r"(?<!\w)[^\W\d_]{6,11}(?!\w)")
_CLAUSE = Pattern(r"[^,;|()]+")
_LONGEST = 80


def _one_letter_less(*words: str) -> frozenset[str]:
    """Return the words, and all that are made of them by leaving out a letter."""
    return frozenset(word[:at] + word[at + 1 :] for word in words for at in range(len(word) + 1))


_ENGLISH = ("january", "february", "march", "september", "october", "november", "december")
_LONG_MONTHS = (name for name in MONTHS if len(name) > 4)
_WRONG_MONTHS = _one_letter_less(*_LONG_MONTHS, *_ENGLISH) | {
    "juno", "julei", "june", "july", "may", "mai",
}  # fmt: skip
_WRONG_WEEKDAYS = _one_letter_less(*WEEKDAYS, *HABITUAL)


def unread(words: str, *, title: bool = False) -> NotUnderstood | None:
    """Return the part of the words with a time in it; a `title` may name days and numbers."""
    hidden = masked(unicodedata.normalize("NFC", words)).strip()
    found = _IN_TITLE.search(hidden) if title else _first(hidden)
    if found is None:
        return None
    clauses = (one for one in _CLAUSE.finditer(hidden) if one.end() >= found.end())
    around = next(clauses, found)[0].replace("\x00", "").strip()
    return NotUnderstood(around if len(around) <= _LONGEST else found[0].strip())


def _first(hidden: str) -> re.Match[str] | None:
    bare = _ANCHORED.sub(lambda one: "\x00" * len(one[0]), hidden)
    ordinal = _LAST_WORD.search(hidden[-24:])
    months = (one for one in _BESIDE_NUMBER.finditer(hidden) if _is_month(one))
    weekdays = (one for one in _WORD.finditer(hidden) if _is_like(one[0], _WRONG_WEEKDAYS))
    return (
        _IN_PLACE.search(hidden)
        or _HANGING.search(hidden)
        or _NUMBER.search(bare)
        or (ordinal if ordinal and key(ordinal[1]) in ORDINALS else None)
        or next(months, None)
        or next(weekdays, None)
    )


def _is_month(found: re.Match[str]) -> bool:
    return _is_like(found[1] or found[2], _WRONG_MONTHS)


def _is_like(word: str, known: frozenset[str]) -> bool:
    """Return whether they differ in one letter, or in two that changed places."""
    typed = key(word)
    return any(typed[:at] + typed[at + 1 :] in known for at in range(len(typed) + 1))
