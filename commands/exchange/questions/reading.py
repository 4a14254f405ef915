"""Read a question: its title, the stems by which it is compared; pure."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from commands.collection.search.words import fold, read, stem, words
from commands.exchange.questions.texts.said import GENERAL, GREETINGS
from commands.language.patterns import Pattern
from commands.language.visible import cut, one_line

LONGEST_TITLE = 100
_SENTENCE = Pattern(r"(?<=[.?!])\s+(?=[A-ZÄÖÜ0-9»„\"])")
_GREETING = Pattern(rf"\W*(?:{'|'.join(GREETINGS)})\b[^,.!?\n]{{0,60}}[,.!\n]\s*", re.IGNORECASE)
# Two questions are about the same if they share so much of what the shorter one says.
_LIKE = 0.66
_SHORTEST_COMPOUND = 8


def title_of(text: str) -> str:
    """Return its first sentence that asks, else its first one, cut; without a greeting."""
    said = _GREETING.sub("", text, count=1).strip() or text
    sentences = [one_line(each) for line in said.split("\n") for each in _SENTENCE.split(line)]
    sentences = [each for each in sentences if each]
    asking = (each for each in sentences if each.endswith("?"))
    return cut(next(asking, next(iter(sentences), "")), LONGEST_TITLE)


def stems_of(*texts: str) -> tuple[str, ...]:
    """Return the stems that say what it is about, each once."""
    found = (read(word) for text in texts for word in words(text))
    general = _general()
    return tuple(
        dict.fromkeys(
            each[1] for each in found if each is not None and each[1] not in general and each[1]
        )
    )


@cache
def _general() -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in GENERAL)


def are_alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """Return whether two questions with these stems seem to ask the same."""
    first, second = set(one), set(other)
    shared, shortest = len(first & second), min(len(first), len(second))
    if shortest < 2:
        return bool(shared) and first == second
    return shared >= 2 and shared / shortest >= _LIKE


# --- topics in a text


def key_of(phrase: str) -> str:
    """Return the stems of all its words, as topics are known by them."""
    return " ".join(stem(fold(word)) for word in words(phrase))


def has_phrase(stems: Sequence[str], key: str) -> bool:
    """Return whether the stems of a text have those of the key in a row; a compound may end so."""
    wanted = key.split()
    size = len(wanted)
    starts = range(len(stems) - size + 1)
    if any(list(stems[start : start + size]) == wanted for start in starts):
        return True
    is_long = size == 1 and len(key) >= _SHORTEST_COMPOUND
    return is_long and any(each.endswith(key) for each in stems)
