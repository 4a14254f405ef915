"""Bring the database to the schema of this program, after a backup that was verified."""

import contextlib
import logging
import secrets
import sqlite3
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.backup.job import FailedBackup, MadeBackup, job_of
from bot.backup.making import apart, refuse
from bot.backup.thinning import ENDINGS, account_of
from bot.config.sections import Config
from bot.process.lifecycle import VERSION, Failure, locked, notify
from bot.texts import upgrading as texts
from storage import key_value
from storage.database import is_damage, is_full, open_database, open_outdated, outdated

logger = logging.getLogger(__name__)

# Bytes of the database that are copied, packed, verified and migrated in a second, on a busy
# machine; see docs/measured.md.
_PACE = 7_000_000
_BEFORE = "before-"


@dataclass(frozen=True)
class UpgradeStep:
    """From one schema to another; `target` is the backup of what was before."""

    found: int
    known: int
    target: Path
    patience: timedelta


async def pending(config: Config) -> UpgradeStep | None:
    """Return what the next start has to do, if anything. Raises as `outdated`."""
    file = config.database_file
    schemas = await outdated(file)
    if schemas is None:
        return None
    found, known = schemas
    ending = ENDINGS[config.backup.passphrase_file is not None]
    name = f"{_BEFORE}{VERSION}-schema-{found}-{account_of(config.matrix.user_id)}{ending}"
    patience = timedelta(seconds=file.stat().st_size / _PACE)
    return UpgradeStep(found, known, _directory(config) / name, patience)


async def upgrade(config: Config, *, alone: bool) -> None:
    """Do what is pending; the caller is `alone` if it keeps others out of the directory.

    A death at any moment leaves the old schema or the new one, and the backup whole or not there.
    Raises Failure, InUseError, OSError, and as `pending`.
    """
    with contextlib.nullcontext() if alone else locked(config.storage.directory):
        step = await pending(config)
        if step is not None:
            await _upgrade(config, step)


async def _upgrade(config: Config, step: UpgradeStep) -> None:
    # A command shows warnings only, and waits as long.
    logger.warning(texts.begins(step.found, step.known, step.target, step.patience))
    # Systemd would end a start that takes longer than the unit says.
    notify(f"EXTEND_TIMEOUT_USEC={int(5 * step.patience.total_seconds() * 1e6)}")
    begun_at = time.monotonic()
    # Before the backup: with it put back, the bot knows what it said since then by this key.
    async with open_outdated(config.database_file) as tx:
        await key_value.put_once(tx, key_value.MARK_KEY, secrets.token_hex(32), datetime.now(UTC))
    made = await _back_up(config, step)
    logger.info(texts.backed_up(made.file, made.bytes, _since(begun_at)))
    begun_at = time.monotonic()
    try:
        async with open_database(config.database_file):
            pass
    except sqlite3.Error as error:
        if is_full(error) or is_damage(error):
            raise
        text = texts.failed(step.found, step.known, str(error), made.file)
        raise Failure(text, lasting=True) from None
    logger.info(texts.done(step.found, step.known, _since(begun_at)))


async def _back_up(config: Config, step: UpgradeStep) -> MadeBackup:
    """Raises Failure; a person has to help, unless another backup is just being made."""
    outcome = await apart(job_of(config, step.target, replace=True))
    if isinstance(outcome, FailedBackup):
        raise Failure(texts.stays(step.found, outcome.text), lasting=not outcome.busy)
    return outcome


def obstacle(config: Config, step: UpgradeStep) -> str | None:
    """Return why the backup could not be made now; None if nothing is in the way."""
    try:
        refuse(job_of(config, step.target, replace=True))
    except Failure as failure:
        return failure.text
    return None


def last_before(config: Config, version: str = "*") -> Path | None:
    """Return the newest backup that an upgrade of this bot has made, to this version if given."""
    account = account_of(config.matrix.user_id)
    with contextlib.suppress(OSError):
        found = [
            path
            for path in _directory(config).glob(f"{_BEFORE}{version}-schema-*")
            if path.name.endswith(tuple(f"-{account}{ending}" for ending in ENDINGS))
        ]
        return max(found, key=lambda path: path.stat().st_mtime, default=None)
    return None


def _directory(config: Config) -> Path:
    """Return where backups are; without such a place beside the database."""
    return config.backup.directory or config.storage.directory


def _since(begun_at: float) -> timedelta:
    return timedelta(seconds=time.monotonic() - begun_at)
