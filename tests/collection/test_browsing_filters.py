"""!sammlung: filters choose from the collection and go together."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.collection.browsing.filters import Filter, understand
from commands.collection.transfer.files import read
from commands.collection.transfer.load import store
from storage.collection import browsing
from storage.collection.browsing import BrowseChoice
from storage.database import Database
from tests.support.collection_fixtures import browse, places
from tests.support.say import MANAGEMENT, NOW, Room

LANDS = ("Bayern", "Nordrhein-Westfalen", "Steiermark (Österreich)", "Vorarlberg (Österreich)")
HEADER = "liste,gedruckt,anzeige,amtlich,art,land,kreis,titel,status\n"


async def add(database: Database, *rows: str, at: timedelta = timedelta()) -> None:
    """Rows of a file of entries, imported then."""
    async with database.transaction() as tx:
        await store(tx, read((HEADER + "\n".join(rows)).encode()), "Probe", NOW + at)


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
    said = await browse(net, words)

    entries = "1 Eintrag" if count == 1 else f"{count} Einträge"
    assert f"): {entries} aus" in said.split("\n\n")[0]


@pytest.mark.parametrize(("letter", "first"), [("B", "B"), ("b", "B"), ("Ö", "O"), ("S", "S")])
async def test_a_letter_is_the_first_of_the_name(net: Room, letter: str, first: str) -> None:
    await add(net.database, "buergerbeteiligung,,Öhringen,Öhringen,Stadt,Bayern,,,")
    said = await browse(net, letter)

    initials = {name[0].replace("Ö", "O") for name in places(said)}
    assert initials == {first}


async def test_filters_of_different_kinds_must_all_hold(net: Room) -> None:
    said = await browse(net, "NRW beschlossen bürger")

    async with net.database.transaction() as tx:
        expected = await browsing.fitting(
            tx,
            BrowseChoice(
                lands=frozenset({"Nordrhein-Westfalen"}),
                lists=frozenset({"buergerbeteiligung"}),
                statuses=frozenset({"beschlossen"}),
            ),
        )
    assert [each.name for each in expected] == places(said) == ["Schwerte"]


async def test_a_presumed_land_is_not_betrayed(net: Room) -> None:
    """Vöhringen is only presumed to be in Vorarlberg."""
    assert "ist eine Kommune" not in await browse(net, "Vorarlberg")
    assert "Vöhringen" not in await browse(net, "Österreich")
    [line] = [line for line in (await browse(net, "V")).splitlines() if "Vöhringen" in line]
    assert line.split(". ")[1] == "Vöhringen: Bürgerbeteiligung"


# --- nothing there


async def test_an_empty_result_says_which_filter_to_drop(net: Room) -> None:
    said = await browse(net, "Saarland kinder")

    assert said.split("\n\n") == [
        "Zu Saarland, kinder steht noch nichts in der Sammlung.",
        "Ohne eine der Angaben gibt es Treffer:",
        "1. ohne »Saarland«: 4 Einträge\n2. ohne »kinder«: 1 Eintrag",
        "Welche meinen Sie? Tippen Sie unten auf die Zahl, oder schreiben Sie sie.",
    ]
    [without] = await net.say("1")
    assert without.startswith("Sammlung (kinder): 4 Einträge")


async def test_only_filters_that_help_are_named(net: Room) -> None:
    said = await browse(net, "NRW beschlossen laufend kinder X")

    assert "ohne »X«" not in said or "Ohne eine" in said
    for line in re.findall(r"ohne »(.+)«: (\d+)", said):
        assert int(line[1]) > 0


async def test_a_single_filter_without_a_hit_leads_to_the_whole(net: Room) -> None:
    assert await browse(net, "laufend") == (
        "Zu laufend steht noch nichts in der Sammlung.\n\nWas es gibt, zeigt !sammlung."
    )


async def test_an_empty_collection_says_how_to_begin(room: Room) -> None:
    assert "Reichen Sie den ersten Eintrag ein: !einreichen" in await browse(room)


async def test_a_place_is_asked_for_by_its_own_command(net: Room) -> None:
    said = await browse(net, "Bonn")

    assert "»Bonn« ist eine Kommune." in said
    [answer] = await net.say("1")
    assert answer.startswith("Bonn (Stadt")


async def test_unknown_words_are_named_with_what_there_is(net: Room) -> None:
    said = await browse(net, "NRW blau <b>")

    assert said.startswith("Nach »blau <b>« kann ich die Sammlung nicht ordnen.")
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

    said = await browse(net, "neu")
    assert "seit dem letzten Netzwerktreffen, also seit dem 3. Dezember 2026" in said
    assert places(said) == ["Musterstadt"]


async def test_a_meeting_that_was_cancelled_or_is_to_come_does_not_count(net: Room) -> None:
    await meeting(net, "1.12.2026 bis 2.12.2026")
    await net.say("!termin absagen 1", room_id=MANAGEMENT)
    await net.say("!termin ja", room_id=MANAGEMENT)
    await meeting(net, "1.12.2027 bis 2.12.2027")
    net.now += timedelta(days=30)

    assert "denn ein vergangenes Netzwerktreffen ist nicht eingetragen" in await browse(net, "neu")


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

    said = await browse(net, words)
    assert f"seit dem {day}" in said
    assert places(said) == ["Musterstadt"]


# --- words


@given(st.text(max_size=200))
def test_no_words_are_too_odd(words: str) -> None:
    asked = understand(words, LANDS)

    assert asked.page >= 1
    again = understand(asked.line().removeprefix("sammlung"), LANDS)
    assert again.filters == asked.filters


FILTERS = st.sampled_from(["NRW", "kinder", "laufend", "B", "neu", "ohne angaben"])


@given(st.lists(FILTERS, max_size=20))
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
    said = await browse(net, words)

    assert said.startswith("Nach ")
    assert len(said) < 700
