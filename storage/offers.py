"""What somebody may go on with after an answer: one of several, or the next page."""

import json
from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row


@dataclass(frozen=True)
class Offer:
    """Made to `user_id` in the answer to the event; all lines are commands without prefix.

    `asks`: one of them is asked for. `over`: the person has gone on to something else.
    """

    event_id: str
    room_id: str
    thread_root: str | None
    user_id: str
    options: tuple[str, ...]
    more: str | None
    offered_at: datetime
    asks: bool = True
    over: bool = False


async def put(tx: Transaction, offer: Offer) -> None:
    """In the place of the one that the same answer had before it was edited."""
    await tx.execute(
        """
        INSERT OR REPLACE INTO offer
            (event_id, room_id, thread_root, user_id, options, more, offered_at, asks)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            offer.event_id,
            offer.room_id,
            offer.thread_root,
            offer.user_id,
            json.dumps(offer.options),
            offer.more,
            to_row(offer.offered_at),
            offer.asks,
        ),
    )


async def get(tx: Transaction, event_id: str) -> Offer | None:
    row = await one(tx, "SELECT * FROM offer WHERE event_id = ?", (event_id,))
    return None if row is None else _from_row(row)


async def newest(
    tx: Transaction, user_id: str, room_id: str, thread_root: str | None
) -> list[Offer]:
    """All that this person was offered there, the newest first."""
    rows = await tx.execute_fetchall(
        """
        SELECT * FROM offer WHERE user_id = ? AND room_id = ? AND thread_root IS ?
        ORDER BY offer_id DESC
        """,
        (user_id, room_id, thread_root),
    )
    return [_from_row(row) for row in rows]


async def go_on(tx: Transaction, user_id: str, room_id: str, thread_root: str | None) -> None:
    """The person asked something else there."""
    await tx.execute(
        """
        UPDATE offer SET over = 1
        WHERE user_id = ? AND room_id = ? AND thread_root IS ? AND over = 0
        """,
        (user_id, room_id, thread_root),
    )


async def use_up(tx: Transaction, event_id: str) -> None:
    """What was chosen changed something: nothing of it is to be done twice."""
    await tx.execute("UPDATE offer SET options = '[]' WHERE event_id = ?", (event_id,))


async def turn_page(tx: Transaction, offer: Offer) -> None:
    """The page is shown now: this and older lists there go on no more."""
    await tx.execute(
        """
        UPDATE offer SET more = NULL
        WHERE user_id = ? AND room_id = ? AND thread_root IS ?
            AND offer_id <= (SELECT offer_id FROM offer WHERE event_id = ?)
        """,
        (offer.user_id, offer.room_id, offer.thread_root, offer.event_id),
    )


async def drop(tx: Transaction, event_id: str) -> bool:
    """False if there was none."""
    cursor = await tx.execute("DELETE FROM offer WHERE event_id = ?", (event_id,))
    return cursor.rowcount == 1


async def made_before(tx: Transaction, moment: datetime) -> list[str]:
    """The events whose offers were made before the moment."""
    rows = await tx.execute_fetchall(
        "SELECT event_id FROM offer WHERE offered_at < ?", (to_row(moment),)
    )
    return [row["event_id"] for row in rows]


def _from_row(row: Row) -> Offer:
    return Offer(
        row["event_id"],
        row["room_id"],
        row["thread_root"],
        row["user_id"],
        tuple(json.loads(row["options"])),
        row["more"],
        from_row(row["offered_at"]),
        bool(row["asks"]),
        bool(row["over"]),
    )
