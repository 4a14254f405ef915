"""Import, export and the first start: nothing is lost, nothing is half done."""

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.collection import lookup
from commands.collection.lookup import answer, as_json
from commands.collection.texts.collection import PRINTED_LIST, PUBLIC_SOURCE
from commands.collection.transfer.export import Format, export
from commands.collection.transfer.files import InvalidFileError, read
from commands.collection.transfer.load import RowChange, store
from commands.collection.transfer.shipped import seed
from commands.collection.view import View, whole
from commands.language import names
from storage.collection import guidelines, register
from storage.collection.guidelines import Guideline, GuidelineLink
from storage.database import Database
from tests.support.collection_fixtures import NOW, all_rows, found, look_up
from tests.support.databases import in_memory

LATER = datetime(2027, 3, 1, 8, 30, tzinfo=UTC)
HEADER = "liste,anzeige,art,land,titel,status,beschlossen_am,links,ags"
ROW = "buergerbeteiligung,Ulm,Stadt,Baden-Württemberg,Leitlinien,beschlossen,2020-05,,08421000"


@pytest.fixture
async def collection_and_view(collection: Database) -> tuple[Database, View]:
    async with collection.transaction() as tx:
        return collection, await whole(tx)


async def import_text(database: Database, text: str) -> Counter[RowChange]:
    async with database.transaction() as tx:
        return await store(tx, read(text.encode()), "Test", LATER)


async def export_text(database: Database, wanted: Format) -> str:
    async with database.transaction() as tx:
        content, _ = await export(tx, wanted)
    return content


async def entries(database: Database, name: str) -> list[Guideline]:
    async with database.transaction() as tx:
        return [entry for e in (await lookup.look_up(tx, name)).entries for entry in e.guidelines]


async def test_the_first_start_loads_all_entries_with_their_provenance(
    collection: Database,
) -> None:
    async with collection.transaction() as tx:
        stored = await guidelines.everything(tx)
        municipalities = await guidelines.municipalities(tx)

    assert Counter(entry.list for entry in stored) == {
        "buergerbeteiligung": 117,
        "kinder_jugend": 4,
    }
    assert len(municipalities) == 119
    assert Counter(entry.provenance for entry in stored) == {PRINTED_LIST: 110, PUBLIC_SOURCE: 11}
    assert all(entry.confirmed_at is None for entry in stored)
    assert [m.name for m in municipalities if m.presumed] == ["Vöhringen"]


async def test_sourced_details_keep_what_is_not_known_empty(collection: Database) -> None:
    [graz] = await entries(collection, "Graz")
    [griesheim] = await entries(collection, "Griesheim")

    assert (graz.document_type, graz.adopted, graz.source) == ("Richtlinie", "2014-05-15", None)
    assert griesheim.adopted_by is None


async def test_a_second_start_changes_nothing(collection: Database) -> None:
    async with collection.transaction() as tx:
        before = await all_rows(tx)
        await seed(tx, LATER)
        assert await all_rows(tx) == before


async def test_the_first_start_leaves_an_imported_collection_alone() -> None:
    async with in_memory() as database:
        await import_text(database, f"{HEADER}\n{ROW}\n")
        async with database.transaction() as tx:
            await seed(tx, NOW)
            assert [entry.title for entry in await guidelines.everything(tx)] == ["Leitlinien"]
            assert not await register.is_empty(tx)


@pytest.mark.parametrize("wanted", [Format.CSV, Format.JSON])
async def test_what_is_exported_reads_back_as_the_same_database(
    collection: Database, wanted: Format
) -> None:
    async with collection.transaction() as tx:
        [koeln] = [e for e in await guidelines.everything(tx) if e.printed == "Köln"]
        full = replace(
            koeln,
            title="=SUMME(A1)",
            summary='Zwei\nZeilen, »mit« "allem"; und \'=mehr',
            source="'=kein Apostroph",
            remark="-1",
            links=(
                GuidelineLink("A | B", "https://a.example/?q=1", None),
                GuidelineLink("C", "http://c.example", "2020"),
            ),
            confirmed_by="@leitung:example.org",
            confirmed_at=LATER,
        )
        await guidelines.change(tx, full)
        before = await all_rows(tx)
    text = await export_text(collection, wanted)

    async with in_memory() as fresh:
        changes = await import_text(fresh, text)
        async with fresh.transaction() as tx:
            assert await all_rows(tx) == before
        assert changes == {RowChange.NEW: 121}
        assert await export_text(fresh, wanted) == text


@pytest.mark.parametrize("wanted", [Format.CSV, Format.JSON])
async def test_importing_an_export_again_changes_nothing(
    collection: Database, wanted: Format
) -> None:
    text = await export_text(collection, wanted)

    assert await import_text(collection, text) == {RowChange.UNCHANGED: 121}


async def test_the_shipped_table_does_not_erase_details(collection: Database) -> None:
    text = await export_text(collection, Format.CSV)
    rows = list(csv.DictReader(io.StringIO(text)))
    table = io.StringIO()
    writer = csv.DictWriter(table, list(rows[0])[:12], extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)

    assert await import_text(collection, table.getvalue()) == {RowChange.UNCHANGED: 121}


async def test_a_new_entry_is_found_at_once(collection: Database) -> None:
    assert await import_text(collection, f"{HEADER}\n{ROW}\n") == {RowChange.NEW: 1}
    [ulm] = await entries(collection, "ulm")

    assert (ulm.title, ulm.adopted, ulm.provenance, ulm.created_at) == (
        "Leitlinien", "2020-05", "Test", LATER,
    )  # fmt: skip


async def test_a_title_fills_the_entry_that_had_none(collection: Database) -> None:
    text = "liste,anzeige,art,land,titel\nbuergerbeteiligung,Köln,Stadt,Nordrhein-Westfalen,Neu\n"

    assert await import_text(collection, text) == {RowChange.CHANGED: 1}
    assert [entry.title for entry in await entries(collection, "Köln")] == ["Neu"]


async def test_another_title_is_another_entry(collection: Database) -> None:
    text = "liste,anzeige,art,land,titel\nbuergerbeteiligung,Görlitz,Stadt,Sachsen,Leitfaden\n"

    assert await import_text(collection, text) == {RowChange.NEW: 1}
    assert len(await entries(collection, "Görlitz")) == 2


async def test_without_a_title_several_entries_are_not_guessed_between(
    collection: Database,
) -> None:
    head = "liste,anzeige,art,land,titel\nbuergerbeteiligung,Görlitz,Stadt,Sachsen,"
    await import_text(collection, f"{head}Leitfaden\n")

    with pytest.raises(InvalidFileError, match=r"Zeile 2: Zu »Görlitz« gibt es mehrere Einträge"):
        await import_text(collection, f"{head}\n")


async def test_the_same_number_in_the_list_is_the_same_entry(collection: Database) -> None:
    text = (
        "liste,nr,anzeige,art,land,titel\n"
        "buergerbeteiligung,47,Görlitz,Stadt,Sachsen,Beteiligungssatzung\n"
    )

    assert await import_text(collection, text) == {RowChange.CHANGED: 1}
    assert [e.title for e in await entries(collection, "Görlitz")] == ["Beteiligungssatzung"]


async def test_a_corrected_municipality_counts_as_changed(collection: Database) -> None:
    text = (
        "liste,anzeige,vermutlich,amtlich,art,land\n"
        "buergerbeteiligung,Vöhringen,,Land Vorarlberg,Land,Vorarlberg (Österreich)\n"
    )

    assert await import_text(collection, text) == {RowChange.CHANGED: 1}
    assert found(await look_up(collection, "Vorarlberg")) == ["Vöhringen"]


async def test_an_import_is_all_or_nothing(collection: Database) -> None:
    async with collection.transaction() as tx:
        before = await all_rows(tx)
    head = "liste,anzeige,art,land,titel\n"
    goerlitz = "buergerbeteiligung,Görlitz,Stadt,Sachsen,"
    await import_text(collection, f"{head}{goerlitz}Zweiter\n")
    async with collection.transaction() as tx:
        before = await all_rows(tx)

    with pytest.raises(InvalidFileError):
        await import_text(collection, f"{head}buergerbeteiligung,Ulm,Stadt,Bayern,X\n{goerlitz}\n")
    async with collection.transaction() as tx:
        assert await all_rows(tx) == before


async def test_the_page_to_read_tells_nothing_that_is_for_the_management(
    collection: Database,
) -> None:
    page = await export_text(collection, Format.MD)

    assert "## Bürgerbeteiligung (117)" in page
    assert "- **Köln** (Stadt, kreisfrei, Nordrhein-Westfalen): Einzelheiten liegen noch" in page
    assert "Satzung zur Bürgerschaftlichen Beteiligung. Art: Satzung." in page
    assert "Vorarlberg" not in page
    assert "Erkennungsfehler" not in page
    assert page.endswith("© GeoBasis-DE / BKG 2016\n")


async def test_nothing_in_an_entry_becomes_markup_of_the_page(collection: Database) -> None:
    text = f"{HEADER}\n{ROW.replace('Leitlinien', '[x](http://y) <b>*')}\n"
    await import_text(collection, text)

    assert r"\[x\](http://y) \<b\>\*" in await export_text(collection, Format.MD)


async def test_found_entries_are_printed_one_by_one(collection: Database) -> None:
    printed: dict[str, Any] = as_json(await look_up(collection, "Bonn"))

    assert printed["result"] == "found"
    assert [(e["name"], e["list"]) for e in printed["entries"]] == [
        ("Bonn", "buergerbeteiligung"),
        ("Bonn", "kinder_jugend"),
    ]
    assert printed["suggestions"] == []


@pytest.mark.slow
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(
    text=st.one_of(
        st.text(max_size=12),
        st.text("abdeikmnorstuüöß %_()'", max_size=8),
        st.sampled_from(("Frankfurt", "Kreis Soest", "Göttingen", "Karl", "Ber", "Schwanau", "\0")),
    )
)
async def test_one_look_at_the_database_answers_like_a_look_at_everything(
    collection_and_view: tuple[Database, View], text: str
) -> None:
    async with collection_and_view[0].transaction() as tx:
        assert await lookup.look_up(tx, text) == answer(collection_and_view[1], names.parse(text))
