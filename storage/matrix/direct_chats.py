"""The direct chat of each person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.conversation import outbox
from storage.database import Transaction
from storage.records import fetch_one, pairs, to_row

Membership = Literal["invite", "join", "leave"]


@dataclass(frozen=True)
class DirectChat:
    """`membership` is the person's: while they are invited, what is meant for them waits."""

    user_id: str
    room_id: str
    membership: Membership


async def of(tx: Transaction, user_id: str) -> DirectChat | None:
    return await fetch_one(
        tx, DirectChat, "SELECT * FROM direct_chat WHERE user_id = ?", (user_id,)
    )


async def in_room(tx: Transaction, room_id: str) -> DirectChat | None:
    return await fetch_one(
        tx, DirectChat, "SELECT * FROM direct_chat WHERE room_id = ?", (room_id,)
    )


async def opened(tx: Transaction, chat: DirectChat, now: datetime) -> None:
    """Send to this room from now on what is meant for the person.

    Events that wait in an earlier one until the person accepts an invitation move along.
    """
    earlier = await of(tx, chat.user_id)
    await tx.execute(
        "INSERT OR REPLACE INTO direct_chat VALUES (?, ?, ?, ?)",
        (chat.user_id, chat.room_id, chat.membership, to_row(now)),
    )
    await tx.execute("UPDATE room SET direct = 1 WHERE room_id = ?", (chat.room_id,))
    await outbox.readdress(tx, chat.user_id, chat.room_id)
    if earlier is not None and earlier.membership == "invite":
        await outbox.readdress(tx, earlier.room_id, chat.room_id)


async def changed(tx: Transaction, room_id: str, membership: Membership, now: datetime) -> None:
    """Store that the person came or went."""
    await tx.execute(
        "UPDATE direct_chat SET membership = ?, changed_at = ? WHERE room_id = ?",
        (membership, to_row(now), room_id),
    )


async def lost(tx: Transaction, chat: DirectChat) -> None:
    """Forget a room that the bot is no longer in: what waits there is for the person again."""
    await tx.execute("DELETE FROM direct_chat WHERE user_id = ?", (chat.user_id,))
    await outbox.readdress(tx, chat.room_id, chat.user_id)


async def moved(tx: Transaction, old: str, new: str) -> None:
    """Follow the upgrade of a room."""
    await tx.execute("UPDATE direct_chat SET room_id = ? WHERE room_id = ?", (new, old))


async def everybody(tx: Transaction) -> dict[str, str]:
    """Return the room of each person, as m.direct has it."""
    return await pairs(tx, "SELECT user_id, room_id FROM direct_chat ORDER BY user_id")
