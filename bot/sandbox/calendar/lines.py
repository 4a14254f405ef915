"""Repair the lines of sloppy programs so that a library can read them; check their nesting."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from icalendar.prop.factory import TypesFactory

MAX_EVENTS = 2000
_MAX_DEPTH = 8
_LONGEST = 20_000
_PROPERTY = re.compile(r"([A-Za-z][A-Za-z0-9-]*)(?=[:;])")
_BLOCK = re.compile(r"(BEGIN|END)(?![\w-])(?:\s*:\s*([\w-]+)\s*$)?", re.ASCII | re.IGNORECASE)
_COMPONENT = re.compile(r"V[A-Z]+|STANDARD|DAYLIGHT|X-.*", re.IGNORECASE)
_KNOWN = frozenset(TypesFactory.instance().types_map) | {
    "CALENDAR-ADDRESS", "COLOR", "LOCATION-TYPE", "NAME", "STRUCTURED-DATA", "STYLED-DESCRIPTION",
}  # fmt: skip
_WANTED = frozenset(
    {
        "UID", "SEQUENCE", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION", "SUMMARY",
        "DESCRIPTION", "LOCATION", "URL", "CONFERENCE", "STATUS", "CLASS", "CATEGORIES", "RRULE",
        "RDATE", "EXDATE", "EXRULE", "LAST-MODIFIED", "X-MICROSOFT-SKYPETEAMSMEETINGURL",
        "X-GOOGLE-CONFERENCE", "X-MICROSOFT-CDO-ALLDAYEVENT",
    }
)  # fmt: skip


RawEvent = Mapping[str, list[str]]


class UnreadableCalendarError(Exception):
    """`refusal` is the name of a Refusal; `line` counts after unfolding."""

    def __init__(self, refusal: str, line: int = 1) -> None:
        super().__init__(refusal)
        self.refusal = refusal
        self.line = line


@dataclass(frozen=True)
class RawCalendar:
    """The unfolded lines: `zones` with BEGIN and END, each of the `events` by property."""

    facts: dict[str, str] = field(default_factory=dict)
    zones: list[list[str]] = field(default_factory=list)
    events: list[dict[str, list[str]]] = field(default_factory=list)

    def put(self, stack: list[str], name: str, line: str) -> None:
        if stack == ["VCALENDAR"]:
            self.facts.setdefault(name, line.partition(":")[2].strip().upper())
        elif stack[:2] == ["VCALENDAR", "VTIMEZONE"]:
            self.zones[-1].append(line)
        elif stack == ["VCALENDAR", "VEVENT"] and name in _WANTED:
            self.events[-1][name].append(line[:_LONGEST])


def calendars(text: str) -> list[RawCalendar]:
    """Split the text into entries and zones. Raises UnreadableCalendarError."""
    result: list[RawCalendar] = []
    stack: list[str] = []
    last, raw, number = "", False, 0
    capitals = "BEGIN:VCALENDAR" in text
    for number, line in enumerate(text.split("\n"), start=1):
        block, name = _BLOCK.match(line), _name(line, capitals, raw)
        if block and (block[1].isupper() or not capitals) and (not raw or _is_component(block)):
            _nest(result, stack, block, number)
            last, raw = "", False
        elif stack and name:
            result[-1].put(stack, name, line)
            last, raw = name, False
        elif line or last == "DESCRIPTION":
            # Behind an unescaped line break: text, whatever it looks like.
            raw = bool(last)
        if raw and last == "DESCRIPTION" and stack == ["VCALENDAR", "VEVENT"]:
            description = result[-1].events[-1][last]
            description[-1] += f"\\n{line}"[: _LONGEST - len(description[-1])]
    if stack or not result:
        raise UnreadableCalendarError("BROKEN", number)
    if sum(len(each.events) for each in result) > MAX_EVENTS:
        raise UnreadableCalendarError("TOO_LARGE")
    return result


def _name(line: str, capitals: bool, raw: bool) -> str:
    """Return the name of the property, or "" if the line is none."""
    match = _PROPERTY.match(line)
    if match is None or not (match[1].isupper() or not capitals):
        return ""
    name, is_spaced = match[1].upper(), line[match.end() + 1 :].startswith(" ")
    known = name in _KNOWN or name.startswith("X-")
    return name if known and not (is_spaced and (raw or match[1].istitle())) else ""


def _is_component(block: re.Match[str]) -> bool:
    return _COMPONENT.fullmatch(block[2] or "") is not None


def _nest(result: list[RawCalendar], stack: list[str], block: re.Match[str], number: int) -> None:
    opens, name = block[1].upper() == "BEGIN", (block[2] or "").upper()
    if not name or (opens and len(stack) >= _MAX_DEPTH):
        raise UnreadableCalendarError("BROKEN", number)
    if opens:
        stack.append(name)
        if len(stack) == 1:
            result.append(RawCalendar())
        elif stack == ["VCALENDAR", "VEVENT"]:
            result[-1].events.append(defaultdict(list))
        elif stack == ["VCALENDAR", "VTIMEZONE"]:
            result[-1].zones.append([])
    if stack[:2] == ["VCALENDAR", "VTIMEZONE"]:
        result[-1].zones[-1].append(f"{block[1]}:{name}")
    if not opens and (not stack or stack.pop() != name):
        raise UnreadableCalendarError("BROKEN", number)
