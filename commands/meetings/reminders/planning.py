"""Keep the reminders of stored meetings in line with dates, wishes and configuration."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context, Job
from commands.conversation.settings import Reminders
from commands.language.markup import Text
from commands.meetings.planning.plan import plan
from commands.meetings.reminders.decide import joined
from commands.meetings.reminders.wording import Wordings
from commands.meetings.texts.meetings import not_reminded
from storage.meetings import meetings, reminders
from storage.meetings.meetings import Meeting, Slot
from storage.meetings.reminders import Planned, Reminder, Wish


def planned(
    meeting: Meeting,
    slots: Sequence[Slot],
    wishes: Iterable[Wish],
    configured: Reminders,
    rooms: Sequence[str],
    now: datetime,
) -> tuple[Planned, ...]:
    """Plan one meeting by the configuration."""
    leads, register_leads = configured.leads(meeting.kind), configured.leads("anmeldung")
    return plan(meeting, slots, leads, register_leads, configured.quiet, rooms, wishes, now)


async def replan(ctx: Context, meeting: Meeting) -> None:
    """Plan it again; call this after each change of a meeting, its programme or its wishes."""
    slots = await meetings.slots_of(ctx.tx, meeting.meeting_id)
    wishes = await reminders.wishes_for(ctx.tx, meeting.meeting_id)
    reminds, rooms = ctx.settings.reminders, ctx.settings.network_rooms
    rows = planned(meeting, slots, wishes, reminds, rooms, ctx.now)
    await reminders.replan(ctx.tx, meeting.meeting_id, rows, ctx.now)


async def replan_all(ctx: Context) -> None:
    """Plan all again: the configuration may be new at the start, and rooms are replaced later."""
    await one_by_one(
        ctx,
        [(f"plan-{m.meeting_id}", m) for m in await meetings.ending_after(ctx.tx, ctx.now)],
        partial(replan, ctx),
        lambda meeting: not_reminded(meeting.meeting_id),
    )


REPLAN = Job("plan reminders", timedelta(hours=1), replan_all)


@dataclass(frozen=True)
class UpcomingPost:
    """Of one or more reminders; `room_id` may be a person ('@…')."""

    at: datetime
    room_id: str
    text: Text


@dataclass(frozen=True)
class PlannedFrom:
    """Meetings, all their slots, and all wishes."""

    meetings: Sequence[Meeting]
    slots: Sequence[Slot] = ()
    wishes: Sequence[Wish] = ()


def upcoming_posts(
    dates: PlannedFrom,
    configured: Reminders,
    rooms: Sequence[str],
    prefix: str,
    now: datetime,
    until: datetime,
) -> tuple[UpcomingPost, ...]:
    """Return all posts after `now` and up to `until`, in order, if nothing changes meanwhile."""
    by_number = {meeting.meeting_id: meeting for meeting in dates.meetings}
    slots: dict[int, list[Slot]] = {}
    for slot in dates.slots:
        slots.setdefault(slot.meeting_id, []).append(slot)
    due: dict[datetime, list[Reminder]] = {}
    for number, meeting in by_number.items():
        wishes = [wish for wish in dates.wishes if wish.meeting_id == number]
        for row in planned(meeting, slots.get(number, ()), wishes, configured, rooms, now):
            unstored = Reminder(0, number, row.stage, row.room_id, row.starts_at, row.due_at)
            due.setdefault(row.due_at, []).append(unstored)
    posts = []
    for at in (moment for moment in due if moment <= until):
        wordings = Wordings(at, configured.timezone, prefix, by_number, slots)
        posts += [
            UpcomingPost(at, together[0].room_id, wordings.of(together))
            for together in joined(due[at], wordings.are_sendable)
        ]
    return tuple(sorted(posts, key=lambda post: (post.at, post.text.body, post.room_id)))
