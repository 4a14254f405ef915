"""Lengths of time, and how long before a meeting: days by the calendar, minutes by the clock."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.language.patterns import Pattern
from commands.language.times.cursor import Cursor, whole
from commands.language.times.words import NUMBERS, forms
from commands.language.times.zones import moment

_HALF, _QUARTER = Fraction(1, 2), Fraction(1, 4)
_DAY_MINUTES = 24 * 60
_LONGEST_DAYS = 730
_MONTH_DAYS = 31


@dataclass(frozen=True)
class Lead:
    """A length of time: "1d" is the same wall time on the day before, "24h" are 24 hours."""

    days: int = 0
    minutes: int = 0
    months: int = 0

    def before(self, local: str, zone: ZoneInfo) -> datetime:
        """Return that long before, in UTC.

        `local` is YYYY-MM-DDTHH:MM, or YYYY-MM-DD for the midnight at its beginning.
        """
        start = datetime.fromisoformat(local)
        day = months_after(start.date(), -self.months) - timedelta(days=self.days)
        return moment(f"{day}T{start:%H:%M}", zone) - timedelta(minutes=self.minutes)

    def __str__(self) -> str:
        """Return "8w", "1d", "3h", "30min", "1d2h", "1mo"; "0min" is at the start."""
        months = f"{self.months}mo" if self.months else ""
        days = _written((self.days, 7, "w"), (self.days, 1, "d"))
        minutes = _written((self.minutes, 60, "h"), (self.minutes, 1, "min"))
        return (months + days + minutes) or "0min"

    def __add__(self, other: "Lead") -> "Lead":
        return Lead(
            self.days + other.days, self.minutes + other.minutes, self.months + other.months
        )


def months_after(day: date, months: int) -> date:
    """Return the same day of another month: 31 January and one month is 28 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _written(*units: tuple[int, int, str]) -> str:
    """Write in the first unit that it is a whole number of."""
    return next(
        (f"{total // size}{name}" for total, size, name in units if total and total % size == 0), ""
    )


# --- as people write it

_MONTH, _WEEK, _DAY = Lead(months=1), Lead(days=7), Lead(days=1)
_HOUR, _MINUTE = Lead(minutes=60), Lead(minutes=1)
_UNITS = MappingProxyType(
    {
        name: (size, part)
        for names, size, part in (
            ("jahr jahre jahren", Lead(months=12), 1), ("halbjahr", Lead(months=6), 1),
            ("vierteljahr", Lead(months=3), 1), ("mo monat monate monaten", _MONTH, 1),
            ("w woche wochen", _WEEK, 1), ("d t tag tage tagen", _DAY, 1),
            ("h std stunde stunden", _HOUR, 1), ("m min minute minuten", _MINUTE, 1),
            ("viertelstunde viertelstunden", _HOUR, _QUARTER),
            ("dreiviertelstunde", _HOUR, 3 * _QUARTER), ("halbstunde", _HOUR, _HALF),
        )
        for name in names.split()
    }
)  # fmt: skip
_PARTS = MappingProxyType(
    {
        **dict.fromkeys(forms("halb"), _HALF),
        **dict.fromkeys(forms("dreiviertel"), 3 * _QUARTER),
        **dict.fromkeys(forms("viertel"), _QUARTER),
    }
)
_AND_A_HALF = MappingProxyType(
    {
        "anderthalb": 1 + _HALF,
        **{f"{word}einhalb": value + _HALF for word, value in NUMBERS.items()},
    }
)
_DIGITS = Pattern(r"\s{0,3}([0-9]{1,5})(?:,([0-9]))?\s?(½)?(?![0-9,.:])")
_HALF_SIGN = Pattern(r"\s{0,3}(?:½|1/2)")
_HOURS_MINUTES = Pattern(
    r"\s{0,3}([0-9]{1,2})(?:\s?h\s?([0-9]{2})(?!\s?\w)|:([0-9]{2})\s?(?:h|std|stunden)\b)",
    re.IGNORECASE,
)
_JOINED = Pattern(r"\s{0,3}(?:,|und\b)?(?=\s?\w)", re.IGNORECASE)
_DOT = Pattern(r"\.")
_DAY_BEFORE = Pattern(r"(?:am )?(?:vortag|tag (?:davor|vorher|zuvor))|tags zuvor", re.IGNORECASE)
_EVENTS = "beginn|start|anfang|termin|treffen|sitzung|konferenz|veranstaltung|frist"
_AFTERWARDS = Pattern(
    rf"(?<!^)\b(?:vorher|davor|zuvor|vorab|früher|im voraus|vorm?(?: de[mr])? (?:{_EVENTS}))$",
    re.IGNORECASE,
)


def parse_lead(text: str) -> Lead | None:
    """Read "2 Tage", "eine halbe Stunde", "1d2h"; None if it is no lead, or over two years."""
    spoken = " ".join(text.split())
    if _DAY_BEFORE.fullmatch(spoken):
        return _DAY
    cursor = Cursor(_AFTERWARDS.sub("", spoken).rstrip())
    lead = read_length(cursor)
    if lead is None or cursor.at < len(cursor.text):
        return None
    minutes = (lead.months * _MONTH_DAYS + lead.days) * _DAY_MINUTES + lead.minutes
    long = lead.months > 24 or minutes - lead.months * _DAY_MINUTES > _LONGEST_DAYS * _DAY_MINUTES
    return None if long else lead


def read_length(cursor: Cursor) -> Lead | None:
    """Read "2 Stunden", "anderthalb Stunden", "1 Tag und 2 Stunden"."""
    total: Lead | None = None
    mark = cursor.at
    while (part := _part(cursor)) is not None:
        total = part if total is None else total + part
        mark = cursor.at
        cursor.take(_JOINED)
    cursor.at = mark
    return total


@whole
def _part(cursor: Cursor) -> Lead | None:
    if clock := cursor.take(_HOURS_MINUTES):
        return Lead(minutes=int(clock[1]) * 60 + int(clock[2] or clock[3]))
    number = _amount(cursor)
    unit = cursor.word(_UNITS) if number is not None else ""
    cursor.take(_DOT)
    size, part = _UNITS[unit] if unit else (Lead(), 1)
    return _times(size, number * part) if number is not None and unit else None


def _amount(cursor: Cursor) -> Fraction | None:
    """Read "2", "1,5", "zwei", "eine halbe", "drei viertel", "anderthalb"."""
    if cursor.take(_HALF_SIGN):
        return _HALF
    if digits := cursor.take(_DIGITS):
        tenths = Fraction(int(digits[2] or 0), 10) + (_HALF if digits[3] else 0)
        return int(digits[1]) + tenths
    if word := cursor.word(_AND_A_HALF):
        return _AND_A_HALF[word]
    number = NUMBERS.get(cursor.word(NUMBERS))
    part = _PARTS.get(cursor.word(_PARTS))
    if number is None and part is None:
        return None
    return (number or 1) * (part or Fraction(1))


def _times(size: Lead, number: Fraction) -> Lead | None:
    """Return the size so many times; of half a month or half a minute nobody knows how long."""
    months, minutes = size.months * number, size.minutes * number
    days, rest = divmod(size.days * number, 1)
    minutes += rest * _DAY_MINUTES
    vague = number < 1 and size.days
    if vague or months % 1 or minutes % 1:
        return None
    return Lead(int(days), int(minutes), int(months))
