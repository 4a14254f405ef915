"""Names of several words: which command is meant, what is left of the words, who may use it."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from commands import COMMANDS
from commands.conversation.command import Arguments, Command, CommandContext, Reply
from commands.conversation.command_words import find, fold, match
from storage.database import Database
from tests.support.collection_fixtures import shipped
from tests.support.meeting_fixtures import Net
from tests.support.say import MANAGEMENT, MANAGER, Room

VERBS = {
    "termin neu": "neu anlegen",
    "termin ändern": "ändern bearbeiten",
    "termin verlegen": "verlegen verschieben",
    "termin absagen": "absagen streichen",
    "termin programm": "programm",
    "termin ja": "ja speichern",
    "termin nein": "nein verwerfen",
    "eintrag neu": "neu anlegen",
    "eintrag ändern": "ändern bearbeiten",
    "eintrag löschen": "löschen entfernen",
    "eintrag wiederherstellen": "wiederherstellen zurückholen",
    "eintrag bestätigen": "bestätigen bestätigt",
    "eintrag verlauf": "verlauf versionen änderungen",
    "eintrag ja": "ja speichern",
    "eintrag nein": "nein verwerfen",
    "rückgängig ja": "ja",
    "rückgängig nein": "nein",
    "annehmen": "annehmen",
    "ablehnen": "ablehnen",
    "rückfrage": "rückfrage",
    "offen": "offen",
    "sammlung unbestätigt": "unbestätigt unbestätigte unsicher",
    "sammlung links": "links link",
}
FAMILIES = {"annehmen": "einreichung", "ablehnen": "einreichung", "rückfrage": "einreichung",
            "offen": "einreichung"}  # fmt: skip
LINES = [
    (f"{FAMILIES.get(name, name.partition(' ')[0])} {word}", name)
    for name, words in VERBS.items()
    for word in words.split()
]


@pytest.fixture
async def collection() -> AsyncIterator[Database]:
    async with shipped() as database:
        yield database


async def nothing(_ctx: CommandContext, _args: Arguments) -> Reply:
    return Reply()


def command(name: str, *aliases: str) -> Command[Arguments]:
    return Command(name, nothing, Arguments, "Tut nichts.", name, aliases)


@pytest.mark.parametrize(("line", "name"), LINES)
def test_a_verb_is_found_by_each_of_its_words(line: str, name: str) -> None:
    root, word = line.split()
    for typed in (
        line,
        line.upper(),
        fold(line),
        f"{line}:",
        f"{root} \n\t{word}",
        f"{root}, {word}!",
    ):
        meant = find(typed, COMMANDS)
        assert meant is not None
        assert meant.name == name
        assert match(f"{typed}\nBonn | Titel", COMMANDS) == (meant, "Bonn | Titel")


def test_the_longest_name_is_meant() -> None:
    short, long, longest = command("a"), command("a b"), command("c", "a b c")
    commands = (long, short, longest)

    assert match("a", commands) == (short, "")
    assert match("a c  b", commands) == (short, "c  b")
    assert match("A b x y", commands) == (long, "x y")
    assert match("a b c d", commands) == (longest, "d")
    assert match("a bc", commands) == (short, "bc")
    assert match("b a", commands) == (None, "b a")
    assert match("", commands) == (None, "")


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("termin 12", "termin", "12"),
        ("termin neues", "termin", "neues"),
        ("eintrag Neu Ulm", "eintrag neu", "Ulm"),
        ("eintrag Neu-Ulm", "eintrag", "Neu-Ulm"),
        ("eintrag Bonn neu", "eintrag", "Bonn neu"),
        ("termine neu", "termine", "neu"),
    ],
)
def test_what_is_no_verb_belongs_to_the_words_behind(typed: str, name: str, rest: str) -> None:
    meant, behind = match(typed, COMMANDS)

    assert meant is not None
    assert (meant.name, behind) == (name, rest)


# --- who may use them


@pytest.mark.parametrize(("line", "name"), LINES)
async def test_a_member_may_use_none_of_them(database: Database, line: str, name: str) -> None:
    room = Room(database)
    [said] = await room.say(f"!{line} 12 Bonn")

    if name.startswith("termin"):
        assert said == (
            "Termine anlegen, ändern, verlegen und absagen geht nur im Raum des"
            " Netzwerkmanagements. Was ansteht, zeigt !termine"
        )
    elif name.startswith("sammlung"):
        assert said.startswith(f"Die Liste !{name} gibt es nur im Raum des Netzwerkmanagements.")
    else:
        root = name.partition(" ")[0]
        assert said.startswith(f"Den Befehl !{root} gibt es nur im Raum des Netzwerkmanagements.")
    [help_] = await room.say(f"!hilfe {line}")
    assert f"!{name}" not in help_


async def test_the_help_of_the_management_names_every_verb(room: Room) -> None:
    [said] = await room.say("!hilfe alles", room_id=MANAGEMENT)

    for name in VERBS:
        assert f"– !{name}" in said


@pytest.mark.parametrize(
    ("root", "count"),
    [("termin", 8), ("eintrag", 9), ("einreichung", 6), ("rückgängig", 3), ("sammlung", 3)],
)
async def test_the_help_on_one_shows_its_verbs_to_whom_they_are_there(
    room: Room, root: str, count: int
) -> None:
    [here] = await room.say(f"!hilfe {root}", room_id=MANAGEMENT)
    assert f"({count} Möglichkeiten):" in here
    assert here.count("\n– !") == count

    [there] = await room.say(f"!hilfe {root}")
    # Whoever submitted something may change it.
    assert there.count("\n– !") == (2 if root == "einreichung" else 0)
    managers = [words for words in VERBS.values() if not words.startswith("ändern")]
    assert not any(f"{root} {words.split()[0]}" in there for words in managers)


async def test_the_help_on_a_verb_explains_that_one(room: Room) -> None:
    [said] = await room.say("!hilfe !termin verschieben 12", room_id=MANAGEMENT)

    assert said.startswith("!termin verlegen: Verlegt einen Termin")
    assert "Zum Beispiel: !termin verlegen 12 21.1.2027 10 Uhr" in said
    assert "Sie können auch !termin verschieben schreiben." in said
    assert "Möglichkeiten" not in said


async def test_what_does_not_fit_is_told_the_usage_of_the_verb_and_the_others(room: Room) -> None:
    [said] = await room.say("!termin absagen", room_id=MANAGEMENT)

    assert "Welcher Termin fällt aus?" in said
    assert "– !termin verlegen 12 21.1.2027 10 Uhr: " in said


# --- what only shows something


async def edited(room: Room, line: str) -> tuple[str, str]:
    """Which message of ours took the edit of $frage, and what it says now."""
    await room.say(line, room_id=MANAGEMENT, replaces="$frage")
    [edit] = [content for content in room.contents if "m.new_content" in content]
    return edit["m.relates_to"]["event_id"], edit["m.new_content"]["body"]


async def check_look_up(room: Room, line: str, other: str, told: str) -> None:
    """Late, repeated, edited and taken back, in the management room."""
    late = room.now - timedelta(minutes=16)
    [said] = await room.say(f"!{line}", room_id=MANAGEMENT, event_id="$frage", sent_at=late)
    assert said.startswith("(verspätet)\n\n")
    answer = room.sent_ids[0]
    assert await room.say(f"!{line}", room_id=MANAGEMENT, event_id="$frage") == []

    target, now = await edited(room, f"!{other}")
    assert target == answer
    assert told in now

    await room.redact("$frage", sender=MANAGER, room_id=MANAGEMENT)
    assert answer in [content.get("redacts") for content in room.contents]


async def test_a_meeting_is_shown_like_by_every_look_up(database: Database) -> None:
    net = Net(database, managers=frozenset({MANAGER}))
    await net.create()
    await net.create(title="Zweiter")

    await check_look_up(net.room, "termin 1", "termin 2", "»Zweiter«")


@pytest.mark.parametrize(
    ("line", "other", "told"),
    [
        ("eintrag 1", "eintrag 2", "Eintrag Nr. 2,"),
        ("eintrag Bonn", "eintrag 2", "Eintrag Nr. 2,"),
        ("eintrag verlauf 1", "eintrag verlauf 2", "Eintrag Nr. 2,"),
    ],
)
async def test_entries_and_their_history_are_shown_like_by_every_look_up(
    collection: Database, line: str, other: str, told: str
) -> None:
    await check_look_up(Room(collection), line, other, told)


async def test_a_look_up_that_is_edited_into_a_change_shows_its_preview(database: Database) -> None:
    net = Net(database)
    await net.create()
    await net.say("!termin 1", event_id="$frage")
    [shown] = await net.say("!termin absagen 1", replaces="$frage")

    assert shown.startswith("Absage: ")
    assert (await net.get(1)).state == "planned"


async def test_a_change_that_is_edited_into_a_look_up_is_not_done_again(database: Database) -> None:
    net = Net(database)
    await net.create()
    await net.say("!termin absagen 1")
    await net.say("!termin ja", event_id="$frage")
    assert (await net.get(1)).state == "cancelled"

    [told] = await net.say("!termin 1", replaces="$frage")
    assert told.startswith("Termin Nr. 1,")
    [asked] = await net.say("!termin ja", replaces="$frage")
    assert "Soll ich jetzt !termin ja ausführen?" in asked
