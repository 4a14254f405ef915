"""Ordinary German in the chat: look-ups are answered, changes asked about, talk is left alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands import COMMANDS, sentences
from commands.conversation.events import Pill
from storage.database import Database
from storage.meetings import rsvp
from tests.support.attendance import POST, room_with_an_announcement
from tests.support.meeting_fixtures import Net
from tests.support.people import ADA
from tests.support.say import ROOM, Room

ASKED = "1. Ja\n2. Nein"


async def in_chat(room: Room, words: str, **more: object) -> list[str]:
    return await room.say(words, direct=True, **more)  # type: ignore[arg-type]


async def answers(database: Database, meeting_id: int = 1) -> dict[str, str]:
    async with database.transaction() as tx:
        return {one.user_id: one.answer for one in await rsvp.of_meeting(tx, meeting_id)}


# --- looking something up


async def test_a_question_is_answered_and_says_how_it_was_understood(collection: Database) -> None:
    [said] = await in_chat(Room(collection), "Gibt es in Bonn Leitlinien zur Jugendbeteiligung?")

    first, _, rest = said.partition("\n\n")
    assert first == "Verstanden als: !leitlinie Bonn jugend"
    assert "Bonn" in rest


async def test_a_place_that_is_mistyped_is_looked_up_as_it_was_written(
    collection: Database,
) -> None:
    [said] = await in_chat(Room(collection), "Gibt es in Stuttgard Leitlinien?")

    assert said.startswith("Verstanden als: !leitlinie Stuttgard\n\n")
    assert "Stuttgart" in said


async def test_the_same_is_understood_in_a_room_if_the_bot_is_called(collection: Database) -> None:
    room = Room(collection)
    [said] = await room.say("Netzwerkbot, was hat denn Kiel?")

    assert said.startswith("Verstanden als: !leitlinie Kiel")
    assert await room.say("Gibt es in Bonn Leitlinien?") == []


async def test_a_pill_calls_the_bot_like_its_name(collection: Database) -> None:
    pill = Pill("@bot:example.org", "Netzwerkbot")
    [said] = await Room(collection).say("Netzwerkbot: wann ist das nächste Treffen?", pill=pill)

    assert said.startswith("Verstanden als: !termine\n\n")


async def test_commands_are_run_as_before(collection: Database) -> None:
    room = Room(collection)
    [said] = await in_chat(room, "leitlinie Bonn")

    assert "Verstanden" not in said
    [said] = await in_chat(room, "suche Wo ist das Losverfahren?")
    assert "Verstanden" not in said


async def test_several_places_are_a_choice_by_number(collection: Database) -> None:
    room = Room(collection)
    [said] = await in_chat(room, "Haben Bonn und Kiel Leitlinien?")

    assert said.startswith("Ich habe 2 Bitten verstanden. Womit soll ich beginnen?")
    assert "1. !leitlinie Bonn\n2. !leitlinie Kiel" in said
    [chosen] = await in_chat(room, "2")
    assert chosen.startswith("Kiel")


async def test_several_readings_of_one_request_are_a_choice_by_number(
    collection: Database,
) -> None:
    [said] = await in_chat(Room(collection), "Wer hat eine Satzung?")

    assert said.startswith("Das kann ich verschieden verstehen (2 Möglichkeiten):")
    assert "1. !suche Satzung\n2. !frage Wer hat eine Satzung?" in said


@pytest.mark.parametrize(
    "words",
    [
        "Was hat Bonn und wann ist der nächste Termin?",
        "Was hat Bonn? Wann ist der nächste Termin?",
        "Was hat Bonn?\nWann ist der nächste Termin?",
        "Zeigen Sie mir bitte Bonn, und welche Termine stehen an?",
        "Leitlinien Bonn\nTermine",
    ],
)
async def test_two_requests_of_one_message_are_both_named_and_answered_in_turn(
    collection: Database, words: str
) -> None:
    room = Room(collection)
    [said] = await in_chat(room, words)

    assert said.startswith("Ich habe 2 Bitten verstanden. Womit soll ich beginnen?")
    assert "1. !leitlinie Bonn\n2. !termine" in said
    assert "und danach auf die nächste" in said
    assert (await in_chat(room, "1"))[0].startswith("Bonn")
    assert "Es steht kein Termin an." in (await in_chat(room, "2"))[0]


async def test_an_edit_of_a_question_edits_the_answer(collection: Database) -> None:
    room = Room(collection)
    await in_chat(room, "Was hat Bonn?", event_id="$frage")
    await in_chat(room, "Was hat Kiel?", replaces="$frage")

    [edit] = [content for content in room.contents if "m.new_content" in content]
    assert edit["m.new_content"]["body"].startswith("Verstanden als: !leitlinie Kiel")


# --- changing something


async def test_of_two_requests_neither_is_done_before_it_is_chosen(database: Database) -> None:
    net = Net(database)
    await net.create()
    await net.create(starts="2027-02-11T10:00", ends="2027-02-11T11:00")
    [asked] = await net.ask("Melden Sie mich bei Termin 1 an und bei Termin 2 ab")

    assert asked.startswith("Ich habe 2 Bitten verstanden.")
    assert "1. !dabei 1: " in asked
    assert "2. !nichtdabei 2: " in asked
    assert await answers(database) == {}
    await net.ask("1")
    await net.ask("2")
    assert await answers(database) == {ADA: "yes"}
    assert await answers(database, 2) == {ADA: "no"}


async def test_a_change_is_asked_about_and_made_on_a_yes(database: Database) -> None:
    net = Net(database)
    await net.create()
    [asked] = await net.ask("Ich bin bei der Online-Konferenz dabei")

    assert asked.startswith("Soll ich Sie anmelden für Termin Nr. 1, Online-Konferenz")
    assert ASKED in asked
    assert await answers(database) == {}
    [done] = await net.ask("ja")
    assert done.startswith("Sie sind dabei: Termin Nr. 1")
    assert await answers(database) == {"@ada:example.org": "yes"}


@pytest.mark.parametrize("no", ["nein", "2", "Nein!"])
async def test_nothing_is_changed_on_a_no(database: Database, no: str) -> None:
    net = Net(database)
    await net.create()
    await net.ask("Melden Sie mich bitte zu Termin 1 an.")

    assert await net.ask(no) == ["Gut, ich lasse es so."]
    assert await answers(database) == {}


async def test_a_yes_counts_once(database: Database) -> None:
    net = Net(database)
    await net.create()
    await net.ask("Erinnern Sie mich einen Tag vorher an Termin 1")
    [done] = await net.ask("1")
    assert "Termin Nr. 1" in done

    assert await net.ask("1") == []


async def test_an_open_date_is_offered_by_number(database: Database) -> None:
    net = Net(database)
    await net.create()
    await net.create(title="Haushalt", starts="2027-02-04T10:00", ends="2027-02-04T11:00")
    [asked] = await net.ask("bin dabei")

    assert asked.startswith("Welchen Termin meinen Sie? 2 kommen infrage:")
    [done] = await net.ask("2")
    assert done.startswith("Sie sind dabei: Termin Nr. 2")


async def test_a_date_is_found_by_its_month(database: Database) -> None:
    net = Net(database)
    await net.create()
    await net.create(title="Haushalt", starts="2027-02-04T10:00", ends="2027-02-04T11:00")
    [asked] = await net.ask("Ich kann leider nicht zur Online-Konferenz im Februar kommen")

    assert asked.startswith("Soll ich Sie abmelden von Termin Nr. 2")


async def test_what_is_not_there_yet_is_said_kindly(collection: Database) -> None:
    commands = [each for each in COMMANDS if not each.name.startswith("wer")]
    room = Room(collection, commands)
    vocabulary = replace(room.dispatch.vocabulary, sentences=sentences)
    room.dispatch = replace(room.dispatch, vocabulary=vocabulary)
    [said] = await in_chat(room, "Wer kennt sich mit Losverfahren aus?")

    assert said.startswith("Das habe ich verstanden als !wer Losverfahren. Das kann ich noch nicht")


# --- what is not understood, and courtesy


async def test_what_is_not_understood_gets_suggestions(collection: Database) -> None:
    [said] = await in_chat(Room(collection), "Wie wird das Wetter morgen?")

    assert said.startswith("Das habe ich leider nicht verstanden.")
    assert "dem Netzwerk die Frage stellen: !frage Wie wird das Wetter morgen?" in said


@pytest.mark.parametrize("words", ["Danke!", "Vielen Dank für die schnelle Antwort", "Merci"])
async def test_thanks_get_one_line_in_the_direct_chat_and_none_in_a_room(
    database: Database, words: str
) -> None:
    room = Room(database)
    assert await in_chat(room, words) == ["Gern."]
    assert await room.say(f"Netzwerkbot: {words}") == []


@pytest.mark.parametrize("words", ["ok", "Schönes Wochenende!", "Alles klar", "👍"])
async def test_other_courtesy_is_left_alone(database: Database, words: str) -> None:
    assert await in_chat(Room(database), words) == []


@pytest.mark.parametrize(
    "words",
    [
        "Netzwerkbot hat mir das gestern gezeigt.",
        "@Netzwerkbot kann auch Leitlinien aus Bonn zeigen.",
        "@Netzwerkbot zeigt uns die Termine.",
        "Kennt ihr schon den @Netzwerkbot?",
        "Das sagt der @Netzwerkbot: Bonn hat Leitlinien.",
    ],
)
async def test_who_is_only_spoken_of_stays_silent(collection: Database, words: str) -> None:
    assert await Room(collection).say(words) == []


async def test_what_is_quoted_of_others_is_not_read(collection: Database) -> None:
    [said] = await Room(collection).say(
        "Netzwerkbot, was hat denn Kiel?\n> Gibt es in Bonn Leitlinien?"
    )

    assert said.startswith("Verstanden als: !leitlinie Kiel\n")


# --- in reply to the post about a date


@pytest.mark.parametrize(
    ("words", "answer", "said"),
    [
        ("bin dabei", "yes", "Sie sind dabei"),
        ("kann leider nicht", "no", "Sie sind nicht dabei"),
        ("vielleicht", "maybe", "Sie sind vielleicht dabei"),
        ("Ja", "yes", "Sie sind dabei"),
    ],
)
async def test_a_short_reply_to_a_date_counts(
    database: Database, words: str, answer: str, said: str
) -> None:
    room = await room_with_an_announcement(database)
    [told] = await room.say(words, sender=ADA, reply_to=POST)

    assert told.startswith(f"{said}: Termin Nr. 1")
    assert await answers(database) == {ADA: answer}


async def test_a_long_reply_to_a_date_is_asked_about(database: Database) -> None:
    room = await room_with_an_announcement(database)
    words = "Herzlichen Dank für die Einladung, ich nehme sehr gern teil."
    [asked] = await room.say(words, sender=ADA, reply_to=POST)

    assert asked.startswith("Soll ich Sie anmelden für Termin Nr. 1")
    assert await answers(database) == {}


async def test_a_question_about_the_date_is_answered(database: Database) -> None:
    room = await room_with_an_announcement(database)
    [said] = await room.say("Wo ist das?", sender=ADA, reply_to=POST)

    assert said.startswith("Verstanden als: !termin 1\n\nTermin Nr. 1")


@pytest.mark.parametrize(
    "words", ["Super Thema!", "Wer fährt mit dem Zug?", "Meine Kollegin kommt."]
)
async def test_talk_below_a_date_is_left_alone(database: Database, words: str) -> None:
    room = await room_with_an_announcement(database)

    assert await room.say(words, sender=ADA, reply_to=POST) == []
    assert await answers(database) == {}


async def test_talk_below_a_date_does_not_count_against_the_limit(database: Database) -> None:
    room = await room_with_an_announcement(database)
    for _ in range(room.limit + 5):
        assert await room.say("Super Thema!", sender=ADA, reply_to=POST) == []

    [told] = await room.say("bin dabei", sender=ADA, reply_to=POST)
    assert told.startswith("Sie sind dabei")


async def test_an_outsider_is_asked_nothing_below_a_date(database: Database) -> None:
    room = await room_with_an_announcement(database)
    room.outsiders = {ADA}
    [told] = await room.say("bin dabei", sender=ADA, reply_to=POST)

    assert told.startswith("Das ist Mitgliedern des Netzwerks vorbehalten.")
    assert await answers(database) == {}


async def test_a_question_after_an_hour_is_too_late(database: Database) -> None:
    net = Net(database)
    await net.create()
    await net.ask("Melden Sie mich bitte zu Termin 1 an.")
    net.later(minutes=61)
    [said] = await net.ask("1")

    assert "gilt nicht mehr" in said
    assert await answers(database) == {}


async def test_ordinary_talk_in_a_room_costs_no_transaction(database: Database) -> None:
    room = Room(database)
    assert room.now - timedelta(0) == room.now
    async with database.transaction() as tx:
        [before] = await tx.execute_fetchall("SELECT total_changes() AS changes")
    assert await room.say("Gibt es in Bonn eigentlich schon Leitlinien?", room_id=ROOM) == []
    async with database.transaction() as tx:
        [after] = await tx.execute_fetchall("SELECT total_changes() AS changes")
    assert after["changes"] == before["changes"]


async def test_stand_says_since_when_without_prefix(database: Database) -> None:
    room = Room(database)

    [told] = await room.say("stand seit 1.9.", direct=True)
    assert "nicht verstanden" not in told
