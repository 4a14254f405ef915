"""The worker makes the index whole again, whatever fails and whenever the process dies."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from bot.workers import indexing as worker
from bot.workers.indexing import FACT
from commands.collection.search.indexing import IndexDraft, Indexed
from commands.collection.search.indexing import index as finish
from storage import key_value
from storage.collection import search, search_index
from storage.collection.search import IndexedEntry
from storage.database import Database, Transaction, open_database
from tests.support.say import NOW, Room
from tests.support.searching import add, ask, contents, hits, index, indexing, pending, run
from tests.support.waiting import until
from tests.support.workers import running


async def nothing_pending(database: Database) -> bool:
    return not await pending(database)


# --- the worker


async def test_what_changed_is_found_as_soon_as_the_worker_is_woken(
    database: Database, room: Room
) -> None:
    looking = indexing(database)
    async with running(looking):
        for name in ("Anton", "Berta"):
            async with database.transaction() as tx:
                await add(tx, name, "Das Los")
            looking.wake()
            await until(partial(nothing_pending, database))
            assert name in await hits(room, "los")


async def test_what_another_process_changed_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_LOOKING", 0.05)
    path = tmp_path / "netzwerkbot.db"
    async with open_database(path) as ours, open_database(path) as theirs:
        async with running(indexing(ours)):
            await asyncio.sleep(0.1)
            async with theirs.transaction() as tx:
                await add(tx, "Musterstadt", "Das Los")
            await until(partial(nothing_pending, theirs))

        assert await hits(Room(theirs), "los") == ["Musterstadt"]


async def test_a_change_while_we_read_is_not_lost(
    database: Database, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", title="Alt")
    looking, loop = indexing(database), asyncio.get_running_loop()
    titles = iter(("Anders", "Neu"))

    def changed(draft: IndexDraft) -> Indexed:
        title = next(titles, None)
        if title is not None:
            change = run(database, f"UPDATE guideline SET title = '{title}'")  # noqa: S608  a test
            asyncio.run_coroutine_threadsafe(change, loop).result()
        return finish(draft)

    monkeypatch.setattr(worker, "index", changed)
    await looking.begin()
    await looking.look()

    assert await hits(room, "neu") == ["Musterstadt"]
    assert await hits(room, "alt") == []


async def test_what_is_deleted_while_we_read_does_not_come_into_the_index(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", title="Alt")
    looking, loop = indexing(database), asyncio.get_running_loop()

    def deleted(draft: IndexDraft) -> Indexed:
        change = run(database, "UPDATE guideline SET deleted_at = 1")
        asyncio.run_coroutine_threadsafe(change, loop).result()
        return finish(draft)

    monkeypatch.setattr(worker, "index", deleted)
    await looking.begin()
    await looking.look()

    assert await contents(database) == set()


async def test_a_bug_in_one_entry_is_logged_and_keeps_no_other_from_being_found(
    database: Database,
    room: Room,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with database.transaction() as tx:
        for number in range(30):
            await add(tx, f"Ort {number:02}", title="Geheimnis" if number < 10 else "Offenes")

    def broken(draft: IndexDraft) -> Indexed:
        if draft.entry.title == "Geheimnis":
            raise ValueError("Geheimnis")
        return finish(draft)

    monkeypatch.setattr(worker, "index", broken)
    looking = indexing(database)
    await looking.begin()
    await looking.look()

    assert "20 Treffer" in await ask(room, "offenes")
    assert "entry 1 not indexed: ValueError" in caplog.text
    assert "Geheimnis" not in caplog.text
    caplog.clear()
    await looking.look()
    assert not caplog.messages
    await run(database, "UPDATE guideline SET title = 'Neues' WHERE guideline_id = 1")
    await looking.look()
    assert await hits(room, "neues") == ["Ort 00"]
    assert await pending(database) == 9
    monkeypatch.setattr(worker, "index", finish)
    await index(database)
    assert "9 Treffer" in await ask(room, "geheimnis")


async def test_what_cannot_be_put_keeps_no_other_from_being_found(
    database: Database,
    room: Room,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await _fill(database)
    put = search_index.put_entries

    async def broken(tx: Transaction, words: Collection[tuple[IndexedEntry, str]]) -> None:
        await put(tx, words)
        if any(entry.guideline_id == 3 for entry, _ in words):
            raise ValueError("Titel")

    monkeypatch.setattr(search_index, "put_entries", broken)
    await index(database)

    assert "19 Treffer" in await ask(room, "titel")
    assert caplog.text.count("entry 3 not indexed: ValueError") == 1
    assert "Titel" not in caplog.text
    assert await pending(database) == 1


# --- the same index, whatever happens


class Killed(BaseException):
    """The process dies here."""


class Mortal(Database):
    """Dies at the end of its n-th transaction: before or after that is on the disk."""

    def __init__(self, database: Database, left: int, *, committed: bool) -> None:
        super().__init__(database._connection)
        self._left = left
        self._committed = committed

    @asynccontextmanager
    async def transaction(self, *, at_once: bool = False) -> AsyncIterator[Transaction]:
        self._left -= 1
        async with super().transaction(at_once=at_once) as tx:
            yield tx
            if not self._left and not self._committed:
                raise Killed
        if not self._left:
            raise Killed


async def _fill(database: Database) -> None:
    async with database.transaction() as tx:
        for number in range(20):
            pages = [
                f"Seite {page} von {number}, Wort{number + page} im Bürgerhaus" for page in range(3)
            ]
            await add(tx, f"Ort {number}", *pages, title=f"Titel {number % 3}")


@pytest.mark.slow
@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize("at_once", [80_000, 200])
async def test_killed_anywhere_it_is_simply_done_again(
    tmp_path: Path, committed: bool, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_WRITTEN_AT_ONCE", at_once)
    monkeypatch.setattr(worker, "_SPELLED_AT_ONCE", max(at_once // 20, 1))
    async with open_database(tmp_path / "filled.db") as database:
        await _fill(database)
    async with open_database(
        shutil.copy(tmp_path / "filled.db", tmp_path / "whole.db")
    ) as database:
        await index(database)
        expected = await contents(database)
    for left in count(1):
        shutil.copy(tmp_path / "filled.db", tmp_path / f"{left}.db")
        async with open_database(tmp_path / f"{left}.db") as database:
            mortal = indexing(Mortal(database, left, committed=committed))
            with contextlib.suppress(Killed):
                await mortal.begin()
                await mortal.look()
                break
        async with open_database(tmp_path / f"{left}.db") as database:
            await index(database)
            assert await contents(database) == expected
            assert await pending(database) == 0
    assert left > 20


async def test_other_stems_mean_that_all_is_done_anew(database: Database, room: Room) -> None:
    await _fill(database)
    await index(database)
    expected = await contents(database)
    async with database.transaction() as tx:
        await key_value.put(tx, FACT, "another", NOW)
        await tx.execute("DELETE FROM search_entry WHERE guideline_id < 10")
    looking = indexing(database)
    await looking.begin()

    assert await contents(database) == set()
    assert await pending(database) == 20
    await looking.look()
    assert await contents(database) == expected
    await looking.begin()
    assert await pending(database) == 0
    assert await hits(room, "ort titel wort5")
    assert await hits(room, "bürger")


async def test_with_the_same_stems_nothing_is_done_again(database: Database) -> None:
    await _fill(database)
    await index(database)
    await indexing(database).begin()

    assert await pending(database) == 0


async def test_words_of_what_is_gone_do_not_heap_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "_DEAD_ROWS", 10)
    await _fill(database)
    await index(database)
    expected = await contents(database)
    last = 0
    for _ in range(10):
        await run(
            database, "UPDATE guideline SET printed = 'x'", "UPDATE guideline SET printed = ''"
        )
        await index(database)
        async with database.transaction() as tx:
            [row] = await tx.execute_fetchall("SELECT max(search_id) AS last FROM search_entry")
        last = max(last, row["last"])

    assert last <= 2 * 20 + 10 + 20
    assert await contents(database) == expected


async def test_much_is_taken_in_small_portions(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_WORDS_HELD", 5)
    monkeypatch.setattr(worker, "_PAGES_AT_ONCE", 2)
    monkeypatch.setattr(worker, "_WRITTEN_AT_ONCE", 1)
    monkeypatch.setattr(worker, "_SPELLED_AT_ONCE", 1)
    await _fill(database)
    looking = indexing(database)
    await looking.begin()
    await looking.look()

    assert await pending(database) == 0
    assert len([each for each in await contents(database) if each[0] == "search_page"]) > 60


async def test_of_a_long_entry_nothing_is_held_or_written_at_once(
    database: Database, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_WRITTEN_AT_ONCE", 400)
    pages = [f"Das Wort{number} im Bürgerhaus " * 10 for number in range(300)]
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", *pages)
    put, texts, most = search_index.put_pages, search.page_texts, list[int]()

    async def counted(tx: Transaction, words: Mapping[int, str]) -> None:
        most.append(len(words))
        await put(tx, words)

    async def read(tx: Transaction, page_ids: Iterable[int]) -> dict[int, str]:
        found = await texts(tx, page_ids)
        most.append(len(found))
        return found

    monkeypatch.setattr(search_index, "put_pages", counted)
    monkeypatch.setattr(search, "page_texts", read)
    await index(database)

    assert max(most) <= 40
    assert await hits(room, "bürgerhaus wort299") == ["Musterstadt"]
    assert "Seite 300" in await ask(room, "wort299")
    assert len([each for each in await contents(database) if each[1] == "burgerhaus"]) == 300


async def test_a_page_that_changes_while_a_long_entry_is_read_keeps_no_old_words(
    database: Database, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_WRITTEN_AT_ONCE", 1)
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Alt", "Zwei", "Drei")
    texts, changes = (
        search.page_texts,
        iter(["UPDATE document_page SET text = 'Neu' WHERE page = 1"]),
    )

    async def read(tx: Transaction, page_ids: Iterable[int]) -> dict[int, str]:
        found = await texts(tx, page_ids)
        for change in changes:
            await tx.execute(change)
        return found

    monkeypatch.setattr(search, "page_texts", read)
    await index(database)

    assert "Seite 1" in await ask(room, "neu")
    assert await hits(room, "alt") == []
    assert ("search_page", "alt", 1) not in await contents(database)


async def test_an_import_that_adds_or_ignores_is_noticed(database: Database) -> None:
    async with database.transaction() as tx:
        number = await add(tx, "Musterstadt", "Eins")
    await index(database)
    await run(database, "INSERT OR REPLACE INTO guideline SELECT * FROM guideline")
    assert await pending(database) == 1
    await index(database)
    assert {row[2] for row in await contents(database) if row[0] == "search_entry"} == {number}
