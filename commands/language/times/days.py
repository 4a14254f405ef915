"""Days as people write them: "Mittwoch, 2. Dezember 2026", "4./5.3.", "nächsten Dienstag"."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from commands.language.patterns import Pattern
from commands.language.times.cursor import Cursor, whole
from commands.language.times.relative import following, named_weekday, read_relative
from commands.language.times.values import Nonsense, NotUnderstood
from commands.language.times.words import (
    HABITUAL,
    MONTHS,
    ORDINALS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    WHICH,
    key,
)

# Two digits behind a blank are a year only if they can be no hour.
_YEAR = (
    r"(?:[\s-]?(?P<y>[0-9]{4})(?![0-9:])"
    r"|(?:\s?'\s?(?P<q>[0-9]{2})|(?P<yy>[0-9]{2})|\s(?P<late>2[5-9]|[3-9][0-9]))"
    r"(?![0-9:.]|\s?(?:uhr|h)\b))?"
)
_NUMERIC = tuple(
    Pattern(r"\s{0,3}" + form, re.IGNORECASE)
    for form in (
        r"(?P<y>[0-9]{4})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9])(?:T(?=[0-9]))?",
        r"(?P<d>[0-9]{1,2})(?P<s>[/-])(?P<m>[0-9]{1,2})(?P=s)(?P<y>[0-9]{4})(?![0-9])",
        r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<yy>[0-9]{2})(?![0-9:]|\s?(?:uhr|h)\b)",
        r"(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\." + _YEAR,
    )
)
# Not a time, because another one follows, or because it is said to be a day.
_DOT_FORGOTTEN = Pattern(
    r"\s{0,3}(?P<d>[0-9]{1,2})\.(?P<m>0?[1-9]|1[0-2])(?=,?\s(?:um|ab|von)\s[0-9])", re.IGNORECASE
)
_DOT_FORGOTTEN_AFTER_ARTICLE = Pattern(
    r"\s{0,3}(?P<d>[0-9]{1,2})\.(?P<m>0?[1-9]|1[0-2])(?![0-9.:]|\s?(?:uhr|h)\b)", re.IGNORECASE
)
_DIGITS = Pattern(r"\s{0,3}([0-9]{1,2})(?!\.?[0-9])\.?")
_MONTH = Pattern(r"[\s-]?([^\W\d_]{3,9})\.?" + _YEAR, re.IGNORECASE)
_LONE = Pattern(
    r"\s{0,3}(?:([0-9]{1,2})\.|([^\W\d_]{4,20}))"
    r"(?=\s*(?:[,;)(]|$|(?:um|ab|von|gegen|zwischen|halb|viertel|mittags|ganztägig)\b"
    r"|[0-9]{1,2}(?:[:-]|\.[0-9]{2}\b|\s?(?:uhr|h)\b)))",
    re.IGNORECASE,
)
_JOINT = r"\s?(?:(?P<both>[/+&]|und\b|u\.)|-|bis\b)"
_DAY_TO = Pattern(
    r"\s{0,3}(?:(?P<d>[0-9]{1,2})\.|(?P<word>[^\W\d_]{4,20}(?=\s)))" + _JOINT, re.IGNORECASE
)
_AND = Pattern(_JOINT, re.IGNORECASE)
_UP_TO = ("zum", "einschliesslich", "inklusive", "inkl")
_AFTER_WEEKDAY = Pattern(r"\.?,?")
_OPENING = Pattern(r"\s{0,3}[(,]")
_TIME_AHEAD = Pattern(
    r"\s{0,3}(?:um\s)?[0-9]{1,2}(?::|\.[0-9]{2}|-|\s?(?:uhr|h)\b)|\s{0,3}\(?(?:in\s)?(?:der\s)?"
    r"(?:kw|kalenderwoche|[0-9]{1,2}\.\s?(?:kw|kalenderwoche))",
    re.IGNORECASE,
)
_BESIDE = Pattern(r"\s{0,3},?\s?(\()?\s?([^\W\d_]{2,10})\.?(?:\s?\))?")
# What follows in the word is read as the part of the day.
COMPOUND = Pattern(
    rf"\s{{0,3}}({'|'.join(WEEKDAYS)})"
    r"(?=(?:abend|morgen|vormittag|nachmittag|mittag|früh)(s)?\b)",
    re.IGNORECASE,
)
_ARTICLES = ("den", "dem", "der", "am", "vom")
_YEARS = range(1900, 2200)
_JUST_OVER = timedelta(days=60)
_MONTHS_AHEAD = 8 * 12


@dataclass(frozen=True)
class Day:
    """Either `numbers` (day, month, year or None) or `fixed`, which is already worked out.

    `both`: this day and the one before, which only together can be a range.
    """

    written: str
    weekday: int | None = None
    numbers: tuple[int, int, int | None] | None = None
    fixed: date = date.min
    both: bool = False

    @property
    def has_year(self) -> bool:
        return self.numbers is not None and self.numbers[2] is not None


def read_days(cursor: Cursor, today: date) -> tuple[Day, Day | None] | None:
    """Read one day, or both ends of "4.-5.3.2027"; longer ranges are not read here."""
    if both := _range(cursor, today):
        return both
    day = read_day(cursor, today)
    return None if day is None else (day, None)


@whole
def _range(cursor: Cursor, today: date) -> tuple[Day, Day] | None:
    first, last = _weekday_pair(cursor)
    start = cursor.take(_DAY_TO)
    number = _numbered(start["d"], start["word"]) if start else None
    cursor.word(_UP_TO)
    end = read_day(cursor, today) if number else None
    if start and number and end and end.numbers:
        opening = Day(start[0].strip(), first, (number, *end.numbers[1:]))
        weekday = end.weekday if end.weekday is not None else last
        return opening, replace(end, weekday=weekday, both=bool(start["both"]))
    return None


def read_day(cursor: Cursor, today: date) -> Day | None:
    """Read a day, with its weekday in front or beside it."""
    mark = cursor.at
    which = cursor.word(WHICH)
    weekday, short = _weekday(cursor)
    if which and weekday is None:
        cursor.at = mark
    after_name = cursor.at
    if weekday is not None:
        cursor.take(_OPENING)
    article = bool(cursor.word(_ARTICLES)) or _is_after_article(cursor.text, mark)
    numbers = _numbers(cursor, article)
    if numbers is not None:
        written = cursor.since(mark)
        beside = _weekday_beside(cursor)
        return Day(written, beside if weekday is None else weekday, numbers)
    if (article or weekday is not None) and (lone := _lone(cursor, today, weekday)):
        return replace(lone, written=cursor.since(mark))
    cursor.at = after_name
    if weekday is not None and (not short or _TIME_AHEAD.match(cursor.text, cursor.at)):
        fixed = named_weekday(cursor, today, weekday, which)
        return Day(cursor.since(mark), weekday, fixed=fixed)
    cursor.at = mark
    relative = read_relative(cursor, today)
    return None if relative is None else Day(cursor.since(mark), fixed=relative)


def _is_after_article(text: str, at: int) -> bool:
    return key(text[max(at - 4, 0) : at].strip()) in (*_ARTICLES, "zum")


def settle(
    first: Day, last: Day | None, today: date
) -> tuple[date, date | None] | Nonsense | NotUnderstood:
    """Return the days that are meant; without a year the next ones."""
    start = _on(_with_year_of(first, last), today)
    if start is None:
        return Nonsense(first.written, "day")
    if last is None:
        return start, None
    if last.numbers is None and last.weekday is not None:
        return start, following(start, last.weekday)
    end = _on(last, start)
    if end is None:
        return Nonsense(last.written, "day")
    if last.both and end - start != timedelta(days=1):
        return NotUnderstood(f"{first.written} {last.written}")
    return start, end


def read_joint(cursor: Cursor) -> re.Match[str] | None:
    """Read what stands between two days; `both` is set if it is "und" or a stroke."""
    found = cursor.take(_AND)
    if found:
        cursor.word(_UP_TO)
    return found


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
    """Take the year of the end: "28.2. bis 1.3.2027" and "30.12. bis 2.1.2027"."""
    if last is None or first.numbers is None or last.numbers is None or first.has_year:
        return first
    (day, month, _), (_, last_month, year) = first.numbers, last.numbers
    if year is None:
        return first
    return replace(first, numbers=(day, month, year - (month > last_month)))


# --- numbers


@whole
def _numbers(cursor: Cursor, article: bool) -> tuple[int, int, int | None] | None:
    """Read "14.1.2027", "14. Januar", "vierter Januar"; with an article "vierten ersten"."""
    forms = (*_NUMERIC, _DOT_FORGOTTEN_AFTER_ARTICLE if article else _DOT_FORGOTTEN)
    for form in forms:
        if found := cursor.take(form):
            parts = found.groupdict()
            return int(parts["d"]), int(parts["m"]), _year(parts)
    digits = cursor.take(_DIGITS)
    day = int(digits[1]) if digits else ORDINALS.get(cursor.word(ORDINALS), 0)
    if day > 0:
        named = cursor.take(_MONTH)
        month = MONTHS.get(key(named[1])) if named else None
        if named and month:
            return day, month, _year(named.groupdict())
        if named and article and not digits and 0 < ORDINALS.get(key(named[1]), 0) <= 12:
            return day, ORDINALS[key(named[1])], _year(named.groupdict())
    return None


def _year(parts: dict[str, str | None]) -> int | None:
    short = parts.get("yy") or parts.get("q") or parts.get("late")
    long = parts.get("y")
    return int(long) if long else 2000 + int(short) if short else None


def _numbered(digits: str | None, word: str | None) -> int | None:
    number = int(digits) if digits else ORDINALS.get(key(word or ""), 0)
    return number if number > 0 else None


@whole
def _lone(cursor: Cursor, today: date, weekday: int | None) -> Day | None:
    """Read "am 15.", "Dienstag, der 25.": the next such day."""
    found = cursor.take(_LONE)
    number = _numbered(found[1], found[2]) if found else None
    if number is None:
        return None
    months = (divmod(today.month - 1 + ahead, 12) for ahead in range(_MONTHS_AHEAD))
    days = (_date(today.year + years, month + 1, number) for years, month in months)
    fitting = (day for day in days if day and day >= today and weekday in (None, day.weekday()))
    day = next(fitting, None)
    numbers = None if day else (number, today.month, today.year)
    return Day("", weekday, numbers, fixed=day or date.min)


# --- weekdays


def _weekday(cursor: Cursor) -> tuple[int | None, bool]:
    """Read a weekday, and whether it is shortened: "So" is also another word."""
    if compound := cursor.take(COMPOUND):
        return WEEKDAYS[key(compound[1])], False
    for known in (WEEKDAYS, SHORT_WEEKDAYS):
        if name := cursor.word(known):
            cursor.take(_AFTER_WEEKDAY)
            return known[name], known is SHORT_WEEKDAYS
    return None, False


@whole
def _weekday_beside(cursor: Cursor) -> int | None:
    """Read the "(Donnerstag)" after a date; shortened only in brackets."""
    found = cursor.take(_BESIDE)
    name = key(found[2]) if found else ""
    short = SHORT_WEEKDAYS.get(name) if found and found[1] else None
    return None if name in HABITUAL else WEEKDAYS.get(name, short)


def _weekday_pair(cursor: Cursor) -> tuple[int | None, int | None]:
    """Read "Donnerstag und Freitag, den"."""
    first, _ = _weekday(cursor)
    last = None if first is None else _second_weekday(cursor)
    cursor.word(_ARTICLES)
    return first, last


@whole
def _second_weekday(cursor: Cursor) -> int | None:
    return _weekday(cursor)[0] if cursor.take(_AND) else None
