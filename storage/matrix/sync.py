"""How far the bot has read: the token that the next sync continues from."""

from datetime import datetime

from storage.database import Transaction, one
from storage.records import moment, to_row


async def token(tx: Transaction) -> str | None:
    row = await one(tx, "SELECT token FROM sync")
    return None if row is None else str(row["token"])


async def advance(tx: Transaction, token: str, now: datetime) -> None:
    await tx.execute(
        "INSERT OR REPLACE INTO sync (only_row, token, synced_at) VALUES (1, ?, ?)",
        (token, to_row(now)),
    )


async def forget(tx: Transaction) -> None:
    """Begin the next sync again, since the homeserver no longer knows the token."""
    await tx.execute("DELETE FROM sync")


async def last_at(tx: Transaction) -> datetime | None:
    return await moment(tx, "SELECT synced_at FROM sync")
