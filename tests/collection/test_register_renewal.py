"""Another register in force: what is new, gone and renamed, and how it is found afterwards."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.collection.place import locate
from commands.collection.terms import registered
from commands.collection.transfer.files import InvalidFileError
from commands.collection.transfer.shipped import seed
from storage.collection import register
from storage.database import Database, open_database
from storage.exchange.anonymous import places_among
from tests.support.register_files import OfficialPlace, census, gv100ad, put_into_force, shipped
from tests.support.say import NOW, Room

pytestmark = pytest.mark.slow

BONN, BREBEL, NEUALBENREUTH, GOETTINGEN = "05314000", "01059014", "09377142", "03152012"
STAPEL = OfficialPlace("01059188", "Stapel")
GOETTINGEN_NOW = OfficialPlace("03159016", "Göttingen, Stadt")
BAD = {NEUALBENREUTH: "Bad Neualbenreuth, M"}


async def look_up(room: Room, name: str) -> str:
    [said] = await room.say(f"!leitlinie {name}")
    return said


async def test_what_is_new_gone_and_renamed_is_told(collection: Database) -> None:
    places = shipped(without=(BREBEL, GOETTINGEN), renamed=BAD, new=(STAPEL, GOETTINGEN_NOW))
    found = (await put_into_force(collection, gv100ad(places))).difference

    assert [place.name for place in found.new] == ["Stapel", "Göttingen"]
    assert [place.name for place in found.gone] == ["Brebel", "Göttingen"]
    assert [(o.name, n.name) for o, n in found.renamed] == [("Neualbenreuth", "Bad Neualbenreuth")]
    assert found.unchanged == 11_084 - 3
    # Nobody says what has become of Brebel; of Göttingen the file itself shows it.
    assert {ags: place.ags for ags, place in found.rekeyed.items()} == {GOETTINGEN: "03159016"}


async def test_a_register_that_is_written_in_another_way_changes_nothing(
    collection: Database,
) -> None:
    written = {
        "06434001": "Bad Homburg v. d. Höhe, Stadt",
        "09171132": "Töging a.Inn, St",
        "01051001": "Albersdorf (Kreis Dithmarschen)",
        "01053083": "Lauenburg/ Elbe, Stadt",
    }
    found = (await put_into_force(collection, census(shipped(renamed=written)))).difference

    assert (found.new, found.gone, found.renamed) == ([], [], [])
    assert {p.name for p in found.places if p.ags in written} == {
        *("Bad Homburg v.d. Höhe", "Töging a. Inn", "Albersdorf", "Lauenburg/Elbe")
    }


async def test_old_and_new_names_find_what_is_not_in_the_collection(collection: Database) -> None:
    room = Room(collection)
    places = shipped(without=(BREBEL,), renamed=BAD, new=(STAPEL,))
    await put_into_force(collection, gv100ad(places))

    for name in ("Bad Neualbenreuth", "Neualbenreuth", "neualbenreuth"):
        assert (await look_up(room, name)).startswith("»Bad Neualbenreuth« ist nicht in der")
    assert (await look_up(room, "Stapel")).startswith("»Stapel« ist nicht in der Sammlung.")
    gone = "»Brebel« ist nicht in der Sammlung. Im Gemeindeverzeichnis steht sie nicht mehr."
    assert (await look_up(room, "Brebel")).startswith(gone)


async def test_names_of_all_registers_before_are_kept(collection: Database) -> None:
    room = Room(collection)
    await put_into_force(collection, gv100ad(shipped(without=(BREBEL,), renamed=BAD)))
    again = shipped(without=(BREBEL,), renamed={NEUALBENREUTH: "Thermenort"})
    await put_into_force(collection, gv100ad(again, "20231231"))

    for name in ("Neualbenreuth", "Bad Neualbenreuth", "Thermenort"):
        assert (await look_up(room, name)).startswith("»Thermenort« ist nicht in der Sammlung.")
    assert "steht sie nicht mehr" in await look_up(room, "Brebel")
    # What comes back is there again, under its own name.
    await put_into_force(collection, gv100ad(shipped(), "20241231"))
    assert "steht sie nicht mehr" not in await look_up(room, "Brebel")
    assert (await look_up(room, "Thermenort")).startswith("»Neualbenreuth« ist nicht in der")


async def test_an_entry_of_a_renamed_municipality_is_found_by_all_its_names(
    collection: Database,
) -> None:
    room = Room(collection)
    renamed = {BONN: "Rheinfurt am Siebengebirge, Stadt"}
    outcome = await put_into_force(collection, gv100ad(shipped(renamed=renamed)))

    assert {entry.name for entry in outcome.entries} == {"Bonn"}
    for name in ("Bonn", "Rheinfurt am Siebengebirge", "rheinfurt siebengebirge"):
        assert (await look_up(room, name)).startswith("Bonn (Stadt, kreisfrei")
    # Also after the entry has been written again.
    number = outcome.entries[0].guideline_id
    await room.say(f"!eintrag ändern {number} Anmerkung: gelesen", room_id="!leitung:example.org")
    await room.say("ja", room_id="!leitung:example.org")
    assert (await look_up(room, "Rheinfurt am Siebengebirge")).startswith("Bonn (Stadt")


async def test_a_name_in_force_is_not_a_former_name_of_another_place(collection: Database) -> None:
    """Neualbenreuth is renamed, and another municipality is called so now."""
    other = OfficialPlace("09377999", "Neualbenreuth, M")
    await put_into_force(collection, gv100ad(shipped(renamed=BAD, new=(other,))))

    async with collection.transaction() as tx:
        located = await locate(tx, "Neualbenreuth")
    assert (located.name, located.ags, located.options) == ("Neualbenreuth", "09377999", ())


async def test_an_official_key_that_is_gone_is_still_understood(collection: Database) -> None:
    """A submission about it may be waiting."""
    await put_into_force(collection, gv100ad(shipped(without=(BREBEL,))))

    async with collection.transaction() as tx:
        body = await registered(tx, BREBEL)
        located = await locate(tx, "Brebel")
    assert body is not None
    assert (body.kind, body.land) == ("Gemeinde", "Schleswig-Holstein")
    assert located.ags == BREBEL


async def test_entries_of_what_is_gone_are_named_and_stay(collection: Database) -> None:
    room = Room(collection)
    before = await look_up(room, "Bonn")
    outcome = await put_into_force(collection, gv100ad(shipped(without=(BONN,))))

    assert [(entry.name, entry.ags) for entry in outcome.entries] == [("Bonn", BONN)] * 2
    assert await look_up(room, "Bonn") == before


async def test_the_collection_itself_is_left_alone_austria_included(collection: Database) -> None:
    async def content() -> list[list[tuple[object, ...]]]:
        async with collection.transaction() as tx:
            tables = ("municipality", "municipality_key", "guideline", "guideline_version")
            return [
                [tuple(row) for row in await tx.execute_fetchall(f"SELECT * FROM {table}")]  # noqa: S608
                for table in tables
            ]

    room = Room(collection)
    before, graz = await content(), await look_up(room, "Graz")
    await put_into_force(collection, gv100ad(shipped(without=(BREBEL,), renamed=BAD)))

    assert await content() == before
    assert await look_up(room, "Graz") == graz


async def test_the_same_file_twice_changes_nothing_more(collection: Database) -> None:
    text = gv100ad(shipped(without=(BREBEL,), renamed=BAD))
    await put_into_force(collection, text)
    found = (await put_into_force(collection, text)).difference

    assert (found.new, found.gone, found.renamed) == ([], [], [])
    assert "steht sie nicht mehr" in await look_up(Room(collection), "Brebel")


async def test_an_older_register_is_refused_unless_it_is_wanted(collection: Database) -> None:
    await put_into_force(collection, gv100ad(shipped(), "20231231"))
    older = gv100ad(shipped(without=(BREBEL,)), "20221231")
    with pytest.raises(InvalidFileError) as caught:
        await put_into_force(collection, older)
    assert caught.value.text == (
        "Die Datei hat den Stand 31. Dezember 2022, das jetzige Verzeichnis 31. Dezember 2023."
        " Wenn Sie das ältere wollen: --older"
    )

    await put_into_force(collection, older, older=True)
    async with collection.transaction() as tx:
        edition = await register.edition(tx)
    assert edition is not None
    assert edition.as_of == "2022-12-31"


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        (lambda ags: ags[-1] in "78", "von den 11.084 bisher bekannten fehlten"),
        (lambda ags: ags[:2] == "10" and ags > "10043", "bisher bekannten in Saarland fehlten"),
    ],
)
async def test_what_is_only_a_part_is_refused_and_the_old_one_stays(
    collection: Database, lost: Callable[[str], bool], words: str
) -> None:
    await put_into_force(collection, gv100ad(shipped()))
    part = [place for place in shipped() if not lost(place.ags)]
    with pytest.raises(InvalidFileError) as caught:
        await put_into_force(collection, census(part), older=True)

    assert words in caught.value.text
    async with collection.transaction() as tx:
        edition, whole = await register.edition(tx), await register.without_entry(tx)
    assert edition is not None
    assert edition.as_of == "2022-12-31"
    assert len(whole) > 10_000


async def test_a_running_bot_takes_it_up_at_once(tmp_path: Path) -> None:
    """The names in its memory are valid by a stamp in the database."""
    file = tmp_path / "netzwerkbot.db"
    async with open_database(file) as running, open_database(file) as other:
        async with running.transaction() as tx:
            await seed(tx, NOW)
        room = Room(running)
        assert "habe ich nicht gefunden" in await look_up(room, "Rheinfurt")
        assert "weiß ich noch nicht" in (await room.say("!sammlung groß"))[0]
        assert "aus 119 Kommunen" in (await room.say("!sammlung"))[0]
        await put_into_force(other, census(shipped()))
        assert "steht noch nichts" in (await room.say("!sammlung groß"))[0]
        # No name in the collection is another one, only a number.
        await put_into_force(other, census(shipped(populations={BONN: 330_000})))
        assert "2 Einträge aus 1 Kommune" in (await room.say("!sammlung groß"))[0]

        renamed = {BONN: "Rheinfurt, Stadt"}
        places = shipped(renamed=renamed, populations={BONN: 330_000}, new=(STAPEL,))
        await put_into_force(other, census(places))
        assert (await look_up(room, "Rheinfurt")).startswith("Bonn (Stadt")
        assert (await look_up(room, "Stapel")).startswith("»Stapel« ist nicht in der Sammlung.")
        assert "2 Einträge aus 1 Kommune" in (await room.say("!sammlung groß"))[0]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM place_without_entry WHERE key IN (SELECT value FROM json_each('[\"x\"]'))",
        "SELECT * FROM place_without_entry WHERE key BETWEEN 'x' AND 'y' ORDER BY standing, ags",
        "SELECT * FROM place_without_entry WHERE ags = '05314000' ORDER BY standing",
        "SELECT p.* FROM json_each('[]') JOIN place_without_entry AS p ON p.key = value",
        "SELECT EXISTS (SELECT 1 FROM place_ever_named WHERE key = value) FROM json_each('[]')",
    ],
)
async def test_no_question_reads_a_whole_register(database: Database, sql: str) -> None:
    async with database.transaction() as tx:
        plan = [row["detail"] for row in await tx.execute_fetchall(f"EXPLAIN QUERY PLAN {sql}")]

    assert any("SEARCH imported_place" in step for step in plan)
    for table in ("register_place", "imported_place", "former_place"):
        assert not any(f"SCAN {table}" in step for step in plan)


async def test_a_question_without_a_name_is_warned_of_any_place_there_was(
    collection: Database,
) -> None:
    await put_into_force(collection, gv100ad(shipped(without=(BREBEL,), new=(STAPEL,))))
    said = [{"key": name.lower(), "name": name} for name in ("Stapel", "Brebel", "Bonn", "Quark")]

    async with collection.transaction() as tx:
        found = await places_among(tx, json.dumps(said), "[]")
    assert found == ["stapel", "brebel", "bonn"]
