"""Which events have been handled, so that none is handled twice."""

from datetime import datetime

from storage.database import Transaction, one
from storage.times import to_row


async def mark_handled(tx: Transaction, event_id: str, now: datetime) -> bool:
    """Remember the event; False if it had been handled before."""
    cursor = await tx.execute(
        "INSERT OR IGNORE INTO handled_event (event_id, handled_at) VALUES (?, ?)",
        (event_id, to_row(now)),
    )
    return cursor.rowcount == 1


async def is_handled(tx: Transaction, event_id: str) -> bool:
    return await one(tx, "SELECT 1 FROM handled_event WHERE event_id = ?", (event_id,)) is not None


async def forget_before(tx: Transaction, moment: datetime) -> None:
    await tx.execute("DELETE FROM handled_event WHERE handled_at < ?", (to_row(moment),))
