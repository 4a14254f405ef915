"""What the bot had posted after the copy was made: read back from the rooms, told by marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.records import each_of, exists, fetch, insert, to_row


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


async def are_known(tx: Transaction, posts: Iterable[EarlierPost]) -> bool:
    """Return whether the database knows of all of them that they were sent."""
    return not await exists(
        tx,
        "SELECT 1 FROM json_each(?) WHERE value NOT IN"
        " (SELECT event_id FROM outbox WHERE event_id IS NOT NULL)",
        (each_of(post.event_id for post in posts),),
    )


async def is_read(tx: Transaction, room_id: str) -> bool:
    return await exists(tx, "SELECT 1 FROM earlier_room WHERE room_id = ?", (room_id,))


async def of_mark(tx: Transaction, mark: str) -> list[EarlierPost]:
    """Return the posts with this mark in any room; several if their names differ by the time."""
    return await fetch(tx, EarlierPost, "SELECT * FROM earlier_post WHERE mark = ?", (mark,))


async def is_answered(tx: Transaction, event_id: str) -> bool:
    """Return whether a post of the lost time replies to the event."""
    return await exists(tx, "SELECT 1 FROM earlier_post WHERE answers = ?", (event_id,))
