"""Messages that could not be read yet: their keys may still come."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.times import to_row


@dataclass(frozen=True)
class UndecryptedEvent:
    event_id: str
    room_id: str


async def put(tx: Transaction, event_id: str, room_id: str, session_id: str, now: datetime) -> None:
    """No more than a thousand of a room: a flood is not worth remembering."""
    await tx.execute(
        """
        INSERT OR IGNORE INTO undecrypted (event_id, room_id, session_id, received_at)
        SELECT :event_id, :room_id, :session_id, :now
        WHERE (SELECT count(*) FROM undecrypted WHERE room_id = :room_id) < 1000
        """,
        {
            "event_id": event_id,
            "room_id": room_id,
            "session_id": session_id,
            "now": to_row(now),
        },
    )


async def sessions(tx: Transaction) -> set[str]:
    rows = await tx.execute_fetchall("SELECT DISTINCT session_id FROM undecrypted")
    return {row["session_id"] for row in rows}


async def of_session(tx: Transaction, session_id: str) -> list[UndecryptedEvent]:
    """What the session's key may open, oldest first."""
    rows = await tx.execute_fetchall(
        "SELECT event_id, room_id FROM undecrypted WHERE session_id = ? ORDER BY rowid",
        (session_id,),
    )
    return [UndecryptedEvent(row["event_id"], row["room_id"]) for row in rows]


async def rooms_waiting_since(tx: Transaction, moment: datetime) -> list[str]:
    """Rooms with a message that has been unreadable since the moment or longer."""
    rows = await tx.execute_fetchall(
        "SELECT DISTINCT room_id FROM undecrypted WHERE received_at <= ?", (to_row(moment),)
    )
    return [row["room_id"] for row in rows]


async def remove(tx: Transaction, event_id: str) -> None:
    await tx.execute("DELETE FROM undecrypted WHERE event_id = ?", (event_id,))


async def forget_before(tx: Transaction, moment: datetime) -> None:
    await tx.execute("DELETE FROM undecrypted WHERE received_at < ?", (to_row(moment),))
