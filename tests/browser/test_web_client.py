"""A person with a browser asks the running bot; pictures in docs/pictures come from here."""

from pathlib import Path

import pytest

from tests.browser.driving import PHONE, Place, Scene

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]


async def test_a_member_at_a_desk_sees_the_answer_in_the_encrypted_room(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place)
    scene.log_in("mitglied", "network", pictures / "web-login.png")
    scene.say("mitglied", "!leitlinie Bonn")
    scene.picture("mitglied", pictures / "web-desktop.png")
    seen = await scene.play()

    assert "Bonn" in seen.said[-1]
    assert seen.errors == []
    assert seen.hosts == ["127.0.0.1"]


async def test_a_member_with_a_phone_sees_the_answer_and_goes_back_to_the_rooms(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place, PHONE)
    scene.log_in("mitglied", "network")
    scene.say("mitglied", "!leitlinie Bonn")
    scene.picture("mitglied", pictures / "web-phone.png")
    scene.back("mitglied", "network")
    seen = await scene.play()

    assert "Bonn" in seen.said[-1]
    assert seen.errors == []


async def test_the_management_asks_in_its_own_room_how_the_bot_is(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place, (1200, 560))
    scene.log_in("leitung", "management")
    scene.settle("leitung")
    scene.say("leitung", "!status")
    scene.picture("leitung", pictures / "web-management.png")
    seen = await scene.play()

    assert "Status: Es ist keine Störung bekannt" in seen.said[-1]
    assert seen.errors == []
