"""Events that could not be decrypted yet: their keys may still come."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.records import column, fetch, to_row


@dataclass(frozen=True)
class UndecryptedEvent:
    event_id: str
    room_id: str


async def put(tx: Transaction, event_id: str, room_id: str, session_id: str, now: datetime) -> None:
    """Store the event, unless the room has a thousand: a flood is not worth remembering."""
    await tx.execute(
        """
        INSERT OR IGNORE INTO undecrypted_event (event_id, room_id, session_id, received_at)
        SELECT :event_id, :room_id, :session_id, :now
        WHERE (SELECT count(*) FROM undecrypted_event WHERE room_id = :room_id) < 1000
        """,
        {
            "event_id": event_id,
            "room_id": room_id,
            "session_id": session_id,
            "now": to_row(now),
        },
    )


async def sessions(tx: Transaction) -> set[str]:
    return set(await column(tx, "SELECT DISTINCT session_id FROM undecrypted_event"))


async def of_session(tx: Transaction, session_id: str) -> list[UndecryptedEvent]:
    """Return the events that the session's key may open, oldest first."""
    return await fetch(
        tx,
        UndecryptedEvent,
        "SELECT * FROM undecrypted_event WHERE session_id = ? ORDER BY rowid",
        (session_id,),
    )


async def remove(tx: Transaction, event_id: str) -> None:
    await tx.execute("DELETE FROM undecrypted_event WHERE event_id = ?", (event_id,))


async def forget_before(tx: Transaction, moment: datetime) -> None:
    await tx.execute("DELETE FROM undecrypted_event WHERE received_at < ?", (to_row(moment),))
