"""Names on the homeserver: room addresses, the bot's display name, entering what is configured."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.matrix.api import RefusedError, segment
from bot.matrix.rooms import join
from bot.matrix.session import Session
from storage import rooms
from storage.database import Database

logger = logging.getLogger(__name__)


class NoSuchRoomError(Exception):
    """The configuration names a room that the homeserver does not know."""


async def resolve(session: Session, names: Sequence[str]) -> Mapping[str, str]:
    """Room id for every id or address, as configured. Raises NoSuchRoomError."""
    ids = await asyncio.gather(*(_room_id(session, name) for name in names))
    return dict(zip(names, ids, strict=True))


async def _room_id(session: Session, name: str) -> str:
    if not name.startswith("#"):
        return name
    try:
        answer = await session.api.call("GET", f"v3/directory/room/{segment(name)}")
    except RefusedError as error:
        if error.status in (400, 404):
            raise NoSuchRoomError(name) from error
        raise
    return str(answer["room_id"])


async def enter_configured(
    session: Session, database: Database, ids: Mapping[str, str], now: datetime
) -> None:
    """Join what can be joined at once; the rest is joined when the bot is invited."""
    for name, configured in ids.items():
        async with database.transaction() as tx:
            room_id = await rooms.current(tx, configured)
            if room_id in await rooms.joined(tx):
                continue
            await rooms.wanted(tx, room_id, now)
        try:
            # By its address if it has one: the homeserver then knows whom to ask.
            await join(session, name if room_id == configured else room_id, None)
        except RefusedError as error:
            if error.status in (400, 404) and _is_here(session, room_id):
                raise NoSuchRoomError(name) from error
            logger.warning("not yet invited to %s", name)


def _is_here(session: Session, room_id: str) -> bool:
    """On our own homeserver; of other rooms it may just not know yet."""
    return room_id.partition(":")[2] == session.user_id.partition(":")[2]


async def display_name(session: Session) -> str | None:
    try:
        answer = await session.api.call("GET", f"v3/profile/{segment(session.user_id)}/displayname")
    except RefusedError:
        return None
    name = answer.get("displayname")
    return name if isinstance(name, str) else None
