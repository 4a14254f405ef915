"""Where in an entry a word stands: the better the place, the more it counts."""

from collections.abc import Iterable
from enum import IntEnum


class Level(IntEnum):
    """A word is kept once for each entry, at the best of these."""

    NAMED = 1  # in the name of the municipality or in the title
    ABOUT = 2  # in what is said about it
    OFTEN = 3  # often in its documents
    ONCE = 4  # somewhere in its documents


def token(level: Level, stem: str) -> str:
    """As it stands in the table of words."""
    return f"{level.value}{stem}"


def match(tokens: Iterable[str]) -> str:
    """An FTS5 expression for one of them; they are letters and digits, so nothing is escaped."""
    return " OR ".join(f'"{each}"' for each in tokens)
