"""Dates, times and durations as iCalendar writes them."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

_TIME = re.compile(r"(\d{8})(?:T(\d{4})(\d{2})?(Z?))?", re.ASCII)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,4})W|(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:\d{1,7}S)?)?)",
    re.ASCII | re.IGNORECASE,
)


class BadTimeError(Exception):
    """Not a date or time, or one that does not exist."""


@dataclass(frozen=True)
class Time:
    """`local` is naive; a whole day is its midnight."""

    local: datetime
    whole_day: bool
    utc: bool


@dataclass(frozen=True)
class Duration:
    """`days` by the calendar, `clock` by the clock."""

    days: timedelta
    clock: timedelta


def parse_time(text: str) -> Time:
    """Raises BadTimeError. Seconds are dropped: meetings have none."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise BadTimeError(text[:20])
    try:
        local = datetime.fromisoformat(f"{found[1]}T{found[2] or '0000'}")
    except ValueError:
        raise BadTimeError(text[:20]) from None
    return Time(local, found[2] is None, found[4] == "Z")


def parse_duration(text: str) -> Duration:
    """Raises BadTimeError."""
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(found.groups()[1:]) or found[1] == "-":
        raise BadTimeError(text[:20])
    weeks, days, hours, minutes = (int(number or 0) for number in found.groups()[1:])
    return Duration(timedelta(weeks=weeks, days=days), timedelta(hours=hours, minutes=minutes))


def short(local: datetime, *, whole_day: bool) -> str:
    """As meetings have it: YYYY-MM-DD or YYYY-MM-DDTHH:MM."""
    return local.isoformat()[: 10 if whole_day else 16]
