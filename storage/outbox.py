"""What is still to be said: rows that become Matrix events, each exactly once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row


@dataclass(frozen=True)
class OutgoingEvent:
    outbox_id: int
    transaction_id: str
    room_id: str
    event_type: str
    content: Mapping[str, object]
    attempts: int
    created_at: datetime
    not_before: datetime


@dataclass(frozen=True)
class Queue:
    """How many events wait (and since when the oldest), and how many were given up."""

    waiting: int
    oldest_at: datetime | None
    failed: int


async def put(
    tx: Transaction,
    room_id: str,
    content: Mapping[str, object],
    transaction_id: str,
    now: datetime,
    *,
    event_type: str = "m.room.message",
) -> bool:
    """Queue the event; False if one with this transaction id was queued before.

    What is meant for a room that was upgraded goes to its successor.
    """
    cursor = await tx.execute(
        """
        INSERT OR IGNORE INTO outbox
            (transaction_id, room_id, event_type, content, created_at, not_before)
        VALUES (:transaction_id,
                coalesce((SELECT replaced_by FROM room WHERE room_id = :room_id), :room_id),
                :event_type, :content, :now, :now)
        """,
        {
            "transaction_id": transaction_id,
            "room_id": room_id,
            "event_type": event_type,
            "content": json.dumps(content),
            "now": to_row(now),
        },
    )
    return cursor.rowcount == 1


async def heads(tx: Transaction) -> list[OutgoingEvent]:
    """The oldest waiting event of each room that we are not about to join or to move from."""
    rows = await tx.execute_fetchall(
        """
        SELECT * FROM outbox
        WHERE outbox_id IN (SELECT min(outbox_id) FROM outbox
                            WHERE state = 'waiting' GROUP BY room_id)
          AND room_id NOT IN (SELECT room_id FROM room WHERE membership IN ('wanted', 'invite')
                              UNION SELECT replaces FROM room WHERE replaces IS NOT NULL)
        ORDER BY outbox_id
        """
    )
    return [_from_row(row) for row in rows]


async def next_ready(tx: Transaction, room_id: str, now: datetime) -> OutgoingEvent | None:
    """The oldest waiting event of the room, unless it has to wait longer."""
    row = await one(
        tx,
        "SELECT * FROM outbox WHERE state = 'waiting' AND room_id = ? ORDER BY outbox_id LIMIT 1",
        (room_id,),
    )
    event = None if row is None else _from_row(row)
    return event if event is not None and event.not_before <= now else None


def _from_row(row: Row) -> OutgoingEvent:
    return OutgoingEvent(
        row["outbox_id"],
        row["transaction_id"],
        row["room_id"],
        row["event_type"],
        json.loads(row["content"]),
        row["attempts"],
        from_row(row["created_at"]),
        from_row(row["not_before"]),
    )


async def mark_sent(tx: Transaction, outbox_id: int, event_id: str) -> None:
    await tx.execute(
        "UPDATE outbox SET state = 'sent', event_id = ?, content = '{}' WHERE outbox_id = ?",
        (event_id, outbox_id),
    )


async def mark_failed(tx: Transaction, event: OutgoingEvent, error: str) -> None:
    """Give the event up, unless its room was replaced meanwhile; it stays to be seen."""
    await tx.execute(
        "UPDATE outbox SET state = 'failed', error = ? WHERE outbox_id = ? AND room_id = ?",
        (error, event.outbox_id, event.room_id),
    )


async def postpone(tx: Transaction, outbox_id: int, until: datetime, error: str) -> None:
    await tx.execute(
        "UPDATE outbox SET attempts = attempts + 1, not_before = ?, error = ? WHERE outbox_id = ?",
        (to_row(until), error, outbox_id),
    )


async def fail_room(tx: Transaction, room_id: str, error: str) -> None:
    """We are no longer in the room: nothing that waits for it can be sent."""
    await tx.execute(
        "UPDATE outbox SET state = 'failed', error = ? WHERE room_id = ? AND state = 'waiting'",
        (error, room_id),
    )


async def queue(tx: Transaction) -> Queue:
    [row] = await tx.execute_fetchall(
        """
        SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
               min(created_at) FILTER (WHERE state = 'waiting') AS oldest_at,
               count(*) FILTER (WHERE state = 'failed') AS failed
        FROM outbox WHERE state <> 'sent'
        """
    )
    oldest = None if row["oldest_at"] is None else from_row(row["oldest_at"])
    return Queue(row["waiting"], oldest, row["failed"])


async def forget_before(tx: Transaction, moment: datetime) -> None:
    """Drop what was sent or given up before the moment."""
    await tx.execute(
        "DELETE FROM outbox WHERE state <> 'waiting' AND created_at < ?", (to_row(moment),)
    )
