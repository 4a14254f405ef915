"""!eintrag: an entry and its history are shown by number or by place."""

from functools import partial

import pytest

from tests.support.editing_fixtures import BO, CHANGE, CORA, ESSEN, Desk
from tests.support.growth import instructions

# --- which entry


async def test_a_place_stands_for_its_only_entry(desk: Desk) -> None:
    assert "Eintrag Nr. 32, Essen" in await desk.say("!eintrag essen")
    assert "Änderung: Eintrag Nr. 32" in await desk.say("!eintrag ändern Essen Titel: A | Art: B")
    shown = await desk.say("!eintrag ändern Bad Homburg Beschlossen am: 2014")
    assert "Bad Homburg" in shown.split("\n")[2]
    assert "Grund: Doppelt" in await desk.say("!eintrag löschen Essen | Doppelt")
    assert "Grund: Doppelt vorhanden" in await desk.say("!eintrag löschen Essen Doppelt vorhanden")


@pytest.mark.parametrize("number", ["32", "Nr. 32", "#32", "Eintrag 32", "nr 32:"])
async def test_a_number_may_be_written_as_people_do(desk: Desk, number: str) -> None:
    assert "Änderung: Eintrag Nr. 32" in await desk.say(f"!eintrag ändern {number} Titel: Neu")


async def test_of_several_entries_one_is_chosen_by_its_number(desk: Desk) -> None:
    told = await desk.say("!eintrag ändern Bonn Titel: Neu | Art: Leitlinien")
    assert "Zu »Bonn« gibt es 2 Einträge:" in told
    assert "2. Eintrag Nr. 118: Bonn" in told
    shown = await desk.say("2")
    assert "Änderung: Eintrag Nr. 118" in shown
    assert "neu »Leitlinien«" in shown

    await desk.say("!eintrag Bonn")
    assert "Eintrag Nr. 17, Bonn" in await desk.say("1")


async def test_a_place_stands_before_a_reason_of_many_words(desk: Desk) -> None:
    reason = " ".join(["Grund"] * 100)
    shown = await desk.say(f"!eintrag löschen Essen {reason}")
    assert shown.startswith("Löschen: Eintrag Nr. 32, Essen")
    assert f"Grund: {reason}" in shown


async def test_to_look_for_a_place_among_many_words_takes_no_longer(desk: Desk) -> None:
    async def work(words: int) -> int:
        line = " ".join(["!eintrag löschen", *(f"w{n}" for n in range(words))])
        return await instructions(desk.database, partial(desk.say, line))

    few = await work(1)
    assert await work(8) < 1.5 * few
    assert await work(40) < 1.5 * few


async def test_a_similar_name_is_only_suggested(desk: Desk) -> None:
    told = await desk.say("!eintrag löschen Göppingn")
    assert "gibt es keinen Eintrag" in told
    assert "– Göppingen" in told


async def test_an_entry_in_full_has_what_only_the_management_may_know(desk: Desk) -> None:
    told = await desk.say("!eintrag 109")
    for words in (
        "– Name: »Vöhringen«",
        "– Vermutlich: »Vorarlberg«",
        "– Sicherheit: wahrscheinlich",
        "– Anmerkung: »Anzeige: wie gedruckt",
        "Noch nicht bestätigt.",
        "Seit der Verlauf geführt wird, unverändert.",
    ):
        assert words in told


async def test_numbers_are_shown_to_the_management_only(desk: Desk) -> None:
    told = await desk.say("!leitlinie Bonn")
    assert "Eintrag Nr. 17, Liste Bürgerbeteiligung" in told
    assert "Eintrag Nr. 118, Liste Kinder- und Jugendbeteiligung" in told
    assert "Eintrag Nr." not in await desk.ask("!leitlinie Bonn")


async def test_members_hear_that_it_is_for_the_management(desk: Desk) -> None:
    for words in ("!eintrag 32", "!eintrag löschen 32", "!rückgängig", "!undo"):
        assert "nur im Raum des Netzwerkmanagements" in await desk.ask(words)
    [said] = await desk.room.say("!eintrag neu", sender=BO, room_id="!d:x", direct=True)
    assert "nur im Raum des Netzwerkmanagements" in said


# --- history


async def test_the_history_is_told_in_words_newest_first(desk: Desk) -> None:
    await desk.do(f"{CHANGE} | Link: https://x.example/1")
    await desk.do(f"!eintrag löschen {ESSEN} Doppelt", CORA)
    told = await desk.say(f"!eintrag verlauf {ESSEN}")

    assert told.startswith(
        "Eintrag Nr. 32, Essen, Liste Bürgerbeteiligung: 2 Änderungen, die neueste zuerst.\n\n"
        f"Gelöscht am Dienstag, 24. November 2026, 10:02 Uhr, von {CORA}.\n\nGrund: Doppelt\n\n"
        f"Geändert am Dienstag, 24. November 2026, 10:01 Uhr, von {BO}.\n\n"
        "– Titel: bisher keine Angabe; neu »Leitlinien für Essen«\n– Links: dazu"
    )


async def test_a_long_history_comes_in_pages(desk: Desk) -> None:
    for number in range(23):
        await desk.do(f"!eintrag ändern {ESSEN} Titel: Fassung {number}")

    told = await desk.say("!eintrag verlauf Essen")
    assert "23 Änderungen, die neueste zuerst (1 bis 10)." in told
    assert "Fassung 22" in told
    assert "Weiter mit !mehr." in told
    assert "(11 bis 20)" in await desk.say("!mehr")
    last = await desk.say("!mehr")
    assert "(21 bis 23)" in last
    assert "Weiter mit" not in last
    assert "So viele Seiten gibt es nicht." in await desk.say("!eintrag verlauf 32 seite 4")


async def test_what_the_history_shows_fits_into_a_message(desk: Desk) -> None:
    fields = ("Titel", "Zusammenfassung", "Gremium", "Quelle", "Anmerkung", "Art", "Herkunft")
    for number in range(11):
        values = " | ".join(f"{name}: {number} {'&<' * 120}" for name in fields)
        await desk.do(f"!eintrag ändern {ESSEN} {values}")
    told = await desk.say(f"!eintrag verlauf {ESSEN}")

    content = desk.room.contents[-1]
    assert len(told.encode()) + len(str(content["formatted_body"]).encode()) < 45_000


async def test_an_edited_look_up_gets_another_answer(desk: Desk) -> None:
    await desk.say("!eintrag 32", event_id="$frage")
    told = await desk.say("!eintrag 17", replaces="$frage")
    assert "Eintrag Nr. 17, Bonn" in told


async def test_an_edited_change_is_not_done_twice(desk: Desk) -> None:
    await desk.say(CHANGE, event_id="$frage")
    await desk.react("✅")
    told = await desk.say(f"{CHANGE} II", replaces="$frage")
    assert "neu »Leitlinien für Essen II«" in told
    assert (await desk.whole(ESSEN)).guideline.title == "Leitlinien für Essen"
