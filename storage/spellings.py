"""The spellings that find the municipalities of the collection."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.database import Row, Transaction
from storage.guidelines import Municipality, municipality_of


@dataclass(frozen=True)
class Spelling:
    """A key that finds a municipality; `via` says what kind of spelling it is."""

    key: str
    via: int
    municipality: Municipality


async def put(tx: Transaction, vias: Mapping[int, Mapping[str, int]]) -> None:
    """Replace the keys that find these municipalities."""
    await tx.executemany(
        "DELETE FROM municipality_key WHERE municipality_id = ?", [(number,) for number in vias]
    )
    await tx.executemany(
        "INSERT INTO municipality_key (key, municipality_id, via) VALUES (?, ?, ?)",
        [(key, number, int(via)) for number, keys in vias.items() for key, via in keys.items()],
    )


async def spelled(tx: Transaction, key: str) -> list[Spelling]:
    rows = await tx.execute_fetchall(
        "SELECT * FROM municipality_key JOIN municipality USING (municipality_id) WHERE key = ?",
        (key,),
    )
    return [_spelling(row) for row in rows]


async def beginning_with(tx: Transaction, key: str) -> list[Spelling]:
    """Spellings that are the key or begin with it."""
    rows = await tx.execute_fetchall(
        """
        SELECT * FROM municipality_key JOIN municipality USING (municipality_id)
        WHERE key BETWEEN ? AND ?
        """,
        (key, key + "\U0010ffff"),
    )
    return [_spelling(row) for row in rows]


async def all_spellings(tx: Transaction) -> list[Spelling]:
    return await beginning_with(tx, "")


def _spelling(row: Row) -> Spelling:
    return Spelling(row["key"], row["via"], municipality_of(row))
