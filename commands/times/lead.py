"""How long before a meeting: days by the calendar, minutes by the clock; pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.times.words import NUMBERS, key
from commands.times.zones import moment

_DAY_MINUTES = 24 * 60
_UNITS = MappingProxyType(
    {
        name: size
        for names, size in (
            ("w woche wochen", (7, 0)), ("d t tag tage tagen", (1, 0)),
            ("h std stunde stunden", (0, 60)), ("m min minute minuten", (0, 1)),
        )
        for name in names.split()
    }
)  # fmt: skip
_PART = re.compile(r"([0-9]{1,5}|[^\W\d_]+) ?([^\W\d_]+)\.?,? ?")
_AFTERWARDS = re.compile(r"(?<!^)\b(vorher|davor|zuvor)$", re.IGNORECASE)
_BETWEEN = re.compile(r"und ", re.IGNORECASE)
_LONGEST_DAYS = 730


@dataclass(frozen=True)
class Lead:
    """ "1d" is the same wall time on the day before, "24h" are 24 hours."""

    days: int = 0
    minutes: int = 0

    def before(self, local: str, zone: ZoneInfo) -> datetime:
        """In UTC; `local` is YYYY-MM-DDTHH:MM, or YYYY-MM-DD for the midnight at its beginning."""
        day = datetime.fromisoformat(local) - timedelta(days=self.days)
        return moment(day.isoformat(), zone) - timedelta(minutes=self.minutes)

    def __str__(self) -> str:
        """ "8w", "1d", "3h", "30min", "1d2h"; "0min" is at the start."""
        days = _written((self.days, 7, "w"), (self.days, 1, "d"))
        minutes = _written((self.minutes, 60, "h"), (self.minutes, 1, "min"))
        return (days + minutes) or "0min"


def parse_lead(text: str) -> Lead | None:
    """From "2 Tage", "eine Woche", "30 min", "1d2h"; None if it is no lead, or over two years."""
    wanted = _AFTERWARDS.sub("", " ".join(text.split())).rstrip()
    days = minutes = at = 0
    while at < len(wanted):
        if at and (joint := _BETWEEN.match(wanted, at)):
            at = joint.end()
        part = _PART.match(wanted, at)
        size = part and _size(part[1], part[2])
        if part is None or size is None:
            return None
        days, minutes, at = days + size[0], minutes + size[1], part.end()
    short = days * _DAY_MINUTES + minutes <= _LONGEST_DAYS * _DAY_MINUTES
    return Lead(days, minutes) if wanted and short else None


def _size(count: str, unit: str) -> tuple[int, int] | None:
    size = _UNITS.get(key(unit))
    number = int(count) if count.isdecimal() else NUMBERS.get(key(count))
    if size is None or (number is None and key(count) != "halbe"):
        return None
    if number is None:
        return (0, size[1] // 2) if size[1] == 60 else None
    return size[0] * number, size[1] * number


def _written(*units: tuple[int, int, str]) -> str:
    """In the first unit that it is a whole number of."""
    return next(
        (f"{total // size}{name}" for total, size, name in units if total and total % size == 0), ""
    )
