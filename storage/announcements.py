"""Which meetings are announced, when the counts there are to be edited, and numbers of edits."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from storage.database import Transaction, one
from storage.times import to_row


async def announced(tx: Transaction, meeting_ids: Iterable[int]) -> set[int]:
    """Those of them that have an announcement in some room, or will have as soon as it is sent."""
    rows = await tx.execute_fetchall(
        """
        SELECT value FROM json_each(?) WHERE EXISTS
            (SELECT 1 FROM outbox WHERE about = 'meeting:' || value
             AND transaction_id GLOB 'meeting-' || value || '-announcement-*')
        """,
        (json.dumps(list(meeting_ids)),),
    )
    return {row["value"] for row in rows}


async def request_recount(tx: Transaction, meeting_id: int, due_at: datetime) -> None:
    """No later than was requested before."""
    await tx.execute("INSERT OR IGNORE INTO recount VALUES (?, ?)", (meeting_id, to_row(due_at)))


async def due_recounts(tx: Transaction, now: datetime) -> list[int]:
    """Numbers of the meetings; they are no longer requested then."""
    rows = await tx.execute_fetchall(
        "DELETE FROM recount WHERE due_at <= ? RETURNING meeting_id", (to_row(now),)
    )
    return sorted(row["meeting_id"] for row in rows)


async def answers(tx: Transaction, meeting_id: int) -> Mapping[str, int]:
    """'yes', 'no' and 'maybe' -> how many; what nobody said is missing."""
    rows = await tx.execute_fetchall(
        "SELECT answer, count(*) AS number FROM rsvp WHERE meeting_id = ? GROUP BY answer",
        (meeting_id,),
    )
    return {row["answer"]: row["number"] for row in rows}


async def revised(tx: Transaction, meeting_id: int) -> int:
    """The number of the next edit of the announcement: none is given twice."""
    row = await one(
        tx,
        "UPDATE meeting SET revision = revision + 1 WHERE meeting_id = ? RETURNING revision",
        (meeting_id,),
    )
    return 0 if row is None else int(row["revision"])


async def to_ask_after(tx: Transaction, since: datetime, until: datetime) -> list[int]:
    """Meetings of several days that took place and ended then, and were not asked about."""
    rows = await tx.execute_fetchall(
        """
        SELECT meeting_id FROM meeting
        WHERE kind = 'netzwerktreffen' AND state = 'planned' AND asked_after = 0
            AND ends_at > ? AND ends_at <= ? ORDER BY ends_at, meeting_id
        """,
        (to_row(since), to_row(until)),
    )
    return [row["meeting_id"] for row in rows]


async def asked_after(tx: Transaction, meeting_id: int) -> None:
    await tx.execute("UPDATE meeting SET asked_after = 1 WHERE meeting_id = ?", (meeting_id,))
