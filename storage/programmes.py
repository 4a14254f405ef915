"""Programmes of meetings that are still to be fetched."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row


@dataclass(frozen=True)
class Wanted:
    """`source` is what it takes to get the file; `event_id` is of the command."""

    meeting_id: int
    source: Mapping[str, object]
    event_id: str
    not_before: datetime
    attempts: int = 0


async def put(tx: Transaction, wanted: Wanted) -> None:
    """In the place of another one for the same meeting."""
    await tx.execute(
        "INSERT OR REPLACE INTO programme VALUES (?, ?, ?, ?, ?)",
        (
            wanted.meeting_id,
            json.dumps(dict(wanted.source)),
            wanted.event_id,
            wanted.attempts,
            to_row(wanted.not_before),
        ),
    )


async def get(tx: Transaction, meeting_id: int) -> Wanted | None:
    row = await one(tx, "SELECT * FROM programme WHERE meeting_id = ?", (meeting_id,))
    return None if row is None else _wanted(row)


async def first(tx: Transaction) -> Wanted | None:
    """The one whose turn is next."""
    row = await one(tx, "SELECT * FROM programme ORDER BY not_before, meeting_id LIMIT 1")
    return None if row is None else _wanted(row)


async def remove(tx: Transaction, meeting_id: int) -> None:
    await tx.execute("DELETE FROM programme WHERE meeting_id = ?", (meeting_id,))


def _wanted(row: Row) -> Wanted:
    return Wanted(
        row["meeting_id"],
        json.loads(row["source"]),
        row["event_id"],
        from_row(row["not_before"]),
        row["attempts"],
    )
