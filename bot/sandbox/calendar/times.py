"""Read the times of an entry, in every spelling, in one zone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from icalendar import vDuration

from bot.sandbox.calendar.lines import RawEvent
from bot.sandbox.calendar.zones import Zones

DAY = timedelta(days=1)
_LONGEST = timedelta(days=366)
_YEARS = range(1990, 2200)
_UTC = ZoneInfo("UTC")
_FIXED = re.compile(r"UTC|GMT|Etc/")
_TIME = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)? ?(Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
# The zone may have colons, blanks and commas in its name, and no quotation marks.
_LINE = re.compile(r"[A-Z-]+(;[A-Z-]+=.*?)?:\s*((?:\d{4}-?\d\d-?\d\d).*)?", re.IGNORECASE)
_TZID = re.compile(r";TZID=(?:\"([^\"]*)\"|(.*?)(?=;[A-Z-]+=|$))", re.IGNORECASE)


class LeftOutError(ValueError):
    """`problem` is the name of a CalendarProblem."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Time:
    """A time as written; `local` is naive, a whole day is its midnight."""

    local: datetime
    is_day: bool
    offset: timezone | None
    tzid: str | None


@dataclass(frozen=True)
class EntrySpan:
    """Start and end, naive in `zone`, and in UTC; whole days are midnights, up to the last day."""

    starts: datetime
    ends: datetime
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    all_day: bool

    def local(self, time: Time, zones: Zones) -> datetime:
        """Return the time of an occurrence as the rule of this series would give it."""
        if time.is_day and not self.all_day:
            return datetime.combine(time.local, self.starts.time())
        local = _local(time, self.zone, zones)
        return local.replace(hour=0, minute=0) if self.all_day else local

    def in_zone(self, zone: ZoneInfo) -> "EntrySpan":
        if self.all_day:
            return self
        starts, ends = (at.astimezone(zone) for at in (self.starts_at, self.ends_at))
        return replace(
            self, zone=zone, starts=starts.replace(tzinfo=None), ends=ends.replace(tzinfo=None)
        )

    def short(self, local: datetime) -> str:
        """Return YYYY-MM-DD or YYYY-MM-DDTHH:MM, as in the table of meetings."""
        return local.isoformat()[: 10 if self.all_day else 16]


def periods_of(line: str) -> Iterator[tuple[Time, Time | timedelta | None]]:
    """Yield the times of a line, each with its end if it has one. Raises LeftOutError."""
    match = _LINE.fullmatch(line)
    if match is None or not match[2]:
        raise LeftOutError("TIME")
    named = _TZID.search(match[1] or "")
    tzid = None if named is None else named[1] or named[2] or ""
    for text in match[2].split(","):
        start, _, end = text.strip().partition("/")
        is_length = end[:1] in {"P", "+"}
        length = vDuration.from_ical(end) if is_length else None
        yield (
            time_of(start, tzid),
            length or (time_of(end, tzid) if end and not is_length else None),
        )


def span(event: RawEvent, zones: Zones, *, recurring: bool) -> EntrySpan:
    """Return start and end of the entry. Raises LeftOutError, ValueError, OverflowError."""
    start = first_time(event, "DTSTART")
    if start is None:
        raise LeftOutError("TIME")
    if start.local.year not in _YEARS:
        raise LeftOutError("FAR_AWAY")
    result = _days(start, event, zones) if start.is_day else _hours(start, event, zones, recurring)
    if result.ends < result.starts or result.ends_at < result.starts_at:
        raise LeftOutError("END_FIRST")
    if result.ends - result.starts > _LONGEST:
        raise LeftOutError("TOO_LONG")
    return result


def first_time(event: RawEvent, name: str) -> Time | None:
    return next(periods_of(event[name][0]))[0] if name in event else None


def _days(start: Time, event: RawEvent, zones: Zones) -> EntrySpan:
    end, (days, _) = first_time(event, "DTEND"), _duration(event)
    last = start.local + max(days, DAY) - DAY
    if end is not None:
        # An end on the first day is against the standard, and common.
        is_later = end.local > start.local
        last = midnight(end.local - timedelta(minutes=1) if is_later else end.local)
    return _whole(start.local, last, zones)


def _whole(first: datetime, last: datetime, zones: Zones) -> EntrySpan:
    zone = zones.default
    return EntrySpan(first, last, _moment(first, zone), _moment(last + DAY, zone), zone, True)


def _hours(start: Time, event: RawEvent, zones: Zones, recurring: bool) -> EntrySpan:
    # Outlook may write whole days in UTC; they are in the default zone.
    is_whole = "TRUE" in "".join(event.get("X-MICROSOFT-CDO-ALLDAYEVENT", ())).upper()
    zone = _zone(start, zones, recurring and not (is_whole and start.tzid is None))
    local, moment = _local(start, zone, zones), _aware(start, zones)
    end, (days, clock) = first_time(event, "DTEND"), _duration(event)
    if end is None:
        later = _moment(local + days, zone) if days else moment
        ends_at = later + clock
        ends = ends_at.astimezone(zone).replace(tzinfo=None)
    else:
        if end.tzid is None and end.offset is None:
            end = replace(end, tzid=start.tzid)
        ends = _local(end, zone, zones)
        ends_at = _moment(ends, zone) if end.is_day else _aware(end, zones)
    if ends > local and local == midnight(local) and ends == midnight(ends):
        # Outlook writes whole days like this.
        return _whole(local, ends - DAY, zones)
    return EntrySpan(local, ends, moment, ends_at, zone, False)


def _duration(event: RawEvent) -> tuple[timedelta, timedelta]:
    """Return the days by the calendar and the rest by the clock."""
    if "DURATION" not in event:
        return timedelta(), timedelta()
    text = event["DURATION"][0].partition(":")[2].strip().upper()
    length = vDuration.from_ical(text)
    if length < timedelta():
        raise LeftOutError("TIME")
    days = timedelta(days=length.days) if {"D", "W"} & set(text) else timedelta()
    return days, timedelta(minutes=(length - days) // timedelta(minutes=1))


def _zone(start: Time, zones: Zones, recurring: bool) -> ZoneInfo:
    """Return the zone of a series, where its rule applies; a single meeting gets the default."""
    if start.tzid is None:
        return _UTC if recurring and start.offset == UTC else zones.default
    zone = zones.find(start.tzid, start.local)
    if recurring and not isinstance(zone, ZoneInfo):
        raise LeftOutError("ZONE")
    if isinstance(zone, ZoneInfo) and (recurring or not _FIXED.match(zone.key)):
        return zone
    return zones.default


def _local(time: Time, zone: ZoneInfo, zones: Zones) -> datetime:
    if time.is_day or (time.offset is None and _meant(time, zones) == zone):
        return time.local
    return _aware(time, zones).astimezone(zone).replace(tzinfo=None)


def _aware(time: Time, zones: Zones) -> datetime:
    return _moment(time.local, time.offset or _meant(time, zones))


def _meant(time: Time, zones: Zones) -> tzinfo:
    zone = zones.default if time.tzid is None else zones.find(time.tzid, time.local)
    if zone is None:
        raise LeftOutError("ZONE")
    return zone


def _moment(local: datetime, zone: tzinfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)


def midnight(local: datetime) -> datetime:
    return local.replace(hour=0, minute=0)


def time_of(text: str, tzid: str | None, *, exact: bool = False) -> Time:
    """Read one time, with its seconds only if it must be exact."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise LeftOutError("TIME")
    year, month, day, hour, minute, second, offset = match.groups()
    at_midnight = hour == "24" and minute == "00"
    clock = f"{'00' if at_midnight else hour or '00'}:{minute or '00'}"
    local = datetime.fromisoformat(f"{year}-{month}-{day}T{clock}")
    local += DAY * at_midnight + timedelta(seconds=int(second or 0) * exact)
    return Time(local, hour is None, _offset(offset), tzid)


def _offset(text: str | None) -> timezone | None:
    if text is None or text in "Zz":
        return None if text is None else UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
