"""Workers as the running bot has them: beside each other, or each for one look."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.workers.attachments import AttachmentWorker, Maker, makers_of
from bot.workers.submission_checks import SubmissionChecks
from bot.workers.worker import Worker
from tests.support.say import Room


async def examine(checks: SubmissionChecks) -> float | None:
    """Look at all that is due, once; return the seconds until there is more."""
    pauses = [await lane.look() for lane in checks.lanes]
    return min((pause for pause in pauses if pause is not None), default=None)


@asynccontextmanager
async def running(*workers: Worker) -> AsyncIterator[asyncio.Future[list[None]]]:
    """Run them; the future is done when one of them has ended."""
    tasks = asyncio.gather(*(worker.run() for worker in workers))
    try:
        yield tasks
    finally:
        tasks.cancel()
        await asyncio.gather(tasks, return_exceptions=True)


async def no_document(_source: Mapping[str, object]) -> bytes:
    raise FileNotFoundError


def bringing(room: Room, document: Maker = no_document) -> AttachmentWorker:
    makers = makers_of(room.database, room.live, document)
    return AttachmentWorker(room.database, makers, room.live, lambda: None)


async def bring_all(room: Room) -> None:
    """Everything that is wanted becomes a row of the outbox."""
    worker = bringing(room)
    await worker.look()
