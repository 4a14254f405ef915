"""!leitlinie with several places, with a Land or a list for a place, and with nothing near."""

import pytest

from storage.database import Database
from tests.support.say import Room

CHOOSE = "Tippen Sie auf 1️⃣, oder schreiben Sie 1."


@pytest.fixture
def net(collection: Database) -> Room:
    return Room(collection)


async def test_two_places_get_two_answers(net: Room) -> None:
    [said] = await net.say("!leitlinie Köln und Bonn")

    assert said.startswith("Köln (Stadt, kreisfrei, Nordrhein-Westfalen): 1 Eintrag")
    assert "\n\nBonn (Stadt, kreisfrei, Nordrhein-Westfalen): 2 Einträge" in said


async def test_of_two_places_one_may_be_missing(net: Room) -> None:
    [said] = await net.say("!leitlinie Köln, Göttingen")

    assert "Köln (Stadt" in said
    assert "»Göttingen« ist nicht in der Sammlung." in said


async def test_of_two_places_one_may_be_a_choice(net: Room) -> None:
    [said] = await net.say("!leitlinie Köln und Frankfurt")
    assert "»Frankfurt« passt zu 2 Kommunen der Sammlung:" in said

    [chosen] = await net.say("2")
    assert chosen.startswith("Frankfurt (Oder)")


async def test_two_names_side_by_side_are_a_choice(net: Room) -> None:
    [said] = await net.say("!leitlinie Bonn Kiel")
    assert "Meinten Sie eine dieser 2 Kommunen?\n\n1. Bonn\n2. Kiel" in said

    assert (await net.say("2"))[0].startswith("Kiel (Stadt")


async def test_a_part_that_is_no_name_answers_nothing(net: Room) -> None:
    [said] = await net.say("!leitlinie Köln und Bonnig")

    assert said.startswith("»Köln und Bonnig« habe ich nicht gefunden.")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("NRW", "sammlung NRW"),
        ("in Bayern?", "sammlung Bayern"),
        ("Österreich", "sammlung Österreich"),
        ("kinder", "sammlung kinder"),
    ],
)
async def test_a_land_or_a_list_offers_its_entries(net: Room, words: str, line: str) -> None:
    [said] = await net.say(f"!leitlinie {words}")
    assert f"zeigt !{line}" in said
    assert said.endswith(CHOOSE)

    assert (await net.say("1"))[0].startswith("Sammlung (")


async def test_the_suggestion_stands_before_how_to_submit(net: Room) -> None:
    [said] = await net.say("!leitlinie Bonnn")

    assert said.split("\n\n")[:3] == [
        "»Bonnn« habe ich nicht gefunden.",
        "Meinten Sie Bonn?",
        CHOOSE,
    ]
    assert "Musterstadt" in said.split("\n\n")[3]


async def test_what_is_near_to_nothing_gets_no_suggestion(net: Room) -> None:
    [said] = await net.say("!leitlinie Hintertupfingen")

    assert "Meinten Sie" not in said
