"""Who joined the network since the bot greets: one row each, so that nobody is greeted twice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Transaction
from storage.records import column, fetch, fetch_one, from_row, insert, moment, to_row

NewcomerState = Literal["waiting", "greeted", "done", "left", "returned"]


@dataclass(frozen=True)
class Newcomer:
    """`waiting` for the greeting, `greeted`, `done`: nothing more is said unasked.

    `left`: in no room any more; `returned`: joined again, of which the management is told.
    What comes next is said at `due_at`.
    """

    user_id: str
    state: NewcomerState
    joined_at: datetime
    due_at: datetime
    changed_at: datetime


async def joined(
    tx: Transaction, user_id: str, at: datetime, due_at: datetime, now: datetime
) -> None:
    """Note that the person has joined; one who left before has returned."""
    await tx.execute(
        """
        INSERT INTO newcomer (user_id, state, joined_at, due_at, changed_at)
        VALUES (:user_id, 'waiting', :at, :due_at, :now)
        ON CONFLICT (user_id) DO UPDATE SET state = 'returned', joined_at = :at, changed_at = :now
            WHERE state = 'left'
        """,
        {"user_id": user_id, "at": to_row(at), "due_at": to_row(due_at), "now": to_row(now)},
    )


async def left(tx: Transaction, user_id: str, now: datetime) -> None:
    await tx.execute(
        """
        INSERT INTO newcomer (user_id, state, joined_at, due_at, changed_at)
        VALUES (:user_id, 'left', :now, :now, :now)
        ON CONFLICT (user_id) DO UPDATE SET state = 'left', changed_at = :now
        """,
        {"user_id": user_id, "now": to_row(now)},
    )


async def change(tx: Transaction, user_id: str, state: NewcomerState, now: datetime) -> None:
    await tx.execute(
        "UPDATE newcomer SET state = ?, changed_at = ? WHERE user_id = ?",
        (state, to_row(now), user_id),
    )


async def postpone(tx: Transaction, user_id: str, due_at: datetime) -> None:
    sql = "UPDATE newcomer SET due_at = ? WHERE user_id = ?"
    await tx.execute(sql, (to_row(due_at), user_id))


async def in_state(
    tx: Transaction, state: NewcomerState, until: datetime | None = None
) -> list[Newcomer]:
    """Return those who are due until then, the first first."""
    return await fetch(
        tx,
        Newcomer,
        """
        SELECT * FROM newcomer WHERE state = :state AND due_at <= coalesce(:until, due_at)
        ORDER BY due_at, user_id
        """,
        {"state": state, "until": None if until is None else to_row(until)},
    )


async def next_due(tx: Transaction) -> datetime | None:
    """Return when something is to be said to one of them."""
    sql = "SELECT min(due_at) FROM newcomer WHERE state IN ('waiting', 'greeted')"
    return await moment(tx, sql)


async def joins_between(tx: Transaction, begin: datetime, end: datetime) -> list[datetime]:
    """Return when somebody joined for the first time, in order; both ends count."""
    found = await column(
        tx,
        """
        SELECT joined_at FROM newcomer WHERE joined_at BETWEEN ? AND ?
            AND state NOT IN ('left', 'returned') ORDER BY joined_at
        """,
        (to_row(begin), to_row(end)),
    )
    return [from_row(seconds) for seconds in found]


async def forget_before(tx: Transaction, before: datetime) -> None:
    """Delete those of whom nothing is to come; who leaves later is noted again."""
    await tx.execute(
        "DELETE FROM newcomer WHERE state IN ('done', 'left') AND changed_at < ?",
        (to_row(before),),
    )


@dataclass(frozen=True)
class Introduction:
    introduction_id: int
    user_id: str
    room_id: str
    posted_at: datetime


async def introduce(tx: Transaction, introduction: Introduction) -> int:
    """Return the number that it gets."""
    return int((await insert(tx, "introduction", introduction)).lastrowid or 0)


async def newest_introduction(tx: Transaction, user_id: str) -> Introduction | None:
    return await fetch_one(
        tx,
        Introduction,
        "SELECT * FROM introduction WHERE user_id = ? ORDER BY introduction_id DESC LIMIT 1",
        (user_id,),
    )


async def introductions_of(tx: Transaction, user_id: str) -> list[Introduction]:
    sql = "SELECT * FROM introduction WHERE user_id = ? ORDER BY introduction_id"
    return await fetch(tx, Introduction, sql, (user_id,))


async def introductions_before(tx: Transaction, moment: datetime) -> list[Introduction]:
    sql = "SELECT * FROM introduction WHERE posted_at < ?"
    return await fetch(tx, Introduction, sql, (to_row(moment),))


async def delete_introduction(tx: Transaction, introduction_id: int) -> None:
    await tx.execute("DELETE FROM introduction WHERE introduction_id = ?", (introduction_id,))
