"""Files are made outside of the transaction, and brought once."""

import asyncio
import sqlite3
from collections.abc import Mapping

import pytest

from bot.bringing import Bringing, Maker
from commands.posting import file_content
from storage import outbox, wanted_files
from storage.database import Database
from storage.outbox import OutgoingEvent
from storage.wanted_files import WantedFile
from tests.say import NOW, ROOM, Room

NAME = "answer-$frage-file-0-1"
RELATION = {"m.in_reply_to": {"event_id": "$frage"}}


async def want(database: Database, name: str = NAME) -> None:
    content = file_content("karte.png", "image/png", "m.image") | {"m.relates_to": RELATION}
    async with database.transaction() as tx:
        await wanted_files.put(tx, WantedFile(name, "map", {"of": "B"}, ROOM, content, NOW))


def worker(room: Room, maker: Maker) -> Bringing:
    return Bringing(room.database, {"map": maker}, room.occasion, lambda: None)


async def made(source: Mapping[str, object]) -> bytes:
    return f"Bild von {source['of']}".encode()


async def failing(_source: Mapping[str, object]) -> bytes:
    raise ZeroDivisionError("geheim")


async def queued(database: Database) -> OutgoingEvent | None:
    async with database.transaction() as tx:
        return await outbox.next_ready(tx, ROOM, NOW)


async def test_a_wanted_file_becomes_a_row_of_the_outbox(room: Room) -> None:
    await want(room.database)

    assert await worker(room, made).look()
    event = await queued(room.database)
    assert event is not None
    assert event.file == b"Bild von B"
    assert event.transaction_id == NAME
    assert event.content["info"] == {"mimetype": "image/png", "size": 10}
    assert event.content["m.relates_to"] == RELATION


async def test_it_is_brought_once(room: Room) -> None:
    await want(room.database)
    await worker(room, made).look()

    assert not await worker(room, made).look()
    assert len(await room.read()) == 1


async def test_the_one_that_waits_longest_comes_first(room: Room) -> None:
    await want(room.database, "b")
    await want(room.database, "a")
    await worker(room, made).look()

    event = await queued(room.database)
    assert event is not None
    assert event.transaction_id == "a"


async def test_what_cannot_be_made_is_said_where_it_was_asked(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    await want(room.database)
    await worker(room, failing).look()

    [said] = await room.read()
    assert said.startswith("Die Datei kann ich Ihnen im Augenblick leider nicht senden.")
    assert room.contents[-1]["m.relates_to"] == RELATION
    assert room.contents[-1]["msgtype"] == "m.notice"
    assert "geheim" not in caplog.text
    assert "ZeroDivisionError" in caplog.text


async def test_a_full_disk_leaves_it_wanted(room: Room) -> None:
    async def full(_source: Mapping[str, object]) -> bytes:
        error = sqlite3.OperationalError("full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    await want(room.database)
    with pytest.raises(sqlite3.OperationalError):
        await worker(room, full).look()

    assert await worker(room, made).look()
    assert len(await room.read()) == 1


async def test_a_question_taken_back_meanwhile_brings_nothing(room: Room) -> None:
    async def slowly(_source: Mapping[str, object]) -> bytes:
        async with room.database.transaction() as tx:
            await wanted_files.drop_under(tx, "answer-$frage")
        return b"zu spaet"

    await want(room.database)
    await worker(room, slowly).look()

    assert await room.read() == []


async def test_a_bot_that_ends_in_the_middle_makes_it_again(room: Room) -> None:
    started = asyncio.Event()

    async def endless(_source: Mapping[str, object]) -> bytes:
        started.set()
        await asyncio.Event().wait()
        return b""

    await want(room.database)
    task = asyncio.create_task(worker(room, endless).look())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    await worker(room, made).look()
    assert len(await room.read()) == 1


async def test_it_waits_without_being_busy_until_it_is_woken(room: Room) -> None:
    brought = asyncio.Event()
    looks = 0

    async def counted(_source: Mapping[str, object]) -> bytes:
        nonlocal looks
        looks += 1
        return b"x"

    bringing = Bringing(room.database, {"map": counted}, room.occasion, brought.set)
    task = asyncio.create_task(bringing.run())
    await asyncio.sleep(0.05)
    await want(room.database)
    bringing.wake()
    async with asyncio.timeout(5):
        await brought.wait()
    await asyncio.sleep(0.05)
    task.cancel()
    assert looks == 1
    assert await queued(room.database) is not None
