"""The date in a line of German text: its days, its times, and what is wrong with them."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta

from commands.times.clock import Clock, Times, read_duration, read_times
from commands.times.cursor import Cursor, masked, outside, starts
from commands.times.days import Day, read_day, read_days, settle
from commands.times.values import (
    Contradiction,
    EndBeforeStart,
    NoEndTime,
    Nonsense,
    Parsed,
    Past,
    Problem,
    When,
)
from commands.times.words import ALL_DAY

_SEPARATOR = re.compile(r"\s{0,3}[,;|(]?")
_DASH = re.compile(r"\s{0,3}[-–—](?=\s)")
_TO = re.compile(r"\s{0,3}(?:[-–—]|bis\b)", re.IGNORECASE)
_AND = re.compile(r"\s{0,3}(?:[-–—]|(?:bis|und)\b)", re.IGNORECASE)
_LEADING = ("am", "vom", "von", "ab", "bis", "zum", "den", "dem", "der")


@dataclass(frozen=True)
class Expression:
    """As it stands in the text from `start` to `end`, its time perhaps `elsewhere`."""

    start: int
    end: int
    days: tuple[Day, Day | None] | None = None
    times: Times | None = None
    end_times: Times | None = None
    all_day: bool = False
    elsewhere: tuple[int, int] | None = None

    @property
    def rank(self) -> int:
        """The lowest is most surely meant: "heute" can be the word of a title, too."""
        if self.days is None:
            return 9
        first, last = self.days
        if first.numbers is None:
            return 2 if self.times or self.all_day else 3
        return 0 if first.has_year or (last is not None and last.has_year) else 1


def parse_when(text: str, today: date, day: date | None = None) -> Parsed:
    """The date that is most surely one; of several the first.

    `day` is known already when only a time may be told. A time that stands elsewhere belongs to
    the date if it is the only one.
    """
    text = unicodedata.normalize("NFC", text)
    found = _expressions(masked(text), today)
    dated = [one for one in found if one.days is not None]
    if not dated and (day is None or not found):
        return Parsed(None, None, text.strip(), "")
    if not dated:
        known = replace(found[0], days=(Day("", fixed=day or today), None))
        return _parsed(known, text, today)
    return _parsed(_with_lone_time(min(dated, key=lambda one: one.rank), found), text, today)


def _parsed(expression: Expression, text: str, today: date) -> Parsed:
    outcome = _understood(expression, today)
    before, after = _around(expression, text)
    if isinstance(outcome, When):
        return Parsed(outcome, None, before, after)
    return Parsed(None, outcome, before, after)


def _around(expression: Expression, text: str) -> tuple[str, str]:
    before, after = outside(text, expression.start, expression.end)
    if expression.elsewhere is None:
        return before, after
    start, end = expression.elsewhere
    if end <= expression.start:
        return " ".join(filter(None, outside(text[: expression.start], start, end))), after
    shift = len(text) - len(after)
    return before, " ".join(filter(None, outside(after, max(start - shift, 0), end - shift)))


def _with_lone_time(expression: Expression, found: list[Expression]) -> Expression:
    times = [one for one in found if one.days is None]
    if expression.times or expression.all_day or len(times) != 1:
        return expression
    other = times[0]
    return replace(
        expression,
        times=other.times,
        all_day=other.all_day,
        elsewhere=(other.start, other.end),
    )


# --- reading


def _expressions(text: str, today: date) -> list[Expression]:
    found: list[Expression] = []
    for start in starts(text):
        if found and start < found[-1].end:
            continue
        expression = _expression(Cursor(text, start), today)
        if expression is not None:
            found.append(expression)
    return found


def _expression(cursor: Cursor, today: date) -> Expression | None:
    start = cursor.at
    all_day = bool(cursor.word(ALL_DAY))
    days = _days(cursor, today)
    times = _times(cursor)
    if days is None and times is not None:
        mark = cursor.at
        cursor.take(_SEPARATOR)
        days = _days(cursor, today)
        cursor.at = cursor.at if days else mark
        times = times if days or times.sure else None
    end_times = None
    if days is not None and days[1] is None and (times is None or times.last is None):
        days, end_times = _ending(cursor, today, days[0], times)
        times = times or _times(cursor)
    times = times and _with_duration(cursor, times, end_times)
    all_day = bool(cursor.word(ALL_DAY)) or all_day
    if days is None and times is None and not all_day:
        return None
    return Expression(start, cursor.at, days, times, end_times, all_day)


def _days(cursor: Cursor, today: date) -> tuple[Day, Day | None] | None:
    mark = cursor.at
    cursor.word(_LEADING)
    cursor.word(_LEADING)
    days = read_days(cursor, today)
    if days is None:
        cursor.at = mark
    return days


def _times(cursor: Cursor) -> Times | None:
    mark = cursor.at
    cursor.take(_SEPARATOR)
    times = read_times(cursor, beside_day=True)
    if times is None:
        cursor.at = mark
        times = read_times(cursor, beside_day=False) if cursor.take(_DASH) else None
    if times is None:
        cursor.at = mark
    return times


def _with_duration(cursor: Cursor, times: Times, end_times: Times | None) -> Times:
    """ "10 Uhr, 90 Minuten" """
    mark = cursor.at
    cursor.take(_SEPARATOR)
    open_end = times.last is None and end_times is None
    end = read_duration(cursor, times.first) if open_end else None
    cursor.at = cursor.at if end else mark
    return replace(times, last=end) if end else times


def _ending(
    cursor: Cursor, today: date, first: Day, times: Times | None
) -> tuple[tuple[Day, Day | None], Times | None]:
    """Of "4.3.2027 13 Uhr bis 5.3.2027 14 Uhr" what begins with "bis"."""
    mark = cursor.at
    joined = cursor.take(_AND if times is None else _TO)
    cursor.word({"zum"})
    last = read_day(cursor, today) if joined else None
    alike = last is not None and (first.numbers is None) == (last.numbers is None)
    if last is None or not (alike or last.numbers is None or _is_word(cursor.text[mark:])):
        cursor.at = mark
        return (first, None), None
    return (first, last), _times(cursor) if times else None


def _is_word(text: str) -> bool:
    """Not a dash, as in "Stadt von morgen – 14.1.2027"."""
    return text.lstrip()[:1].isalpha()


# --- meaning


def _understood(expression: Expression, today: date) -> When | Problem:
    first, last = expression.days or (Day("", fixed=today), None)
    settled = settle(first, last, today)
    if isinstance(settled, Nonsense):
        return settled
    unreal = next((clock for clock in _clocks(expression) if not clock.exists), None)
    if unreal is not None:
        return Nonsense(unreal.written, "time")
    start, end = settled
    when = _when(expression, start, end)
    if start < today:
        return Past(_local(start, expression.times.first if expression.times else None))
    return (
        _contradiction(expression, first, start, (start, end), today)
        or (end and last and _contradiction(expression, last, end, (start, end), start))
        or when
    )


def _clocks(expression: Expression) -> list[Clock]:
    times, end_times = expression.times, expression.end_times
    return [
        clock
        for clock in (
            times.first if times else None,
            times.last if times else None,
            end_times.first if end_times else None,
        )
        if clock is not None
    ]


def _when(expression: Expression, start: date, end: date | None) -> When | Problem:
    weekday = expression.days[0].weekday if expression.days else None
    clocks = _clocks(expression)
    opening = clocks[0] if clocks else None
    starts_ = _local(start, opening)
    if opening is None:
        ends = (end or start).isoformat() if end or expression.all_day else None
        when = When(starts_, ends, True, weekday, time_missing=not expression.all_day)
    elif len(clocks) > 1:
        when = When(starts_, _local(end or start, clocks[-1]), False, weekday)
    elif end is not None:
        return NoEndTime(end)
    else:
        return When(starts_, None, False, weekday)
    too_early = when.ends is not None and (
        when.ends < when.starts or (when.ends == when.starts and not when.all_day)
    )
    return EndBeforeStart(when.starts, when.ends or "") if too_early else when


def _local(day: date, clock: Clock | None) -> str:
    if clock is None:
        return day.isoformat()
    days, minutes = divmod(clock.minutes, 24 * 60)
    hour, minute = divmod(minutes, 60)
    return f"{day + timedelta(days=days)}T{hour:02}:{minute:02}"


def _contradiction(
    expression: Expression,
    written: Day,
    day: date,
    span: tuple[date, date | None],
    earliest: date,
) -> Contradiction | None:
    """The other end of a span moves along if it is the beginning that is wrong."""
    if written.weekday is None or written.weekday == day.weekday():
        return None
    before = day - timedelta(days=(day.weekday() - written.weekday) % 7)
    dates = tuple(one for one in (before, before + timedelta(weeks=1)) if one >= earliest)
    start, end = span
    shifts = [one - day for one in (*dates, day)]
    readings = [
        _when(expression, start + shift, end and end + shift)
        if day == start
        else _when(expression, start, day + shift)
        for shift in shifts
    ]
    whens = tuple(replace(one, weekday=None) for one in readings if isinstance(one, When))
    return Contradiction(day, written.weekday, dates, whens)
