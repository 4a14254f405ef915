"""After the annual meeting everybody is asked once for minutes and slides."""

from datetime import timedelta

from commands.command import Occasion
from commands.job import Job
from commands.meetings.announcements import subject
from commands.posting import say
from commands.reminders.planning import quiet_hours
from commands.texts import meeting_afterwards as texts
from storage import announcements, meetings

# People are on their way home then; a week later they have forgotten where the slides are.
_SOONEST, _LATEST = timedelta(hours=3), timedelta(days=7)


async def ask(occasion: Occasion) -> None:
    """Not in the quiet hours: then later."""
    tx, settings, now = occasion.tx, occasion.settings, occasion.now
    if quiet_hours(settings.reminders).holds(now):
        return
    for number in await announcements.to_ask_after(tx, now - _LATEST, now - _SOONEST):
        await announcements.asked_after(tx, number)
        meeting = await meetings.get(tx, number)
        if meeting is None:
            continue
        text = texts.afterwards(meeting, settings.network.contact_email)
        for room_id in settings.network_rooms:
            name = f"meeting-{number}-afterwards-{room_id}"
            await say(occasion, room_id, text, name, about=subject(number))


ASK = Job("ask for minutes", timedelta(minutes=10), ask)
