"""!ankündigung: those to come and those of the last weeks, one in full, and which one is meant."""

from datetime import timedelta

from commands.conversation.command import CommandContext, Context, Reply, UnfitError
from commands.exchange.announcing.checking import numbered
from commands.exchange.announcing.commands import AnnouncementAction
from commands.exchange.announcing.texts import announcing as texts
from commands.exchange.announcing.texts.announcing import ListedAnnouncement
from storage.exchange import announcements
from storage.exchange.announcements import Announcement

TAKE_BACK = "ankündigung zurück"
_MOST, _RECENT = 9, timedelta(days=60)


async def show(ctx: CommandContext, number: int | None) -> Reply:
    if number is not None:
        found = await numbered(ctx, number)
        return Reply(texts.one(await _line(ctx, found), ctx.zone, ctx.prefix))
    lines = [await _line(ctx, each) for each in await _candidates(ctx)]
    if not lines:
        return Reply(texts.none_there(ctx.prefix))
    options = tuple(f"ankündigung {each.number}" for each in lines)
    return Reply(texts.listing(lines, ctx.zone, ctx.prefix), options=options, preplace=False)


async def to_withdraw(ctx: CommandContext, number: int | None) -> AnnouncementAction:
    """Return the action for the one that is meant. Raises UnfitError."""
    if number is None:
        candidates = await _candidates(ctx)
        if not candidates:
            raise UnfitError(texts.none_there(ctx.prefix))
        if len(candidates) > 1:
            shown = [(each.announcement_id, each.text) for each in candidates]
            options = tuple(f"{TAKE_BACK} {each}" for each, _ in shown)
            raise UnfitError(texts.which(shown), options)
        number = candidates[0].announcement_id
    found = await numbered(ctx, number)
    return AnnouncementAction("withdraw", number=found.announcement_id)


async def _candidates(ctx: Context) -> list[Announcement]:
    coming = await announcements.planned(ctx.tx)
    there = await announcements.posted(ctx.tx, ctx.now - _RECENT, _MOST)
    return [*coming, *there][:_MOST]


async def _line(ctx: Context, announcement: Announcement) -> ListedAnnouncement:
    return ListedAnnouncement(
        announcement.announcement_id,
        announcement.text,
        announcement.posted_at or announcement.due_at,
        len(await announcements.copies(ctx.tx, announcement.announcement_id)),
        announcement.state == "planned",
        announcement.in_digest,
    )
