"""Where somebody is in a dialogue: one per person, until it is finished or left."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.database import Transaction, one
from storage.times import from_row, to_row


@dataclass(frozen=True)
class Dialogue:
    """`answers` by step; what they look like is the matter of the dialogue's `subject`."""

    user_id: str
    subject: str
    step: str
    answers: Mapping[str, Any]
    changed_at: datetime


async def put(tx: Transaction, dialogue: Dialogue) -> None:
    """In the place of the one the person was in."""
    await tx.execute(
        "INSERT OR REPLACE INTO dialogue VALUES (?, ?, ?, ?, ?)",
        (
            dialogue.user_id,
            dialogue.subject,
            dialogue.step,
            json.dumps(dict(dialogue.answers)),
            to_row(dialogue.changed_at),
        ),
    )


async def of(tx: Transaction, user_id: str) -> Dialogue | None:
    row = await one(tx, "SELECT * FROM dialogue WHERE user_id = ?", (user_id,))
    if row is None:
        return None
    answers = json.loads(row["answers"])
    changed_at = from_row(row["changed_at"])
    return Dialogue(row["user_id"], row["subject"], row["step"], answers, changed_at)


async def end(tx: Transaction, user_id: str) -> bool:
    """False if the person was in none."""
    cursor = await tx.execute("DELETE FROM dialogue WHERE user_id = ?", (user_id,))
    return cursor.rowcount == 1


async def forget_before(tx: Transaction, moment: datetime) -> None:
    """Those in which nothing was said since."""
    await tx.execute("DELETE FROM dialogue WHERE changed_at < ?", (to_row(moment),))
