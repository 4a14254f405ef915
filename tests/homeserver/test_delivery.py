"""Nothing lost, nothing doubled: counted from what the homeserver has."""

import asyncio
import json
import random
import signal

import aiohttp
import pytest

from bot.app import App
from bot.delivery.outbox import NotSentError
from bot.matrix.api import UnreachableError
from bot.matrix.person import Person
from bot.matrix.send import MatrixSender
from commands.conversation.events import IncomingEvent
from commands.conversation.posting import notice
from commands.language.markup import text
from tests.homeserver.world import (
    World,
    doubled,
    replies,
    running_app,
    timeline,
    until,
    wait_for_replies,
)
from tests.support.waiting import PATIENCE


async def ask_many(person: Person, room: str, number: int, pause: float = 0) -> list[str]:
    asked = []
    for index in range(number):
        asked.append(await person.say(room, f"!leitlinie {('Bonn', 'Kiel', 'Jena')[index % 3]}"))
        await asyncio.sleep(pause)
    return asked


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
async def test_250_messages_while_the_bot_is_away_do_not_hide_a_command(
    either_world: World, encrypted: bool
) -> None:
    world = either_world
    ada, room = await world.one_member(encrypted=encrypted)
    bot = world.bot_process([room])
    await bot.start()
    await ada.until_in(room, world.bot_id)
    await ada.ask(room, "!leitlinie Bonn")
    await bot.kill()

    command = ""
    for index in range(250):
        if index == 20:
            command = await ada.say(room, "!leitlinie Kiel")
        await ada.say(room, f"Nachricht {index}")
    await bot.start()

    answered = await wait_for_replies(ada, room, world.bot_id, [command])
    assert answered.count(command) == 1
    assert len(answered) == 2


@pytest.mark.spine
async def test_commands_sent_while_the_bot_is_away_are_answered_in_their_order(
    either_world: World,
) -> None:
    world = either_world
    ada, room = await world.one_member()
    bot = world.bot_process([room])
    await bot.start()
    await ada.until_in(room, world.bot_id)
    await ada.ask(room, "!leitlinie Bonn")
    await bot.stop()

    asked = await ask_many(ada, room, 120)
    await bot.start()

    answered = await wait_for_replies(ada, room, world.bot_id, asked)
    assert answered[1:] == asked


@pytest.mark.timeout(240)
async def test_300_commands_at_once_from_six_people_in_five_rooms_are_all_answered_once(
    either_world: World,
) -> None:
    world = either_world
    await world.bot_account()
    people = [await world.person(f"p{index}") for index in range(6)]
    rooms = [await world.room(people[0], *people[1:], encrypted=index == 0) for index in range(5)]
    await world.bot_process(rooms).start()
    for room in rooms:
        await people[0].until_in(room, world.bot_id)

    async def burst(person: Person, room: str) -> tuple[str, list[str]]:
        return room, await ask_many(person, room, 10)

    sent = await asyncio.gather(*(burst(person, room) for person in people for room in rooms))

    for room in rooms:
        asked = [event_id for where, ids in sent if where == room for event_id in ids]
        answered = await wait_for_replies(people[0], room, world.bot_id, asked)
        assert len(answered) == 60
        assert doubled(answered) == 0


async def test_a_timeline_that_gets_too_long_while_the_bot_runs_is_read_whole_and_in_order(
    either_world: World,
) -> None:
    world = either_world
    ada, room = await world.one_member(encrypted=False)
    bot = world.bot_process([room])
    await bot.start()
    await ada.until_in(room, world.bot_id)
    first = await ada.say(room, "!leitlinie Bonn")
    await ada.answer_to(first)

    bot.send(signal.SIGSTOP)
    asked = await ask_many(ada, room, 130)
    bot.send(signal.SIGCONT)

    assert await wait_for_replies(ada, room, world.bot_id, asked) == [first, *asked]


@pytest.mark.timeout(300)
async def test_twenty_kills_at_random_points_under_load_lose_and_double_nothing(
    either_world: World,
) -> None:
    world = either_world
    await world.bot_account()
    ada, ben = await world.person("ada"), await world.person("ben")
    encrypted = await world.room(ada, ben)
    plain = await world.room(ada, ben, encrypted=False)
    bot = world.bot_process([encrypted, plain])
    await bot.start()
    await ada.until_in(encrypted, world.bot_id)
    await ben.until_in(plain, world.bot_id)
    chance = random.Random(20261122)
    finished = asyncio.Event()

    async def talk(person: Person, room: str) -> list[str]:
        asked: list[str] = []
        while not finished.is_set():
            asked += await ask_many(person, room, 1, 0.12)
        return asked

    talking = [asyncio.create_task(talk(ada, encrypted)), asyncio.create_task(talk(ben, plain))]
    for number in range(20):
        if number % 4:  # in the middle of the work, else while it starts
            await next_answer(ada)
        await asyncio.sleep(chance.uniform(0, 0.8))
        await bot.kill()
        await bot.start()
    finished.set()

    for task, person, room in zip(talking, (ada, ben), (encrypted, plain), strict=True):
        asked = await task
        answered = await wait_for_replies(person, room, world.bot_id, asked)
        assert len(asked) > 20
        assert doubled(answered) == 0
        assert answered == asked
    await asyncio.sleep(1)
    unread = [event for event in ada.timeline if event.room_id == encrypted and event.body is None]
    assert unread == []


async def test_a_message_at_which_the_bot_died_is_answered_after_the_restart(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, room = await world.one_member()
    config, reached = world.config([room]), asyncio.Event()

    async def hang(_app: App, _event: IncomingEvent) -> None:
        reached.set()
        await asyncio.Event().wait()

    with monkeypatch.context() as patch:
        patch.setattr(App, "_handle", hang)
        async with running_app(config):
            await ada.until_in(room, world.bot_id)
            asked = await ada.say(room, "!kontakt")
            async with asyncio.timeout(PATIENCE):
                await reached.wait()

    async with running_app(config):
        await ada.answer_to(asked)


async def next_answer(person: Person) -> None:
    known = len(person.timeline)

    async def another() -> bool:
        return len(person.timeline) > known

    await until(another)


@pytest.mark.timeout(180)
async def test_the_homeserver_stops_and_starts_under_load(world: World) -> None:
    ada, room = await world.one_member()
    await world.bot_process([room]).start()
    await ada.until_in(room, world.bot_id)
    asked = await ask_many(ada, room, 20)

    await world.homeserver.stop()
    await asyncio.sleep(2)
    await world.homeserver.start()
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                asked += await ask_many(ada, room, 20)
                break
            except (aiohttp.ClientError, UnreachableError, TimeoutError):
                await asyncio.sleep(0.5)

    answered = await wait_for_replies(ada, room, world.bot_id, asked)
    assert doubled(answered) == 0
    assert doubled(replies(await timeline(ada, room), world.bot_id)) == 0


async def never(*_: object) -> str:
    raise NotSentError("it must not be sent again")


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
async def test_a_message_whose_sending_was_interrupted_long_ago_is_found_and_not_repeated(
    world: World, encrypted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, room = await world.one_member(encrypted=encrypted)
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        question = await ada.say(room, "!leitlinie Bonn")
        await ada.answer_to(question)
        # As if the process had died before it could note that the answer was sent, a day ago.
        async with app.database.transaction() as tx:
            content = notice(text("Antwort"), f"answer-{question}")
            await tx.execute(
                """
                UPDATE outbox SET state = 'waiting', event_id = NULL, content = ?,
                    created_at = created_at - 90000, not_before = 0
                """,
                (json.dumps(content),),
            )
        monkeypatch.setattr(MatrixSender, "send", never)
        app.outbox.wake()

        async def noted() -> bool:
            async with app.database.transaction() as tx:
                [row] = await tx.execute_fetchall("SELECT state FROM outbox")
            return bool(row["state"] == "sent")

        await until(noted)
        await asyncio.sleep(0.5)
        assert replies(await timeline(ada, room), world.bot_id) == [question]
        sent = [e for e in await timeline(ada, room) if e["sender"] == world.bot_id]
        assert len([e for e in sent if e["type"] != "m.room.member"]) == 1
