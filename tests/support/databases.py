"""Databases in memory, as open_database makes them: copies of one that was made by it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from storage.connection import Connection
from storage.database import Database, Transaction, prepared

Filling = Callable[[Transaction], Awaitable[None]]

_CONTENTS: dict[Filling, bytes] = {}


async def nothing(_: Transaction) -> None:
    """Leave the tables empty."""


@asynccontextmanager
async def in_memory(fill: Filling = nothing) -> AsyncIterator[Database]:
    """A migrated database that `fill` has filled; both is done once in a process."""
    content = _CONTENTS.get(fill) or await asyncio.to_thread(_make, fill)
    async with Connection(":memory:", lambda: _copy(content)) as connection:
        yield await prepared(connection)


def _copy(content: bytes | None = None) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    if content is not None:
        connection.deserialize(content)
    return connection


def _make(fill: Filling) -> bytes:
    whole = _copy()

    async def make() -> bytes:
        async with Connection(":memory:", lambda: whole) as connection:
            database = await prepared(connection)
            async with database.transaction() as tx:
                await fill(tx)
            return whole.serialize()

    return _CONTENTS.setdefault(fill, asyncio.run(make()))
