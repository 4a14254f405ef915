"""Post announcements in the rooms of the network, each once; edit and remove them there."""

from dataclasses import replace
from functools import partial

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context
from commands.conversation.elsewhere import tell_management
from commands.conversation.posting import message, post, rewrite, subject_of, take_away
from commands.exchange.announcing.checking import SOONEST, numbered, places_of
from commands.exchange.announcing.commands import AnnouncementAction
from commands.exchange.announcing.texts import announcing as texts
from commands.exchange.announcing.texts.announcing import AnnouncedRoom
from commands.language.markup import Text
from storage.conversation import outbox
from storage.conversation.outbox import Fallback
from storage.exchange import announcements
from storage.exchange.announcements import Announcement

KIND = "announcement"


async def perform(ctx: Context, action: AnnouncementAction, by: str) -> Text:
    """Do it, right after it was checked; return the words to the manager."""
    if action.verb == "edit":
        return await _edit(ctx, action)
    if action.verb == "withdraw":
        return await _withdraw(ctx, action.number)
    due_at = action.due_at or ctx.now
    new = Announcement(
        0,
        by,
        action.event_id,
        action.text,
        "planned",
        due_at,
        action.rings,
        action.in_digest,
        ctx.now,
    )
    added = replace(new, announcement_id=await announcements.add(ctx.tx, new))
    if action.due_at is not None:
        return texts.planned(added.announcement_id, due_at, ctx.zone, ctx.prefix)
    return await _publish(ctx, added)


async def post_due(ctx: Context) -> None:
    """Post what is due, and tell the management where it stands."""
    due = await announcements.planned(ctx.tx, ctx.now)
    await one_by_one(
        ctx,
        [(_name(each.announcement_id), each) for each in due],
        partial(_post_planned, ctx),
        lambda announcement: texts.not_posted(announcement.announcement_id),
    )


async def _post_planned(ctx: Context, announcement: Announcement) -> None:
    told = await _publish(ctx, announcement)
    if ctx.now - announcement.due_at > SOONEST:
        told += texts.posted_late(announcement.due_at, ctx.zone)
    await tell_management(ctx, told, f"{_name(announcement.announcement_id)}-told")


async def _publish(ctx: Context, announcement: Announcement) -> Text:
    """Post it where we may write; return the words to the management."""
    number = announcement.announcement_id
    places = places_of(ctx, announcement.author)
    allowed = [place for place in places if place.may_speak]
    posted = replace(announcement, state="posted", posted_at=ctx.now)
    await announcements.change(ctx.tx, posted)
    await announcements.add_copies(ctx.tx, number, [place.room_id for place in allowed])
    for place in allowed:
        await _post(ctx, announcement, place)
    refused = [place.name for place in places if not place.may_speak]
    return texts.posted(number, len(allowed), refused, ctx.prefix)


async def _post(ctx: Context, announcement: Announcement, place: AnnouncedRoom) -> None:
    number, room = announcement.announcement_id, ctx.settings.management_room
    name = _copy(number, place.room_id)
    refused = message(texts.refused_in(number, place.name), f"otherwise-{name}")
    await post(
        ctx,
        place.room_id,
        texts.announcement(announcement.text, rings=announcement.rings and place.rings),
        name,
        subject=subject_of(KIND, number),
        fallback=None if room is None else Fallback(room, refused),
    )


async def _edit(ctx: Context, action: AnnouncementAction) -> Text:
    announcement = await numbered(ctx, action.number)
    number, planned = announcement.announcement_id, announcement.state == "planned"
    due_at = action.due_at if planned else None
    changed = replace(
        announcement,
        text=action.text,
        due_at=due_at or announcement.due_at,
        rings=action.rings if planned else announcement.rings,
        in_digest=action.in_digest,
        revision=announcement.revision + (not planned),
    )
    await announcements.change(ctx.tx, changed)
    copies = await announcements.copies(ctx.tx, number)
    if announcement.text != changed.text:
        for room_id in copies:
            text = texts.announcement(changed.text, rings=False)
            original, subject = _copy(number, room_id), subject_of(KIND, number)
            await rewrite(ctx, room_id, text, original, changed.revision, subject=subject)
    return texts.edited(number, len(copies))


async def _withdraw(ctx: Context, number: int) -> Text:
    announcement = await numbered(ctx, number)
    await announcements.change(ctx.tx, replace(announcement, state="withdrawn"))
    copies = await announcements.copies(ctx.tx, number)
    for room_id in copies:
        await take_away(ctx, room_id, _copy(number, room_id))
    await outbox.forget_about(ctx.tx, subject_of(KIND, number))
    return texts.withdrawn(number, len(copies))


def _name(number: int) -> str:
    return f"{KIND}-{number}"


def _copy(number: int, room_id: str) -> str:
    """Return the transaction id of the post in that room."""
    return f"{KIND}-{number}-{room_id}"
