"""Orders of the digest: who wants it where, how far each person was told, and the foreword."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.conversation import queues
from storage.database import Transaction
from storage.records import columns, each_of, fetch, fetch_one, moment, to_row

Rhythm = Literal["weekly", "monthly"]


@dataclass(frozen=True)
class NewsMarks:
    """The highest number of each kind of news that was told."""

    version_mark: int = 0
    question_mark: int = 0
    result_mark: int = 0
    foreword_mark: int = 0
    announcement_mark: int = 0


@dataclass(frozen=True)
class DigestOrder:
    """Without `address` it comes in the direct chat."""

    user_id: str
    rhythm: Rhythm
    address: str | None
    ordered_at: datetime
    looked_at: datetime
    due_at: datetime
    version_mark: int = 0
    question_mark: int = 0
    result_mark: int = 0
    foreword_mark: int = 0
    announcement_mark: int = 0

    @property
    def marks(self) -> NewsMarks:
        return NewsMarks(
            self.version_mark,
            self.question_mark,
            self.result_mark,
            self.foreword_mark,
            self.announcement_mark,
        )


@dataclass(frozen=True)
class ToldMeeting:
    """What the person knows of it; `starts` is '' if that it is cancelled, None if nothing."""

    user_id: str
    meeting_id: int
    starts: str | None
    register_by: str | None


@dataclass(frozen=True)
class DigestForeword:
    foreword_id: int
    text: str
    written_at: datetime


async def put(tx: Transaction, order: DigestOrder) -> None:
    """Store it in the place of an earlier one of the person."""
    values = columns(order)
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    sql = ("INSERT OR REPLACE INTO digest_order (", names, ") VALUES (", marks, ")")
    await tx.execute(" ".join(sql), values)


async def of(tx: Transaction, user_id: str) -> DigestOrder | None:
    sql = "SELECT * FROM digest_order WHERE user_id = ?"
    return await fetch_one(tx, DigestOrder, sql, (user_id,))


async def orders(tx: Transaction) -> list[DigestOrder]:
    """Return all, that which waits longest first."""
    return await fetch(tx, DigestOrder, "SELECT * FROM digest_order ORDER BY due_at, user_id")


async def next_due(tx: Transaction) -> datetime | None:
    return await moment(tx, "SELECT min(due_at) FROM digest_order")


async def plan(tx: Transaction, user_id: str, due_at: datetime) -> None:
    await tx.execute(
        "UPDATE digest_order SET due_at = ? WHERE user_id = ?", (to_row(due_at), user_id)
    )


async def postpone_due(tx: Transaction, now: datetime, until: datetime) -> None:
    await tx.execute(
        "UPDATE digest_order SET due_at = ? WHERE due_at <= ?", (to_row(until), to_row(now))
    )


async def end(tx: Transaction, user_id: str) -> None:
    """Drop the order and what belongs to it, also codes and mails that did not go out yet."""
    for table in ("digest_order", "digest_told"):
        await tx.execute(" ".join(("DELETE FROM", table, "WHERE user_id = ?")), (user_id,))
    await tx.execute("UPDATE digest_code SET code = NULL WHERE user_id = ?", (user_id,))
    await queues.drop_mails_to(tx, user_id)


async def forget_person(tx: Transaction, user_id: str) -> None:
    await end(tx, user_id)
    await tx.execute("DELETE FROM digest_code WHERE user_id = ?", (user_id,))


# --- meetings that were told


async def told_meetings(tx: Transaction, user_id: str) -> dict[int, ToldMeeting]:
    sql = "SELECT * FROM digest_told WHERE user_id = ?"
    return {each.meeting_id: each for each in await fetch(tx, ToldMeeting, sql, (user_id,))}


async def put_told(tx: Transaction, told: Iterable[ToldMeeting]) -> None:
    rows = [columns(each) for each in told]
    if rows:
        await tx.execute(
            """
            INSERT OR REPLACE INTO digest_told SELECT value ->> 'user_id', value ->> 'meeting_id',
                value ->> 'starts', value ->> 'register_by' FROM json_each(?)
            """,
            (each_of(rows),),
        )


async def forget_over(tx: Transaction, now: datetime) -> None:
    """Drop what was told about meetings that are over."""
    await tx.execute(
        "DELETE FROM digest_told WHERE meeting_id IN"
        " (SELECT meeting_id FROM meeting WHERE ends_at < ?)",
        (to_row(now),),
    )


# --- the foreword


async def write_foreword(tx: Transaction, text: str, now: datetime) -> None:
    """Store it in the place of an earlier one; '' takes that away."""
    await tx.execute("DELETE FROM digest_foreword")
    if text:
        await tx.execute(
            "INSERT INTO digest_foreword (text, written_at) VALUES (?, ?)", (text, to_row(now))
        )


async def foreword(tx: Transaction) -> DigestForeword | None:
    return await fetch_one(tx, DigestForeword, "SELECT * FROM digest_foreword")


async def forget_foreword(tx: Transaction, before: datetime) -> None:
    await tx.execute("DELETE FROM digest_foreword WHERE written_at < ?", (to_row(before),))
