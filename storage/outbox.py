"""What is still to be said: rows that become Matrix events, each exactly once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row

# The room of what goes out by mail.
MAIL = "mail"


@dataclass(frozen=True)
class OutgoingEvent:
    """`room_id` is a person ('@…') until their direct chat is open. `file` is to be uploaded."""

    outbox_id: int
    transaction_id: str
    room_id: str
    event_type: str
    content: Mapping[str, object]
    attempts: int
    created_at: datetime
    not_before: datetime
    file: bytes | None = None


@dataclass(frozen=True)
class Otherwise:
    """What is said, and where, if something else could not be said."""

    room_id: str
    content: Mapping[str, object]


@dataclass(frozen=True)
class Queue:
    """How many events wait (and since when the oldest), and how many were given up."""

    waiting: int
    oldest_at: datetime | None
    failed: int


@dataclass(frozen=True)
class Post:
    """Something that was said, or is still to be, and where."""

    room_id: str
    transaction_id: str
    event_type: str


async def put(
    tx: Transaction,
    room_id: str,
    content: Mapping[str, object],
    transaction_id: str,
    now: datetime,
    *,
    event_type: str = "m.room.message",
    about: str | None = None,
    otherwise: Otherwise | None = None,
    file: bytes | None = None,
) -> bool:
    """Queue the event; False if one with this transaction id was queued before.

    `room_id` may be a person: then it goes to their direct chat. What is meant for a room that
    was upgraded goes to its successor. `about` keeps the row until `forget_about`.
    """
    cursor = await tx.execute(
        """
        INSERT OR IGNORE INTO outbox (transaction_id, room_id, event_type, content, created_at,
            not_before, about, otherwise, file)
        SELECT :transaction_id,
            coalesce((SELECT replaced_by FROM room WHERE room_id = chosen), chosen),
            :event_type, :content, :now, :now, :about, :otherwise, :file
        FROM (SELECT coalesce((SELECT room_id FROM direct_chat WHERE user_id = :room_id), :room_id)
              AS chosen)
        """,
        {
            "transaction_id": transaction_id,
            "room_id": room_id,
            "event_type": event_type,
            "content": json.dumps(content),
            "now": to_row(now),
            "about": about,
            "otherwise": None if otherwise is None else json.dumps(asdict(otherwise)),
            "file": file,
        },
    )
    return cursor.rowcount == 1


async def heads(tx: Transaction) -> list[OutgoingEvent]:
    """The oldest waiting event of each room that we are not about to join or to move from.

    A `file` is empty here, because it may be large; `next_ready` brings it whole.
    """
    rows = await tx.execute_fetchall(
        """
        SELECT outbox_id, transaction_id, room_id, event_type, content, attempts, created_at,
            not_before, iif(file IS NULL, NULL, x'') AS file
        FROM outbox
        WHERE outbox_id IN (SELECT min(outbox_id) FROM outbox
                            WHERE state = 'waiting' GROUP BY room_id)
          AND room_id NOT IN (SELECT room_id FROM room WHERE membership IN ('wanted', 'invite')
                              UNION SELECT replaces FROM room WHERE replaces IS NOT NULL
                              UNION SELECT room_id FROM direct_chat WHERE membership = 'invite')
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
        row["file"],
    )


async def sent_events(tx: Transaction, transaction_ids: Iterable[str]) -> dict[str, str]:
    """Transaction id -> event id, for those of them that reached their rooms."""
    rows = await tx.execute_fetchall(
        """
        SELECT transaction_id, event_id FROM outbox
        WHERE transaction_id IN (SELECT value FROM json_each(?)) AND event_id IS NOT NULL
        """,
        (json.dumps(list(transaction_ids)),),
    )
    return {row["transaction_id"]: row["event_id"] for row in rows}


async def subject_of(tx: Transaction, event_id: str) -> str | None:
    """What an event that we sent is about."""
    row = await one(
        tx, "SELECT about FROM outbox WHERE event_id = ? AND about IS NOT NULL", (event_id,)
    )
    return None if row is None else str(row["about"])


async def subject_of_answer(tx: Transaction, event_id: str) -> str | None:
    """What our answer to this event of somebody else is about."""
    row = await one(
        tx,
        "SELECT about FROM outbox WHERE transaction_id = ? AND about IS NOT NULL",
        (f"answer-{event_id}",),
    )
    return None if row is None else str(row["about"])


async def last_answer_at(tx: Transaction, about: str) -> datetime | None:
    """When we last answered something that was about this."""
    row = await one(
        tx,
        """
        SELECT max(created_at) AS last_at FROM outbox
        WHERE about = ? AND transaction_id LIKE 'answer-%'
        """,
        (about,),
    )
    return None if row is None or row["last_at"] is None else from_row(row["last_at"])


async def events_about(tx: Transaction, about: str) -> list[str]:
    """Transaction ids of all that was said about it, oldest first."""
    rows = await tx.execute_fetchall(
        "SELECT transaction_id FROM outbox WHERE about = ? ORDER BY outbox_id", (about,)
    )
    return [row["transaction_id"] for row in rows]


async def mark_about(tx: Transaction, transaction_id: str, about: str | None) -> None:
    """An edited answer may be about something else."""
    await tx.execute(
        "UPDATE outbox SET about = ? WHERE transaction_id = ?", (about, transaction_id)
    )


async def said_under(tx: Transaction, name: str) -> list[Post]:
    """What was said under this transaction id or one that continues it, and not given up."""
    rows = await tx.execute_fetchall(
        """
        SELECT room_id, transaction_id, event_type FROM outbox
        WHERE (transaction_id = :name OR transaction_id BETWEEN :name || '-' AND :end)
            AND state <> 'failed' ORDER BY outbox_id
        """,
        {"name": name, "end": f"{name}-\U0010ffff"},
    )
    return [Post(row["room_id"], row["transaction_id"], row["event_type"]) for row in rows]


async def forget_about(tx: Transaction, about: str) -> None:
    """Nothing hangs on these events any more: they are forgotten like others."""
    await tx.execute("UPDATE outbox SET about = NULL WHERE about = ?", (about,))


async def readdress(tx: Transaction, old: str, new: str) -> None:
    """A direct chat was opened for a person, or lost: what waits goes there."""
    await tx.execute(
        "UPDATE outbox SET room_id = ? WHERE room_id = ? AND state = 'waiting'", (new, old)
    )


async def mark_sent(tx: Transaction, outbox_id: int, event_id: str) -> None:
    await tx.execute(
        "UPDATE outbox SET state = 'sent', event_id = ?, content = '{}', file = NULL,"
        " otherwise = NULL WHERE outbox_id = ?",
        (event_id, outbox_id),
    )


async def mark_failed(tx: Transaction, event: OutgoingEvent, error: str, now: datetime) -> None:
    """Give the event up, unless its room was replaced meanwhile; it stays to be seen."""
    await _fail(tx, event.room_id, error, now, outbox_id=event.outbox_id)


async def postpone(tx: Transaction, outbox_id: int, until: datetime, error: str) -> None:
    await tx.execute(
        "UPDATE outbox SET attempts = attempts + 1, not_before = ?, error = ? WHERE outbox_id = ?",
        (to_row(until), error, outbox_id),
    )


async def fail_room(tx: Transaction, room_id: str, error: str, now: datetime) -> None:
    """We are no longer in the room: nothing that waits for it can be sent."""
    await _fail(tx, room_id, error, now)


async def fail_unaccepted(tx: Transaction, before: datetime, now: datetime) -> None:
    """What waits since long before for somebody who does not follow the invitation to a chat."""
    rows = await tx.execute_fetchall(
        """
        SELECT outbox_id, room_id FROM outbox JOIN direct_chat USING (room_id)
        WHERE state = 'waiting' AND membership = 'invite' AND created_at < ? ORDER BY outbox_id
        """,
        (to_row(before),),
    )
    for row in list(rows):
        await _fail(tx, row["room_id"], "not accepted", now, outbox_id=row["outbox_id"])


async def _fail(
    tx: Transaction, room_id: str, error: str, now: datetime, *, outbox_id: int | None = None
) -> None:
    """One row of the room, or all that wait for it; then what is to be said otherwise."""
    rows = await tx.execute_fetchall(
        """
        UPDATE outbox SET state = 'failed', error = :error, file = NULL
        WHERE room_id = :room_id AND state = 'waiting'
            AND outbox_id = coalesce(:outbox_id, outbox_id)
        RETURNING transaction_id, otherwise
        """,
        {"error": error, "room_id": room_id, "outbox_id": outbox_id},
    )
    for row in list(rows):
        if row["otherwise"] is not None:
            instead = Otherwise(**json.loads(row["otherwise"]))
            transaction_id = f"otherwise-{row['transaction_id']}"
            await put(tx, instead.room_id, instead.content, transaction_id, now)


async def queue(tx: Transaction) -> Queue:
    [row] = await tx.execute_fetchall(
        """
        SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
               min(created_at) FILTER (WHERE state = 'waiting') AS oldest_at,
               count(*) FILTER (WHERE state = 'failed') AS failed
        FROM outbox WHERE state <> 'sent'
            AND room_id NOT IN (SELECT room_id FROM direct_chat WHERE membership = 'invite')
        """
    )
    oldest = None if row["oldest_at"] is None else from_row(row["oldest_at"])
    return Queue(row["waiting"], oldest, row["failed"])


async def forget_before(tx: Transaction, moment: datetime) -> None:
    """Drop what was sent or given up before the moment."""
    await tx.execute(
        "DELETE FROM outbox WHERE state <> 'waiting' AND about IS NULL AND created_at < ?",
        (to_row(moment),),
    )
