"""What a room hears when somebody says something."""

import json
import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import Field

from bot.addressing import addressed
from bot.dispatch import Dispatch
from bot.sender_limit import SenderLimit
from commands.command import Arguments, Command, Context, Message, Reply
from commands.texts.markup import text
from storage import facts, outbox
from storage.database import Database
from tests.say import MANAGEMENT, NOW, ROOM, SETTINGS, Room

NAME = "Netzwerkbot"
SECRET = "Ludwigslust-Parchim-geheim"


class Place(Arguments):
    place: str = Field(title="Ort")


async def look_up(_ctx: Context, args: Place) -> Reply:
    return Reply(text(f"Gefunden: {args.place}"))


async def write_down(ctx: Context, args: Place) -> Reply:
    await facts.put(ctx.tx, "place", args.place, ctx.now)
    return Reply(text("Notiert."))


async def explode(ctx: Context, args: Place) -> Reply:
    await facts.put(ctx.tx, "place", args.place, ctx.now)
    raise ZeroDivisionError(f"{args.place} cannot be divided")


async def stay_silent(_ctx: Context, _args: Arguments) -> Reply:
    return Reply(text("Intern."))


COMMANDS = (
    Command("leitlinie", look_up, Place, "sucht", "leitlinie Bonn", ("l",), lookup=True),
    Command("broschüre", stay_silent, Arguments, "zeigt", "broschüre", lookup=True),
    Command("notiere", write_down, Place, "schreibt", "notiere Bonn"),
    Command("bumm", explode, Place, "scheitert", "bumm Bonn"),
    Command("intern", stay_silent, Arguments, "intern", "intern", management=True),
)


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database, COMMANDS)


async def count(database: Database, table: str) -> int:
    async with database.transaction() as tx:
        [row] = await tx.execute_fetchall(f"SELECT count(*) FROM {table}")  # noqa: S608  a test
    return int(row[0])


# --- who is meant


@pytest.mark.parametrize(
    "body",
    [
        "!leitlinie Bonn",
        "  !leitlinie   Bonn  ",
        "!LEITLINIE Bonn",
        "!l Bonn",
        "!leitlinie\nBonn",
        "!leitlinie\u00a0Bonn",
        "!leitlinie: Bonn",
        f"{NAME}: leitlinie Bonn",
        f"{NAME.upper()}, leitlinie Bonn",
        f"{NAME}: !leitlinie Bonn",
        f"@{NAME}: leitlinie Bonn",
        "bot: leitlinie Bonn",
        "@bot:example.org: leitlinie Bonn",
        "bot:example.org: leitlinie Bonn",
        f"[{NAME}](https://matrix.to/#/@bot:example.org) leitlinie Bonn",
        f"[{NAME}](https://matrix.to/#/@bot:example.org): leitlinie Bonn",
        "[Sammelbot](https://matrix.to/#/%40bot%3Aexample.org): !leitlinie Bonn",
    ],
)
async def test_a_command_is_understood_however_it_is_addressed(room: Room, body: str) -> None:
    assert await room.say(body) == ["Gefunden: Bonn"]


async def test_a_direct_chat_needs_no_prefix(room: Room) -> None:
    assert await room.say("leitlinie Bonn", direct=True) == ["Gefunden: Bonn"]
    assert await room.say("!leitlinie Bonn", direct=True) == ["Gefunden: Bonn"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "   ",
        "Guten Morgen!",
        "leitlinie Bonn",
        "!!!",
        "!?",
        "!",
        "! ",
        "! leitlinie Bonn",
        "!1",
        "!!leitlinie Bonn",
        "Ich schrieb !leitlinie Bonn",
        "Netzwerkbot kann das",
        "Netzwerkbots: leitlinie Bonn",
        f"{NAME}:",
        f"{NAME}: !!!",
        "[Ada](https://matrix.to/#/@ada:example.org): leitlinie Bonn",
        "> !leitlinie Bonn",
    ],
)
async def test_what_is_not_meant_for_the_bot_is_neither_answered_nor_stored(
    room: Room, database: Database, caplog: pytest.LogCaptureFixture, body: str
) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")

    assert await room.say(body) == []
    assert await count(database, "handled_event") == 0
    assert await count(database, "outbox") == 0
    assert caplog.messages == []


@pytest.mark.parametrize("body", ["!!!", "!?", "! ", "123", "…"])
async def test_a_direct_chat_is_silent_about_what_begins_with_no_letter(
    room: Room, body: str
) -> None:
    assert await room.say(body, direct=True) == []


@pytest.mark.parametrize("body", ["!broschuere", "!BROSCHÜRE", "!broschu\u0308re", "!Broschüre."])
async def test_umlauts_case_and_a_full_stop_do_not_matter(room: Room, body: str) -> None:
    assert await room.say(body) == ["Intern."]


async def test_a_name_with_umlauts_is_recognised_in_either_unicode_form(
    database: Database,
) -> None:
    bot = Room(database, COMMANDS, settings=replace(SETTINGS, bot_names=("Büro",)))

    assert await bot.say("Bu\u0308ro: leitlinie Bonn") == ["Gefunden: Bonn"]


async def test_another_prefix_takes_the_place_of_the_first(database: Database) -> None:
    room = Room(database, COMMANDS, settings=replace(SETTINGS, prefix="§§"))

    assert await room.say("§§leitlinie Bonn") == ["Gefunden: Bonn"]
    assert await room.say("!leitlinie Bonn") == []
    assert "§§leitlinie" in (await room.say("§§leitlini Bonn"))[0]


# --- what does not fit


async def test_an_unknown_word_gets_the_closest_command(room: Room) -> None:
    [said] = await room.say("!leitlnie Bonn")

    assert said.startswith("Diesen Befehl kenne ich nicht. Meinten Sie !leitlinie?")


async def test_a_word_like_no_command_gets_no_guess(room: Room) -> None:
    [said] = await room.say("!xyz")

    assert said == "Diesen Befehl kenne ich nicht. Alle Befehle zeigt !hilfe."


async def test_too_few_words_get_the_usage_with_an_example(room: Room) -> None:
    [said] = await room.say("!leitlinie")

    assert "!leitlinie <Ort>" in said
    assert "!leitlinie Bonn" in said


async def test_a_command_without_arguments_says_that_it_stands_alone(room: Room) -> None:
    [said] = await room.say("!broschüre bitte")

    assert (
        said == "Dieser Befehl steht für sich allein, ohne weitere Angaben. So geht es: !broschüre"
    )


async def test_a_body_beyond_the_limit_is_refused_in_words(room: Room) -> None:
    just_fits = "!leitlinie ".ljust(4000, "x")

    assert (await room.say(just_fits))[0].startswith("Gefunden: xxx")
    assert "höchstens 4.000 Zeichen" in (await room.say(just_fits + "x"))[0]


async def test_management_commands_exist_only_in_the_management_room(room: Room) -> None:
    assert "nur im Raum des Netzwerkmanagements" in (await room.say("!intern"))[0]
    assert await room.say("!intern", room_id=MANAGEMENT) == ["Intern."]


async def test_management_commands_are_not_suggested_to_members(room: Room) -> None:
    assert "!intern" not in (await room.say("!interm"))[0]
    assert "!intern" in (await room.say("!interm", room_id=MANAGEMENT))[0]


async def test_without_a_management_room_nobody_is_management(database: Database) -> None:
    nobody = replace(SETTINGS, management_room=None)

    assert "nur im Raum" in (await Room(database, COMMANDS, settings=nobody).say("!intern"))[0]


# --- how the answer is sent


async def test_an_answer_is_a_notice_that_replies_and_mentions_nobody(room: Room) -> None:
    await room.say("!leitlinie <Bonn>", event_id="$frage")

    [content] = room.contents
    assert content["msgtype"] == "m.notice"
    assert content["body"] == "Gefunden: <Bonn>"
    assert content["format"] == "org.matrix.custom.html"
    assert content["formatted_body"] == "<p>Gefunden: &lt;Bonn&gt;</p>"
    assert content["m.mentions"] == {}
    assert content["m.relates_to"] == {"m.in_reply_to": {"event_id": "$frage"}}


async def test_an_answer_stays_in_the_thread_of_the_question(room: Room) -> None:
    await room.say("!leitlinie Bonn", event_id="$frage", thread_root="$wurzel")

    assert room.contents[0]["m.relates_to"] == {
        "rel_type": "m.thread",
        "event_id": "$wurzel",
        "is_falling_back": False,
        "m.in_reply_to": {"event_id": "$frage"},
    }


async def test_the_same_event_is_handled_once(room: Room, database: Database) -> None:
    assert await room.say("!notiere Bonn", event_id="$einmal") == ["Notiert."]
    assert await room.say("!notiere Köln", event_id="$einmal") == []
    async with database.transaction() as tx:
        assert await facts.get(tx, "place") == "Bonn"


async def test_handle_tells_whether_there_is_something_to_send(room: Room) -> None:
    message = Message(ROOM, "@ada:example.org", "$e", "!leitlinie Bonn", NOW)

    assert await room.dispatch.handle(message)
    assert not await room.dispatch.handle(message)


# --- when something breaks


async def test_a_failing_command_leaves_no_trace_but_an_answer(
    room: Room, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    [said] = await room.say(f"!bumm {SECRET}", event_id="$abcdefghijkl", sender="@ada:example.org")

    assert "Kennung abcdefgh." in said
    async with database.transaction() as tx:
        assert await facts.get(tx, "place") is None
    assert "reference abcdefgh" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert SECRET not in caplog.text
    assert "ada" not in caplog.text


async def test_a_failing_command_is_not_tried_again(room: Room) -> None:
    assert len(await room.say("!bumm Bonn", event_id="$e")) == 1
    assert await room.say("!bumm Bonn", event_id="$e") == []


async def test_a_wrong_statement_in_a_command_is_a_bug_like_any_other(database: Database) -> None:
    """Python raises this one on its own, without SQLite's name for it."""

    async def too_few_values(ctx: Context, _args: Arguments) -> Reply:
        await ctx.tx.execute("SELECT ?")
        raise AssertionError

    room = Room(database, (Command("falsch", too_few_values, Arguments, "", "falsch"),))

    assert "Kennung" in (await room.say("!falsch"))[0]


async def test_a_full_disk_takes_everything_back_so_that_the_event_comes_again(
    database: Database,
) -> None:
    async def fill(ctx: Context, _args: Arguments) -> Reply:
        await ctx.tx.execute("PRAGMA max_page_count = 1")
        await ctx.tx.execute("CREATE TABLE big AS SELECT zeroblob(1000000)")
        raise AssertionError

    room = Room(database, (Command("voll", fill, Arguments, "", "voll"),))
    with pytest.raises(Exception, match="full"):
        await room.say("!voll")
    assert await count(database, "handled_event") == 0
    assert await count(database, "outbox") == 0


async def test_half_a_character_and_nul_are_ordinary_characters(room: Room) -> None:
    [said] = await room.say("!leitlinie a\ud800b\x00c")

    assert said == "Gefunden: a\ufffdb\ufffdc"


# --- late


async def test_a_look_up_answered_late_says_so(room: Room) -> None:
    fifteen = timedelta(minutes=15)

    assert await room.say("!leitlinie Bonn", sent_at=NOW - fifteen) == ["Gefunden: Bonn"]
    [late] = await room.say("!leitlinie Bonn", sent_at=NOW - fifteen - timedelta(seconds=1))
    assert late == "(verspätet)\n\nGefunden: Bonn"


async def test_only_look_ups_are_called_late(room: Room) -> None:
    assert await room.say("!notiere Bonn", sent_at=NOW - timedelta(days=1)) == ["Notiert."]


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
        await room.say("!leitlinie Bonn", sent_at=NOW + timedelta(minutes=number))
        for number in range(5)
    ]

    assert said == [["Gefunden: Bonn"]] * 5


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


# --- anything at all


@given(
    body=st.one_of(
        st.text(max_size=300),
        st.text(max_size=60).map("!leitlinie {}".format),
        st.text(max_size=60).map("!{}".format),
        st.text(max_size=60).map("Netzwerkbot:{}".format),
        st.text(st.characters(codec=None), max_size=30).map("[Netzwerkbot]({})".format),
    ),
    direct=st.booleans(),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_body_makes_it_stumble(database: Database, body: str, direct: bool) -> None:
    room = Room(database, COMMANDS, limit=10**6)
    said = await room.say(body, direct=direct)

    assert len(said) <= 1
    assert all("Kennung" not in one for one in said)
    json.dumps(said, ensure_ascii=False).encode()
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM handled_event")
        await tx.execute("DELETE FROM outbox")


@given(body=st.text(st.characters(codec=None), max_size=100))
def test_what_is_addressed_to_the_bot_begins_with_a_letter(body: str) -> None:
    words = addressed(Message(ROOM, "@a:b", "$e", body, NOW, direct=True), SETTINGS)

    assert words is None or words[0].isalpha()


async def test_the_answer_waits_in_the_outbox_under_the_id_of_the_question(
    database: Database,
) -> None:
    dispatch = Dispatch(database, COMMANDS, (), SETTINGS, SenderLimit(9), lambda: NOW)
    await dispatch.handle(Message(ROOM, "@ada:example.org", "$e", "!leitlinie Bonn", NOW))

    async with database.transaction() as tx:
        event = await outbox.next_ready(tx, ROOM, NOW)
    assert event is not None
    assert event.transaction_id == "answer-$e"
    assert event.room_id == ROOM
