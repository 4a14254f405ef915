"""!termin: a move, a cancellation and a change of a series are shown first."""

import pytest

from commands.conversation.events import Message
from tests.support.meeting_fixtures import ADA, BO, CORA, NETWORK, NEW, Net
from tests.support.say import MANAGEMENT

RECURRING = "!termin neu ag Sprechstunde jeden ersten Dienstag im Monat 10 Uhr"


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
        ("absagen", "Welcher Termin fällt aus?"),
        ("ja sofort", "braucht keine weiteren Angaben"),
        ("quatsch", "Welchen Termin meinen Sie?"),
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
