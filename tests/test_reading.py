"""What is stored with an entry is read once, whole or not, and the management hears of the rest."""

import asyncio
import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from bot import reading
from bot.apart import End, Limits, Outcome, apart
from bot.reader.pages import Problem
from bot.reading import Found, Reading, understood
from commands.documents import tell_unread
from commands.texts import documents as texts
from storage import document_texts
from storage.database import Database, Transaction, is_environment_error
from storage.document_texts import DocumentText, Page
from tests.document_corpus import CORPUS, image_only, locked
from tests.hostile_files import docx, odt, pdf
from tests.library import Library, open_library
from tests.made_files import archive, entry, odt_entries
from tests.say import MANAGEMENT, NOW, SETTINGS, Room

LOCKED_BY = '<manifest:encryption-data manifest:checksum="x"/>'
TWO_PAGES = pdf("Leitlinien für Bürger-\nbeteiligung\fZweite Seite")


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    async with open_library(tmp_path) as library:
        yield library


async def told(library: Library) -> list[str]:
    return await library.room.read(MANAGEMENT)


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
        await tell_unread(library.room.occasion(tx), read)
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


async def test_to_count_what_is_waited_for_takes_milliseconds(library: Library) -> None:
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
    times = []
    for _ in range(5):
        started = time.perf_counter()
        assert await waiting(library) == 1
        times.append(time.perf_counter() - started)
    # 4 ms where it was measured; here others may be at work.
    assert min(times) < 0.03


async def test_empty_pages_are_counted_but_not_kept(library: Library) -> None:
    sha256 = await library.keep("Bonn", pdf("Eins\f\fDrei"))
    await library.read()
    assert [number for number, _ in await library.pages(sha256)] == [1, 3]
    assert await library.problem(sha256) == (None, 3)


@asynccontextmanager
async def running(library: Library) -> AsyncIterator[None]:
    task = asyncio.create_task(library.reading.run())
    try:
        await asyncio.sleep(0.05)
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until_read(library: Library, sha256: str) -> None:
    async with asyncio.timeout(30):
        while await library.text(sha256) is None:  # noqa: ASYNC110  nobody tells
            await asyncio.sleep(0.05)


async def test_it_waits_until_it_is_woken(library: Library) -> None:
    async with running(library):
        sha256 = await library.keep("Bonn", TWO_PAGES)
        library.reading.wake()
        await until_read(library, sha256)


async def test_what_waits_at_the_start_is_read(library: Library) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    async with running(library):
        await until_read(library, sha256)


async def test_what_another_process_attached_is_read_without_being_woken(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reading._LOOKING <= 60
    monkeypatch.setattr(reading, "_LOOKING", 0.2)
    async with running(library):
        sha256 = await library.keep("Bonn", TWO_PAGES)
        await until_read(library, sha256)


# --- interrupted


@pytest.mark.parametrize("after", [0, 1, 2, 3])
async def test_who_is_interrupted_reads_again_and_nothing_is_doubled(
    library: Library, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    put, count = document_texts.put_pages, 0
    monkeypatch.setattr(reading, "_BATCH", 1)

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
        await document_texts.put_pages(tx, sha256, [Page(n, "alt") for n in range(1, 131)])
    await library.read()
    assert len(await library.pages(sha256)) == 2


@pytest.mark.parametrize("batch", [1, 100_000])
async def test_a_document_that_is_forgotten_meanwhile_leaves_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, batch: int
) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    monkeypatch.setattr(reading, "_BATCH", batch)
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


async def test_others_wait_for_the_database_only_some_milliseconds(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest, count = 0.0, 0
    transaction = Database.transaction

    @asynccontextmanager
    async def timed(self: Database) -> AsyncIterator[Transaction]:
        nonlocal longest, count
        async with transaction(self) as tx:
            started = time.perf_counter()
            yield tx
        longest, count = max(longest, time.perf_counter() - started), count + 1

    monkeypatch.setattr(Database, "transaction", timed)
    line = "Leitlinien der Bürgerbeteiligung in der Kommune, mit Grüßen. " * 40
    sha256 = await library.keep("Bonn", pdf("\f".join(f"{n} {line}" for n in range(1000))))
    await library.read()
    assert len(await library.pages(sha256)) == 1000
    assert count > 20
    # 10 ms where it was measured; here others may be at work.
    assert longest < 0.2


async def test_the_libraries_that_read_are_not_loaded_by_the_bot() -> None:
    code = "import sys, bot.app; print([m for m in sys.modules if m.startswith(('pypdf', 'PIL'))])"
    root = Path(__file__).parent.parent
    found = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", code], cwd=root, capture_output=True, text=True
    )
    assert found.stdout.strip() == "[]"


# --- what cannot be read is told


async def test_a_password_is_told_with_what_can_be_done(library: Library) -> None:
    sha256 = await library.keep("Bonn", locked("geheim"), "plan.pdf")
    await library.read()
    assert (await library.problem(sha256))[0] == "PASSWORD"
    [said] = await told(library)
    assert said.split("\n\n") == [
        "Ein Dokument von Bonn ist nicht zu durchsuchen: »plan.pdf«.",
        "Es ist mit einem Passwort geschützt. Bitte reichen Sie es ohne Passwort noch einmal ein.",
    ]


def odt_in_one_piece() -> bytes:
    """As newer programs lock it: all that is inside is one part."""
    mimetype, content, manifest = odt_entries(encrypted=LOCKED_BY)
    return archive([mimetype, manifest, replace(content, name=b"encrypted-package")])


def odt_locked_as_zip() -> bytes:
    return archive([replace(each, flags=1) for each in odt_entries("Text")])


def odt_with_noise() -> bytes:
    mimetype, _, manifest = odt_entries(encrypted=LOCKED_BY)
    return archive([mimetype, entry("content.xml", "\x07geheim"), manifest])


@pytest.mark.parametrize("make", [odt_in_one_piece, odt_locked_as_zip, odt_with_noise])
async def test_an_odt_with_a_password_is_told_as_such(
    library: Library, make: Callable[[], bytes]
) -> None:
    sha256 = await library.keep("Bonn", make(), "plan.odt", kind="ODT")
    await library.read()
    assert await library.problem(sha256) == ("PASSWORD", 0)
    [said] = await told(library)
    assert "Es ist mit einem Passwort geschützt." in said


async def test_pictures_without_text_are_told(library: Library) -> None:
    await library.keep("Bonn", image_only(3))
    await library.read()
    [said] = await told(library)
    assert (
        "Bitte speichern Sie es mit Texterkennung (OCR) und reichen Sie es noch einmal ein." in said
    )


async def test_a_scan_behind_a_cover_is_told_with_what_was_found(library: Library) -> None:
    sha256 = await library.keep("Bonn", pdf("Deckblatt" + "\f" * 5))
    await library.read()
    assert (await library.problem(sha256))[0] == "PICTURES"
    [said] = await told(library)
    assert said.startswith("Ein Dokument von Bonn ist nicht ganz zu durchsuchen")
    assert said.endswith("Zu finden ist, was auf einer Seite steht.")


async def test_one_empty_page_of_two_is_nothing_to_tell(library: Library) -> None:
    await library.keep("Bonn", pdf("Text\f"))
    await library.read()
    assert await told(library) == []


async def test_a_broken_file_is_told_once(library: Library) -> None:
    sha256 = await library.keep("Bonn", b"%PDF-1.7 nothing")
    await library.keep("Köln", b"%PDF-1.7 nothing", "anders.pdf")
    await library.read()
    [said] = await told(library)
    assert said.startswith(
        "Ein Dokument von Bonn und Köln ist nicht zu durchsuchen: »anders.pdf« und »leitlinien.pdf«"
    )
    async with library.database.transaction() as tx:
        await document_texts.forget(tx, sha256)
    library.room.now += timedelta(days=1)
    await library.read()
    assert await told(library) == []


async def test_without_a_management_room_nobody_is_told(tmp_path: Path) -> None:
    async with open_library(tmp_path) as library:
        library.room = Room(library.database, settings=replace(SETTINGS, management_room=None))
        library.restart()
        sha256 = await library.keep("Bonn", b"%PDF-1.7 nothing")
        await library.read()
        assert (await library.problem(sha256))[0] == "BROKEN"


async def test_what_came_until_the_time_was_over_is_kept(library: Library) -> None:
    library.reading.limits = Limits(seconds=2)
    sha256 = await library.keep("Bonn", CORPUS["a page that takes very long"].make())
    await library.read()
    assert await library.pages(sha256) == [(1, "Leitlinien Bonn")]
    [said] = await told(library)
    assert "Das dauerte zu lange" in said
    assert said.endswith("Zu finden ist, was auf einer Seite steht.")


@pytest.mark.parametrize("problem", [each.name for each in Problem])
async def test_every_problem_has_its_words(problem: str) -> None:
    text = DocumentText("a" * 64, problem, 3, NOW)
    for written in (0, 1, 2):
        said = texts.unread(["Bonn"], ["plan.pdf"], text, written).body
        assert "»plan.pdf«" in said
        assert "Bitte" in said


async def test_the_name_of_a_file_is_only_a_name(library: Library) -> None:
    await library.keep("Bonn", b"%PDF-1.7 nothing", "<b>&amp; *.pdf")
    await library.read()
    await told(library)
    assert "&lt;b&gt;&amp;amp; *.pdf" in library.room.contents[-1]["formatted_body"]


# --- the disk


@pytest.mark.parametrize("harm", ["missing", "damaged"])
async def test_a_file_that_is_lost_is_told_and_read_when_it_is_back(
    library: Library, harm: str
) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    path = library.path(sha256)
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(b"something else")
    library.room.now = datetime.now(UTC)
    assert await library.read() == 1
    [said] = await told(library)
    assert "Bitte spielen Sie eine Sicherung zurück oder reichen Sie sie noch einmal ein." in said
    assert await library.read() == 0

    await library.disk.store(TWO_PAGES)
    later = time.time() + 5
    os.utime(path, (later, later))
    assert await library.read() == 1
    assert len(await library.pages(sha256)) == 2
    assert (await library.problem(sha256))[0] is None


async def test_a_full_disk_passes(library: Library) -> None:
    line = "Leitlinien der Bürgerbeteiligung. " * 60
    sha256 = await library.keep("Bonn", pdf("\f".join(f"{n} {line}" for n in range(300))))
    async with library.database.transaction() as tx:
        [row] = await tx.execute_fetchall("PRAGMA page_count")
    async with library.database.statement() as tx:
        await tx.execute_fetchall(f"PRAGMA max_page_count = {row[0] + 20}")
    with pytest.raises(sqlite3.OperationalError) as failure:
        await library.read()
    assert is_environment_error(failure.value)
    async with library.database.statement() as tx:
        await tx.execute_fetchall("PRAGMA max_page_count = 1000000")
    assert await library.read() == 1
    assert len(await library.pages(sha256)) == 300


async def test_on_a_full_disk_a_document_is_not_read_again_and_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await library.keep("Bonn", pdf("Eins"))
    second = await library.keep("Köln", pdf("Zwei"))
    put, started, is_full = document_texts.put, 0, True

    async def counted(task: str, file: BinaryIO, limits: Limits) -> Outcome:
        nonlocal started
        started += 1
        return await apart(task, file, limits)

    async def full(tx: Transaction, text: DocumentText) -> None:
        if is_full:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error
        await put(tx, text)

    monkeypatch.setattr(reading, "apart", counted)
    monkeypatch.setattr(document_texts, "put", full)
    for _ in range(5):
        with pytest.raises(sqlite3.OperationalError):
            await library.read()
    assert started == 1
    is_full = False
    assert await library.read() == 2
    assert started == 2
    texts = [text for each in (first, second) for _, text in await library.pages(each)]
    assert texts == ["Eins", "Zwei"]


async def test_a_folder_that_is_none_ends_nothing(library: Library) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    library.path(sha256).unlink()
    await library.read()
    other = await library.keep("Köln", pdf("Anderes"))
    shutil.rmtree(library.folder / "documents")
    (library.folder / "documents").write_text("kein Ordner")
    assert await library.read() == 1
    assert await library.text(other) is None
    assert (await library.problem(sha256))[0] == "MISSING"


async def test_a_bug_before_there_is_a_document_ends_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with_problem, broken = document_texts.with_problem, asyncio.Event()

    async def buggy(_tx: Transaction, _problems: Any) -> list[DocumentText]:
        broken.set()
        raise ZeroDivisionError("geheim")

    monkeypatch.setattr(document_texts, "with_problem", buggy)
    sha256 = await library.keep("Bonn", TWO_PAGES)
    async with running(library):
        await broken.wait()
        monkeypatch.setattr(document_texts, "with_problem", with_problem)
        await asyncio.sleep(0.05)
        assert caplog.text.count("documents not looked at: ZeroDivisionError") == 1
        assert "geheim" not in caplog.text
        library.reading.wake()
        await until_read(library, sha256)


async def test_what_was_put_off_is_tried_again_later(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    opened = library.disk.opened

    async def buggy(_sha256: str) -> BinaryIO:
        raise OSError

    monkeypatch.setattr(library.disk, "opened", buggy)
    monkeypatch.setattr(reading, "_AGAIN", 0.2)
    assert await library.reading.look()
    assert not await library.reading.look()
    monkeypatch.setattr(library.disk, "opened", opened)
    await asyncio.sleep(0.2)
    assert await library.read() == 1
    assert await library.text(sha256) is not None


async def test_a_bug_neither_ends_it_nor_keeps_it_busy(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first = await library.keep("Bonn", TWO_PAGES)
    second = await library.keep("Köln", pdf("Anderes"))
    opened = library.disk.opened

    async def buggy(sha256: str) -> BinaryIO:
        if sha256 == first:
            raise OSError("geheim")
        return await opened(sha256)

    monkeypatch.setattr(library.disk, "opened", buggy)
    assert await library.read() == 2
    assert await library.text(first) is None
    assert await library.pages(second)
    assert "geheim" not in caplog.text
    monkeypatch.setattr(library.disk, "opened", opened)
    assert await library.read() == 0
    library.restart()
    assert await library.read() == 1


# --- what the process said


def line(**told: object) -> bytes:
    return json.dumps(told).encode() + b"\n"


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        (Outcome(End.DONE, b""), Found((), 0, Problem.BROKEN)),
        (Outcome(End.DONE, line(end=None)), Found((), 0, Problem.BROKEN)),
        (Outcome(End.FAILED, b""), Found((), 0, Problem.BROKEN)),
        (Outcome(End.FAILED, line(page=1, text="a")), Found((Page(1, "a"),), 1, Problem.PARTLY)),
        (
            Outcome(End.TOO_LONG, line(page=1, text="a") + b'{"page": 2, "text": "b'),
            Found((Page(1, "a"),), 1, Problem.TOO_COSTLY),
        ),
        (
            Outcome(End.TOO_MUCH, line(page=1, text="a") + line(page=2, text="")),
            Found((Page(1, "a"),), 2, Problem.TOO_LONG),
        ),
        (
            Outcome(End.FAILED, line(page=1, text="a") + line(end=None)),
            Found((Page(1, "a"),), 1, None),
        ),
        (
            Outcome(End.DONE, line(page=1, text="") + line(end="PARTLY")),
            Found((), 1, Problem.BROKEN),
        ),
        (
            Outcome(End.DONE, line(page=1, text="a") + line(end="TOO_LONG")),
            Found((Page(1, "a"),), 1, Problem.TOO_LONG),
        ),
    ],
)
def test_what_it_wrote_until_its_end_counts(outcome: Outcome, found: Found) -> None:
    assert understood(outcome) == found


def test_every_kind_has_somebody_who_reads_it() -> None:
    assert set(reading._TASKS) == {"PDF", "DOCX", "ODT"}
    assert Reading.limits.memory_mb <= 512
