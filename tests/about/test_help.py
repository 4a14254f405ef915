"""!hilfe: what is available here, from the list of commands itself."""

import re

import pytest

from commands import COMMANDS
from commands.about.help import START
from commands.conversation.command import AnyCommand
from commands.conversation.command_words import match
from tests.support.say import MANAGEMENT, Room

MEMBERS = [command for command in COMMANDS if not command.management]


WORDS = re.compile(r"\w[\w!/:.-]*")
MORE = "Alles Übrige zeigt: hilfe alles"
SHORT = "Guten Tag, ich bin der Netzwerkbot."


async def test_the_short_help_has_six_lines_by_intention(room: Room) -> None:
    [said] = await room.say("hilfe", direct=True)

    assert said.splitlines() == [
        f"{SHORT} Das kann ich für Sie tun:",
        "",
        "– Leitlinien einer Kommune zeigen: leitlinie Bonn",
        "– in der Sammlung suchen: suche Losverfahren",
        "– etwas einreichen: einreichen",
        "– Termine zeigen: termine",
        "– sagen, dass Sie kommen: dabei 1",
        "– an einen Termin erinnern: erinnern 1",
        "",
        f"Im Raum steht ein Ausrufezeichen davor, zum Beispiel !leitlinie Bonn. {MORE}",
    ]
    assert len(WORDS.findall(said)) < 70


@pytest.mark.parametrize("word", ["Hallo", "hallo!", "Guten Morgen", "start", "info", "was", "h"])
async def test_a_greeting_gets_the_short_help(room: Room, word: str) -> None:
    assert await room.say(word, direct=True) == await room.say("hilfe", direct=True)


async def test_a_room_sees_the_lines_as_they_are_typed_there(room: Room) -> None:
    [said] = await room.say("!hilfe")

    assert "– Termine zeigen: !termine\n" in said
    assert said.endswith("Alles Übrige zeigt: !hilfe alles")
    assert len(WORDS.findall(said)) < 70


async def test_somebody_who_is_no_member_sees_only_what_they_may_use(room: Room) -> None:
    room.outsiders = {"@eve:example.org"}
    [said] = await room.say("hilfe", direct=True, sender="@eve:example.org")

    lines = [line for line in said.splitlines() if line.startswith("– ")]
    assert [line.rpartition(": ")[2] for line in lines] == [
        *("leitlinie Bonn", "suche Losverfahren", "nekopa", "mitmachen"),
    ]


async def test_the_management_room_sees_what_only_exists_there(room: Room) -> None:
    [said] = await room.say("!hilfe", room_id=MANAGEMENT)

    assert "– offene Einreichungen zeigen: !offen" in said
    assert "– einen Termin anlegen: !termin neu" in said
    assert len(WORDS.findall(said)) < 70


async def test_the_whole_help_lists_every_command_in_its_group(room: Room) -> None:
    [said] = await room.say("!hilfe alles")
    shown = [command for command in MEMBERS if command is not START]

    assert said.startswith(f"Das alles kann ich für Sie tun, {len(shown)} Befehle in 6 Gruppen:")
    entries = [line for line in said.splitlines() if line.startswith("– ")]
    assert sorted(entries) == sorted(f"– !{c.example}: {c.summary}" for c in shown)
    assert "\n\nTermine (" in said


async def test_the_whole_help_of_the_management_has_the_verbs(room: Room) -> None:
    [here] = await room.say("!hilfe alles")
    [there] = await room.say("!hilfe alles", room_id=MANAGEMENT)

    assert "!status" not in here
    assert "Netzwerkmanagement: Termine (" in there
    for verb in ("termin verlegen", "termin absagen", "eintrag ändern", "annehmen", "status"):
        assert f"– !{verb}" in there, verb


@pytest.mark.parametrize("asked", ["termin", "eintrag"])
async def test_help_on_a_subject_shows_its_verbs_to_the_management(room: Room, asked: str) -> None:
    [said] = await room.say(f"!hilfe {asked}", room_id=MANAGEMENT)

    assert f"– !{asked} neu" in said
    assert f"– !{asked} ändern" in said


async def test_a_direct_chat_learns_that_it_needs_no_prefix(room: Room) -> None:
    assert "ohne »!« davor" in (await room.say("hilfe alles", direct=True))[0]
    assert "ohne »!«" not in (await room.say("!hilfe alles"))[0]


@pytest.mark.parametrize(
    "asked", ["leitlinie", "!leitlinie", "LEITLINIE", "leitlinien", "leitlinie Bonn"]
)
async def test_one_command_is_shown_with_three_examples(room: Room, asked: str) -> None:
    [said] = await room.say(f"!hilfe {asked}")

    assert said.startswith("!leitlinie: ")
    examples = "!leitlinie Bonn, !leitlinie Bonn kinder oder !leitlinie Köln und Bonn"
    assert f"Zum Beispiel: {examples}" in said
    assert "Sie können auch !leitlinien oder !l schreiben." in said


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_no_help_has_a_notation_that_a_screen_reader_stumbles_over(
    room: Room, command: AnyCommand
) -> None:
    [said] = await room.say(f"!hilfe {command.name}", room_id=MANAGEMENT)

    assert not re.search(r"[<\[\]>]", said)


async def test_a_command_without_arguments_shows_itself(room: Room) -> None:
    [said] = await room.say("!hilfe kontakt")

    assert "Zum Beispiel: !kontakt" in said
    assert "Sie können auch !adresse schreiben." in said


async def test_help_on_an_unknown_command_suggests_the_closest(room: Room) -> None:
    [said] = await room.say("!hilfe kontkat")

    assert "Meinten Sie !hilfe kontakt?" in said


async def test_help_on_nothing_like_a_command_points_to_the_overview(room: Room) -> None:
    [said] = await room.say("!hilfe xyz")

    assert said == "Einen solchen Befehl gibt es hier nicht. Alle Befehle zeigt !hilfe."


async def test_help_does_not_speak_of_commands_that_are_not_available_here(room: Room) -> None:
    assert "gibt es hier nicht" in (await room.say("!hilfe status"))[0]
    assert "!status: " in (await room.say("!hilfe status", room_id=MANAGEMENT))[0]


@pytest.mark.parametrize("word", ["!h", "!help", "!befehle", "!HILFE", "!start", "!commands"])
async def test_help_is_found_under_many_words(room: Room, word: str) -> None:
    assert (await room.say(word))[0].startswith(SHORT)


async def test_commands_are_shown_as_something_to_type(room: Room) -> None:
    await room.say("!hilfe alles")

    assert "<li><code>!kontakt</code>: " in room.contents[0]["formatted_body"]


EXAMPLES = [(c.name, example) for c in COMMANDS for example in (c.example, *c.examples)]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_every_example_is_read_by_its_command(name: str, example: str) -> None:
    command, rest = match(example, COMMANDS)

    assert command is not None
    assert command.name == name
    command.parse(rest)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_every_example_is_one_that_works(room: Room, command: AnyCommand) -> None:
    [said] = await room.say(f"!{command.example}", room_id=MANAGEMENT)

    assert "nicht verstanden" not in said
    assert "braucht keine weiteren Angaben" not in said
    assert "Befehl kenne ich nicht" not in said
    assert "nicht geklappt" not in said


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_summary_is_a_sentence(command: AnyCommand) -> None:
    assert re.match(r"[A-ZÄÖÜ][a-zäöü]+t\b", command.summary)  # "Zeigt …", "Reicht … ein"
    assert command.summary.endswith(".")


def test_no_word_means_two_commands() -> None:
    words = [word for command in COMMANDS for word in (command.name, *command.aliases)]

    assert len(words) == len(set(words))
