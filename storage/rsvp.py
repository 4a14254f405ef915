"""Who comes to which meeting: of each person the last answer that was not taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row

Answer = Literal["yes", "no", "maybe"]
# Of one person to one meeting.
_MOST_KEPT = 10


@dataclass(frozen=True)
class Rsvp:
    """`event_id` is of the reaction that says so; None if a command did."""

    meeting_id: int
    user_id: str
    answer: Answer
    answered_at: datetime
    event_id: str | None = None


async def put(tx: Transaction, rsvp: Rsvp) -> Rsvp:
    """The answer of the person that counts from now on: the last one, by when it was given."""
    await tx.execute(
        """
        INSERT INTO rsvp_said (meeting_id, user_id, answer, event_id, answered_at)
        VALUES (?, ?, ?, ?, ?)
        """,
        (rsvp.meeting_id, rsvp.user_id, rsvp.answer, rsvp.event_id, to_row(rsvp.answered_at)),
    )
    await _settle(tx, rsvp.meeting_id, rsvp.user_id)
    return await of(tx, rsvp.meeting_id, rsvp.user_id) or rsvp


async def take_back(tx: Transaction, said: Rsvp) -> Rsvp | None:
    """Of a reaction that is removed; what counts then of what was said before."""
    await tx.execute(
        "DELETE FROM rsvp_said WHERE meeting_id = ? AND user_id = ? AND event_id = ?",
        (said.meeting_id, said.user_id, said.event_id),
    )
    await _settle(tx, said.meeting_id, said.user_id)
    return await of(tx, said.meeting_id, said.user_id)


async def _settle(tx: Transaction, meeting_id: int, user_id: str) -> None:
    """A command cannot be taken back: what was said before one is forgotten."""
    person = {"meeting_id": meeting_id, "user_id": user_id, "most": _MOST_KEPT}
    await tx.execute(
        """
        WITH mine AS (
            SELECT said_id, event_id, row_number() OVER (ORDER BY answered_at DESC, said_id DESC)
                AS place FROM rsvp_said WHERE meeting_id = :meeting_id AND user_id = :user_id)
        DELETE FROM rsvp_said WHERE said_id IN (SELECT said_id FROM mine WHERE place > :most
            OR place > (SELECT min(place) FROM mine WHERE event_id IS NULL))
        """,
        person,
    )
    await tx.execute(
        "DELETE FROM rsvp WHERE meeting_id = :meeting_id AND user_id = :user_id", person
    )
    await tx.execute(
        """
        INSERT INTO rsvp (meeting_id, user_id, answer, event_id, answered_at)
        SELECT meeting_id, user_id, answer, event_id, answered_at FROM rsvp_said
        WHERE meeting_id = :meeting_id AND user_id = :user_id
        ORDER BY answered_at DESC, said_id DESC LIMIT 1
        """,
        person,
    )


async def of(tx: Transaction, meeting_id: int, user_id: str) -> Rsvp | None:
    row = await one(
        tx, "SELECT * FROM rsvp WHERE meeting_id = ? AND user_id = ?", (meeting_id, user_id)
    )
    return None if row is None else _rsvp(row)


async def by_event(tx: Transaction, event_id: str) -> Rsvp | None:
    """What a reaction said, whether or not it counts."""
    row = await one(
        tx,
        "SELECT meeting_id, user_id, answer, event_id, answered_at FROM rsvp_said"
        " WHERE event_id = ?",
        (event_id,),
    )
    return None if row is None else _rsvp(row)


async def of_meeting(tx: Transaction, meeting_id: int) -> list[Rsvp]:
    """By person."""
    rows = await tx.execute_fetchall(
        "SELECT * FROM rsvp WHERE meeting_id = ? ORDER BY user_id", (meeting_id,)
    )
    return [_rsvp(row) for row in rows]


def _rsvp(row: Row) -> Rsvp:
    return Rsvp(**dict(row) | {"answered_at": from_row(row["answered_at"])})
