"""The scaffold that all workers share, and the guard that keeps bugs from ending the bot."""

import asyncio
import errno
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import aiohttp
import peewee
import pytest

from bot.matrix.api import RefusedError, UnreachableError
from bot.process import guard as guarding
from bot.process.guard import backoff, described, guard, is_storage_error, is_trouble
from bot.workers import worker
from bot.workers.worker import Worker, supervised
from tests.support.workers import running

SECRET = "geheimnis"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
logger = logging.getLogger(guarding.__name__)


def full() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorname = "SQLITE_FULL"
    return error


@dataclass
class Looking(Worker):
    """Does at each look what comes next in the list, then nothing; `looks` counts them."""

    pause_after_bug: ClassVar[float] = 0.2

    steps: list[float | Exception | Callable[[], None] | None] = field(default_factory=list)
    looks: int = 0

    async def look(self) -> float | None:
        self.looks += 1
        step = self.steps.pop(0) if self.steps else None
        if isinstance(step, Exception):
            raise step
        if callable(step):
            step()
            return None
        return step

    async def until(self, looks: int) -> None:
        async with asyncio.timeout(5):
            while self.looks < looks:  # noqa: ASYNC110  nobody tells
                await asyncio.sleep(0.005)


async def test_it_waits_without_being_busy_until_it_is_woken() -> None:
    looking = Looking()
    async with running(looking):
        await asyncio.sleep(0.05)
        assert looking.looks == 1
        looking.wake()
        looking.wake()
        await asyncio.sleep(0.05)
        assert looking.looks == 2


async def test_it_looks_again_when_there_is_more_to_do() -> None:
    looking = Looking([0.02, 0])
    async with running(looking):
        await looking.until(3)
        await asyncio.sleep(0.05)
        assert looking.looks == 3


async def test_a_call_before_the_start_and_one_while_it_looks_are_not_lost() -> None:
    looking = Looking()
    looking.steps.append(looking.wake)
    looking.wake()
    async with running(looking):
        await looking.until(2)


async def test_a_bug_is_logged_once_without_its_words_and_neither_ends_it_nor_keeps_it_busy(
    caplog: pytest.LogCaptureFixture,
) -> None:
    looking = Looking([ZeroDivisionError(SECRET)])
    async with running(looking) as task:
        await looking.until(1)
        await asyncio.sleep(0.05)
        assert looking.looks == 1
        await looking.until(2)
        assert not task.done()

    [message] = caplog.messages
    assert message.startswith("Looking failed: ZeroDivisionError at ")
    assert "test_worker.py:" in message
    assert SECRET not in caplog.text
    assert caplog.records[0].name == __name__


async def test_after_a_bug_it_can_be_woken() -> None:
    class Patient(Looking):
        pause_after_bug = 60

    looking = Patient([ZeroDivisionError()])
    async with running(looking):
        await looking.until(1)
        looking.wake()
        await looking.until(2)


async def test_a_storage_error_is_raised_and_the_supervised_work_begins_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(sqlite3.OperationalError):
        await Looking([full()]).run()

    monkeypatch.setattr(worker, "PAUSE_AFTER_TROUBLE", 0.05)
    looking = Looking([full(), full()])
    task = asyncio.create_task(supervised(looking.run))
    await looking.until(1)
    assert looking.looks == 1
    await looking.until(3)
    task.cancel()
    assert caplog.messages == ["storage failed: OperationalError database or disk is full"] * 2


async def test_parts_beside_each_other_are_supervised_like_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def work() -> None:
        attempts.append(1)
        errors: list[Exception] = [full()] if len(attempts) == 1 else [full(), ValueError()]
        raise ExceptionGroup("", [ExceptionGroup("", errors)])

    attempts: list[int] = []
    monkeypatch.setattr(worker, "PAUSE_AFTER_TROUBLE", 0)
    with pytest.raises(ExceptionGroup):
        await supervised(work)
    assert len(attempts) == 2


async def test_anything_else_ends_the_supervised_work() -> None:
    async def work() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        await supervised(work)


# --- the guard


def test_what_the_guard_keeps_back_does_not_keep_its_frames_alive() -> None:
    with guard(logger, "not done") as attempt:
        raise ValueError
    assert isinstance(attempt.error, ValueError)
    assert attempt.error.__traceback__ is None


def test_what_goes_well_leaves_no_error() -> None:
    with guard(logger, "not done") as attempt:
        pass
    assert attempt.error is None


def test_what_is_named_passes_the_guard_and_nothing_else() -> None:
    with pytest.raises(KeyError), guard(logger, "not done", passes=is_key_error):
        raise KeyError
    with guard(logger, "not done", passes=is_key_error) as attempt:
        raise full()
    assert attempt.error is not None


def is_key_error(error: Exception) -> bool:
    return isinstance(error, KeyError)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (UnreachableError("HTTP 502"), "UnreachableError HTTP 502"),
        (RefusedError(403, "M_FORBIDDEN", {"error": SECRET}), "RefusedError 403 M_FORBIDDEN"),
        (aiohttp.ClientError(SECRET), "ClientError"),
        (peewee.IntegrityError(SECRET), "IntegrityError"),
        (full(), "OperationalError database or disk is full"),
        (ExceptionGroup("", [full()]), "OperationalError database or disk is full"),
    ],
)
def test_errors_are_named_without_what_somebody_wrote(error: Exception, words: str) -> None:
    assert described(error) == words


def test_a_bug_is_not_taken_for_trouble() -> None:
    assert not is_trouble(ValueError())
    assert not is_trouble(OSError(errno.ENOENT, ""))
    assert is_trouble(OSError(errno.ENOSPC, ""))
    assert not is_storage_error(sqlite3.IntegrityError())


def test_a_full_disk_is_known_as_such_though_its_roll_back_failed(tmp_path: Path) -> None:
    """SQLite may have rolled back all by itself; peewee then names no savepoint that is there."""

    def fill() -> None:
        with database.atomic(), database.atomic():
            try:
                database.execute_sql("PRAGMA max_page_count = 1")
                database.execute_sql("INSERT INTO filler VALUES (zeroblob(1000000))")
            finally:
                database.connection().rollback()

    database = peewee.SqliteDatabase(str(tmp_path / "keys.db"))
    database.execute_sql("CREATE TABLE filler (content UNIQUE)")
    database.execute_sql("INSERT INTO filler VALUES (1)")
    with pytest.raises(peewee.OperationalError, match="no such savepoint") as after_all:
        fill()
    with pytest.raises(peewee.IntegrityError) as content:
        database.execute_sql("INSERT INTO filler VALUES (1)")
    database.close()
    assert described(after_all.value) == "OperationalError database or disk is full"
    assert not is_storage_error(content.value)


def test_the_pause_doubles_up_to_a_bound() -> None:
    assert [backoff(n, MINUTE) / SECOND for n in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert backoff(3, MINUTE, 5 * SECOND) == 40 * SECOND
    assert backoff(10**9, MINUTE) == MINUTE
