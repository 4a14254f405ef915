"""Files are made outside of the transaction, and brought once."""

import asyncio
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.workers import attachments
from bot.workers.attachments import AttachmentWorker, Maker
from commands.conversation.posting import file_content
from storage.conversation import file_requests, outbox
from storage.conversation.file_requests import FileRequest
from storage.conversation.outbox import OutgoingEvent
from storage.database import Database, open_database
from storage.matrix import direct_chats
from storage.matrix.direct_chats import DirectChat
from tests.support.say import NOW, ROOM, Room
from tests.support.waiting import until
from tests.support.workers import running

NAME = "answer-$frage-file-0-1"
RELATION = {"m.in_reply_to": {"event_id": "$frage"}}


async def want(database: Database, name: str = NAME) -> None:
    content = file_content("karte.png", "image/png", "m.image") | {"m.relates_to": RELATION}
    async with database.transaction() as tx:
        await file_requests.put(tx, FileRequest(name, "map", {"of": "B"}, ROOM, content, NOW))


def worker(room: Room, maker: Maker) -> AttachmentWorker:
    return AttachmentWorker(room.database, {"map": maker}, room.live, lambda: None)


async def made(source: Mapping[str, object]) -> bytes:
    return f"Bild von {source['of']}".encode()


async def failing(_source: Mapping[str, object]) -> bytes:
    raise ZeroDivisionError("geheim")


async def queued(database: Database) -> OutgoingEvent | None:
    async with database.transaction() as tx:
        return await outbox.next_ready(tx, ROOM, NOW)


async def test_a_wanted_file_becomes_a_row_of_the_outbox(room: Room) -> None:
    await want(room.database)

    assert await worker(room, made).bring_next()
    event = await queued(room.database)
    assert event is not None
    assert event.file == b"Bild von B"
    assert event.transaction_id == NAME
    assert event.content["info"] == {"mimetype": "image/png", "size": 10}
    assert event.content["m.relates_to"] == RELATION


async def test_it_is_brought_once(room: Room) -> None:
    await want(room.database)
    await worker(room, made).look()

    assert await worker(room, made).look() is None
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

    assert await worker(room, made).bring_next()
    assert len(await room.read()) == 1


async def test_a_question_taken_back_meanwhile_brings_nothing(room: Room) -> None:
    async def slowly(_source: Mapping[str, object]) -> bytes:
        async with room.database.transaction() as tx:
            await file_requests.drop_under(tx, "answer-$frage")
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


async def test_a_bug_while_a_file_is_put_is_told_and_the_next_is_brought(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put = outbox.put

    async def buggy(*args: Any, file: bytes | None = None, **more: Any) -> bool:
        if file == b"Bild von B" and args[3] == "a":
            raise ZeroDivisionError("geheim")
        return await put(*args, file=file, **more)

    monkeypatch.setattr(outbox, "put", buggy)
    await want(room.database, "a")
    await want(room.database, "b")
    work = worker(room, made)
    await work.look()
    assert await names_waiting(room.database) == [("a", None), ("b", 10)]
    assert "geheim" not in caplog.text
    [said, _] = await room.read()
    assert said.startswith("Die Datei kann ich Ihnen im Augenblick leider nicht senden.")


async def test_what_cannot_even_be_told_is_dropped(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def buggy(*_: Any, **__: Any) -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(outbox, "put", buggy)
    await want(room.database)
    assert await worker(room, made).bring_next()
    assert not await worker(room, made).bring_next()


async def test_a_row_that_cannot_be_understood_ends_nothing(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    await want(room.database)
    async with room.database.transaction() as tx:
        await tx.execute("UPDATE file_request SET source = '{'")
    async with running(worker(room, made)) as task:
        await until(lambda: "AttachmentWorker failed: JSONDecodeError" in caplog.text)
        assert not task.done()
    assert caplog.text.count("AttachmentWorker failed: JSONDecodeError") == 1


# --- too much to send


async def names_waiting(database: Database) -> list[tuple[str, int | None]]:
    """With the size of the file, in the order in which they are sent."""
    async with database.transaction() as tx:
        rows = await tx.execute_fetchall(
            "SELECT transaction_id, length(file) AS size FROM outbox"
            " WHERE state = 'waiting' ORDER BY outbox_id"
        )
    return [(row["transaction_id"], row["size"]) for row in rows]


@pytest.mark.slow
async def test_large_files_wait_until_others_are_sent_and_keep_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def large(_source: Mapping[str, object]) -> bytes:
        return bytes(25_000_000)

    monkeypatch.setattr(attachments, "_LOOKING", 0.05)
    sent: list[str] = []
    async with open_database(tmp_path / "bot.sqlite3") as database:
        room = Room(database)
        for number in range(6):
            await want(database, f"{number:02}")
        async with running(worker(room, large)):

            async def two_wait() -> bool:
                return len(await names_waiting(database)) == 2

            await until(two_wait)
            await asyncio.sleep(0.5)
            assert await names_waiting(database) == [("00", 25_000_000), ("01", 25_000_000)]

            async def all_are_sent() -> bool:
                event = await queued(database)
                if event is not None:
                    sent.append(event.transaction_id)
                    async with database.transaction() as tx:
                        await outbox.mark_sent(tx, event.outbox_id, "$da")
                return len(sent) == 6

            await until(all_are_sent)
    assert sent == [f"{number:02}" for number in range(6)]


async def test_what_waits_for_somebody_who_is_not_there_holds_nobody_up(room: Room) -> None:
    async with room.database.transaction() as tx:
        await outbox.put(tx, "!weg", {}, "alt", NOW, file=bytes(60_000_000))
    await want(room.database)
    assert await worker(room, made).look() == attachments._LOOKING
    assert await queued(room.database) is None
    async with room.database.transaction() as tx:
        await direct_chats.opened(tx, DirectChat("@weg:example.org", "!weg", "invite"), NOW)
    assert await worker(room, made).bring_next()
