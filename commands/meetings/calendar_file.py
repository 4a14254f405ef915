"""!kalender: the dates as a file for calendars, and the link to subscribe to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from commands.calendar.write import write
from commands.command import Arguments, Attachment, Command, Context, Occasion, Reply
from commands.posting import answer, file_content, say
from commands.texts import calendar_file as texts
from commands.texts.markup import NOTHING, Text
from commands.texts.operation import calendar_name
from storage import meetings
from storage.meetings import Meeting, Series, Slot
from storage.outbox import Otherwise


@dataclass(frozen=True)
class Dates:
    """What the file is made of."""

    meetings: Sequence[Meeting]
    series: Sequence[Series]
    slots: Sequence[Slot]
    name: str


async def calendar(ctx: Context, _: Arguments) -> Reply:
    chosen = await _chosen(ctx)
    coming = [m for m in chosen if m.state == "planned" and m.ends_at > ctx.now]
    told = texts.attached(len(coming)) if coming else texts.NONE
    content = file_content(texts.FILE_NAME, "text/calendar")
    attachments = (Attachment("calendar", {}, content),) if coming else ()
    return Reply(told + await _subscription(ctx), attachments=attachments)


CALENDAR = Command(
    "kalender",
    calendar,
    Arguments,
    texts.SUMMARY,
    texts.EXAMPLE,
    aliases=("ics", "abo"),
    lookup=True,
)


async def dates(occasion: Occasion) -> Dates:
    """All that the file will hold, as it is now."""
    chosen = await _chosen(occasion)
    slots = await meetings.slots_of(occasion.tx, *(each.meeting_id for each in chosen))
    name = calendar_name(occasion.settings.network.short_name)
    return Dates(chosen, await meetings.all_series(occasion.tx), slots, name)


def written(found: Dates, now: datetime) -> bytes:
    """With the same stamp as the feed: equal dates are equal bytes."""
    stamp = max((each.changed_at for each in found.meetings), default=now)
    return write(found.meetings, found.series, found.slots, now=stamp, name=found.name)


async def _chosen(occasion: Occasion) -> list[Meeting]:
    """What is not over; of a series all, so that its rule can be told."""
    current = await meetings.ending_after(occasion.tx, occasion.now)
    of_series = {each.series_id for each in current if each.series_id is not None}
    single = [each for each in current if each.series_id is None]
    return single + [
        m for number in of_series for m in await meetings.of_series(occasion.tx, number)
    ]


async def _subscription(ctx: Context) -> Text:
    """The link has the token in it, which is for members only: never in a room."""
    url, message = ctx.settings.feed_url, ctx.message
    if url is None:
        return NOTHING
    if message.direct:
        return texts.subscription(url)
    transaction_id = f"calendar-{message.event_id}-link"
    sorry = texts.no_direct_chat(ctx.settings.prefix)
    otherwise = Otherwise(message.room_id, answer(sorry, message, f"otherwise-{transaction_id}"))
    await say(ctx, message.sender, texts.subscription(url), transaction_id, otherwise=otherwise)
    return texts.link_in_direct_chat()
