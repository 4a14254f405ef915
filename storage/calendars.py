"""Calendars that are kept elsewhere, and what they said of each meeting when last read."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row


@dataclass(frozen=True)
class Calendar:
    """`source` as in Meeting; `etag` and `modified` as the server told them."""

    source: str
    etag: str | None = None
    modified: str | None = None
    read_at: datetime | None = None
    failing_since: datetime | None = None


@dataclass(frozen=True)
class Imported:
    """`said`: fact -> hash of what the calendar said of it; `missed` times in a row it did not.

    `uid` is that of the calendar, also if the meeting has another one by now.
    """

    meeting_id: int
    uid: str
    said: Mapping[str, str]
    missed: int = 0


async def get(tx: Transaction, source: str) -> Calendar:
    """One that was never read, if it is not known."""
    row = await one(tx, "SELECT * FROM calendar WHERE source = ?", (source,))
    if row is None:
        return Calendar(source)
    return Calendar(
        **dict(row)
        | {"read_at": _moment(row["read_at"]), "failing_since": _moment(row["failing_since"])}
    )


async def put(tx: Transaction, calendar: Calendar) -> None:
    values = asdict(calendar)
    for name in ("read_at", "failing_since"):
        values[name] = None if values[name] is None else to_row(values[name])
    await tx.execute(
        "INSERT OR REPLACE INTO calendar (source, etag, modified, read_at, failing_since)"
        " VALUES (:source, :etag, :modified, :read_at, :failing_since)",
        values,
    )


async def imported(tx: Transaction) -> dict[int, Imported]:
    """By number of the meeting; those that a rule gave since are not among them."""
    rows = await tx.execute_fetchall("SELECT * FROM imported")
    return {row["meeting_id"]: _imported(row) for row in rows}


async def put_imported(tx: Transaction, each: Imported) -> None:
    await tx.execute(
        "INSERT OR REPLACE INTO imported (meeting_id, uid, said, missed) VALUES (?, ?, ?, ?)",
        (each.meeting_id, each.uid, json.dumps(dict(each.said), sort_keys=True), each.missed),
    )


async def any_missed(tx: Transaction, source: str) -> bool:
    row = await one(
        tx,
        "SELECT 1 FROM imported JOIN meeting USING (meeting_id) WHERE source = ? AND missed > 0",
        (source,),
    )
    return row is not None


def _imported(row: Row) -> Imported:
    return Imported(row["meeting_id"], row["uid"], json.loads(row["said"]), row["missed"])


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else from_row(seconds)
