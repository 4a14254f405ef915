"""Programmes of meetings are fetched and read, outside of any transaction."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.matrix.api import UnreachableError
from bot.matrix.media import MediaError, TooLargeError
from bot.matrix.sync import described
from commands.calendar.imported import Fault, Faulty
from commands.calendar.lines import MAX_BYTES
from commands.calendar.programme import read_programme
from commands.command import Occasion
from commands.meetings.programme import arrived, lost
from storage import meetings, programmes
from storage.database import Database, Transaction, is_environment_error
from storage.meetings import Meeting, Slot
from storage.programmes import Wanted

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
_PAUSE = timedelta(minutes=1)


@dataclass
class Programmes:
    """`download` gets the bytes behind a file's `source`, at most so many."""

    database: Database
    download: Callable[[Mapping[str, object], int], Awaitable[bytes]]
    occasion: Callable[[Transaction], Occasion]
    after: Callable[[], None]
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """There may be one to fetch."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled. Raises what is_environment_error knows."""
        while True:
            self._woken.clear()
            pause = await self.look()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._woken.wait()

    async def look(self) -> float | None:
        """At all that are due; seconds until there is more, None if nothing is left."""
        while True:
            async with self.database.transaction() as tx:
                now, wanted = self.occasion(tx).now, await programmes.first(tx)
                number = 0 if wanted is None else wanted.meeting_id
                meeting = await meetings.get(tx, number)
            if wanted is None or meeting is None:
                return None
            if wanted.not_before > now:
                return (wanted.not_before - now).total_seconds()
            await self._take_safely(wanted, meeting)
            self.after()

    async def _take_safely(self, wanted: Wanted, meeting: Meeting) -> None:
        try:
            await self._take(wanted, meeting)
        except Exception as error:
            # A full disk passes. A bug must neither end the bot nor keep it busy.
            if is_environment_error(error):
                raise
            logger.error("programme %d failed: %s", wanted.meeting_id, described(error))
            await self._give_up(wanted)

    async def _take(self, wanted: Wanted, meeting: Meeting) -> None:
        try:
            found = await self._read(wanted, meeting)
        except UnreachableError as error:
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
                await arrived(self.occasion(tx), wanted, meeting, found)

    async def _read(self, wanted: Wanted, meeting: Meeting) -> tuple[Slot, ...] | Faulty:
        try:
            data = await self.download(wanted.source, MAX_BYTES)
        except TooLargeError:
            return Faulty(Fault.TOO_LARGE, 1)
        return await asyncio.to_thread(read_programme, data, meeting)

    async def _again_later(self, wanted: Wanted) -> None:
        """After 1, 2, 4 … minutes, half an hour in all."""
        attempts = wanted.attempts + 1
        if attempts >= MOST_ATTEMPTS:
            await self._give_up(wanted)
            return
        async with self.database.transaction() as tx:
            if await programmes.get(tx, wanted.meeting_id) == wanted:
                later = self.occasion(tx).now + _PAUSE * 2 ** (attempts - 1)
                await programmes.put(tx, replace(wanted, attempts=attempts, not_before=later))

    async def _give_up(self, wanted: Wanted) -> None:
        async with self.database.transaction() as tx:
            if await programmes.get(tx, wanted.meeting_id) == wanted:
                await lost(self.occasion(tx), wanted)
