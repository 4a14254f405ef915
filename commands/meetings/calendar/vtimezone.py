"""VTIMEZONE with rules instead of lists of moments, which Outlook does not understand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import chain
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

_EARLIEST = 1970
_YEARS_AHEAD = 10
_DAY = timedelta(days=1)
_WEEK = 7
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class _Change:
    """A change of the clock; `local` is what it shows just before."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str


@dataclass(frozen=True)
class _Pattern:
    """`week` -1 is the last of the month."""

    month: int
    week: int
    weekday: int
    clock: str
    before: timedelta
    after: timedelta
    name: str


def vtimezone(zone: ZoneInfo, first_year: int, last_year: int) -> Timezone:
    """Right for the years from the first to ten after the last, and as long as the rules stay."""
    years = range(first_year - 1, last_year + _YEARS_AHEAD)
    changes = [_changes(zone.key, year) for year in years]
    patterns = _common(changes)
    component = Timezone()
    component.add("TZID", zone.key)
    if patterns is None:
        observances = _listed(zone, first_year - 1, list(chain.from_iterable(changes)))
    else:
        since = _changes(zone.key, _since(zone.key, patterns, first_year - 1))
        observances = map(_ruled, since, patterns)
    for observance in observances:
        component.add_component(observance)
    return component


def _ruled(change: _Change, pattern: _Pattern) -> TimezoneStandard | TimezoneDaylight:
    component = _observance(change)
    day = f"{pattern.week}{_DAYS[pattern.weekday]}"
    component.add("RRULE", vRecur({"FREQ": "YEARLY", "BYMONTH": pattern.month, "BYDAY": day}))
    return component


def _listed(
    zone: ZoneInfo, year: int, changes: Iterable[_Change]
) -> Iterator[TimezoneStandard | TimezoneDaylight]:
    """For zones without a rule; icalendar's own list loses changes that are soon taken back."""
    start = datetime(year, 1, 1, tzinfo=zone)
    offset = start.utcoffset() or timedelta()
    yield _observance(_Change(start.replace(tzinfo=None), offset, offset, str(start.tzname())))
    alike: defaultdict[tuple[timedelta, timedelta, str], list[_Change]] = defaultdict(list)
    for change in changes:
        alike[change.before, change.after, change.name].append(change)
    for first, *others in alike.values():
        component = _observance(first)
        if others:
            component.add("RDATE", [change.local for change in others])
        yield component


def _observance(change: _Change) -> TimezoneStandard | TimezoneDaylight:
    forward = change.after > change.before
    component = TimezoneDaylight() if forward else TimezoneStandard()
    component.add("TZNAME", change.name)
    component.add("TZOFFSETFROM", change.before)
    component.add("TZOFFSETTO", change.after)
    component.add("DTSTART", change.local)
    return component


@cache
def _changes(key: str, year: int) -> tuple[_Change, ...]:
    """In UTC's year; that is the local one wherever clocks are changed."""
    zone = ZoneInfo(key)
    start = datetime(year, 1, 1, tzinfo=UTC)
    days = [start + number * _DAY for number in range((date(year + 1, 1, 1) - start.date()).days)]
    return tuple(
        _change(zone, day) for day in days if _offset(zone, day) != _offset(zone, day + _DAY)
    )


def _change(zone: ZoneInfo, day: datetime) -> _Change:
    low, high = 0, 24 * 60 * 60
    before = _offset(zone, day)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, day + timedelta(seconds=middle)) == before:
            low = middle
        else:
            high = middle
    moment = day + timedelta(seconds=high)
    after = moment.astimezone(zone)
    local = (moment + before).replace(tzinfo=None)
    return _Change(local, before, _offset(zone, moment), str(after.tzname()))


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _common(years: list[tuple[_Change, ...]]) -> tuple[_Pattern, ...] | None:
    """The two patterns that all these years follow; the last week of a month is preferred."""
    if any(len(changes) != 2 for changes in years):
        return None
    shared = [
        set.intersection(*(set(_patterns(changes[number])) for changes in years))
        for number in (0, 1)
    ]
    if not all(shared):
        return None
    return tuple(min(patterns, key=lambda pattern: pattern.week) for patterns in shared)


def _patterns(change: _Change) -> Iterator[_Pattern]:
    local = change.local
    weeks = [(local.day - 1) // _WEEK + 1]
    if (local + _WEEK * _DAY).month != local.month:
        weeks.append(-1)
    for week in weeks:
        yield _Pattern(
            local.month,
            week,
            local.weekday(),
            f"{local:%H:%M:%S}",
            change.before,
            change.after,
            change.name,
        )


def _since(key: str, patterns: tuple[_Pattern, ...], year: int) -> int:
    """The earliest year from which on the patterns hold: so all files say the same."""
    while year > _EARLIEST and _holds(_changes(key, year - 1), patterns):
        year -= 1
    return year


def _holds(changes: tuple[_Change, ...], patterns: tuple[_Pattern, ...]) -> bool:
    return len(changes) == len(patterns) and all(
        pattern in _patterns(change) for change, pattern in zip(changes, patterns, strict=True)
    )
