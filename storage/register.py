"""The municipalities of Germany (© GeoBasis-DE / BKG 2016): recognises a name, refuses none."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.database import Transaction, one


@dataclass(frozen=True)
class RegisterPlace:
    """`kind` is S for a town, else G; `district` is the key of the district."""

    ags: str
    name: str
    kind: str
    district: str
    key: str


async def is_empty(tx: Transaction) -> bool:
    rows = await tx.execute_fetchall("SELECT 1 FROM register_place LIMIT 1")
    return not list(rows)


async def add(tx: Transaction, places: Iterable[RegisterPlace]) -> None:
    await tx.executemany(
        "INSERT INTO register_place VALUES (?, ?, ?, ?, ?)",
        ((place.ags, place.name, place.kind, place.district, place.key) for place in places),
    )


async def without_entry(tx: Transaction) -> list[RegisterPlace]:
    """All places that are not in the collection."""
    rows = await tx.execute_fetchall("SELECT * FROM place_without_entry ORDER BY ags")
    return [RegisterPlace(*row) for row in rows]


async def named_without_entry(tx: Transaction, key: str) -> list[RegisterPlace]:
    """Those of them with this folded name."""
    rows = await tx.execute_fetchall(
        "SELECT * FROM place_without_entry WHERE key = ? ORDER BY ags", (key,)
    )
    return [RegisterPlace(*row) for row in rows]


async def with_ags(tx: Transaction, ags: str) -> RegisterPlace | None:
    """The one of them with this official key."""
    row = await one(tx, "SELECT * FROM place_without_entry WHERE ags = ?", (ags,))
    return None if row is None else RegisterPlace(*row)
