"""All posts to come of a meeting, planned anew whenever it is stored."""

from commands.command import Occasion
from commands.reminders.planning import replan
from storage.meetings import Meeting


async def replanned(occasion: Occasion, meeting: Meeting) -> None:
    """To be called in the transaction that stores the meeting, its programme or a wish."""
    await replan(occasion, meeting)
