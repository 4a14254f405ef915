"""Put a backup, or a copy of the database, in the place of what the data directory holds."""

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.backup import manifest
from bot.backup.archive import read_manifest, unpack
from bot.config.sections import Config
from bot.process.accounts import as_owner_of
from bot.process.lifecycle import Failure, locked
from bot.process.swap import new_folder, present, swap
from bot.recovery.forgotten import (
    FILE,
    ForgottenFiles,
    ForgottenPerson,
    forget_again,
    forgotten_files,
    name_beside,
    read,
)
from bot.settings import KEY_FILE, settings_of
from bot.texts import operation
from bot.texts import restore as texts
from commands.conversation.command import Context
from storage.database import (
    AlteredDatabaseError,
    ForeignDatabaseError,
    NewerDatabaseError,
    is_full,
    migrations,
    open_database,
)
from storage.matrix import sync
from storage.recovery import state

_DATABASE = manifest.DATABASE
_DATABASE_FILES = (_DATABASE, *(f"{_DATABASE}-{end}" for end in ("wal", "shm", "journal")))
_SIGNING = Path(manifest.CROSS_SIGNING)
# The configuration of the backup, which replaces none.
RESTORED_CONFIG = "restored-config.toml"
# What a whole backup replaces; other files in the directory are none of ours.
_WHOLE = (*_DATABASE_FILES, _SIGNING.parts[0], manifest.DOCUMENTS, KEY_FILE, FILE, RESTORED_CONFIG)
# What a database alone replaces: its keys would be of another moment.
_ALONE = (*_DATABASE_FILES, _SIGNING.parts[0])


class BrokenCopyError(Exception):
    """The database of the backup is not sound."""


_OF_THE_DATABASE = (
    BrokenCopyError,
    ForeignDatabaseError,
    NewerDatabaseError,
    AlteredDatabaseError,
)


@dataclass(frozen=True)
class Restored:
    """`as_of` is how far the bot had read; `before` is where the former data are now."""

    as_of: datetime | None
    forgotten: int
    before: Path | None
    config: Path | None


def restore(
    file: Path, config: Config, passphrase: str | None, now: datetime, *, replace: bool
) -> Restored:
    """Put the backup in place, all or nothing. Raises Failure, InUseError, OSError."""
    directory = config.storage.directory
    _refuse_unfit(file, config, passphrase)
    with locked(directory):
        _refuse_full(directory, _WHOLE, replace=replace)
        folder = new_folder(directory)
        with _cleared(folder):
            made = unpack(file, folder, passphrase)
            if (folder / manifest.CONFIG).exists():
                (folder / manifest.CONFIG).rename(folder / RESTORED_CONFIG)
            _keep(directory / KEY_FILE, folder / KEY_FILE)
            _refuse_other_schema(file, made.schema_version)
            return _finish(file, config, folder, _WHOLE, now)


def restore_database(file: Path, config: Config, now: datetime, *, replace: bool) -> Restored:
    """Put a database in place, beside the documents that are there. Raises as `restore`."""
    directory = config.storage.directory
    with locked(directory):
        _refuse_full(directory, _ALONE, replace=replace)
        folder = new_folder(directory)
        with _cleared(folder):
            _copy_database(file, folder / _DATABASE)
            _keep(directory / _SIGNING, folder / _SIGNING)
            return _finish(file, config, folder, _ALONE, now)


def _refuse_unfit(file: Path, config: Config, passphrase: str | None) -> None:
    made = read_manifest(file, passphrase)
    _refuse_other_schema(file, made.schema_version)
    if made.user_id != config.matrix.user_id:
        raise Failure(texts.other_account(file, made.user_id, config.matrix.user_id), exit_code=2)


def _refuse_other_schema(file: Path, schema_version: int) -> None:
    if schema_version > len(migrations()):
        raise Failure(texts.newer_schema(file))


def _refuse_full(directory: Path, names: tuple[str, ...], *, replace: bool) -> None:
    if not replace and present(directory, names):
        raise Failure(texts.not_empty(directory), exit_code=2)


@contextmanager
def _cleared(folder: Path) -> Iterator[None]:
    """Remove the folder if it was not put in place."""
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _keep(source: Path, target: Path) -> None:
    if source.exists() and not target.exists():
        target.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.copy2(source, target)


def _copy_database(file: Path, target: Path) -> None:
    """Copy it with its write-ahead log. Raises Failure."""
    if not file.is_file():
        raise Failure(texts.no_database(file))
    try:
        target.touch(0o600)
        with (
            closing(sqlite3.connect(file)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
    except sqlite3.Error as error:
        raise _told(error, file, target.parent) from None


def _finish(
    file: Path, config: Config, folder: Path, names: tuple[str, ...], now: datetime
) -> Restored:
    """Make of the copy what a bot can go on with, and put all in place."""
    directory = config.storage.directory
    beside = file.resolve().parent
    # Beside a backup that somebody brought here, it may have the name that it has with the data.
    lines = read([*forgotten_files(config), beside / name_beside(config), beside / FILE])
    try:
        as_of, count = asyncio.run(_prepare(folder / _DATABASE, config, lines, now))
    except (*_OF_THE_DATABASE, sqlite3.Error) as error:
        raise _told(error, file, directory) from None
    has_config = (folder / RESTORED_CONFIG).exists()
    ForgottenFiles([folder / FILE]).merge(lines)
    as_owner_of(directory, folder, *folder.rglob("*"))
    before = swap(directory, (*_ALONE, FILE) if names is _ALONE else names, now)
    ForgottenFiles(forgotten_files(config)).merge(lines)
    return Restored(as_of, count, before, directory / RESTORED_CONFIG if has_config else None)


async def _prepare(
    database_file: Path, config: Config, lines: Sequence[ForgottenPerson], now: datetime
) -> tuple[datetime | None, int]:
    """Check and migrate it, forget who was forgotten since, and have the bot look first.

    Return how far it had read, and how many were forgotten. Raises as open_database.
    """
    async with open_database(database_file) as database:
        async with database.transaction() as tx:
            for check in ("PRAGMA integrity_check(1)", "PRAGMA foreign_key_check"):
                rows = [tuple(row) for row in await tx.execute_fetchall(check)]
                if rows not in ([], [("ok",)]):
                    raise BrokenCopyError(check)
            await state.begin(tx, now, lost=True)
            count = await forget_again(Context(now, tx, settings_of(config, {}, ())), lines)
            as_of = await sync.last_at(tx)
        await database.checkpoint()
    return as_of, count


def _told(error: Exception, file: Path, directory: Path) -> Failure:
    match error:
        case NewerDatabaseError():
            return Failure(texts.newer_schema(file))
        case AlteredDatabaseError():
            return Failure(texts.altered_schema(file, error.name))
        case ForeignDatabaseError():
            return Failure(texts.no_database(file))
        case sqlite3.Error() if error.sqlite_errorname == "SQLITE_NOTADB":
            return Failure(texts.no_database(file))
        case _ if is_full(error):
            return Failure(operation.disk_full(directory))
        case _:
            return Failure(texts.broken(file))
