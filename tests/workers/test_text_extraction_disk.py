"""A lost file, a full disk or a bug delays the reading and does not end it."""

import os
import shutil
import sqlite3
import time
from datetime import UTC, datetime
from typing import BinaryIO

import pytest

from bot.sandbox import Limits, TaskOutcome, apart
from bot.workers import sandboxed, text_extraction
from storage.collection import document_texts
from storage.collection.document_texts import DocumentText
from storage.database import Transaction, is_environment_error
from tests.support.hostile_files import pdf
from tests.support.library import TWO_PAGES, Library, told


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

    async def counted(task: str, file: BinaryIO, limits: Limits) -> TaskOutcome:
        nonlocal started
        started += 1
        return await apart(task, file, limits)

    async def full(tx: Transaction, text: DocumentText) -> None:
        if is_full:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error
        await put(tx, text)

    monkeypatch.setattr(sandboxed, "apart", counted)
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


async def test_what_was_put_off_is_tried_again_later(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = await library.keep("Bonn", TWO_PAGES)
    opened = library.disk.opened

    async def buggy(_sha256: str) -> BinaryIO:
        raise OSError

    monkeypatch.setattr(library.disk, "opened", buggy)
    assert await library.reading.read_next()
    assert not await library.reading.read_next()
    monkeypatch.setattr(library.disk, "opened", opened)
    assert not await library.reading.read_next()
    now = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: now() + text_extraction._AGAIN)
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
