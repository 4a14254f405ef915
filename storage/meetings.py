"""Dates: single meetings, those that come of a series, and the slots of their programmes."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Literal

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row

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
    asked_after: bool = False
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
    """The same with its number."""
    cursor = await tx.execute(
        """
        INSERT INTO meeting (uid, sequence, series_id, recurrence, kind, title, starts, ends,
            timezone, all_day, starts_at, ends_at, place, description, register_by, state, reason,
            source, revision, asked_after, created_by, created_at, changed_at)
        VALUES (:uid, :sequence, :series_id, :recurrence, :kind, :title, :starts, :ends,
            :timezone, :all_day, :starts_at, :ends_at, :place, :description, :register_by, :state,
            :reason, :source, :revision, :asked_after, :created_by, :created_at, :changed_at)
        """,
        _values(meeting),
    )
    return replace(meeting, meeting_id=cursor.lastrowid or 0)


async def change(tx: Transaction, meeting: Meeting) -> None:
    """Store all of it as it is now; numbers of edits that were given out stay so."""
    await tx.execute(
        """
        UPDATE meeting SET uid = :uid, sequence = :sequence, series_id = :series_id,
            recurrence = :recurrence, kind = :kind, title = :title, starts = :starts,
            ends = :ends, timezone = :timezone, all_day = :all_day, starts_at = :starts_at,
            ends_at = :ends_at, place = :place, description = :description,
            register_by = :register_by, state = :state, reason = :reason, source = :source,
            revision = max(revision, :revision), asked_after = :asked_after,
            created_by = :created_by, created_at = :created_at, changed_at = :changed_at
        WHERE meeting_id = :meeting_id
        """,
        _values(meeting),
    )


async def get(tx: Transaction, meeting_id: int) -> Meeting | None:
    row = await one(tx, "SELECT * FROM meeting WHERE meeting_id = ?", (meeting_id,))
    return None if row is None else _meeting(row)


async def by_uid(tx: Transaction, uid: str, recurrence: str | None = None) -> Meeting | None:
    row = await one(
        tx,
        "SELECT * FROM meeting WHERE uid = ? AND coalesce(recurrence, '') = coalesce(?, '')",
        (uid, recurrence),
    )
    return None if row is None else _meeting(row)


async def ending_after(tx: Transaction, moment: datetime) -> list[Meeting]:
    """Those that are not over, also cancelled ones; by start."""
    rows = await tx.execute_fetchall(
        "SELECT * FROM meeting WHERE ends_at > ? ORDER BY starts_at, meeting_id", (to_row(moment),)
    )
    return [_meeting(row) for row in rows]


async def everything(tx: Transaction) -> list[Meeting]:
    """By start."""
    rows = await tx.execute_fetchall("SELECT * FROM meeting ORDER BY starts_at, meeting_id")
    return [_meeting(row) for row in rows]


async def of_series(tx: Transaction, series_id: int) -> list[Meeting]:
    """In the order of the rule."""
    rows = await tx.execute_fetchall(
        "SELECT * FROM meeting WHERE series_id = ? ORDER BY recurrence", (series_id,)
    )
    return [_meeting(row) for row in rows]


async def from_source(tx: Transaction, source: str) -> list[Meeting]:
    rows = await tx.execute_fetchall(
        "SELECT * FROM meeting WHERE source = ? ORDER BY meeting_id", (source,)
    )
    return [_meeting(row) for row in rows]


async def add_series(tx: Transaction, series: Series) -> Series:
    """The same with its number."""
    cursor = await tx.execute(
        """
        INSERT INTO series (uid, rrule, starts, ends, timezone, all_day, planned_to, ended)
        VALUES (:uid, :rrule, :starts, :ends, :timezone, :all_day, :planned_to, :ended)
        """,
        _numbers(asdict(series)),
    )
    return replace(series, series_id=cursor.lastrowid or 0)


async def change_series(tx: Transaction, series: Series) -> None:
    await tx.execute(
        """
        UPDATE series SET uid = :uid, rrule = :rrule, starts = :starts, ends = :ends,
            timezone = :timezone, all_day = :all_day, planned_to = :planned_to, ended = :ended
        WHERE series_id = :series_id
        """,
        _numbers(asdict(series)),
    )


async def get_series(tx: Transaction, series_id: int) -> Series | None:
    row = await one(tx, "SELECT * FROM series WHERE series_id = ?", (series_id,))
    return None if row is None else _series(row)


async def all_series(tx: Transaction) -> list[Series]:
    rows = await tx.execute_fetchall("SELECT * FROM series ORDER BY series_id")
    return [_series(row) for row in rows]


async def put_slots(tx: Transaction, meeting_id: int, slots: list[Slot]) -> None:
    """The whole programme, in the place of the one there was."""
    await tx.execute("DELETE FROM slot WHERE meeting_id = ?", (meeting_id,))
    await tx.executemany(
        "INSERT INTO slot VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                meeting_id,
                slot.position,
                slot.starts,
                slot.ends,
                to_row(slot.starts_at),
                to_row(slot.ends_at),
                slot.title,
                slot.place,
            )
            for slot in slots
        ],
    )


async def slots_of(tx: Transaction, *meeting_ids: int) -> list[Slot]:
    """In the order of the programmes."""
    rows = await tx.execute_fetchall(
        """
        SELECT * FROM slot WHERE meeting_id IN (SELECT value FROM json_each(?))
        ORDER BY meeting_id, position
        """,
        (json.dumps(meeting_ids),),
    )
    return [_slot(row) for row in rows]


def _values(meeting: Meeting) -> dict[str, Any]:
    moments = ("starts_at", "ends_at", "created_at", "changed_at")
    values = _numbers(asdict(meeting))
    return values | {name: to_row(values[name]) for name in moments}


def _numbers(values: dict[str, Any]) -> dict[str, Any]:
    """SQLite has no booleans."""
    return {
        name: int(value) if isinstance(value, bool) else value for name, value in values.items()
    }


def _meeting(row: Row) -> Meeting:
    return Meeting(
        **dict(row)
        | {
            "all_day": bool(row["all_day"]),
            "asked_after": bool(row["asked_after"]),
            "starts_at": from_row(row["starts_at"]),
            "ends_at": from_row(row["ends_at"]),
            "created_at": from_row(row["created_at"]),
            "changed_at": from_row(row["changed_at"]),
        }
    )


def _series(row: Row) -> Series:
    return Series(**dict(row) | {"all_day": bool(row["all_day"]), "ended": bool(row["ended"])})


def _slot(row: Row) -> Slot:
    return Slot(
        **dict(row) | {"starts_at": from_row(row["starts_at"]), "ends_at": from_row(row["ends_at"])}
    )
