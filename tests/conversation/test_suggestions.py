"""What is suggested for a word that is no command: little, never the opposite, and to tap."""

from pathlib import Path

import pytest

from commands import COMMANDS
from commands.conversation.command_words import find, nearest
from storage.database import Database
from tests.support.collection_fixtures import shipped
from tests.support.say import Room

TALK = (Path(__file__).parent / "cases" / "33-direct-chat-talk.txt").read_text("utf-8").split("\n")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("leitline", "leitlinie"),
        ("erinerungen", "erinnerungen"),
        ("erinern", "erinnern"),
        ("hillfe", "hilfe"),
        ("nekoba", "nekopa"),
        ("kont\u0430kt", "kontakt"),
        ("datenschutzerklärung", "datenschutz"),
    ],
)
def test_a_slip_is_suggested(typed: str, name: str) -> None:
    assert nearest(typed, COMMANDS) == name


@pytest.mark.parametrize("typed", ["danke", "search", "start", "bonn", "test", "Vielen", "info"])
def test_a_word_that_is_merely_similar_is_not(typed: str) -> None:
    assert find(typed, COMMANDS) is not None or nearest(typed, COMMANDS) is None


@pytest.mark.parametrize("typed", ["absage", "nichdabei", "nichterinern", "abmeldung", "zusage"])
def test_the_opposite_never_is(typed: str) -> None:
    name = nearest(typed, COMMANDS) or typed
    assert name.startswith(("ab", "nich")) == typed.startswith(("ab", "nich"))


async def test_the_words_behind_are_kept_and_it_can_be_tapped() -> None:
    async with shipped() as database:
        room = Room(database)
        [bonn] = await room.say("!leitlinie Bonn")
        for choice in ("1", "ja bitte", "die erste"):
            [said] = await room.say("!leitline Bonn")
            assert said.startswith("Diesen Befehl kenne ich nicht. Meinten Sie !leitlinie Bonn?")
            assert await room.say(choice) == [bonn]
        await room.say("!leitline Bonn")
        assert await room.react("👍", room.sent_ids[-2], sender="@ada:example.org") == [bonn]


async def test_a_choice_is_answered_with_the_name_too() -> None:
    async with shipped() as database:
        room = Room(database)
        await room.say("!leitlinie Frankfurt", direct=True)
        [said] = await room.say("frankfurt am main", direct=True)
        assert said.startswith("Frankfurt am Main")


@pytest.mark.parametrize("talk", [line for line in TALK if line])
async def test_talk_in_the_direct_chat_gets_no_absurd_suggestion(
    database: Database, talk: str
) -> None:
    room = Room(database)
    await room.say("!termine", direct=True)
    said = await room.say(talk, direct=True)

    assert all("Meinten Sie" not in each and "Nr. 3" not in each for each in said)


@pytest.mark.parametrize(
    ("typed", "offered"), [("wann", "termine"), ("wo", "termin"), ("programm", "termin")]
)
async def test_a_word_about_dates_typed_as_a_command_gets_an_offer(
    typed: str, offered: str
) -> None:
    async with shipped() as database:
        [said] = await Room(database).say(f"!{typed}")
        assert said.startswith(f"Diesen Befehl kenne ich nicht. Meinten Sie !{offered}?")


async def test_another_word_gets_none() -> None:
    async with shipped() as database:
        [said] = await Room(database).say("!warum")
        assert "Meinten Sie" not in said
