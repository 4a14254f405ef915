"""What a room hears when somebody says something."""

import asyncio
import json
import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dispatch.dispatch import Dispatch
from bot.dispatch.meaning import Vocabulary
from bot.live import Live, SenderLimit
from commands.conversation.addressing import addressed
from commands.conversation.events import Message, Pill
from storage import key_value
from storage.conversation import outbox
from storage.database import Database
from tests.support.dispatching import COMMANDS, count
from tests.support.say import MANAGEMENT, NOW, ROOM, SETTINGS, Room


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database, COMMANDS)


NAME = "Netzwerkbot"


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


@pytest.mark.parametrize("gap", [" ", ": ", ", ", " !", ":\n"])
async def test_a_mention_that_clients_draw_needs_no_colon(room: Room, gap: str) -> None:
    pill = Pill("@bot:example.org", "Sammelbot")

    assert await room.say(f"Sammelbot{gap}leitlinie Bonn", pill=pill) == ["Gefunden: Bonn"]


@pytest.mark.parametrize(
    ("body", "pill"),
    [
        ("Netzwerkbot kann das", None),
        ("Netzwerkbot leitlinie Bonn", Pill("@ada:example.org", "Netzwerkbot")),
        ("Danke! leitlinie Bonn", Pill("@bot:example.org", "Netzwerkbot")),
        ("Netzwerkbot wer bist du", Pill("@bot:example.org", "")),
    ],
)
async def test_a_mention_of_another_or_elsewhere_addresses_nobody(
    room: Room, body: str, pill: Pill | None
) -> None:
    assert await room.say(body, pill=pill) == []


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
        "! Bonn",
        "!1",
        "!!leitlinie Bonn",
        "Ich schrieb !leitlinie Bonn",
        "Netzwerkbot kann das",
        "Netzwerkbots: leitlinie Bonn",
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


async def test_ordinary_talk_does_not_wait_for_the_database(room: Room, database: Database) -> None:
    talk = Message(ROOM, "@ada:example.org", "$e", "Guten Morgen!", NOW)

    async with database.transaction(), asyncio.timeout(5):
        assert not await room.dispatch.handle(talk)


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

    assert said.startswith("Diesen Befehl kenne ich nicht. Meinten Sie !leitlinie Bonn?")


async def test_a_word_like_no_command_gets_no_guess(room: Room) -> None:
    [said] = await room.say("!xyz")

    assert said == "Diesen Befehl kenne ich nicht. Alle Befehle zeigt !hilfe."


async def test_too_few_words_get_the_usage_with_an_example(room: Room) -> None:
    [said] = await room.say("!leitlinie")

    assert "Für welche Kommune? Zum Beispiel: !leitlinie Bonn" in said
    assert "!leitlinie Bonn" in said


async def test_a_command_without_arguments_says_that_it_stands_alone(room: Room) -> None:
    [said] = await room.say("!broschüre bitte")

    assert said == "Dieser Befehl braucht keine weiteren Angaben: !broschüre"


async def test_a_body_beyond_the_limit_is_refused_in_words(room: Room) -> None:
    just_fits = "!leitlinie ".ljust(4000, "x")

    assert (await room.say(just_fits))[0].startswith("Gefunden: xxx")
    assert "höchstens 4.000 Zeichen" in (await room.say(just_fits + "x"))[0]


async def test_management_commands_exist_only_in_the_management_room(room: Room) -> None:
    assert "nur im Raum des Netzwerkmanagements" in (await room.say("!intern"))[0]
    assert await room.say("!intern", room_id=MANAGEMENT) == ["Intern."]


async def test_who_may_no_longer_write_in_the_management_room_is_no_manager(room: Room) -> None:
    """With an old key they can still send what the bot decrypts."""
    room.managers.clear()

    assert await room.say("!intern", room_id=MANAGEMENT) != ["Intern."]
    assert "!intern" not in (await room.say("!interm", room_id=MANAGEMENT))[0]


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
        assert await key_value.get(tx, "place") == "Bonn"


async def test_handle_tells_whether_there_is_something_to_send(room: Room) -> None:
    message = Message(ROOM, "@ada:example.org", "$e", "!leitlinie Bonn", NOW)

    assert await room.dispatch.handle(message)
    assert not await room.dispatch.handle(message)


# --- late


async def test_a_look_up_answered_late_says_so(room: Room) -> None:
    fifteen = timedelta(minutes=15)

    assert await room.say("!leitlinie Bonn", sent_at=NOW - fifteen) == ["Gefunden: Bonn"]
    [late] = await room.say("!leitlinie Bonn", sent_at=NOW - fifteen - timedelta(seconds=1))
    assert late == "(verspätet)\n\nGefunden: Bonn"


async def test_only_look_ups_are_called_late(room: Room) -> None:
    assert await room.say("!notiere Bonn", sent_at=NOW - timedelta(days=1)) == ["Notiert."]


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

    assert words is None or words.words[0].isalpha()


async def test_the_answer_waits_in_the_outbox_under_the_id_of_the_question(
    database: Database,
) -> None:
    vocabulary = Vocabulary(COMMANDS, (), ())
    dispatch = Dispatch(database, vocabulary, Live(SETTINGS, lambda: NOW), SenderLimit(9))
    await dispatch.handle(Message(ROOM, "@ada:example.org", "$e", "!leitlinie Bonn", NOW))

    async with database.transaction() as tx:
        event = await outbox.next_ready(tx, ROOM, NOW)
    assert event is not None
    assert event.transaction_id == "answer-$e"
    assert event.room_id == ROOM
