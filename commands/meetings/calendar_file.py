"""!kalender: the dates as a file for calendars, and the link to subscribe to them."""

import asyncio

from commands.calendar.write import write
from commands.command import Arguments, Command, Context, Message, Reply
from commands.posting import TRANSACTION_FIELD, answer, in_thread, say
from commands.texts import calendar_file as texts
from commands.texts.markup import NOTHING, Text
from commands.texts.operation import calendar_name
from storage import meetings, outbox
from storage.meetings import Meeting
from storage.outbox import Otherwise


async def calendar(ctx: Context, _: Arguments) -> Reply:
    chosen = await _chosen(ctx)
    coming = [m for m in chosen if m.state == "planned" and m.ends_at > ctx.now]
    told = texts.attached(len(coming)) if coming else texts.NONE
    if coming:
        await _attach(ctx, await _file(ctx, chosen))
    return Reply(told + await _subscription(ctx))


CALENDAR = Command(
    "kalender",
    calendar,
    Arguments,
    texts.SUMMARY,
    texts.EXAMPLE,
    aliases=("ics", "abo"),
    lookup=True,
)


async def _chosen(ctx: Context) -> list[Meeting]:
    """What is not over; of a series all, so that its rule can be told."""
    current = await meetings.ending_after(ctx.tx, ctx.now)
    of_series = {each.series_id for each in current if each.series_id is not None}
    single = [each for each in current if each.series_id is None]
    return single + [m for number in of_series for m in await meetings.of_series(ctx.tx, number)]


async def _file(ctx: Context, chosen: list[Meeting]) -> bytes:
    """With the same stamp as the feed: equal dates are equal bytes."""
    slots = await meetings.slots_of(ctx.tx, *(each.meeting_id for each in chosen))
    series = await meetings.all_series(ctx.tx)
    stamp = max(each.changed_at for each in chosen)
    name = calendar_name(ctx.settings.network.short_name)
    return await asyncio.to_thread(write, chosen, series, slots, now=stamp, name=name)


async def _attach(ctx: Context, file: bytes) -> None:
    """Where it was asked, also in a thread."""
    transaction_id = f"calendar-{ctx.message.event_id}"
    content: dict[str, object] = {
        "msgtype": "m.file",
        "body": texts.FILE_NAME,
        "filename": texts.FILE_NAME,
        "info": {"mimetype": "text/calendar", "size": len(file)},
        "m.mentions": {},
        TRANSACTION_FIELD: transaction_id,
        **_relation(ctx.message),
    }
    await outbox.put(ctx.tx, ctx.message.room_id, content, transaction_id, ctx.now, file=file)


def _relation(message: Message) -> dict[str, object]:
    if message.thread_root is None:
        return {}
    return {"m.relates_to": in_thread(message.thread_root, message.event_id)}


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
