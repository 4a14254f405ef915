"""!termin: show one meeting in full; with a verb, create or change it, for the management."""

import asyncio

from pydantic import Field

from commands.conversation.command import (
    AnyCommand,
    Arguments,
    Command,
    CommandContext,
    Family,
    Reply,
    UsageError,
)
from commands.conversation.previews import begin_instead, decisions
from commands.meetings.changing import MeetingTarget, read_cancel, read_change, read_move
from commands.meetings.checking import MEETINGS, propose
from commands.meetings.choosing import SomeMeeting, chosen
from commands.meetings.dialogue import MEETING
from commands.meetings.naming import NamedMeeting, is_field, is_time, target_of
from commands.meetings.programme import MeetingProgramme, want
from commands.meetings.reading import read_new
from commands.meetings.texts import meeting_lists as texts
from commands.meetings.texts import meeting_reading as verbs
from commands.meetings.texts.meetings import Answers
from storage.meetings import announcements, meetings
from storage.meetings.meetings import Meeting

_MOST_COMING = 5


class NewMeeting(Arguments):
    words: str = Field(default="", title=verbs.NEW_WORDS)


async def show(ctx: CommandContext, args: SomeMeeting) -> Reply:
    # Who may change meetings is shown the verbs; behind a number there is nothing to say.
    if (ctx.in_management and args.number is None) or (args.number is not None and args.words):
        raise UsageError
    meeting = await chosen(ctx, args.number, args.words, lambda n: f"termin {n}")
    slots = await meetings.slots_of(ctx.tx, meeting.meeting_id)
    answers = Answers(**await announcements.answers(ctx.tx, meeting.meeting_id))
    series = await meetings.get_series(ctx.tx, meeting.series_id or 0)
    rrule = None if series is None else series.rrule
    coming = await _coming(ctx, meeting)
    answer = texts.one(meeting, slots, answers, rrule, ctx.now, ctx.zone, coming)
    if meeting.state == "planned" and meeting.starts_at > ctx.now:
        answer += texts.hints(meeting, ctx.prefix)
    return Reply(answer)


async def _coming(ctx: CommandContext, meeting: Meeting) -> list[Meeting]:
    """Return the next meetings of its series: their numbers are needed to change one of them."""
    of_series = (
        [] if meeting.series_id is None else await meetings.of_series(ctx.tx, meeting.series_id)
    )
    others = [each for each in of_series if each.meeting_id != meeting.meeting_id]
    return [each for each in others if each.starts_at > ctx.now][:_MOST_COMING]


async def new(ctx: CommandContext, args: NewMeeting) -> Reply:
    if not args.words:
        return await begin_instead(ctx, MEETING)
    # A long line of times takes a tenth of a second, in which others are to be answered.
    read = await asyncio.to_thread(read_new, args.words, ctx.today, ctx.zone.key, ctx.prefix)
    return await propose(ctx, read)


async def change(ctx: CommandContext, args: NamedMeeting) -> Reply:
    target, meeting = await target_of(ctx, MeetingTarget, "ändern", args.words, is_field)
    read = await asyncio.to_thread(read_change, target, meeting, ctx.today, ctx.prefix)
    return await propose(ctx, read)


async def move(ctx: CommandContext, args: NamedMeeting) -> Reply:
    target, meeting = await target_of(ctx, MeetingTarget, "verlegen", args.words, is_time)
    read = await asyncio.to_thread(read_move, target, meeting, ctx.today, ctx.prefix)
    return await propose(ctx, read)


async def cancel(ctx: CommandContext, args: NamedMeeting) -> Reply:
    target, meeting = await target_of(ctx, MeetingTarget, "absagen", args.words)
    return await propose(ctx, read_cancel(target, meeting))


async def programme(ctx: CommandContext, args: NamedMeeting) -> Reply:
    target, meeting = await target_of(ctx, MeetingProgramme, "programm", args.words)
    return await want(ctx, meeting, target.words)


_FAMILY = Family(verbs.HEADING, verbs.only_management)
ONE = Command("termin", show, SomeMeeting, *texts.ONE, lookup=True, family=_FAMILY)
VERBS: tuple[AnyCommand, ...] = (
    Command("termin neu", new, NewMeeting, *verbs.NEW, management=True),
    Command("termin ändern", change, NamedMeeting, *verbs.CHANGE, management=True),
    Command("termin verlegen", move, NamedMeeting, *verbs.MOVE, management=True),
    Command("termin absagen", cancel, NamedMeeting, *verbs.CANCEL, management=True),
    Command("termin programm", programme, NamedMeeting, *verbs.PROGRAMME, management=True),
    *decisions(MEETINGS, "termin"),
)
