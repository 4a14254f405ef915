"""The date in a line of German text: its days, its times, and what is wrong with them."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta

from commands.language.patterns import Pattern
from commands.language.times.clock import Clock, Times, in_part, read_duration, read_times
from commands.language.times.cursor import GAP, Cursor, masked, outside, starts, whole
from commands.language.times.days import Day, read_day, read_days, read_joint, settle
from commands.language.times.recurrence import Recurrence
from commands.language.times.values import (
    Contradiction,
    EndBeforeStart,
    Moments,
    NoEndTime,
    Nonsense,
    NotUnderstood,
    Parsed,
    Past,
    Problem,
)
from commands.language.times.words import ALL_DAY, DAYPARTS
from commands.language.times.zones import fits

_CLOSED = Pattern(r"[\s),]{0,3}")
_LABEL = Pattern(r"\s{0,3}(?:datum|wann|termin|tag|zeit|zeitpunkt)\s?:", re.IGNORECASE)
_DASH = Pattern(r"\s{0,3}-(?=\s)")
_ONWARDS = Pattern(r"erst|ab|vo[mn]|seit", re.IGNORECASE)
_LEADING = ("erstmals", "erstmalig", "am", "vom", "von", "ab", "bis", "zum", "den", "dem", "der")


@dataclass(frozen=True)
class TimeExpression:
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
        """Return how unsure it is: "heute" can be the word of a title, too."""
        if self.days is None:
            return 9
        first, last = self.days
        if first.numbers is None:
            return 2 if self.times or self.all_day else 3
        return 0 if first.has_year or (last is not None and last.has_year) else 1


def parse_when(
    text: str, today: date, day: date | None = None, rule: Recurrence | None = None
) -> Parsed:
    """Read the date that is most surely one; of several the first.

    Where the `day` is known, or follows from the `rule` that was read before, a time is enough.
    A time that stands elsewhere belongs to the date if it is the only one.
    """
    text = unicodedata.normalize("NFC", text)
    known = rule.first(today) if rule else day
    found = _expressions(masked(text), today, known is not None)
    dated = [one for one in found if one.days is not None]
    if not dated and (known is None or not found):
        return Parsed(None, None, text.strip(), "")
    if dated:
        expression = _with_lone_time(min(dated, key=lambda one: one.rank), found)
    else:
        expression = replace(found[0], days=(Day("", fixed=known or today), None))
    outcome = _understood(expression, today)
    if isinstance(outcome, Moments) and rule and not _fits(rule, expression, outcome, text):
        outcome = NotUnderstood(text[expression.start : expression.end])
    before, after = _around(expression, text)
    if isinstance(outcome, Moments):
        return Parsed(outcome, None, before, after)
    return Parsed(None, outcome, before, after)


def _fits(rule: Recurrence, expression: TimeExpression, when: Moments, text: str) -> bool:
    """Tell "jeden Montag ab 3.3." from "jeden Montag, 3.3.", if that is no Monday."""
    weekday = date.fromisoformat(when.starts[:10]).weekday()
    onwards = _ONWARDS.match(text, expression.start) is not None
    return onwards or not rule.weekdays or weekday in rule.weekdays


def _around(expression: TimeExpression, text: str) -> tuple[str, str]:
    before, after = outside(text, expression.start, expression.end)
    if expression.elsewhere is None:
        return before, after
    start, end = expression.elsewhere
    if end <= expression.start:
        return " ".join(filter(None, outside(text[: expression.start], start, end))), after
    shift = len(text) - len(after)
    return before, " ".join(filter(None, outside(after, max(start - shift, 0), end - shift)))


def _with_lone_time(expression: TimeExpression, found: list[TimeExpression]) -> TimeExpression:
    times = [one for one in found if one.days is None]
    if expression.times or expression.all_day or len(times) != 1:
        return expression
    other = times[0]
    return replace(
        expression, times=other.times, all_day=other.all_day, elsewhere=(other.start, other.end)
    )


# --- reading


def _expressions(text: str, today: date, day_known: bool) -> list[TimeExpression]:
    found: list[TimeExpression] = []
    for start in starts(text):
        if found and start < found[-1].end:
            continue
        expression = _expression(Cursor(text, start), today, day_known)
        if expression is not None:
            found.append(expression)
    return found


def _expression(cursor: Cursor, today: date, day_known: bool) -> TimeExpression | None:
    start = cursor.at
    all_day = bool(cursor.word(ALL_DAY))
    days = _days(cursor, today)
    times = _times(cursor)
    if days is None and times is not None:
        days = _days_behind(cursor, today)
        times = _in_part_of_day(cursor, times) if days else times
        times = times if days or times.sure or day_known else None
    end_times = None
    if days is not None and days[1] is None and (times is None or times.last is None):
        days, end_times = _ending(cursor, today, days[0], times)
        times = times or _times(cursor)
    times = times and _with_duration(cursor, times, end_times)
    all_day = bool(cursor.word(ALL_DAY)) or all_day
    if days is None and times is None and not all_day:
        return None
    return TimeExpression(start, cursor.at, days, times, end_times, all_day)


@whole
def _days(cursor: Cursor, today: date) -> tuple[Day, Day | None] | None:
    cursor.take(_LABEL)
    cursor.word(_LEADING)
    cursor.word(_LEADING)
    return read_days(cursor, today)


@whole
def _days_behind(cursor: Cursor, today: date) -> tuple[Day, Day | None] | None:
    cursor.take(GAP)
    return _days(cursor, today)


def _in_part_of_day(cursor: Cursor, times: Times) -> Times:
    """Read the part of the day in "acht Uhr heute Abend"."""
    part = cursor.word(DAYPARTS)
    return in_part(times, part) if part else times


@whole
def _times(cursor: Cursor) -> Times | None:
    mark = cursor.at
    cursor.take(GAP)
    if times := read_times(cursor, beside_day=True):
        return times
    cursor.at = mark
    return read_times(cursor, beside_day=False) if cursor.take(_DASH) else None


def _with_duration(cursor: Cursor, times: Times, end_times: Times | None) -> Times:
    """Read the length in "10 Uhr, 90 Minuten"."""
    open_end = times.last is None and end_times is None
    end = read_duration(cursor, times.first) if open_end else None
    return replace(times, last=end) if end else times


def _ending(
    cursor: Cursor, today: date, first: Day, times: Times | None
) -> tuple[tuple[Day, Day | None], Times | None]:
    """Read the "bis …" of "4.3.2027 (13 Uhr) bis 5.3.2027 (14 Uhr)"."""
    mark = cursor.at
    cursor.take(_CLOSED)
    joint = read_joint(cursor)
    both = joint is not None and joint["both"] is not None
    last = read_day(cursor, today) if joint and not (times and both) else None
    word = cursor.text[mark : mark + 8].lstrip()[:1].isalpha()
    # Not the dash of "Stadt von morgen – 14.1.2027".
    alike = last is not None and (first.numbers is None) == (last.numbers is None)
    if last is None or not (alike or last.numbers is None or word):
        cursor.at = mark
        return (first, None), None
    end_times = None
    if times:
        cursor.take(GAP)
        cursor.word({"bis"})
        end_times = _times(cursor)
    return (first, replace(last, both=both)), end_times


# --- meaning


def _understood(expression: TimeExpression, today: date) -> Moments | Problem:
    first, last = expression.days or (Day("", fixed=today), None)
    settled = settle(first, last, today)
    if isinstance(settled, Nonsense | NotUnderstood):
        return settled
    unreal = next((clock for clock in _clocks(expression) if not clock.exists), None)
    if unreal is not None:
        return Nonsense(unreal.written, "time")
    start, end = settled
    when = _when(expression, start, end)
    zone = expression.times.zone if expression.times else ""
    if isinstance(when, Moments) and not fits(zone, when.starts):
        return NotUnderstood(zone)
    if start < today:
        return Past(_local(start, expression.times.first if expression.times else None))
    return (
        _contradiction(expression, first, start, (start, end), today)
        or (end and last and _contradiction(expression, last, end, (start, end), start))
        or when
    )


def _clocks(expression: TimeExpression) -> list[Clock]:
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


def _when(expression: TimeExpression, start: date, end: date | None) -> Moments | Problem:
    weekday = expression.days[0].weekday if expression.days else None
    clocks = _clocks(expression)
    opening = clocks[0] if clocks else None
    starts_ = _local(start, opening)
    if opening is None:
        ends = (end or start).isoformat() if end or expression.all_day else None
        when = Moments(starts_, ends, True, weekday, time_missing=not expression.all_day)
    elif len(clocks) > 1:
        when = Moments(starts_, _local(end or start, clocks[-1]), False, weekday)
    elif end is not None:
        return NoEndTime(end)
    else:
        return Moments(starts_, None, False, weekday)
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
    expression: TimeExpression,
    written: Day,
    day: date,
    span: tuple[date, date | None],
    earliest: date,
) -> Contradiction | None:
    """Offer the nearest days that fit; the end of a span moves along with its beginning."""
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
    whens = tuple(replace(one, weekday=None) for one in readings if isinstance(one, Moments))
    return Contradiction(day, written.weekday, dates, whens)
