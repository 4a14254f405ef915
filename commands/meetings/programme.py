"""!termin programm: the programme of a meeting from a file that a manager brings."""

from collections.abc import Sequence

from commands.calendar.imported import Faulty
from commands.command import Context, Occasion, Reply
from commands.meetings.changing import read_target
from commands.meetings.editing import put_programme
from commands.posting import say
from commands.texts import calendar_problems
from commands.texts import imports as texts
from commands.texts import meeting_lists as list_texts
from commands.texts.markup import Text
from storage import meetings, programmes
from storage.meetings import Meeting, Slot
from storage.programmes import Wanted


async def want(ctx: Context, words: str) -> Reply:
    """The file is fetched later, see `arrived` and `lost`. Raises UsageError."""
    prefix, message = ctx.settings.prefix, ctx.message
    number = read_target(words).number
    meeting = await meetings.get(ctx.tx, number)
    if meeting is None:
        return Reply(list_texts.no_such(number, prefix))
    file = message.file or message.replied_file
    if file is None:
        return Reply(texts.programme_needs_file(prefix))
    await programmes.put(ctx.tx, Wanted(number, file.source, message.event_id, ctx.now))
    return Reply(texts.programme_wanted(number, meeting.title))


async def arrived(
    occasion: Occasion, wanted: Wanted, meeting: Meeting, found: Sequence[Slot] | Faulty
) -> None:
    """What was read is stored, or the management is told why not."""
    await programmes.remove(occasion.tx, wanted.meeting_id)
    if isinstance(found, Faulty):
        kept = texts.programme_kept(wanted.meeting_id)
        await _tell(occasion, wanted, calendar_problems.programme(found) + kept)
        return
    after = await put_programme(occasion, meeting, found)
    titles = [slot.title for slot in found]
    await _tell(occasion, wanted, texts.programme_taken(after, titles, occasion.settings.prefix))


async def lost(occasion: Occasion, wanted: Wanted) -> None:
    """The file cannot be had."""
    await programmes.remove(occasion.tx, wanted.meeting_id)
    await _tell(occasion, wanted, texts.programme_lost(wanted.meeting_id))


async def _tell(occasion: Occasion, wanted: Wanted, told: Text) -> None:
    room_id = occasion.settings.management_room
    if room_id is not None:
        await say(occasion, room_id, told, f"programme-{wanted.event_id}")
