"""A failing command, a full disk and too many commands are answered in words."""

from datetime import timedelta
from sqlite3 import IntegrityError

import pytest

from bot.live import SenderLimit
from commands.conversation.command import (
    Arguments,
    Command,
    CommandContext,
    Reply,
    UnfitError,
    UsageError,
)
from commands.language.markup import text
from storage import key_value
from storage.database import Database
from tests.support.dispatching import COMMANDS, Place, count
from tests.support.say import NOW, Room


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database, COMMANDS)


SECRET = "Ludwigslust-Parchim-geheim"


# --- when something breaks


async def test_a_failing_command_leaves_no_trace_but_an_answer(
    room: Room, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    [said] = await room.say(f"!bumm {SECRET}", event_id="$abcdefghijkl", sender="@ada:example.org")

    assert "Kennung abcdefgh." in said
    async with database.transaction() as tx:
        assert await key_value.get(tx, "place") is None
    assert "reference abcdefgh" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert SECRET not in caplog.text
    assert "ada" not in caplog.text


@pytest.mark.parametrize(
    ("refusal", "words"),
    [(UnfitError(text("Unpassend.")), "Unpassend."), (UsageError(), "nicht verstanden")],
)
async def test_a_command_that_refuses_midway_changes_nothing(
    database: Database, refusal: Exception, words: str
) -> None:
    async def refuse(ctx: CommandContext, args: Place) -> Reply:
        await key_value.put(ctx.tx, "place", args.place, ctx.now)
        raise refusal

    room = Room(database, (Command("notiere", refuse, Place, "schreibt", "notiere Bonn"),))
    [said] = await room.say("!notiere Bonn")

    assert words in said
    async with database.transaction() as tx:
        assert await key_value.get(tx, "place") is None


async def test_a_failing_command_is_not_tried_again(room: Room) -> None:
    assert len(await room.say("!bumm Bonn", event_id="$e")) == 1
    assert await room.say("!bumm Bonn", event_id="$e") == []


async def test_a_wrong_statement_in_a_command_is_a_bug_like_any_other(database: Database) -> None:
    """Python raises this one on its own, without SQLite's name for it."""

    async def too_few_values(ctx: CommandContext, _args: Arguments) -> Reply:
        await ctx.tx.execute("SELECT ?")
        raise AssertionError

    room = Room(database, (Command("falsch", too_few_values, Arguments, "", "falsch"),))

    assert "Kennung" in (await room.say("!falsch"))[0]


async def test_a_full_disk_takes_everything_back_so_that_the_event_comes_again(
    database: Database,
) -> None:
    async def fill(ctx: CommandContext, _args: Arguments) -> Reply:
        await ctx.tx.execute("PRAGMA max_page_count = 1")
        await ctx.tx.execute("CREATE TABLE big AS SELECT zeroblob(1000000)")
        raise AssertionError

    room = Room(database, (Command("voll", fill, Arguments, "", "voll"),))
    with pytest.raises(Exception, match="full"):
        await room.say("!voll")
    assert await count(database, "handled_event") == 0
    assert await count(database, "outbox") == 0


async def test_a_change_whose_answer_cannot_be_stored_is_taken_back_and_done_once_later(
    room: Room, database: Database
) -> None:
    async with database.transaction() as tx:
        await tx.execute(
            "CREATE TRIGGER no_answer BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(IntegrityError):
        await room.say("!notiere Bonn", event_id="$e")
    async with database.transaction() as tx:
        assert await key_value.get(tx, "place") is None
        await tx.execute("DROP TRIGGER no_answer")

    assert await room.say("!notiere Bonn", event_id="$e") == ["Notiert."]
    assert await room.say("!notiere Bonn", event_id="$e") == []


async def test_half_a_character_and_nul_are_ordinary_characters(room: Room) -> None:
    [said] = await room.say("!leitlinie a\ud800b\x00c")

    assert said == "Gefunden: a\ufffdb\ufffdc"


# --- too many


def limited(database: Database, limit: int) -> Room:
    return Room(database, COMMANDS, limit=limit)


async def test_beyond_the_limit_there_is_one_polite_notice(database: Database) -> None:
    room = limited(database, 3)
    said = [await room.say("!leitlinie Bonn") for _ in range(10)]

    assert said[:3] == [["Gefunden: Bonn"]] * 3
    assert said[3][0].startswith("Das waren sehr viele Befehle in kurzer Zeit.")
    assert said[4:] == [[]] * 6


async def test_somebody_just_above_the_limit_is_told_once_a_minute(database: Database) -> None:
    room = limited(database, 20)
    told = 0
    for number in range(200):
        room.now = NOW + timedelta(seconds=2.9 * number)
        told += "sehr viele" in "".join(await room.say("!leitlinie Bonn"))

    assert 1 <= told <= 200 * 2.9 / 60


async def test_the_limit_is_over_after_a_minute(database: Database) -> None:
    room = limited(database, 1)
    await room.say("!leitlinie Bonn")
    assert "sehr viele" in (await room.say("!leitlinie Bonn"))[0]

    room.now = NOW + timedelta(seconds=60)
    assert await room.say("!leitlinie Bonn") == ["Gefunden: Bonn"]


async def test_others_are_not_limited_with_one(database: Database) -> None:
    room = limited(database, 1)
    await room.say("!leitlinie Bonn")
    await room.say("!leitlinie Bonn")

    assert await room.say("!leitlinie Bonn", sender="@bo:example.org") == ["Gefunden: Bonn"]


async def test_a_backlog_counts_by_when_it_was_sent(database: Database) -> None:
    room = limited(database, 2)
    room.now = NOW + timedelta(minutes=10)
    said = [
        await room.say("!leitlinie Bonn", sent_at=NOW + timedelta(minutes=number), backlog=True)
        for number in range(5)
    ]

    assert said == [["Gefunden: Bonn"]] * 5


async def test_live_commands_count_by_when_they_came_whatever_their_homeserver_says(
    database: Database,
) -> None:
    room = limited(database, 2)
    said = [
        await room.say("!leitlinie Bonn", sent_at=NOW - timedelta(minutes=number))
        for number in range(5)
    ]

    assert said[:2] == [["Gefunden: Bonn"]] * 2
    assert "sehr viele" in said[2][0]
    assert said[3:] == [[], []]


def test_a_homeserver_with_a_wrong_clock_locks_nobody_out() -> None:
    limit = SenderLimit(1)
    limit.count("@ada:example.org", NOW + timedelta(days=365))

    assert limit.count("@ada:example.org", NOW) == 0


def test_the_limit_forgets_who_has_been_quiet() -> None:
    limit = SenderLimit(5)
    for number in range(1500):
        limit.count(f"@{number}:example.org", NOW)
    limit.count("@ada:example.org", NOW + timedelta(minutes=2))

    assert len(limit._senders) == 1
