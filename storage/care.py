"""Which entries with details nobody has confirmed for long, or ever."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.times import from_row, to_row


@dataclass(frozen=True)
class Unconfirmed:
    """`confirmed_at` is None if it never was."""

    guideline_id: int
    name: str
    title: str | None
    confirmed_at: datetime | None


async def unconfirmed_since(tx: Transaction, moment: datetime) -> list[Unconfirmed]:
    """The longest unconfirmed first; last those that never were. Nothing that is but a name."""
    rows = await tx.execute_fetchall(
        """
        SELECT guideline_id, name, browsed.title, confirmed_at
        FROM browsed JOIN guideline USING (guideline_id)
        WHERE told AND coalesce(confirmed_at, 0) < ?
        ORDER BY confirmed_at IS NULL, confirmed_at, name, guideline_id
        """,
        (to_row(moment),),
    )
    return [
        Unconfirmed(
            row["guideline_id"],
            row["name"],
            row["title"],
            None if row["confirmed_at"] is None else from_row(row["confirmed_at"]),
        )
        for row in rows
    ]
