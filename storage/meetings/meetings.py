"""Meetings: single ones, those of a series, and the slots of their programmes."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from storage.database import Transaction
from storage.records import fetch, fetch_one, insert, to_row, update

Kind = Literal["online-konferenz", "netzwerktreffen", "arbeitsgruppe", "frist"]
MeetingState = Literal["planned", "cancelled"]


@dataclass(frozen=True)
class Series:
    """`rrule` is RFC 5545 without DTSTART. Local times as in Meeting. `series_id` 0: not stored.

    Occurrences up to `planned_to` (YYYY-MM-DD) are meetings; more come as time passes.
    """

    series_id: int
    uid: str
    rrule: str
    starts: str
    ends: str
    timezone: str
    all_day: bool
    planned_to: str
    ended: bool = False


@dataclass(frozen=True)
class Meeting:
    """`meeting_id` 0 is not stored yet.

    `starts` and `ends` are wall time in `timezone`: YYYY-MM-DDTHH:MM, or YYYY-MM-DD if `all_day`
    (`ends` is then the last day). `starts_at` and `ends_at` are derived, aware, UTC; whole days
    end at the midnight after the last one. A deadline ends when it starts. `recurrence` is the
    local start that the rule of the series gives, however the meeting was moved.
    """

    meeting_id: int
    uid: str
    kind: Kind
    title: str
    starts: str
    ends: str
    timezone: str
    all_day: bool
    starts_at: datetime
    ends_at: datetime
    created_at: datetime
    changed_at: datetime
    sequence: int = 0
    series_id: int | None = None
    recurrence: str | None = None
    place: str | None = None
    description: str | None = None
    register_by: str | None = None
    state: MeetingState = "planned"
    reason: str | None = None
    source: str | None = None
    revision: int = 0
    minutes_requested: bool = False
    created_by: str | None = None


@dataclass(frozen=True)
class Slot:
    """A part of the programme; times as in Meeting."""

    meeting_id: int
    position: int
    starts: str
    ends: str
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str | None = None


async def add(tx: Transaction, meeting: Meeting) -> Meeting:
    """Insert it; return it with its id."""
    cursor = await insert(tx, "meeting", meeting)
    return replace(meeting, meeting_id=cursor.lastrowid or 0)


async def change(tx: Transaction, meeting: Meeting) -> None:
    """Store all of it as it is now, except the number of edits: none may be given out twice."""
    await update(tx, "meeting", meeting, without=("revision",))


async def get(tx: Transaction, meeting_id: int) -> Meeting | None:
    return await fetch_one(tx, Meeting, "SELECT * FROM meeting WHERE meeting_id = ?", (meeting_id,))


async def ending_after(tx: Transaction, moment: datetime) -> list[Meeting]:
    """Return those that are not over, also cancelled ones, by start."""
    return await fetch(
        tx,
        Meeting,
        "SELECT * FROM meeting WHERE ends_at > ? ORDER BY starts_at, meeting_id",
        (to_row(moment),),
    )


async def everything(tx: Transaction) -> list[Meeting]:
    """Return all by start."""
    return await fetch(tx, Meeting, "SELECT * FROM meeting ORDER BY starts_at, meeting_id")


async def of_series(tx: Transaction, series_id: int) -> list[Meeting]:
    """Return them in the order of the rule."""
    return await fetch(
        tx, Meeting, "SELECT * FROM meeting WHERE series_id = ? ORDER BY recurrence", (series_id,)
    )


async def from_source(tx: Transaction, source: str) -> list[Meeting]:
    return await fetch(
        tx, Meeting, "SELECT * FROM meeting WHERE source = ? ORDER BY meeting_id", (source,)
    )


async def add_series(tx: Transaction, series: Series) -> Series:
    """Insert it; return it with its id."""
    cursor = await insert(tx, "series", series)
    return replace(series, series_id=cursor.lastrowid or 0)


async def change_series(tx: Transaction, series: Series) -> None:
    await update(tx, "series", series)


async def get_series(tx: Transaction, series_id: int) -> Series | None:
    return await fetch_one(tx, Series, "SELECT * FROM series WHERE series_id = ?", (series_id,))


async def all_series(tx: Transaction) -> list[Series]:
    return await fetch(tx, Series, "SELECT * FROM series ORDER BY series_id")


async def put_slots(tx: Transaction, meeting_id: int, slots: list[Slot]) -> None:
    """Replace the whole programme."""
    await tx.execute("DELETE FROM slot WHERE meeting_id = ?", (meeting_id,))
    for slot in slots:
        await insert(tx, "slot", replace(slot, meeting_id=meeting_id))


async def slots_of(tx: Transaction, *meeting_ids: int) -> list[Slot]:
    """Return them in the order of the programmes."""
    return await fetch(
        tx,
        Slot,
        """
        SELECT * FROM slot WHERE meeting_id IN (SELECT value FROM json_each(?))
        ORDER BY meeting_id, position
        """,
        (json.dumps(meeting_ids),),
    )
