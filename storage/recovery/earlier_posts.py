"""What the bot had posted after the copy was made: read back from the rooms, told by marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.records import exists, fetch, insert, number, to_row

# The error of mails that are held.
PROBABLY_SENT = "probably sent before the restore"


@dataclass(frozen=True)
class EarlierPost:
    """`mark` stands for its transaction id, `words` for what it says; `answers` is an event id."""

    mark: str
    words: str
    room_id: str
    event_id: str
    answers: str | None = None


async def put(tx: Transaction, room_id: str, posts: Iterable[EarlierPost], now: datetime) -> None:
    """Keep what was found in the room, and that it was read; forget what is answered there."""
    for post in posts:
        await insert(tx, "earlier_post", post, "IGNORE")
    await tx.execute(
        "INSERT OR REPLACE INTO earlier_room (room_id, read_at) VALUES (?, ?)",
        (room_id, to_row(now)),
    )
    await tx.execute(
        "DELETE FROM undecrypted_event WHERE room_id = ?"
        " AND event_id IN (SELECT answers FROM earlier_post WHERE answers IS NOT NULL)",
        (room_id,),
    )


async def is_read(tx: Transaction, room_id: str) -> bool:
    return await exists(tx, "SELECT 1 FROM earlier_room WHERE room_id = ?", (room_id,))


async def of_mark(tx: Transaction, mark: str) -> list[EarlierPost]:
    """Return the posts with this mark in any room; several if their names differ by the time."""
    return await fetch(tx, EarlierPost, "SELECT * FROM earlier_post WHERE mark = ?", (mark,))


async def held_mails(tx: Transaction) -> int:
    """Count the mails that were given up because they had probably gone out."""
    sql = "SELECT count(*) FROM outbox WHERE state = 'failed' AND error = ?"
    return await number(tx, sql, (PROBABLY_SENT,))


async def is_answered(tx: Transaction, event_id: str) -> bool:
    """Return whether a post of the lost time replies to the event."""
    return await exists(tx, "SELECT 1 FROM earlier_post WHERE answers = ?", (event_id,))
