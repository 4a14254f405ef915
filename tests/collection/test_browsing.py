"""!sammlung: the collection as a list with counts and pages, for members and the management."""

import re
from dataclasses import replace

import pytest

from commands.collection.transfer.files import read
from commands.collection.transfer.load import store
from storage.collection import guidelines, link_checks
from storage.database import Database
from tests.support.collection_fixtures import browse, places
from tests.support.say import MANAGEMENT, NOW, Room

# --- counts and pages


async def test_the_whole_collection_begins_with_its_counts(net: Room) -> None:
    said = (await browse(net)).split("\n\n")

    assert said[0] == "Sammlung: 121 Einträge aus 119 Kommunen."
    assert said[1] == "Nach Listen: Bürgerbeteiligung 117, Kinder- und Jugendbeteiligung 4."
    assert said[2] == "Nach Stand: unbekannt 110, beschlossen 10, fortgeschrieben 1."
    assert said[3].startswith("Nach Ländern (15): Baden-Württemberg 32, Nordrhein-Westfalen 21,")
    assert said[5] == "Seite 1 von 12, 10 Kommunen:"


async def test_the_pages_show_every_municipality_once(net: Room) -> None:
    shown = places(await browse(net))
    for page in range(2, 13):
        shown += places(await browse(net, f"seite {page}"))

    async with net.database.transaction() as tx:
        names = [m.name for m in await guidelines.municipalities(tx)]
    assert sorted(shown) == sorted(names)


async def test_a_municipality_with_two_entries_is_one_line(net: Room) -> None:
    said = await browse(net, "NRW B")

    [bonn] = [line for line in said.splitlines() if "Bonn:" in line]
    assert "Bürgerbeteiligung; Kinder- und Jugendbeteiligung, »Kinder- und Jugend" in bonn
    assert bonn.endswith("beschlossen")


async def test_a_page_there_is_not_leads_back(net: Room) -> None:
    assert await browse(net, "NRW seite 99") == (
        "So viele Seiten gibt es nicht. Von vorn: !sammlung NRW"
    )


async def test_a_number_shows_that_municipality_in_full(net: Room) -> None:
    said = await browse(net, "NRW")
    wanted = places(said)[3]

    [answer] = await net.say("4")
    assert answer.startswith(f"{wanted} (")


async def test_the_next_page_keeps_the_filters(net: Room) -> None:
    await browse(net, "Baden-Württemberg ohne Angaben")

    [more] = await net.say("!mehr")
    assert more.startswith("Sammlung (Baden-Württemberg, ohne angaben): ")
    assert "Seite 2 von" in more


# --- for the management


async def test_the_management_sees_what_is_not_confirmed(net: Room) -> None:
    said = await browse(net, "unbestätigt", room_id=MANAGEMENT)

    assert said.startswith("13 Einträge sind zu bestätigen.\n\nSeite 1 von 2:")
    assert "gedruckt »Vöhringen« ist nur wahrscheinlich richtig" in said
    assert "!eintrag bestätigen 12" in said
    [more] = await net.say("!mehr", room_id=MANAGEMENT)
    assert "Seite 2 von" in more


async def test_what_was_confirmed_leaves_the_list(net: Room) -> None:
    before = await browse(net, "unbestätigt", room_id=MANAGEMENT)
    number = re.findall(r"Eintrag Nr\. (\d+), .*die Angaben sind", before)[0]
    await net.say(f"!eintrag bestätigen {number}", room_id=MANAGEMENT)
    await net.read(MANAGEMENT)

    assert f"Eintrag Nr. {number}," not in await browse(net, "unbestätigt", room_id=MANAGEMENT)


@pytest.mark.parametrize("words", ["unbestätigt", "UNBESTAETIGT", "links"])
async def test_members_are_told_where_these_lists_are(net: Room, words: str) -> None:
    said = await browse(net, words)

    assert "gibt es nur im Raum des Netzwerkmanagements" in said
    assert "Vöhringen" not in said


async def test_without_a_failing_link_the_management_is_told_so(net: Room) -> None:
    assert await browse(net, "links", room_id=MANAGEMENT) == (
        "Zurzeit ist kein Link der Sammlung als nicht erreichbar bekannt."
    )


async def test_a_failing_link_is_listed_with_its_entry(net: Room) -> None:
    async with net.database.transaction() as tx:
        [url] = (await link_checks.unknown(tx, 1))[:1]
        await link_checks.add(tx, [(url, url, "example.org")], NOW)
        [check] = [await link_checks.due(tx, NOW)]
        assert check is not None
        failed = replace(check, state="NOT_FOUND", checked_at=NOW, failing_since=NOW, failures=2)
        await link_checks.put(tx, failed)

    said = await browse(net, "links", room_id=MANAGEMENT)
    assert said.startswith("1 Link ist nicht erreichbar.")
    assert "die Seite gibt es nicht (mehr), seit 24. November 2026" in said
    assert url in said


# --- namesakes, and very many


HEAD = "liste,gedruckt,anzeige,vermutlich,amtlich,art,land,kreis,titel,status\n"


async def namesakes(database: Database, *rows: str) -> None:
    async with database.transaction() as tx:
        await store(tx, read((HEAD + "\n".join(rows)).encode()), "Probe", NOW)


@pytest.mark.parametrize(("number", "land"), [("1", "Bayern"), ("2", "Hessen")])
async def test_of_namesakes_in_a_list_the_one_with_the_number_is_meant(
    net: Room, number: str, land: str
) -> None:
    await namesakes(
        net.database,
        "buergerbeteiligung,,Zwilling,,Zwilling,Stadt,Bayern,,,",
        "buergerbeteiligung,,Zwilling,,Zwilling,Stadt,Hessen,,,",
    )

    await browse(net, "Z")
    [said] = await net.say(number)
    assert said.startswith(f"Zwilling (Stadt, {land}): 1 Eintrag")


@pytest.mark.parametrize("line", ["!leitlinie Zwilling", "!sammlung Z"])
async def test_a_namesake_of_which_only_the_name_is_certain_can_be_chosen(
    net: Room, line: str
) -> None:
    await namesakes(
        net.database,
        "buergerbeteiligung,,Zwilling,Anderswo,Anderswo,Stadt,Bayern,,,",
        "buergerbeteiligung,,Zwilling,,Zwilling,Stadt,Hessen,,,",
    )

    answers = []
    for number in ("1", "2"):
        await net.say(line)
        answers += await net.say(number)
    assert sorted(said.split(":")[0] for said in answers) == [
        "Zwilling",
        "Zwilling (Stadt, Hessen)",
    ]
    assert "Bayern" not in str(net.contents)


async def test_of_very_many_the_first_are_shown(net: Room) -> None:
    rows = [f"buergerbeteiligung,,Zell {n:03},,Zell,Stadt,Hessen,,," for n in range(200)]
    await namesakes(net.database, *rows)

    [said] = await net.say("!leitlinie Zell")
    assert said.startswith(
        "»Zell« passt zu 200 Kommunen der Sammlung. Schreiben Sie bitte mehr vom Namen."
    )
    assert "20. Zell 019" in said
    assert "Zell 020" not in said
    [chosen] = await net.say("20")
    assert chosen.startswith("Zell 019")


async def test_there_is_an_end_to_filters(net: Room) -> None:
    said = await browse(net, " ".join(f"neu seit {day}.1.2026" for day in range(1, 29)))

    assert said.count("seit dem") <= 2
    letters = " ".join("ABCDEFGHIJKLMNOP")
    assert "aus" in (await browse(net, letters)).split("\n\n")[0]
    assert "(A, B, C, D, E, F, G, H)" in await browse(net, letters)


async def test_what_is_echoed_is_plain(net: Room) -> None:
    said = await browse(net, "\u202eNRW!!!!!!")

    assert said.startswith("Sammlung (NRW): ")
