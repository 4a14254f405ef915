"""!sammlung: the collection as a list, chosen from by filters that go together."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.browsing.filters import Filter, understand
from commands.collection import read, store
from storage import browsing, guidelines, link_checks
from storage.browsing import Choice
from storage.database import Database
from tests.collection_fixtures import shipped
from tests.say import MANAGEMENT, NOW, Room

LANDS = ("Bayern", "Nordrhein-Westfalen", "Steiermark (Österreich)", "Vorarlberg (Österreich)")
HEADER = "liste,gedruckt,anzeige,amtlich,art,land,kreis,titel,status\n"


@pytest.fixture
async def collection() -> AsyncIterator[Database]:
    async with shipped() as database:
        yield database


@pytest.fixture
def net(collection: Database) -> Room:
    return Room(collection)


async def ask(net: Room, words: str = "", **more: Any) -> str:
    [said] = await net.say(f"!sammlung {words}".strip(), **more)
    return said


async def add(database: Database, *rows: str, at: timedelta = timedelta()) -> None:
    """Rows of a file of entries, imported then."""
    async with database.transaction() as tx:
        await store(tx, read((HEADER + "\n".join(rows)).encode()), "Probe", NOW + at)


def places(said: str) -> list[str]:
    return [
        re.split(r"[,:]", line.split(". ", 1)[1])[0]
        for line in said.splitlines()
        if re.match(r"\d+\. ", line)
    ]


# --- counts and pages


async def test_the_whole_collection_begins_with_its_counts(net: Room) -> None:
    said = (await ask(net)).split("\n\n")

    assert said[0] == "Sammlung: 121 Einträge aus 119 Kommunen."
    assert said[1] == "Nach Listen: Bürgerbeteiligung 117, Kinder- und Jugendbeteiligung 4."
    assert said[2] == "Nach Stand: unbekannt 110, beschlossen 10, fortgeschrieben 1."
    assert said[3].startswith("Nach 15 Ländern: Baden-Württemberg 32, Nordrhein-Westfalen 21,")
    assert said[5] == "Seite 1 von 12, 10 Kommunen:"


async def test_the_pages_show_every_municipality_once(net: Room) -> None:
    shown = places(await ask(net))
    for page in range(2, 13):
        shown += places(await ask(net, f"seite {page}"))

    async with net.database.transaction() as tx:
        names = [m.name for m in await guidelines.municipalities(tx)]
    assert sorted(shown) == sorted(names)


async def test_a_municipality_with_two_entries_is_one_line(net: Room) -> None:
    said = await ask(net, "NRW B")

    [bonn] = [line for line in said.splitlines() if "Bonn:" in line]
    assert "Bürgerbeteiligung; Kinder- und Jugendbeteiligung, »Kinder- und Jugend" in bonn
    assert bonn.endswith("beschlossen")


async def test_a_page_there_is_not_leads_back(net: Room) -> None:
    assert await ask(net, "NRW seite 99") == (
        "So viele Seiten gibt es nicht. Von vorn: !sammlung NRW"
    )


async def test_a_number_shows_that_municipality_in_full(net: Room) -> None:
    said = await ask(net, "NRW")
    wanted = places(said)[3]

    [answer] = await net.say("4")
    assert answer.startswith(f"{wanted} (")


async def test_the_next_page_keeps_the_filters(net: Room) -> None:
    await ask(net, "Baden-Württemberg ohne Angaben")

    [more] = await net.say("!mehr")
    assert more.startswith("Sammlung (Baden-Württemberg, ohne angaben): ")
    assert "Seite 2 von" in more


# --- filters


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("NRW", 21),
        ("nrw", 21),
        ("Nordrhein-Westfalen", 21),
        ("nordrhein westfalen", 21),
        ("BaWü", 32),
        ("Freistaat Bayern", 9),
        ("Land Berlin", 11),
        ("kinder", 4),
        ("Kinder- und Jugendbeteiligung", 4),
        ("bürger", 117),
        ("buerger", 117),
        ("beschlossen", 10),
        ("beschlossene", 10),
        ("mit Angaben", 11),
        ("ohne Angaben", 110),
        ("Steiermark", 1),
        ("Österreich", 1),
        ("NRW Bayern", 30),
        ("NRW und Bayern", 30),
        ("bürger in Bayern", 9),
        ("mit angaben ohne angaben", 121),
    ],
)
async def test_filters_choose_as_people_write_them(net: Room, words: str, count: int) -> None:
    said = await ask(net, words)

    entries = "1 Eintrag" if count == 1 else f"{count} Einträge"
    assert f"): {entries} aus" in said.split("\n\n")[0]


@pytest.mark.parametrize(("letter", "first"), [("B", "B"), ("b", "B"), ("Ö", "O"), ("S", "S")])
async def test_a_letter_is_the_first_of_the_name(net: Room, letter: str, first: str) -> None:
    await add(net.database, "buergerbeteiligung,,Öhringen,Öhringen,Stadt,Bayern,,,")
    said = await ask(net, letter)

    initials = {name[0].replace("Ö", "O") for name in places(said)}
    assert initials == {first}


async def test_filters_of_different_kinds_must_all_hold(net: Room) -> None:
    said = await ask(net, "NRW beschlossen bürger")

    async with net.database.transaction() as tx:
        expected = await browsing.fitting(
            tx,
            Choice(
                lands=frozenset({"Nordrhein-Westfalen"}),
                lists=frozenset({"buergerbeteiligung"}),
                statuses=frozenset({"beschlossen"}),
            ),
        )
    assert [each.name for each in expected] == places(said) == ["Schwerte"]


async def test_a_presumed_land_is_not_betrayed(net: Room) -> None:
    """Vöhringen is only presumed to be in Vorarlberg."""
    assert "wählt nichts aus" not in await ask(net, "Vorarlberg")
    assert "Vöhringen" not in await ask(net, "Österreich")
    [line] = [line for line in (await ask(net, "V")).splitlines() if "Vöhringen" in line]
    assert line.split(". ")[1] == "Vöhringen: Bürgerbeteiligung"


# --- nothing there


async def test_an_empty_result_says_which_filter_to_drop(net: Room) -> None:
    said = await ask(net, "Saarland kinder")

    assert said.split("\n\n") == [
        "Dazu steht nichts in der Sammlung: Saarland, kinder.",
        "Lassen Sie eine Angabe weg, gibt es Treffer. Dafür gibt es 2 Wege:",
        "1. ohne »Saarland«: 4 Einträge\n2. ohne »kinder«: 1 Eintrag",
        (
            "Welche meinen Sie? Antworten Sie mit der Nummer, 1 bis 2, oder mit der Reaktion, die"
            " sie zeigt."
        ),
    ]
    [without] = await net.say("1")
    assert without.startswith("Sammlung (kinder): 4 Einträge")


async def test_only_filters_that_help_are_named(net: Room) -> None:
    said = await ask(net, "NRW beschlossen laufend kinder X")

    assert "ohne »X«" not in said or "Lassen Sie" in said
    for line in re.findall(r"ohne »(.+)«: (\d+)", said):
        assert int(line[1]) > 0


async def test_a_single_filter_without_a_hit_leads_to_the_whole(net: Room) -> None:
    assert await ask(net, "laufend") == (
        "Dazu steht nichts in der Sammlung: laufend.\n\nWas es gibt, zeigt !sammlung."
    )


async def test_an_empty_collection_says_how_to_begin(room: Room) -> None:
    assert "Reichen Sie den ersten Eintrag ein: !einreichen" in await ask(room)


async def test_a_place_is_asked_for_by_its_own_command(net: Room) -> None:
    said = await ask(net, "Bonn")

    assert "»Bonn« wählt nichts aus der Liste aus" in said
    [answer] = await net.say("1")
    assert answer.startswith("Bonn (Stadt")


async def test_unknown_words_are_named_with_what_there_is(net: Room) -> None:
    said = await ask(net, "NRW blau <b>")

    assert said.startswith("Mit »blau <b>« kann ich die Sammlung nicht auswählen.")
    assert "<b>" not in net.contents[-1]["formatted_body"]
    assert "!sammlung NRW laufend" in said


# --- new


NEU = "buergerbeteiligung,,Musterstadt,Musterstadt,Stadt,Hessen,,Leitlinien,beschlossen"


async def meeting(net: Room, words: str) -> None:
    await net.say(f'!termin neu netzwerktreffen "Treffen" {words}', room_id=MANAGEMENT)
    await net.say("!termin ja", room_id=MANAGEMENT)
    await net.read()


async def test_new_is_what_came_since_the_last_annual_meeting(net: Room) -> None:
    await meeting(net, "1.12.2026 bis 2.12.2026")
    net.now += timedelta(days=30)
    await add(net.database, NEU, at=timedelta(days=20))

    said = await ask(net, "neu")
    assert "seit dem letzten Netzwerktreffen, also seit dem 3. Dezember 2026" in said
    assert places(said) == ["Musterstadt"]


async def test_a_meeting_that_was_cancelled_or_is_to_come_does_not_count(net: Room) -> None:
    await meeting(net, "1.12.2026 bis 2.12.2026")
    await net.say("!termin absagen 1", room_id=MANAGEMENT)
    await net.say("!termin ja", room_id=MANAGEMENT)
    await meeting(net, "1.12.2027 bis 2.12.2027")
    net.now += timedelta(days=30)

    assert "denn ein vergangenes Netzwerktreffen ist nicht eingetragen" in await ask(net, "neu")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("neu seit 1.12.2026", "1. Dezember 2026"),
        ("neu seit Dezember 2026", "1. Dezember 2026"),
        ("neu seit dem 1. Dezember 2026", "1. Dezember 2026"),
        ("neu ab 2027", "1. Januar 2027"),
        ("neu 2026-12-05", "5. Dezember 2026"),
    ],
)
async def test_new_since_a_date_that_is_said(net: Room, words: str, day: str) -> None:
    await add(net.database, NEU, at=timedelta(days=60))
    net.now += timedelta(days=61)

    said = await ask(net, words)
    assert f"seit dem {day}" in said
    assert places(said) == ["Musterstadt"]


# --- words


@given(st.text(max_size=200))
def test_no_words_are_too_odd(words: str) -> None:
    asked = understand(words, LANDS)

    assert asked.page >= 1
    again = understand(asked.line().removeprefix("sammlung"), LANDS)
    assert again.filters == asked.filters


@given(st.lists(st.sampled_from(["NRW", "kinder", "laufend", "B", "neu", "ohne angaben"])))
def test_the_order_of_filters_does_not_matter(words: list[str]) -> None:
    one, other = understand(" ".join(words), LANDS), understand(" ".join(words[::-1]), LANDS)

    assert set(one.filters) == set(other.filters)
    assert one.unknown == other.unknown == ""


def test_austria_is_all_its_länder() -> None:
    assert understand("österreich", LANDS).filters == (
        Filter("land", ("Steiermark (Österreich)", "Vorarlberg (Österreich)"), "österreich"),
    )


@pytest.mark.parametrize("words", ["%", "_", "' OR 1=1 --", "\x00", "x" * 3000, "\u202exyz"])
async def test_hostile_words_are_ordinary(net: Room, words: str) -> None:
    said = await ask(net, words)

    assert said.startswith("Mit ")
    assert len(said) < 700


# --- for the management


async def test_the_management_sees_what_is_not_confirmed(net: Room) -> None:
    said = await ask(net, "unbestätigt", room_id=MANAGEMENT)

    assert said.startswith("13 Einträge sind noch nicht bestätigt.\n\nSeite 1 von 2:")
    assert "gedruckt »Vöhringen« ist nur wahrscheinlich richtig" in said
    assert "!eintrag bestätigen 12" in said
    [more] = await net.say("!mehr", room_id=MANAGEMENT)
    assert "Seite 2 von" in more


async def test_what_was_confirmed_leaves_the_list(net: Room) -> None:
    before = await ask(net, "unbestätigt", room_id=MANAGEMENT)
    number = re.findall(r"Eintrag Nr\. (\d+), .*die Angaben sind", before)[0]
    await net.say(f"!eintrag bestätigen {number}", room_id=MANAGEMENT)
    await net.read(MANAGEMENT)

    assert f"Eintrag Nr. {number}," not in await ask(net, "unbestätigt", room_id=MANAGEMENT)


@pytest.mark.parametrize("words", ["unbestätigt", "UNBESTAETIGT", "links"])
async def test_members_are_told_where_these_lists_are(net: Room, words: str) -> None:
    said = await ask(net, words)

    assert "gibt es nur im Raum des Netzwerkmanagements" in said
    assert "Vöhringen" not in said


async def test_without_a_failing_link_the_management_is_told_so(net: Room) -> None:
    assert await ask(net, "links", room_id=MANAGEMENT) == (
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

    said = await ask(net, "links", room_id=MANAGEMENT)
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

    await ask(net, "Z")
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
    assert said.startswith("Zu »Zell« passen 200 Einträge. Schreiben Sie bitte mehr vom Namen.")
    assert "20. Zell 019" in said
    assert "Zell 020" not in said
    [chosen] = await net.say("20")
    assert chosen.startswith("Zell 019")


async def test_there_is_an_end_to_filters(net: Room) -> None:
    said = await ask(net, " ".join(f"neu seit {day}.1.2026" for day in range(1, 29)))

    assert said.count("seit dem") <= 2
    letters = " ".join("ABCDEFGHIJKLMNOP")
    assert "aus" in (await ask(net, letters)).split("\n\n")[0]
    assert "(A, B, C, D, E, F, G, H)" in await ask(net, letters)


async def test_what_is_echoed_is_plain(net: Room) -> None:
    said = await ask(net, "\u202eNRW!!!!!!")

    assert said.startswith("Sammlung (NRW): ")
