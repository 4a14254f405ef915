"""Whether a backup is good: whole, sound, to be migrated, and with an answer about Bonn."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiosqlite

from bot.backup import manifest
from bot.backup.archive import UnfitBackupError, unpack
from bot.backup.job import MadeBackup
from bot.backup.manifest import ArchiveMember, Manifest
from bot.backup.scratch import scratch
from bot.process.lifecycle import Failure
from bot.texts import backup as texts
from commands.collection.lookup import look_up
from storage.backup.copying import count_rows, faults
from storage.connection import connect
from storage.database import (
    AlteredDatabaseError,
    ForeignDatabaseError,
    NewerDatabaseError,
    is_full,
    open_database,
    version_of,
)

PLACE = "Bonn"


def verify(file: Path, passphrase: str | None, scratch_in: Path) -> MadeBackup:
    """Read all of it, and use a copy of its database. Raises Failure, OSError.

    `scratch_in` needs room for the database; nothing stays there.
    """
    with scratch(scratch_in) as folder:
        made = unpack(file, folder, passphrase, _is_no_document, synced=False)
        database_file = folder / manifest.DATABASE
        if not database_file.exists():
            raise UnfitBackupError(texts.damaged(file))
        with _told(file, scratch_in):
            asyncio.run(_examine(file, database_file, made))
        return MadeBackup.told_by(made, file, file.stat().st_size)


def _is_no_document(member: ArchiveMember) -> bool:
    return not member.name.startswith(f"{manifest.DOCUMENTS}/")


async def _examine(file: Path, database_file: Path, made: Manifest) -> None:
    async with connect(database_file) as connection:
        connection.row_factory = aiosqlite.Row
        version = await version_of(connection)
        sound = not await faults(connection)
        if not sound or version != made.schema_version:
            raise _broken(file)
        if await count_rows(connection) != made.tables:
            raise _broken(file)
    try:
        async with open_database(database_file):
            pass
    except sqlite3.Error as error:
        if is_full(error):
            raise
        reason = str(error)
        of_new = texts.new_not_upgraded(reason)
        raise UnfitBackupError(texts.not_upgraded(file, reason), of_new=of_new) from None
    async with open_database(database_file) as database, database.transaction() as tx:
        found = await look_up(tx, PLACE)
    if not found.entries and found.elsewhere is None:
        of_new = texts.new_unusable(PLACE)
        raise UnfitBackupError(texts.unusable(file, PLACE), of_new=of_new)


def _broken(file: Path) -> UnfitBackupError:
    return UnfitBackupError(texts.broken(file), of_new=texts.NEW_BROKEN)


@contextmanager
def _told(file: Path, scratch_in: Path) -> Iterator[None]:
    try:
        yield
    except NewerDatabaseError:
        raise UnfitBackupError(texts.newer_schema(file), of_new=texts.NEW_BROKEN) from None
    except AlteredDatabaseError as error:
        text = texts.altered_schema(file, error.name)
        raise UnfitBackupError(text, of_new=texts.NEW_BROKEN) from None
    except ForeignDatabaseError:
        raise _broken(file) from None
    except sqlite3.Error as error:
        if is_full(error):
            raise Failure(texts.disk_full(scratch_in)) from None
        raise _broken(file) from None
