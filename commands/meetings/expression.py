"""When a meeting is, once or again and again, from one expression of a manager; pure."""

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from commands.meetings.draft import shifted
from commands.texts.markup import Text
from commands.texts.meeting_reading import two_meanings, which_reading
from commands.texts.times import clock_change, problem, recurrence
from commands.texts.times import when as written
from commands.times import (
    Change,
    ClockChange,
    Contradiction,
    Recurrence,
    TwoReadings,
    When,
    parse_recurrence,
    parse_when,
    resolve,
    wall,
)


@dataclass(frozen=True)
class Expression:
    """`when` is None if there is no date; `later` if one of two readings was named."""

    when: When | None
    rule: Recurrence | None
    later: bool | None
    rest: str

    @property
    def shown(self) -> str:
        """As it is written out, so that it could be typed again."""
        told = [recurrence(self.rule)] if self.rule else []
        told += [written(self.when)] if self.when else []
        return "; ".join(told) + ("" if self.later is None else which_reading(later=self.later))


@dataclass(frozen=True)
class Unclear:
    """`options` can be read as expressions."""

    why: Text
    options: tuple[str, ...] = ()


def read_expression(words: str, today: date, timezone: str) -> Expression | Unclear:
    repeated = parse_recurrence(words, today)
    if isinstance(repeated.problem, TwoReadings):
        rest = repeated.rest
        options = (f"{recurrence(each)}, {rest}" for each in repeated.problem.readings)
        return Unclear(two_meanings(), tuple(options))
    if repeated.problem is not None:
        return Unclear(problem(repeated.problem))
    rule = repeated.recurrence
    parsed = parse_when(repeated.rest, today, day=None if rule is None else rule.first(today))
    if isinstance(parsed.problem, Contradiction):
        return Unclear(problem(parsed.problem), tuple(map(written, parsed.problem.readings)))
    if parsed.problem is not None:
        return Unclear(problem(parsed.problem))
    return _read(parsed.when, rule, parsed.rest, timezone)


def _read(
    when: When | None, rule: Recurrence | None, rest: str, timezone: str
) -> Expression | Unclear:
    later, rest = _reading(rest)
    if when is not None and rule is not None:
        starts = f"{rule.first(date.fromisoformat(when.starts[:10])).isoformat()}{when.starts[10:]}"
        when = _at(when, starts)
    zone = ZoneInfo(timezone)
    read = None if when is None or when.all_day else resolve(when.starts, zone)
    if when is None or not isinstance(read, ClockChange):
        return Expression(when, rule, None, rest)
    if read.kind is Change.TWICE and later is not None:
        return Expression(when, rule, later, rest)
    return Unclear(clock_change(read), _options(read, when, zone))


def _options(read: ClockChange, when: When, zone: ZoneInfo) -> tuple[str, ...]:
    if read.kind is Change.TWICE:
        return tuple(f"{written(when)}{which_reading(later=later)}" for later in (False, True))
    return tuple(written(_at(when, wall(moment, zone))) for moment in read.readings)


def _at(when: When, starts: str) -> When:
    ends = None if when.ends is None else shifted(when.ends, when.starts, starts)
    return replace(when, starts=starts, ends=ends)


def _reading(rest: str) -> tuple[bool | None, str]:
    for later in (False, True):
        word = which_reading(later=later).strip(" ()")
        if word.casefold() in rest.casefold():
            return later, " ".join(
                part for part in rest.split() if word.casefold() not in part.casefold()
            )
    return None, rest
