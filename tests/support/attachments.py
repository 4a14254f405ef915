"""What was wanted is brought, as the running bot does it."""

from collections.abc import Mapping

from bot.workers.attachments import AttachmentWorker, Maker, makers_of
from tests.support.say import Room


async def no_document(_source: Mapping[str, object]) -> bytes:
    raise FileNotFoundError


def bringing(room: Room, document: Maker = no_document) -> AttachmentWorker:
    makers = makers_of(room.database, room.live, document)
    return AttachmentWorker(room.database, makers, room.live, lambda: None)


async def bring_all(room: Room) -> None:
    """Everything that is wanted becomes a row of the outbox."""
    worker = bringing(room)
    await worker.look()
