"""Which rooms the bot is in, wants to be in, has left, and what replaced them."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction, one
from storage.times import from_row, to_row


@dataclass(frozen=True)
class PendingRoom:
    """Not joined yet: invited by `inviter`, or wanted by configuration or upgrade (None).

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
    """Room id -> whether it is a direct chat."""
    rows = await tx.execute_fetchall(
        "SELECT room_id, direct FROM room WHERE membership = 'join'",
    )
    return {row["room_id"]: bool(row["direct"]) for row in rows}


async def pending(tx: Transaction) -> list[PendingRoom]:
    rows = await tx.execute_fetchall(
        """
        SELECT room_id, inviter, replaces, via, attempts, membership = 'join' AS joined,
            not_before FROM room
        WHERE membership IN ('wanted', 'invite') OR (membership = 'join' AND replaces IS NOT NULL)
        ORDER BY changed_at, room_id
        """
    )
    return [
        PendingRoom(
            row["room_id"],
            row["inviter"],
            row["replaces"],
            row["via"],
            row["attempts"],
            bool(row["joined"]),
            from_row(row["not_before"]),
        )
        for row in rows
    ]


async def is_in(tx: Transaction, room_id: str) -> bool:
    row = await one(tx, "SELECT 1 FROM room WHERE room_id = ? AND membership = 'join'", (room_id,))
    return row is not None


async def left(tx: Transaction) -> list[LeftRoom]:
    """Rooms that the bot was put out of, latest first."""
    rows = await tx.execute_fetchall(
        """
        SELECT room_id, reason, changed_at FROM room
        WHERE membership = 'leave' AND replaced_by IS NULL ORDER BY changed_at DESC
        """
    )
    return [LeftRoom(r["room_id"], r["reason"] or "", from_row(r["changed_at"])) for r in rows]


async def invited(
    tx: Transaction, room_id: str, inviter: str, now: datetime, *, direct: bool
) -> None:
    """Also for a room that we are in as far as we know: then we were put out in between."""
    await tx.execute(
        """
        INSERT INTO room (room_id, membership, inviter, via, direct, changed_at)
        VALUES (?, 'invite', ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET direct = excluded.direct, via = excluded.via,
            inviter = iif(membership = 'wanted', NULL, excluded.inviter),
            membership = iif(membership = 'wanted', 'wanted', 'invite'),
            attempts = 0, not_before = 0, changed_at = excluded.changed_at
        """,
        (room_id, inviter, inviter.partition(":")[2], int(direct), to_row(now)),
    )


async def wanted(tx: Transaction, room_id: str, now: datetime) -> None:
    """By configuration, or because it replaces a room; no effect once invited or joined."""
    await tx.execute(
        """
        INSERT INTO room (room_id, membership, changed_at) VALUES (?, 'wanted', ?)
        ON CONFLICT DO UPDATE SET membership = 'wanted', not_before = 0
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
    """Kicked, banned or left: what was bound to the room is no use any more."""
    await tx.execute(
        """
        UPDATE room SET membership = 'leave', reason = ?, inviter = NULL, replaces = NULL,
            told_unreadable_at = NULL, changed_at = ? WHERE room_id = ?
        """,
        (reason, to_row(now), room_id),
    )
    await tx.execute("DELETE FROM undecrypted WHERE room_id = ?", (room_id,))


async def withdrawn(tx: Transaction, room_id: str) -> None:
    """The invitation is gone before we could follow it."""
    await tx.execute("DELETE FROM room WHERE room_id = ? AND membership = 'invite'", (room_id,))


async def postpone(tx: Transaction, room_id: str, until: datetime) -> None:
    await tx.execute(
        "UPDATE room SET attempts = attempts + 1, not_before = ? WHERE room_id = ?",
        (to_row(until), room_id),
    )


async def succeeds(tx: Transaction, old: str, new: str, via: str, now: datetime) -> None:
    """The old room says that it was upgraded to the new one. Until that is proved in the new
    room, what is meant for the old one waits."""
    await tx.execute(
        """
        INSERT INTO room (room_id, membership, replaces, via, direct, changed_at)
        SELECT :new, 'wanted', :old, :via, direct, :now FROM room
        WHERE room_id = :old AND replaced_by IS NULL
        ON CONFLICT DO UPDATE SET replaces = :old, via = :via, not_before = 0,
            inviter = NULL, membership = iif(membership = 'join', 'join', 'wanted')
        """,
        {"old": old, "new": new, "via": via, "now": to_row(now)},
    )


async def replaced(tx: Transaction, old: str, new: str) -> None:
    """It is proved: remember the successor and take along what waits."""
    await tx.execute("UPDATE room SET replaces = NULL WHERE room_id = ?", (new,))
    await tx.execute(
        "UPDATE room SET replaced_by = :new WHERE room_id = :old OR replaced_by = :old",
        {"old": old, "new": new},
    )
    await tx.execute(
        "UPDATE outbox SET room_id = ? WHERE room_id = ? AND state = 'waiting'", (new, old)
    )


async def does_not_replace(tx: Transaction, new: str) -> None:
    """It proved wrong: forget the claim. A room entered only for it is left by the next sync."""
    await tx.execute("UPDATE room SET replaces = NULL WHERE room_id = ?", (new,))


async def current(tx: Transaction, room_id: str) -> str:
    """The room itself, or the latest that it has been upgraded to."""
    row = await one(
        tx, "SELECT replaced_by FROM room WHERE room_id = ? AND replaced_by IS NOT NULL", (room_id,)
    )
    return room_id if row is None else str(row["replaced_by"])


async def tell_unreadable(tx: Transaction, room_id: str, now: datetime) -> bool:
    """True the first time for this room."""
    cursor = await tx.execute(
        """
        UPDATE room SET told_unreadable_at = ?
        WHERE room_id = ? AND membership = 'join' AND told_unreadable_at IS NULL
        """,
        (to_row(now), room_id),
    )
    return cursor.rowcount == 1
