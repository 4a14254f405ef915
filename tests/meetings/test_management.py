"""!termin in the management room: shown as understood, saved when a manager agrees."""

import pytest

from commands.conversation.dialogue.talk import LEAVE
from storage.conversation import awaited, outbox
from tests.support.meeting_fixtures import BO, CORA, NEW, Net
from tests.support.say import MANAGEMENT, ROOM
from tests.support.talk import in_dialogue


async def preview(net: Net) -> str:
    """Event id of what waits for Bo."""
    async with net.database.transaction() as tx:
        waiting = await awaited.alone(tx, BO)
    assert waiting is not None
    return await net.event((waiting.subject or "").replace(":", "-", 1))


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
    assert told.endswith("Sie können auch mit »ja« oder »nein« antworten.")
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

    [told] = await net.room.react("✅", first, sender=BO, room_id=MANAGEMENT)
    assert told.startswith("Diese Vorschau ist durch eine neuere ersetzt.")
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
        await awaited.put(tx, in_dialogue(BO, "submission", "place", {}))

    assert "in einem anderen Dialog" in (await net.say(NEW))[0]
    async with net.database.transaction() as tx:
        kept = await awaited.alone(tx, BO)
    assert kept is not None
    assert kept.kind == "submission-dialogue"


async def test_words_and_reactions_elsewhere_are_left_alone(net: Net) -> None:
    await net.say(NEW)
    event = await preview(net)
    async with net.database.transaction() as tx:
        await outbox.put(tx, MANAGEMENT, {"body": "x"}, "t", net.now, subject="meeting:1")
    other = await net.event("t")

    # To a post about a date, "ja" is an answer to that date.
    assert "Einen Termin Nr. 1" in (await net.say("ja", reply_to=other))[0]
    assert await net.say("vielleicht", reply_to=event) == []
    assert await net.say("ja", reply_to=event, replaces="$alt") == []
    assert await net.room.react("🎉", event, sender=BO, room_id=MANAGEMENT) == []
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
