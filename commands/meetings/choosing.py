"""Find the meeting that is meant: by number, the post replied to, words, or as the only one."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import Field

from commands.conversation.command import (
    Arguments,
    CommandContext,
    ReadBack,
    UnfitError,
    UsageError,
)
from commands.language.numbers import Number, number_and_words
from commands.language.patterns import Pattern
from commands.language.times.words import MONTHS, key
from commands.meetings.announcements import meeting_numbered, meetings_in
from commands.meetings.fields import kind_of
from commands.meetings.texts import choosing as texts
from commands.meetings.texts.meetings import KINDS, when
from storage.conversation import outbox
from storage.meetings import meetings, reminders
from storage.meetings.meetings import Meeting

_DAY = Pattern(r"([0-9]{1,2})\.([0-9]{1,2})\.?(?:[0-9]{2,4})?")
_WORDS = Pattern(r"\w+")
_NUMBER_FIRST = Pattern(r"([0-9]{1,9})(?![0-9.])\s*")
_NAMED = Pattern(
    r"\b(?:nr\.?|nummer|termin|dabei|vielleicht)\s*([0-9]{1,9})(?![0-9.:])", re.IGNORECASE
)
_DAY_WITHIN = Pattern(r"([0-9]{1,2})\.([0-9]{1,2})\.\s*")
_REMINDERS = frozenset({"erinnern", "nichterinnern"})
MOST = 9


class SomeMeeting(Arguments):
    """A meeting by its number, or by words about it; both may be missing."""

    number: Number | None = Field(default=None, title=texts.NUMBER)
    words: str = Field(default="", title=texts.WORDS, max_length=300)

    @classmethod
    def split(cls, text: str) -> dict[str, Any]:
        number, words = number_and_words(text)
        if number is None or key(words.partition(" ")[0]).strip(".") in MONTHS:
            return {"words": text.strip()}
        if any(map(str.isdigit, words)):
            # "1 und 2" is more than one.
            raise UsageError
        return {"number": number, "words": words}


async def chosen(
    ctx: CommandContext,
    number: int | None,
    words: str,
    line: Callable[[int], str],
    fits: Callable[[Meeting], bool] = lambda _: True,
) -> Meeting:
    """Return it; raise UnfitError to ask which one, with a `line` for each that may be meant.

    Below a post about several, those of them are meant that are to come and fit, if there are any.
    """
    numbers = [number] if number else await numbers_below(ctx)
    if len(numbers) == 1:
        return await meeting_numbered(ctx, numbers[0])
    planned = await coming(ctx)
    if numbers:
        there = [each for each in planned if each.meeting_id in numbers and fits(each)]
        there = there or [await meeting_numbered(ctx, each) for each in numbers]
        found = about(ctx, there, words) or there
    else:
        found = about(ctx, planned, words) if words else first_of_series(planned)
    if words and not found:
        raise UsageError
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnfitError(texts.nothing_to_come(ctx.prefix))
    raise ask_which(ctx, found, line)


async def coming(ctx: CommandContext) -> list[Meeting]:
    """Return the meetings that are planned and not over."""
    found = await meetings.ending_after(ctx.tx, ctx.now)
    return [each for each in found if each.state == "planned"]


def ask_which(
    ctx: CommandContext, found: Sequence[Meeting], line: Callable[[int], str]
) -> UnfitError:
    """Return the numbered question, with a `line` for each that may be meant."""
    shown = found[:MOST]
    labels = [texts.label(each, ctx.zone) for each in shown]
    options = tuple(line(each.meeting_id) for each in shown)
    return UnfitError(texts.which(labels, len(found), ctx.prefix), options)


async def numbers_below(ctx: CommandContext) -> list[int]:
    """Return the meetings of the post below which the command stands."""
    for event_id in (ctx.message.thread_root, ctx.message.reply_to):
        subject = None if event_id is None else await outbox.subject_of(ctx.tx, event_id)
        numbers = meetings_in(subject)
        if numbers:
            return numbers
    return []


def meant_of(numbers: Sequence[int], words: str) -> int | None:
    """Return which of these meetings words below a post about them mean; None if that is open."""
    if len(numbers) == 1:
        return numbers[0]
    named = {int(number) for number in _NAMED.findall(words)} & {*numbers}
    return named.pop() if len(named) == 1 else None


def first_of_series(planned: Sequence[Meeting]) -> list[Meeting]:
    firsts: dict[int, Meeting] = {}
    for each in planned:
        firsts.setdefault(each.series_id or -each.meeting_id, each)
    return list(firsts.values())


def about(ctx: CommandContext, planned: Sequence[Meeting], words: str) -> list[Meeting]:
    """Return those of which every word says something."""
    wanted = [word for word in words.split() if key(word).strip(".,!?") not in texts.FILLERS]
    return [each for each in planned if wanted and all(_fits(ctx, each, word) for word in wanted)]


def _fits(ctx: CommandContext, meeting: Meeting, word: str) -> bool:
    day = _DAY.fullmatch(word)
    if day is not None:
        return (int(day[2]), int(day[1])) == tuple(map(int, meeting.starts[5:10].split("-")))
    facts = f"{meeting.title} {KINDS[meeting.kind]} {meeting.place or ''} {when(meeting, ctx.zone)}"
    return set(_WORDS.findall(key(word))) <= set(_WORDS.findall(key(facts)))


# --- what ordinary German leaves open


async def read_back(ctx: CommandContext, name: str, rest: str) -> Sequence[ReadBack]:
    """Return the line for each date that is meant; none if nothing that is to come fits."""
    number, lead = _number_of(name, rest)
    if number is not None:
        meeting = await meetings.get(ctx.tx, number)
        line = f"{name} {rest}".strip()
        if meeting is not None:
            return [_asked(ctx, name, meeting, lead, line)]
        label = texts.line(ctx.prefix, line)
        return [ReadBack(line, label, texts.anyway(ctx.prefix, line))]
    possible = [each for each in await coming(ctx) if name in _REMINDERS or each.kind != "frist"]
    if name == "nichterinnern":
        wished = {wish.meeting_id for wish in await reminders.wishes_of(ctx.tx, ctx.message.sender)}
        possible = [each for each in possible if each.meeting_id in wished]
    below = await numbers_below(ctx)
    if below:
        possible = [each for each in possible if each.meeting_id in below]
    fitting, lead = _fitting(possible, rest)
    return [
        _asked(ctx, name, each, lead, f"{name} {each.meeting_id} {lead}".strip())
        for each in fitting[:MOST]
    ]


def _asked(ctx: CommandContext, name: str, meeting: Meeting, lead: str, line: str) -> ReadBack:
    label = (texts.label(meeting, ctx.zone),)
    return ReadBack(line, label, texts.asked(name, meeting, lead, ctx.zone))


def _number_of(name: str, rest: str) -> tuple[int | None, str]:
    """Part the number of the date from a lead; "2 Tage" alone is a lead, "2.12." a day."""
    found = _NUMBER_FIRST.match(rest)
    if found is None:
        return None, ""
    behind = rest[found.end() :]
    is_lead = name == "erinnern" and behind[:1].isalpha() and key(behind).strip() != "programm"
    return (None, "") if is_lead else (int(found[1]), behind)


def _fitting(coming: Sequence[Meeting], words: str) -> tuple[list[Meeting], str]:
    """Return those that fit the kind, month or day, and the words left over: a lead."""
    fitting, left = list(coming), list[str]()
    day = _DAY_WITHIN.search(words)
    if day is not None:
        wanted = f"-{int(day[2]):02}-{int(day[1]):02}"
        fitting = [m for m in fitting if m.starts[4:10] <= wanted <= m.ends[4:10]]
        words = _DAY_WITHIN.sub(" ", words, count=1)
    for word in words.split():
        kind, month = kind_of(word), MONTHS.get(key(word))
        if kind is not None:
            fitting = [meeting for meeting in fitting if meeting.kind == kind]
        elif month is not None:
            fitting = [meeting for meeting in fitting if int(meeting.starts[5:7]) == month]
        else:
            left.append(word)
    return fitting, " ".join(left)
