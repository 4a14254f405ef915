"""What was just written for a room leaves without a look at all rooms, and can be waited for."""

import asyncio
import sqlite3

import pytest

from bot.delivery.outbox import Outbox
from storage.conversation.outbox import OutgoingEvent
from storage.database import Database
from storage.matrix import rooms
from tests.delivery.test_outbox import ONE, TWO, Clock, Homeserver, delivering, put
from tests.support.say import NOW
from tests.support.waiting import until


async def test_an_answer_leaves_without_a_look_at_all_rooms(database: Database) -> None:
    homeserver = Homeserver()
    async with delivering(database, homeserver, Clock()) as box:
        await box.settle()
        await put(database, "elsewhere", TWO)
        await put(database, "answer", ONE)
        box.answer(ONE)
        await box.answered([ONE])
        assert homeserver.taken == ["answer"]


async def test_an_answer_that_was_written_for_another_room_leaves_too(database: Database) -> None:
    homeserver = Homeserver()
    async with delivering(database, homeserver, Clock()) as box:
        await box.settle()
        await put(database, "elsewhere", TWO)
        box.answer(ONE)
        await box.answered([ONE])
        await box.settle()

    assert homeserver.taken == ["elsewhere"]


async def test_two_answers_to_a_room_keep_their_order(database: Database) -> None:
    homeserver = Homeserver(held={ONE: asyncio.Event()})
    async with delivering(database, homeserver, Clock()) as box:
        await box.settle()
        for name in ("first", "second"):
            await put(database, name, ONE)
            box.answer(ONE)
        await box.settle()
        assert homeserver.attempts == ["first"]
        homeserver.held[ONE].set()
        await box.answered([ONE])

    assert homeserver.taken == ["first", "second"]


async def test_an_answer_to_a_room_that_is_left_waits_for_an_invitation(database: Database) -> None:
    homeserver = Homeserver()
    async with database.transaction() as tx:
        await rooms.entered(tx, ONE, NOW)
        await rooms.gone(tx, ONE, "put out", NOW)
    async with delivering(database, homeserver, Clock()) as box:
        await box.settle()
        await put(database, "answer", ONE)
        box.answer(ONE)
        await box.settle()

    assert homeserver.attempts == []


class FullDisk(Homeserver):
    """Storage fails at the first attempt; in the same moment an answer is written for TWO."""

    async def send(self, event: OutgoingEvent) -> str:
        if not self.attempts:
            self.attempts.append(event.transaction_id)
            loop = asyncio.get_running_loop()
            loop.call_soon(lambda: loop.call_soon(self.box.answer, TWO))
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error
        return await super().send(event)

    box: Outbox


async def test_an_answer_in_the_moment_of_a_storage_error_leaves_afterwards(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    homeserver = FullDisk()
    homeserver.box = box = Outbox(database, homeserver, Clock())
    await put(database, "a", ONE)
    with pytest.raises(ExceptionGroup):
        await box.run()
    await put(database, "b", TWO)
    task = asyncio.create_task(box.run())
    await until(lambda: sorted(homeserver.taken) == ["a", "b"])
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    assert "Exception in callback" not in caplog.text
