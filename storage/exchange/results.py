"""What helped with a question, in two sentences and without a name."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.records import fetch, fetch_one, insert


@dataclass(frozen=True)
class QuestionResult:
    """`words` are folded and parted by blanks; the search looks there."""

    question_id: int
    title: str
    text: str
    topics: tuple[str, ...]
    words: str
    written_at: datetime


async def put(tx: Transaction, result: QuestionResult) -> None:
    """Store it in the place of an earlier one."""
    await insert(tx, "result", result, "REPLACE")


async def of(tx: Transaction, question_id: int) -> QuestionResult | None:
    return await fetch_one(
        tx, QuestionResult, "SELECT * FROM result WHERE question_id = ?", (question_id,)
    )


async def everything(tx: Transaction) -> list[QuestionResult]:
    """Return all, the newest first."""
    return await fetch(tx, QuestionResult, "SELECT * FROM result ORDER BY question_id DESC")


async def with_all(
    tx: Transaction, words: Iterable[Sequence[str]], most: int
) -> list[QuestionResult]:
    """Return the newest that have each of the words, of which one spelling suffices.

    A spelling is a beginning: " losverfahr" is in " losverfahren ", "verfahr" too.
    """
    return await fetch(
        tx,
        QuestionResult,
        """
        SELECT * FROM result WHERE NOT EXISTS (
            SELECT 1 FROM json_each(?) AS wanted WHERE NOT EXISTS (
                SELECT 1 FROM json_each(wanted.value) AS spelling
                WHERE instr(result.words, spelling.value)))
        ORDER BY question_id DESC LIMIT ?
        """,
        (json.dumps([list(each) for each in words]), most),
    )
