"""Calendars that are kept elsewhere, and what they had for each meeting when last read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage import key_value
from storage.database import Transaction
from storage.records import column, exists, fetch, fetch_one, from_row, insert


@dataclass(frozen=True)
class PolledCalendar:
    """`source` as in Meeting; `etag` and `modified` as the server sent them."""

    source: str
    etag: str | None = None
    modified: str | None = None
    read_at: datetime | None = None
    failing_since: datetime | None = None


@dataclass(frozen=True)
class ImportedRow:
    """`hashes`: field -> hash of the calendar's value; `times_missing`: reads in a row without it.

    `uid` is that of the calendar, also if the meeting has another one by now.
    """

    meeting_id: int
    uid: str
    hashes: Mapping[str, str]
    times_missing: int = 0


async def get(tx: Transaction, source: str) -> PolledCalendar:
    """Return the calendar; if it is not known, as one that was never read."""
    known = await fetch_one(
        tx, PolledCalendar, "SELECT * FROM calendar WHERE source = ?", (source,)
    )
    return known or PolledCalendar(source)


async def put(tx: Transaction, calendar: PolledCalendar) -> None:
    await insert(tx, "calendar", calendar, "REPLACE")


async def failing_since(tx: Transaction) -> list[datetime]:
    """Return a moment for each calendar that cannot be read now; the longest first."""
    moments = await column(
        tx, "SELECT failing_since FROM calendar WHERE failing_since IS NOT NULL ORDER BY 1"
    )
    return [from_row(each) for each in moments]


async def forget_others(tx: Transaction, sources: Sequence[str]) -> None:
    """Forget calendars that are not polled any more."""
    for source in await column(tx, "SELECT source FROM calendar"):
        if source not in sources:
            await tx.execute("DELETE FROM calendar WHERE source = ?", (source,))
            await key_value.remove(tx, _left_out(source))


async def left_out(tx: Transaction, source: str) -> list[str]:
    """Return a hash of each entry that was left out, with its reason, when last read."""
    return (await key_value.get(tx, _left_out(source)) or "").split()


async def put_left_out(tx: Transaction, source: str, hashes: Sequence[str], now: datetime) -> None:
    await key_value.put(tx, _left_out(source), " ".join(hashes), now)


async def count_left_out(tx: Transaction) -> int:
    """Return how many entries of all calendars were left out, whole or in part."""
    sources = await column(tx, "SELECT source FROM calendar")
    return sum([len(await left_out(tx, source)) for source in sources])


def _left_out(source: str) -> str:
    return f"left out of {source}"


async def imported(tx: Transaction) -> dict[int, ImportedRow]:
    """Return them by meeting, without those that the bot added since by a rule."""
    rows = await fetch(tx, ImportedRow, "SELECT * FROM imported_meeting")
    return {row.meeting_id: row for row in rows}


async def put_imported(tx: Transaction, row: ImportedRow) -> None:
    await insert(tx, "imported_meeting", row, "REPLACE")


async def any_missed(tx: Transaction, source: str) -> bool:
    """Tell whether the calendar lacked a meeting when it was read last."""
    return await exists(
        tx,
        "SELECT 1 FROM imported_meeting JOIN meeting USING (meeting_id)"
        " WHERE source = ? AND times_missing > 0",
        (source,),
    )
