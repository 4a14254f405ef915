"""What the running process knows about itself, for !status: one value per name."""

from datetime import datetime

from storage.database import Transaction, one
from storage.times import to_row

# Their ids as the running bot knows them, with a space between.
NETWORK_ROOMS = "network rooms"


async def put(tx: Transaction, name: str, value: str, now: datetime) -> None:
    await tx.execute(
        "INSERT OR REPLACE INTO fact (name, value, noted_at) VALUES (?, ?, ?)",
        (name, value, to_row(now)),
    )


async def put_once(tx: Transaction, name: str, value: str, now: datetime) -> str:
    """The value that was put first, now or long ago."""
    await tx.execute(
        "INSERT OR IGNORE INTO fact (name, value, noted_at) VALUES (?, ?, ?)",
        (name, value, to_row(now)),
    )
    return await get(tx, name) or value


async def get(tx: Transaction, name: str) -> str | None:
    row = await one(tx, "SELECT value FROM fact WHERE name = ?", (name,))
    return None if row is None else str(row["value"])


async def database_bytes(tx: Transaction) -> int:
    """Size of the database file in bytes."""
    row = await one(
        tx, "SELECT page_count * page_size AS size FROM pragma_page_count, pragma_page_size"
    )
    return 0 if row is None else int(row["size"])
