"""Who comes to which meeting: of each person the last answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row

Answer = Literal["yes", "no", "maybe"]


@dataclass(frozen=True)
class Rsvp:
    """`event_id` is of the reaction that says so; None if a command did."""

    meeting_id: int
    user_id: str
    answer: Answer
    answered_at: datetime
    event_id: str | None = None


async def put(tx: Transaction, rsvp: Rsvp) -> bool:
    """False if a later answer of the person is known: that one counts."""
    cursor = await tx.execute(
        """
        INSERT INTO rsvp (meeting_id, user_id, answer, event_id, answered_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET answer = excluded.answer, event_id = excluded.event_id,
            answered_at = excluded.answered_at WHERE excluded.answered_at >= answered_at
        """,
        (rsvp.meeting_id, rsvp.user_id, rsvp.answer, rsvp.event_id, to_row(rsvp.answered_at)),
    )
    return cursor.rowcount == 1


async def of(tx: Transaction, meeting_id: int, user_id: str) -> Rsvp | None:
    row = await one(
        tx, "SELECT * FROM rsvp WHERE meeting_id = ? AND user_id = ?", (meeting_id, user_id)
    )
    return None if row is None else _rsvp(row)


async def by_event(tx: Transaction, event_id: str) -> Rsvp | None:
    row = await one(tx, "SELECT * FROM rsvp WHERE event_id = ?", (event_id,))
    return None if row is None else _rsvp(row)


async def of_meeting(tx: Transaction, meeting_id: int) -> list[Rsvp]:
    """By person."""
    rows = await tx.execute_fetchall(
        "SELECT * FROM rsvp WHERE meeting_id = ? ORDER BY user_id", (meeting_id,)
    )
    return [_rsvp(row) for row in rows]


async def take_back(tx: Transaction, rsvp: Rsvp) -> None:
    await tx.execute(
        "DELETE FROM rsvp WHERE meeting_id = ? AND user_id = ?", (rsvp.meeting_id, rsvp.user_id)
    )


def _rsvp(row: Row) -> Rsvp:
    return Rsvp(**dict(row) | {"answered_at": from_row(row["answered_at"])})
