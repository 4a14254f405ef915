"""The data directory as a whole: the database beside the keys, and what check says of them."""

import errno
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.config.sections import Config
from bot.process.accounts import as_owner_of, bot_may
from bot.process.lifecycle import Failure
from bot.texts import doctor as texts
from bot.texts import operation
from storage import health, key_value
from storage.collection import register
from storage.database import (
    AlteredDatabaseError,
    Database,
    ForeignDatabaseError,
    NewerDatabaseError,
    changed_back,
    is_damage,
    migrations,
    open_database,
    open_unchanged,
    outdated,
)


class LostDatabaseError(Exception):
    """The keys show that the bot has run here, but there is no database of it."""


@asynccontextmanager
async def open_data(
    config: Config, *, begin_anew: bool = False, alone: bool = False, may_upgrade: bool = True
) -> AsyncIterator[Database]:
    """Open the database, migrated after a backup; `alone`: the caller keeps others out.

    A call that only shows something may not upgrade it, and fails if that is still to be done.
    Raises LostDatabaseError, InUseError, Failure, and as open_database.
    """
    directory, lost = config.storage.directory, await is_lost(config)
    if lost and not begin_anew:
        raise LostDatabaseError
    if begin_anew and not lost and await _has_begun(config):
        raise Failure(operation.database_not_lost(config.database_file), exit_code=2)
    if (schemas := await outdated(config.database_file)) is not None:
        from bot.backup.upgrading import upgrade
        from bot.texts import upgrading

        if not may_upgrade:
            raise Failure(upgrading.not_by_showing(*schemas))

        await upgrade(config, alone=alone)
    async with open_database(config.database_file) as database:
        # What root has made, before the bot itself has begun.
        as_owner_of(directory, *directory.glob(f"{config.database_file.name}*"))
        yield database


def has_data(config: Config) -> bool:
    """Tell whether the bot has run here, or a command has made its database."""
    return config.database_file.exists() or _has_keys(config)


def _has_keys(config: Config) -> bool:
    directory = config.matrix_directory
    names = ("session.json", "cross_signing.json")
    return any((directory / name).exists() for name in names) or any(directory.glob("*.db"))


async def is_lost(config: Config) -> bool:
    """Tell whether the bot has run here and its database is gone or empty."""
    return _has_keys(config) and not await _has_begun(config)


async def _has_begun(config: Config) -> bool:
    """Tell whether the bot has run with the database; what opens it tells if it is unreadable."""
    if not config.database_file.exists():
        return False
    try:
        async with open_unchanged(config.database_file) as tx:
            return await key_value.get(tx, key_value.FIRST_STARTED_AT) is not None
    except sqlite3.OperationalError as error:
        return "no such table" not in str(error)
    except sqlite3.DatabaseError:
        return True


@dataclass(frozen=True)
class Remark:
    """A line of `check`."""

    subject: str
    detail: str
    ok: bool = True


async def examine(config: Config) -> list[Remark]:
    """Examine the directory and the files of SQLite in it; change nothing."""
    remarks = [_directory(config), *await _database(config), *await _stores(config)]
    return [*remarks, *(await _register(config) if all(each.ok for each in remarks) else [])]


def _directory(config: Config) -> Remark:
    directory = config.storage.directory
    if not directory.exists():
        return Remark(texts.CHECK_DIRECTORY, texts.directory_new(directory))
    if not bot_may(directory, directory, os.W_OK | os.X_OK):
        denied = operation.reason(PermissionError(errno.EACCES, ""))
        failed = operation.directory_failed(directory, denied)
        return Remark(texts.CHECK_DIRECTORY, failed, ok=False)
    if directory.stat().st_mode & 0o077:
        return Remark(texts.CHECK_DIRECTORY, texts.directory_open(directory), ok=False)
    return Remark(texts.CHECK_DIRECTORY, texts.directory_ok(directory))


async def _database(config: Config) -> list[Remark]:
    file = config.database_file
    if await is_lost(config):
        return [Remark(texts.CHECK_DATABASE, operation.lost_database(file), ok=False)]
    if not file.exists():
        return [Remark(texts.CHECK_DATABASE, texts.DATABASE_NEW)]
    if not await _is_sound(file):
        return [Remark(texts.CHECK_DATABASE, operation.database_damaged(file), ok=False)]
    sound = Remark(texts.CHECK_DATABASE, texts.NOT_DAMAGED)
    return [sound, await _schema(config), await _write(config)]


async def _stores(config: Config) -> list[Remark]:
    broken = [f for f in config.matrix_directory.glob("*.db") if not await _is_sound(f)]
    text = operation.store_damaged(config.matrix_directory)
    return [Remark(texts.CHECK_STORE, text, ok=False) for _ in broken[:1]]


async def _register(config: Config) -> list[Remark]:
    """Tell how old the register is; nothing of one that cannot be read, which is told already."""
    from commands.collection.texts.register import in_force

    edition = None
    if config.database_file.exists():
        try:
            async with open_unchanged(config.database_file) as tx:
                edition = await register.edition(tx)
        except sqlite3.Error as error:
            # A schema from before there were others than the shipped one.
            if "no such table" not in str(error):
                return []
    return [Remark(texts.CHECK_REGISTER, in_force(edition, datetime.now(UTC).date()))]


async def _is_sound(file: Path) -> bool:
    """Return False if SQLite finds the file broken; other errors are told by what opens it."""
    try:
        async with open_unchanged(file) as tx:
            rows = list(await tx.execute_fetchall("PRAGMA quick_check(1)"))
    except sqlite3.Error as error:
        return not is_damage(error) or not _has_header(file)
    return [tuple(row) for row in rows] == [("ok",)]


def _has_header(file: Path) -> bool:
    """Tell whether it is, or was, a database at all."""
    with file.open("rb") as stream:
        return stream.read(16) == b"SQLite format 3\0"


async def _schema(config: Config) -> Remark:
    from bot.backup.upgrading import last_before, obstacle, pending
    from bot.texts import upgrading

    file = config.database_file
    try:
        step = await pending(config)
    except NewerDatabaseError:
        text = operation.newer_database(file, last_before(config))
    except AlteredDatabaseError as error:
        text = operation.altered_database(file, error.name)
    except (ForeignDatabaseError, sqlite3.Error):
        text = operation.foreign_database(file)
    else:
        if step is None:
            return Remark(texts.CHECK_SCHEMA, texts.schema_ok(len(migrations())))
        problem = obstacle(config, step)
        if problem is None:
            planned = upgrading.planned(step.found, step.known, step.target, step.patience)
            return Remark(texts.CHECK_SCHEMA, planned)
        text = upgrading.impossible(step.found, step.known, problem)
    return Remark(texts.CHECK_SCHEMA, text, ok=False)


async def _write(config: Config) -> Remark:
    try:
        async with changed_back(config.database_file) as tx:
            await health.try_write(tx)
    except sqlite3.Error as error:
        text = operation.database_failed(config.database_file, str(error))
        return Remark(texts.CHECK_WRITE, text, ok=False)
    return Remark(texts.CHECK_WRITE, texts.WRITE_OK)
