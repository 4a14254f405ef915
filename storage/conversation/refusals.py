"""Events that a room refuses for now: they wait until it takes them, or for days."""

from dataclasses import dataclass
from datetime import datetime

from storage.conversation import outbox
from storage.conversation.outbox import OutgoingEvent
from storage.database import Transaction, one
from storage.records import fetch, from_row, number, to_row


@dataclass(frozen=True)
class RefusalCount:
    """`attempts` to send an event that the room has refused since that moment."""

    attempts: int
    since: datetime


@dataclass(frozen=True)
class RefusingRoom:
    """`room_id` may be a person ('@…'). `gone`: we are not in it any more."""

    room_id: str
    waiting: int
    since: datetime
    gone: bool
    personal: bool


async def refuse(tx: Transaction, event: OutgoingEvent, error: str, now: datetime) -> RefusalCount:
    """Note one more refusal; a change of the room meanwhile makes it the first one."""
    row = await one(
        tx,
        """
        UPDATE outbox SET refused_since = coalesce(refused_since, :now), attempts = attempts + 1,
            error = :error
        WHERE outbox_id = :outbox_id RETURNING attempts, refused_since
        """,
        {"outbox_id": event.outbox_id, "error": error, "now": to_row(now)},
    )
    return (
        RefusalCount(event.attempts + 1, now)
        if row is None
        else RefusalCount(row["attempts"], from_row(row["refused_since"]))
    )


async def wait_until(tx: Transaction, outbox_id: int, until: datetime) -> None:
    await tx.execute(
        "UPDATE outbox SET not_before = ? WHERE outbox_id = ?", (to_row(until), outbox_id)
    )


async def try_again(tx: Transaction, room_id: str, now: datetime) -> None:
    """Send at once what the room has refused: something has changed there."""
    await tx.execute(
        """
        UPDATE outbox SET refused_since = NULL, attempts = 0, not_before = :now
        WHERE room_id = :room_id AND state = 'waiting' AND refused_since IS NOT NULL
        """,
        {"room_id": room_id, "now": to_row(now)},
    )


async def put_out(tx: Transaction, room_id: str, error: str, now: datetime) -> None:
    """Keep what waits for a room that we were put out of; what can be said elsewhere is."""
    await tx.execute(
        """
        UPDATE outbox SET refused_since = coalesce(refused_since, :now), error = :error
        WHERE room_id = :room_id AND state = 'waiting'
        """,
        {"room_id": room_id, "error": error, "now": to_row(now)},
    )
    await outbox.fall_back(tx, room_id, error, now)


async def rooms(tx: Transaction) -> list[RefusingRoom]:
    """Return the rooms and persons that take nothing from us, longest first."""
    return await fetch(tx, RefusingRoom, "SELECT * FROM refusing_room ORDER BY since, room_id")


async def send_again(tx: Transaction, now: datetime) -> int:
    """Try at once what was given up or waits, under the same ids; return how many.

    A file is not kept when it is given up.
    """
    cursor = await tx.execute(
        """
        UPDATE outbox SET state = 'waiting', attempts = 0, not_before = :now,
            refused_since = iif(state = 'waiting', refused_since, NULL)
        WHERE outbox_id IN (SELECT outbox_id FROM given_up WHERE NOT is_file)
            OR (state = 'waiting' AND (not_before > :now OR refused_since IS NOT NULL))
        """,
        {"now": to_row(now)},
    )
    return cursor.rowcount


async def files_given_up(tx: Transaction) -> int:
    return await number(tx, "SELECT count(*) FROM given_up WHERE is_file")
