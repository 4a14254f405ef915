"""A continuous copy of the database: the machine is lost, and no answer is given twice."""

import asyncio
import contextlib
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.demo.homeserver import running_homeserver
from tests.homeserver.world import World, doubled, replies, timeline, until

pytestmark = [pytest.mark.interop, pytest.mark.timeout(300)]

PACKAGES = Path(__file__).parent / "node_modules" / "@flydotio"


def program() -> str:
    [found] = PACKAGES.glob("litestream-*/litestream")
    return str(found)


async def litestream(*arguments: str) -> int:
    process = await asyncio.create_subprocess_exec(
        *(program(), *arguments),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    return await process.wait()


@asynccontextmanager
async def replicating(database: Path, replica: str) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        *(program(), "replicate", str(database), replica),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def handled(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as connection:
        return {
            event_id for (event_id,) in connection.execute("SELECT event_id FROM handled_event")
        }


async def test_what_was_answered_before_the_machine_was_lost_stays_answered(
    tmp_path: Path,
) -> None:
    replica, data = f"file://{tmp_path}/replica", tmp_path / "data"
    database, kept = data / "netzwerkbot.db", tmp_path / "cross_signing.json"
    async with running_homeserver(tmp_path / "synapse") as homeserver, AsyncExitStack() as stack:
        world = World(homeserver, tmp_path, stack)
        ada, encrypted = await world.one_member()
        plain = await world.room(ada, encrypted=False)
        bot = world.bot_process([encrypted, plain], management=await world.room(ada))
        await bot.start()
        for room in (encrypted, plain):
            await ada.until_in(room, world.bot_id)
        shutil.copy(data / "matrix" / "cross_signing.json", kept)
        asked = []

        async def ask(place: str) -> None:
            for room in (encrypted, plain):
                asked.append(await ada.say(room, f"!leitlinie {place}"))
                await ada.answer_to(asked[-1])

        await ask("Bonn")

        async def is_copied() -> bool:
            copy = tmp_path / "looked-into.db"
            copy.unlink(missing_ok=True)
            failed = await litestream("restore", "-o", str(copy), replica)
            return not failed and handled(copy) >= set(asked)

        async with replicating(database, replica):
            await ask("Kiel")
            await until(is_copied)
            # Of this the copy need not know any more.
            await ask("Jena")
            await bot.kill()
        shutil.rmtree(data)

        (data / "matrix").mkdir(mode=0o700, parents=True)
        assert await litestream("restore", "-o", str(database), replica) == 0
        shutil.copy(kept, data / "matrix" / "cross_signing.json")
        assert set(asked[:4]) <= handled(database)
        await bot.start()
        await ada.answer_to(await ada.say(plain, "!kontakt"))
        await ask("Essen")

        for room in (encrypted, plain):
            answered = replies(await timeline(ada, room), world.bot_id)
            assert len(set(asked) & set(answered)) == 4
            assert doubled(answered) == 0
