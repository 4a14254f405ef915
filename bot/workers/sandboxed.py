"""Run a task in the sandbox, again if this machine failed; !status tells while it does."""

import asyncio
import logging
import os
from datetime import UTC, datetime
from typing import BinaryIO

from bot.sandbox import Limits, TaskOutcome, apart
from storage import key_value
from storage.database import Database
from storage.key_value import SANDBOX_FAILURE

logger = logging.getLogger(__name__)

_ATTEMPTS = 3
_PAUSE = 1.0


class SandboxError(Exception):
    """This machine kept the task from its work, which says nothing of what it was given.

    Unless it was `started`, other tasks would fare no better.
    """

    def __init__(self, kind: str, *, started: bool) -> None:
        super().__init__(kind)
        self.started = started


async def sandboxed(
    database: Database, task: str, data: bytes | BinaryIO, limits: Limits
) -> TaskOutcome:
    """Return an outcome that is the task's own. Raises SandboxError."""
    for attempt in range(_ATTEMPTS):
        await asyncio.sleep(_PAUSE * attempt)
        if not isinstance(data, bytes):
            # The process reads past the buffer of the file, which believes to be at the beginning.
            os.lseek(data.fileno(), 0, os.SEEK_SET)
        outcome = await apart(task, data, limits)
        if not outcome.is_ours:
            await _note(database, None)
            return outcome
    kind = outcome.kind or outcome.end.name
    logger.error("%s failed because of this machine: %s", task, kind)
    await _note(database, kind)
    raise SandboxError(kind, started=outcome.started)


async def _note(database: Database, kind: str | None) -> None:
    """The moment stays that of the first failure."""
    async with database.statement() as tx:
        if kind is None:
            await key_value.remove(tx, SANDBOX_FAILURE)
        else:
            await key_value.put_once(tx, SANDBOX_FAILURE, kind, datetime.now(UTC))
