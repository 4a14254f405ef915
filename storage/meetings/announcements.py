"""Announcements of meetings: which there are, and when their counts are to be edited."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from storage.database import Transaction
from storage.records import column, each_of, moment, number, pairs, to_row


async def announced(tx: Transaction, meeting_ids: Iterable[int]) -> set[int]:
    """Return those that have an announcement in some room, or will have as soon as it is sent."""
    return set(
        await column(
            tx,
            """
            SELECT value FROM json_each(?) WHERE EXISTS
                (SELECT 1 FROM outbox WHERE subject = 'meeting:' || value
                 AND transaction_id GLOB 'meeting-' || value || '-announcement-*')
            """,
            (each_of(meeting_ids),),
        )
    )


async def request_recount(tx: Transaction, meeting_id: int, due_at: datetime) -> None:
    """Have the counts edited, no later than was requested before."""
    await tx.execute("INSERT OR IGNORE INTO recount VALUES (?, ?)", (meeting_id, to_row(due_at)))


async def due_recounts(tx: Transaction, now: datetime) -> list[int]:
    """Take out the meetings whose counts are to be edited now."""
    return sorted(
        await column(
            tx, "DELETE FROM recount WHERE due_at <= ? RETURNING meeting_id", (to_row(now),)
        )
    )


async def next_recount(tx: Transaction) -> datetime | None:
    return await moment(tx, "SELECT min(due_at) FROM recount")


async def answers(tx: Transaction, meeting_id: int) -> Mapping[str, int]:
    """Count each of 'yes', 'no' and 'maybe' that was given."""
    return await pairs(
        tx,
        "SELECT answer, count(*) AS number FROM rsvp WHERE meeting_id = ? GROUP BY answer",
        (meeting_id,),
    )


async def next_revision(tx: Transaction, meeting_id: int) -> int:
    """Return the number of the next edit of the announcement: none is given twice."""
    return await number(
        tx,
        "UPDATE meeting SET revision = revision + 1 WHERE meeting_id = ? RETURNING revision",
        (meeting_id,),
    )


async def without_minutes(tx: Transaction, since: datetime, until: datetime) -> list[int]:
    """Return annual meetings that ended then and whose minutes were not requested yet."""
    return await column(
        tx,
        """
        SELECT meeting_id FROM meeting
        WHERE kind = 'netzwerktreffen' AND state = 'planned' AND minutes_requested = 0
            AND ends_at > ? AND ends_at <= ? ORDER BY ends_at, meeting_id
        """,
        (to_row(since), to_row(until)),
    )


async def mark_minutes_requested(tx: Transaction, meeting_id: int) -> None:
    await tx.execute("UPDATE meeting SET minutes_requested = 1 WHERE meeting_id = ?", (meeting_id,))
