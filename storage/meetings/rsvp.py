"""Answers to meetings: of each person the last one that was not taken back counts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Transaction
from storage.records import fetch, fetch_one, insert

Answer = Literal["yes", "no", "maybe"]
# Of one person to one meeting.
_MOST_KEPT = 10


@dataclass(frozen=True)
class Rsvp:
    """`event_id` is of the reaction; None if it was a command."""

    meeting_id: int
    user_id: str
    answer: Answer
    answered_at: datetime
    event_id: str | None = None


async def put(tx: Transaction, rsvp: Rsvp) -> Rsvp:
    """Add an answer of the person; return the one that counts now: the last one given."""
    await insert(tx, "rsvp_history", rsvp)
    await _settle(tx, rsvp.meeting_id, rsvp.user_id)
    return await of(tx, rsvp.meeting_id, rsvp.user_id) or rsvp


async def take_back(tx: Transaction, answer: Rsvp) -> Rsvp | None:
    """Forget the answer of a removed reaction; return the one before, which counts again."""
    await tx.execute(
        "DELETE FROM rsvp_history WHERE meeting_id = ? AND user_id = ? AND event_id = ?",
        (answer.meeting_id, answer.user_id, answer.event_id),
    )
    await _settle(tx, answer.meeting_id, answer.user_id)
    return await of(tx, answer.meeting_id, answer.user_id)


async def _settle(tx: Transaction, meeting_id: int, user_id: str) -> None:
    """Let the last answer count. Forget those before a command, which cannot be taken back."""
    person = {"meeting_id": meeting_id, "user_id": user_id, "most": _MOST_KEPT}
    await tx.execute(
        """
        WITH mine AS (
            SELECT history_id, event_id,
                row_number() OVER (ORDER BY answered_at DESC, history_id DESC) AS place
            FROM rsvp_history WHERE meeting_id = :meeting_id AND user_id = :user_id)
        DELETE FROM rsvp_history WHERE history_id IN (SELECT history_id FROM mine
            WHERE place > :most OR place > (SELECT min(place) FROM mine WHERE event_id IS NULL))
        """,
        person,
    )
    await tx.execute(
        "DELETE FROM rsvp WHERE meeting_id = :meeting_id AND user_id = :user_id", person
    )
    await tx.execute(
        """
        INSERT INTO rsvp (meeting_id, user_id, answer, event_id, answered_at)
        SELECT meeting_id, user_id, answer, event_id, answered_at FROM rsvp_history
        WHERE meeting_id = :meeting_id AND user_id = :user_id
        ORDER BY answered_at DESC, history_id DESC LIMIT 1
        """,
        person,
    )


async def of(tx: Transaction, meeting_id: int, user_id: str) -> Rsvp | None:
    return await fetch_one(
        tx, Rsvp, "SELECT * FROM rsvp WHERE meeting_id = ? AND user_id = ?", (meeting_id, user_id)
    )


async def by_event(tx: Transaction, event_id: str) -> Rsvp | None:
    """Return the answer of a reaction, whether or not it counts."""
    return await fetch_one(tx, Rsvp, "SELECT * FROM rsvp_history WHERE event_id = ?", (event_id,))


async def of_meeting(tx: Transaction, meeting_id: int) -> list[Rsvp]:
    """Return the answers by person."""
    return await fetch(
        tx, Rsvp, "SELECT * FROM rsvp WHERE meeting_id = ? ORDER BY user_id", (meeting_id,)
    )
