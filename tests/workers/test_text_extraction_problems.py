"""What cannot be read is told to the management with the reason."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox import End, Limits, TaskOutcome
from bot.sandbox.text.pages import TextProblem
from bot.workers import text_extraction
from bot.workers.text_extraction import ExtractionResult, TextExtraction, understood
from commands.collection.texts import documents as texts
from storage.collection import document_texts
from storage.collection.document_texts import DocumentText, TextPage
from tests.support.document_corpus import CORPUS, image_only, locked
from tests.support.hostile_files import pdf
from tests.support.library import Library, open_library, told
from tests.support.made_files import archive, entry, odt_entries
from tests.support.say import NOW, SETTINGS, Room

LOCKED_BY = '<manifest:encryption-data manifest:checksum="x"/>'


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


@pytest.mark.slow
async def test_what_came_until_the_time_was_over_is_kept(library: Library) -> None:
    library.reading.limits = Limits(seconds=5)
    sha256 = await library.keep("Bonn", CORPUS["a page that takes very long"].make())
    await library.read()
    assert await library.pages(sha256) == [(1, "Leitlinien Bonn")]
    [said] = await told(library)
    assert "Das dauerte zu lange" in said
    assert said.endswith("Zu finden ist, was auf einer Seite steht.")


@pytest.mark.parametrize("problem", [each.name for each in TextProblem])
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


# --- what the process said


def line(**told: object) -> bytes:
    return json.dumps(told).encode() + b"\n"


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        (TaskOutcome(End.DONE, b""), ExtractionResult((), 0, TextProblem.BROKEN)),
        (TaskOutcome(End.DONE, line(end=None)), ExtractionResult((), 0, TextProblem.BROKEN)),
        (TaskOutcome(End.FAILED, b""), ExtractionResult((), 0, TextProblem.BROKEN)),
        (
            TaskOutcome(End.FAILED, line(page=1, text="a")),
            ExtractionResult((TextPage(1, "a"),), 1, TextProblem.PARTLY),
        ),
        (
            TaskOutcome(End.TOO_LONG, line(page=1, text="a") + b'{"page": 2, "text": "b'),
            ExtractionResult((TextPage(1, "a"),), 1, TextProblem.TOO_COSTLY),
        ),
        (
            TaskOutcome(End.TOO_MUCH, line(page=1, text="a") + line(page=2, text="")),
            ExtractionResult((TextPage(1, "a"),), 2, TextProblem.TOO_LONG),
        ),
        (
            TaskOutcome(End.FAILED, line(page=1, text="a") + line(end=None)),
            ExtractionResult((TextPage(1, "a"),), 1, None),
        ),
        (
            TaskOutcome(End.DONE, line(page=1, text="") + line(end="PARTLY")),
            ExtractionResult((), 1, TextProblem.BROKEN),
        ),
        (
            TaskOutcome(End.DONE, line(page=1, text="a") + line(end="TOO_LONG")),
            ExtractionResult((TextPage(1, "a"),), 1, TextProblem.TOO_LONG),
        ),
    ],
)
def test_what_it_wrote_until_its_end_counts(outcome: TaskOutcome, found: ExtractionResult) -> None:
    assert understood(outcome) == found


def test_every_kind_has_somebody_who_reads_it() -> None:
    assert set(text_extraction._TASKS) == {"PDF", "DOCX", "ODT"}
    assert TextExtraction.limits.memory_mb <= 512
