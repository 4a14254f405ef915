"""Documents on disk, each under the hash of its content."""

import asyncio
import contextlib
import hashlib
import logging
import re
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from bot.process.files import UNFINISHED, write_whole
from bot.process.guard import guard
from bot.workers.worker import Worker
from storage.collection import documents
from storage.database import Database

logger = logging.getLogger(__name__)

_NAME = re.compile("[0-9a-f]{64}")
_HOUR = timedelta(hours=1)
_DAY = 24 * 3600.0


class DamagedDocumentError(Exception):
    """What is on the disk is not what was stored."""


class Documents:
    """A folder of its own (0700); all work is done off the event loop. Raises OSError."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        directory.chmod(0o700)
        self._directory = directory

    async def store(self, data: bytes) -> str:
        """Store the document; return its SHA-256 in hexadecimal once it is on the disk."""
        return await asyncio.to_thread(self._store, data)

    async def read(self, sha256: str) -> bytes:
        """Raises DamagedDocumentError, FileNotFoundError."""
        return await asyncio.to_thread(_read, self._path(sha256))

    async def opened(self, sha256: str) -> BinaryIO:
        """Open it for another process. Raises what `read` raises."""
        return await asyncio.to_thread(_opened, self._path(sha256))

    async def made(self, source: Mapping[str, object]) -> bytes:
        """Return its bytes for an attachment. Raises what `read` raises."""
        return await self.read(str(source["sha256"]))

    async def changed_after(self, sha256: str, moment: datetime) -> bool:
        """Return whether the file was stored, perhaps again, since then."""
        return await asyncio.to_thread(_changed_after, self._path(sha256), moment.timestamp())

    async def remove(self, sha256: str) -> None:
        await asyncio.to_thread(self._path(sha256).unlink, missing_ok=True)

    async def keep_only(self, hashes: Collection[str], grace: timedelta = _HOUR) -> int:
        """Remove files that nothing refers to, and unfinished ones; return how many.

        What was stored within the grace period stays: its row may not be written yet.
        """
        kept = frozenset(hashes)
        return await asyncio.to_thread(self._keep_only, kept, time.time(), grace)

    def _path(self, sha256: str) -> Path:
        if _NAME.fullmatch(sha256) is None:
            raise ValueError("not a SHA-256 in hexadecimal")
        return self._directory / sha256

    def _store(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        write_whole(self._path(sha256), data)
        return sha256

    def _keep_only(self, kept: frozenset[str], now: float, grace: timedelta) -> int:
        removed = 0
        for path in self._directory.iterdir():
            if path.name in kept:
                continue
            if _NAME.fullmatch(path.name):
                patience = grace
            elif path.name.endswith(UNFINISHED):
                patience = _HOUR
            else:
                continue
            removed += _remove_if_older(path, now - patience.total_seconds())
        return removed


@dataclass
class DocumentCleaning(Worker):
    """Removes files once a day that nothing needs any more, such as those of what was refused."""

    database: Database
    documents: Documents

    async def look(self) -> float:
        async with self.database.statement() as tx:
            needed = await documents.needed(tx)
        with guard(logger, "documents not cleaned", level=logging.WARNING):
            await self.documents.keep_only(needed)
        return _DAY


def _read(path: Path) -> bytes:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != path.name:
        raise DamagedDocumentError(path.name)
    return data


def _opened(path: Path) -> BinaryIO:
    file = path.open("rb")
    with contextlib.ExitStack() as unless_whole:
        unless_whole.callback(file.close)
        if hashlib.file_digest(file, "sha256").hexdigest() == path.name:
            file.seek(0)
            unless_whole.pop_all()
            return file
    raise DamagedDocumentError(path.name)


def _changed_after(path: Path, moment: float) -> bool:
    try:
        # The moment is known to the second.
        return path.stat().st_mtime > moment + 1
    except FileNotFoundError:
        return False


def _remove_if_older(path: Path, moment: float) -> bool:
    try:
        if path.stat().st_mtime > moment:
            return False
        path.unlink()
    except FileNotFoundError:
        return False
    return True
