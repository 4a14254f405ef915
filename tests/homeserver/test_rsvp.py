"""Answers to a meeting by reaction and command, in encrypted rooms, also while the bot is away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest_asyncio

from bot.app import App
from bot.matrix.person import Person
from commands.conversation.posting import notice
from commands.language.markup import text
from storage.conversation import outbox
from storage.meetings import meetings, rsvp
from storage.meetings.meetings import Meeting
from tests.homeserver.world import World, running_app, until

START = datetime(2030, 1, 9, 9, 0, tzinfo=UTC)
POST = "Losverfahren am 9. Januar"


@dataclass
class Network:
    """Two members and the bot in an encrypted room."""

    world: World
    ada: Person
    bo: Person
    room_id: str

    @asynccontextmanager
    async def running(self) -> AsyncIterator[App]:
        async with running_app(self.world.config([self.room_id])) as app:
            await self.ada.until_in(self.room_id, self.world.bot_id)
            yield app

    async def post(self) -> str:
        """The id of the announcement, as Ada has it."""

        async def arrived() -> bool:
            return any(event.text == POST for event in self.ada.timeline)

        await until(arrived)
        return next(event.event_id for event in self.ada.timeline if event.text == POST)


@pytest_asyncio.fixture(loop_scope="session")
async def network(world: World) -> AsyncIterator[Network]:
    await world.bot_account()
    ada, bo = [await world.person(name) for name in ("ada", "bo")]
    yield Network(world, ada, bo, await world.room(ada, bo))


async def announce(app: App, room_id: str) -> None:
    now = datetime.now(UTC)
    meeting = Meeting(
        0, "uid", "online-konferenz", "Losverfahren", "2030-01-09T10:00", "2030-01-09T11:00",
        "Europe/Berlin", all_day=False, starts_at=START, ends_at=START + timedelta(hours=1),
        created_at=now, changed_at=now,
    )  # fmt: skip
    async with app.database.transaction() as tx:
        await meetings.add(tx, meeting)
        await outbox.put(
            tx,
            room_id,
            notice(text(POST), "announcement"),
            "announcement",
            now,
            subject="meeting:1",
        )
    app.outbox.wake()


async def until_answers(app: App, *said: tuple[Person, str]) -> None:
    expected = {person.user_id: answer for person, answer in said}

    async def holds() -> bool:
        async with app.database.transaction() as tx:
            answers = await rsvp.of_meeting(tx, 1)
        return {one.user_id: one.answer for one in answers} == expected

    await until(holds)


async def test_reactions_commands_and_removals_count_in_the_order_they_were_sent(
    network: Network,
) -> None:
    room_id, ada, bo = network.room_id, network.ada, network.bo
    async with network.running() as app:
        await announce(app, room_id)
        post = await network.post()
        first = await ada.react(room_id, post, "✅")
        await bo.react(room_id, post, "❔")
        await until_answers(app, (ada, "yes"), (bo, "maybe"))

        await ada.react(room_id, post, "❌")
        await until_answers(app, (ada, "no"), (bo, "maybe"))
        await ada.redact(room_id, first)
        assert "Sie sind dabei: Termin Nr. 1" in await bo.ask(room_id, "!dabei 1")
        await until_answers(app, (ada, "no"), (bo, "yes"))


async def test_what_was_said_while_the_bot_was_away_counts_afterwards(network: Network) -> None:
    room_id, ada, bo = network.room_id, network.ada, network.bo
    async with network.running() as app:
        await announce(app, room_id)
        post = await network.post()
        reaction = await ada.react(room_id, post, "✅")
        await until_answers(app, (ada, "yes"))
    await ada.redact(room_id, reaction)
    await bo.react(room_id, post, "✅")
    await asyncio.sleep(1.1)
    await bo.react(room_id, post, "❌")

    async with network.running() as app:
        await until_answers(app, (bo, "no"))
