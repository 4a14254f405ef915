"""Questions to the management from direct chats: of whom and how they stand, not what is said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.conversation import outbox
from storage.database import Transaction
from storage.records import column, fetch, fetch_one, insert, number, to_row, update


@dataclass(frozen=True)
class Enquiry:
    enquiry_id: int
    person: str | None
    state: Literal["open", "closed"]
    asked_at: datetime
    changed_at: datetime
    unanswered: int = 1


async def add(tx: Transaction, enquiry: Enquiry) -> int:
    """Return the number that it gets."""
    return int((await insert(tx, "enquiry", enquiry)).lastrowid or 0)


async def change(tx: Transaction, enquiry: Enquiry) -> None:
    await update(tx, "enquiry", enquiry)


async def get(tx: Transaction, enquiry_id: int) -> Enquiry | None:
    sql = "SELECT * FROM enquiry WHERE enquiry_id = ?"
    return await fetch_one(tx, Enquiry, sql, (enquiry_id,))


async def of_person(tx: Transaction, user_id: str) -> list[Enquiry]:
    """Return theirs, the newest first."""
    sql = "SELECT * FROM enquiry WHERE person = ? ORDER BY enquiry_id DESC"
    return await fetch(tx, Enquiry, sql, (user_id,))


async def count_since(tx: Transaction, moment: datetime) -> int:
    """Count those of everybody asked after the moment."""
    return await number(tx, "SELECT count(*) FROM enquiry WHERE asked_at > ?", (to_row(moment),))


async def close_silent(tx: Transaction, since: datetime, now: datetime) -> None:
    """Close those in which nobody has written since then."""
    await tx.execute(
        "UPDATE enquiry SET state = 'closed', changed_at = ? WHERE state = 'open'"
        " AND changed_at < ?",
        (to_row(now), to_row(since)),
    )


async def closed_before(tx: Transaction, moment: datetime) -> list[int]:
    """Return those that were closed before the moment and whose person is still known."""
    return await column(
        tx,
        """
        SELECT enquiry_id FROM enquiry WHERE state = 'closed' AND changed_at < ?
            AND (person IS NOT NULL OR EXISTS (SELECT 1 FROM outbox WHERE subject IN
                ('enquiry:' || enquiry_id, 'enquiry-reply:' || enquiry_id)))
        """,
        (to_row(moment),),
    )


async def forget_people(tx: Transaction, enquiry_id: int) -> None:
    """Drop whose it was, and let the posts about it be forgotten like others."""
    await tx.execute("UPDATE enquiry SET person = NULL WHERE enquiry_id = ?", (enquiry_id,))
    for kind in ("enquiry", "enquiry-reply"):
        await outbox.forget_about(tx, f"{kind}:{enquiry_id}")
