"""What people were told without having asked, so that it is never too much or the same twice."""

from datetime import datetime
from typing import Literal

from storage.database import Transaction
from storage.records import exists, number, to_row

Outcome = Literal["sent", "digest"]


async def is_known(tx: Transaction, user_id: str, feature: str, about: str) -> bool:
    """Return whether it was sent or left to the digest before."""
    sql = "SELECT 1 FROM unasked WHERE user_id = ? AND feature = ? AND about = ?"
    return await exists(tx, sql, (user_id, feature, about))


async def count_since(tx: Transaction, user_id: str, moment: datetime) -> int:
    """Count what was sent to the person after the moment."""
    sql = "SELECT count(*) FROM unasked WHERE user_id = ? AND outcome = 'sent' AND told_at > ?"
    return await number(tx, sql, (user_id, to_row(moment)))


async def put(
    tx: Transaction, user_id: str, feature: str, about: str, outcome: Outcome, now: datetime
) -> None:
    await tx.execute(
        "INSERT INTO unasked (user_id, feature, about, outcome, told_at) VALUES (?, ?, ?, ?, ?)",
        (user_id, feature, about, outcome, to_row(now)),
    )


async def forget_before(tx: Transaction, moment: datetime) -> None:
    await tx.execute("DELETE FROM unasked WHERE told_at < ?", (to_row(moment),))
