"""The programme of a meeting, from a spreadsheet (CSV) or a calendar file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.language.patterns import Pattern
from commands.language.text_files import BrokenTableError, decode, table_lines
from commands.meetings.calendar.imported import (
    Fault,
    Faulty,
    ReadCalendar,
    Refusal,
    RefusedCalendar,
)
from commands.meetings.calendar.programme_times import SlotTimes, day_of, span_of
from storage.meetings.meetings import Meeting, Slot

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
_GUARDED = Pattern(r"'(?=[=+\-@])")
_BULLETS = "-–—•*· "
_AROUND_TITLE = " :–—-,|"
_IN_BRACKETS = Pattern(r"(?P<title>[^()]+)\((?P<place>[^()]+)\)\.?")
# In words: "Donnerstag, 4. März 2027, 13 Uhr bis 14:30 Uhr".
_LONGEST_WHEN = 9
_CONTROL = Pattern(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


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


def read_programme(
    data: bytes | ReadCalendar | RefusedCalendar, meeting: Meeting
) -> tuple[Slot, ...] | Faulty:
    """Return it in the order of time; never raise. A calendar is read before.

    Without a day a point is on the day of the point before it, or of the meeting if that is one
    day long. Without an end it lasts until the next point of the day.
    """
    try:
        drafts = _table(data, meeting) if isinstance(data, bytes) else _calendar(data, meeting)
        return _slots(drafts, meeting)
    except _FaultyError as error:
        return error.faulty


def read_typed(text: str, meeting: Meeting) -> tuple[Slot, ...] | Faulty:
    """Return the programme of lines such as "4.3. 13:00 Begrüßung (Großer Saal)"; never raise."""
    try:
        return _slots(_drafts(_typed(text, _days(meeting)), meeting), meeting)
    except _FaultyError as error:
        return error.faulty


def is_calendar(data: bytes) -> bool:
    start = data[:200].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    return b"BEGIN:VCALENDAR" in start.upper()


# --- from a calendar


def _calendar(found: ReadCalendar | RefusedCalendar, meeting: Meeting) -> list[_Draft]:
    """Whole days are headings there, not points."""
    zone = ZoneInfo(meeting.timezone)
    if isinstance(found, RefusedCalendar):
        large = found.refusal is Refusal.TOO_LARGE
        raise _FaultyError(Fault.TOO_LARGE if large else Fault.BROKEN, found.line)
    if found.skipped or any(entry.dates is not None for entry in found.entries):
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
    return _drafts(_rows(text), meeting)


def _drafts(rows: Iterable[tuple[int, Mapping[str, str]]], meeting: Meeting) -> list[_Draft]:
    days = _days(meeting)
    drafts: list[_Draft] = []
    before: date | None = days[0] if len(days) == 1 else None
    for line, row in rows:
        if len(drafts) >= MAX_SLOTS:
            raise _FaultyError(Fault.TOO_LARGE, line)
        draft = _draft(line, row, days, before, drafts[-1].starts if drafts else None)
        before = draft.starts.date()
        drafts.append(draft)
    return drafts


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Lines with something in them, by the English names of the columns."""
    lines = table_lines(text)
    try:
        columns = _columns(next(lines).cells)
        for line in lines:
            if any(cell.strip() for cell in line.cells[len(columns) :]):
                raise _FaultyError(Fault.BROKEN, line.number)
            padded = [*line.cells, *[""] * len(columns)]
            named = zip(columns, padded, strict=False)
            yield line.number, {name: _tidy(cell) for name, cell in named if name}
    except BrokenTableError as error:
        raise _FaultyError(Fault.BROKEN, error.line) from None


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


def _moment(when: SlotTimes, day: date | None, line: int) -> datetime:
    if when.day is None and day is None:
        raise _FaultyError(Fault.NO_DAY, line)
    return datetime.combine(when.day or day or date.min, when.clock)


# --- as lines


def _typed(text: str, days: Sequence[date]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Split each line into when, title and place; a day alone is that of the lines below it."""
    day = ""
    for number, line in enumerate(text.split("\n"), start=1):
        words = _tidy(line).lstrip(_BULLETS).split()
        heading = " ".join(words).rstrip(":")
        if day_of(heading, days) is not None:
            day = heading
        elif words:
            when, behind = _parted(words, days)
            title, place = _with_place(behind)
            own_day = any(each.day for each in span_of(when, days) or () if each is not None)
            named = {} if own_day else {"day": day}
            yield number, {"starts": when, "title": title, "place": place, **named}


def _parted(words: Sequence[str], days: Sequence[date]) -> tuple[str, str]:
    """Return the most words at the beginning that are a time, and the rest."""
    for length in range(min(len(words), _LONGEST_WHEN), 0, -1):
        when = " ".join(words[:length]).rstrip(":,")
        if span_of(when, days) is not None:
            return when, " ".join(words[length:])
    return "", " ".join(words)


def _with_place(words: str) -> tuple[str, str]:
    """Split "Begrüßung (Großer Saal)" or "Begrüßung | Großer Saal"."""
    title, bar, place = words.strip(_AROUND_TITLE).partition("|")
    found = None if bar else _IN_BRACKETS.fullmatch(title)
    if found is not None:
        title, place = found["title"], found["place"]
    return title.strip(_AROUND_TITLE), place.strip()


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
        starts=draft.starts.isoformat()[:16],
        ends=ends.isoformat()[:16],
        starts_at=draft.starts.replace(tzinfo=zone).astimezone(UTC),
        ends_at=ends.replace(tzinfo=zone).astimezone(UTC),
        title=draft.title[:MAX_TITLE],
        place=draft.place[:MAX_PLACE] if draft.place else None,
    )
