"""Files that were asked for are made or found, outside of any transaction, and brought."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from bot.maps import draw_map
from bot.matrix.sync import described
from commands.command import Occasion
from commands.meetings import calendar_file
from commands.posting import notice
from commands.texts import errors as texts
from storage import outbox, queues, wanted_files
from storage.database import Database, Transaction, is_environment_error
from storage.wanted_files import WantedFile

logger = logging.getLogger(__name__)

# From the `source` of an Attachment to the bytes; raises whatever keeps it from that.
Maker = Callable[[Mapping[str, object]], Awaitable[bytes]]

# Files that are still to be sent lie in the database: more are not added to so many.
_MOST_WAITING = 50_000_000
# Nobody tells when they were sent.
_LOOKING = 5.0


@dataclass
class Bringing:
    """`makers` by the kind of Attachment. One file at a time, because it may be large."""

    database: Database
    makers: Mapping[str, Maker]
    occasion: Callable[[Transaction], Occasion]
    after: Callable[[], None]
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """There may be one to bring."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled. Raises what is_environment_error knows."""
        while True:
            self._woken.clear()
            pause = _LOOKING if await self._is_more_left() else None
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._woken.wait()

    async def _is_more_left(self) -> bool:
        """What cannot be brought now, after all that can."""
        try:
            while await self.look():
                self.after()
            async with self.database.statement() as tx:
                return await wanted_files.first(tx) is not None
        except Exception as error:
            # A full disk passes. A bug must neither end the bot nor keep it busy.
            if is_environment_error(error):
                raise
            logger.error("nothing brought: %s", described(error))
            return True

    async def look(self) -> bool:
        """At the one that waits longest; False if there is none, or too much is to be sent."""
        async with self.database.transaction() as tx:
            wanted = await wanted_files.first(tx)
            if wanted is None or await queues.file_bytes(tx) >= _MOST_WAITING:
                return False
        file = await self._made(wanted)
        if not (await self._is_put(wanted, file) or await self._is_put(wanted, None)):
            async with self.database.statement() as tx:
                await wanted_files.drop(tx, wanted.transaction_id)
        return True

    async def _is_put(self, wanted: WantedFile, file: bytes | None) -> bool:
        try:
            async with self.database.transaction() as tx:
                # Else the question was taken back meanwhile.
                if await wanted_files.drop(tx, wanted.transaction_id):
                    await _put(self.occasion(tx), wanted, file)
        except Exception as error:
            if is_environment_error(error):
                raise
            logger.error("%s not put: %s", wanted.kind, described(error))
            return False
        return True

    async def _made(self, wanted: WantedFile) -> bytes | None:
        """None if it cannot be had: then that is said."""
        try:
            return await self.makers[wanted.kind](wanted.source)
        except Exception as error:
            if is_environment_error(error):
                raise
            logger.error("%s not brought: %s", wanted.kind, described(error))
            return None


def makers_of(
    database: Database, occasion: Callable[[Transaction], Occasion], document: Maker
) -> Mapping[str, Maker]:
    """By the kind of Attachment."""

    async def calendar(_source: Mapping[str, object]) -> bytes:
        async with database.transaction() as tx:
            here = occasion(tx)
            found = await calendar_file.dates(here)
        return await asyncio.to_thread(calendar_file.written, found, here.now)

    return {"calendar": calendar, "document": document, "map": partial(draw_map, database)}


async def _put(occasion: Occasion, wanted: WantedFile, file: bytes | None) -> None:
    content = dict(wanted.content)
    if file is None:
        relation = {key: content[key] for key in ("m.relates_to",) if key in content}
        content = notice(texts.no_file(), wanted.transaction_id) | relation
    else:
        info = content.get("info")
        content["info"] = {**(info if isinstance(info, dict) else {}), "size": len(file)}
    await outbox.put(
        occasion.tx,
        wanted.room_id,
        content,
        wanted.transaction_id,
        occasion.now,
        file=file,
    )
