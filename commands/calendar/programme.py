"""The programme of a meeting, from a spreadsheet (CSV) or a calendar file."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.calendar.imported import Fault, Faulty, Refused
from commands.calendar.lines import Refusal, decode
from commands.calendar.programme_times import When, day_of, span_of
from commands.calendar.read import read
from commands.calendar.values import short
from storage.meetings import Meeting, Slot

MAX_BYTES = 500_000
MAX_SLOTS = 200
MAX_TITLE = 200
MAX_PLACE = 200
_COLUMNS = MappingProxyType(
    {
        "datum": "day", "tag": "day", "date": "day", "day": "day",
        "beginn": "starts", "von": "starts", "start": "starts", "begin": "starts",
        "starts": "starts", "uhrzeit": "starts", "zeit": "starts", "time": "starts",
        "ende": "ends", "bis": "ends", "end": "ends", "ends": "ends",
        "titel": "title", "title": "title", "thema": "title", "programmpunkt": "title",
        "ort": "place", "raum": "place", "place": "place", "room": "place", "location": "place",
    }
)  # fmt: skip
# What a spreadsheet wrote behind an apostrophe so that it is no formula.
_GUARDED = re.compile(r"'(?=[=+\-@])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class _FaultyError(Exception):
    def __init__(self, fault: Fault, line: int) -> None:
        super().__init__(fault.name)
        self.faulty = Faulty(fault, line)


@dataclass(frozen=True)
class _Draft:
    line: int
    starts: datetime
    ends: datetime | None
    title: str
    place: str | None


def read_programme(data: bytes, meeting: Meeting) -> tuple[Slot, ...] | Faulty:
    """In the order of time; never raises, whatever the data.

    Without a day a point is on the day of the point before it, or of the meeting if that is one
    day long. Without an end it lasts until the next point of the day.
    """
    try:
        drafts = _calendar(data, meeting) if _is_calendar(data) else _table(data, meeting)
        return _slots(drafts, meeting)
    except _FaultyError as error:
        return error.faulty


def _is_calendar(data: bytes) -> bool:
    start = data[:200].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    return b"BEGIN:VCALENDAR" in start.upper()


# --- from a calendar


def _calendar(data: bytes, meeting: Meeting) -> list[_Draft]:
    """Whole days are headings there, not points."""
    zone = ZoneInfo(meeting.timezone)
    found = read(data, zone)
    if isinstance(found, Refused):
        large = found.refusal is Refusal.TOO_LARGE
        raise _FaultyError(Fault.TOO_LARGE if large else Fault.BROKEN, found.line)
    if found.skipped or any(entry.rule for entry in found.entries):
        raise _FaultyError(Fault.TIME, 1)
    return [
        _Draft(
            number,
            entry.starts_at.astimezone(zone).replace(tzinfo=None),
            entry.ends_at.astimezone(zone).replace(tzinfo=None),
            entry.title,
            entry.place or entry.link,
        )
        for number, entry in enumerate(found.entries, start=1)
        if not (entry.all_day or entry.cancelled)
    ]


# --- from a table


def _table(data: bytes, meeting: Meeting) -> list[_Draft]:
    if len(data) > MAX_BYTES:
        raise _FaultyError(Fault.TOO_LARGE, 1)
    text = decode(data)
    if text is None:
        raise _FaultyError(Fault.NOT_TEXT, 1)
    days = _days(meeting)
    drafts: list[_Draft] = []
    before: date | None = days[0] if len(days) == 1 else None
    for line, row in _rows(text):
        if len(drafts) >= MAX_SLOTS:
            raise _FaultyError(Fault.TOO_LARGE, line)
        draft = _draft(line, row, days, before, drafts[-1].starts if drafts else None)
        before = draft.starts.date()
        drafts.append(draft)
    return drafts


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Lines with something in them, by the English names of the columns."""
    heading = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = _columns(next(reader, []))
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if any(cell.strip() for cell in cells[len(columns) :]):
                    raise _FaultyError(Fault.BROKEN, line)
                padded = [*cells, *[""] * len(columns)]
                yield (
                    line,
                    {
                        name: _tidy(cell)
                        for name, cell in zip(columns, padded, strict=False)
                        if name
                    },
                )
            line = reader.line_num + 1
    except csv.Error:
        raise _FaultyError(Fault.BROKEN, reader.line_num) from None


def _columns(cells: Sequence[str]) -> list[str]:
    """Other columns, as for speakers, are left out: "" here."""
    columns = [_COLUMNS.get(cell.strip().casefold(), "") for cell in cells]
    known = [name for name in columns if name]
    if not {"starts", "title"} <= set(known) or len(known) != len(set(known)):
        raise _FaultyError(Fault.COLUMNS, 1)
    return columns


def _tidy(cell: str) -> str:
    return " ".join(_CONTROL.sub(" ", _GUARDED.sub("", cell, count=1)).split())


def _draft(
    line: int,
    row: Mapping[str, str],
    days: Sequence[date],
    before: date | None,
    last: datetime | None,
) -> _Draft:
    if not row["title"]:
        raise _FaultyError(Fault.NO_TITLE, line)
    cell = f"{row['starts']} - {row['ends']}" if row.get("ends") else row["starts"]
    span = span_of(cell, days)
    named = row.get("day", "")
    day = day_of(named, days) if named else before
    if span is None or (named and day is None):
        raise _FaultyError(Fault.TIME, line)
    starts = _moment(span[0], day, line)
    if not named and span[0].day is None and len(days) > 1 and last and starts < last:
        raise _FaultyError(Fault.NO_DAY, line)
    ends = _moment(span[1], starts.date(), line) if span[1] else None
    return _Draft(line, starts, ends, row["title"], row.get("place") or None)


def _moment(when: When, day: date | None, line: int) -> datetime:
    if when.day is None and day is None:
        raise _FaultyError(Fault.NO_DAY, line)
    return datetime.combine(when.day or day or date.min, when.clock)


# --- both


def _days(meeting: Meeting) -> list[date]:
    first, last = (date.fromisoformat(local[:10]) for local in (meeting.starts, meeting.ends))
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _slots(drafts: Sequence[_Draft], meeting: Meeting) -> tuple[Slot, ...]:
    if not drafts:
        raise _FaultyError(Fault.EMPTY, 1)
    if len(drafts) > MAX_SLOTS:
        raise _FaultyError(Fault.TOO_LARGE, 1)
    ordered = sorted(drafts, key=lambda draft: draft.starts)
    days = _days(meeting)
    slots = []
    for position, draft in enumerate(ordered, start=1):
        later = [other.starts for other in ordered if other.starts > draft.starts]
        whole = replace(draft, ends=draft.ends or _end(draft, later, meeting))
        slots.append(_slot(whole, position, meeting, days))
    return tuple(slots)


def _end(draft: _Draft, later: Sequence[datetime], meeting: Meeting) -> datetime:
    """Until the next point of the day; the last one of the meeting until the end of it."""
    if later:
        return later[0] if later[0].date() == draft.starts.date() else draft.starts
    end = datetime.fromisoformat(meeting.ends)
    same_day = end.date() == draft.starts.date()
    return max(end, draft.starts) if same_day else draft.starts


def _slot(draft: _Draft, position: int, meeting: Meeting, days: Sequence[date]) -> Slot:
    zone = ZoneInfo(meeting.timezone)
    ends = draft.ends or draft.starts
    if ends < draft.starts:
        raise _FaultyError(Fault.END_FIRST, draft.line)
    if draft.starts.date() < days[0] or ends > datetime.combine(days[-1], datetime.max.time()):
        raise _FaultyError(Fault.OUTSIDE, draft.line)
    return Slot(
        meeting_id=meeting.meeting_id,
        position=position,
        starts=short(draft.starts, whole_day=False),
        ends=short(ends, whole_day=False),
        starts_at=draft.starts.replace(tzinfo=zone).astimezone(UTC),
        ends_at=ends.replace(tzinfo=zone).astimezone(UTC),
        title=draft.title[:MAX_TITLE],
        place=draft.place[:MAX_PLACE] if draft.place else None,
    )
