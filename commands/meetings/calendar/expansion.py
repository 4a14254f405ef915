"""The days of a rule of recurrence, one after the other.

dateutil is not asked: a rule that never comes true keeps it busy until the year 9999, and it finds
nothing for "MO,-1FR".
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, takewhile

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK = 7
_MONTHS = 12
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Choice:
    """Empty: any. `weekdays` are (which one, weekday); 0 is every one, negative from the end."""

    months: frozenset[int]
    month_days: frozenset[int]
    weekdays: frozenset[tuple[int, int]]
    in_year: bool

    def has(self, day: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        if self.month_days and not self.month_days & {day.day, day.day - _length(day) - 1}:
            return False
        return not self.weekdays or any(self._is(day, *each) for each in self.weekdays)

    def _is(self, day: date, which: int, weekday: int) -> bool:
        if day.weekday() != weekday or which == 0:
            return day.weekday() == weekday
        number, last = day.day, _length(day)
        if self.in_year:
            number, last = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
        return which in {(number - 1) // _WEEK + 1, -((last - number) // _WEEK + 1)}


def days(parts: Mapping[str, str], start: date, last: date) -> Iterator[date]:
    """From `start` to `last`, both included; costs one look at each day between at most."""
    choice = _choice(parts, start)
    positions = _numbers(parts.get("BYSETPOS"))
    for period in takewhile(lambda period: period[0] <= last, _periods(parts, start)):
        chosen = [day for day in period if choice.has(day)]
        if positions:
            chosen = [day for number, day in enumerate(chosen) if _at(number, chosen) & positions]
        yield from (day for day in chosen if start <= day <= last)


def _at(number: int, chosen: Sequence[date]) -> set[int]:
    return {number + 1, number - len(chosen)}


def _choice(parts: Mapping[str, str], start: date) -> _Choice:
    """Complete the rule by the first day where it leaves something open."""
    freq = parts["FREQ"]
    months = _numbers(parts.get("BYMONTH"))
    month_days = _numbers(parts.get("BYMONTHDAY"))
    weekdays = frozenset(map(_weekday, filter(None, parts.get("BYDAY", "").split(","))))
    in_year = freq == "YEARLY" and not months
    if not month_days and not weekdays:
        if freq == "WEEKLY":
            weekdays = frozenset({(0, start.weekday())})
        if freq in {"MONTHLY", "YEARLY"}:
            month_days = frozenset({start.day})
        if in_year:
            months = frozenset({start.month})
    return _Choice(months, month_days, weekdays, in_year)


def _periods(parts: Mapping[str, str], start: date) -> Iterator[Sequence[date]]:
    step = int(parts.get("INTERVAL", "1"))
    match parts["FREQ"]:
        case "DAILY":
            return ([start + number * _DAY] for number in count(0, step))
        case "WEEKLY":
            since = (start.weekday() - _DAYS.index(parts.get("WKST", "MO"))) % _WEEK
            first = start - since * _DAY
            return (_span(first + number * _WEEK * _DAY, _WEEK) for number in count(0, step))
        case "MONTHLY":
            months = count(start.year * _MONTHS + start.month - 1, step)
            return (_month(*divmod(number, _MONTHS)) for number in months)
        case _:
            return (_year(number) for number in count(start.year, step))


def _span(first: date, length: int) -> Sequence[date]:
    return [first + number * _DAY for number in range(length)]


def _month(year: int, month_before: int) -> Sequence[date]:
    first = date(year, month_before + 1, 1)
    return _span(first, _length(first))


def _year(year: int) -> Sequence[date]:
    return _span(date(year, 1, 1), (date(year + 1, 1, 1) - date(year, 1, 1)).days)


def _length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _weekday(text: str) -> tuple[int, int]:
    which = re.sub("[A-Z]", "", text)
    return int(which or 0), _DAYS.index(text[-2:])


def _numbers(text: str | None) -> frozenset[int]:
    return frozenset(map(int, text.split(","))) if text else frozenset()
