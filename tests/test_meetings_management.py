"""!termin in the management room: shown as understood, saved when a manager agrees."""

import pytest

from commands.command import Message
from commands.dialogue import LEAVE
from storage import dialogues, outbox
from storage.database import Database
from storage.dialogues import Dialogue
from tests.meeting_fixtures import ADA, BO, CORA, NETWORK, Net
from tests.say import MANAGEMENT, ROOM

NEW = '!termin neu online-konferenz "Losverfahren" 14.01.2027 10:00-11:30 https://x.example/1'
RECURRING = "!termin neu ag Sprechstunde jeden ersten Dienstag im Monat 10 Uhr"


@pytest.fixture
def net(database: Database) -> Net:
    return Net(database)


async def preview(net: Net) -> str:
    """Event id of what waits for Bo."""
    async with net.database.transaction() as tx:
        waiting = await dialogues.of(tx, BO)
    assert waiting is not None
    return await net.event(f"meeting-preview-{waiting.answers['event_id']}")


async def react(net: Net, key: str, sender: str = BO) -> list[str]:
    target = await preview(net)
    return await net.room.react(key, target, sender=sender, room_id=MANAGEMENT)


# --- preview and consent


async def test_nothing_is_saved_before_the_manager_agrees(net: Net) -> None:
    [told] = await net.say(NEW)

    assert told.startswith(
        "Neuer Termin, Online-Konferenz »Losverfahren«\n\n"
        "Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr\n\nLink: https://x.example/1\n\n"
    )
    assert "!termin ja" in told
    keys = [c["m.relates_to"]["key"] for c in net.room.contents if "body" not in c]
    assert keys == ["✅", "❌"]
    assert await net.all() == []
    assert await net.read() == []


@pytest.mark.parametrize("way", ["reaction", "reply", "thread", "command", "speichern"])
async def test_a_manager_agrees_in_the_way_that_is_at_hand(net: Net, way: str) -> None:
    await net.say(NEW)
    event = await preview(net)
    match way:
        case "reaction":
            [told] = await react(net, "✅\ufe0f")
        case "reply":
            [told] = await net.say("Ja!", reply_to=event)
        case "thread":
            [told] = await net.say("ok", thread_root=event)
        case "command":
            [told] = await net.say("!termin ja")
        case _:
            [told] = await net.say("!termin speichern")

    assert told.startswith("Gespeichert: Termin Nr. 1, Online-Konferenz »Losverfahren«.")
    assert "in 2 Netzwerkräumen" in told
    [meeting] = await net.all()
    assert meeting.created_by == BO
    assert len(await net.read()) == 1


async def test_a_preview_stands_in_the_thread_where_it_was_asked_for(net: Net) -> None:
    await net.say(NEW, event_id="$frage", thread_root="$faden")
    relation = net.room.contents[0]["m.relates_to"]
    assert (relation["rel_type"], relation["event_id"]) == ("m.thread", "$faden")
    assert relation["m.in_reply_to"] == {"event_id": "$frage"}

    [told] = await net.say("ja", thread_root="$faden")
    assert told.startswith("Gespeichert: Termin Nr. 1")


async def test_the_dialogue_says_that_it_takes_the_place_of_a_preview(net: Net) -> None:
    await net.say(NEW)
    [told] = await net.say("!termin neu")
    assert told.startswith("Was auf Ihre Zustimmung wartete, ist damit verworfen.")


@pytest.mark.parametrize("way", ["reaction", "reply", "command"])
async def test_what_is_dropped_is_not_saved(net: Net, way: str) -> None:
    await net.say(NEW)
    event = await preview(net)
    match way:
        case "reaction":
            [told] = await react(net, "❌")
        case "reply":
            [told] = await net.say("nein", reply_to=event)
        case _:
            [told] = await net.say("!termin nein")

    assert told == "Verworfen. Es wurde nichts geändert."
    assert "Es wartet nichts" in (await net.say("!termin ja"))[0]
    assert await net.all() == []


async def test_who_agrees_twice_saves_once(net: Net) -> None:
    await net.say(NEW)
    target = await preview(net)
    await react(net, "✅")
    again = await net.room.react("✅", target, sender=BO, room_id=MANAGEMENT)
    more = await net.say("ja", reply_to=target)

    assert again + more == []
    assert "Es wartet nichts" in (await net.say("!termin ja"))[0]
    assert len(await net.all()) == 1


async def test_another_manager_cannot_agree(net: Net) -> None:
    await net.say(NEW)

    [told] = await react(net, "✅", CORA)
    [word] = await net.say("ja", sender=CORA, reply_to=await preview(net))
    assert "nichts zu entscheiden" in told
    assert told == word
    assert await net.all() == []
    await net.say("!termin ja")
    assert len(await net.all()) == 1


async def test_of_two_previews_the_last_one_counts(net: Net) -> None:
    await net.say(NEW)
    first = await preview(net)
    await net.say(NEW.replace("Losverfahren", "Zufall"))

    assert await net.room.react("✅", first, sender=BO, room_id=MANAGEMENT) == []
    await net.say("!termin ja")
    assert [meeting.title for meeting in await net.all()] == ["Zufall"]


async def test_a_preview_survives_a_restart_and_can_be_left_like_a_dialogue(net: Net) -> None:
    assert LEAVE.name == "abbrechen"
    await net.say(NEW)
    net.restart()
    await net.say("!abbrechen")
    assert "Es wartet nichts" in (await net.say("!termin ja"))[0]

    await net.say(NEW)
    net.restart()
    assert "Gespeichert" in (await net.say("!termin ja"))[0]


async def test_a_preview_that_became_past_is_not_saved(net: Net) -> None:
    await net.say("!termin neu ag »X« heute 10:30")
    net.later(hours=1)

    assert "schon vorbei" in (await net.say("!termin ja"))[0]
    assert await net.all() == []


async def test_what_an_open_dialogue_asks_is_not_forgotten_for_a_preview(net: Net) -> None:
    async with net.database.transaction() as tx:
        await dialogues.put(tx, Dialogue(BO, "submission", "place", {}, net.now))

    assert "in einem anderen Dialog" in (await net.say(NEW))[0]
    async with net.database.transaction() as tx:
        kept = await dialogues.of(tx, BO)
    assert kept is not None
    assert kept.subject == "submission"


async def test_words_and_reactions_elsewhere_are_left_alone(net: Net) -> None:
    await net.say(NEW)
    event = await preview(net)
    async with net.database.transaction() as tx:
        await outbox.put(tx, MANAGEMENT, {"body": "x"}, "t", net.now, about="meeting:1")
    other = await net.event("t")

    assert await net.say("ja") == []
    assert await net.say("ja", reply_to=other) == []
    assert await net.say("vielleicht", reply_to=event) == []
    assert await net.say("ja", reply_to=event, replaces="$alt") == []
    assert await net.room.react("👍", event, sender=BO, room_id=MANAGEMENT) == []
    assert await net.room.react("✅", other, sender=BO, room_id=MANAGEMENT) == []
    assert await net.room.react("✅", event, sender=BO, room_id=ROOM) == []
    assert await net.all() == []


async def test_without_a_network_room_the_management_is_told(net: Net) -> None:
    net.rooms = ()
    net.restart()
    [told] = await net.say(NEW)
    [saved] = await net.say("!termin ja")

    assert "kein Netzwerkraum genannt" in told
    assert "kein Netzwerkraum eingerichtet" in saved


# --- choices


@pytest.mark.parametrize("way", ["2️⃣", "2", "word"])
async def test_a_contradiction_is_solved_by_number_and_then_shown(net: Net, way: str) -> None:
    [told] = await net.say("!termin neu ag »X« Dienstag 14.1.2027 10 Uhr")
    assert "3 Möglichkeiten:" in told
    keys = [c["m.relates_to"]["key"] for c in net.room.contents if "body" not in c]
    assert keys == ["1️⃣", "2️⃣", "3️⃣"]

    if way == "2️⃣":
        [shown] = await react(net, "2\u20e3")
    else:
        [shown] = await net.say("2.", reply_to=await preview(net))
    assert "Dienstag, 19. Januar 2027, 10:00 bis 11:00 Uhr" in shown
    assert await net.all() == []
    await react(net, "✅")
    assert (await net.all())[0].starts == "2027-01-19T10:00"


async def test_consent_is_no_choice_and_a_number_no_consent(net: Net) -> None:
    await net.say("!termin neu ag »X« Dienstag 14.1.2027 10 Uhr")
    assert "Bitte wählen Sie zuerst" in (await net.say("!termin ja"))[0]
    event = await preview(net)
    assert "nichts zu entscheiden" in (await net.say("1", sender=CORA, reply_to=event))[0]
    await net.say("1", reply_to=event)

    assert "»ja« oder »nein«" in (await net.say("1", reply_to=await preview(net)))[0]
    assert await net.all() == []


@pytest.mark.parametrize(("number", "hour"), [("1", "2027-10-31T00:30"), ("2", "2027-10-31T01:30")])
async def test_a_time_that_is_twice_is_asked_about(net: Net, number: str, hour: str) -> None:
    [told] = await net.say("!termin neu ag »X« 31.10.2027 2:30")
    assert "1. Sonntag, 31. Oktober 2027, 02:30 Uhr (Sommerzeit)" in told
    [shown] = await net.say(number, reply_to=await preview(net))
    await net.say("!termin ja")

    assert ("Sommerzeit" if number == "1" else "Winterzeit") in shown
    [meeting] = await net.all()
    assert f"{meeting.starts_at:%Y-%m-%dT%H:%M}" == hour
    assert meeting.ends == "2027-10-31T03:30"


async def test_a_time_that_does_not_exist_is_asked_about(net: Net) -> None:
    [told] = await net.say("!termin neu ag »X« 28.3.2027 2:30")
    assert "1. Sonntag, 28. März 2027, 01:30 Uhr" in told
    await net.say("2", reply_to=await preview(net))
    await net.say("!termin ja")

    [meeting] = await net.all()
    assert (meeting.starts, meeting.ends) == ("2027-03-28T03:30", "2027-03-28T04:30")


async def test_a_move_into_the_doubled_hour_is_asked_about(net: Net) -> None:
    await net.create()
    await net.say("!termin verlegen 1 31.10.2027 2:30")
    await net.say("2", reply_to=await preview(net))
    await net.say("!termin ja")

    assert f"{(await net.get(1)).starts_at:%H:%M}" == "01:30"


async def test_every_second_week_or_the_second_of_the_month_is_asked_about(net: Net) -> None:
    [told] = await net.say("!termin neu ag »X« jeden zweiten Mittwoch 10 Uhr")
    assert "1. alle 2 Wochen am Mittwoch\n2. jeden zweiten Mittwoch im Monat" in told
    [shown] = await net.say("2", reply_to=await preview(net))

    assert "Eine Reihe: jeden zweiten Mittwoch im Monat." in shown
    assert "– Mittwoch, 9. Dezember 2026, 10:00 Uhr" in shown


# --- changing


async def test_a_move_shows_both_times_first(net: Net) -> None:
    await net.create()
    await net.read()
    [told] = await net.say("!termin verlegen 1 21.1.2027")
    assert "Bisher: Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr" in told
    assert "Neu: Donnerstag, 21. Januar 2027, 10:00 bis 11:30 Uhr" in told
    assert await net.read() == []

    assert (await net.say("!termin ja"))[0].startswith("Gespeichert.")
    assert len(await net.read()) == 2


async def test_a_meeting_can_be_cancelled_with_a_reason(net: Net) -> None:
    await net.create()
    [told] = await net.say("!termin absagen 1 Krank, leider.")
    assert "Grund: Krank, leider." in told
    await net.say("!termin ja")

    meeting = await net.get(1)
    assert (meeting.state, meeting.reason) == ("cancelled", "Krank, leider.")
    for words in ("absagen 1", "ändern 1 titel Neu", "verlegen 1 21.1.2027"):
        assert "ist abgesagt" in (await net.say(f"!termin {words}"))[0]


async def test_what_another_manager_changed_meanwhile_is_not_overwritten(net: Net) -> None:
    await net.create()
    await net.say("!termin ändern 1 titel Eins")
    await net.say("!termin ändern 1 titel Zwei", sender=CORA)
    await net.say("!termin ja", sender=CORA)

    assert "inzwischen geändert" in (await net.say("!termin ja"))[0]
    assert (await net.get(1)).title == "Zwei"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("ändern 99 titel X", "Einen Termin Nr. 99 gibt es nicht"),
        ("absagen 99", "Einen Termin Nr. 99 gibt es nicht"),
        ("ändern 1 titel Losverfahren", "schon so"),
        ("verlegen 1 alle 11 Uhr", "gehört zu keiner Reihe"),
        ("ändern 1 anmeldung 1.2.2027", "erst nach dem Termin"),
        ("neu ag »X« 14.1.2027 10 Uhr | Anmeldung: 1.2.2027", "erst nach dem Termin"),
        ("verlegen 1 heute 9:30", "schon vorbei"),
        ("neu ag »X« jeden Dienstag bis 1.1.2020 10 Uhr", "vorbei"),
        ("absagen", "So geht es"),
        ("ja sofort", "So geht es"),
        ("quatsch", "So geht es"),
    ],
)
async def test_what_cannot_be_done_is_said_at_once(net: Net, words: str, said: str) -> None:
    await net.create()

    assert said in (await net.say(f"!termin {words}"))[0]
    assert (await net.get(1)).sequence == 0


async def test_a_meeting_that_is_over_cannot_be_cancelled_but_described(net: Net) -> None:
    await net.create()
    net.later(days=100)

    assert "schon vorbei" in (await net.say("!termin absagen 1"))[0]
    await net.say("!termin ändern 1 beschreibung Mitschnitt folgt")
    assert "Gespeichert" in (await net.say("!termin ja"))[0]


async def test_others_on_the_same_day_are_shown_beside_the_preview(net: Net) -> None:
    await net.create()
    [told] = await net.say("!termin neu ag »Los« 14.1.2027 16 Uhr")

    assert "steht schon ein Termin:" in told
    assert "– Termin Nr. 1, Online-Konferenz »Losverfahren«" in told


async def test_members_are_told_that_it_is_for_the_management(net: Net) -> None:
    for sender in (ADA, BO):
        [told] = await net.ask(NEW, sender)
        assert "nur im Raum des Netzwerkmanagements" in told
    assert await net.all() == []


async def test_the_same_message_again_makes_no_second_preview(net: Net) -> None:
    message = Message(MANAGEMENT, BO, "$gleich", NEW, net.now)
    for _ in range(2):
        await net.room.dispatch.handle(message)

    assert len(await net.room.read(MANAGEMENT)) == 1


# --- series


async def test_a_series_is_shown_with_its_rule_and_first_dates(net: Net) -> None:
    [told] = await net.say(RECURRING)

    assert "Eine Reihe: jeden ersten Dienstag im Monat." in told
    assert "13 Termine in den nächsten 400 Tagen, die ersten 5 davon:" in told
    assert "– Dienstag, 1. Dezember 2026, 10:00 Uhr" in told
    await net.say("!termin ja")
    assert len(await net.all()) == 13
    assert len(await net.read()) == 1


async def test_one_date_of_a_series_can_be_cancelled_or_all_of_them(net: Net) -> None:
    await net.say(RECURRING)
    await net.say("!termin ja")
    await net.say("!termin absagen 2 Ferien")
    await net.say("!termin ja")
    states = [meeting.state for meeting in await net.all()]
    assert (states.count("cancelled"), states[1]) == (1, "cancelled")

    [told] = await net.say("!termin absagen 1 alle Zu wenig Zeit")
    assert "Absage: Reihe »Sprechstunde«, 12 Termine" in told
    assert "und 7 weitere" in told
    await net.read()
    assert "12 Termine" in (await net.say("!termin ja"))[0]
    assert {meeting.state for meeting in await net.all()} == {"cancelled"}
    assert len(await net.read()) == 2
    assert "kommt kein Termin mehr" in (await net.say("!termin absagen 1 alle"))[0]


async def test_all_dates_of_a_series_can_be_changed_together(net: Net) -> None:
    await net.say(RECURRING)
    await net.say("!termin ja")
    [told] = await net.say("!termin ändern 3 alle ort Bonn")
    await net.say("!termin ja")

    assert "13 Termine" in told
    assert {meeting.place for meeting in await net.all()} == {"Bonn"}
    assert "schon so" in (await net.say("!termin ändern 3 alle ort Bonn"))[0]


@pytest.mark.parametrize("room_id", NETWORK)
async def test_a_manager_reads_one_date_in_full_there_too(net: Net, room_id: str) -> None:
    await net.create()

    assert (await net.say("!termin 1"))[0].startswith("Termin Nr. 1,")
    assert (await net.room.say("!termin 1", room_id=room_id))[-1].startswith("Termin Nr. 1,")
