"""Posts in which members introduce themselves: who and where, not the text."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.records import fetch, fetch_one, insert, to_row


@dataclass(frozen=True)
class Introduction:
    introduction_id: int
    user_id: str
    room_id: str
    posted_at: datetime


async def add(tx: Transaction, introduction: Introduction) -> int:
    """Return the number that it gets."""
    return int((await insert(tx, "introduction", introduction)).lastrowid or 0)


async def newest_of(tx: Transaction, user_id: str) -> Introduction | None:
    return await fetch_one(
        tx,
        Introduction,
        "SELECT * FROM introduction WHERE user_id = ? ORDER BY introduction_id DESC LIMIT 1",
        (user_id,),
    )


async def of_person(tx: Transaction, user_id: str) -> list[Introduction]:
    sql = "SELECT * FROM introduction WHERE user_id = ? ORDER BY introduction_id"
    return await fetch(tx, Introduction, sql, (user_id,))


async def posted_before(tx: Transaction, moment: datetime) -> list[Introduction]:
    sql = "SELECT * FROM introduction WHERE posted_at < ?"
    return await fetch(tx, Introduction, sql, (to_row(moment),))


async def delete(tx: Transaction, introduction_id: int) -> None:
    await tx.execute("DELETE FROM introduction WHERE introduction_id = ?", (introduction_id,))
