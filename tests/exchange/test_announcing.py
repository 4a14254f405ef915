"""!ankündigen: shown first, posted in every room once, edited and removed everywhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands.about import housekeeping
from storage.database import Database
from storage.exchange import announcements
from tests.support.announcing import POSTED, ROOMS, WORDS, Rooms
from tests.support.people import everything
from tests.support.say import MANAGEMENT, MANAGER, NOW, ROOM

LATER = "Ankündigung Nr. 1 sende ich am Donnerstag, 3. Dezember 2026, 09:00 Uhr."


@pytest.fixture
def rooms(database: Database) -> Rooms:
    return Rooms(database)


# --- the preview


async def test_it_is_shown_with_its_rooms_and_the_number_of_members(rooms: Rooms) -> None:
    shown = await rooms.lead(f"!ankündigen {WORDS}")

    assert f"So kündige ich es an:\n\n{POSTED}" in shown
    assert "Das geht an 3 Räume mit zusammen 4 Mitgliedern:" in shown
    assert "– Austausch: 2 Mitglieder\n– Nord: 2 Mitglieder\n– Süd: 2 Mitglieder" in shown
    assert "Wann: sofort nach Ihrem Ja." in shown
    assert await rooms.posted() == [[], [], []]


@pytest.mark.parametrize("answer", ["ja", "!ankündigung ja", "✅"])
async def test_after_a_yes_it_stands_in_every_room_as_a_message_of_its_own(
    rooms: Rooms, answer: str
) -> None:
    await rooms.lead(f"!ankündigen {WORDS}", event_id="$befehl")
    preview = "announcing-preview-$befehl"
    said = await (rooms.react(answer, preview) if answer == "✅" else rooms.lead(answer))

    assert said.startswith("Ankündigung Nr. 1 steht in 3 Räumen.")
    assert "!ankündigung zurück 1" in said
    assert await rooms.posted() == [[POSTED]] * 3
    content = rooms.content(POSTED)
    assert content["msgtype"] == "m.text"
    assert content["m.mentions"] == {}
    assert "m.relates_to" not in content


@pytest.mark.parametrize("answer", ["nein", "!ankündigung nein", "❌"])
async def test_after_a_no_nothing_is_posted(rooms: Rooms, answer: str) -> None:
    await rooms.lead(f"!ankündigen {WORDS}", event_id="$befehl")
    await (
        rooms.react(answer, "announcing-preview-$befehl") if answer == "❌" else rooms.lead(answer)
    )
    await rooms.lead("ja")

    assert await rooms.posted() == [[], [], []]


async def test_a_yes_twice_posts_once(rooms: Rooms) -> None:
    await rooms.announce()
    await rooms.lead("!ankündigung ja")
    await rooms.react("✅", "announcing-preview-$befehl")

    assert await rooms.posted() == [[POSTED]] * 3


async def test_only_who_wrote_it_decides(rooms: Rooms) -> None:
    rooms.room.managers.add("@bea:example.org")
    await rooms.lead(f"!ankündigen {WORDS}", event_id="$befehl")
    await rooms.react("✅", "announcing-preview-$befehl", "@bea:example.org")

    assert await rooms.posted() == [[], [], []]


async def test_members_cannot_announce(rooms: Rooms) -> None:
    [said] = await rooms.room.say(f"!ankündigen {WORDS}", room_id=ROOM)

    assert "Netzwerkmanagement" in said
    assert await rooms.posted() == [[], [], []]


async def test_paragraphs_stay_and_markup_is_text(rooms: Rooms) -> None:
    await rooms.announce("Erstens <b>.\n\nZweitens &.")
    await rooms.posted()

    content = rooms.content("Ankündigung des Netzwerkmanagements\n\nErstens <b>.\n\nZweitens &.")
    assert "<p>Erstens &lt;b&gt;.</p><p>Zweitens &amp;.</p>" in content["formatted_body"]


async def test_without_words_or_rooms_it_says_what_is_missing(rooms: Rooms) -> None:
    assert (await rooms.lead("!ankündigen")).startswith("Was möchten Sie ankündigen?")
    assert (await rooms.lead(f"!ankündigen {'Lang. ' * 600}")).startswith("Eine Ankündigung hat")
    rooms.room.live.settings = replace(rooms.room.live.settings, network_rooms=())
    assert "kein Raum des Netzwerks eingetragen" in await rooms.lead(f"!ankündigen {WORDS}")


# --- rooms that refuse


async def test_where_the_bot_may_not_write_is_said_before_and_after(rooms: Rooms) -> None:
    rooms.know(2, may_speak=False)
    shown = await rooms.lead(f"!ankündigen {WORDS}")
    assert "– Süd: 2 Mitglieder; dort darf ich nicht schreiben" in shown
    said = await rooms.lead("ja")

    assert said.startswith("Ankündigung Nr. 1 steht in 2 von 3 Räumen.")
    assert "Nicht schreiben darf ich dort: Süd." in said
    assert await rooms.posted() == [[POSTED], [POSTED], []]


async def test_what_the_room_does_not_tell_is_tried(rooms: Rooms) -> None:
    rooms.know(2, may_speak=None)

    assert "in 3 Räumen" in await rooms.announce()
    assert await rooms.posted() == [[POSTED]] * 3


async def test_a_room_that_the_bot_is_not_in_is_named_by_its_address(rooms: Rooms) -> None:
    del rooms.room.facts[ROOMS[1]]

    assert f"Nicht schreiben darf ich dort: {ROOMS[1]}." in await rooms.announce()
    assert await rooms.posted() == [[POSTED], [], [POSTED]]


async def test_where_nobody_lets_the_bot_write_nothing_is_asked(rooms: Rooms) -> None:
    for number in range(3):
        rooms.know(number, may_speak=False)

    assert (await rooms.lead(f"!ankündigen {WORDS}")).startswith("Ich darf in keinem der 3 Räume")


# --- with a word to everybody


def let_ring(rooms: Rooms, number: int, *people: str | None) -> None:
    rooms.know(number, may_ring=lambda person: person in people)


async def test_everybody_is_mentioned_where_asker_and_bot_have_the_power(rooms: Rooms) -> None:
    let_ring(rooms, 0, MANAGER, None)
    let_ring(rooms, 1, MANAGER)
    let_ring(rooms, 2, None)
    shown = await rooms.lead(f"!ankündigen {WORDS} | mit Hinweis an alle")
    missing = "ohne Hinweis an alle, dazu fehlt dort Ihnen oder mir das Recht"
    assert "– Austausch: 2 Mitglieder\n" in shown
    assert f"– Nord: 2 Mitglieder; {missing}" in shown
    assert f"– Süd: 2 Mitglieder; {missing}" in shown
    await rooms.lead("ja")

    ringing = f"Ankündigung des Netzwerkmanagements @room\n\n{WORDS}"
    assert await rooms.posted() == [[ringing], [POSTED], [POSTED]]
    assert rooms.content(ringing)["m.mentions"] == {"room": True}
    assert rooms.content(POSTED)["m.mentions"] == {}


async def test_without_asking_for_it_nobody_is_mentioned(rooms: Rooms) -> None:
    for number in range(3):
        let_ring(rooms, number, MANAGER, None)
    await rooms.announce()

    assert await rooms.posted() == [[POSTED]] * 3


async def test_a_mention_in_the_text_mentions_nobody(rooms: Rooms) -> None:
    await rooms.announce("Liebe @room, es gibt Neues.")
    [[body], *_] = await rooms.posted()

    assert rooms.content(body)["m.mentions"] == {}


# --- later


async def test_at_its_time_it_is_posted_once_and_the_management_is_told(rooms: Rooms) -> None:
    shown = await rooms.lead(f"!ankündigen {WORDS} | am 3.12. 9 Uhr")
    assert "Wann: Donnerstag, 3. Dezember 2026, 09:00 Uhr." in shown
    assert LATER in await rooms.lead("ja")
    assert await rooms.posted() == [[], [], []]
    rooms.room.now = NOW.replace(month=12, day=3, hour=7, minute=59)
    assert await rooms.look() == ""
    rooms.room.now += timedelta(minutes=1)

    assert (await rooms.look()).startswith("Ankündigung Nr. 1 steht in 3 Räumen.")
    assert await rooms.look() == ""
    assert await rooms.posted() == [[POSTED]] * 3


async def test_after_a_downtime_it_is_posted_late_and_that_is_said(rooms: Rooms) -> None:
    await rooms.announce(f"{WORDS} | am 3.12. 9 Uhr")
    rooms.room.now = NOW.replace(month=12, day=5)

    told = await rooms.look()
    assert "Geplant war Donnerstag, 3. Dezember 2026, 09:00 Uhr" in told
    assert await rooms.posted() == [[POSTED]] * 3


async def test_a_room_that_refuses_by_then_is_named(rooms: Rooms) -> None:
    await rooms.announce(f"{WORDS} | am 3.12. 9 Uhr")
    rooms.know(1, may_speak=False)
    rooms.room.now = NOW.replace(month=12, day=3)

    assert "in 2 von 3 Räumen" in await rooms.look()
    assert await rooms.posted() == [[POSTED], [], [POSTED]]


async def test_a_mark_for_the_digest_is_kept(rooms: Rooms) -> None:
    shown = await rooms.lead(f"!ankündigen {WORDS} | auch rundbrief")
    assert "Es kommt auch in den nächsten Rundbrief." in shown
    await rooms.lead("ja")
    await rooms.announce("Nur hier.", "$zweiter")
    async with rooms.database.transaction() as tx:
        found = await announcements.for_digest(tx, NOW - timedelta(days=7), NOW + timedelta(days=1))

    assert [each.text for each in found] == [WORDS]


# --- changes


async def edit(rooms: Rooms, words: str) -> str:
    return await rooms.lead(f"!ankündigen {words}", replaces="$befehl")


async def test_an_edit_of_the_command_edits_all_copies_after_a_yes(rooms: Rooms) -> None:
    await rooms.announce()
    await rooms.posted()
    shown = await edit(rooms, "Die Broschüre kommt später.")
    assert "So ändere ich Ankündigung Nr. 1 in 3 Räumen:" in shown
    assert await rooms.posted() == [[], [], []]
    said = await rooms.lead("ja")

    assert said == "Ankündigung Nr. 1 ist in 3 Räumen geändert."
    edited = "* Ankündigung des Netzwerkmanagements\n\nDie Broschüre kommt später."
    assert await rooms.posted() == [[edited]] * 3
    content = rooms.content(edited)
    assert content["m.relates_to"]["rel_type"] == "m.replace"
    assert content["m.relates_to"]["event_id"] == await rooms.event(f"announcement-1-{ROOMS[2]}")
    assert content["m.mentions"] == {}


async def test_several_edits_follow_each_other(rooms: Rooms) -> None:
    await rooms.announce()
    await rooms.posted()
    for words in ("Eins.", "Zwei."):
        await edit(rooms, words)
        await rooms.lead("ja")

    for bodies in await rooms.posted():
        assert [body.rpartition("\n")[2] for body in bodies] == ["Eins.", "Zwei."]


async def test_an_edit_before_the_yes_is_a_new_preview(rooms: Rooms) -> None:
    await rooms.lead(f"!ankündigen {WORDS}", event_id="$befehl")
    assert "Das geht an 3 Räume" in await edit(rooms, "Ganz anders.")
    await rooms.lead("ja")
    await rooms.posted()

    assert "So ändere ich Ankündigung Nr. 1" in await edit(rooms, "Noch einmal anders.")


async def test_an_edit_before_its_time_changes_text_and_time(rooms: Rooms) -> None:
    await rooms.announce(f"{WORDS} | am 3.12. 9 Uhr")
    assert "Wann: Freitag, 4. Dezember 2026, 10:00 Uhr." in await edit(
        rooms, "Anders. | am 4.12. 10 Uhr"
    )
    await rooms.lead("ja")
    rooms.room.now = NOW.replace(month=12, day=3)
    assert await rooms.look() == ""
    rooms.room.now = NOW.replace(month=12, day=4, hour=9)
    await rooms.look()

    assert await rooms.posted() == [["Ankündigung des Netzwerkmanagements\n\nAnders."]] * 3


async def test_an_edit_that_changes_nothing_is_said(rooms: Rooms) -> None:
    await rooms.announce()

    assert await edit(rooms, WORDS) == "An Ankündigung Nr. 1 ändert sich damit nichts."


async def test_it_is_removed_from_all_rooms_with_its_edits_after_a_yes(rooms: Rooms) -> None:
    await rooms.announce()
    await rooms.posted()
    await edit(rooms, "Anders.")
    await rooms.lead("ja")
    await rooms.posted()
    shown = await rooms.lead("!ankündigung zurück 1")
    assert "Ich entferne sie aus 3 Räumen." in shown
    assert await rooms.lead("ja") == "Ankündigung Nr. 1 ist aus 3 Räumen entfernt."

    rooms.room.contents.clear()
    await rooms.posted()
    assert len([each for each in rooms.room.contents if "redacts" in each]) == 6
    assert "schon zurückgenommen" in await rooms.lead("!ankündigung zurück 1")


async def test_what_is_taken_back_before_its_time_is_never_posted(rooms: Rooms) -> None:
    await rooms.announce(f"{WORDS} | am 3.12. 9 Uhr")
    assert "Sie ist noch nicht gesendet" in await rooms.lead("!ankündigung zurück")
    assert await rooms.lead("ja") == "Ankündigung Nr. 1 wird nicht gesendet."
    rooms.room.now = NOW.replace(month=12, day=4)

    assert await rooms.look() == ""
    assert await rooms.posted() == [[], [], []]


async def test_an_edit_of_what_was_taken_back_announces_anew(rooms: Rooms) -> None:
    await rooms.announce()
    await rooms.lead("!ankündigung zurück 1")
    await rooms.lead("ja")

    assert "Das geht an 3 Räume" in await edit(rooms, "Neu.")


# --- which ones there are


async def test_those_to_come_and_those_of_late_are_listed(rooms: Rooms) -> None:
    assert (await rooms.lead("!ankündigungen")).startswith("Es gibt keine Ankündigung")
    await rooms.announce()
    await rooms.announce("Später. | am 3.12. 9 Uhr | auch rundbrief", "$zweiter")

    said = await rooms.lead("!ankündigung")
    assert "Noch nicht gesendet (1):\n\n– Nr. 2, Donnerstag, 3. Dezember 2026, 09:00 Uhr" in said
    assert "auch im Rundbrief: »Später.«" in said
    assert "Gesendet (1):\n\n– Nr. 1, Dienstag, 24. November 2026, 10:00 Uhr, in 3 Räumen" in said
    assert WORDS in await rooms.lead("!ankündigung 1")
    assert "Eine Ankündigung Nr. 9 gibt es nicht" in await rooms.lead("!ankündigung 9")
    which = await rooms.lead("!ankündigung zurück")
    assert which.startswith("Welche Ankündigung meinen Sie (2)?")
    assert "Sie ist noch nicht gesendet" in await rooms.lead("1")


async def test_a_year_later_it_is_gone(rooms: Rooms) -> None:
    await rooms.announce()
    await rooms.posted()
    await rooms.room.read(MANAGEMENT)
    for days, kept in ((364, True), (2, False)):
        rooms.room.now += timedelta(days=days)
        async with rooms.database.transaction() as tx:
            await housekeeping.forget(rooms.room.context(tx))
        assert (WORDS in await everything(rooms.database)) is kept


async def test_who_is_forgotten_stands_at_no_announcement(rooms: Rooms) -> None:
    for number in range(3):
        let_ring(rooms, number, MANAGER, None)
    await rooms.announce(f"{WORDS} | am 3.12. 9 Uhr | mit hinweis an alle")
    for line in ("!vergissmich", "!vergissmich ja"):
        await rooms.room.say(line, sender=MANAGER, room_id="!chat:example.org", direct=True)
    assert MANAGER not in await everything(rooms.database)
    rooms.room.now = NOW.replace(month=12, day=3)
    await rooms.look()

    assert await rooms.posted() == [[POSTED]] * 3
