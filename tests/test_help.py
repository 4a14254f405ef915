"""!hilfe: what is available here, from the list of commands itself."""

import re

import pytest

from commands import COMMANDS
from commands.command import AnyCommand
from storage.database import Database
from tests.say import MANAGEMENT, Room

MEMBERS = [command for command in COMMANDS if not command.management]


async def test_the_overview_begins_with_the_count_and_names_every_command(room: Room) -> None:
    [said] = await room.say("!hilfe")

    assert said.startswith(f"Hier können Sie {len(MEMBERS)} Befehle verwenden:")
    entries = [line for line in said.splitlines() if line.startswith("– ")]
    assert entries == [f"– !{command.example}: {command.summary}" for command in MEMBERS]


async def test_the_management_room_has_its_own_commands_as_well(room: Room) -> None:
    [here] = await room.say("!hilfe")
    [there] = await room.say("!hilfe", room_id=MANAGEMENT)

    assert "!status" not in here
    assert "– !status: " in there
    assert f"{len(COMMANDS)} Befehle" in there


async def test_a_new_command_appears_by_itself(database: Database) -> None:
    [only] = [command for command in COMMANDS if command.name == "hilfe"]
    room = Room(database, [only])

    [said] = await room.say("!hilfe")
    assert said.startswith("Hier können Sie einen Befehl verwenden:")


async def test_a_direct_chat_learns_that_it_needs_no_prefix(room: Room) -> None:
    assert "ohne »!« davor" in (await room.say("hilfe", direct=True))[0]
    assert "ohne »!«" not in (await room.say("!hilfe"))[0]


@pytest.mark.parametrize(
    "asked", ["leitlinie", "!leitlinie", "LEITLINIE", "leitlinien", "leitlinie Bonn"]
)
async def test_one_command_is_shown_with_usage_aliases_and_example(room: Room, asked: str) -> None:
    [said] = await room.say(f"!hilfe {asked}")

    assert said.startswith("!leitlinie: ")
    assert "So geht es: !leitlinie <Ort>" in said
    assert "Was in spitzen Klammern steht, ersetzen Sie durch Ihre Angabe." in said
    assert "Zum Beispiel: !leitlinie Bonn" in said
    assert "Gleichbedeutend sind !leitlinien und !l." in said


async def test_a_command_without_arguments_needs_no_usage_line(room: Room) -> None:
    [said] = await room.say("!hilfe kontakt")

    assert "So geht es" not in said
    assert "Zum Beispiel: !kontakt" in said
    assert "Gleichbedeutend ist !adresse." in said


async def test_help_on_an_unknown_command_suggests_the_closest(room: Room) -> None:
    [said] = await room.say("!hilfe kontkat")

    assert "Meinten Sie !hilfe kontakt?" in said


async def test_help_on_nothing_like_a_command_points_to_the_overview(room: Room) -> None:
    [said] = await room.say("!hilfe xyz")

    assert said == "Einen solchen Befehl gibt es hier nicht. Alle Befehle zeigt !hilfe."


async def test_help_does_not_speak_of_commands_that_are_not_available_here(room: Room) -> None:
    assert "gibt es hier nicht" in (await room.say("!hilfe status"))[0]
    assert "!status: " in (await room.say("!hilfe status", room_id=MANAGEMENT))[0]


@pytest.mark.parametrize("word", ["!h", "!help", "!befehle", "!HILFE"])
async def test_help_is_found_under_many_words(room: Room, word: str) -> None:
    assert (await room.say(word))[0].startswith("Hier können Sie ")


async def test_commands_are_shown_as_something_to_type(room: Room) -> None:
    await room.say("!hilfe")

    assert "<li><code>!kontakt</code>: " in room.contents[0]["formatted_body"]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_every_example_is_one_that_works(room: Room, command: AnyCommand) -> None:
    [said] = await room.say(f"!{command.example}", room_id=MANAGEMENT)

    assert "nicht verstanden" not in said
    assert "steht für sich allein" not in said
    assert "Befehl kenne ich nicht" not in said
    assert "nicht geklappt" not in said


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_summary_is_a_sentence(command: AnyCommand) -> None:
    assert re.match(r"[A-ZÄÖÜ][a-zäöü]+t\b", command.summary)  # "Zeigt …", "Reicht … ein"
    assert command.summary.endswith(".")


def test_no_word_means_two_commands() -> None:
    words = [word for command in COMMANDS for word in (command.name, *command.aliases)]

    assert len(words) == len(set(words))
