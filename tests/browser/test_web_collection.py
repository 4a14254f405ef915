"""The collection in the web client: how it is leafed through, and how one of several is chosen."""

from pathlib import Path

import pytest

from tests.browser.driving import PHONE, Place, Scene

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]

SEVERAL = "Mehrere Einträge passen zu »Göppingen«"


async def test_a_member_with_a_phone_chooses_by_reaction_and_turns_the_page(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place, PHONE)
    scene.log_in("mitglied", "network")
    scene.say("mitglied", "!leitlinie Göppingen")
    scene.reactions("mitglied", SEVERAL, "1️⃣", "2️⃣")
    scene.picture("mitglied", pictures / "web-choice-phone.png")
    scene.react("mitglied", SEVERAL, "2️⃣")
    scene.read("mitglied", "Baden-Württemberg): 1 Eintrag")

    scene.say("mitglied", "!sammlung NRW")
    scene.picture("mitglied", pictures / "web-browse-phone.png")
    scene.say("mitglied", "!mehr")
    seen = await scene.play()

    *_, first, second = seen.said
    assert "Seite 1 von 2, 10 Kommunen:" in first
    assert "Seite 2 von 2, 10 Kommunen:" in second
    assert seen.errors == []
    assert seen.hosts == ["127.0.0.1"]
