"""Figures about the health of the bot, and digests of what it publishes."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database import Transaction
from storage.records import fetch, moment, number, to_row

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ReminderLag:
    """Of the last day: how many were posted, and how late, in seconds; what is overdue now."""

    posted: int
    mean: float
    longest: float
    overdue: int
    overdue_at: datetime | None


async def try_write(tx: Transaction) -> None:
    """Raise aiosqlite.Error if there is no room for 16 KB more; leave nothing behind."""
    await tx.execute("SAVEPOINT probe")
    await tx.execute(
        "INSERT OR REPLACE INTO key_value (name, value, noted_at)"
        " VALUES ('probe', hex(zeroblob(8192)), 0)"
    )
    await tx.execute("ROLLBACK TO probe")
    await tx.execute("RELEASE probe")


async def stuck_since(tx: Transaction) -> datetime | None:
    """Return since when the oldest event has waited for a room that the bot is in and may use."""
    return await moment(
        tx,
        """
        SELECT min(created_at) FROM outbox
        WHERE state = 'waiting'
            AND room_id IN (SELECT room_id FROM room WHERE membership = 'join')
            AND room_id NOT IN (SELECT room_id FROM direct_chat WHERE membership = 'invite')
            AND room_id NOT IN (SELECT room_id FROM refusing_room)
        """,
    )


async def reminder_lag(tx: Transaction, now: datetime) -> ReminderLag:
    [lag] = await fetch(
        tx,
        ReminderLag,
        """
        SELECT count(*) FILTER (WHERE state = 'posted') AS posted,
            coalesce(avg(done_at - due_at) FILTER (WHERE state = 'posted'), 0.0) AS mean,
            coalesce(max(done_at - due_at) FILTER (WHERE state = 'posted'), 0.0) AS longest,
            count(*) FILTER (WHERE state = 'planned') AS overdue,
            min(due_at) FILTER (WHERE state = 'planned') AS overdue_at
        FROM reminder
        WHERE (state = 'posted' AND done_at > :since) OR (state = 'planned' AND due_at <= :now)
        """,
        {"now": to_row(now), "since": to_row(now - _DAY)},
    )
    return lag


async def open_submissions(tx: Transaction) -> int:
    """Count the submissions that nobody has decided about."""
    return await number(tx, "SELECT count(*) FROM submission WHERE state IN ('checking', 'open')")


async def state_of_meetings(tx: Transaction) -> str:
    """Return a digest of all that a calendar shows."""
    return await _digest(
        tx,
        "SELECT * FROM meeting ORDER BY meeting_id",
        "SELECT * FROM series ORDER BY series_id",
        "SELECT * FROM slot ORDER BY meeting_id, position",
    )


async def state_of_collection(tx: Transaction) -> str:
    return await _digest(
        tx,
        "SELECT * FROM municipality ORDER BY municipality_id",
        "SELECT * FROM guideline ORDER BY guideline_id",
        "SELECT * FROM guideline_link ORDER BY guideline_id, position",
    )


async def _digest(tx: Transaction, *queries: str) -> str:
    digest = hashlib.sha256()
    for query in queries:
        for row in await tx.execute_fetchall(query):
            digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
