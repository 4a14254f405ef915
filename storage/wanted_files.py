"""Files that somebody asked for: made or found outside of the transaction, then brought."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row


@dataclass(frozen=True)
class WantedFile:
    """`source` is what it takes to make or find it; `content` is that of the event to come."""

    transaction_id: str
    kind: str
    source: Mapping[str, object]
    room_id: str
    content: Mapping[str, object]
    wanted_at: datetime


async def put(tx: Transaction, wanted: WantedFile) -> None:
    await tx.execute(
        "INSERT OR IGNORE INTO wanted_file VALUES (?, ?, ?, ?, ?, ?)",
        (
            wanted.transaction_id,
            wanted.kind,
            json.dumps(dict(wanted.source)),
            wanted.room_id,
            json.dumps(dict(wanted.content)),
            to_row(wanted.wanted_at),
        ),
    )


async def first(tx: Transaction) -> WantedFile | None:
    """The one that is waited for longest."""
    row = await one(tx, "SELECT * FROM wanted_file ORDER BY wanted_at, transaction_id LIMIT 1")
    return None if row is None else _from_row(row)


async def drop(tx: Transaction, transaction_id: str) -> bool:
    """False if it is no longer wanted."""
    cursor = await tx.execute("DELETE FROM wanted_file WHERE transaction_id = ?", (transaction_id,))
    return cursor.rowcount == 1


async def drop_under(tx: Transaction, name: str) -> None:
    """All whose transaction ids continue this one."""
    await tx.execute(
        "DELETE FROM wanted_file WHERE transaction_id BETWEEN ? AND ?",
        (f"{name}-", f"{name}-\U0010ffff"),
    )


def _from_row(row: Row) -> WantedFile:
    return WantedFile(
        row["transaction_id"],
        row["kind"],
        json.loads(row["source"]),
        row["room_id"],
        json.loads(row["content"]),
        from_row(row["wanted_at"]),
    )
