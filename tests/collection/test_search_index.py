"""What is found follows the collection, whoever changes it."""

import pytest

from storage.database import Database
from tests.support.say import Room
from tests.support.searching import add, ask, attach, contents, hits, index, pending, run, write


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        ("UPDATE guideline SET title = 'Neues'", "titel", "neues"),
        ("UPDATE guideline SET summary = 'Neues'", "inhalt", "neues"),
        ("UPDATE guideline SET document_type = 'Neues'", "konzept", "neues"),
        ("UPDATE guideline SET adopted_by = 'Neues'", "stadtrat", "neues"),
        ("UPDATE guideline_link SET label = 'Neues'", "verweis", "neues"),
        ("DELETE FROM guideline_link", "verweis", "titel"),
        ("INSERT INTO guideline_link VALUES (1, 2, 'Neues', 'u', NULL)", "", "neues"),
        ("UPDATE municipality SET name = 'Neues'", "musterstadt", "neues"),
        ("UPDATE municipality SET land = 'Neues'", "hessen", "neues"),
        ("UPDATE municipality SET presumed = 'Etwas'", "hessen", "musterstadt"),
        ("UPDATE document_page SET text = 'Neues' WHERE page = 1", "eins", "neues"),
        ("DELETE FROM document_page WHERE page = 1", "eins", "zwei"),
        ("INSERT INTO document_page SELECT 9, sha256, 9, 'Neues' FROM document", "", "neues"),
        ("DELETE FROM guideline_document", "eins", "titel"),
        ("UPDATE guideline SET deleted_at = 1", "titel", ""),
        ("DELETE FROM guideline", "titel", ""),
    ],
)
async def test_every_change_is_followed(
    database: Database, room: Room, change: str, gone: str, come: str
) -> None:
    async with database.transaction() as tx:
        await add(
            tx,
            "Musterstadt",
            "Eins",
            "Zwei",
            title="Titel",
            summary="Inhalt",
            document_type="Konzept",
            adopted_by="Stadtrat",
        )
        await tx.execute("INSERT INTO guideline_link VALUES (1, 1, 'Verweis', 'u', NULL)")
    await index(database)
    assert not gone or await hits(room, gone)
    assert come != "neues" or not await hits(room, come)

    await run(database, change)
    await index(database)

    assert not gone or not await hits(room, gone)
    assert not come or await hits(room, come)
    assert await pending(database) == 0


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            (
                "INSERT INTO guideline_document (guideline_id, sha256, name, added_at)"
                " SELECT 2, sha256, name, added_at FROM guideline_document"
            ),
            {"Musterstadt", "Neudorf"},
        ),
        ("UPDATE guideline_document SET guideline_id = 2", {"Neudorf"}),
    ],
    ids=["shared", "moved"],
)
async def test_a_document_that_was_read_before_is_found_with_its_new_entry(
    database: Database, room: Room, change: str, found: set[str]
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Eins")
        await add(tx, "Neudorf")
    await index(database)

    await run(database, change)
    await index(database)

    assert set(await hits(room, "eins")) == found


async def test_a_document_that_comes_later_is_found(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        number = await add(tx, "Musterstadt")
    await index(database)
    async with database.transaction() as tx:
        sha256 = await attach(tx, number, [])
    await index(database)
    async with database.transaction() as tx:
        await write(tx, sha256, ["Eins"])
    await index(database)
    async with database.transaction() as tx:
        await write(tx, sha256, ["Eins", "Zwei"])
    await index(database)

    assert await hits(room, "eins zwei") == ["Musterstadt"]


async def test_a_page_that_is_read_again_is_shown_for_its_new_words(
    database: Database, room: Room
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Eins", "Zwei", "Eins")
    await index(database)
    await run(database, "UPDATE document_page SET text = 'Neues' WHERE page = 1")
    await index(database)

    assert "Seite 1" in await ask(room, "neues")
    assert "Seite 3" in await ask(room, "eins")


async def test_a_document_of_two_entries_is_found_with_both(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        for name in ("Musterstadt", "Beispielstadt"):
            await attach(tx, await add(tx, name), ["Eins"])
    await index(database)

    assert await hits(room, "eins") == ["Musterstadt", "Beispielstadt"]


@pytest.mark.parametrize("words", ["titel", "eins", "titel eins"])
@pytest.mark.parametrize("way", ["DELETE FROM guideline", "UPDATE guideline SET deleted_at = 1"])
async def test_what_is_gone_is_no_hit_even_before_anybody_looked(
    database: Database, room: Room, words: str, way: str
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Eins", title="Titel")
        await add(tx, "Beispielstadt", "Eins", title="Titel")
    await index(database)
    await run(database, f"{way} WHERE guideline_id = 1")

    assert (await ask(room, words)).startswith("1 Treffer in Hessen.")
    assert await hits(room, words) == ["Beispielstadt"]
    await run(database, "DELETE FROM document_page")
    [said] = await room.say(f"!suche {words}")
    assert "Seite" not in said


async def test_what_was_deleted_and_restored_is_found_again(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Eins", title="Titel")
    await index(database)
    await run(database, "UPDATE guideline SET deleted_at = 1")
    await index(database)
    assert await contents(database) <= {("search_page", "ein", 1)}
    await run(database, "UPDATE guideline SET deleted_at = NULL")
    await index(database)

    assert await hits(room, "titel eins") == ["Musterstadt"]


async def test_a_number_that_is_given_again_leads_to_the_new_only(
    database: Database, room: Room
) -> None:
    """SQLite gives the number of the last row again when that is deleted."""
    async with database.transaction() as tx:
        number = await add(tx, "Musterstadt", "Eins", title="Alt")
    await index(database)
    await run(
        database, "DELETE FROM guideline", "DELETE FROM guideline_document", "DELETE FROM document"
    )
    async with database.transaction() as tx:
        assert await add(tx, "Beispielstadt", "Zwei", title="Neu") == number
    await index(database)

    assert await hits(room, "neu zwei") == ["Beispielstadt"]
    assert await hits(room, "alt") == []
    assert await hits(room, "eins") == []
