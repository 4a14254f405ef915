"""What is stored with an entry is read once and whole, and in nobody's way."""

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from bot.workers import text_extraction
from commands.collection.documents import tell_unread
from storage.collection import document_texts
from storage.collection.document_texts import DocumentText, TextPage
from storage.database import Database, Transaction
from tests.support.growth import instructions, pace
from tests.support.hostile_files import docx, odt, pdf
from tests.support.library import TWO_PAGES, Library, told
from tests.support.say import NOW
from tests.support.waiting import until
from tests.support.workers import running

# --- read


async def test_the_pages_of_a_document_are_kept(library: Library) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    assert await library.read() == 1
    assert await library.pages(sha256) == [
        (1, "Leitlinien für Bürgerbeteiligung"),
        (2, "Zweite Seite"),
    ]
    assert await library.text(sha256) == DocumentText(sha256, None, 2, NOW)
    assert await told(library) == []


@pytest.mark.parametrize(("make", "kind"), [(docx, "DOCX"), (odt, "ODT")])
async def test_office_documents_are_read_too(library: Library, make: Any, kind: str) -> None:
    sha256 = await library.keep("Bonn", make("Grüße\naus Bonn"), kind=kind)
    await library.read()
    assert await library.pages(sha256) == [(1, "Grüße aus Bonn")]


async def test_each_document_is_read_once(library: Library) -> None:
    await library.keep("Bonn", TWO_PAGES)
    await library.keep("Köln", TWO_PAGES)
    await library.keep("Köln", pdf("Anderes"))
    assert await library.read() == 2
    library.restart()
    assert await library.read() == 0


async def test_what_belongs_to_no_entry_is_not_read(library: Library) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    async with library.database.transaction() as tx:
        await tx.execute("DELETE FROM guideline_document")
    assert await library.read() == 0
    assert await library.text(sha256) is None


async def delete_entries(library: Library, moment: int | None) -> None:
    """Those with documents; None: they are there again."""
    async with library.database.transaction() as tx:
        await tx.execute(
            "UPDATE guideline SET deleted_at = ?"
            " WHERE guideline_id IN (SELECT guideline_id FROM guideline_document)",
            (moment,),
        )


async def waiting(library: Library) -> int:
    async with library.database.transaction() as tx:
        return await document_texts.waiting(tx)


async def test_the_document_of_a_deleted_entry_is_read_when_the_entry_is_there_again(
    library: Library,
) -> None:
    sha256 = await library.keep("Bonn", b"%PDF-1.7 nothing")
    await delete_entries(library, 1)
    assert await library.read() == 0
    assert await waiting(library) == 0

    await delete_entries(library, None)
    assert await waiting(library) == 1
    assert await library.read() == 1
    assert (await library.problem(sha256))[0] == "BROKEN"
    assert len(await told(library)) == 1


async def test_of_a_document_that_no_entry_has_nothing_is_told(library: Library) -> None:
    sha256 = await library.keep("Bonn", b"%PDF-1.7 nothing")
    await delete_entries(library, 1)
    async with library.database.transaction() as tx:
        read = DocumentText(sha256, "BROKEN", 0, NOW)
        await tell_unread(library.room.context(tx), read)
    assert await told(library) == []


async def test_only_what_will_be_read_is_said_to_be_waited_for(library: Library) -> None:
    await library.keep("Bonn", TWO_PAGES)
    await library.keep("Köln", TWO_PAGES)
    submitted = await library.keep("Köln", pdf("Nur eingereicht"))
    async with library.database.transaction() as tx:
        await tx.execute("DELETE FROM guideline_document WHERE sha256 = ?", (submitted,))
    assert await waiting(library) == 1
    await library.read()
    assert await waiting(library) == 0


async def test_to_count_what_is_waited_for_is_little_work(library: Library) -> None:
    await library.keep("Bonn", TWO_PAGES)
    hashes = [(f"{number:064x}",) for number in range(11_000)]
    async with library.database.transaction() as tx:
        await tx.executemany("INSERT INTO document VALUES (?, 'PDF', 1, 1)", hashes)
        await tx.executemany(
            "INSERT INTO guideline_document"
            " SELECT guideline_id, ?, 'a.pdf', 1 FROM guideline_document LIMIT 1",
            hashes,
        )
        await tx.executemany("INSERT INTO document_text VALUES (?, NULL, 1, 1)", hashes)

    async def count() -> None:
        assert await waiting(library) == 1

    assert await instructions(library.database, count) < 20_000


async def test_empty_pages_are_counted_but_not_kept(library: Library) -> None:
    sha256 = await library.keep("Bonn", pdf("Eins\f\fDrei"))
    await library.read()
    assert [number for number, _ in await library.pages(sha256)] == [1, 3]
    assert await library.problem(sha256) == (None, 3)


async def until_read(library: Library, sha256: str) -> None:
    async def is_read() -> bool:
        return await library.text(sha256) is not None

    await until(is_read)


async def test_what_waits_at_the_start_is_read(library: Library) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    async with running(library.reading):
        await until_read(library, sha256)


async def test_what_another_process_attached_is_read_without_being_woken(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert text_extraction._LOOKING <= 60
    monkeypatch.setattr(text_extraction, "_LOOKING", 0.2)
    async with running(library.reading):
        await asyncio.sleep(0.05)
        sha256 = await library.keep("Bonn", TWO_PAGES)
        await until_read(library, sha256)


# --- interrupted


@pytest.mark.parametrize("after", [0, 1, 2, 3])
async def test_who_is_interrupted_reads_again_and_nothing_is_doubled(
    library: Library, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    put, count = document_texts.put_pages, 0
    monkeypatch.setattr(text_extraction, "_BATCH", 1)

    async def killed(tx: Transaction, sha256: str, pages: Any) -> None:
        nonlocal count
        count += 1
        if count > after:
            raise asyncio.CancelledError
        await put(tx, sha256, pages)

    monkeypatch.setattr(document_texts, "put_pages", killed)
    with contextlib.suppress(asyncio.CancelledError):
        await library.read()
    monkeypatch.setattr(document_texts, "put_pages", put)
    before = len(await library.pages(sha256))
    assert before == min(after, 2)
    library.restart()
    assert await library.read() == (after < 2)
    assert len(await library.pages(sha256)) == 2


async def test_more_leftovers_than_are_dropped_at_once_go_too(library: Library) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    async with library.database.transaction() as tx:
        await document_texts.put_pages(tx, sha256, [TextPage(n, "alt") for n in range(1, 131)])
    await library.read()
    assert len(await library.pages(sha256)) == 2


@pytest.mark.parametrize("batch", [1, 100_000])
async def test_a_document_that_is_forgotten_meanwhile_leaves_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, batch: int
) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    monkeypatch.setattr(text_extraction, "_BATCH", batch)
    put = document_texts.put_pages

    async def and_forget(tx: Transaction, sha256: str, pages: Any) -> None:
        await put(tx, sha256, pages)
        await tx.execute("DELETE FROM guideline_document")
        await tx.execute("DELETE FROM document")

    monkeypatch.setattr(document_texts, "put_pages", and_forget)
    assert await library.read() == 1
    assert await library.pages(sha256) == []
    assert await library.text(sha256) is None
    assert caplog.text == ""


async def test_the_text_goes_with_the_document(library: Library) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    await library.read()
    await library.forget(sha256)
    assert await library.pages(sha256) == []
    assert await library.text(sha256) is None


# --- in nobody's way


@pytest.mark.slow
async def test_others_wait_for_the_database_only_a_little(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest, count = 0.0, 0
    transaction = Database.transaction

    @asynccontextmanager
    async def timed(self: Database) -> AsyncIterator[Transaction]:
        nonlocal longest, count
        async with transaction(self) as tx:
            started = process_time()
            yield tx
        longest, count = max(longest, process_time() - started), count + 1

    monkeypatch.setattr(Database, "transaction", timed)
    line = "Leitlinien der Bürgerbeteiligung in der Kommune, mit Grüßen. " * 40
    sha256 = await library.keep("Bonn", pdf("\f".join(f"{n} {line}" for n in range(1000))))
    await library.read()
    assert len(await library.pages(sha256)) == 1000
    assert count > 20
    assert longest < 20 * pace()


@pytest.mark.slow
async def test_the_libraries_that_read_are_not_loaded_by_the_bot() -> None:
    code = "import sys, bot.app; print([m for m in sys.modules if m.startswith(('pypdf', 'PIL'))])"
    root = Path(__file__).parents[2]
    found = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", code], cwd=root, capture_output=True, text=True
    )
    assert found.stdout.strip() == "[]"
