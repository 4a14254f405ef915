"""Check whether an announcement can be made, changed or removed as things are, and preview it."""

from collections.abc import Sequence
from datetime import timedelta

from commands.conversation.command import Context, UnfitError
from commands.conversation.previews import Checked, Outcome
from commands.conversation.room_facts import RoomFacts
from commands.exchange.announcing.commands import AnnouncementAction
from commands.exchange.announcing.texts import announcing as texts
from commands.exchange.announcing.texts.announcing import AnnouncedRoom
from commands.language.texts.dates import moment
from storage.exchange import announcements
from storage.exchange.announcements import Announcement

# The job that posts comes this often; what is due before its next turn could be late.
SOONEST = timedelta(minutes=15)
_UNKNOWN = RoomFacts()


async def checked(ctx: Context, action: AnnouncementAction) -> Outcome[AnnouncementAction]:
    """Raise UnfitError if it cannot be done."""
    if action.verb == "new":
        return _new(ctx, action)
    announcement = await numbered(ctx, action.number)
    copies = len(await announcements.copies(ctx.tx, announcement.announcement_id))
    number = announcement.announcement_id
    if action.verb == "withdraw":
        return Checked(action, texts.withdraw_preview(number, announcement.text, copies))
    due_at = action.due_at if announcement.state == "planned" else None
    if due_at is not None and due_at != announcement.due_at:
        _check_time(ctx, action)
    same = action.text == announcement.text and due_at in (None, announcement.due_at)
    if same and action.in_digest == announcement.in_digest:
        raise UnfitError(texts.nothing_new(number))
    due = None if due_at is None else moment(due_at, ctx.zone)
    return Checked(action, texts.edit_preview(number, action.text, copies, due=due))


async def numbered(ctx: Context, number: int) -> Announcement:
    """Return it, if it is to come or stands in rooms. Raises UnfitError."""
    announcement = await announcements.get(ctx.tx, number)
    if announcement is None:
        raise UnfitError(texts.no_such(number, ctx.prefix))
    if announcement.state == "withdrawn":
        raise UnfitError(texts.withdrawn_already(number))
    return announcement


def _new(ctx: Context, action: AnnouncementAction) -> Outcome[AnnouncementAction]:
    rooms = ctx.settings.network_rooms
    if not rooms:
        raise UnfitError(texts.NOWHERE)
    _check_time(ctx, action)
    places = places_of(ctx, action.author)
    if not any(place.may_speak for place in places):
        raise UnfitError(texts.nowhere_allowed(len(places)))
    due = None if action.due_at is None else moment(action.due_at, ctx.zone)
    members: set[str] = set()
    for room_id in rooms:
        members |= (ctx.facts_of(room_id) or _UNKNOWN).members
    shown = texts.preview(
        action.text,
        places,
        len(members),
        due=due,
        rings=action.rings,
        in_digest=action.in_digest,
    )
    return Checked(action, shown)


def _check_time(ctx: Context, action: AnnouncementAction) -> None:
    if action.due_at is not None and action.due_at - ctx.now < SOONEST:
        raise UnfitError(texts.too_soon(int(SOONEST.total_seconds()) // 60))


def places_of(ctx: Context, author: str | None) -> Sequence[AnnouncedRoom]:
    """Return the rooms of the network, in the order of the configuration."""
    return [_place(ctx, room_id, author) for room_id in ctx.settings.network_rooms]


def _place(ctx: Context, room_id: str, author: str | None) -> AnnouncedRoom:
    facts = ctx.facts_of(room_id)
    found = facts or _UNKNOWN
    return AnnouncedRoom(
        found.name or room_id,
        len(found.members),
        # Where we are not, nothing is known.
        facts is not None and found.may_speak is not False,
        author is not None and found.may_ring(None) and found.may_ring(author),
        room_id,
    )
