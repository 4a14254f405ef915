"""Who joined the network since the bot greets: one row each, so that nobody is greeted twice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Transaction
from storage.records import column, exists, fetch, from_row, moment, number, to_row

NewcomerState = Literal["waiting", "greeted", "done", "left", "returned"]


@dataclass(frozen=True)
class Newcomer:
    """`waiting` for the greeting, `greeted`, `done`: nothing more is said unasked.

    `left`: in no room any more; `returned`: joined again, of which the management is told.
    """

    user_id: str
    state: NewcomerState
    joined_at: datetime
    changed_at: datetime


async def joined(tx: Transaction, user_id: str, at: datetime, now: datetime) -> None:
    """Note that the person has joined; one who left before has returned."""
    await tx.execute(
        """
        INSERT INTO newcomer (user_id, state, joined_at, changed_at)
        VALUES (:user_id, 'waiting', :at, :now)
        ON CONFLICT (user_id) DO UPDATE SET state = 'returned', joined_at = :at, changed_at = :now
            WHERE state = 'left'
        """,
        {"user_id": user_id, "at": to_row(at), "now": to_row(now)},
    )


async def left(tx: Transaction, user_id: str, now: datetime) -> None:
    await tx.execute(
        """
        INSERT INTO newcomer (user_id, state, joined_at, changed_at)
        VALUES (:user_id, 'left', :now, :now)
        ON CONFLICT (user_id) DO UPDATE SET state = 'left', changed_at = :now
        """,
        {"user_id": user_id, "now": to_row(now)},
    )


async def change(tx: Transaction, user_id: str, state: NewcomerState, now: datetime) -> None:
    await tx.execute(
        "UPDATE newcomer SET state = ?, changed_at = ? WHERE user_id = ?",
        (state, to_row(now), user_id),
    )


async def in_state(
    tx: Transaction, state: NewcomerState, until: datetime | None = None
) -> list[Newcomer]:
    """Return those who joined until then, the first first."""
    return await fetch(
        tx,
        Newcomer,
        """
        SELECT * FROM newcomer WHERE state = :state AND joined_at <= coalesce(:until, joined_at)
        ORDER BY joined_at, user_id
        """,
        {"state": state, "until": None if until is None else to_row(until)},
    )


async def first_joined(tx: Transaction, state: NewcomerState) -> datetime | None:
    """Return when the first of them joined."""
    return await moment(tx, "SELECT min(joined_at) FROM newcomer WHERE state = ?", (state,))


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


async def is_known(tx: Transaction, user_id: str) -> bool:
    return await exists(tx, "SELECT 1 FROM newcomer WHERE user_id = ?", (user_id,))


async def count(tx: Transaction, state: NewcomerState) -> int:
    return await number(tx, "SELECT count(*) FROM newcomer WHERE state = ?", (state,))


async def forget_before(tx: Transaction, before: datetime) -> None:
    """Delete those of whom nothing is to come; who leaves later is noted again."""
    await tx.execute(
        "DELETE FROM newcomer WHERE state IN ('done', 'left') AND changed_at < ?",
        (to_row(before),),
    )
