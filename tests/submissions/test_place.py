"""Which municipality a member means: known, real, or new; never a guess, never refused."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.collection.place import Located, locate
from commands.submissions.compare import known_municipality
from storage.database import Database
from tests.support.submitting import URL, Office


async def where(collection: Database, text: str) -> Located:
    async with collection.transaction() as tx:
        return await locate(tx, text)


@pytest.mark.parametrize(
    ("asked", "name", "ags"),
    [
        ("Bonn", "Bonn", "05314000"),
        ("stadt koeln", "Köln", "05315000"),
        ("Hadelshorn", "Heidelberg", "08221000"),
        ("AGS 05314000", "Bonn", "05314000"),
    ],
)
async def test_what_is_in_the_collection_is_found_there(
    collection: Database, asked: str, name: str, ags: str
) -> None:
    found = await where(collection, asked)

    assert (found.name, found.ags, found.options) == (name, ags, ())
    assert found.municipality is not None
    assert found.municipality.name == name


@pytest.mark.parametrize("asked", ["Göttingen", "stadt goettingen", "x AGS 03152012"])
async def test_what_is_only_real_has_the_key_of_the_register(
    collection: Database, asked: str
) -> None:
    assert await where(collection, asked) == Located("Göttingen", None, "03152012")


async def test_what_nobody_knows_is_taken_as_it_was_typed(collection: Database) -> None:
    assert await where(collection, "Linz") == Located("Linz", None, None)


async def test_a_similar_name_is_only_suggested(collection: Database) -> None:
    found = await where(collection, "Gottingen")

    assert (found.name, found.municipality, found.ags, found.options) == (
        "Gottingen",
        None,
        None,
        (),
    )
    assert "Göppingen (Stadt)" in found.similar


@pytest.mark.parametrize(
    "asked", ["Göppingen", "Lichtenberg", "Karl", "Berg", "munster", "Schwanau", "Bad"]
)
async def test_several_are_options_and_each_of_them_is_one_place(
    collection: Database, asked: str
) -> None:
    found = await where(collection, asked)
    places = [await where(collection, option) for option in found.options]

    assert 1 < len(places) <= 10
    assert all(not place.options for place in places)
    assert len({(place.name, place.ags) for place in places}) == len(places)


async def test_namesakes_are_told_apart_by_kind_land_and_key(collection: Database) -> None:
    assert (await where(collection, "Lichtenberg")).options == (
        "Berlin-Lichtenberg",
        "Lichtenberg (Stadt, Bayern, AGS 09475146)",
        "Lichtenberg (Gemeinde, Sachsen, AGS 14625320)",
    )


async def test_a_key_that_nobody_has_is_ignored(collection: Database) -> None:
    assert (await where(collection, "Bonn (AGS 99999999)")).name == "Bonn"
    assert (await where(collection, "AGS 99999999")).name == "AGS 99999999"


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
@given(text=st.text(min_size=1, max_size=300))
async def test_no_text_is_an_error(collection: Database, text: str) -> None:
    found = await where(collection, text)

    assert found.name or found.options


async def test_a_municipality_that_came_meanwhile_is_known(collection: Database) -> None:
    office = Office(collection)
    await office.say(f"!einreichen Göttingen {URL}")
    await office.say(f"!einreichen Neudorf an der Unbekannten {URL}")
    await office.say(f"!einreichen Bonn {URL}")
    real, new, old = [await office.submission(number) for number in (1, 2, 3)]
    async with collection.transaction() as tx:
        assert await known_municipality(tx, real) is None
        assert await known_municipality(tx, new) is None
        await tx.execute(
            "UPDATE municipality SET ags = '03152012', presumed = NULL WHERE name = 'Köln'"
        )
        await tx.execute("UPDATE municipality SET name = ? WHERE name = 'Bamberg'", (new.place,))
        found = [await known_municipality(tx, each) for each in (real, new, old)]

    assert [each and each.name for each in found] == ["Köln", new.place, "Bonn"]


async def test_a_name_that_many_share_does_not_read_the_whole_register(
    collection: Database,
) -> None:
    asked: list[str] = []
    async with collection.transaction() as tx:
        await tx.set_trace_callback(asked.append)
        located = await locate(tx, "Neukirchen")

    assert len(located.options) > 3
    assert not [sql for sql in asked if "place_without_entry ORDER BY" in sql]
