"""Events to send: rows that become Matrix events, each exactly once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from storage.database import Transaction
from storage.records import column, each_of, fetch, fetch_one, pairs, to_row

# The room of rows that go out by mail.
MAIL = "mail"
# Mails that only some recipients have so far; they keep no other mail waiting.
MAIL_AGAIN = "mail-again"
# What a sent row says that was not queued here, until its subject is known.
FOUND = "found in the room"


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
class Fallback:
    """An event that is sent instead of one that could not be sent."""

    room_id: str
    content: Mapping[str, object]


@dataclass(frozen=True)
class OutboxPost:
    """An event that was sent or is to be sent."""

    room_id: str
    transaction_id: str
    event_type: str


_QUEUE = """
    INSERT OR IGNORE INTO outbox (transaction_id, room_id, event_type, content, created_at,
        not_before, subject, fallback, file)
    SELECT :transaction_id,
        coalesce((SELECT replaced_by FROM room WHERE room_id = chosen), chosen),
        :event_type, :content, :now, :now, :subject, :fallback, :file
    FROM (SELECT coalesce((SELECT room_id FROM direct_chat WHERE user_id = :room_id), :room_id)
          AS chosen)
"""


async def put(
    tx: Transaction,
    room_id: str,
    content: Mapping[str, object],
    transaction_id: str,
    now: datetime,
    *,
    event_type: str = "m.room.message",
    subject: str | None = None,
    fallback: Fallback | None = None,
    file: bytes | None = None,
) -> bool:
    """Queue the event; return False if one with this transaction id was queued before.

    `room_id` may be a person: then it goes to their direct chat. What is meant for a room that
    was upgraded goes to its successor. `subject` keeps the row until `forget_about`.
    """
    cursor = await tx.execute(
        _QUEUE,
        {
            "transaction_id": transaction_id,
            "room_id": room_id,
            "event_type": event_type,
            "content": json.dumps(content),
            "now": to_row(now),
            "subject": subject,
            "fallback": None if fallback is None else json.dumps(asdict(fallback)),
            "file": file,
        },
    )
    is_new = cursor.rowcount == 1
    if not is_new and subject is not None:
        await _name_found(tx, transaction_id, subject)
    return is_new


async def _name_found(tx: Transaction, transaction_id: str, subject: str) -> None:
    """Give its subject to an event that was found in the room before it was queued."""
    await tx.execute(
        "UPDATE outbox SET subject = ?, error = NULL WHERE transaction_id = ? AND error = ?",
        (subject, transaction_id, FOUND),
    )


async def heads(tx: Transaction, room_id: str | None = None) -> list[OutgoingEvent]:
    """Return the oldest waiting event of each room, or of one, unless we are to join or follow it.

    What is for a room that we were put out of waits until somebody invites us again.
    A `file` is empty here, because it may be large; `next_ready` returns it whole.
    """
    return await fetch(
        tx,
        OutgoingEvent,
        """
        SELECT outbox_id, transaction_id, room_id, event_type, content, attempts, created_at,
            not_before, iif(file IS NULL, NULL, x'') AS file
        FROM outbox
        WHERE outbox_id IN (SELECT min(outbox_id) FROM outbox
                            WHERE state = 'waiting' AND room_id = coalesce(:room_id, room_id)
                            GROUP BY room_id)
          AND room_id NOT IN (SELECT room_id FROM room WHERE membership <> 'join'
                              UNION SELECT replaces FROM room WHERE replaces IS NOT NULL
                              UNION SELECT room_id FROM direct_chat WHERE membership = 'invite')
        ORDER BY outbox_id
        """,
        {"room_id": room_id},
    )


async def next_ready(tx: Transaction, room_id: str, now: datetime) -> OutgoingEvent | None:
    """Return the oldest waiting event of the room, unless it has to wait longer."""
    event = await fetch_one(
        tx,
        OutgoingEvent,
        "SELECT * FROM outbox WHERE state = 'waiting' AND room_id = ? ORDER BY outbox_id LIMIT 1",
        (room_id,),
    )
    return event if event is not None and event.not_before <= now else None


async def sent_events(tx: Transaction, transaction_ids: Iterable[str]) -> dict[str, str]:
    """Return the event ids of those that reached their rooms, by transaction id."""
    return await pairs(
        tx,
        """
        SELECT transaction_id, event_id FROM outbox
        WHERE transaction_id IN (SELECT value FROM json_each(?)) AND event_id IS NOT NULL
        """,
        (each_of(transaction_ids),),
    )


async def subject_of(tx: Transaction, event_id: str) -> str | None:
    """Return the subject of an event that the bot sent."""
    subjects = await column(
        tx, "SELECT subject FROM outbox WHERE event_id = ? AND subject IS NOT NULL", (event_id,)
    )
    return next(iter(subjects), None)


async def subjects_of(tx: Transaction, event_ids: Iterable[str]) -> dict[str, str]:
    """Return what those of the events are about that we sent, by event id."""
    return await pairs(
        tx,
        """
        SELECT event_id, subject FROM outbox
        WHERE event_id IN (SELECT value FROM json_each(?)) AND subject IS NOT NULL
        """,
        (each_of(event_ids),),
    )


async def subject_of_answer(tx: Transaction, event_id: str) -> str | None:
    """Return the subject of the bot's answer to this event of somebody else."""
    subjects = await column(
        tx, "SELECT subject FROM outbox WHERE transaction_id = ?", (f"answer-{event_id}",)
    )
    return next(iter(subjects), None)


async def events_about(tx: Transaction, subject: str) -> list[str]:
    """Return the transaction ids of all events about the subject, oldest first."""
    return await column(
        tx, "SELECT transaction_id FROM outbox WHERE subject = ? ORDER BY outbox_id", (subject,)
    )


async def mark_about(tx: Transaction, transaction_id: str, subject: str | None) -> None:
    """Give the event another subject: an edited answer may have one."""
    await tx.execute(
        "UPDATE outbox SET subject = ? WHERE transaction_id = ?", (subject, transaction_id)
    )


async def posts_named(tx: Transaction, name: str) -> list[OutboxPost]:
    """Return the events with this transaction id or one that continues it, except failed ones."""
    return await fetch(
        tx,
        OutboxPost,
        """
        SELECT room_id, transaction_id, event_type FROM outbox
        WHERE (transaction_id = :name OR transaction_id BETWEEN :name || '-' AND :end)
            AND state <> 'failed' ORDER BY outbox_id
        """,
        {"name": name, "end": f"{name}-\U0010ffff"},
    )


async def forget_about(tx: Transaction, subject: str) -> None:
    """Let the events about the subject be forgotten like others."""
    await tx.execute("UPDATE outbox SET subject = NULL WHERE subject = ?", (subject,))


async def unsay(tx: Transaction, transaction_id: str, content: Mapping[str, object]) -> None:
    """Replace the content of an event that was not sent yet."""
    await tx.execute(
        "UPDATE outbox SET content = ?, fallback = NULL"
        " WHERE transaction_id = ? AND state = 'waiting'",
        (json.dumps(content), transaction_id),
    )


async def readdress(tx: Transaction, old: str, new: str) -> None:
    """Move waiting events, since a direct chat was opened or lost, or a room was replaced.

    What the old room refused is tried at once.
    """
    await tx.execute(
        """
        UPDATE outbox SET room_id = :new, refused_since = NULL,
            attempts = iif(refused_since IS NULL, attempts, 0),
            not_before = iif(refused_since IS NULL, not_before, created_at)
        WHERE room_id = :old AND state = 'waiting'
        """,
        {"old": old, "new": new},
    )


async def mark_sent(tx: Transaction, outbox_id: int, event_id: str) -> None:
    rows = await tx.execute_fetchall(
        "UPDATE outbox SET state = 'sent', event_id = ?, content = '{}', file = NULL,"
        " fallback = NULL WHERE outbox_id = ? RETURNING untraced AND subject IS NULL AS over",
        (event_id, outbox_id),
    )
    if any(row["over"] for row in rows):
        await tx.execute("DELETE FROM outbox WHERE outbox_id = ?", (outbox_id,))
        tx.wants_checkpoint = tx.wants_rewriting = True


async def untrace(tx: Transaction, name: str) -> None:
    """Keep nothing of the posts with this transaction id, or one that continues it, once sent.

    A post with a subject stays as long as it can be answered.
    """
    await tx.execute(
        "UPDATE outbox SET untraced = 1"
        " WHERE transaction_id = :name OR transaction_id BETWEEN :name || '-' AND :end",
        {"name": name, "end": f"{name}-\U0010ffff"},
    )


async def mark_failed(tx: Transaction, event: OutgoingEvent, error: str, now: datetime) -> None:
    """Give the event up, unless its room was replaced meanwhile; keep it to be seen."""
    await _fail(tx, event.room_id, error, now, outbox_id=event.outbox_id)


async def fall_back(tx: Transaction, room_id: str, error: str, now: datetime) -> None:
    """Say elsewhere what can be said elsewhere, and give that up here."""
    rows = await column(
        tx,
        """
        SELECT outbox_id FROM outbox WHERE room_id = :room_id AND state = 'waiting'
            AND fallback ->> 'room_id' <> :room_id ORDER BY outbox_id
        """,
        {"room_id": room_id},
    )
    for outbox_id in rows:
        await _fail(tx, room_id, error, now, outbox_id=outbox_id)


async def postpone(tx: Transaction, outbox_id: int, until: datetime, error: str) -> None:
    await tx.execute(
        "UPDATE outbox SET attempts = attempts + 1, not_before = ?, error = ? WHERE outbox_id = ?",
        (to_row(until), error, outbox_id),
    )


async def fail_room(tx: Transaction, room_id: str, error: str, now: datetime) -> None:
    """Give up all that waits for a room that the bot is no longer in."""
    await _fail(tx, room_id, error, now)


async def fail_unaccepted(tx: Transaction, before: datetime, now: datetime) -> None:
    """Give up what waits since `before` for somebody to accept our invitation, or to invite us."""
    rows = await tx.execute_fetchall(
        """
        SELECT outbox_id, room_id FROM outbox JOIN direct_chat USING (room_id)
        WHERE state = 'waiting' AND membership = 'invite' AND created_at < :before
        UNION ALL
        SELECT outbox_id, room_id FROM outbox JOIN room USING (room_id)
        WHERE state = 'waiting' AND membership = 'leave'
            AND coalesce(refused_since, created_at) < :before
        ORDER BY outbox_id
        """,
        {"before": to_row(before)},
    )
    for row in list(rows):
        await _fail(tx, row["room_id"], "not accepted", now, outbox_id=row["outbox_id"])


async def _fail(
    tx: Transaction, room_id: str, error: str, now: datetime, *, outbox_id: int | None = None
) -> None:
    """Fail one row of the room, or all that wait for it; queue their fallbacks."""
    rows = await tx.execute_fetchall(
        """
        UPDATE outbox SET state = 'failed', error = :error, file = NULL
        WHERE room_id = :room_id AND state = 'waiting'
            AND outbox_id = coalesce(:outbox_id, outbox_id)
        RETURNING transaction_id, fallback
        """,
        {"error": error, "room_id": room_id, "outbox_id": outbox_id},
    )
    for row in list(rows):
        if row["fallback"] is not None:
            instead = Fallback(**json.loads(row["fallback"]))
            transaction_id = f"otherwise-{row['transaction_id']}"
            await put(tx, instead.room_id, instead.content, transaction_id, now)
    await tx.execute("DELETE FROM outbox WHERE untraced = 1 AND state = 'failed'")


async def forget_before(tx: Transaction, moment: datetime) -> None:
    """Delete rows that were sent or given up and are older than the moment."""
    await tx.execute(
        "DELETE FROM outbox WHERE state <> 'waiting' AND subject IS NULL AND created_at < ?",
        (to_row(moment),),
    )
