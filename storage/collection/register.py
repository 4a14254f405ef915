"""The municipalities of Germany (© GeoBasis-DE / BKG 2016): recognises a name, refuses none."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.database import Transaction
from storage.records import exists, fetch, fetch_one


@dataclass(frozen=True)
class RegisterPlace:
    """`kind` is S for a town, else G; `district` is the key of the district."""

    ags: str
    name: str
    kind: str
    district: str
    key: str


async def is_empty(tx: Transaction) -> bool:
    return not await exists(tx, "SELECT 1 FROM register_place LIMIT 1")


async def add(tx: Transaction, places: Iterable[RegisterPlace]) -> None:
    await tx.executemany(
        "INSERT INTO register_place VALUES (?, ?, ?, ?, ?)",
        ((place.ags, place.name, place.kind, place.district, place.key) for place in places),
    )


async def without_entry(tx: Transaction) -> list[RegisterPlace]:
    """Return all places that are not in the collection."""
    return await fetch(tx, RegisterPlace, "SELECT * FROM place_without_entry ORDER BY ags")


async def named_without_entry(tx: Transaction, keys: Sequence[str]) -> list[RegisterPlace]:
    """Return those of them with one of these folded names, in the order of the names."""
    found = await fetch(
        tx,
        RegisterPlace,
        """
        SELECT * FROM place_without_entry WHERE key IN (SELECT value FROM json_each(?))
        ORDER BY ags
        """,
        (json.dumps(keys),),
    )
    return sorted(found, key=lambda place: keys.index(place.key))


async def beginning_without_entry(tx: Transaction, beginning: str) -> list[RegisterPlace]:
    """Return those without an entry whose folded name begins so."""
    rows = await tx.execute_fetchall(
        "SELECT * FROM place_without_entry WHERE key BETWEEN ? AND ? ORDER BY ags",
        (beginning, f"{beginning}\U0010ffff"),
    )
    return [RegisterPlace(*row) for row in rows]


async def among(tx: Transaction, keys: Sequence[str], starts: Sequence[str]) -> list[RegisterPlace]:
    """Return those without an entry with one of the keys, or that begin with one of the starts."""
    return await fetch(
        tx,
        RegisterPlace,
        """
        SELECT place.* FROM json_each(?) JOIN place_without_entry AS place ON place.key = value
        UNION SELECT place.* FROM json_each(?) JOIN place_without_entry AS place
            ON place.key BETWEEN value AND value || ?
        """,
        (json.dumps(keys), json.dumps(starts), "\U0010ffff"),
    )


async def with_ags(tx: Transaction, ags: str) -> RegisterPlace | None:
    """Return the one of them with this official key."""
    return await fetch_one(
        tx, RegisterPlace, "SELECT * FROM place_without_entry WHERE ags = ?", (ags,)
    )
