"""Programmes of meetings that are still to be fetched."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.records import fetch_one, insert


@dataclass(frozen=True)
class ProgrammeRequest:
    """`source` is what it takes to get the file; `event_id` is of the command."""

    meeting_id: int
    source: Mapping[str, object]
    event_id: str
    not_before: datetime
    attempts: int = 0


async def put(tx: Transaction, request: ProgrammeRequest) -> None:
    """Replace a request for the same meeting."""
    await insert(tx, "programme_request", request, "REPLACE")


async def get(tx: Transaction, meeting_id: int) -> ProgrammeRequest | None:
    return await fetch_one(
        tx, ProgrammeRequest, "SELECT * FROM programme_request WHERE meeting_id = ?", (meeting_id,)
    )


async def first(tx: Transaction) -> ProgrammeRequest | None:
    """Return the next one to be fetched."""
    return await fetch_one(
        tx,
        ProgrammeRequest,
        "SELECT * FROM programme_request ORDER BY not_before, meeting_id LIMIT 1",
    )


async def remove(tx: Transaction, meeting_id: int) -> None:
    await tx.execute("DELETE FROM programme_request WHERE meeting_id = ?", (meeting_id,))
