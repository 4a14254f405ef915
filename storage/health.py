"""Whether the bot is well, in numbers; and whether what it publishes has changed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database import Transaction, one
from storage.times import from_row, to_row

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
    """Raises aiosqlite.Error if there is no room for 16 KB more. Leaves nothing behind."""
    await tx.execute("SAVEPOINT probe")
    await tx.execute(
        "INSERT OR REPLACE INTO fact (name, value, noted_at)"
        " VALUES ('probe', hex(zeroblob(8192)), 0)"
    )
    await tx.execute("ROLLBACK TO probe")
    await tx.execute("RELEASE probe")


async def stuck_since(tx: Transaction) -> datetime | None:
    """How long the oldest event waits for a room that the bot is in."""
    row = await one(
        tx,
        """
        SELECT min(created_at) AS oldest_at FROM outbox
        WHERE state = 'waiting'
            AND room_id IN (SELECT room_id FROM room WHERE membership = 'join')
            AND room_id NOT IN (SELECT room_id FROM direct_chat WHERE membership = 'invite')
        """,
    )
    return None if row is None or row["oldest_at"] is None else from_row(row["oldest_at"])


async def reminder_lag(tx: Transaction, now: datetime) -> ReminderLag:
    [row] = await tx.execute_fetchall(
        """
        SELECT count(*) FILTER (WHERE state = 'posted') AS posted,
            avg(done_at - due_at) FILTER (WHERE state = 'posted') AS mean,
            max(done_at - due_at) FILTER (WHERE state = 'posted') AS longest,
            count(*) FILTER (WHERE state = 'planned') AS overdue,
            min(due_at) FILTER (WHERE state = 'planned') AS overdue_at
        FROM reminder
        WHERE (state = 'posted' AND done_at > :since) OR (state = 'planned' AND due_at <= :now)
        """,
        {"now": to_row(now), "since": to_row(now - _DAY)},
    )
    overdue_at = None if row["overdue_at"] is None else from_row(row["overdue_at"])
    return ReminderLag(
        row["posted"], row["mean"] or 0.0, row["longest"] or 0.0, row["overdue"], overdue_at
    )


async def open_submissions(tx: Transaction) -> int:
    """Those that nobody has decided about."""
    row = await one(
        tx, "SELECT count(*) AS number FROM submission WHERE state IN ('checking', 'open')"
    )
    return 0 if row is None else int(row["number"])


async def state_of_meetings(tx: Transaction) -> str:
    """Another one when anything that a calendar shows is another."""
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
