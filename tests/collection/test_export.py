"""Whatever the collection holds: exported and imported elsewhere it is the same again."""

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from commands.collection.changing import refresh_spellings
from commands.collection.transfer.export import Format, export
from commands.collection.transfer.files import InvalidFileError, read
from commands.collection.transfer.load import RowChange, store
from commands.collection.transfer.shelf import not_there
from commands.language import names
from storage.collection import documents, guidelines, spellings
from storage.collection.documents import Document, GuidelineDocument
from storage.collection.guidelines import Guideline, GuidelineLink, Municipality
from storage.database import Database, Transaction
from storage.records import from_row
from tests.support.databases import in_memory
from tests.support.link_care import EMPTY, add_entry

LATER = datetime(2027, 3, 1, 8, 30, tzinfo=UTC)
NASTY = (
    "=SUMME(A1;B1)", "+49", "-1", "@ada", "'", "''=x", "'=1", '"', '""', "a;b", "a,b", "a|b",
    "a | b", "a | https://x.example | 2020", "x\ty", "Köln", "Ko\u0308ln", "😀", "\u202eelbat",
    "\u2028x\u2029y", "\u00a0x\u00a0y", "\ufeffx", "%", "_", "*", "NULL", "None", "null", "\\",
    "\\n", "<b>", "&amp;", "#", "1.", "01", "nan", "true", "{", "[", "x" * 400, "ä" * 400,
)  # fmt: skip


def text(longest: int = 500, lines: bool = False) -> st.SearchStrategy[str]:
    """As it may stand in the database: nothing around it, no control characters."""
    allowed = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\t")
    free = st.text(allowed | st.sampled_from("\n;,\"'=|") if lines else allowed, max_size=40)
    mixed = st.lists(st.sampled_from(NASTY), min_size=1, max_size=3).map(
        ("\n" if lines else " ").join
    )
    one = st.sampled_from(NASTY)
    return st.one_of(one, free, mixed).map(lambda words: words[:longest].strip())


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def some(longest: int = 500, lines: bool = False) -> st.SearchStrategy[str]:
    return text(longest, lines).filter(bool)


moments = st.integers(946_800_000, 4_102_000_000).map(from_row)
partials = st.sampled_from(("2014", "2013-07", "2015-06-25", "0001", "9999-12-31"))
urls = st.builds(
    "{}://{}{}".format,
    st.sampled_from(("http", "https")),
    st.sampled_from(("a.example", "müller.example", "a.example:8080")),
    st.sampled_from(("", "/", "/a|b", "/|https://b.example/|", '/?q=\'=1&x="y"', "/<x>#ä", "/😀")),
)
links = st.lists(st.builds(GuidelineLink, some(300), urls, maybe(partials)), max_size=4).map(tuple)
places = st.sampled_from(("Bonn", "Köln", "Ko\u0308ln", "=Ulm", "'Ulm", 'a;b"c')) | some(
    200
).filter(names.fold)
municipalities = st.builds(
    Municipality,
    st.just(0),
    name=places,
    presumed=maybe(some()),
    official_name=text(),
    kind=st.sampled_from(("Stadt", "Gemeinde", "Landkreis", "Bezirk", "Land")),
    land=st.sampled_from(("Hessen", "Bayern", "Steiermark (Österreich)")),
    district=text(),
    ags=maybe(st.sampled_from(("01062006", "05314"))),
)
entries = st.builds(
    Guideline,
    guideline_id=st.just(0),
    municipality_id=st.just(0),
    list=st.sampled_from(("buergerbeteiligung", "kinder_jugend")),
    number=maybe(st.integers(1, 3) | st.just(100_000)),
    printed=text(),
    certainty=st.sampled_from(("sicher", "wahrscheinlich")),
    remark=text(5000, lines=True),
    title=maybe(st.sampled_from(("Leitlinien", "Leitfaden")) | some()),
    document_type=maybe(some()),
    status=st.sampled_from(("in Erarbeitung", "beschlossen", "fortgeschrieben", "unbekannt")),
    adopted=maybe(partials),
    adopted_by=maybe(some()),
    updated=maybe(partials),
    summary=maybe(some(5000, lines=True)),
    source=maybe(some() | urls),
    provenance=some(),
    confirmed_by=maybe(some()),
    confirmed_at=maybe(moments),
    created_at=moments,
    links=links,
)
bare = st.builds(
    replace, st.just(EMPTY), created_at=moments | st.just(LATER), provenance=st.just("x")
)
attached = st.tuples(
    st.sampled_from("abc").map(lambda letter: letter * 64),
    some(120),
    st.sampled_from(("PDF", "DOCX", "ODT")),
    st.integers(1, 10**9),
    moments,
)
# Several entries in each place, some of which nothing tells apart.
collections = st.lists(
    st.tuples(
        municipalities,
        st.lists(
            st.tuples(entries | bare, st.lists(attached, max_size=2), st.booleans()),
            min_size=1,
            max_size=4,
        ),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda place: (place[0].name, place[0].land),
)
Collection = Sequence[tuple[Municipality, Sequence[tuple[Guideline, Sequence[Any], bool]]]]


async def fill(tx: Transaction, collection: Collection) -> None:
    stored = [await guidelines.add_municipality(tx, place) for place, _ in reversed(collection)]
    numbers = {(place.name, place.land): place.municipality_id for place in stored}
    for place, its_entries in collection:
        for entry, files, twice in its_entries:
            new = replace(entry, municipality_id=numbers[place.name, place.land])
            added = [await guidelines.add(tx, new) for _ in range(1 + twice)]
            for sha256, name, kind, size, at in files:
                await documents.add(tx, Document(sha256, kind, size, at))
                number = added[0].guideline_id
                await documents.attach(tx, GuidelineDocument(number, sha256, name, at))
    await refresh_spellings(tx, stored)


async def contents(tx: Transaction) -> list[object]:
    """All that is stored, in the order of the entries, without the numbers SQLite gave."""
    places = {m.municipality_id: m for m in await guidelines.municipalities(tx)}
    named = {number: (place.name, place.land) for number, place in places.items()}
    files: dict[int, list[object]] = {}
    for each, document in await documents.everywhere(tx):
        told = (each.sha256, each.name, each.added_at, document.kind, document.bytes)
        files.setdefault(each.guideline_id, []).append(told)
    return [
        sorted(repr(replace(place, municipality_id=0)) for place in places.values()),
        [
            (
                named[entry.municipality_id],
                replace(entry, guideline_id=0, municipality_id=0),
                files.get(entry.guideline_id, []),
            )
            for entry in await guidelines.everything(tx)
        ],
        sorted(
            (spelling.key, spelling.via, named[spelling.municipality_id])
            for spelling in await spellings.all_spellings(tx)
        ),
    ]


async def import_into(
    tx: Transaction, exported: str, files: Sequence[str] = ()
) -> Counter[RowChange]:
    return await store(tx, read(exported.encode()), "Test", LATER, files=files)


def turned(exported: str, wanted: Format) -> str:
    """The last entry first, as if somebody had sorted the table."""
    if wanted is Format.JSON:
        return json.dumps({"entries": json.loads(exported)["entries"][::-1]})
    head, *rows = csv.reader(io.StringIO(exported, newline=""))
    table = io.StringIO(newline="")
    csv.writer(table).writerows([head, *reversed(rows)])
    return table.getvalue()


def without_files(stored: list[Any]) -> list[object]:
    places, its_entries, spellings = stored
    return [places, [(place, entry) for place, entry, _ in its_entries], spellings]


@pytest.mark.slow
@pytest.mark.parametrize("wanted", [Format.CSV, Format.JSON])
@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=30,
    phases=(Phase.explicit, Phase.generate),  # to shrink a whole collection takes minutes
    deadline=None,
)
@given(collection=collections)
async def test_any_collection_is_the_same_after_export_and_import(
    wanted: Format, collection: Collection
) -> None:
    async with in_memory() as database, in_memory() as empty:
        async with database.transaction() as tx:
            await fill(tx, collection)
            before = await contents(tx)
            exported, count = await export(tx, wanted)
            assert await import_into(tx, exported) == {RowChange.UNCHANGED: count}
            assert await import_into(tx, turned(exported, wanted)) == {RowChange.UNCHANGED: count}
            assert await contents(tx) == before
        async with empty.transaction() as tx:
            files = [letter * 64 for letter in "abc"]
            assert await import_into(tx, exported, files) == {RowChange.NEW: count}
            after = await contents(tx)
            assert (await export(tx, wanted))[0] == exported
            assert await import_into(tx, exported) == {RowChange.UNCHANGED: count}
        if wanted is Format.JSON:
            assert after == before
        else:
            assert without_files(after) == without_files(before)


# --- documents

SHA = "a" * 64
FILE = (SHA, "leitlinien.pdf", "PDF", 1234, LATER)


async def bonn(database: Database, *files: tuple[str, str, str, int, datetime]) -> None:
    place = Municipality(0, "Bonn", None, "", "Stadt", "Hessen", "", None)
    entry = replace(EMPTY, title="Leitlinien", provenance="x")
    async with database.transaction() as tx:
        await fill(tx, [(place, [(entry, files, False)])])


async def exported(database: Database, wanted: Format = Format.JSON) -> str:
    async with database.transaction() as tx:
        return (await export(tx, wanted))[0]


async def imported(database: Database, text: str, *files: str) -> Counter[RowChange]:
    async with database.transaction() as tx:
        return await import_into(tx, text, files)


async def names_of_files(database: Database) -> list[str]:
    async with database.transaction() as tx:
        return [each.name for each, _ in await documents.everywhere(tx)]


async def test_json_names_the_documents_of_an_entry(database: Database) -> None:
    await bonn(database, FILE)
    [entry] = json.loads(await exported(database))["entries"]

    assert entry["documents"] == [
        {
            "name": "leitlinien.pdf",
            "sha256": SHA,
            "kind": "PDF",
            "bytes": 1234,
            "added_at": "2027-03-01T08:30:00Z",
        }
    ]


async def test_a_document_that_is_known_belongs_to_its_entry_again(database: Database) -> None:
    await bonn(database, FILE)
    text = await exported(database)
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM guideline_document")

    assert await imported(database, text) == {RowChange.CHANGED: 1}
    assert await names_of_files(database) == ["leitlinien.pdf"]


async def test_a_document_that_is_not_there_is_counted_and_the_entry_comes(
    database: Database,
) -> None:
    await bonn(database, FILE)
    text = await exported(database)
    async with in_memory() as empty:
        assert await imported(empty, text, "b" * 64) == {RowChange.NEW: 1}
        assert await names_of_files(empty) == []
        async with empty.transaction() as tx:
            assert await not_there(tx, read(text.encode())) == 1


@pytest.mark.parametrize("documents", [None, []])
async def test_no_import_takes_a_document_away(
    database: Database, documents: list[object] | None
) -> None:
    await bonn(database, FILE)
    content = json.loads(await exported(database))
    [entry] = content["entries"]
    del entry["documents"]
    if documents is not None:
        entry["documents"] = documents

    assert await imported(database, json.dumps(content)) == {RowChange.UNCHANGED: 1}
    assert await imported(database, await exported(database, Format.CSV)) == {
        RowChange.UNCHANGED: 1
    }
    entry["summary"] = "Neu"
    assert await imported(database, json.dumps(content)) == {RowChange.CHANGED: 1}
    assert await names_of_files(database) == ["leitlinien.pdf"]


@pytest.mark.parametrize(
    "fault",
    [
        {"sha256": "../../etc/passwd"},
        {"sha256": SHA.upper()},
        {"kind": "EXE"},
        {"bytes": -1},
        {"name": ""},
        {"name": "a\x00b"},
        {"path": "/etc"},
    ],
)
async def test_a_faulty_document_is_told(database: Database, fault: dict[str, object]) -> None:
    await bonn(database, FILE)
    content = json.loads(await exported(database))
    content["entries"][0]["documents"][0] |= fault

    with pytest.raises(InvalidFileError) as raised:
        await imported(database, json.dumps(content))
    assert raised.value.text.startswith("Eintrag 1, Feld »documents«: ")


# --- what a reader gets


async def test_the_page_names_documents_and_no_address_ends_its_link(database: Database) -> None:
    await bonn(database, FILE)
    link = GuidelineLink("[x]", "https://a.example/<b>\\", None)
    await add_entry(database, "Ulm", links=(link,))
    page = await exported(database, Format.MD)

    assert "Dokument: leitlinien.pdf" in page
    assert r"[\[x\]](<https://a.example/%3Cb%3E%5C>)" in page


@pytest.mark.parametrize("wanted", [Format.JSON, Format.MD])
async def test_the_register_is_credited(database: Database, wanted: Format) -> None:
    await bonn(database)

    assert "© GeoBasis-DE / BKG 2016" in await exported(database, wanted)


async def test_two_equal_rows_of_a_table_somebody_wrote_are_a_mistake(database: Database) -> None:
    row = "kinder_jugend,Ulm,Stadt,Bayern,Leitlinien\n"
    table = f"liste,anzeige,art,land,titel\n{row}{row}"

    with pytest.raises(InvalidFileError, match="sind derselbe Eintrag"):
        await imported(database, table)


async def test_links_may_be_written_without_spaces(database: Database) -> None:
    cell = "Ein Ort|https://a.example|2020"
    table = f"liste,anzeige,art,land,links\nkinder_jugend,Ulm,Stadt,Bayern,{cell}\n"
    await imported(database, table)

    async with database.transaction() as tx:
        [entry] = await guidelines.everything(tx)
    assert entry.links == (GuidelineLink("Ein Ort", "https://a.example", "2020"),)
