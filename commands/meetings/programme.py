"""!termin programm: take the programme of a meeting from a file, or from lines."""

import asyncio
from collections.abc import Sequence

from pydantic import Field

from commands.conversation.command import CommandContext, Context, Reply
from commands.conversation.elsewhere import tell_management
from commands.language.markup import Text
from commands.meetings.calendar.imported import Faulty
from commands.meetings.calendar.programme import read_typed
from commands.meetings.changing import OneMeeting
from commands.meetings.editing import put_programme
from commands.meetings.texts import calendar_problems
from commands.meetings.texts import imports as texts
from storage.meetings import programmes
from storage.meetings.meetings import Meeting, Slot
from storage.meetings.programmes import ProgrammeRequest


class MeetingProgramme(OneMeeting):
    words: str = Field(default="", title=texts.REMARK)


async def want(ctx: CommandContext, meeting: Meeting, words: str) -> Reply:
    """Take the lines, or ask for the file, which is fetched later; see `arrived` and `lost`."""
    message, number = ctx.message, meeting.meeting_id
    file = message.file or message.replied_file
    if file is None and any(map(str.isdigit, words)):
        return await _of_lines(ctx, meeting, words)
    if file is None:
        return Reply(texts.programme_needs_file(ctx.prefix))
    await programmes.put(ctx.tx, ProgrammeRequest(number, file.source, message.event_id, ctx.now))
    return Reply()  # what was found in it is told, which takes a second


async def _of_lines(ctx: CommandContext, meeting: Meeting, words: str) -> Reply:
    # Many lines of times take a while, in which others are to be answered.
    found = await asyncio.to_thread(read_typed, words, meeting)
    if isinstance(found, Faulty):
        wrong = calendar_problems.programme(found) + texts.programme_kept(meeting.meeting_id)
        return Reply(wrong + texts.programme_lines(ctx.prefix, meeting.meeting_id))
    after = await put_programme(ctx, meeting, found)
    return Reply(texts.programme_taken(after, [slot.title for slot in found], ctx.prefix))


async def arrived(
    ctx: Context, wanted: ProgrammeRequest, meeting: Meeting, found: Sequence[Slot] | Faulty
) -> None:
    """Store the programme that was read, or tell the management why not."""
    await programmes.remove(ctx.tx, wanted.meeting_id)
    if isinstance(found, Faulty):
        kept = texts.programme_kept(wanted.meeting_id)
        await _tell(ctx, wanted, calendar_problems.programme(found) + kept)
        return
    after = await put_programme(ctx, meeting, found)
    titles = [slot.title for slot in found]
    await _tell(ctx, wanted, texts.programme_taken(after, titles, ctx.prefix))


async def lost(ctx: Context, wanted: ProgrammeRequest) -> None:
    """Tell the management that the file cannot be fetched."""
    await programmes.remove(ctx.tx, wanted.meeting_id)
    await _tell(ctx, wanted, texts.programme_lost(wanted.meeting_id))


async def _tell(ctx: Context, wanted: ProgrammeRequest, text: Text) -> None:
    await tell_management(ctx, text, f"programme-{wanted.event_id}")
