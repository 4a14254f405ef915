"""Whenever the process ends or something fails, a submission goes on or waits."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiosqlite
import pytest

from bot.workers.document_store import Documents
from storage.database import Database, open_database
from tests.support.sites import OUTER, serving
from tests.support.submission_checks import SHA, World, checking
from tests.support.workers import examine


@pytest.fixture
async def world(database: Database, tmp_path: Path) -> AsyncIterator[World]:
    async with checking(database, tmp_path) as world:
        yield world


async def test_killed_between_storing_and_writing_down_it_is_looked_at_again(world: World) -> None:
    class Held(Documents):
        async def store(self, data: bytes) -> str:
            sha256 = await super().store(data)
            stored.set()
            await asyncio.sleep(60)
            return sha256

    stored = asyncio.Event()
    number = await world.submit(f"Bonn {world.url()}", file="a")
    world.checks = world.started(documents=Held(world.directory))
    async with world.running():
        await stored.wait()
    assert await world.state(number) == "checking"
    assert await world.notices() == []

    assert await examine(world.started()) is None
    assert await world.state(number) == "open"
    assert world.stored() == [SHA]
    assert len(await world.notices()) == 1
    assert len(world.brought) == 1
    assert await world.steps(number) == ["submitted", "checked"]


async def test_killed_anywhere_nothing_is_doubled(world: World) -> None:
    numbers = [await world.submit(f"Ort{n} {world.url()}", file=f"datei{n}") for n in range(3)]
    for turn in range(40):
        world.checks = world.started()
        async with world.running():
            await asyncio.sleep(0.001 * turn)
    await examine(world.started())
    assert len([n for n in await world.notices() if "So entscheiden Sie" in n]) == 3
    for number in numbers:
        assert await world.steps(number) == ["submitted", "checked"]
    assert world.stored() == [SHA]


async def test_a_bug_in_one_neither_stops_the_others_nor_keeps_the_bot_busy(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.server.faults = [ZeroDivisionError("Wiesenschaumkraut")]
    broken = await world.submit("Bonn", file="a")
    other = await world.submit("Kiel", file="b")
    link = await world.submit(f"Köln {world.url()}")
    async with world.running() as task:
        await world.until_open(other)
        await world.until_open(link)
        await asyncio.sleep(0.05)
        assert not task.done()
    assert await world.state(broken) == "checking"
    assert world.server.asked == ["a", "b"]
    assert "submission 1 could not be looked at: ZeroDivisionError at " in caplog.text
    assert "Wiesenschaumkraut" not in caplog.text


async def test_what_met_a_bug_is_looked_at_again_after_hours_or_a_new_start(world: World) -> None:
    world.links.fault = ZeroDivisionError()
    number = await world.submit(f"Bonn {world.url()}")
    assert await examine(world.checks) == 6 * 3600
    assert await examine(world.checks) == 6 * 3600
    assert len(world.site.seen) == 1
    world.links.fault = None
    world.room.now += timedelta(hours=6)
    assert await examine(world.checks) is None
    assert await world.state(number) == "open"

    world.links.fault = ZeroDivisionError()
    number = await world.submit(f"Kiel {world.url('status/204')}")
    await examine(world.checks)
    world.links.fault = None
    assert await examine(world.started()) is None
    assert await world.state(number) == "open"


async def test_a_full_database_ends_the_look_and_is_waited_out_by_the_caller(
    tmp_path: Path,
) -> None:
    async with serving(OUTER) as site, open_database(tmp_path / "bot.db") as database:
        world = World(database, site, tmp_path / "documents")
        number = await world.submit("Bonn | | | | " + "Anmerkung " * 99, file="a")
        await _fill(database)
        with pytest.raises(aiosqlite.OperationalError, match="full"):
            await examine(world.checks)
        with pytest.raises(aiosqlite.OperationalError, match="full"):
            await world.checks.lanes[0].run()
        async with database.statement() as tx:
            await tx.execute_fetchall("PRAGMA max_page_count = 100000")
        assert await examine(world.checks) is None
        assert await world.state(number) == "open"
        assert await world.steps(number) == ["submitted", "checked"]


async def _fill(database: Database) -> None:
    """To the last byte."""
    async with database.statement() as tx:
        await tx.execute("CREATE TABLE filler (content)")
        await tx.execute_fetchall("PRAGMA max_page_count = 1")
        for size in (4000, 400, 40, 4):
            with contextlib.suppress(aiosqlite.OperationalError):
                for _ in range(1000):
                    await tx.execute("INSERT INTO filler VALUES (zeroblob(?))", (size,))
