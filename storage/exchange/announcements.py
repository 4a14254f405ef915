"""Announcements of the management: text, time and rooms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Transaction
from storage.records import column, fetch, fetch_one, insert, moment, to_row, update


@dataclass(frozen=True)
class Announcement:
    """`rings`: with a mention of everybody; `in_digest`: it belongs into the digest, too."""

    announcement_id: int
    author: str | None
    event_id: str
    text: str
    state: Literal["planned", "posted", "withdrawn"]
    due_at: datetime
    rings: bool
    in_digest: bool
    created_at: datetime
    posted_at: datetime | None = None
    revision: int = 0


async def add(tx: Transaction, announcement: Announcement) -> int:
    """Return the number that it gets."""
    return int((await insert(tx, "announcement", announcement)).lastrowid or 0)


async def change(tx: Transaction, announcement: Announcement) -> None:
    await update(tx, "announcement", announcement)


async def get(tx: Transaction, announcement_id: int) -> Announcement | None:
    sql = "SELECT * FROM announcement WHERE announcement_id = ?"
    return await fetch_one(tx, Announcement, sql, (announcement_id,))


async def of_command(tx: Transaction, event_id: str) -> Announcement | None:
    """Return the one that this message ordered."""
    sql = "SELECT * FROM announcement WHERE event_id = ? ORDER BY announcement_id DESC LIMIT 1"
    return await fetch_one(tx, Announcement, sql, (event_id,))


async def planned(tx: Transaction, until: datetime | None = None) -> list[Announcement]:
    """Return those that are due until then, or all to come; the next first."""
    return await fetch(
        tx,
        Announcement,
        """
        SELECT * FROM announcement WHERE state = 'planned' AND due_at <= coalesce(?, due_at)
        ORDER BY due_at, announcement_id
        """,
        (None if until is None else to_row(until),),
    )


async def next_due(tx: Transaction) -> datetime | None:
    return await moment(tx, "SELECT min(due_at) FROM announcement WHERE state = 'planned'")


async def posted(tx: Transaction, since: datetime, most: int) -> list[Announcement]:
    """Return those that stand in the rooms since then, the newest first."""
    return await fetch(
        tx,
        Announcement,
        """
        SELECT * FROM announcement WHERE state = 'posted' AND posted_at >= ?
        ORDER BY posted_at DESC, announcement_id DESC LIMIT ?
        """,
        (to_row(since), most),
    )


async def for_digest(tx: Transaction, since: datetime, until: datetime) -> list[Announcement]:
    """Return those of the digest posted since then and before `until`, the oldest first."""
    return await fetch(
        tx,
        Announcement,
        """
        SELECT * FROM announcement WHERE state = 'posted' AND in_digest = 1
            AND posted_at >= ? AND posted_at < ? ORDER BY posted_at, announcement_id
        """,
        (to_row(since), to_row(until)),
    )


async def add_copies(tx: Transaction, announcement_id: int, room_ids: Iterable[str]) -> None:
    for room_id in room_ids:
        await tx.execute(
            "INSERT OR IGNORE INTO announcement_copy VALUES (?, ?)", (announcement_id, room_id)
        )


async def copies(tx: Transaction, announcement_id: int) -> list[str]:
    """Return the rooms in which it was posted."""
    sql = "SELECT room_id FROM announcement_copy WHERE announcement_id = ? ORDER BY room_id"
    return await column(tx, sql, (announcement_id,))


async def over_before(tx: Transaction, before: datetime) -> list[int]:
    """Return those that were posted or withdrawn before the moment."""
    return await column(
        tx,
        """
        SELECT announcement_id FROM announcement
        WHERE state <> 'planned' AND coalesce(posted_at, due_at) < ? AND created_at < ?
        """,
        (to_row(before), to_row(before)),
    )


async def delete(tx: Transaction, announcement_id: int) -> None:
    await tx.execute("DELETE FROM announcement WHERE announcement_id = ?", (announcement_id,))
