"""Rooms that the bot is in, is to join, or has left, what replaced them, and their addresses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.conversation import outbox
from storage.database import Transaction, one
from storage.records import column, each_of, exists, fetch, pairs, to_row


@dataclass(frozen=True)
class PendingRoom:
    """Not joined yet: invited by `inviter`, or named by configuration or upgrade (None).

    `replaces` is the room that says it was upgraded to this one, which is still to be proved;
    then we may be in the room already.
    """

    room_id: str
    inviter: str | None
    replaces: str | None
    via: str | None
    attempts: int
    joined: bool
    not_before: datetime


@dataclass(frozen=True)
class LeftRoom:
    room_id: str
    reason: str
    left_at: datetime


async def joined(tx: Transaction) -> dict[str, bool]:
    """Return by room whether it is a direct chat."""
    rows = await tx.execute_fetchall(
        "SELECT room_id, direct FROM room WHERE membership = 'join'",
    )
    return {row["room_id"]: bool(row["direct"]) for row in rows}


async def pending(tx: Transaction) -> list[PendingRoom]:
    return await fetch(
        tx,
        PendingRoom,
        """
        SELECT room_id, inviter, replaces, via, attempts, membership = 'join' AS joined,
            not_before FROM room
        WHERE membership IN ('to_join', 'invite') OR (membership = 'join' AND replaces IS NOT NULL)
        ORDER BY changed_at, room_id
        """,
    )


async def is_in(tx: Transaction, room_id: str) -> bool:
    """Tell whether the bot is in the room."""
    return await exists(
        tx, "SELECT 1 FROM room WHERE room_id = ? AND membership = 'join'", (room_id,)
    )


async def left(tx: Transaction) -> list[LeftRoom]:
    """Return rooms that the bot was put out of, latest first."""
    return await fetch(
        tx,
        LeftRoom,
        """
        SELECT room_id, coalesce(reason, '') AS reason, changed_at AS left_at FROM room
        WHERE membership = 'leave' AND replaced_by IS NULL ORDER BY changed_at DESC
        """,
    )


async def invited(
    tx: Transaction, room_id: str, inviter: str, now: datetime, *, direct: bool
) -> None:
    """Store an invitation, also to a joined room: then the bot was put out in between."""
    await tx.execute(
        """
        INSERT INTO room (room_id, membership, inviter, via, direct, changed_at)
        VALUES (?, 'invite', ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET direct = excluded.direct, via = excluded.via,
            inviter = iif(membership = 'to_join', NULL, excluded.inviter),
            membership = iif(membership = 'to_join', 'to_join', 'invite'),
            attempts = 0, not_before = 0, changed_at = excluded.changed_at
        """,
        (room_id, inviter, inviter.partition(":")[2], int(direct), to_row(now)),
    )


async def join_later(tx: Transaction, room_id: str, now: datetime) -> None:
    """Join the room of the configuration later, unless the bot is invited or in it."""
    await tx.execute(
        """
        INSERT INTO room (room_id, membership, changed_at) VALUES (?, 'to_join', ?)
        ON CONFLICT DO UPDATE SET membership = 'to_join', not_before = 0
        WHERE membership = 'leave' AND replaced_by IS NULL
        """,
        (room_id, to_row(now)),
    )


async def entered(tx: Transaction, room_id: str, now: datetime) -> None:
    await tx.execute(
        """
        INSERT INTO room (room_id, membership, changed_at) VALUES (?, 'join', ?)
        ON CONFLICT DO UPDATE SET membership = 'join', reason = NULL, inviter = NULL, attempts = 0,
            changed_at = excluded.changed_at
        """,
        (room_id, to_row(now)),
    )


async def gone(tx: Transaction, room_id: str, reason: str, now: datetime) -> None:
    """Store that the bot is out of the room; drop what was bound to it."""
    await tx.execute(
        """
        UPDATE room SET membership = 'leave', reason = ?, inviter = NULL, replaces = NULL,
            unreadable_notice_at = NULL, changed_at = ? WHERE room_id = ?
        """,
        (reason, to_row(now), room_id),
    )
    await tx.execute("DELETE FROM undecrypted_event WHERE room_id = ?", (room_id,))


async def departed(tx: Transaction, room_id: str) -> None:
    """Forget a room that the bot left of its own accord."""
    await tx.execute("DELETE FROM room WHERE room_id = ?", (room_id,))
    await tx.execute("DELETE FROM undecrypted_event WHERE room_id = ?", (room_id,))


async def withdrawn(tx: Transaction, room_id: str) -> None:
    """Forget an invitation that was withdrawn."""
    await tx.execute("DELETE FROM room WHERE room_id = ? AND membership = 'invite'", (room_id,))


async def postpone(tx: Transaction, room_id: str, until: datetime) -> None:
    await tx.execute(
        "UPDATE room SET attempts = attempts + 1, not_before = ? WHERE room_id = ?",
        (to_row(until), room_id),
    )


async def succeeds(tx: Transaction, old: str, new: str, via: str, now: datetime) -> None:
    """Store the claim of the old room that it was upgraded to the new one.

    Until the new room proves it, what is meant for the old one waits.
    """
    await tx.execute(
        """
        INSERT INTO room (room_id, membership, replaces, via, direct, changed_at)
        SELECT :new, 'to_join', :old, :via, direct, :now FROM room
        WHERE room_id = :old AND replaced_by IS NULL
        ON CONFLICT DO UPDATE SET replaces = :old, via = :via, not_before = 0,
            inviter = NULL, membership = iif(membership = 'join', 'join', 'to_join')
        """,
        {"old": old, "new": new, "via": via, "now": to_row(now)},
    )


async def replaced(tx: Transaction, old: str, new: str) -> None:
    """Store a proved successor, and take along what waits."""
    await tx.execute("UPDATE room SET replaces = NULL WHERE room_id = ?", (new,))
    await tx.execute(
        "UPDATE room SET replaced_by = :new WHERE room_id = :old OR replaced_by = :old",
        {"old": old, "new": new},
    )
    await outbox.readdress(tx, old, new)


async def does_not_replace(tx: Transaction, new: str) -> None:
    """Forget a wrong claim. The next sync leaves a room that was entered only for it."""
    await tx.execute("UPDATE room SET replaces = NULL WHERE room_id = ?", (new,))


async def current(tx: Transaction, room_id: str) -> str:
    """Return the room itself, or the latest that it was upgraded to."""
    row = await one(
        tx, "SELECT replaced_by FROM room WHERE room_id = ? AND replaced_by IS NOT NULL", (room_id,)
    )
    return room_id if row is None else str(row["replaced_by"])


async def predecessors(tx: Transaction, room_ids: Iterable[str]) -> list[str]:
    """Return the rooms that were upgraded to these."""
    return await column(
        tx,
        "SELECT room_id FROM room WHERE replaced_by IN (SELECT value FROM json_each(?))",
        (each_of(room_ids),),
    )


async def tell_unreadable(
    tx: Transaction, lost_before: datetime, told_before: datetime, now: datetime
) -> list[str]:
    """Return the rooms that are to get the notice about messages without a key; store that.

    They have a message that came after their last notice and has been unreadable since
    `lost_before` or longer; that notice, if any, is as old as `told_before`.
    """
    return await column(
        tx,
        """
        UPDATE room SET unreadable_notice_at = :now
        WHERE membership = 'join' AND coalesce(unreadable_notice_at <= :told_before, TRUE)
            AND EXISTS (
                SELECT 1 FROM undecrypted_event AS lost WHERE lost.room_id = room.room_id
                AND received_at <= :lost_before
                AND received_at > coalesce(unreadable_notice_at, received_at - 1))
        RETURNING room_id
        """,
        {
            "lost_before": to_row(lost_before),
            "told_before": to_row(told_before),
            "now": to_row(now),
        },
    )


async def of_aliases(tx: Transaction) -> dict[str, str]:
    """Return the room of each configured address, to which it led when it was first seen."""
    return await pairs(tx, "SELECT alias, room_id FROM room_alias")


async def put_alias(tx: Transaction, alias: str, room_id: str, now: datetime) -> None:
    """Let the address mean this room from now on."""
    await tx.execute(
        "INSERT OR REPLACE INTO room_alias VALUES (?, ?, ?)", (alias, room_id, to_row(now))
    )
