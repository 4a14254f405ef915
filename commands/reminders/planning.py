"""The reminders of stored meetings follow their dates, the wishes and the configuration."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from commands.command import Occasion
from commands.job import Job
from commands.planning import NEVER, QuietHours, plan
from commands.settings import Reminders
from storage import meetings, reminders
from storage.meetings import Meeting, Slot
from storage.reminders import Planned, Wish


def quiet_hours(configured: Reminders) -> QuietHours:
    hours = configured.quiet
    return NEVER if hours is None else QuietHours(*hours, configured.timezone)


def planned(
    meeting: Meeting,
    slots: Sequence[Slot],
    wishes: Iterable[Wish],
    configured: Reminders,
    rooms: Sequence[str],
    now: datetime,
) -> tuple[Planned, ...]:
    """What the configuration makes of one meeting."""
    leads, register_leads = configured.leads(meeting.kind), configured.leads("anmeldung")
    quiet = quiet_hours(configured)
    return plan(meeting, slots, leads, register_leads, quiet, rooms, wishes, now)


async def replan(occasion: Occasion, meeting: Meeting) -> None:
    """To be called after every change of a meeting, its programme or the wishes for it."""
    slots = await meetings.slots_of(occasion.tx, meeting.meeting_id)
    wishes = await reminders.wishes_for(occasion.tx, meeting.meeting_id)
    settings = occasion.settings
    rows = planned(meeting, slots, wishes, settings.reminders, settings.network_rooms, occasion.now)
    await reminders.replan(occasion.tx, meeting.meeting_id, rows, occasion.now)


async def replan_all(occasion: Occasion) -> None:
    """At the start the configuration may be another one; rooms may be replaced later."""
    for meeting in await meetings.ending_after(occasion.tx, occasion.now):
        await replan(occasion, meeting)


REPLAN = Job("plan reminders", timedelta(hours=1), replan_all)
