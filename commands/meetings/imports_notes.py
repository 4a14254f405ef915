"""What the management is told of calendars that are kept elsewhere."""

from datetime import timedelta

from commands.command import Occasion
from commands.posting import say
from commands.texts import imports as texts
from storage.calendars import Calendar
from storage.times import to_row

PATIENCE = timedelta(days=1)


async def note_taken(occasion: Occasion, source: str, created: int) -> None:
    room_id = occasion.settings.management_room
    if room_id is not None:
        name = f"calendar-{source}-taken-{to_row(occasion.now)}"
        await say(occasion, room_id, texts.taken(created, occasion.settings.prefix), name)


async def note_failing(occasion: Occasion, calendar: Calendar, number: int, why: str) -> None:
    """Once, when it has failed for a day; again only if it was well in between."""
    since, room_id = calendar.failing_since, occasion.settings.management_room
    if room_id is None or since is None or occasion.now - since < PATIENCE:
        return
    name = f"calendar-{calendar.source}-failing-{to_row(since)}"
    await say(occasion, room_id, texts.failing(number, why), name)
