"""Delivery: in order per room, again after a failure, never twice."""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.delivery.outbox import NotAllowedError, NotSentError, Outbox
from storage.conversation import outbox
from storage.conversation.outbox import OutgoingEvent
from storage.database import Database
from storage.matrix import direct_chats
from storage.matrix.direct_chats import DirectChat
from tests.support.say import NOW
from tests.support.waiting import until

ONE, TWO = "!eins:example.org", "!zwei:example.org"


@dataclass
class Homeserver:
    """Does with each attempt what the test wrote down; then takes everything."""

    faults: dict[str, list[NotSentError]] = field(default_factory=lambda: defaultdict(list))
    attempts: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    found: dict[str, str] = field(default_factory=dict)
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)
    contents: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    database: Database | None = None
    chats: dict[str, str] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)
    refused_chat: NotSentError | None = None

    def hanging(self) -> set[str]:
        """Return the rooms in which an attempt waits for the test."""
        return {room for room in self.reached if not self.held[room].is_set()}

    async def send(self, event: OutgoingEvent) -> str:
        self.attempts.append(event.transaction_id)
        if event.room_id in self.held:
            self.reached.add(event.room_id)
            await self.held[event.room_id].wait()
        if self.faults[event.transaction_id]:
            raise self.faults[event.transaction_id].pop(0)
        self.taken.append(event.transaction_id)
        self.contents[event.transaction_id] = event.content
        self.places[event.transaction_id] = event.room_id
        return f"${event.transaction_id}"

    async def find(self, event: OutgoingEvent) -> str | None:
        return self.found.get(event.transaction_id)

    async def open_chat(self, user_id: str) -> None:
        self.opened.append(user_id)
        if user_id not in self.chats or self.database is None:
            raise self.refused_chat or NotAllowedError("HTTP 403")
        async with self.database.transaction() as tx:
            chat = DirectChat(user_id, self.chats[user_id], "join")
            await direct_chats.opened(tx, chat, NOW)


class Stumbling(Homeserver):
    async def send(self, event: OutgoingEvent) -> str:
        if event.transaction_id == "a":
            raise KeyError("geheim")
        return await super().send(event)


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


class WatchedOutbox(Outbox):
    looking = True

    async def look(self) -> float | None:
        self.looking = True
        try:
            return await super().look()
        finally:
            self.looking = False

    async def settle(self) -> None:
        """Wait until all is done that can be done now."""
        await until(self._is_settled)

    def _is_settled(self) -> bool:
        assert isinstance(self._sender, Homeserver)
        at_rest = not (self.looking or self._woken.is_set())
        return at_rest and self._busy.keys() <= self._sender.hanging()


@asynccontextmanager
async def delivering(
    database: Database, homeserver: Homeserver, clock: Clock
) -> AsyncIterator[WatchedOutbox]:
    box = WatchedOutbox(database, homeserver, clock)
    task = asyncio.create_task(box.run())
    try:
        yield box
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def put(database: Database, transaction_id: str, room_id: str = ONE) -> None:
    async with database.transaction() as tx:
        await outbox.put(tx, room_id, {"body": transaction_id}, transaction_id, NOW)


async def states(database: Database) -> dict[str, str]:
    async with database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT transaction_id, state FROM outbox")
    return {row["transaction_id"]: row["state"] for row in rows}


async def test_events_of_a_room_keep_their_order_although_the_first_fails(
    database: Database,
) -> None:
    homeserver, clock = Homeserver(), Clock()
    homeserver.faults["a"] = [NotSentError("HTTP 502")]
    for name in ("a", "b", "c"):
        await put(database, name)
    async with delivering(database, homeserver, clock) as box:
        await box.settle()
        assert homeserver.taken == []
        clock.now += timedelta(seconds=2)
        box.wake()
        await box.settle()

    assert homeserver.taken == ["a", "b", "c"]
    assert homeserver.attempts == ["a", "a", "b", "c"]


async def test_a_room_that_hangs_does_not_hold_up_the_others(database: Database) -> None:
    homeserver = Homeserver(held={ONE: asyncio.Event()})
    await put(database, "a", ONE)
    async with delivering(database, homeserver, Clock()) as box:
        await box.settle()
        await put(database, "b", TWO)
        box.wake()
        await box.settle()
        assert homeserver.taken == ["b"]
        homeserver.held[ONE].set()
        await box.settle()

    assert homeserver.taken == ["b", "a"]


async def test_what_is_put_while_a_room_is_busy_is_sent_without_being_asked_again(
    database: Database,
) -> None:
    homeserver = Homeserver(held={ONE: asyncio.Event()})
    await put(database, "a")
    async with delivering(database, homeserver, Clock()) as box:
        await box.settle()
        await put(database, "b")
        box.wake()
        homeserver.held[ONE].set()
        await box.settle()

    assert homeserver.taken == ["a", "b"]
    assert homeserver.attempts == ["a", "b"]


async def test_the_pause_grows_and_the_homeserver_may_ask_for_a_longer_one(
    database: Database,
) -> None:
    homeserver, clock = Homeserver(), Clock()
    homeserver.faults["a"] = [
        NotSentError("HTTP 500"),
        NotSentError("HTTP 500"),
        NotSentError("HTTP 429", timedelta(seconds=30)),
    ]
    await put(database, "a")
    pauses = []
    async with delivering(database, homeserver, clock) as box:
        for _ in range(3):
            box.wake()
            await box.settle()
            async with database.transaction() as tx:
                [head] = await outbox.heads(tx)
            pauses.append((head.not_before - clock.now).total_seconds())
            clock.now = head.not_before
        box.wake()
        await box.settle()

    assert pauses == [1, 2, 30]
    assert homeserver.taken == ["a"]


async def test_what_is_refused_for_good_is_given_up_and_the_next_event_follows(
    database: Database,
) -> None:
    homeserver, clock = Homeserver(), Clock()
    homeserver.faults["a"] = [NotAllowedError("HTTP 400")] * 9
    for name in ("a", "b"):
        await put(database, name)
    async with delivering(database, homeserver, clock) as box:
        for _ in range(6):
            box.wake()
            await box.settle()
            clock.now += timedelta(seconds=10)

    assert await states(database) == {"a": "failed", "b": "sent"}
    assert homeserver.attempts == ["a", "a", "a", "b"]


@pytest.mark.parametrize("found", ["$known", None], ids=["it is there", "it is not"])
async def test_after_a_day_the_room_is_searched_before_anything_is_sent_again(
    database: Database, found: str | None
) -> None:
    homeserver, clock = Homeserver(), Clock(NOW + timedelta(hours=24))
    if found is not None:
        homeserver.found["a"] = found
    await put(database, "a")
    async with delivering(database, homeserver, clock) as box:
        await box.settle()

    assert homeserver.attempts == ([] if found else ["a"])
    assert await states(database) == {"a": "sent"}


async def test_a_bug_with_one_row_ends_neither_the_bot_nor_the_room(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    homeserver, clock = Stumbling(), Clock()
    for name in ("a", "b"):
        await put(database, name)
    await put(database, "c", TWO)
    async with delivering(database, homeserver, clock) as box:
        for _ in range(4):
            await box.settle()
            clock.now += timedelta(seconds=10)
            box.wake()
        await box.settle()

    assert await states(database) == {"a": "failed", "b": "sent", "c": "sent"}
    assert "KeyError at" in caplog.text
    assert "geheim" not in caplog.text


class TornOutbox(WatchedOutbox):
    """The disk is full at the moment at which the rooms have their tasks."""

    full = True

    async def look(self) -> float | None:
        pause = await super().look()
        if self.full:
            self.full = False
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error
        return pause


async def test_a_room_whose_task_is_ended_before_it_began_is_delivered_when_the_disk_has_room(
    database: Database,
) -> None:
    homeserver = Homeserver()
    await put(database, "a")
    box = TornOutbox(database, homeserver, Clock())
    with pytest.raises(ExceptionGroup):
        await box.run()
    assert homeserver.taken == []

    task = asyncio.create_task(box.run())
    await until(lambda: homeserver.taken == ["a"])
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_an_idle_outbox_does_nothing(database: Database) -> None:
    homeserver = Homeserver()
    async with delivering(database, homeserver, Clock()) as box:
        await box.settle()
        before = asyncio.get_running_loop().time()
        await asyncio.sleep(0.2)

    assert homeserver.attempts == []
    assert asyncio.get_running_loop().time() - before < 1


async def test_what_is_meant_for_a_person_opens_a_chat_and_goes_there(database: Database) -> None:
    homeserver, chat = Homeserver(database=database), "!direkt:example.org"
    homeserver.chats["@ada:example.org"] = chat
    await put(database, "a", "@ada:example.org")
    await put(database, "b", "@ada:example.org")
    async with delivering(database, homeserver, Clock()) as box:
        await box.settle()

    assert homeserver.taken == ["a", "b"]
    assert homeserver.opened == ["@ada:example.org"]


async def test_who_cannot_be_invited_is_told_otherwise(database: Database) -> None:
    homeserver, clock = Homeserver(), Clock()
    async with database.transaction() as tx:
        instead = outbox.Fallback(ONE, {"body": "Bitte schreiben Sie mir"})
        await outbox.put(tx, "@ada:example.org", {"body": "a"}, "a", NOW, fallback=instead)
    async with delivering(database, homeserver, clock) as box:
        for _ in range(4):
            await box.settle()
            clock.now += timedelta(minutes=1)
            box.wake()
        await box.settle()

    assert homeserver.taken == ["otherwise-a"]
    assert homeserver.opened == ["@ada:example.org"] * 3


async def test_a_reference_is_filled_in_when_the_event_has_its_id(database: Database) -> None:
    homeserver = Homeserver()
    await put(database, "a")
    async with database.transaction() as tx:
        relation = {"rel_type": "m.replace", "event_id": {"sent_as": "a"}}
        await outbox.put(tx, ONE, {"body": "b", "m.relates_to": relation}, "b", NOW)
    async with delivering(database, homeserver, Clock()) as box:
        await box.settle()

    assert homeserver.contents["b"]["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$a"}


async def test_a_reaction_to_what_was_refused_is_dropped_and_holds_nobody_up(
    database: Database,
) -> None:
    homeserver = Homeserver()
    async with database.transaction() as tx:
        relation = {"rel_type": "m.annotation", "event_id": {"sent_as": "lost"}, "key": "✅"}
        await outbox.put(tx, ONE, {"m.relates_to": relation}, "a", NOW, event_type="m.reaction")
    await put(database, "b")
    async with delivering(database, homeserver, Clock()) as box:
        await box.settle()

    assert homeserver.taken == ["b"]
    assert await states(database) == {"a": "failed", "b": "sent"}


async def test_mail_that_passes_does_not_make_a_room_that_hangs_hopeless(
    database: Database,
) -> None:
    homeserver, clock = Homeserver(), Clock()
    homeserver.faults["a"] = [NotSentError("HTTP 502") for _ in range(20)]
    await put(database, "a")
    async with delivering(database, homeserver, clock) as box:
        for number in range(20):
            await put(database, f"mail{number}", outbox.MAIL)
            clock.now += timedelta(minutes=20)
            box.wake()
            await box.settle()

    assert (await states(database))["a"] == "waiting"
    assert len(homeserver.taken) == 20
