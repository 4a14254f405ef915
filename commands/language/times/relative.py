"""Days as seen from today: "übermorgen", "nächsten Dienstag", "in zwei Wochen", "KW 12"."""

from datetime import date, timedelta
from types import MappingProxyType

from commands.language.patterns import Pattern
from commands.language.times.cursor import Cursor, whole
from commands.language.times.lead import months_after
from commands.language.times.words import (
    CALENDAR_WEEK,
    NAMED_DAYS,
    NEXT,
    NUMBERS,
    SHORT_WEEKDAYS,
    THIS,
    UNITS,
    WEEKDAYS,
    WHICH,
)

_COUNT = Pattern(r"\s{0,3}([0-9]{1,3})(?![0-9.:/,])")
_WEEK_NUMBER = Pattern(r"\s{0,3}\.?\s?([0-9]{1,2})(?![0-9.:])(?:\s?/\s?(20[0-9]{2}))?")
_NUMBERED_WEEK = Pattern(r"\s{0,3}([0-9]{1,2})\.")
_BESIDE = Pattern(r"\s{0,3}[,(]")
_DOT = Pattern(r"\.")
_ANY_WEEKDAY = MappingProxyType({**WEEKDAYS, **SHORT_WEEKDAYS})


def following(day: date, weekday: int) -> date:
    """Return the first such weekday after that day."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


@whole
def read_relative(cursor: Cursor, today: date) -> date | None:
    """Read "heute", "morgen in einer Woche", "in 3 Tagen", "nächste Woche Dienstag"."""
    if name := cursor.word(NAMED_DAYS):
        day = today + timedelta(days=NAMED_DAYS[name])
        return _ahead(cursor, day, whole_weeks=True) or day
    day_ahead = _ahead(cursor, today)
    week = day_ahead if day_ahead is not None else _week(cursor, today)
    weekday = _on_weekday(cursor) if week is not None else None
    if week is not None and weekday is not None:
        return week + timedelta(days=weekday - week.weekday())
    return day_ahead


def named_weekday(cursor: Cursor, today: date, weekday: int, which: str) -> date:
    """Return the day of a weekday and the word before it; also "Dienstag nächster Woche"."""
    week = _week_beside(cursor, today)
    if week is not None:
        return week + timedelta(days=weekday)
    yesterday = today - timedelta(days=1)
    found = following(yesterday if which in THIS else today, weekday)
    if WHICH.get(which, 0) < 0:
        return following(yesterday, weekday) - timedelta(weeks=1)
    found += timedelta(weeks=WHICH.get(which, 0))
    return _ahead(cursor, found, whole_weeks=True) or found


def count(cursor: Cursor) -> int | None:
    """Read a number in digits or as a word."""
    if digits := cursor.take(_COUNT):
        return int(digits[1])
    return NUMBERS.get(cursor.word(NUMBERS))


@whole
def _ahead(cursor: Cursor, day: date, *, whole_weeks: bool = False) -> date | None:
    """Read "in 3 Tagen"; `whole_weeks`: "Mittwoch in acht Tagen" is no Wednesday and not read."""
    number = count(cursor) if cursor.word({"in"}) else None
    unit = UNITS.get(cursor.word(UNITS)) if number is not None else None
    if number is None or unit is None or (whole_weeks and unit == "day" and number % 7):
        return None
    if unit in ("day", "week"):
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    return months_after(day, number * (12 if unit == "year" else 1))


@whole
def _week_beside(cursor: Cursor, today: date) -> date | None:
    cursor.take(_BESIDE)
    return _week(cursor, today)


@whole
def _week(cursor: Cursor, today: date) -> date | None:
    """Return the Monday of "nächste Woche", "KW 12", "in der 12. Kalenderwoche"."""
    cursor.word({"in"})
    cursor.word({"der"})
    which = cursor.word(WHICH)
    if which and cursor.word({"woche"}):
        weeks = WHICH[which] + (which in NEXT) + (which not in THIS and WHICH[which] > 0)
        return today + timedelta(days=7 * weeks - today.weekday())
    return None if which else _calendar_week(cursor, today)


def _calendar_week(cursor: Cursor, today: date) -> date | None:
    before = cursor.take(_NUMBERED_WEEK)
    named = cursor.word(CALENDAR_WEEK)
    number = before or (cursor.take(_WEEK_NUMBER) if named else None)
    if not named or number is None:
        return None
    year = None if before else number[2]
    this_year, this_week, _ = today.isocalendar()
    wanted = int(year) if year else this_year + (int(number[1]) < this_week)
    try:
        return date.fromisocalendar(wanted, int(number[1]), 1)
    except ValueError:
        return None


@whole
def _on_weekday(cursor: Cursor) -> int | None:
    cursor.take(_BESIDE)
    cursor.word({"am"})
    name = cursor.word(_ANY_WEEKDAY)
    cursor.take(_DOT)
    return _ANY_WEEKDAY.get(name)
