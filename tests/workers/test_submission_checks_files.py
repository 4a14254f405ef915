"""Files are fetched, tried again, stored once, and go when nothing needs them."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.matrix.api import UnreachableError
from bot.matrix.media import NotThereError, TooLargeError, WrongHashError
from bot.workers.document_store import Documents
from storage.conversation import outbox
from storage.database import Database
from tests.support.hostile_files import HOSTILE, pdf
from tests.support.say import MANAGEMENT, NOW
from tests.support.submission_checks import PDF, SHA, World, checking
from tests.support.waiting import until
from tests.support.workers import examine


@pytest.fixture
async def world(database: Database, tmp_path: Path) -> AsyncIterator[World]:
    async with checking(database, tmp_path) as world:
        yield world


class FullDisk(Documents):
    """As if the disk were full, so many times."""

    times = 1

    async def store(self, data: bytes) -> str:
        self.times -= 1
        if self.times >= 0:
            raise OSError(28, "No space left on device")
        return await super().store(data)


# --- files


async def test_a_file_is_stored_under_its_hash_and_its_place_forgotten(world: World) -> None:
    number = await world.submit("Bonn", file="../Leit\u202elinien.exe")
    assert await examine(world.checks) is None

    file = await world.file(number)
    assert (file.state, file.sha256, file.kind, file.bytes) == ("stored", SHA, "PDF", len(PDF))
    assert (file.name, file.source, file.problem) == ("Leitlinien.pdf", {}, None)
    assert world.stored() == [SHA]
    assert await world.state(number) == "open"
    [notice] = await world.notices()
    assert "Leitlinien.pdf (PDF, 1 KB): geprüft und gespeichert" in notice
    assert world.brought == ["Leitlinien.pdf"]


async def test_what_cannot_be_shown_to_the_management_is_told_below_the_notice(
    world: World,
) -> None:
    number = await world.submit("Bonn", file="leitlinien")
    await examine(world.checks)
    async with world.database.transaction() as tx:
        while (row := await outbox.next_ready(tx, MANAGEMENT, NOW)) and row.file is None:
            await outbox.mark_sent(tx, row.outbox_id, f"$sent{row.outbox_id}")
        assert row is not None
        await outbox.mark_failed(tx, row, "HTTP 413", NOW)

    [said] = await world.room.read(MANAGEMENT)
    assert said.startswith(f"Die Datei leitlinien.pdf zu Einreichung Nr. {number} ist geprüft")
    assert world.room.contents[-1]["m.relates_to"]["rel_type"] == "m.thread"


@pytest.mark.parametrize(
    "fault",
    [
        UnreachableError("HTTP 502"),
        NotThereError(),
        TimeoutError(),
        ConnectionResetError(),
        OSError(28, "No space left on device"),
    ],
    ids=["unreachable", "not there", "time-out", "reset", "disk full"],
)
async def test_a_file_that_cannot_be_fetched_is_shown_as_such_and_arrives_later(
    world: World, fault: BaseException
) -> None:
    world.server.faults = [fault]
    number = await world.submit("Bonn", file="a")
    assert await examine(world.checks) == 60

    assert await world.state(number) == "open"
    assert (await world.file(number)).state == "unreachable"
    [notice] = await world.notices()
    assert "ließ sich bisher nicht holen (Versuche: 1)" in notice
    assert await examine(world.checks) == 60
    assert len(world.server.asked) == 1

    world.room.now += timedelta(minutes=1)
    assert await examine(world.checks) is None
    assert (await world.file(number)).state == "stored"
    [edit] = await world.notices()
    assert edit.startswith("* Einreichung Nr. 1")
    assert "geprüft und gespeichert" in edit
    assert await world.steps(number) == ["submitted", "checked"]


async def test_a_file_is_tried_again_after_ever_longer_pauses(world: World) -> None:
    world.server.faults = [UnreachableError() for _ in range(12)]
    number = await world.submit("Bonn", file="a")
    pauses = []
    for _ in range(12):
        pause = await examine(world.checks)
        assert pause is not None
        pauses.append(pause / 60)
        world.room.now += timedelta(seconds=pause - 1)
        assert await examine(world.checks) == 1
        world.room.now += timedelta(seconds=1)
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    assert await examine(world.checks) is None
    assert (await world.file(number)).attempts == 12
    notice, edit = await world.notices()
    assert not notice.startswith("* ")
    assert edit.startswith("* ")


async def test_the_pause_counts_from_the_end_of_the_attempt(world: World) -> None:
    async def a_minute_passes() -> None:
        world.room.now += timedelta(minutes=1)

    world.server.faults = [UnreachableError()]
    world.server.meanwhile = a_minute_passes
    await world.submit("Bonn", file="a")
    assert await examine(world.checks) == 60


async def test_a_full_disk_delays_the_file(world: World) -> None:
    number = await world.submit("Bonn", file="a")
    checks = world.started(documents=FullDisk(world.directory))
    assert await examine(checks) == 60
    assert world.stored() == []
    world.room.now += timedelta(minutes=1)
    assert await examine(checks) is None
    assert (await world.file(number)).state == "stored"


@pytest.mark.parametrize(
    ("fault", "problem", "words"),
    [
        (TooLargeError(), "TOO_LARGE", "zu groß"),
        (WrongHashError(), "ALTERED", "verändert"),
        (None, "WRONG_KIND", "PDF, DOCX und ODT"),
    ],
    ids=["too large", "altered", "another kind"],
)
async def test_an_unsuitable_file_ends_a_submission_without_a_link(
    world: World, fault: BaseException | None, problem: str, words: str
) -> None:
    world.server.data = HOSTILE["EXE"][0]()
    world.server.faults = [fault] if fault else []
    number = await world.submit("Bonn", file="a")
    assert await examine(world.checks) is None

    assert await world.state(number) == "unsuitable"
    file = await world.file(number)
    assert (file.state, file.problem, file.source) == ("unsuitable", problem, {})
    assert words in await world.told()
    assert await world.notices() == []
    assert world.stored() == []
    world.room.now += timedelta(days=1)
    assert await examine(world.checks) is None
    assert len(world.server.asked) == 1


async def test_beside_a_link_an_unsuitable_file_is_a_remark(world: World) -> None:
    world.server.data = HOSTILE["bomb"][0]()
    number = await world.submit(f"Bonn {world.url()}", file="a")
    assert await examine(world.checks) is None
    assert await world.state(number) == "open"
    [notice] = await world.notices()
    assert "nicht verwendbar" in notice
    assert "nur mit dem Link" in await world.told()


async def test_files_are_held_in_memory_one_at_a_time_and_do_not_delay_links(world: World) -> None:
    world.server.seconds = 0.3
    files = [await world.submit(f"Ort{n}", file=f"datei{n}") for n in range(3)]
    link = await world.submit(f"Bonn {world.url()}")
    async with world.running():
        await world.until_open(link)
        assert [await world.state(number) for number in files].count("open") == 0
        for number in files:
            await world.until_open(number)
    assert world.server.most == 1


async def test_new_files_come_before_those_that_failed(world: World) -> None:
    world.server.faults = [UnreachableError()]
    await world.submit("Bonn", file="alt")
    await examine(world.checks)
    world.room.now += timedelta(seconds=30)
    await world.submit("Kiel", file="neu")
    world.room.now += timedelta(minutes=5)
    await examine(world.checks)
    assert world.server.asked == ["alt", "neu", "alt"]


# --- what is no longer needed


async def test_files_that_nothing_needs_go_once_a_day_the_others_stay(world: World) -> None:
    contents = {name: pdf(name) for name in ("offen", "angenommen", "abgelehnt", "wartend")}
    hashes = {}
    for place, (name, data) in zip(("Bonn", "Kiel", "Köln", "Ulm"), contents.items(), strict=True):
        world.server.data = data
        number = await world.submit(f"{place} | | {name}", file=name)
        await examine(world.checks)
        hashes[name] = (await world.file(number)).sha256
    world.room.managers.add("@bea:example.org")
    for line in ("!annehmen 2 Stadt, Holstein", "!ablehnen 3 Veraltet"):
        await world.room.say(line, sender="@bea:example.org", room_id=MANAGEMENT)
    assert [await world.state(n) for n in (1, 2, 3, 4)] == ["open", "accepted", "refused", "open"]
    strange = world.directory / "notiz.txt"
    strange.write_text("bleibt")
    _make_older(world.directory)

    async with world.running():
        kept = {hashes["offen"], hashes["angenommen"], hashes["wartend"], strange.name}
        await until(lambda: set(world.stored()) == kept)
        left = world.directory / ("0" * 64)
        left.write_bytes(b"later")
        _make_older(world.directory)
        world.wake()
        await asyncio.sleep(0.1)
        assert left.exists()


async def test_the_file_of_what_is_looked_at_again_is_not_cleaned_away(world: World) -> None:
    number = await world.submit("Bonn", file="a", event_id="$sent")
    await examine(world.checks)
    await world.room.say(f"!einreichen Bonn {world.url()}", replaces="$sent", event_id="$edit")
    assert await world.state(number) == "checking"
    _make_older(world.directory)

    await world.cleaning.look()
    assert world.stored() == [SHA]


async def test_what_was_just_stored_is_not_cleaned_away(world: World) -> None:
    async with world.running():
        number = await world.submit("Bonn", file="a")
        world.wake()
        await world.until_open(number)
    assert world.stored() == [SHA]


async def test_a_folder_that_cannot_be_cleaned_does_not_end_anything(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.directory.rmdir()
    number = await world.submit(f"Bonn {world.url()}")
    async with world.running() as task:
        await world.until_open(number)
        await until(lambda: "documents not cleaned: FileNotFoundError" in caplog.text)
        assert not task.done()


def _make_older(folder: Path) -> None:
    moment = time.time() - 7200
    for path in folder.iterdir():
        os.utime(path, (moment, moment))
