"""!termin ändern, verlegen and absagen in one line -> what is wanted of a meeting; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from commands.command import UsageError
from commands.command_words import fold
from commands.meetings.actions import Action, Verb
from commands.meetings.draft import shifted, usual_end
from commands.meetings.fields import (
    UnclearError,
    clearable,
    kind_of,
    registration,
    title,
    words_of,
)
from commands.pending import Choice, Option, Refused
from commands.texts import meeting_reading as texts
from commands.texts.times import problem
from commands.texts.times import when as written
from commands.times import Contradiction, When, parse_when
from storage.meetings import Meeting

Read = Action | Choice[Action] | Refused
_TARGET = re.compile(
    r"(?:(?:nr|nummer)\b\.?\s*|#)?([0-9]{1,15})[.:]?(?=\s|$)\s*(.*)", re.IGNORECASE | re.DOTALL
)
_WHOLE = re.compile(rf"{texts.WHOLE}\b:?\s*(.*)", re.IGNORECASE | re.DOTALL)
_FIELD = re.compile(r"([^\s:=]+)\s*[:=]?\s*(.*)", re.DOTALL)
_WITHOUT_WORDS = frozenset({"starts", "ends", "register_by"})


@dataclass(frozen=True)
class Target:
    """Which meeting, whether all of its series, and the words behind."""

    number: int
    whole: bool
    words: str


def read_target(words: str) -> Target:
    """From "12 alle titel Neu"; raises UsageError."""
    found = _TARGET.fullmatch(words.strip())
    if found is None:
        raise UsageError
    rest = found[2].strip()
    whole = _WHOLE.fullmatch(rest)
    return Target(int(found[1]), whole is not None, rest if whole is None else whole[1].strip())


def read_cancel(target: Target, meeting: Meeting) -> Read:
    try:
        reason = words_of("reason", target.words)
    except UnclearError as error:
        return Refused(error.text)
    return _action(target, meeting, {"state": "cancelled", "reason": reason}, cancel=True)


def read_move(target: Target, meeting: Meeting, today: date, prefix: str) -> Read:
    try:
        if target.whole:
            return _action(target, meeting, _clock(target.words, meeting, today, prefix))
        return _move(target, meeting, today, prefix)
    except UnclearError as error:
        return Refused(error.text)


def read_change(target: Target, meeting: Meeting, today: date, prefix: str) -> Read:
    found = _FIELD.fullmatch(target.words)
    name = None if found is None else texts.FIELD_WORDS.get(fold(found[1]))
    if found is None or name is None:
        return Refused(texts.no_field(found[1] if found else "", prefix))
    value = found[2].strip()
    if name == "starts":
        moved = Target(target.number, target.whole, value)
        return read_move(moved, meeting, today, prefix)
    try:
        return _action(target, meeting, _field(name, value, target, meeting, today))
    except UnclearError as error:
        return Refused(error.text)


def _action(
    target: Target, meeting: Meeting, fields: Mapping[str, Any], *, cancel: bool = False
) -> Action:
    verb: Verb = "cancel" if cancel else "change"
    return Action(verb, fields, target.number, target.whole, meeting.sequence)


def _field(
    name: str, value: str, target: Target, meeting: Meeting, today: date
) -> Mapping[str, Any]:
    """Raises UnclearError."""
    if target.whole and name in _WITHOUT_WORDS:
        raise UnclearError(texts.one_by_one())
    match name:
        case "title":
            return {"title": title(value)}
        case "kind":
            kind = kind_of(value)
            if kind is None:
                raise UnclearError(texts.which_kind(value))
            return {"kind": kind}
        case "ends":
            return {"ends": _end(value, meeting, today)}
        case "register_by":
            cleared = fold(value) in texts.CLEARING
            return {"register_by": None if cleared else registration(value, today)}
        case _:
            if not value:
                raise UnclearError(texts.not_empty(name))
            return {name: clearable(name, value)}


def _end(value: str, meeting: Meeting, today: date) -> str:
    parsed = parse_when(value, today, day=date.fromisoformat(meeting.ends[:10]))
    if parsed.problem is not None:
        raise UnclearError(problem(parsed.problem))
    if parsed.when is None or parsed.when.all_day != meeting.all_day:
        raise UnclearError(texts.left_over(value))
    if parsed.when.starts < meeting.starts:
        raise UnclearError(texts.ends_too_early())
    return parsed.when.starts


def _move(target: Target, meeting: Meeting, today: date, prefix: str) -> Read:
    parsed = parse_when(target.words, today, day=date.fromisoformat(meeting.starts[:10]))
    rest = [word for word in parsed.rest.split() if fold(word) not in texts.FILLERS]
    if isinstance(parsed.problem, Contradiction):
        readings = parsed.problem.readings
        options = [
            Option(written(each), _action(target, meeting, _times(each, meeting)))
            for each in readings
        ]
        return Choice(problem(parsed.problem), tuple(options))
    if parsed.problem is not None:
        raise UnclearError(problem(parsed.problem))
    if parsed.when is None:
        raise UnclearError(texts.no_date_to_move(target.number, prefix))
    if rest:
        raise UnclearError(texts.left_over(" ".join(rest)))
    return _action(target, meeting, _times(parsed.when, meeting))


def _times(when: When, meeting: Meeting) -> Mapping[str, Any]:
    """Without a time it stays at that of the meeting; without an end it lasts as long."""
    starts, ends, all_day = when.starts, when.ends, when.all_day
    if when.time_missing and not meeting.all_day:
        ends = f"{ends}{meeting.ends[10:]}" if ends else None
        starts, all_day = f"{starts}{meeting.starts[10:]}", False
    if ends is None and all_day == meeting.all_day:
        ends = shifted(meeting.ends, meeting.starts, starts)
    ends = ends or usual_end(meeting.kind, starts, all_day=all_day)
    return {"starts": starts, "ends": ends, "all_day": all_day, "later": None}


def _clock(words: str, meeting: Meeting, today: date, prefix: str) -> Mapping[str, Any]:
    """Of all dates of a series only the time of day can be moved."""
    if meeting.all_day:
        raise UnclearError(texts.whole_days())
    named = parse_when(words, today)
    day = date.fromisoformat(meeting.starts[:10])
    when = parse_when(words, today, day=max(day, today)).when
    if named.when or named.problem or when is None or when.all_day:
        raise UnclearError(texts.only_the_clock(prefix))
    ends = when.ends or shifted(meeting.ends, meeting.starts, when.starts)
    return {"clock": [when.starts[11:], ends[11:]]}
