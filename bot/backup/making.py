"""Make a backup while the bot runs: copy, pack, verify, and only then give it its name."""

import asyncio
import contextlib
import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter

from bot.backup import manifest
from bot.backup.archive import UnfitBackupError, pack, refuse_without_room
from bot.backup.job import BackupJob, FailedBackup, MadeBackup
from bot.backup.manifest import Manifest
from bot.backup.scratch import known_place, part_of, scratch
from bot.backup.verifying import verify
from bot.config.reading import passphrase
from bot.process.accounts import as_owner_of
from bot.process.files import sync_directory
from bot.process.lifecycle import VERSION, Failure, InUseError, locked
from bot.sandbox import bare_environment
from bot.texts import backup as texts
from bot.texts import operation
from storage.backup.copying import DatabaseCopy, copy_without_askers
from storage.database import (
    AlteredDatabaseError,
    ForeignDatabaseError,
    NewerDatabaseError,
    is_damage,
    is_full,
)

# Seconds.
_PATIENCE = 5
_OUTCOME: TypeAdapter[MadeBackup | FailedBackup] = TypeAdapter(MadeBackup | FailedBackup)


class BusyError(Failure):
    """Another backup of the same bot is being made."""


async def make(job: BackupJob) -> MadeBackup:
    """Make and verify a backup in a process of its own: the loop is not held.

    The database need not be open, and no migration is applied to it. Raises Failure, OSError.
    """
    outcome = await apart(job)
    if isinstance(outcome, FailedBackup):
        raise Failure(outcome.text, outcome.exit_code)
    return outcome


async def apart(job: BackupJob) -> MadeBackup | FailedBackup:
    """Let a process of low priority do it; it ends when this is cancelled. Raises OSError."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "bot.backup"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=bare_environment(),
        start_new_session=True,  # Ctrl-C is for the one that waits for it
    )
    try:
        said, _ = await process.communicate(job.model_dump_json().encode())
    finally:
        await _end(process)
    if not said:
        return FailedBackup(text=texts.ended(process.returncode or 0), exit_code=1)
    return _OUTCOME.validate_json(said)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Let it put its things away, but not for long."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(_PATIENCE):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def carry_out(job: BackupJob) -> MadeBackup:
    """Make it in this process. Raises Failure."""
    words = None
    if job.passphrase_file is not None:
        words = passphrase(job.named_by, job.passphrase_file)
    with _told(job):
        _refuse(job)
        with locked(job.work):
            as_owner_of(job.data, job.work, job.work / "lock")
            made = _make(job, words)
        if job.thinning is not None:
            job.thinning.thin(job.target)
        return made


def refuse(job: BackupJob) -> None:
    """Raise Failure for what is sure to fail now; change nothing."""
    with _told(job):
        _refuse(job)
        _refuse_without_room(job)


def _refuse(job: BackupJob) -> None:
    """Raise Failure for what is sure to fail."""
    directory = job.target.parent
    if not job.database.exists():
        raise Failure(texts.no_database(job.database))
    if not directory.is_dir():
        raise Failure(texts.no_directory(directory))
    if job.target.is_dir():
        raise Failure(texts.is_directory(job.target), exit_code=2)
    if job.target.exists() and not job.replace:
        raise Failure(texts.exists(job.target), exit_code=2)


def _make(job: BackupJob, words: str | None) -> MadeBackup:
    with scratch(job.work) as folder:
        _refuse_without_room(job)
        made_at = datetime.now(UTC).replace(microsecond=0)
        copy = asyncio.run(copy_without_askers(job.database, folder / manifest.DATABASE))
        missing = _stage(job, folder, copy)
        facts = Manifest(
            version=VERSION,
            schema_version=copy.schema_version,
            made_at=made_at,
            user_id=job.user_id,
            tables=copy.tables,
            missing=tuple(missing),
        )
        with part_of(job.target) as (part, file):
            pack(folder, file, facts, words)
            file.flush()
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            shutil.rmtree(folder)
            verified = _verified(part, job, words, made_at)
            as_owner_of(job.target.parent, part)
            part.replace(job.target)
            sync_directory(job.target.parent)
    return verified.model_copy(update={"file": job.target})


def _verified(part: Path, job: BackupJob, words: str | None, made_at: datetime) -> MadeBackup:
    """Tell of a fault by what a reader knows: nobody will find the part."""
    try:
        return verify(part, words, job.work)
    except UnfitBackupError as error:
        text = texts.discarded(job.target.parent, made_at, error.of_new)
        raise Failure(text) from None


def _stage(job: BackupJob, folder: Path, copy: DatabaseCopy) -> list[str]:
    """Put all else beside the copy; return the hashes of documents that are not there."""
    (folder / manifest.CONFIG).write_text(job.config, encoding="utf-8")
    cross_signing = job.data / manifest.CROSS_SIGNING
    if cross_signing.exists():
        (folder / manifest.CROSS_SIGNING).parent.mkdir(mode=0o700)
        shutil.copyfile(cross_signing, folder / manifest.CROSS_SIGNING)
    missing = []
    (folder / manifest.DOCUMENTS).mkdir(mode=0o700)
    for sha256 in copy.documents:
        name = f"{manifest.DOCUMENTS}/{sha256}"
        try:
            _link(job.data / name, folder / name)
        except FileNotFoundError:
            missing.append(sha256)
    return missing


def _link(source: Path, target: Path) -> None:
    """Keep the file though the bot may remove it meanwhile."""
    try:
        target.hardlink_to(source)
    except FileNotFoundError:
        raise
    except OSError:  # not on every file system
        shutil.copyfile(source, target)


def _refuse_without_room(job: BackupJob) -> None:
    """Raise Failure if the copy, or the file, is sure to find too little room.

    Text becomes less than half as much, documents do not.
    """
    log = job.database.with_name(f"{job.database.name}-wal")
    database = job.database.stat().st_size + (log.stat().st_size if log.exists() else 0)
    documents = _bytes_of(job.data / manifest.DOCUMENTS)
    copies, file = 2 * database, database // 2 + documents
    if job.data.stat().st_dev == job.target.parent.stat().st_dev:
        refuse_without_room(job.data, copies + file)
    else:
        refuse_without_room(job.data, copies)
        refuse_without_room(job.target.parent, file)


def _bytes_of(directory: Path) -> int:
    total = 0
    for path in directory.iterdir() if directory.is_dir() else ():
        with contextlib.suppress(FileNotFoundError):
            total += path.stat().st_size
    return total


@contextmanager
def _told(job: BackupJob) -> Iterator[None]:
    """Tell what is in the way, and what to do about it."""
    try:
        yield
    except (InUseError, BlockingIOError, FileExistsError):
        raise BusyError(texts.ALREADY_RUNNING) from None
    except ForeignDatabaseError:
        raise Failure(operation.foreign_database(job.database)) from None
    except NewerDatabaseError:
        raise Failure(operation.newer_database(job.database)) from None
    except AlteredDatabaseError as error:
        raise Failure(operation.altered_database(job.database, error.name)) from None
    except sqlite3.Error as error:
        raise Failure(_of_sqlite(error, job)) from None
    except OSError as error:
        raise Failure(_of_system(error, job)) from None


def _of_sqlite(error: sqlite3.Error, job: BackupJob) -> str:
    if is_full(error):
        return texts.disk_full(job.data)
    if is_damage(error):
        return operation.database_damaged(job.database)
    return operation.database_failed(job.database, str(error))


def _of_system(error: OSError, job: BackupJob) -> str:
    where = known_place(Path(error.filename)) if error.filename else job.target.parent
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return texts.disk_full(where)
    return texts.failed(where, operation.reason(error))
