"""Calendars are read in a process apart; what comes back are values, or why there are none."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sandbox import End, Limits, apart
from commands.meetings.calendar.imported import ReadCalendar, Refusal, RefusedCalendar
from commands.meetings.calendar.read import answer, question

# 2,000 entries take about 2 s and 60 MB; its own limits end what takes longer than 5 s.
LIMITS = Limits(seconds=30, memory_mb=256, output_bytes=20_000_000)
_ATTEMPTS = 3
_PAUSE = 1.0


class NotStartedError(OSError):
    """The process could not work: a fault of this machine, which says nothing of the calendar."""


async def read_calendar(
    data: bytes, zone: ZoneInfo, now: datetime, *, limits: Limits = LIMITS
) -> ReadCalendar | RefusedCalendar:
    """Read it; times without a zone are in that one. Raise NotStartedError, OSError."""
    task = await asyncio.to_thread(question, data, zone, now)
    if isinstance(task, Refusal):
        return RefusedCalendar(task, 1)
    was_started = False
    for attempt in range(_ATTEMPTS):
        await asyncio.sleep(_PAUSE * attempt)
        outcome = await apart("bot.sandbox.calendar.reading:read", task, limits)
        if outcome.end is End.DONE:
            return await asyncio.to_thread(answer, outcome.output)
        was_started = was_started or outcome.started
    if not was_started:
        raise NotStartedError("the process that reads calendars did not start")
    # A file that ends the process each time, or keeps it busy, is too much of something.
    return RefusedCalendar(Refusal.TOO_LARGE, 1)
