"""Questions to the management from direct chats: of whom and how they stand, not what is said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.conversation import outbox
from storage.database import Transaction
from storage.records import column, fetch, fetch_one, insert, number, to_row, update


@dataclass(frozen=True)
class ManagementQuestion:
    management_question_id: int
    person: str | None
    state: Literal["open", "closed"]
    asked_at: datetime
    changed_at: datetime
    unanswered: int = 1


async def add(tx: Transaction, question: ManagementQuestion) -> int:
    """Return the number that it gets."""
    return int((await insert(tx, "management_question", question)).lastrowid or 0)


async def change(tx: Transaction, question: ManagementQuestion) -> None:
    await update(tx, "management_question", question)


async def get(tx: Transaction, management_question_id: int) -> ManagementQuestion | None:
    sql = "SELECT * FROM management_question WHERE management_question_id = ?"
    return await fetch_one(tx, ManagementQuestion, sql, (management_question_id,))


async def of_person(tx: Transaction, user_id: str) -> list[ManagementQuestion]:
    """Return theirs, the newest first."""
    sql = "SELECT * FROM management_question WHERE person = ? ORDER BY management_question_id DESC"
    return await fetch(tx, ManagementQuestion, sql, (user_id,))


async def count_since(tx: Transaction, moment: datetime) -> int:
    """Count those of everybody asked after the moment."""
    return await number(
        tx, "SELECT count(*) FROM management_question WHERE asked_at > ?", (to_row(moment),)
    )


async def close_silent(tx: Transaction, since: datetime, now: datetime) -> None:
    """Close those in which nobody has written since then."""
    await tx.execute(
        "UPDATE management_question SET state = 'closed', changed_at = ? WHERE state = 'open'"
        " AND changed_at < ?",
        (to_row(now), to_row(since)),
    )


async def closed_before(tx: Transaction, moment: datetime) -> list[int]:
    """Return those that were closed before the moment and whose person is still known."""
    return await column(
        tx,
        """
        SELECT management_question_id AS id FROM management_question
        WHERE state = 'closed' AND changed_at < ? AND (person IS NOT NULL
            OR EXISTS (SELECT 1 FROM outbox
                       WHERE subject IN ('management-question:' || id, 'management-reply:' || id)))
        """,
        (to_row(moment),),
    )


async def forget_people(tx: Transaction, management_question_id: int) -> None:
    """Drop whose it was, and let the posts about it be forgotten like others."""
    await tx.execute(
        "UPDATE management_question SET person = NULL WHERE management_question_id = ?",
        (management_question_id,),
    )
    for kind in ("management-question", "management-reply"):
        await outbox.forget_about(tx, f"{kind}:{management_question_id}")
