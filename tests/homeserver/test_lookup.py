"""The main job: a member asks, the collection answers."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.homeserver.world import World, doubled, timeline, until, wait_for_replies


@pytest.mark.spine
@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
async def test_a_member_asks_for_bonn_and_reads_the_answer(
    either_world: World, encrypted: bool
) -> None:
    world = either_world
    ada, room = await world.one_member(encrypted=encrypted)
    await world.bot_process([room]).start()
    await ada.until_in(room, world.bot_id)

    answer = await ada.ask(room, "!leitlinie Bonn")

    assert "Bonn" in answer
    assert "Kinder- und Jugendbeteiligung" in answer
    kinds = {event["type"] for event in await timeline(ada, room) if event["sender"] != ada.user_id}
    assert ("m.room.encrypted" in kinds) == encrypted


async def test_the_answer_is_a_notice_in_reply_that_mentions_nobody(world: World) -> None:
    ada, room = await world.one_member()
    await world.bot_process([room]).start()
    await ada.until_in(room, world.bot_id)

    question = await ada.say(room, "!leitlinie Bonn")
    event = await ada.answer_to(question)

    assert event.content["msgtype"] == "m.notice"
    assert event.content["m.mentions"] == {}
    assert event.content["m.relates_to"] == {"m.in_reply_to": {"event_id": question}}


async def test_a_question_in_a_thread_is_answered_there(world: World) -> None:
    ada, room = await world.one_member()
    await world.bot_process([room]).start()
    await ada.until_in(room, world.bot_id)
    root = await ada.say(room, "Wer hat Leitlinien?")

    relation = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True}
    question = await ada.say(room, "!leitlinie Bonn", **{"m.relates_to": relation})
    event = await ada.answer_to(question)

    assert event.content["m.relates_to"]["rel_type"] == "m.thread"
    assert event.content["m.relates_to"]["event_id"] == root


@pytest.mark.spine
async def test_after_a_restart_the_bot_answers_as_the_same_device_and_repeats_nothing(
    either_world: World,
) -> None:
    world = either_world
    ada, room = await world.one_member()
    bot = world.bot_process([room])
    await bot.start()
    await ada.until_in(room, world.bot_id)
    first = await ada.say(room, "!leitlinie Bonn")
    await ada.answer_to(first)

    assert await bot.stop() == 0
    await bot.start()
    second = await ada.say(room, "!leitlinie Kiel")
    assert "Kiel" in ((await ada.answer_to(second)).body or "")

    answered = await wait_for_replies(ada, room, world.bot_id, [first, second])
    assert doubled(answered) == 0
    devices = ada.session.client.device_store[world.bot_id]
    assert len(devices) == 1


async def test_what_is_searched_for_is_found_and_its_number_shows_the_entry(world: World) -> None:
    ada, room = await world.one_member()
    await world.bot_process([room]).start()
    await ada.until_in(room, world.bot_id)
    await until(partial(_is_indexed, world.directory / "data" / "netzwerkbot.db"))

    found = await ada.ask(room, "!suche Bonn NRW")
    entry = await ada.ask(room, "1")

    assert " Treffer" in found
    assert "1. Bonn: " in found
    assert entry.startswith("Bonn (Stadt")


async def _is_indexed(file: Path) -> bool:
    """Return whether the first start has put the whole collection into the index."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        return bool(connection.execute("SELECT 1 FROM search_pending").fetchone() is None)
