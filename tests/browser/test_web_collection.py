"""The collection in the web client: how it is leafed through, and how one of several is chosen."""

from pathlib import Path

import pytest

from tests.browser.driving import PHONE, Place, Scene

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]

CHANGE = (
    "!eintrag ändern Brühl Titel: Leitlinien (Beispiel)"
    " | Link: Leitlinien https://www.example.org/leitlinien"
)
PREVIEW = "Stimmt das?"
# So that what is to be seen fits in, and little else.
LOW = (1200, 620)
SEVERAL = "»Göppingen« passt zu 2 Kommunen"


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


async def test_a_member_with_a_phone_searches_and_sees_the_map(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place, PHONE)
    scene.log_in("mitglied", "network")
    scene.say("mitglied", "!suche beteiligung jugend")
    scene.picture("mitglied", pictures / "web-search-phone.png")
    scene.say("mitglied", "!karte kinder")
    seen = await scene.play()

    *_, found, by_land = seen.said
    assert "Treffer" in found
    assert "Kiel" in found
    assert "aus 4 Kommunen in 4 Ländern" in by_land
    assert seen.errors == []
    assert seen.hosts == ["127.0.0.1"]


async def test_a_manager_changes_an_entry_after_a_preview_and_takes_it_back(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place, LOW)
    scene.log_in("leitung", "management")
    scene.settle("leitung")
    scene.write("leitung", CHANGE)
    scene.reactions("leitung", PREVIEW, "✅", "❌")
    scene.picture("leitung", pictures / "web-entry-preview.png")
    scene.react("leitung", PREVIEW, "✅")
    scene.read("leitung", "Gespeichert: Eintrag Nr.")
    scene.write("leitung", "!rückgängig")
    scene.read("leitung", "Rückgängig machen:")
    scene.say("leitung", "!eintrag ja")
    seen = await scene.play()

    saved, _, undone = seen.said
    assert "Brühl" in saved
    assert undone.startswith("Rückgängig gemacht: Eintrag Nr.")
    assert seen.errors == []
