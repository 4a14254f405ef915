"""Run a task in the sandbox, again if this machine failed; !status tells while it does."""

import asyncio
import logging
import os
from datetime import UTC, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from bot.sandbox import End, Limits, TaskOutcome, apart
from commands.meetings.calendar.imported import ReadCalendar, Refusal, RefusedCalendar
from commands.meetings.calendar.read import answer, question
from storage import key_value
from storage.database import Database
from storage.key_value import SANDBOX_FAILURE

logger = logging.getLogger(__name__)

_ATTEMPTS = 3
_PAUSE = 1.0
# 2,000 entries take about 2 s and 60 MB; its own limits end what takes longer than 5 s.
CALENDAR_LIMITS = Limits(seconds=30, memory_mb=256, output_bytes=20_000_000)


class SandboxError(Exception):
    """This machine kept the task from its work, which says nothing of what it was given.

    Unless it was `started`, other tasks would fare no better.
    """

    def __init__(self, kind: str, *, started: bool) -> None:
        super().__init__(kind)
        self.started = started


async def sandboxed(
    database: Database, task: str, data: bytes | BinaryIO, limits: Limits
) -> TaskOutcome:
    """Return an outcome that is the task's own. Raises SandboxError."""
    for attempt in range(_ATTEMPTS):
        await asyncio.sleep(_PAUSE * attempt)
        if not isinstance(data, bytes):
            # The process reads past the buffer of the file, which believes to be at the beginning.
            os.lseek(data.fileno(), 0, os.SEEK_SET)
        outcome = await apart(task, data, limits)
        if not outcome.is_ours:
            await _note(database, None)
            return outcome
    kind = outcome.kind or outcome.end.name
    logger.error("%s failed because of this machine: %s", task, kind)
    await _note(database, kind)
    raise SandboxError(kind, started=outcome.started)


async def _note(database: Database, kind: str | None) -> None:
    """The moment stays that of the first failure."""
    async with database.statement() as tx:
        if kind is None:
            await key_value.remove(tx, SANDBOX_FAILURE)
        else:
            await key_value.put_once(tx, SANDBOX_FAILURE, kind, datetime.now(UTC))


# --- calendars: what comes back are values, or why there are none


class NotStartedError(OSError):
    """The process could not work: a fault of this machine, which says nothing of the calendar."""


async def read_calendar(
    data: bytes, zone: ZoneInfo, now: datetime, *, limits: Limits = CALENDAR_LIMITS
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
