"""The collection as a list: which entries fit a choice, in the order of their municipalities."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row


@dataclass(frozen=True)
class Choice:
    """Empty or None: whatever it is. Several of one field: any of them.

    `initials` are first letters of folded names; `told` says whether more than the name is known;
    `since` is when it was made or changed here at the earliest.
    """

    initials: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    since: datetime | None = None
    told: bool | None = None


@dataclass(frozen=True)
class Listed:
    """An entry as members may see it: without the Land of what is only presumed."""

    guideline_id: int
    municipality_id: int
    name: str
    land: str
    list: str
    title: str | None
    status: str


async def fitting(tx: Transaction, choice: Choice) -> list[Listed]:
    """All entries that fit, by the name of their municipality."""
    rows = await tx.execute_fetchall(
        """
        SELECT guideline_id, municipality_id, name, land, list, title, status FROM browsed
        WHERE (:lands IS NULL OR land IN (SELECT value FROM json_each(:lands)))
            AND (:lists IS NULL OR list IN (SELECT value FROM json_each(:lists)))
            AND (:statuses IS NULL OR status IN (SELECT value FROM json_each(:statuses)))
            AND (:initials IS NULL
                OR substr(key, 1, 1) IN (SELECT value FROM json_each(:initials)))
            AND (:since IS NULL OR changed_at >= :since)
            AND (:told IS NULL OR told = :told)
        ORDER BY key, land, municipality_id, list, guideline_id
        """,
        {
            "lands": _any(choice.lands),
            "lists": _any(choice.lists),
            "statuses": _any(choice.statuses),
            "initials": _any(choice.initials),
            "since": None if choice.since is None else to_row(choice.since),
            "told": choice.told,
        },
    )
    return [_listed(row) for row in rows]


async def lands(tx: Transaction) -> list[str]:
    """All Länder of which there is an entry, in the order of the alphabet."""
    rows = await tx.execute_fetchall(
        "SELECT DISTINCT land FROM browsed WHERE land <> '' ORDER BY land"
    )
    return [row["land"] for row in rows]


async def last_annual_meeting(tx: Transaction, now: datetime) -> datetime | None:
    """When the last one that took place was over."""
    row = await one(
        tx,
        """
        SELECT max(ends_at) AS ended_at FROM meeting
        WHERE kind = 'netzwerktreffen' AND state = 'planned' AND ends_at <= ?
        """,
        (to_row(now),),
    )
    return None if row is None or row["ended_at"] is None else from_row(row["ended_at"])


def _any(values: Collection[str]) -> str | None:
    return json.dumps(sorted(values)) if values else None


def _listed(row: Row) -> Listed:
    return Listed(*row)
