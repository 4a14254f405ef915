"""The configured rooms: where their addresses lead, and how the bot gets into them.

Whoever created an address can point it elsewhere, so the first room counts.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.matrix.api import Api, RefusedError, UnreachableError, segment
from bot.matrix.rooms import Rooms, join
from bot.matrix.session import Session
from bot.texts.operation import room_waited_for
from commands.about.texts.status import alias_moved
from commands.conversation.posting import message
from storage import key_value
from storage.conversation import outbox
from storage.database import Database, Transaction
from storage.matrix import rooms

logger = logging.getLogger(__name__)


class NoSuchRoomError(Exception):
    """The configuration names a room that no homeserver can have."""


async def room_of(api: Api, alias: str) -> str | None:
    """Return the room to which the address leads now; None if to none. Raises NoSuchRoomError.

    To none as well if its own server cannot be asked: that may come by itself, and the rest works.
    """
    try:
        answer = await api.call("GET", f"v3/directory/room/{segment(alias)}")
    except UnreachableError as error:
        if error.errcode:
            return None
        raise
    except RefusedError as error:
        if error.status == 404:
            return None
        if error.status == 400:
            raise NoSuchRoomError(alias) from error
        raise
    return str(answer["room_id"])


async def resolve(
    api: Api, database: Database, names: Sequence[str], now: datetime
) -> Mapping[str, str]:
    """Return the room id for each id or address, without those that there are not (yet).

    Raises NoSuchRoomError.

    An address that led elsewhere before is not followed: that takes the operator's word.
    """
    addresses = [name for name in names if name.startswith("#")]
    found = await asyncio.gather(*(room_of(api, alias) for alias in addresses))
    led = dict(zip(addresses, found, strict=True))
    async with database.transaction() as tx:
        known = await rooms.of_aliases(tx)
        before = (await key_value.get(tx, key_value.MOVED_ALIASES) or "").split()
        moved = [alias for alias in before if alias not in led]
        for alias, room_id in led.items():
            first = known.get(alias)
            if first is not None and await is_moved(tx, first, room_id):
                moved.append(alias)
                await _tell(tx, alias, first, str(room_id), now)
            elif first is None and room_id is not None:
                known[alias] = room_id
                await rooms.put_alias(tx, alias, room_id, now)
        await key_value.put(tx, key_value.MOVED_ALIASES, " ".join(moved), now)
    return {name: known.get(name, name) for name in names if name in known or name not in led}


async def is_moved(tx: Transaction, first: str, now_leads_to: str | None) -> bool:
    """Return whether an address leads elsewhere than at first, and not to a proved successor."""
    return now_leads_to not in (None, first, await rooms.current(tx, first))


async def _tell(tx: Transaction, alias: str, first: str, other: str, now: datetime) -> None:
    """Once in the room that it led to."""
    logger.error("%s leads to another room now; still using %s", alias, first)
    digest = hashlib.sha256(f"{alias} {other}".encode()).hexdigest()[:16]
    transaction_id = f"alias-moved-{digest}"
    content = message(alias_moved(alias), transaction_id)
    room_id = await rooms.current(tx, first)
    await outbox.put(tx, room_id, content, transaction_id, now)


async def enter_rooms(
    session: Session,
    database: Database,
    invite_from: tuple[str, ...],
    ids: Mapping[str, str],
    now: Callable[[], datetime],
) -> Rooms:
    """Join the configured rooms; return all that the bot is in, with their states."""
    found = Rooms(session, database, invite_from, now)
    await enter_configured(session, database, ids, now())
    await found.load(ids.values())
    return found


async def enter_configured(
    session: Session, database: Database, ids: Mapping[str, str], now: datetime
) -> None:
    """Join the configured rooms; others are joined when the bot is invited."""
    for name, configured in ids.items():
        async with database.transaction() as tx:
            room_id = await rooms.current(tx, configured)
            if room_id in await rooms.joined(tx):
                continue
            await rooms.join_later(tx, room_id, now)
        try:
            # Never by its address, which may lead elsewhere; but its server knows whom to ask.
            via = name.partition(":")[2] if name.startswith("#") else None
            await join(session, room_id, via)
        except RefusedError as error:
            # Of a room elsewhere it may just not know yet; one of its own may come.
            if error.status == 404 and _is_here(session, room_id):
                logger.warning(room_waited_for(name))
            else:
                logger.warning("not yet invited to %s", name)


def _is_here(session: Session, room_id: str) -> bool:
    """Return whether the room is of our homeserver, which then knows whether it exists."""
    return room_id.partition(":")[2] == session.user_id.partition(":")[2]
