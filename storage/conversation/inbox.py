"""Which events have been handled, so that none is handled twice, and what came of commands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Transaction, one
from storage.records import to_row

# Of a command: it only said something, or it changed something as well.
Outcome = Literal["answered", "changed"]


@dataclass(frozen=True)
class Handled:
    """`outcome` is None of what was no command; `revision` counts the edits of its answer."""

    outcome: Outcome | None
    revision: int


async def mark_handled(
    tx: Transaction, event_id: str, now: datetime, outcome: Outcome | None = None
) -> bool:
    """Remember the event; False if it had been handled before."""
    cursor = await tx.execute(
        "INSERT OR IGNORE INTO handled_event (event_id, handled_at, outcome) VALUES (?, ?, ?)",
        (event_id, to_row(now), outcome),
    )
    return cursor.rowcount == 1


async def mark_revised(tx: Transaction, event_id: str, outcome: Outcome | None) -> None:
    """Its answer was edited once more, and what came of it may be something else now."""
    await tx.execute(
        "UPDATE handled_event SET outcome = ?, revision = revision + 1 WHERE event_id = ?",
        (outcome, event_id),
    )


async def is_handled(tx: Transaction, event_id: str) -> bool:
    return await one(tx, "SELECT 1 FROM handled_event WHERE event_id = ?", (event_id,)) is not None


async def handled(tx: Transaction, event_id: str) -> Handled | None:
    row = await one(
        tx, "SELECT outcome, revision FROM handled_event WHERE event_id = ?", (event_id,)
    )
    return None if row is None else Handled(row["outcome"], row["revision"])


async def forget_before(tx: Transaction, moment: datetime) -> None:
    await tx.execute("DELETE FROM handled_event WHERE handled_at < ?", (to_row(moment),))
