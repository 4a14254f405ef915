"""!kalender: send the meetings as a calendar file, and the link to subscribe to them."""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from commands.conversation.command import (
    Arguments,
    Attachment,
    Command,
    CommandContext,
    Context,
    Job,
    Reply,
)
from commands.conversation.elsewhere import privately
from commands.conversation.posting import file_content
from commands.conversation.settings import Feed
from commands.language.markup import NOTHING, Text
from commands.meetings.texts import calendar as texts
from commands.meetings.texts.calendar import calendar_name
from storage.meetings import feed_tokens, meetings
from storage.meetings.feed_tokens import FeedToken
from storage.meetings.meetings import Meeting, Series, Slot


@dataclass(frozen=True)
class FileContents:
    """The contents of the calendar file."""

    meetings: Sequence[Meeting]
    series: Sequence[Series]
    slots: Sequence[Slot]
    name: str


async def calendar(ctx: CommandContext, _: Arguments) -> Reply:
    chosen = await _chosen(ctx)
    coming = [m for m in chosen if m.state == "planned" and m.ends_at > ctx.now]
    answer = texts.attached(len(coming)) if coming else texts.NONE
    content = file_content(texts.FILE_NAME, "text/calendar")
    attachments = (Attachment("calendar", {}, content),) if coming else ()
    return Reply(answer + await _subscription(ctx), attachments=attachments)


async def new_link(ctx: CommandContext, _: Arguments) -> Reply:
    if ctx.settings.feed is None:
        return Reply(texts.NO_SUBSCRIPTION)
    return Reply(await _subscription(ctx, new=True))


CALENDAR = Command("kalender", calendar, Arguments, *texts.COMMAND, lookup=True)
NEW_LINK = Command("kalender neu", new_link, Arguments, *texts.NEW_LINK)


async def dates(ctx: Context) -> FileContents:
    """Return the contents of the file as they are now."""
    chosen = await _chosen(ctx)
    slots = await meetings.slots_of(ctx.tx, *(each.meeting_id for each in chosen))
    name = calendar_name(ctx.settings.network.short_name)
    return FileContents(chosen, await meetings.all_series(ctx.tx), slots, name)


def written(found: FileContents, now: datetime) -> bytes:
    """Write the file with the same stamp as the feed: equal meetings are equal bytes."""
    from commands.meetings.calendar.write import write

    stamp = max((each.changed_at for each in found.meetings), default=now)
    return write(found.meetings, found.series, found.slots, now=stamp, name=found.name)


async def _chosen(ctx: Context) -> list[Meeting]:
    """Return meetings that are not over, with all others of their series, for its rule."""
    current = await meetings.ending_after(ctx.tx, ctx.now)
    of_series = {each.series_id for each in current if each.series_id is not None}
    single = [each for each in current if each.series_id is None]
    return single + [m for number in of_series for m in await meetings.of_series(ctx.tx, number)]


async def _subscription(ctx: CommandContext, *, new: bool = False) -> Text:
    """Give the link in the direct chat only: it contains the token of this person."""
    feed = ctx.settings.feed
    if feed is None:
        return NOTHING
    sorry, link = texts.no_direct_chat(ctx.prefix), await link_of(ctx, feed, new=new)
    answer, shown = texts.subscription(link, ctx.prefix), texts.LINK_IN_DIRECT_CHAT
    if new:
        answer, shown = texts.new_subscription(link), texts.NEW_LINK_IN_DIRECT_CHAT
    return (await privately(ctx, answer, shown, unreachable=sorry, name="calendar")).text


# --- the token with which a member subscribes: made, replaced and revoked


def token_of(secret: str, token: FeedToken) -> str:
    """Nobody can make it without the operator's secret, not even from the database."""
    about = json.dumps(["termine.ics", token.user_id, token.nonce]).encode()
    made = hmac.digest(secret.encode("utf-8", "surrogatepass"), about, hashlib.sha256)
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


async def link_of(ctx: CommandContext, feed: Feed, *, new: bool) -> str:
    """Return the link of this person, with another token if a `new` one is wanted."""
    message = ctx.message
    token = await feed_tokens.of(ctx.tx, message.sender)
    if token is None or new:
        # The id of an event is never used twice, so a revoked token never comes back.
        token = FeedToken(message.sender, message.event_id, ctx.now)
        await feed_tokens.put(ctx.tx, token)
    return f"{feed.url}?token={token_of(feed.secret, token)}"


async def revoke_of_leavers(ctx: Context) -> None:
    """Take the tokens of those who left the last room: they get others if they come back."""
    owners = await feed_tokens.owners(ctx.tx)
    await feed_tokens.revoke(ctx.tx, (each for each in owners if ctx.membership(each) is False))


# A feed asks itself who is a member.
REVOKE = Job("revoke feed tokens", timedelta(minutes=15), revoke_of_leavers)
