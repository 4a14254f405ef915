"""A place in a text that readers move forward; what is quoted or a link is not read."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from commands.language.patterns import Pattern
from commands.language.times.words import key

QUOTED = (
    r"\"([^\"]{0,400})\"|»([^«]{0,400})«|«([^»]{0,400})»|[„“]([^“”]{0,400})[“”]"
    r"|›([^‹]{0,400})‹|‹([^›]{0,400})›|‚([^‘’]{0,400})[‘’]"
    r"|(?<!\w)'(?![0-9]{2}\b)([^']{0,400})'(?!\w)"
)
# "Straße des 17. Juni", "Platz der Freiheit vom 3. Oktober"
_STREET = (
    r"(?:stra(?:ß|ss)e|str\.|platz|allee|weg|ring|ufer|brücke|haus|halle|saal) (?:de[sr]|vom|am)"
    r" [0-9]{1,2}\. ?[^\W\d_]{3,9}"
)
_OPAQUE = Pattern(rf"(?:https?://|www\.)\S+|{QUOTED}|{_STREET}", re.IGNORECASE)
_HIDDEN = "\x00"
# Other spellings of the same character.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u3000", " "),
        **dict.fromkeys("’‘`´", "'"),
        **dict.fromkeys("\u2044\u2215", "/"),
        **dict.fromkeys("\u2236\uff1a", ":"),
    }
)
_WORD = Pattern(r"\s{0,3}([^\W\d_]+)")
_START = Pattern(r"(?<![\w.:/])(?=\w)")
_SEPARATORS = " \t\r\n,;|([-–—"
_CLOSING = " \t\r\n,;|)]-–—"
GAP = Pattern(r"(?:[\s,;|()\[\]]|/(?=\s)){0,6}")


def masked(text: str) -> str:
    """Hide titles in quotation marks, links and streets; the length stays the same."""
    return _OPAQUE.sub(lambda found: _HIDDEN * len(found[0]), text).translate(_PLAIN)


def starts(text: str) -> list[int]:
    """Return where something can begin."""
    return [found.start() for found in _START.finditer(text)]


def outside(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what is before and behind, without what separated it."""
    return text[:start].rstrip(_SEPARATORS).lstrip(), text[end:].lstrip(_CLOSING).rstrip()


@dataclass
class Cursor:
    """A text, and how far it is read; see `whole` for readers that find nothing."""

    text: str
    at: int = 0

    def take(self, pattern: Pattern) -> re.Match[str] | None:
        """Read what the pattern matches here."""
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def word(self, known: Container[str]) -> str:
        """Read the next word as it is compared, if it is known; else return nothing."""
        found = _WORD.match(self.text, self.at)
        if found is None or key(found[1]) not in known:
            return ""
        self.at = found.end()
        return key(found[1])

    def phrase(self, *words: Container[str]) -> bool:
        """Read all of them, one after the other, or none."""
        mark = self.at
        if all(self.word(known) for known in words):
            return True
        self.at = mark
        return False

    def since(self, mark: int) -> str:
        """Return what was read since then."""
        return self.text[mark : self.at].strip()


_Params = ParamSpec("_Params")
_Found = TypeVar("_Found")
_Reader = Callable[Concatenate[Cursor, _Params], _Found | None]


def whole(read: _Reader[_Params, _Found]) -> _Reader[_Params, _Found]:
    """Put the cursor back for a reader that returns None."""

    @wraps(read)
    def put_back(
        cursor: Cursor, /, *args: _Params.args, **options: _Params.kwargs
    ) -> _Found | None:
        mark = cursor.at
        found = read(cursor, *args, **options)
        if found is None:
            cursor.at = mark
        return found

    return put_back
