"""Upgrade a database, and die at a step: `python -m tests.upgrade.dying CONFIG STEP FOLDER`.

A step is a statement of this process on the database, or begin and end of the backup. FOLDER has
the migrations that it knows.
"""

import asyncio
import os
import signal
import sqlite3
import sys
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.backup.job import BackupJob, FailedBackup, MadeBackup
from bot.backup.making import apart
from bot.config.reading import load
from bot.data_directory import open_data

_steps = count(1)


def step(*_: object) -> None:
    if next(_steps) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)


_connect = sqlite3.connect


def traced(*args: Any, **more: Any) -> sqlite3.Connection:
    connection: sqlite3.Connection = _connect(*args, **more)
    connection.set_trace_callback(step)
    return connection


async def backed_up(job: BackupJob) -> MadeBackup | FailedBackup:
    step()
    made = await apart(job)
    step()
    return made


async def upgrade() -> None:
    async with open_data(load(Path(sys.argv[1]), {})):
        pass


def main() -> None:
    with (
        patch("sqlite3.connect", traced),
        patch("bot.backup.upgrading.apart", backed_up),
        patch("storage.database.resources.files", lambda _package: Path(sys.argv[3])),
    ):
        asyncio.run(upgrade())
    sys.stdout.write(f"{next(_steps) - 1}\n")


if __name__ == "__main__":
    main()
