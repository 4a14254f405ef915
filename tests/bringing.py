"""What was wanted is brought, as the running bot does it."""

from bot.bringing import Bringing, makers_of
from tests.say import Room


def bringing(room: Room) -> Bringing:
    return Bringing(
        room.database, makers_of(room.database, room.occasion), room.occasion, lambda: None
    )


async def bring_all(room: Room) -> None:
    """Everything that is wanted becomes a row of the outbox."""
    worker = bringing(room)
    while await worker.look():
        pass
