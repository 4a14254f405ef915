"""Files that were asked for are made or found, outside of any transaction, and brought."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from bot.live import Live
from bot.process.guard import guard
from bot.workers.maps import draw_map
from bot.workers.worker import Worker
from commands.conversation.command import Context
from commands.conversation.posting import notice
from commands.conversation.texts import errors as texts
from commands.meetings import calendar_file
from storage.conversation import file_requests, outbox, queues
from storage.conversation.file_requests import FileRequest
from storage.database import Database

logger = logging.getLogger(__name__)

# From the `source` of an Attachment to the bytes; raises whatever keeps it from that.
Maker = Callable[[Mapping[str, object]], Awaitable[bytes]]

# Files that are still to be sent lie in the database: more are not added to so many.
_MOST_WAITING = 50_000_000
# Nobody tells when they were sent.
_LOOKING = 5.0


@dataclass
class AttachmentWorker(Worker):
    """`makers` by the kind of Attachment. One file at a time, because it may be large."""

    pause_after_bug: ClassVar[float] = _LOOKING

    database: Database
    makers: Mapping[str, Maker]
    live: Live
    after: Callable[[], None]

    async def look(self) -> float | None:
        """Bring all that can be brought; come back soon if something must wait."""
        while await self.bring_next():
            self.after()
        async with self.database.reading() as tx:
            return None if await file_requests.first(tx) is None else _LOOKING

    async def bring_next(self) -> bool:
        """Bring what waits longest; False if there is none, or too much is to be sent."""
        async with self.database.transaction(at_once=True) as tx:
            wanted = await file_requests.first(tx)
            if wanted is None or await queues.file_bytes(tx) >= _MOST_WAITING:
                return False
        file = await self._made(wanted)
        if not (await self._is_put(wanted, file) or await self._is_put(wanted, None)):
            async with self.database.statement() as tx:
                await file_requests.drop(tx, wanted.transaction_id)
        return True

    async def _is_put(self, wanted: FileRequest, file: bytes | None) -> bool:
        with guard(logger, f"{wanted.kind} not put"):
            async with self.database.transaction() as tx:
                # Else the question was taken back meanwhile.
                if await file_requests.drop(tx, wanted.transaction_id):
                    await _put(self.live.context(tx), wanted, file)
            return True
        return False

    async def _made(self, wanted: FileRequest) -> bytes | None:
        """Return None if it cannot be had: then that is said."""
        with guard(logger, f"{wanted.kind} not brought"):
            return await self.makers[wanted.kind](wanted.source)
        return None


def makers_of(database: Database, live: Live, document: Maker) -> Mapping[str, Maker]:
    """Return them by the kind of Attachment."""

    async def calendar(_source: Mapping[str, object]) -> bytes:
        async with database.transaction() as tx:
            found = await calendar_file.dates(live.context(tx))
        return await asyncio.to_thread(calendar_file.written, found, live.now())

    return {"calendar": calendar, "document": document, "map": partial(draw_map, database)}


async def _put(ctx: Context, wanted: FileRequest, file: bytes | None) -> None:
    content = dict(wanted.content)
    if file is None:
        relation = {key: content[key] for key in ("m.relates_to",) if key in content}
        content = notice(texts.NO_FILE, wanted.transaction_id) | relation
    else:
        info = content.get("info")
        content["info"] = {**(info if isinstance(info, dict) else {}), "size": len(file)}
    await outbox.put(
        ctx.tx,
        wanted.room_id,
        content,
        wanted.transaction_id,
        ctx.now,
        file=file,
    )
