"""What is still to be posted before meetings, what was, and what persons asked for."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row

# Leads of a wish that are none: as the rooms are reminded, and ("slots:10min") of each slot.
LIKE_ROOMS = "rooms"
SLOTS = "slots:"

Done = Literal["posted", "skipped", "dropped"]


@dataclass(frozen=True)
class Planned:
    """`room_id` may be a person ('@…'). `starts_at` is what it reminds of: a meeting that was
    moved has its stages anew. `merged` are stages that fell together with this one.
    """

    stage: str
    room_id: str
    starts_at: datetime
    due_at: datetime
    merged: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reminder:
    """A row; see commands/planning/stage.py for `stage`."""

    reminder_id: int
    meeting_id: int
    stage: str
    room_id: str
    starts_at: datetime
    due_at: datetime

    @property
    def transaction_id(self) -> str:
        """Under which it is posted, whoever tries how often."""
        start = to_row(self.starts_at)
        return f"reminder-{self.meeting_id}-{self.stage}-{start}-{self.room_id}"


@dataclass(frozen=True)
class Wish:
    """`lead` is '2d' or '30min', LIKE_ROOMS, or SLOTS and a lead."""

    user_id: str
    meeting_id: int
    lead: str


async def replan(
    tx: Transaction, meeting_id: int, planned: Iterable[Planned], now: datetime
) -> None:
    """What is planned from now on becomes `planned`.

    What was posted, skipped or dropped stays so. What is overdue stays, too: it was missed in a
    downtime, and the next turn decides about it.
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
    """In the order in which they fell due."""
    rows = await tx.execute_fetchall(
        """
        SELECT reminder_id, meeting_id, stage, room_id, starts_at, due_at FROM reminder
        WHERE state = 'planned' AND due_at <= ? ORDER BY due_at, reminder_id
        """,
        (to_row(now),),
    )
    return [_reminder(row) for row in rows]


async def next_due(tx: Transaction) -> datetime | None:
    row = await one(tx, "SELECT min(due_at) AS due_at FROM reminder WHERE state = 'planned'")
    return None if row is None or row["due_at"] is None else from_row(row["due_at"])


async def due_between(tx: Transaction, begin: datetime, end: datetime) -> int:
    """How many are planned for that time, the end included."""
    row = await one(
        tx,
        "SELECT count(*) AS n FROM reminder WHERE state = 'planned' AND due_at BETWEEN ? AND ?",
        (to_row(begin), to_row(end)),
    )
    return 0 if row is None else int(row["n"])


async def mark(tx: Transaction, reminder_ids: Iterable[int], state: Done, now: datetime) -> None:
    await tx.execute(
        """
        UPDATE reminder SET state = ?, done_at = ?
        WHERE reminder_id IN (SELECT value FROM json_each(?))
        """,
        (state, to_row(now), json.dumps(list(reminder_ids))),
    )


async def waiting(tx: Transaction) -> list[tuple[Reminder, Mapping[str, object]]]:
    """Those whose posts are still in the outbox, and what they say; in the order of their moments.

    A transaction id is split in Python, since no index finds a row by parts put together.
    """
    rows = await tx.execute_fetchall(
        """
        SELECT transaction_id, content FROM outbox
        WHERE state = 'waiting' AND event_type = 'm.room.message'
            AND transaction_id GLOB 'reminder-[0-9]*-*-*-*'
        """
    )
    contents = {row["transaction_id"]: row["content"] for row in rows}
    found = await tx.execute_fetchall(
        """
        SELECT reminder.* FROM json_each(?) AS name JOIN reminder
            ON meeting_id = CAST(name.value ->> 1 AS INTEGER) AND stage = name.value ->> 2
            AND starts_at = CAST(name.value ->> 3 AS INTEGER) AND room_id = name.value ->> 4
        WHERE reminder.state = 'posted' ORDER BY due_at, reminder_id
        """,
        (json.dumps([name.split("-", 4) for name in contents]),),
    )
    reminders = [_reminder(row) for row in found]
    return [(reminder, json.loads(contents[reminder.transaction_id])) for reminder in reminders]


async def reword(tx: Transaction, reminder: Reminder, content: Mapping[str, object]) -> None:
    """A post that waits says this instead. If it did arrive, the homeserver keeps what it said."""
    await tx.execute(
        "UPDATE outbox SET content = ? WHERE transaction_id = ? AND state = 'waiting'",
        (json.dumps(content), reminder.transaction_id),
    )


async def withdraw(tx: Transaction, reminder: Reminder, now: datetime) -> None:
    """A post that waits, and the reactions below it, are not to be sent any more."""
    await tx.execute(
        """
        DELETE FROM outbox WHERE state = 'waiting'
            AND (transaction_id = :name OR instr(transaction_id, :name || '-reaction-') = 1)
        """,
        {"name": reminder.transaction_id},
    )
    await mark(tx, [reminder.reminder_id], "skipped", now)


async def wish(tx: Transaction, wish: Wish) -> bool:
    """False if it was known."""
    cursor = await tx.execute(
        "INSERT OR IGNORE INTO wish VALUES (?, ?, ?)", (wish.user_id, wish.meeting_id, wish.lead)
    )
    return cursor.rowcount == 1


async def unwish(tx: Transaction, user_id: str, meeting_id: int) -> int:
    """How many there were. Nothing more is posted to the person before this meeting."""
    cursor = await tx.execute(
        "DELETE FROM wish WHERE user_id = ? AND meeting_id = ?", (user_id, meeting_id)
    )
    await tx.execute(
        "DELETE FROM reminder WHERE room_id = ? AND meeting_id = ? AND state = 'planned'",
        (user_id, meeting_id),
    )
    return cursor.rowcount


async def wishes_for(tx: Transaction, *meeting_ids: int) -> list[Wish]:
    rows = await tx.execute_fetchall(
        "SELECT * FROM wish WHERE meeting_id IN (SELECT value FROM json_each(?))",
        (json.dumps(meeting_ids),),
    )
    return [Wish(*row) for row in rows]


async def wishes_of(tx: Transaction, user_id: str) -> list[Wish]:
    """By meeting."""
    rows = await tx.execute_fetchall(
        "SELECT * FROM wish WHERE user_id = ? ORDER BY meeting_id, lead", (user_id,)
    )
    return [Wish(*row) for row in rows]


def _reminder(row: Row) -> Reminder:
    return Reminder(
        row["reminder_id"],
        row["meeting_id"],
        row["stage"],
        row["room_id"],
        from_row(row["starts_at"]),
        from_row(row["due_at"]),
    )
