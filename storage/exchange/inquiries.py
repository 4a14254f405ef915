"""Inquiries: who looks for people who want to be asked first, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Transaction
from storage.records import column, fetch, fetch_one, insert, number, to_row, update

Progress = Literal["waiting", "asked", "yes", "no", "dropped"]


@dataclass(frozen=True)
class Inquiry:
    """`wanted` is whom they look for; the `sentence` is empty as soon as it is over."""

    inquiry_id: int
    asker: str
    wanted: str
    sentence: str
    asked_at: datetime
    due_at: datetime | None


@dataclass(frozen=True)
class InquiredPerson:
    """`due_at` is when they are to be asked, None when nothing is to be done."""

    inquiry_person_id: int
    inquiry_id: int
    user_id: str
    progress: Progress = "waiting"
    due_at: datetime | None = None


async def add(tx: Transaction, inquiry: Inquiry) -> int:
    """Return the number that it gets."""
    return int((await insert(tx, "inquiry", inquiry)).lastrowid or 0)


async def add_person(tx: Transaction, person: InquiredPerson) -> int:
    """Return the number that the row gets."""
    return int((await insert(tx, "inquiry_person", person)).lastrowid or 0)


async def change(tx: Transaction, inquiry: Inquiry) -> None:
    await update(tx, "inquiry", inquiry)


async def change_person(tx: Transaction, person: InquiredPerson) -> None:
    await update(tx, "inquiry_person", person)


async def get(tx: Transaction, inquiry_id: int) -> Inquiry | None:
    return await fetch_one(tx, Inquiry, "SELECT * FROM inquiry WHERE inquiry_id = ?", (inquiry_id,))


async def person(tx: Transaction, inquiry_person_id: int) -> InquiredPerson | None:
    sql = "SELECT * FROM inquiry_person WHERE inquiry_person_id = ?"
    return await fetch_one(tx, InquiredPerson, sql, (inquiry_person_id,))


async def people(tx: Transaction, inquiry_id: int) -> list[InquiredPerson]:
    sql = "SELECT * FROM inquiry_person WHERE inquiry_id = ? ORDER BY inquiry_person_id"
    return await fetch(tx, InquiredPerson, sql, (inquiry_id,))


async def count_since(tx: Transaction, asker: str, moment: datetime) -> int:
    sql = "SELECT count(*) FROM inquiry WHERE asker = ? AND asked_at > ?"
    return await number(tx, sql, (asker, to_row(moment)))


async def asked_for(tx: Transaction, asker: str, wanted: str) -> set[str]:
    """Return whom this person had asked for the same before."""
    sql = """
        SELECT DISTINCT user_id FROM inquiry_person JOIN inquiry USING (inquiry_id)
        WHERE asker = ? AND wanted = ?
        """
    return set(await column(tx, sql, (asker, wanted)))


async def asked_last(tx: Transaction) -> dict[str, int]:
    """Return the last inquiry of everybody who was to be asked."""
    rows = await tx.execute_fetchall(
        "SELECT user_id, max(inquiry_id) AS last FROM inquiry_person GROUP BY user_id"
    )
    return {row["user_id"]: row["last"] for row in rows}


async def to_ask(tx: Transaction, now: datetime) -> list[InquiredPerson]:
    """Return those who are to be asked now."""
    sql = "SELECT * FROM inquiry_person WHERE due_at <= ? ORDER BY inquiry_person_id"
    return await fetch(tx, InquiredPerson, sql, (to_row(now),))


async def to_report(tx: Transaction, now: datetime) -> list[Inquiry]:
    """Return those whose askers are to be told now."""
    sql = "SELECT * FROM inquiry WHERE due_at <= ? ORDER BY inquiry_id"
    return await fetch(tx, Inquiry, sql, (to_row(now),))


async def open_to(tx: Transaction, user_id: str) -> list[InquiredPerson]:
    """Return those that the person was asked and has not answered, the newest first."""
    sql = """
        SELECT * FROM inquiry_person WHERE user_id = ? AND progress = 'asked'
        ORDER BY inquiry_person_id DESC
        """
    return await fetch(tx, InquiredPerson, sql, (user_id,))


async def drop_person(tx: Transaction, user_id: str) -> None:
    """Ask the person nothing any more that is still open."""
    await tx.execute(
        """
        UPDATE inquiry_person SET progress = 'dropped', due_at = NULL
        WHERE user_id = ? AND progress IN ('waiting', 'asked')
        """,
        (user_id,),
    )
