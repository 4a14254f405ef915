"""Where posts stand that were sent, and whether there is one at all."""

from collections.abc import Iterable
from datetime import datetime

from storage.conversation.outbox import FOUND
from storage.database import Transaction
from storage.records import column, each_of, exists, pairs, to_row


async def is_queued(tx: Transaction, transaction_id: str) -> bool:
    """Return whether it waits, was sent or given up."""
    return await exists(tx, "SELECT 1 FROM outbox WHERE transaction_id = ?", (transaction_id,))


async def events_in(
    tx: Transaction, room_id: str, transaction_ids: Iterable[str]
) -> dict[str, str]:
    """Return the event ids of those that stand in this room, by transaction id.

    For one that stands elsewhere, as in the room that this one replaced, its first edit here
    counts: that was posted as a message of its own.
    """
    found = await pairs(
        tx,
        """
        SELECT name.value AS transaction_id, (
            SELECT event_id FROM outbox
            WHERE (transaction_id = name.value OR transaction_id BETWEEN
                    name.value || '-edit-' AND name.value || '-edit-' || char(1114111))
                AND room_id = :room_id AND event_id IS NOT NULL
            ORDER BY outbox_id LIMIT 1) AS event_id
        FROM json_each(:names) AS name
        """,
        {"names": each_of(transaction_ids), "room_id": room_id},
    )
    return {name: event_id for name, event_id in found.items() if event_id is not None}


async def room_of(tx: Transaction, transaction_id: str) -> str | None:
    """Return the room where it was sent."""
    rooms = await column(
        tx,
        "SELECT room_id FROM outbox WHERE transaction_id = ? AND event_id IS NOT NULL",
        (transaction_id,),
    )
    return next(iter(rooms), None)


async def put_found(
    tx: Transaction,
    room_id: str,
    event_type: str,
    transaction_id: str,
    event_id: str,
    now: datetime,
) -> None:
    """Note an event that stands in its room already, whether or not it is queued here."""
    await tx.execute(
        """
        INSERT INTO outbox (transaction_id, room_id, event_type, content, created_at, not_before,
            state, event_id, error)
        VALUES (:transaction_id, :room_id, :event_type, '{}', :now, :now, 'sent', :event_id, :found)
        ON CONFLICT (transaction_id) DO UPDATE SET state = 'sent', event_id = excluded.event_id,
            content = '{}', file = NULL, fallback = NULL WHERE state <> 'sent'
        """,
        {
            "transaction_id": transaction_id,
            "room_id": room_id,
            "event_type": event_type,
            "now": to_row(now),
            "event_id": event_id,
            "found": FOUND,
        },
    )


async def possible_posts(tx: Transaction, room_id: str, event_ids: Iterable[str]) -> list[str]:
    """Return which of these events of the room may be posts of ours that do not count as sent.

    None may be unless a row about something is unsent that was for this room; where a room was
    replaced, it is for the successor now.
    """
    return await column(
        tx,
        """
        WITH unsent AS (SELECT room_id, subject FROM outbox WHERE state = 'waiting'
                        UNION ALL SELECT room_id, subject FROM outbox WHERE state = 'failed')
        SELECT DISTINCT value FROM json_each(:event_ids)
        WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE event_id = value AND subject IS NOT NULL)
          AND EXISTS (
            SELECT 1 FROM unsent WHERE +subject IS NOT NULL AND room_id IN (
                SELECT :room_id UNION SELECT replaced_by FROM room WHERE room_id = :room_id))
        """,
        {"event_ids": each_of(event_ids), "room_id": room_id},
    )


async def mark_arrived(tx: Transaction, transaction_id: str, event_id: str, room_id: str) -> bool:
    """Count the event as sent, since it was found in this room; return False if it does already."""
    cursor = await tx.execute(
        "UPDATE outbox SET state = 'sent', event_id = ?, room_id = ?, content = '{}', file = NULL,"
        " fallback = NULL WHERE transaction_id = ? AND state <> 'sent'",
        (event_id, room_id, transaction_id),
    )
    return cursor.rowcount == 1
