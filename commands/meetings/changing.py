"""Read !termin ändern, verlegen and absagen in one line as an action; pure."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from commands.conversation.command import Arguments, UnfitError, UsageError
from commands.conversation.command_words import fold
from commands.conversation.previews import Option, PreviewChoice
from commands.conversation.texts.dialogue import CLEARING
from commands.language.numbers import Number, number_and_words
from commands.language.patterns import Pattern
from commands.language.texts.times import problem
from commands.language.texts.times import when as written
from commands.language.times import Contradiction, Moments, parse_when
from commands.meetings.draft import MeetingAction, Verb, shifted, usual_end
from commands.meetings.fields import clearable, kind_of, parsed_when, registration, title, words_of
from commands.meetings.texts import meeting_reading as texts
from storage.meetings.meetings import Meeting

Read = MeetingAction | PreviewChoice[MeetingAction]
_WHOLE = Pattern(rf"{texts.WHOLE}\b:?\s*(.*)", re.IGNORECASE | re.DOTALL)
_FIELD = Pattern(r"([^\s:=]+)\s*[:=]?\s*(.*)", re.DOTALL)
_WITHOUT_WORDS = frozenset({"starts", "ends", "register_by"})


class OneMeeting(Arguments):
    """A meeting by its number, as in "Nr. 12"; words behind it need fields of their own."""

    number: Number = Field(title=texts.NUMBER)

    @classmethod
    def split(cls, text: str) -> dict[str, Any]:
        number, words = number_and_words(text)
        if number is None:
            raise UsageError
        return {"number": number} | ({"words": words} if words else {})


class MeetingTarget(OneMeeting):
    """A meeting by its number, perhaps with all of its series, and the words behind."""

    whole: bool = Field(default=False, title=texts.WHOLE)
    words: str = ""

    @classmethod
    def split(cls, text: str) -> dict[str, Any]:
        given = super().split(text)
        whole = _WHOLE.fullmatch(given.get("words", ""))
        return given if whole is None else given | {"whole": True, "words": whole[1].strip()}


def read_cancel(target: MeetingTarget, meeting: Meeting) -> MeetingAction:
    """Raise UnfitError, like the others here."""
    fields = {"state": "cancelled", "reason": words_of("reason", target.words)}
    return _action(target, meeting, fields, cancel=True)


def read_move(target: MeetingTarget, meeting: Meeting, today: date, prefix: str) -> Read:
    if target.whole:
        return _action(target, meeting, _clock(target.words, meeting, today, prefix))
    return _move(target, meeting, today, prefix)


def read_change(target: MeetingTarget, meeting: Meeting, today: date, prefix: str) -> Read:
    found = _FIELD.fullmatch(target.words)
    name = None if found is None else texts.FIELD_WORDS.get(fold(found[1]))
    if found is None or name is None:
        raise UnfitError(texts.no_field(found[1] if found else "", prefix))
    value = found[2].strip()
    if name == "starts":
        moved = target.model_copy(update={"words": value})
        return read_move(moved, meeting, today, prefix)
    return _action(target, meeting, _field(name, value, target, meeting, today))


def _action(
    target: MeetingTarget, meeting: Meeting, fields: Mapping[str, Any], *, cancel: bool = False
) -> MeetingAction:
    verb: Verb = "cancel" if cancel else "change"
    return MeetingAction(verb, fields, target.number, target.whole, meeting.sequence)


def _field(
    name: str, value: str, target: MeetingTarget, meeting: Meeting, today: date
) -> Mapping[str, Any]:
    """Raise UnfitError."""
    if target.whole and name in _WITHOUT_WORDS:
        raise UnfitError(texts.ONE_BY_ONE)
    match name:
        case "title":
            return {"title": title(value)}
        case "kind":
            kind = kind_of(value)
            if kind is None:
                raise UnfitError(texts.which_kind(value))
            return {"kind": kind}
        case "ends":
            return {"ends": _end(value, meeting, today)}
        case "register_by":
            cleared = fold(value) in CLEARING
            return {"register_by": None if cleared else registration(value, today)}
        case _:
            if not value:
                raise UnfitError(texts.not_empty(name))
            return {name: clearable(name, value)}


def _end(value: str, meeting: Meeting, today: date) -> str:
    parsed = parsed_when(value, today, date.fromisoformat(meeting.ends[:10]))
    if parsed.when is None or parsed.when.all_day != meeting.all_day or unused(parsed.rest):
        raise UnfitError(texts.left_over(value))
    if parsed.when.starts < meeting.starts:
        raise UnfitError(texts.ENDS_TOO_EARLY)
    return parsed.when.starts


def _move(target: MeetingTarget, meeting: Meeting, today: date, prefix: str) -> Read:
    parsed = parse_when(target.words, today, day=date.fromisoformat(meeting.starts[:10]))
    rest = unused(parsed.rest)
    if isinstance(parsed.problem, Contradiction) and not rest:
        readings = parsed.problem.readings
        options = [
            Option(written(each), _action(target, meeting, _times(each, meeting)))
            for each in readings
        ]
        return PreviewChoice(problem(parsed.problem), tuple(options))
    if parsed.problem is not None:
        raise UnfitError(problem(parsed.problem))
    if parsed.when is None:
        raise UnfitError(texts.no_date_to_move(target.number, prefix))
    if rest:
        raise UnfitError(texts.left_over(rest))
    return _action(target, meeting, _times(parsed.when, meeting))


def unused(rest: str) -> str:
    """Return the words that say something beside a time."""
    return " ".join(word for word in rest.split() if fold(word) not in texts.FILLERS)


def _times(when: Moments, meeting: Meeting) -> Mapping[str, Any]:
    """Return the new times; without a time of day the old one stays, without an end the length."""
    starts, ends, all_day = when.starts, when.ends, when.all_day
    if when.time_missing and not meeting.all_day:
        ends = f"{ends}{meeting.ends[10:]}" if ends else None
        starts, all_day = f"{starts}{meeting.starts[10:]}", False
    if ends is None and all_day == meeting.all_day:
        ends = shifted(meeting.ends, meeting.starts, starts)
    ends = ends or usual_end(meeting.kind, starts, all_day=all_day)
    return {"starts": starts, "ends": ends, "all_day": all_day, "later": None}


def _clock(words: str, meeting: Meeting, today: date, prefix: str) -> Mapping[str, Any]:
    """Return the new time of day, the only time that can be moved for a whole series."""
    if meeting.all_day:
        raise UnfitError(texts.WHOLE_DAYS)
    named = parse_when(words, today)
    day = date.fromisoformat(meeting.starts[:10])
    parsed = parse_when(words, today, day=max(day, today))
    when, rest = parsed.when, unused(parsed.rest)
    if named.when or named.problem or when is None or when.all_day or rest:
        raise UnfitError(texts.only_the_clock(prefix))
    ends = when.ends or shifted(meeting.ends, meeting.starts, when.starts)
    return {"clock": [when.starts[11:], ends[11:]]}
