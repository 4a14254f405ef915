"""Dates in the web client: how they are made, announced, moved, and answered."""

from datetime import timedelta
from pathlib import Path

import pytest

from commands.language.texts.dates import day
from tests.browser.driving import BOT, PHONE, Place, Scene, thursday, typed

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]

BEFORE, AFTER = thursday(weeks=6), thursday(weeks=7)
TALK = (
    f"!termin neu online-konferenz »Losverfahren in der Praxis« {typed(BEFORE)} 10:00-11:30"
    " https://konferenz.example.org/losverfahren"
    f" Anmeldung bis {typed(BEFORE - timedelta(days=3))}"
)
GROUP = "!termin neu arbeitsgruppe »Kinder und Jugend« jeden ersten Dienstag im Monat 14-15 Uhr"
MOVE = f"!termin verlegen 1 {typed(AFTER)} 14-15:30 Uhr"
ANSWERS = ("✅", "❌", "❔")
PREVIEW, INVITED = "Stimmt das?", "Sind Sie dabei?"
# So that what is to be seen fits in, and little else.
LOW = (1200, 620)


async def test_a_date_is_previewed_announced_answered_and_moved(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place, LOW)
    scene.log_in("leitung", "management")
    scene.settle("leitung")
    scene.log_in("mitglied", "network")
    scene.write("leitung", TALK)
    scene.reactions("leitung", PREVIEW, "✅", "❌")
    scene.picture("leitung", pictures / "web-date-preview.png")
    scene.react("leitung", PREVIEW, "✅")
    scene.read("leitung", "Gespeichert: Termin Nr. 1")

    scene.reactions("mitglied", INVITED, *ANSWERS)
    scene.picture("mitglied", pictures / "web-date.png")
    scene.resize("mitglied", PHONE)
    scene.picture("mitglied", pictures / "web-date-phone.png")
    scene.react("mitglied", INVITED, "✅")

    scene.write("leitung", MOVE)
    scene.read("leitung", f"Neu: {day(AFTER)}")
    scene.say("leitung", "!termin ja")
    scene.read("mitglied", "ist verlegt.")
    scene.resize("mitglied", LOW)
    scene.picture("mitglied", pictures / "web-date-moved.png")
    scene.say("leitung", "!teilnahme 1")
    seen = await scene.play()

    saved, preview, done, moved, attendance = seen.said
    assert saved.startswith("Gespeichert: Termin Nr. 1")
    assert f"Bisher: {day(BEFORE)}, 10:00 bis 11:30 Uhr" in preview
    assert done.startswith("Gespeichert.")
    assert f"Bisher: {day(BEFORE)}, 10:00 bis 11:30 Uhr" in moved
    assert f"Neu: {day(AFTER)}, 14:00 bis 15:30 Uhr" in moved
    assert "1 Antwort: 1 dabei" in attendance
    assert seen.errors == []
    assert seen.hosts == ["127.0.0.1"]


async def test_a_manager_is_asked_step_by_step_and_members_list_what_is_to_come(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place, PHONE)
    scene.log_in("leitung", "management")
    scene.settle("leitung")
    scene.log_in("mitglied", "network")
    for line in (TALK, GROUP):
        scene.write("leitung", line)
        scene.read("leitung", PREVIEW)
        scene.say("leitung", "!termin ja")
    scene.say("leitung", "!termin neu")
    scene.back("leitung", "management")
    scene.open("leitung", BOT)
    scene.read("leitung", "Schritt 1 von 7")
    for answer in ("1", "Wirkung von Leitlinien", "in zwei Wochen 10 Uhr"):
        scene.say("leitung", answer)
    scene.picture("leitung", pictures / "web-date-dialogue-phone.png")

    scene.say("mitglied", "!termine")
    scene.picture("mitglied", pictures / "web-dates-phone.png")
    seen = await scene.play()

    *_, place_asked, listed = seen.said
    assert "Schritt 4 von 7: Ort oder Link" in place_asked
    assert "2 Termine:" in listed
    assert seen.errors == []
