"""The times of one entry, brought into one zone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.calendar.imported import Problem
from commands.calendar.lines import Component, Property
from commands.calendar.values import BadTimeError, Time, parse_duration, parse_time
from commands.calendar.zones import CustomZone, Zones, fixed, named

_DAY = timedelta(days=1)
_LONGEST = timedelta(days=366)
_YEARS = range(1990, 2200)
_UTC = ZoneInfo("UTC")


class SkippedError(Exception):
    """The entry is left out."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.name)
        self.problem = problem


@dataclass(frozen=True)
class Span:
    """`starts` and `ends` are naive, in `zone`; whole days are midnights, the last one included."""

    starts: datetime
    ends: datetime
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    all_day: bool


@dataclass(frozen=True)
class Clock:
    zones: Zones
    default_zone: ZoneInfo

    def span(self, event: Component) -> Span:
        """Raises SkippedError, BadTimeError."""
        begins = event.first("DTSTART")
        if begins is None:
            raise SkippedError(Problem.TIME)
        start = parse_time(begins.value)
        if start.local.year not in _YEARS:
            raise SkippedError(Problem.FAR_AWAY)
        span = self._days(start, event) if start.whole_day else self._hours(start, begins, event)
        if span.ends < span.starts or span.ends_at < span.starts_at:
            raise SkippedError(Problem.END_FIRST)
        if span.ends - span.starts > _LONGEST:
            raise SkippedError(Problem.TOO_LONG)
        return span

    def local(self, text: str, tzid: str | None, span: Span) -> datetime:
        """A time that names an occurrence, as the rule of that series would give it."""
        time = parse_time(text)
        if span.all_day:
            return self._in(span.zone, time, tzid).replace(hour=0, minute=0)
        if time.whole_day:
            return datetime.combine(time.local, span.starts.time())
        return self._in(span.zone, time, tzid)

    def _days(self, start: Time, event: Component) -> Span:
        last = start.local
        end, duration = event.first("DTEND"), event.text("DURATION")
        if end is not None:
            after = parse_time(end.value)
            if not after.whole_day:
                raise SkippedError(Problem.TIME)
            # An end on the first day is wrong by the letter, and common.
            last = after.local - _DAY if after.local > start.local else after.local
        elif duration is not None:
            last += max(parse_duration(duration).days, _DAY) - _DAY
        zone = self.default_zone
        return Span(
            start.local, last, _moment(start.local, zone), _moment(last + _DAY, zone), zone, True
        )

    def _hours(self, start: Time, begins: Property, event: Component) -> Span:
        tzid = begins.parameters.get("TZID")
        recurring = event.first("RRULE") is not None
        zone = self._zone(start, tzid, recurring=recurring)
        local, moment = self._in(zone, start, tzid), self._moment(start, tzid)
        end, duration = event.first("DTEND"), event.text("DURATION")
        if end is not None:
            after = parse_time(end.value)
            if after.whole_day:
                raise SkippedError(Problem.TIME)
            end_zone = end.parameters.get("TZID", tzid)
            ends, ends_at = self._in(zone, after, end_zone), self._moment(after, end_zone)
        elif duration is not None:
            length = parse_duration(duration)
            days_later = _moment(local + length.days, zone) if length.days else moment
            ends_at = days_later + length.clock
            ends = ends_at.astimezone(zone).replace(tzinfo=None)
        else:
            ends, ends_at = local, moment
        return Span(local, ends, moment, ends_at, zone, False)

    def _zone(self, time: Time, tzid: str | None, *, recurring: bool) -> ZoneInfo:
        """A series keeps its zone, for its rule is meant there; else the default one is at hand."""
        if time.utc:
            return _UTC if recurring else self.default_zone
        zone = self._meant(tzid)
        if isinstance(zone, ZoneInfo):
            return zone
        if zone.like(self.default_zone, time.local):
            return self.default_zone
        found = fixed(zone)
        if found is None and recurring:
            raise SkippedError(Problem.ZONE)
        return found or self.default_zone

    def _in(self, zone: ZoneInfo, time: Time, tzid: str | None) -> datetime:
        if time.whole_day or (not time.utc and self._meant(tzid) == zone):
            return time.local
        return self._moment(time, tzid).astimezone(zone).replace(tzinfo=None)

    def _moment(self, time: Time, tzid: str | None) -> datetime:
        if time.utc:
            return time.local.replace(tzinfo=UTC)
        zone = self._meant(tzid)
        return _moment(time.local, zone) if isinstance(zone, ZoneInfo) else zone.moment(time.local)

    def _meant(self, tzid: str | None) -> ZoneInfo | CustomZone:
        if tzid is None:
            return self.default_zone
        zone = named(tzid) or self.zones.get(tzid)
        if zone is None:
            raise SkippedError(Problem.ZONE)
        return zone


def changed_at(event: Component) -> datetime | None:
    text = event.text("LAST-MODIFIED")
    try:
        return None if text is None else parse_time(text).local.replace(tzinfo=UTC)
    except BadTimeError:
        return None


def _moment(local: datetime, zone: ZoneInfo) -> datetime:
    return local.replace(tzinfo=zone).astimezone(UTC)
