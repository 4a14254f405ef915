"""Files that somebody requested: made or found outside of the transaction, then sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.records import fetch_one, insert


@dataclass(frozen=True)
class FileRequest:
    """`source` is what it takes to make or find it; `content` is that of the event to come."""

    transaction_id: str
    kind: str
    source: Mapping[str, object]
    room_id: str
    content: Mapping[str, object]
    requested_at: datetime


async def put(tx: Transaction, request: FileRequest) -> None:
    await insert(tx, "file_request", request, "IGNORE")


async def first(tx: Transaction) -> FileRequest | None:
    """Return the oldest request."""
    return await fetch_one(
        tx, FileRequest, "SELECT * FROM file_request ORDER BY requested_at, transaction_id LIMIT 1"
    )


async def drop(tx: Transaction, transaction_id: str) -> bool:
    """Delete the request; return False if there is none any more."""
    cursor = await tx.execute(
        "DELETE FROM file_request WHERE transaction_id = ?", (transaction_id,)
    )
    return cursor.rowcount == 1


async def drop_under(tx: Transaction, name: str) -> None:
    """Delete the requests whose transaction ids continue this one."""
    await tx.execute(
        "DELETE FROM file_request WHERE transaction_id BETWEEN ? AND ?",
        (f"{name}-", f"{name}-\U0010ffff"),
    )
