"""The spellings that find the municipalities of the collection."""

import asyncio
import json
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from storage import key_value
from storage.collection.guidelines import Municipality
from storage.database import Transaction
from storage.records import record


class Spelling(NamedTuple):
    """A key that finds a municipality; `via` says what kind of spelling it is."""

    key: str
    via: int
    municipality_id: int


async def put(tx: Transaction, vias: Mapping[int, Mapping[str, int]]) -> None:
    """Replace the keys that find these municipalities."""
    await tx.executemany(
        "DELETE FROM municipality_key WHERE municipality_id = ?", [(number,) for number in vias]
    )
    await tx.executemany(
        "INSERT INTO municipality_key (key, municipality_id, via) VALUES (?, ?, ?)",
        [(key, number, int(via)) for number, keys in vias.items() for key, via in keys.items()],
    )


async def stamp(tx: Transaction) -> str:
    """Return what is another value once a name, a spelling or an entry has changed."""
    return await key_value.get(tx, "names") or ""


async def all_spellings(tx: Transaction) -> Sequence[Spelling]:
    """Return all of them, in the order of their keys."""
    return await _spellings(
        tx,
        "SELECT key, via, municipality_id FROM municipality_key ORDER BY key, municipality_id",
    )


async def spellings_of(tx: Transaction, numbers: Collection[int]) -> Sequence[Spelling]:
    """Return those of some municipalities, in the order of their keys."""
    return await _spellings(
        tx,
        """
        SELECT key, via, municipality_id FROM municipality_key
        WHERE municipality_id IN (SELECT value FROM json_each(?)) ORDER BY key, municipality_id
        """,
        json.dumps([*numbers]),
    )


async def spelled(tx: Transaction) -> Mapping[int, Municipality]:
    """Return the municipalities that some spelling finds, by id."""
    return await _municipalities(
        tx,
        """
        SELECT * FROM municipality
        WHERE municipality_id IN (SELECT municipality_id FROM municipality_key)
        """,
    )


async def spelled_of(tx: Transaction, numbers: Collection[int]) -> Mapping[int, Municipality]:
    """Return those of some municipalities that some spelling finds, by id."""
    return await _municipalities(
        tx,
        """
        SELECT * FROM municipality WHERE municipality_id IN (SELECT value FROM json_each(?))
            AND municipality_id IN (SELECT municipality_id FROM municipality_key)
        """,
        json.dumps([*numbers]),
    )


async def _spellings(tx: Transaction, sql: str, *values: str) -> Sequence[Spelling]:
    rows = await tx.execute_fetchall(sql, values)
    return await asyncio.to_thread(lambda: [Spelling(*row) for row in rows])


async def _municipalities(tx: Transaction, sql: str, *values: str) -> Mapping[int, Municipality]:
    rows = await tx.execute_fetchall(sql, values)
    found = await asyncio.to_thread(lambda: [record(Municipality, row) for row in rows])
    return {each.municipality_id: each for each in found}
