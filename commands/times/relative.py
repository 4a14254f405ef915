"""Days as seen from today: "übermorgen", "nächsten Dienstag", "in zwei Wochen"."""

import re
from calendar import monthrange
from datetime import date, timedelta

from commands.times.cursor import Cursor
from commands.times.words import NAMED_DAYS, NEXT, NUMBERS, THIS, UNITS, WEEKDAYS, WHICH

_COUNT = re.compile(r"\s{0,3}([0-9]{1,3})(?![0-9.:/])")


def following(day: date, weekday: int) -> date:
    """The first one after that day."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def read_relative(cursor: Cursor, today: date) -> date | None:
    """ "heute", "morgen in einer Woche", "in 3 Tagen", "nächste Woche Dienstag"."""
    mark = cursor.at
    if name := cursor.word(NAMED_DAYS):
        day = today + timedelta(days=NAMED_DAYS[name])
        return _ahead(cursor, day) or day
    day_ahead = _ahead(cursor, today)
    week = day_ahead if day_ahead is not None else _week(cursor, today)
    weekday = _on_weekday(cursor) if week is not None else None
    if week is not None and weekday is not None:
        return week + timedelta(days=weekday - week.weekday())
    if day_ahead is None:
        cursor.at = mark
    return day_ahead


def named_weekday(cursor: Cursor, today: date, weekday: int, which: str) -> date:
    """After a weekday, and the word before it; also "Dienstag nächster Woche"."""
    week = _week(cursor, today)
    if week is not None:
        return week + timedelta(days=weekday)
    yesterday = today - timedelta(days=1)
    found = following(yesterday if which in THIS else today, weekday)
    if WHICH.get(which, 0) < 0:
        return following(yesterday, weekday) - timedelta(weeks=1)
    found += timedelta(weeks=WHICH.get(which, 0))
    return _ahead(cursor, found) or found


def count(cursor: Cursor) -> int | None:
    """A number in digits or as a word."""
    if digits := cursor.take(_COUNT):
        return int(digits[1])
    return NUMBERS.get(cursor.word(NUMBERS))


def _ahead(cursor: Cursor, day: date) -> date | None:
    """ "in 3 Tagen" """
    mark = cursor.at
    number = count(cursor) if cursor.word({"in"}) else None
    unit = UNITS.get(cursor.word(UNITS)) if number is not None else None
    if number is None or unit is None:
        cursor.at = mark
        return None
    if unit in ("day", "week"):
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    return _months_after(day, number * (12 if unit == "year" else 1))


def _months_after(day: date, months: int) -> date:
    """31 January and one month: 28 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _week(cursor: Cursor, today: date) -> date | None:
    """ "nächste Woche": its Monday."""
    mark = cursor.at
    cursor.phrase({"in"}, {"der"})
    which = cursor.word(WHICH)
    if not which or not cursor.word({"woche"}):
        cursor.at = mark
        return None
    weeks = WHICH[which] + (which in NEXT) + (which not in THIS and WHICH[which] > 0)
    return today + timedelta(days=7 * weeks - today.weekday())


def _on_weekday(cursor: Cursor) -> int | None:
    mark = cursor.at
    cursor.word({"am"})
    name = cursor.word(WEEKDAYS)
    if not name:
        cursor.at = mark
    return WEEKDAYS.get(name)
