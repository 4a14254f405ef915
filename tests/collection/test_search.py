"""!suche: which entries are found by words, and in which order."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import Database
from tests.support.databases import in_memory
from tests.support.say import Room
from tests.support.searching import add, ask, hits, index, shown


async def found(database: Database, room: Room, words: str) -> list[str]:
    await index(database)
    return await hits(room, words)


# --- what is found


@pytest.mark.parametrize(
    "words",
    [
        "Losverfahren",
        "losverfahrens",
        "LOSVERFAHREN",
        "»Losverfahren«!",
        "los-verfahren losverfahren",
    ],
)
async def test_a_word_is_found_in_all_its_forms(database: Database, room: Room, words: str) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Ein Losverfahren ist ein Verfahren mit einem Los.")
        await add(tx, "Beispielstadt", "Hier wird gewählt.")

    assert await found(database, room, words) == ["Musterstadt"]


@pytest.mark.parametrize("words", ["Bürger", "Buerger", "Burger", "bürgern"])
async def test_umlauts_may_be_written_in_any_way(
    database: Database, room: Room, words: str
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Die Bürger wirken mit.")

    assert await found(database, room, words) == ["Musterstadt"]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("title", "gute Nachbarschaft"),
        ("document_type", "Nachbarschaft"),
        ("adopted_by", "Nachbarschaft"),
        ("summary", "Nachbarschaft"),
    ],
)
async def test_every_field_is_searched(
    database: Database, room: Room, field: str, words: str
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", **{field: "Gute Nachbarschaft"})

    assert await found(database, room, words) == ["Musterstadt"]


async def test_labels_of_links_are_searched(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        number = await add(tx, "Musterstadt")
        await tx.execute(
            "INSERT INTO guideline_link VALUES (?, 1, 'Zur Vorhabenliste', 'https://a/', NULL)",
            (number,),
        )

    assert await found(database, room, "vorhabenliste") == ["Musterstadt"]


@pytest.mark.parametrize("words", ["Losverfahren Musterstadt", "musterstadt losverfahren"])
async def test_place_names_are_words_like_others(
    database: Database, room: Room, words: str
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Das Losverfahren")
        await add(tx, "Beispielstadt", "Das Losverfahren")

    assert await found(database, room, words) == ["Musterstadt"]


@pytest.mark.parametrize("words", ["Los NRW", "los nrw", "Los Nordrhein-Westfalen", "los NW"])
async def test_a_land_is_found_by_all_its_names(database: Database, room: Room, words: str) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Das Los", land="Nordrhein-Westfalen")
        await add(tx, "Beispielstadt", "Das Los", land="Bayern")

    assert await found(database, room, words) == ["Musterstadt"]


async def test_what_is_only_presumed_is_not_found(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        await add(tx, "Mustersatdt", "Das Los", presumed="Musterstadt", land="Bayern")
    await index(database)

    assert await hits(room, "los") == ["Mustersatdt"]
    assert "Bayern" not in await ask(room, "los")
    assert await hits(room, "los bayern musterstadt") == ["Mustersatdt"]  # for the first word
    assert await hits(room, "bayern") == []


# --- compounds


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Beteiligung", "Bürgerbeteiligungssatzung"),
        ("Bürger", "Bürgerbeteiligungssatzung"),
        ("Satzung", "Bürgerbeteiligungssatzung"),
        ("Satzungen", "Satzungstext"),
        ("Losverfahren", "Bürgerlosverfahren"),
        ("Buerger", "Bürgerlosverfahren"),
        ("rat", "Bürgerrat"),
    ],
)
async def test_a_word_is_found_in_a_compound(
    database: Database, room: Room, words: str, text: str
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", f"Die {text} gilt.")
        await add(tx, "Beispielstadt", "Hamburg und der Rathausplatz")

    expected = [] if words == "rat" else ["Musterstadt"]
    assert await found(database, room, words) == expected


@pytest.mark.parametrize(
    "words", ["Bürgerlosverfahren", "Zufallsauswahl", "Jugendbürgerlosverfahrensauswahl"]
)
async def test_a_compound_that_stands_nowhere_is_looked_for_by_its_parts(
    database: Database, room: Room, words: str
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Bürger, Jugend, Zufall, Auswahl, das Losverfahren")
        await add(tx, "Beispielstadt", "Bürger, Zufall, Jugend")
    await index(database)

    assert await hits(room, words) == ["Musterstadt"]
    said = await ask(room, words)
    assert f"»{words}« kommt so nicht vor; gesucht wurde nach »" in said
    assert " und »" in said
    assert "burger" not in said.partition("\n")[0].partition(";")[2]


# --- the order


async def test_a_better_place_comes_first(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        await add(tx, "Anton", "Die Jugendbeteiligung")
        await add(tx, "Berta", "Die Beteiligung")
        await add(tx, "Cäsar", "Beteiligung, Beteiligung und Beteiligung")
        await add(tx, "Dora", summary="Über Beteiligung")
        await add(tx, "Emil", title="Jugendbeteiligung")
        await add(tx, "Friedrich", title="Leitlinien der Beteiligung")

    order = ["Friedrich", "Emil", "Dora", "Cäsar", "Berta", "Anton"]
    assert await found(database, room, "Beteiligung") == order


async def test_the_best_place_counts_even_if_it_is_in_a_compound(
    database: Database, room: Room
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Anton", summary="Über Beteiligung")
        await add(tx, "Berta", "Die Beteiligung", title="Jugendbeteiligung")

    assert await found(database, room, "Beteiligung") == ["Berta", "Anton"]


async def test_the_places_of_all_words_count(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        await add(tx, "Anton", "Los und Rat")
        await add(tx, "Berta", "Los", summary="Rat")
        await add(tx, "Cäsar", "Rat", title="Los")

    assert await found(database, room, "Rat Los") == ["Cäsar", "Berta", "Anton"]


# --- several words


async def test_all_words_must_occur_somewhere_in_the_entry(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        await add(tx, "Anton", "Das Los", "Der Haushalt")
        await add(tx, "Berta", "Das Los")

    assert await found(database, room, "Haushalt der Los") == ["Anton"]


async def test_if_nothing_has_all_words_what_has_most_is_shown(
    database: Database, room: Room
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Anton", "Das Los und der Haushalt")
        await add(tx, "Berta", "Das Los")
        await add(tx, "Cäsar", "Ein Projekt")
    await index(database)

    said = await ask(room, "Los Haushalt Projekt Quitte")
    assert said.startswith(
        "Kein Eintrag enthält alle 4 Wörter von »Los Haushalt Projekt Quitte«."
        " Diese Treffer enthalten 2 davon.\n\n»Quitte« kommt in der Sammlung nicht vor.\n\n"
        "1 Treffer in Hessen.\n\n1. Anton"
    )


# --- whatever somebody types


@pytest.mark.parametrize(
    "words",
    [
        'los" OR "rat',
        "los*",
        "NEAR(los rat)",
        "^los",
        "words:los",
        "los AND NOT rat",
        "-los",
        "los\0rat",
        "los' ; DROP TABLE guideline; --",
        "los \u202e rat \ud800",
        "🗳️ los",
        "<b>los</b>",
        "los " + "x" * 3900,
        "los " + "ö̈" * 1900,
        "los " + "a b " * 900,
    ],
)
async def test_whatever_is_typed_is_ordinary_words(
    database: Database, room: Room, words: str
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Los, Rat")
    await index(database)
    said = await ask(room, words)

    assert "Musterstadt" in said
    assert "Referenz" not in said
    assert "<b>" not in shown(room)
    assert len(max(re.findall("»[^«]*«", said), key=len, default="")) < 250


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(min_size=1, max_size=300))
async def test_no_words_lead_to_an_error(words: str) -> None:
    async with in_memory() as database:
        room = Room(database)
        storable = words.encode("utf-8", "ignore").decode()
        async with database.transaction() as tx:
            await add(tx, "Musterstadt", storable, title=storable)
        await index(database)
        await room.say(f"!suche {words}")

        assert "Referenz" not in str(room.contents)
