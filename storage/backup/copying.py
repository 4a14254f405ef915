"""A copy of the database, made while the bot writes, in which nobody asks without a name."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from storage.collection import documents
from storage.connection import connect
from storage.database import ForeignDatabaseError, Transaction, open_unchanged, version_of
from storage.exchange.anonymous import drop_askers
from storage.records import column, number


@dataclass(frozen=True)
class DatabaseCopy:
    """`tables` counts rows; `documents` are the hashes of those that the database needs."""

    schema_version: int
    tables: dict[str, int]
    documents: list[str]


async def copy_without_askers(source: Path, target: Path) -> DatabaseCopy:
    """Make the copy, as the database is in one moment; no migration is applied.

    Nobody who writes waits for it. The target must not exist, and beside it is room for another
    copy. Raises ForeignDatabaseError, NewerDatabaseError, AlteredDatabaseError, sqlite3.Error.
    """
    async with open_unchanged(source) as tx:
        if not await version_of(tx):
            raise ForeignDatabaseError
        await _vacuum_into(tx, target)
    if await _drop_askers(target):
        # What was deleted is gone from its page, but not from where SQLite moved it before.
        first = target.with_name(f"{target.name}.first")
        await asyncio.to_thread(target.rename, first)
        async with open_unchanged(first) as tx:
            await _vacuum_into(tx, target)
        await asyncio.to_thread(first.unlink)
    async with open_unchanged(target) as tx:
        needed = sorted(await documents.needed(tx))
        return DatabaseCopy(await version_of(tx), await count_rows(tx), needed)


async def _vacuum_into(tx: Transaction, target: Path) -> None:
    """Read in one transaction: a writer waits for none, and its log is only longer meanwhile."""
    # The copy has the setting of its source: what is packed and removed need not be on the disk.
    await tx.execute_fetchall("PRAGMA synchronous = OFF")
    await tx.execute("VACUUM INTO ?", (str(target),))


async def _drop_askers(copy: Path) -> bool:
    """Return whether anything was dropped."""
    async with connect(copy) as connection:
        connection.row_factory = aiosqlite.Row
        for setting in ("journal_mode = MEMORY", "synchronous = OFF", "secure_delete = ON"):
            await connection.execute_fetchall(f"PRAGMA {setting}")
        before = connection.total_changes
        await connection.execute("BEGIN")
        await drop_askers(connection)
        await connection.commit()
        return connection.total_changes != before


async def count_rows(tx: Transaction) -> dict[str, int]:
    """Return the number of rows of each table that is not virtual."""
    names = await column(
        tx,
        """
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'
            AND sql NOT LIKE 'CREATE VIRTUAL%'
        ORDER BY name
        """,
    )
    return {name: await number(tx, f'SELECT count(*) FROM "{name}"') for name in names}  # noqa: S608


async def faults(tx: Transaction) -> list[str]:
    """Return SQLite's words about what is broken: pages, indexes, foreign keys."""
    integrity = await column(tx, "PRAGMA integrity_check")
    foreign_keys = await column(tx, "PRAGMA foreign_key_check")
    return [each for each in integrity if each != "ok"] + foreign_keys
