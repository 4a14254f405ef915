"""Members ask each other in the web client: a question with its answer, a profile, who knows."""

from pathlib import Path

import pytest

from tests.browser.driving import PHONE, Place, Scene
from tests.browser.test_everyday_tasks import open_chat

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

QUESTION = "!frage Wer hat Erfahrung mit dem Losverfahren für einen Bürgerrat?"
PROFILE = "!profil Bonn | Losverfahren, Bürgerrat | Leitung Fachstelle"
TOLD = "!ankündigen Am Freitag ab 12 Uhr antwortet der Bot eine Stunde lang nicht."
LOW = (1200, 620)


async def test_a_question_is_shown_before_it_is_asked_and_stands_in_the_room_then(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place, PHONE)
    scene.log_in("kollegin", "network")
    scene.say("kollegin", "!fragen")
    scene.log_in("mitglied", "network")
    open_chat(scene)
    scene.write("mitglied", QUESTION)
    scene.read("mitglied", "Soll ich sie so stellen?")
    scene.picture("mitglied", pictures / "web-exchange-preview-phone.png")
    scene.say("mitglied", "ja")
    scene.read("kollegin", "Frage Nr. 1 von mitglied")
    scene.resize("kollegin", LOW)
    scene.picture("kollegin", pictures / "web-exchange.png")
    scene.say("mitglied", "!fragen")
    seen = await scene.play()

    assert any("Frage Nr. 1" in said and "Losverfahren, Bürgerrat" in said for said in seen.said)
    assert seen.said[-1].startswith("1 offene Frage")
    assert seen.errors == []
    assert seen.hosts == ["127.0.0.1"]


async def test_a_profile_is_agreed_to_and_found_once_it_is_visible(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place, PHONE)
    scene.log_in("mitglied", "network")
    open_chat(scene)
    scene.write("mitglied", PROFILE)
    scene.read("mitglied", "Einwilligung")
    scene.picture("mitglied", pictures / "web-profile-phone.png")
    scene.say("mitglied", "senden")
    scene.say("mitglied", "!profil sichtbar")
    scene.log_in("kollegin", "network")
    scene.say("kollegin", "!wer Losverfahren")
    scene.picture("kollegin", pictures / "web-who-phone.png")
    seen = await scene.play()

    assert "auf Anfrage" in seen.said[-3]
    assert "sichtbar" in seen.said[-2]
    assert seen.said[-1].startswith("1 Mitglied zu »Losverfahren«")
    assert seen.errors == []


async def test_the_management_sees_an_announcement_before_everybody_does(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place, LOW)
    scene.log_in("leitung", "management")
    scene.settle("leitung")
    scene.log_in("mitglied", "network")
    scene.write("leitung", TOLD)
    scene.reactions("leitung", "Stimmt das?", "✅", "❌")
    scene.picture("leitung", pictures / "web-announcing.png")
    scene.react("leitung", "Stimmt das?", "✅")
    scene.read("leitung", "Ankündigung Nr. 1 steht in einem Raum.")
    scene.read("mitglied", "Am Freitag ab 12 Uhr")
    seen = await scene.play()

    assert seen.errors == []
