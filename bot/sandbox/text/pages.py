"""Write pages out of the separate process: clean, limited, one line of JSON each."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from typing import BinaryIO

from bot.sandbox.text.cleaning import cleaned

# Guidelines have up to 200 pages of at most 5,000 characters.
MOST_PAGES = 1_000
# Generous, because a DOCX without page breaks is one long page.
MOST_ON_PAGE = 200_000
MOST_CHARACTERS = 4_000_000


class TextProblem(Enum):
    """The reason why a document could not be read, or only in part."""

    PASSWORD = auto()
    PICTURES = auto()
    EMBEDDED = auto()
    BROKEN = auto()
    PARTLY = auto()
    TOO_LONG = auto()
    TOO_COSTLY = auto()
    MISSING = auto()
    DAMAGED = auto()


class PasswordError(Exception):
    """The document needs a password."""


class EmbeddedError(Exception):
    """Text stands in a file within the file, which only the program that wrote it shows."""


class EnoughError(Exception):
    """The document is longer than the limits."""


class Pages:
    """The written pages; each is out at once, so that none is lost in a crash."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._count = self._characters = 0
        self.skipped = False

    def add(self, raw: str) -> None:
        """Write the next page, perhaps an empty one. Raises EnoughError if it is cut."""
        if self._count == MOST_PAGES:
            raise EnoughError
        room = min(MOST_ON_PAGE, MOST_CHARACTERS - self._characters)
        # Cleaning takes time, and shortens the text.
        whole = len(raw) <= 2 * room
        text = cleaned(raw[: 2 * room])
        self._count += 1
        self._characters += len(text[:room])
        self._put({"page": self._count, "text": text[:room]})
        if len(text) > room or not whole:
            raise EnoughError

    def skip(self) -> None:
        """Write an empty page for one that cannot be read."""
        self.skipped = True
        self.add("")

    def end(self, problem: TextProblem | None) -> None:
        self._put({"end": None if problem is None else problem.name})

    def _put(self, line: dict[str, object]) -> None:
        self._target.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        self._target.flush()


@contextmanager
def whatever_is_raised() -> Iterator[None]:
    """Swallow any error of a library in the block, except those about limits and passwords.

    A stream forbids nothing: what is not permitted says nothing of the file either.
    """
    try:
        yield
    except (PasswordError, EmbeddedError, EnoughError, MemoryError, PermissionError):
        raise
    except Exception:
        return


def read_all(
    texts: Callable[[BinaryIO], Iterable[str | None]], source: BinaryIO, target: BinaryIO
) -> None:
    """Write the pages up to the first error, whatever it is; None is an unreadable page."""
    pages = Pages(target)
    problem: TextProblem | None = TextProblem.BROKEN
    try:
        with whatever_is_raised():
            for text in texts(source):
                if text is None:
                    pages.skip()
                else:
                    pages.add(text)
            problem = TextProblem.PARTLY if pages.skipped else None
    except PasswordError:
        problem = TextProblem.PASSWORD
    except EmbeddedError:
        problem = TextProblem.EMBEDDED
    except EnoughError:
        problem = TextProblem.TOO_LONG
    except MemoryError:
        problem = TextProblem.TOO_COSTLY
    pages.end(problem)
