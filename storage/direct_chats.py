"""Which room is the direct chat with whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage import outbox
from storage.database import Row, Transaction, one
from storage.times import to_row

Membership = Literal["invite", "join", "leave"]


@dataclass(frozen=True)
class DirectChat:
    """`membership` is the person's: while they are invited, what is meant for them waits."""

    user_id: str
    room_id: str
    membership: Membership


async def of(tx: Transaction, user_id: str) -> DirectChat | None:
    return _from_row(await one(tx, "SELECT * FROM direct_chat WHERE user_id = ?", (user_id,)))


async def in_room(tx: Transaction, room_id: str) -> DirectChat | None:
    return _from_row(await one(tx, "SELECT * FROM direct_chat WHERE room_id = ?", (room_id,)))


async def opened(tx: Transaction, chat: DirectChat, now: datetime) -> None:
    """From now on what is meant for the person goes to this room.

    Also what waits in an earlier one for them to follow an invitation.
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
    """The person came or went."""
    await tx.execute(
        "UPDATE direct_chat SET membership = ?, changed_at = ? WHERE room_id = ?",
        (membership, to_row(now), room_id),
    )


async def lost(tx: Transaction, chat: DirectChat) -> None:
    """We are no longer in the room: what waits there is again meant for the person."""
    await tx.execute("DELETE FROM direct_chat WHERE user_id = ?", (chat.user_id,))
    await outbox.readdress(tx, chat.room_id, chat.user_id)


async def moved(tx: Transaction, old: str, new: str) -> None:
    """The room was upgraded."""
    await tx.execute("UPDATE direct_chat SET room_id = ? WHERE room_id = ?", (new, old))


async def everybody(tx: Transaction) -> dict[str, str]:
    """User id -> room id, as m.direct has it."""
    rows = await tx.execute_fetchall("SELECT user_id, room_id FROM direct_chat ORDER BY user_id")
    return {row["user_id"]: row["room_id"] for row in rows}


def _from_row(row: Row | None) -> DirectChat | None:
    return None if row is None else DirectChat(row["user_id"], row["room_id"], row["membership"])
