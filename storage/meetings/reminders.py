"""Reminders before meetings, planned and posted, and the wishes of persons for them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Transaction
from storage.records import each_of, fetch, insert, moment, number, pairs, record, to_row

# Leads of a wish that are no time: as in the rooms, and ("slots:10min") of each slot.
LIKE_ROOMS = "rooms"
SLOTS = "slots:"

Done = Literal["posted", "skipped", "dropped"]


@dataclass(frozen=True)
class Planned:
    """`room_id` may be a person ('@…'). `starts_at` is of the meeting: moving it plans the
    stages again. `merged` are stages that fell together with this one.
    """

    stage: str
    room_id: str
    starts_at: datetime
    due_at: datetime
    merged: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reminder:
    """A row; see commands/meetings/planning/stage.py for `stage`."""

    reminder_id: int
    meeting_id: int
    stage: str
    room_id: str
    starts_at: datetime
    due_at: datetime

    @property
    def transaction_id(self) -> str:
        """Return the id of the post that begins with it: the same for every attempt."""
        start = to_row(self.starts_at)
        return f"reminder-{self.meeting_id}-{self.stage}-{start}-{self.room_id}"


@dataclass(frozen=True)
class WaitingPost:
    """A post of one or more reminders that is still in the outbox."""

    transaction_id: str
    content: Mapping[str, object]
    reminders: list[Reminder]


@dataclass(frozen=True)
class Wish:
    """`lead` is '2d' or '30min', LIKE_ROOMS, or SLOTS and a lead."""

    user_id: str
    meeting_id: int
    lead: str


async def replan(
    tx: Transaction, meeting_id: int, planned: Iterable[Planned], now: datetime
) -> None:
    """Replace the plan from now on.

    Reminders that were posted, skipped or dropped stay so. Overdue ones stay, too: they were
    missed in a downtime, and the next turn decides about them.
    """
    await tx.execute(
        "DELETE FROM reminder WHERE meeting_id = ? AND state = 'planned' AND due_at > ?",
        (meeting_id, to_row(now)),
    )
    await tx.executemany(
        """
        INSERT INTO reminder (meeting_id, stage, room_id, starts_at, due_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET due_at = excluded.due_at WHERE state = 'planned'
        """,
        [
            (meeting_id, row.stage, row.room_id, to_row(row.starts_at), to_row(row.due_at))
            for row in planned
            if row.due_at > now
        ],
    )


async def due(tx: Transaction, now: datetime) -> list[Reminder]:
    """Return them in the order in which they fell due."""
    return await fetch(
        tx,
        Reminder,
        """
        SELECT * FROM reminder WHERE state = 'planned' AND due_at <= ? ORDER BY due_at, reminder_id
        """,
        (to_row(now),),
    )


async def next_due(tx: Transaction) -> datetime | None:
    return await moment(tx, "SELECT min(due_at) FROM reminder WHERE state = 'planned'")


async def due_between(tx: Transaction, begin: datetime, end: datetime) -> int:
    """Count those that are planned for that time, the end included."""
    return await number(
        tx,
        "SELECT count(*) FROM reminder WHERE state = 'planned' AND due_at BETWEEN ? AND ?",
        (to_row(begin), to_row(end)),
    )


async def mark(
    tx: Transaction,
    reminder_ids: Iterable[int],
    state: Literal["skipped", "dropped"],
    now: datetime,
) -> None:
    """Note that they stand in no post."""
    await tx.execute(
        """
        UPDATE reminder SET state = ?, done_at = ?, posted_as = NULL
        WHERE reminder_id IN (SELECT value FROM json_each(?))
        """,
        (state, to_row(now), each_of(reminder_ids)),
    )


async def mark_posted(
    tx: Transaction, transaction_ids: Mapping[Reminder, str], now: datetime
) -> None:
    """Note in which posts they stand."""
    names = [[each.reminder_id, name] for each, name in transaction_ids.items()]
    await tx.execute(
        """
        UPDATE reminder SET state = 'posted', done_at = ?, posted_as = post.value ->> 1
        FROM json_each(?) AS post WHERE reminder_id = post.value ->> 0
        """,
        (to_row(now), each_of(names)),
    )


async def waiting(tx: Transaction) -> list[WaitingPost]:
    """Return the posts that are still in the outbox, each with its reminders by moment."""
    rows = await tx.execute_fetchall(
        """
        SELECT reminder.*, transaction_id, content FROM outbox
        JOIN reminder ON posted_as = transaction_id
        WHERE outbox.state = 'waiting' AND transaction_id GLOB 'reminder-[0-9]*'
        ORDER BY due_at, reminder.starts_at, meeting_id
        """
    )
    posts: dict[str, WaitingPost] = {}
    for row in rows:
        name = row["transaction_id"]
        if name not in posts:
            posts[name] = WaitingPost(name, json.loads(row["content"]), [])
        posts[name].reminders.append(record(Reminder, row))
    return list(posts.values())


async def posted_as(tx: Transaction, meeting_id: int) -> dict[str, str]:
    """Return the transaction id of the last post about the meeting in each room."""
    return await pairs(
        tx,
        """
        SELECT room_id, posted_as FROM reminder
        WHERE meeting_id = ? AND posted_as IS NOT NULL ORDER BY done_at, reminder_id
        """,
        (meeting_id,),
    )


async def reword(
    tx: Transaction, transaction_id: str, content: Mapping[str, object], subject: str
) -> None:
    """Give a waiting post other words. If it did arrive, the homeserver keeps the first ones."""
    await tx.execute(
        """
        UPDATE outbox SET content = ?, subject = ? WHERE transaction_id = ? AND state = 'waiting'
        """,
        (json.dumps(content), subject, transaction_id),
    )


async def take_out(tx: Transaction, reminders: Iterable[Reminder], now: datetime) -> None:
    """Skip reminders whose posts wait; drop the posts of which none is left."""
    ids = [each.reminder_id for each in reminders]
    await tx.execute(
        """
        WITH gone (id) AS (SELECT value FROM json_each(?))
        DELETE FROM outbox WHERE state = 'waiting'
            AND transaction_id IN (SELECT posted_as FROM reminder WHERE reminder_id IN gone)
            AND NOT EXISTS (SELECT 1 FROM reminder
                WHERE posted_as = transaction_id AND reminder_id NOT IN gone)
        """,
        (each_of(ids),),
    )
    await mark(tx, ids, "skipped", now)


async def wish(tx: Transaction, wish: Wish) -> bool:
    """Add it; return False if it was known."""
    cursor = await insert(tx, "wish", wish, "IGNORE")
    return cursor.rowcount == 1


async def unwish(tx: Transaction, user_id: str, meeting_id: int, now: datetime) -> int:
    """Delete the wishes of a person for a meeting, what is planned and what waits to be sent.

    Return how many there were. Posts that wait with other reminders are to be reworded.
    """
    cursor = await tx.execute(
        "DELETE FROM wish WHERE user_id = ? AND meeting_id = ?", (user_id, meeting_id)
    )
    posted = [
        reminder
        for post in await waiting(tx)
        for reminder in post.reminders
        if (reminder.room_id, reminder.meeting_id) == (user_id, meeting_id)
    ]
    await take_out(tx, posted, now)
    await tx.execute(
        "DELETE FROM reminder WHERE room_id = ? AND meeting_id = ? AND state = 'planned'",
        (user_id, meeting_id),
    )
    return cursor.rowcount + len(posted)


async def wishes_for(tx: Transaction, *meeting_ids: int) -> list[Wish]:
    return await fetch(
        tx,
        Wish,
        "SELECT * FROM wish WHERE meeting_id IN (SELECT value FROM json_each(?))",
        (json.dumps(meeting_ids),),
    )


async def wishes_of(tx: Transaction, user_id: str) -> list[Wish]:
    """Return them by meeting."""
    return await fetch(
        tx, Wish, "SELECT * FROM wish WHERE user_id = ? ORDER BY meeting_id, lead", (user_id,)
    )
