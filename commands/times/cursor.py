"""A place in a text that readers move forward; what is quoted or a link is not read."""

import re
from collections.abc import Container
from dataclasses import dataclass

from commands.times.words import key

_OPAQUE = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|\"[^\"]{0,400}\"|»[^«]{0,400}«|«[^»]{0,400}»|„[^“”]{0,400}[“”]|“[^”]{0,400}”",
    re.IGNORECASE,
)
_HIDDEN = "\x00"
_WORD = re.compile(r"\s{0,3}([^\W\d_]+)")
_START = re.compile(r"(?<![\w.:/])(?=\w)")
_SEPARATORS = " \t\r\n,;|(-–—"
_CLOSING = " \t\r\n,;|)-–—"


def masked(text: str) -> str:
    """Of the same length; titles in quotation marks and links cannot be read as dates."""
    return _OPAQUE.sub(lambda found: _HIDDEN * len(found[0]), text)


def starts(text: str) -> list[int]:
    """Where something can begin."""
    return [found.start() for found in _START.finditer(text)]


def outside(text: str, start: int, end: int) -> tuple[str, str]:
    """What is before and behind, without what separated it."""
    return text[:start].rstrip(_SEPARATORS).lstrip(), text[end:].lstrip(_CLOSING).rstrip()


@dataclass
class Cursor:
    """Readers that do not find what they look for leave `at` where it was."""

    text: str
    at: int = 0

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def word(self, known: Container[str]) -> str:
        """The next word as it is compared, if it is known; else nothing."""
        found = _WORD.match(self.text, self.at)
        if found is None or key(found[1]) not in known:
            return ""
        self.at = found.end()
        return key(found[1])

    def phrase(self, *words: Container[str]) -> bool:
        """All of them, one after the other."""
        mark = self.at
        if all(self.word(known) for known in words):
            return True
        self.at = mark
        return False

    def since(self, mark: int) -> str:
        return self.text[mark : self.at].strip()
