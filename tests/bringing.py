"""What was wanted is brought, as the running bot does it."""

from collections.abc import Mapping

from bot.bringing import Bringing, Maker, makers_of
from tests.say import Room


async def no_document(_source: Mapping[str, object]) -> bytes:
    raise FileNotFoundError


def bringing(room: Room, document: Maker = no_document) -> Bringing:
    makers = makers_of(room.database, room.occasion, document)
    return Bringing(room.database, makers, room.occasion, lambda: None)


async def bring_all(room: Room) -> None:
    """Everything that is wanted becomes a row of the outbox."""
    worker = bringing(room)
    while await worker.look():
        pass
