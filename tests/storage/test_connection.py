"""Statements run at once in a transaction of the conversation, and in their thread otherwise."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import connection as module
from storage import key_value
from storage.connection import Connection
from storage.database import Database, open_database
from tests.support.say import NOW


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(tmp_path / "netzwerkbot.db") as database:
        # Time stands still: no test depends on how fast this machine is.
        database._connection.clock = lambda: 0.0
        yield database


def trips(database: Database) -> int:
    return database._connection.trips


async def write(database: Database, name: str, *, at_once: bool) -> None:
    async with database.transaction(at_once=at_once) as tx:
        await key_value.put(tx, name, "x", NOW)


async def names(database: Database) -> list[str]:
    async with database.reading() as tx:
        return [row[0] for row in await tx.execute_fetchall("SELECT name FROM key_value")]


async def test_at_once_nothing_takes_the_thread(opened: Database) -> None:
    before = trips(opened)
    await write(opened, "a", at_once=True)
    assert await names(opened) == ["a"]
    assert trips(opened) == before


async def test_otherwise_each_statement_does(opened: Database) -> None:
    before = trips(opened)
    await write(opened, "a", at_once=False)
    assert trips(opened) == before + 3


async def test_the_loop_gets_its_turn_when_it_takes_too_long(opened: Database) -> None:
    times = iter(range(100))
    opened._connection.clock = lambda: next(times)
    before = trips(opened)
    await write(opened, "a", at_once=True)
    assert trips(opened) == before + 2  # the statement and the commit
    assert "a" in await names(opened)


async def test_what_may_take_long_takes_the_thread(opened: Database) -> None:
    before = trips(opened)
    async with opened.transaction(at_once=True) as tx:
        with tx.apart():
            await key_value.put(tx, "a", "x", NOW)
        await key_value.put(tx, "b", "x", NOW)
    assert trips(opened) == before + 1


async def test_an_exception_takes_everything_back_at_once(opened: Database) -> None:
    async def fail() -> None:
        async with opened.transaction(at_once=True) as tx:
            await key_value.put(tx, "lost", "x", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    await write(opened, "kept", at_once=True)
    assert await names(opened) == ["kept"]


async def test_another_process_that_writes_is_waited_for_without_holding_the_loop(
    opened: Database, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "netzwerkbot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(write(opened, "a", at_once=True))
    turns = 0
    while not opened._connection._behind:
        turns += 1
        await asyncio.sleep(0)
    assert not waiting.done()
    assert turns < 1000
    other.execute("COMMIT")
    await waiting
    other.close()
    assert await names(opened) == ["a"]


async def test_a_statement_that_failed_in_the_thread_is_not_waited_for(opened: Database) -> None:
    with pytest.raises(sqlite3.OperationalError):
        await opened._connection.execute("SELECT nothing")
    before = trips(opened)
    await write(opened, "a", at_once=True)
    assert trips(opened) == before


async def test_what_was_cancelled_in_the_thread_is_waited_for(opened: Database) -> None:
    free = threading.Event()
    running = asyncio.create_task(opened._connection._execute(free.wait))
    await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    # Something of ours still runs in the thread: the next transaction goes behind it.
    waiting = asyncio.create_task(write(opened, "a", at_once=True))
    await asyncio.sleep(0)
    assert not waiting.done()
    free.set()
    await waiting
    assert await names(opened) == ["a"]


async def test_without_the_part_of_aiosqlite_all_take_the_thread(
    opened: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_KNOWN", False)
    before = trips(opened)
    await write(opened, "a", at_once=True)
    assert trips(opened) == before + 3


async def test_a_long_log_is_moved_into_the_file_in_the_thread(
    opened: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "_longest_log", 100_000)
    in_thread: list[bool] = []
    checkpoint = Connection.checkpoint

    async def watched(connection: Connection) -> None:
        before = connection.trips
        await checkpoint(connection)
        in_thread.append(connection.trips == before + 5)

    monkeypatch.setattr(Connection, "checkpoint", watched)
    log = tmp_path / "netzwerkbot.db-wal"
    while not in_thread:
        await write(opened, "x" * 5000, at_once=True)
        await asyncio.sleep(0)

    assert in_thread == [True]
    assert log.stat().st_size < 100_000


async def test_no_commit_looks_after_the_log(opened: Database) -> None:
    async with opened.reading() as tx:
        assert [tuple(row) for row in await tx.execute_fetchall("PRAGMA wal_autocheckpoint")] == [
            (0,)
        ]
