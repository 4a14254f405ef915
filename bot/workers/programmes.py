"""Programmes of meetings are fetched and read, outside of any transaction."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.live import Live
from bot.matrix.api import UnreachableError
from bot.matrix.media import MediaError, TooLargeError
from bot.process.guard import backoff, guard
from bot.workers.sandboxed import NotStartedError, read_calendar
from bot.workers.worker import Worker
from commands.meetings.calendar.imported import Fault, Faulty
from commands.meetings.calendar.programme import is_calendar, read_programme
from commands.meetings.calendar.read import MAX_BYTES
from commands.meetings.programme import arrived, lost
from storage.database import Database
from storage.meetings import meetings, programmes
from storage.meetings.meetings import Meeting, Slot
from storage.meetings.programmes import ProgrammeRequest

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(minutes=30)


@dataclass
class Programmes(Worker):
    """`download` gets the bytes behind a file's `source`, at most so many."""

    database: Database
    download: Callable[[Mapping[str, object], int], Awaitable[bytes]]
    live: Live
    after: Callable[[], None]

    async def look(self) -> float | None:
        """Take all that are due."""
        while True:
            async with self.database.transaction(at_once=True) as tx:
                now, wanted = self.live.now(), await programmes.first(tx)
                number = 0 if wanted is None else wanted.meeting_id
                meeting = await meetings.get(tx, number)
            if wanted is None or meeting is None:
                return None
            if wanted.not_before > now:
                return (wanted.not_before - now).total_seconds()
            with guard(logger, f"programme {wanted.meeting_id} failed") as attempt:
                await self._take(wanted, meeting)
            if attempt.error is not None:
                await self._give_up(wanted)
            self.after()

    async def _take(self, wanted: ProgrammeRequest, meeting: Meeting) -> None:
        try:
            found = await self._read(wanted, meeting)
        except (UnreachableError, NotStartedError) as error:
            logger.warning("programme %d: %s", wanted.meeting_id, type(error).__name__)
            await self._again_later(wanted)
            return
        except MediaError:
            await self._give_up(wanted)
            return
        async with self.database.transaction() as tx:
            # Else the meeting was moved, or another file brought, meanwhile: once more.
            same = await programmes.get(tx, wanted.meeting_id) == wanted
            if same and await meetings.get(tx, wanted.meeting_id) == meeting:
                await arrived(self.live.context(tx), wanted, meeting, found)

    async def _read(self, wanted: ProgrammeRequest, meeting: Meeting) -> tuple[Slot, ...] | Faulty:
        try:
            data = await self.download(wanted.source, MAX_BYTES)
        except TooLargeError:
            return Faulty(Fault.TOO_LARGE, 1)
        if is_calendar(data):
            read = await read_calendar(data, ZoneInfo(meeting.timezone), self.live.now())
            return await asyncio.to_thread(read_programme, read, meeting)
        return await asyncio.to_thread(read_programme, data, meeting)

    async def _again_later(self, wanted: ProgrammeRequest) -> None:
        """Try again after 1, 2, 4 … minutes, for half an hour in all."""
        attempts = wanted.attempts + 1
        if attempts >= MOST_ATTEMPTS:
            await self._give_up(wanted)
            return
        async with self.database.transaction() as tx:
            if await programmes.get(tx, wanted.meeting_id) == wanted:
                later = self.live.now() + backoff(wanted.attempts, _LONGEST_PAUSE, _PAUSE)
                await programmes.put(tx, replace(wanted, attempts=attempts, not_before=later))

    async def _give_up(self, wanted: ProgrammeRequest) -> None:
        async with self.database.transaction() as tx:
            if await programmes.get(tx, wanted.meeting_id) == wanted:
                await lost(self.live.context(tx), wanted)
