"""Read from one expression of a manager when a meeting is, once or repeatedly; pure."""

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from commands.language.markup import Text
from commands.language.texts.times import clock_change, problem, recurrence
from commands.language.texts.times import when as written
from commands.language.times import (
    ClockChange,
    ClockChangeKind,
    Contradiction,
    Moments,
    Recurrence,
    TwoReadings,
    parse_recurrence,
    parse_when,
    resolve,
    unread,
    wall,
)
from commands.meetings.draft import shifted
from commands.meetings.texts.meeting_reading import TWO_MEANINGS, which_reading


@dataclass(frozen=True)
class MeetingTimes:
    """Times and the words around them; `when` is None without a date."""

    when: Moments | None
    rule: Recurrence | None
    before: str
    after: str
    rest: str

    @property
    def first(self) -> Moments | None:
        """Return when it is for the first time: on the first day that fits the rule."""
        if self.when is None or self.rule is None:
            return self.when
        day = self.rule.first(date.fromisoformat(self.when.starts[:10]))
        return _at(self.when, f"{day.isoformat()}{self.when.starts[10:]}")


@dataclass(frozen=True)
class MeetingExpression:
    """`when` is None if there is no date; `later` if one of two readings was named."""

    when: Moments | None
    rule: Recurrence | None
    later: bool | None
    rest: str

    @property
    def shown(self) -> str:
        """Return it written out, so that it could be typed again."""
        parts = [recurrence(self.rule)] if self.rule else []
        parts += [written(self.when)] if self.when else []
        return "; ".join(parts) + ("" if self.later is None else which_reading(later=self.later))


@dataclass(frozen=True)
class Unclear:
    """`options` can be read as expressions, `meanings` are the same by their labels."""

    why: Text
    options: tuple[str, ...] = ()
    meanings: tuple[tuple[str, "MeetingTimes | Unclear"], ...] = ()


def read_times(words: str, today: date) -> MeetingTimes | Unclear:
    """Read when something is, whatever else stands around it."""
    repeated = parse_recurrence(words, today)
    if isinstance(repeated.problem, TwoReadings):
        rules, rest = repeated.problem.readings, repeated.rest
        options = tuple(f"{recurrence(rule)}, {rest}" for rule in rules)
        meanings = tuple((recurrence(rule), _with_rule(rest, rule, today)) for rule in rules)
        return Unclear(TWO_MEANINGS, options, meanings)
    if repeated.problem is not None:
        return Unclear(problem(repeated.problem))
    return _with_rule(repeated.rest, repeated.recurrence, today)


def _with_rule(words: str, rule: Recurrence | None, today: date) -> MeetingTimes | Unclear:
    parsed = parse_when(words, today, rule=rule)
    around = rule, parsed.before, parsed.after, parsed.rest
    if isinstance(parsed.problem, Contradiction):
        meanings = [
            (written(each), MeetingTimes(each, *around)) for each in parsed.problem.readings
        ]
        options = tuple(label for label, _ in meanings)
        return Unclear(problem(parsed.problem), options, tuple(meanings))
    if parsed.problem is not None:
        return Unclear(problem(parsed.problem))
    return MeetingTimes(parsed.when, *around)


def read_expression(words: str, today: date, timezone: str) -> MeetingExpression | Unclear:
    """Read an answer that says nothing else, and of a time that is twice on the clock which."""
    times = read_times(words, today)
    meanings = [each for _, each in times.meanings] if isinstance(times, Unclear) else [times]
    rests = [each.rest for each in meanings if isinstance(each, MeetingTimes) and each.when]
    left = next(filter(None, map(unread, rests)), None)
    if left is not None:
        return Unclear(problem(left))
    if isinstance(times, Unclear):
        return times
    (later, rest), when, zone = _reading(times.rest), times.first, ZoneInfo(timezone)
    read = None if when is None or when.all_day else resolve(when.starts, zone)
    if when is None or not isinstance(read, ClockChange):
        return MeetingExpression(when, times.rule, None, rest)
    if read.kind is ClockChangeKind.TWICE and later is not None:
        return MeetingExpression(when, times.rule, later, rest)
    return Unclear(clock_change(read), _options(read, when, zone))


def _options(read: ClockChange, when: Moments, zone: ZoneInfo) -> tuple[str, ...]:
    if read.kind is ClockChangeKind.TWICE:
        return tuple(f"{written(when)}{which_reading(later=later)}" for later in (False, True))
    return tuple(written(_at(when, wall(moment, zone))) for moment in read.readings)


def _at(when: Moments, starts: str) -> Moments:
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
