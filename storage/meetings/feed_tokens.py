"""Who may subscribe to the calendar, each with a token of their own that is not stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.records import column, each_of, fetch, fetch_one, insert


@dataclass(frozen=True)
class FeedToken:
    """The token is made of the operator's secret, the person and `nonce`, which is never reused."""

    user_id: str
    nonce: str
    created_at: datetime


async def of(tx: Transaction, user_id: str) -> FeedToken | None:
    return await fetch_one(tx, FeedToken, "SELECT * FROM feed_token WHERE user_id = ?", (user_id,))


async def put(tx: Transaction, token: FeedToken) -> None:
    """Give the person this token instead of any earlier one."""
    await insert(tx, "feed_token", token, "REPLACE")


async def everybody(tx: Transaction) -> list[FeedToken]:
    return await fetch(tx, FeedToken, "SELECT * FROM feed_token ORDER BY user_id")


async def owners(tx: Transaction) -> list[str]:
    return await column(tx, "SELECT user_id FROM feed_token")


async def revoke(tx: Transaction, user_ids: Iterable[str]) -> None:
    await tx.execute(
        "DELETE FROM feed_token WHERE user_id IN (SELECT value FROM json_each(?))",
        (each_of(user_ids),),
    )
