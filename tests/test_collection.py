"""Import, export and the first start: nothing is lost, nothing is half done."""

import csv
import io
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands import names
from commands.collection import (
    LARGEST_FILE,
    Change,
    Format,
    InvalidFileError,
    View,
    answer,
    as_json,
    export,
    read,
    search,
    seed,
    store,
    whole,
)
from commands.collection.files import guarded
from commands.texts.collection import PRINTED_LIST, PUBLIC_SOURCE
from storage import guidelines, register
from storage.database import Database, open_database
from storage.guidelines import Guideline, Link
from tests.collection_fixtures import NOW, all_rows, found, look_up, shipped

LATER = datetime(2027, 3, 1, 8, 30, tzinfo=UTC)
HEADER = "liste,anzeige,art,land,titel,status,beschlossen_am,links,ags"
ROW = "buergerbeteiligung,Ulm,Stadt,Baden-Württemberg,Leitlinien,beschlossen,2020-05,,08421000"


@pytest.fixture
async def collection() -> AsyncIterator[Database]:
    async with shipped() as database:
        yield database


@pytest.fixture
async def collection_and_view(collection: Database) -> tuple[Database, View]:
    async with collection.transaction() as tx:
        return collection, await whole(tx)


async def import_text(database: Database, text: str) -> Counter[Change]:
    async with database.transaction() as tx:
        return await store(tx, read(text.encode()), "Test", LATER)


async def export_text(database: Database, wanted: Format) -> str:
    async with database.transaction() as tx:
        content, _ = await export(tx, wanted)
    return content


async def entries(database: Database, name: str) -> list[Guideline]:
    async with database.transaction() as tx:
        return [entry for e in (await search(tx, name)).entries for entry in e.guidelines]


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
    async with open_database(":memory:") as database:
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
                Link("A | B", "https://a.example/?q=1", None),
                Link("C", "http://c.example", "2020"),
            ),
            confirmed_by="@leitung:example.org",
            confirmed_at=LATER,
        )
        await guidelines.change(tx, full)
        before = await all_rows(tx)
    text = await export_text(collection, wanted)

    async with open_database(":memory:") as fresh:
        changes = await import_text(fresh, text)
        async with fresh.transaction() as tx:
            assert await all_rows(tx) == before
        assert changes == {Change.NEW: 121}
        assert await export_text(fresh, wanted) == text


@pytest.mark.parametrize("wanted", [Format.CSV, Format.JSON])
async def test_importing_an_export_again_changes_nothing(
    collection: Database, wanted: Format
) -> None:
    text = await export_text(collection, wanted)

    assert await import_text(collection, text) == {Change.UNCHANGED: 121}


async def test_the_shipped_table_does_not_erase_details(collection: Database) -> None:
    text = await export_text(collection, Format.CSV)
    rows = list(csv.DictReader(io.StringIO(text)))
    table = io.StringIO()
    writer = csv.DictWriter(table, list(rows[0])[:12], extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)

    assert await import_text(collection, table.getvalue()) == {Change.UNCHANGED: 121}


async def test_a_new_entry_is_found_at_once(collection: Database) -> None:
    assert await import_text(collection, f"{HEADER}\n{ROW}\n") == {Change.NEW: 1}
    [ulm] = await entries(collection, "ulm")

    assert (ulm.title, ulm.adopted, ulm.provenance, ulm.created_at) == (
        "Leitlinien", "2020-05", "Test", LATER,
    )  # fmt: skip


async def test_a_title_fills_the_entry_that_had_none(collection: Database) -> None:
    text = "liste,anzeige,art,land,titel\nbuergerbeteiligung,Köln,Stadt,Nordrhein-Westfalen,Neu\n"

    assert await import_text(collection, text) == {Change.CHANGED: 1}
    assert [entry.title for entry in await entries(collection, "Köln")] == ["Neu"]


async def test_another_title_is_another_entry(collection: Database) -> None:
    text = "liste,anzeige,art,land,titel\nbuergerbeteiligung,Görlitz,Stadt,Sachsen,Leitfaden\n"

    assert await import_text(collection, text) == {Change.NEW: 1}
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

    assert await import_text(collection, text) == {Change.CHANGED: 1}
    assert [e.title for e in await entries(collection, "Görlitz")] == ["Beteiligungssatzung"]


async def test_a_corrected_municipality_counts_as_changed(collection: Database) -> None:
    text = (
        "liste,anzeige,vermutlich,amtlich,art,land\n"
        "buergerbeteiligung,Vöhringen,,Land Vorarlberg,Land,Vorarlberg (Österreich)\n"
    )

    assert await import_text(collection, text) == {Change.CHANGED: 1}
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


def fault(text: str | bytes) -> str:
    with pytest.raises(InvalidFileError) as caught:
        read(text if isinstance(text, bytes) else text.encode())
    assert "\n" not in caught.value.text
    return caught.value.text


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("liste", "alle", "erlaubt ist 'buergerbeteiligung' oder 'kinder_jugend'"),
        ("anzeige", "", "die Angabe darf nicht leer sein"),
        ("anzeige", "()", "ein Name braucht wenigstens einen Buchstaben"),
        ("anzeige", "x" * 201, "erlaubt sind höchstens 200 Zeichen"),
        ("anzeige", "U\x07lm", "Steuerzeichen sind nicht erlaubt"),
        ("art", "Dorf", "erlaubt ist 'Stadt', 'Gemeinde', 'Landkreis', 'Bezirk' oder 'Land'"),
        ("land", " ", "die Angabe darf nicht leer sein"),
        ("titel", '"a\nb"', "erlaubt ist nur eine Zeile"),
        ("beschlossen_am", "25.06.2015", "erlaubt ist ein Datum wie 2015-06-25"),
        ("beschlossen_am", "2015-02-30", "erlaubt ist ein Datum wie 2015-06-25"),
        ("ags", "1062006", "erlaubt sind 8 Ziffern"),
        ("links", "https://a.example", "erlaubt ist je Zeile »Bezeichnung | Adresse | Stand«"),
        ("links", "A | javascript:alert(1) |", "erlaubt ist eine Adresse mit http://"),
    ],
)
def test_a_fault_is_told_with_line_column_and_what_is_allowed(
    column: str, cell: str, told: str
) -> None:
    cells = dict(zip(HEADER.split(","), ROW.split(","), strict=True)) | {column: cell}
    text = fault(f"{HEADER}\n{ROW}\n{','.join(cells.values())}\n")

    assert text.startswith(f"Zeile 3, Spalte »{column}«: ")
    assert told in text


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("list", 7, "erlaubt ist"),
        ("number", 0, "erlaubt ist eine ganze Zahl von 1 bis 100000"),
        ("number", "zwei", "erlaubt ist eine ganze Zahl von 1 bis 100000"),
        ("name", None, "die Angabe hat die falsche Art"),
        ("name", "\ud800", ""),
        ("adopted", 2015, "die Angabe hat die falsche Art"),
        ("confirmed_at", "gestern", "erlaubt ist ein Zeitpunkt mit Zeitzone"),
        ("confirmed_at", "2026-01-01T00:00:00", "erlaubt ist ein Zeitpunkt mit Zeitzone"),
        ("confirmed_at", "9999-12-31T23:59:59-23:00", "erlaubt ist ein Zeitpunkt mit Zeitzone"),
        ("links", "keine", "die Angabe hat die falsche Art"),
        ("links", [{"label": "", "url": "https://a.example"}], "darf nicht leer sein"),
        ("kennung", "x", "das Feld ist unbekannt, erlaubt sind list, number"),
    ],
)
def test_a_fault_in_json_is_told_with_entry_and_field(field: str, value: object, told: str) -> None:
    entry = {"list": "kinder_jugend", "name": "Ulm", "kind": "Stadt", "land": "X", field: value}
    text = fault(json.dumps({"entries": [entry]}))

    assert text.startswith(f"Eintrag 1, Feld »{field}«: ")
    assert told in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Es fehlt die Spalte »liste«, »anzeige«, »art«, »land«"),
        (HEADER, "enthält keine Einträge"),
        ("liste,anzeige,art\n", "Es fehlt die Spalte »land«"),
        ("liste,anzeige,art,land,farbe\n", "»farbe« ist unbekannt. Erlaubt sind: liste,"),
        ("liste,anzeige,art,land,land\n", "Die Spalte »land« kommt doppelt vor"),
        (f"{HEADER}\n{ROW},mehr\n", "Zeile 2 hat 10 Spalten, die Kopfzeile 9"),
        (f"{HEADER}\n{ROW}\n{ROW}\n", "Zeile 2 und Zeile 3 sind derselbe Eintrag »Ulm«"),
        (
            f"{HEADER}\n{ROW}\n{ROW.replace('Leitlinien', 'B').replace('Stadt', 'Gemeinde')}\n",
            "Zeile 2 und Zeile 3 beschreiben »Ulm« verschieden",
        ),
        (f'{HEADER}\n"offen', "keine lesbare Zeile"),
        (f"{HEADER}\n{'x' * 200_000}\n", "keine lesbare Zeile"),
        ("x" * (LARGEST_FILE + 1), "größer als 5 Megabyte"),
        (b"\x89PNG\r\n\0\0", "keine Textdatei"),
        (f"{HEADER}\n{ROW}\n".encode("utf-16"), "keine Textdatei"),
        (f"{HEADER}\n{ROW}\n".encode("latin-1"), "Zeile 2 ist nicht in UTF-8"),
        ("{", "kein gültiges JSON (Zeile 1)"),
        ("[" * 100_000, "kein gültiges JSON"),
        ("[]", 'fehlt die Liste "entries"'),
        ('{"entries": [7]}', "Eintrag 1 ist kein JSON-Objekt"),
        ('{"entries": [{}]}', "Eintrag 1, Feld »list«: die Angabe fehlt"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_one_sentence(text: str | bytes, told: str) -> None:
    assert told in fault(text)


@settings(max_examples=200)
@given(
    st.one_of(
        st.binary(), st.text().map(str.encode), st.text().map(lambda t: f"{HEADER}\n{t}".encode())
    )
)
def test_no_file_is_an_error_of_the_program(data: bytes) -> None:
    with suppress(InvalidFileError):
        assert read(data)


def test_a_table_from_a_german_spreadsheet_is_read() -> None:
    text = f"\ufeff{HEADER}\r\n{ROW}\r\n\r\n".replace(",", ";")

    assert [each.row.name for each in read(text.encode())] == ["Ulm"]


@given(st.text("'=+-@ab", max_size=6))
def test_guarding_a_cell_against_calculation_can_be_undone(cell: str) -> None:
    assert guarded(cell)[:1] not in ("=", "+", "-", "@")
    text = f"liste,anzeige,art,land,anmerkung\nkinder_jugend,Ulm,Stadt,B,{guarded(cell)}\n"

    assert read(text.encode())[0].row.remark == cell


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
        assert await search(tx, text) == answer(collection_and_view[1], names.parse(text))
