"""The components of an iCalendar stream: read with limits, whoever wrote it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from icalendar.parser import Contentline

MAX_BYTES = 2 * 2**20
MAX_EVENTS = 2000
MAX_DEPTH = 8
_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_START = re.compile(r"\s*BEGIN:VCALENDAR\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9-]+")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_WANTED = frozenset(
    {
        "BEGIN", "END", "METHOD", "UID", "SEQUENCE", "RECURRENCE-ID", "DTSTART", "DTEND",
        "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CONFERENCE", "STATUS", "CLASS",
        "CATEGORIES", "RRULE", "RDATE", "EXDATE", "EXRULE", "LAST-MODIFIED", "TZID", "TZOFFSETFROM",
        "TZOFFSETTO", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE",
    }
)  # fmt: skip


class Refusal(Enum):
    """Why nothing of a file was taken."""

    TOO_LARGE = auto()
    NO_CALENDAR = auto()
    BROKEN = auto()
    NOT_PUBLISHED = auto()


class UnreadableCalendarError(Exception):
    """`line` counts after unfolding."""

    def __init__(self, refusal: Refusal, line: int = 1) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal
        self.line = line


@dataclass(frozen=True)
class Property:
    """`value` with backslashes taken off; parameters in capitals."""

    name: str
    value: str
    parameters: dict[str, str]


@dataclass(frozen=True)
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Property]:
        return (each for each in self.properties if each.name == name)

    def first(self, name: str) -> Property | None:
        return next(self.all(name), None)

    def text(self, name: str) -> str | None:
        found = self.first(name)
        return None if found is None else found.value

    def inner(self, name: str) -> list["Component"]:
        return [each for each in self.components if each.name == name]


def calendars(data: bytes) -> list[Component]:
    """Raises UnreadableCalendarError."""
    if len(data) > MAX_BYTES:
        raise UnreadableCalendarError(Refusal.TOO_LARGE)
    lines = decode(_FOLD.sub(b"", data) if data[:2] not in _BYTE_ORDER_MARKS else data)
    if lines is None or not _START.match(lines):
        raise UnreadableCalendarError(Refusal.NO_CALENDAR)
    root = Component("")
    _fill(root, re.split(r"\r\n|\n|\r", lines))
    found = root.inner("VCALENDAR")
    if sum(len(calendar.inner("VEVENT")) for calendar in found) > MAX_EVENTS:
        raise UnreadableCalendarError(Refusal.TOO_LARGE)
    return found


def decode(data: bytes) -> str | None:
    """Text in UTF-8 or what Windows writes; None: it is none."""
    if data[:2] in _BYTE_ORDER_MARKS:
        return _decoded(data, "utf-16")
    if b"\0" in data:
        return None
    text = _decoded(data, "utf-8-sig")
    return _decoded(data, "cp1252") if text is None else text


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _fill(root: Component, lines: list[str]) -> None:
    stack = [root]
    number = 0
    for number, line in enumerate(lines, start=1):
        parsed = _property(line, number)
        if parsed is None:
            continue
        if parsed.name == "BEGIN":
            if len(stack) > MAX_DEPTH:
                raise UnreadableCalendarError(Refusal.BROKEN, number)
            inner = Component(parsed.value.strip().upper())
            stack[-1].components.append(inner)
            stack.append(inner)
        elif parsed.name == "END":
            if len(stack) == 1 or stack.pop().name != parsed.value.strip().upper():
                raise UnreadableCalendarError(Refusal.BROKEN, number)
        else:
            stack[-1].properties.append(parsed)
    if len(stack) > 1:
        raise UnreadableCalendarError(Refusal.BROKEN, number)


def _property(line: str, number: int) -> Property | None:
    """None: nothing that is looked at. A broken property is an empty one."""
    found = _NAME.match(line)
    name = "" if found is None else found[0].upper()
    if name not in _WANTED:
        return None
    try:
        _, parameters, value = Contentline(line).parts()
    except ValueError:
        if name in {"BEGIN", "END"}:
            raise UnreadableCalendarError(Refusal.BROKEN, number) from None
        return Property(name, "", {})
    return Property(name, value, {key.upper(): str(each) for key, each in parameters.items()})
