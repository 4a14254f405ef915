"""Days as people write them: "Mittwoch, 2. Dezember 2026", "4./5.3.", "nächsten Dienstag"."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from commands.times.cursor import Cursor
from commands.times.relative import following, named_weekday, read_relative
from commands.times.values import Nonsense
from commands.times.words import MONTHS, SHORT_WEEKDAYS, WEEKDAYS, WHICH, key

_YEAR = r"(?:\s?(?P<y>[0-9]{4})(?![0-9:])|(?P<yy>[0-9]{2})(?![0-9:.]|\s?(?:uhr|h)\b))?"
_NUMERIC = tuple(
    re.compile(r"\s{0,3}" + form, re.IGNORECASE)
    for form in (
        r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})(?![0-9])(?:T(?=[0-9]))?",
        r"(?P<d>[0-9]{1,2})(?P<s>[/-])(?P<m>[0-9]{1,2})(?P=s)(?P<y>[0-9]{4})(?![0-9])",
        r"(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\." + _YEAR,
    )
)
_NAMED = re.compile(r"\s{0,3}([0-9]{1,2})\.?\s?([^\W\d_]{3,9})\.?(?:\s?([0-9]{4})(?![0-9:]))?")
_DAY_TO = re.compile(r"\s{0,3}([0-9]{1,2})\.\s?(?:[-–—/+&]|(?:bis|und)\b)", re.IGNORECASE)
_AND = re.compile(r"\s?(?:[-–—/+&]|(?:bis|und)\b)", re.IGNORECASE)
_AFTER_WEEKDAY = re.compile(r"\.?,?")
_TIME_AHEAD = re.compile(
    r"\s{0,3}(?:um\s)?[0-9]{1,2}(?::|\.[0-9]{2}|-|\s?(?:uhr|h)\b)", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\s{0,3}\(\s?([^\W\d_]{2,10})\.?\s?\)")
# What follows in the word is read as the part of the day.
_COMPOUND = re.compile(
    rf"\s{{0,3}}({'|'.join(WEEKDAYS)})"
    r"(?=(?:abend|morgen|vormittag|nachmittag|mittag|früh)\b)",
    re.IGNORECASE,
)
_ARTICLES = ("den", "dem", "der", "am")
_YEARS = range(1900, 2200)
_JUST_OVER = timedelta(days=60)


@dataclass(frozen=True)
class Day:
    """Either `numbers` (day, month, year or None) or `fixed`, which is already worked out."""

    written: str
    weekday: int | None = None
    numbers: tuple[int, int, int | None] | None = None
    fixed: date = date.min

    @property
    def has_year(self) -> bool:
        return self.numbers is not None and self.numbers[2] is not None


def read_days(cursor: Cursor, today: date) -> tuple[Day, Day | None] | None:
    """One day, or the first and the last of "4.-5.3.2027"; longer ranges are not read here."""
    mark = cursor.at
    first, last = _weekday_pair(cursor)
    start = cursor.take(_DAY_TO)
    cursor.word({"zum"})
    end = start and read_day(cursor, today)
    if start and end and end.numbers:
        opening = Day(start[0].strip(), first, (int(start[1]), *end.numbers[1:]))
        return opening, end if end.weekday is not None else replace(end, weekday=last)
    cursor.at = mark
    day = read_day(cursor, today)
    return None if day is None else (day, None)


def read_day(cursor: Cursor, today: date) -> Day | None:
    mark = cursor.at
    which = cursor.word(WHICH)
    weekday, short = _weekday(cursor)
    if which and weekday is None:
        cursor.at = mark
    after_name = cursor.at
    cursor.word(_ARTICLES)
    numbers = _numbers(cursor)
    if numbers is not None:
        written = cursor.since(mark)
        beside = _weekday_beside(cursor)
        return Day(written, beside if weekday is None else weekday, numbers)
    cursor.at = after_name
    if weekday is not None and (not short or _TIME_AHEAD.match(cursor.text, cursor.at)):
        fixed = named_weekday(cursor, today, weekday, which)
        return Day(cursor.since(mark), weekday, fixed=fixed)
    cursor.at = mark
    relative = read_relative(cursor, today)
    return None if relative is None else Day(cursor.since(mark), fixed=relative)


def settle(first: Day, last: Day | None, today: date) -> tuple[date, date | None] | Nonsense:
    """The days that are meant; without a year the next ones."""
    start = _on(_with_year_of(first, last), today)
    if start is None:
        return Nonsense(first.written, "day")
    if last is None:
        return start, None
    if last.numbers is None and last.weekday is not None:
        return start, following(start, last.weekday)
    end = _on(last, start)
    return Nonsense(last.written, "day") if end is None else (start, end)


def _on(day: Day, earliest: date) -> date | None:
    if day.numbers is None:
        return day.fixed
    number, month, year = day.numbers
    if year is not None:
        return _date(year, month, number)
    year = earliest.year + ((month, number) < (earliest.month, earliest.day))
    before, found = _date(year - 1, month, number), _date(year, month, number)
    if before and day.weekday == before.weekday() and before < earliest <= before + _JUST_OVER:
        return before
    return found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _with_year_of(first: Day, last: Day | None) -> Day:
    """ "28.2. bis 1.3.2027" and "30.12. bis 2.1.2027"."""
    if last is None or first.numbers is None or last.numbers is None or first.has_year:
        return first
    (day, month, _), (_, last_month, year) = first.numbers, last.numbers
    if year is None:
        return first
    return replace(first, numbers=(day, month, year - (month > last_month)))


def _numbers(cursor: Cursor) -> tuple[int, int, int | None] | None:
    for form in _NUMERIC:
        if found := cursor.take(form):
            parts = found.groupdict()
            year = int(parts["y"]) if parts["y"] else None
            short = parts.get("yy")
            return int(parts["d"]), int(parts["m"]), 2000 + int(short) if short else year
    mark = cursor.at
    named = cursor.take(_NAMED)
    month = MONTHS.get(key(named[2])) if named else None
    if named is None or month is None:
        cursor.at = mark
        return None
    return int(named[1]), month, int(named[3]) if named[3] else None


def _weekday(cursor: Cursor) -> tuple[int | None, bool]:
    """And whether it is shortened: "So" is also another word."""
    if compound := cursor.take(_COMPOUND):
        return WEEKDAYS[key(compound[1])], False
    if name := cursor.word(WEEKDAYS):
        cursor.take(_AFTER_WEEKDAY)
        return WEEKDAYS[name], False
    if name := cursor.word(SHORT_WEEKDAYS):
        cursor.take(_AFTER_WEEKDAY)
        return SHORT_WEEKDAYS[name], True
    return None, False


def _weekday_beside(cursor: Cursor) -> int | None:
    """The "(Donnerstag)" after a date."""
    mark = cursor.at
    found = cursor.take(_IN_BRACKETS)
    name = key(found[1]) if found else ""
    weekday = WEEKDAYS.get(name, SHORT_WEEKDAYS.get(name))
    if weekday is None:
        cursor.at = mark
    return weekday


def _weekday_pair(cursor: Cursor) -> tuple[int | None, int | None]:
    """ "Donnerstag und Freitag, den" """
    first, _ = _weekday(cursor)
    mark = cursor.at
    last = _weekday(cursor)[0] if first is not None and cursor.take(_AND) else None
    if last is None:
        cursor.at = mark
    cursor.word(_ARTICLES)
    return first, last
