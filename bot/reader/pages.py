"""Pages on their way out of the process that reads them: clean, limited, one line of JSON each."""

import json
from collections.abc import Callable, Iterable
from enum import Enum, auto
from typing import BinaryIO

from bot.reader.cleaning import cleaned

# Guidelines have up to 200 pages of at most 5,000 characters.
MOST_PAGES = 1_000
# Generous, because a DOCX without page breaks is one long page.
MOST_ON_PAGE = 200_000
MOST_CHARACTERS = 4_000_000


class Problem(Enum):
    """Why a document could not, or not all, be read."""

    PASSWORD = auto()
    PICTURES = auto()
    BROKEN = auto()
    PARTLY = auto()
    TOO_LONG = auto()
    TOO_COSTLY = auto()
    MISSING = auto()
    DAMAGED = auto()


class PasswordError(Exception):
    """Only with a password."""


class EnoughError(Exception):
    """There is more than we take."""


class Pages:
    """Each page is out at once: what was read until something happens is not lost."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._count = self._characters = 0
        self.skipped = False

    def add(self, raw: str) -> None:
        """The next page, perhaps an empty one. Raises EnoughError if not all of it is taken."""
        if self._count == MOST_PAGES:
            raise EnoughError
        room = min(MOST_ON_PAGE, MOST_CHARACTERS - self._characters)
        # Cleaning takes time, and makes it shorter.
        whole = len(raw) <= 2 * room
        text = cleaned(raw[: 2 * room])
        self._count += 1
        self._characters += len(text[:room])
        self._put({"page": self._count, "text": text[:room]})
        if len(text) > room or not whole:
            raise EnoughError

    def skip(self) -> None:
        """A page that cannot be read."""
        self.skipped = True
        self.add("")

    def end(self, problem: Problem | None) -> None:
        self._put({"end": None if problem is None else problem.name})

    def _put(self, line: dict[str, object]) -> None:
        self._target.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        self._target.flush()


def read_all(
    texts: Callable[[BinaryIO], Iterable[str | None]], source: BinaryIO, target: BinaryIO
) -> None:
    """Whatever the file does to us, what came before counts; None is a page that was not read."""
    pages = Pages(target)
    try:
        for text in texts(source):
            if text is None:
                pages.skip()
            else:
                pages.add(text)
        problem = Problem.PARTLY if pages.skipped else None
    except PasswordError:
        problem = Problem.PASSWORD
    except EnoughError:
        problem = Problem.TOO_LONG
    except MemoryError:
        problem = Problem.TOO_COSTLY
    except Exception:
        problem = Problem.BROKEN
    pages.end(problem)
