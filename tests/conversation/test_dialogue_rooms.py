"""A dialogue goes on days later, beside other people, commands and rooms."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from commands.conversation.dialogue.script import PREVIEW
from storage.conversation import awaited, outbox
from storage.database import Database
from tests.support.planning_dialogue import COMMANDS, ROUTES, at_preview, last_answer
from tests.support.say import NOW, ROOM
from tests.support.talk import ADA, BO, OTHER_CHAT, Talk, in_dialogue


async def test_days_later_the_next_answer_just_works_and_is_told_to_be_one(talk: Talk) -> None:
    await talk.say("!plane")
    talk.passed = timedelta(days=9)
    late = await talk.say("Moor")
    soon = await talk.say("gelb")

    assert late.startswith("Wir sind noch in dem Dialog, den Sie vor einiger Zeit begonnen haben.")
    assert "Schritt 2 von 4: Farbe" in late
    assert soon.startswith("Schön.")
    assert await talk.answers() == {"topic": "Moor", "colour": "gelb"}


async def test_days_later_it_ends_without_a_word_about_the_time(talk: Talk) -> None:
    await at_preview(talk)
    talk.passed = timedelta(days=9)

    assert await talk.say("senden") == "Gesendet: Moor, gelb, folien.pdf."


async def test_the_command_repeats_the_present_question(talk: Talk) -> None:
    for said in ("!plane", "Moor"):
        await talk.say(said)
    again = await talk.say("!plane")

    assert again.startswith("Sie haben schon begonnen.")
    assert "Schritt 2 von 4: Farbe\n\nWelche Farbe?" in again
    assert await talk.answers() == {"topic": "Moor"}


async def test_in_the_direct_chat_the_bare_word_repeats_the_question_too(talk: Talk) -> None:
    again = await last_answer(talk, "plane", "Moor", "Plane")

    assert again.startswith("Sie haben schon begonnen.")
    assert "Schritt 2 von 4" in again
    assert await talk.answers() == {"topic": "Moor"}


async def test_two_people_do_not_disturb_each_other(talk: Talk, database: Database) -> None:
    other = Talk(database, COMMANDS, ROUTES, BO, OTHER_CHAT)
    await talk.say("!plane")
    await other.say("!plane")
    await talk.say("Moor")
    await other.say("Heide")
    await talk.say("gelb")
    await other.say("abbrechen")

    assert await talk.answers() == {"topic": "Moor", "colour": "gelb"}
    assert await other.kept() is None


async def test_commands_with_prefix_work_and_disturb_nothing(talk: Talk) -> None:
    await talk.say("!plane")
    before = await talk.kept()

    assert await talk.say("!hilfe") == "Nachgesehen."
    assert await talk.say("Netzwerkbot: hilfe") == "Nachgesehen."
    assert "kenne ich nicht" in await talk.say("!gibtesnicht")
    assert await talk.kept() == before


async def test_talk_in_a_group_room_is_no_answer(talk: Talk) -> None:
    await talk.say("!plane")

    assert await talk.say("Moor", direct=False, room_id=ROOM) == ""
    assert await talk.say("Moor", direct=False, room_id=ROOM, reply_to="$x") == ""
    assert await talk.answers() == {}


async def test_an_edited_answer_is_told_how_to_correct_it(talk: Talk) -> None:
    for said in ("!plane", "Mor"):
        await talk.say(said)

    assert "nachträglich geänderte Nachricht" in await talk.say("Moor", replaces="$e2-ada")
    assert await talk.say("!hilfe", replaces="$e2-ada") == "Nachgesehen."
    assert await talk.answers() == {"topic": "Mor"}


async def test_in_a_group_room_it_moves_to_the_direct_chat(talk: Talk) -> None:
    told = await talk.say("!plane", direct=False, room_id=ROOM)

    assert told.startswith("Ich habe Ihnen im Direktchat geschrieben")
    assert "Einladung" in told
    assert "Schritt 1 von 4: Thema" in await talk.read(ADA)
    await talk.say("Moor")
    assert await talk.answers() == {"topic": "Moor"}


async def test_who_cannot_be_invited_is_told_in_the_room_what_to_do(
    talk: Talk, database: Database
) -> None:
    await talk.say("!plane", direct=False, room_id=ROOM)
    async with database.transaction() as tx:
        await outbox.fail_room(tx, ADA, "M_FORBIDDEN", NOW)
    told = await talk.read(ROOM)

    assert "Beginnen Sie selbst einen Direktchat mit @bot:example.org" in told
    assert "!plane" in told
    assert "Schritt 1 von 4" in await talk.say("!plane")


async def test_a_dialogue_about_something_else_is_to_be_ended_first(
    talk: Talk, database: Database
) -> None:
    async with database.transaction() as tx:
        await awaited.put(tx, in_dialogue(ADA, "meeting", "title", {"kind": "frist"}))

    assert "noch in einem anderen Dialog" in await talk.say("!plane")
    assert await talk.say("hilfe") == "Nachgesehen."
    assert await talk.answers() == {"kind": "frist"}
    await talk.say("!abbrechen")
    assert "Schritt 1 von 4" in await talk.say("!plane")


@pytest.mark.parametrize(
    ("step", "answers", "asked_now"),
    [
        ("gone", {"gone": "x"}, "Schritt 1"),
        ("gone", {"topic": "Moor", "gone": "x"}, "Schritt 2"),
        (PREVIEW, {"colour": "gelb", "slides": None}, "Schritt 1"),
        (PREVIEW, {"topic": None, "colour": "gelb", "slides": None}, "Schritt 1"),
        (PREVIEW, {"topic": "Moor"}, "Schritt 4"),
    ],
)
async def test_a_dialogue_from_before_an_update_goes_on(
    talk: Talk, database: Database, step: str, answers: Mapping[str, Any], asked_now: str
) -> None:
    async with database.transaction() as tx:
        await awaited.put(tx, in_dialogue(ADA, "plan", step, answers))

    assert asked_now in await talk.say("!plane")
    await last_answer(talk, "Moor", "vorschau")
    assert "Gesendet: Moor" in await talk.say("senden")
