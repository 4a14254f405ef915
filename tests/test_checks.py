"""Links are tried and files are fetched; whatever happens, a submission goes on or waits."""

import asyncio
import contextlib
import hashlib
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiosqlite
import pytest

from bot.checks import Checks
from bot.documents import Documents
from bot.links import Links, LinkState
from bot.matrix.api import UnreachableError
from bot.matrix.media import NotThereError, TooLargeError, WrongHashError
from commands.command import File
from storage import documents, outbox, submissions
from storage.database import Database, open_database
from storage.submissions import Submission, SubmissionFile
from tests.hostile_files import HOSTILE, pdf
from tests.say import MANAGEMENT, NOW, Room
from tests.sites import OUTER, Everywhere, Site, serving

ADA = "@ada:example.org"
LARGEST = 10_000_000
PDF = pdf("Leitlinien")
SHA = hashlib.sha256(PDF).hexdigest()


@dataclass
class Counting(Links):
    """Counts how many are asked at the same time; may do something while asking."""

    busy: int = 0
    most: int = 0
    meanwhile: Callable[[], Awaitable[object]] | None = None
    fault: BaseException | None = None

    def __post_init__(self) -> None:
        super().__init__(OUTER.__eq__, Everywhere(OUTER), seconds=5)

    async def check(self, url: str) -> LinkState:
        self.busy += 1
        self.most = max(self.most, self.busy)
        try:
            found = await super().check(url)
        finally:
            self.busy -= 1
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            await meanwhile()
        if self.fault is not None:
            raise self.fault
        return found


@dataclass
class Server:
    """Hands out `data`, or raises what is to go wrong, and remembers what it was asked for."""

    data: bytes = PDF
    faults: list[BaseException] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    busy: int = 0
    most: int = 0
    seconds: float = 0
    meanwhile: Callable[[], Awaitable[object]] | None = None

    async def download(self, source: Mapping[str, object], largest: int) -> bytes:
        assert largest == LARGEST
        self.asked.append(str(source["url"]).removeprefix("mxc://example.org/"))
        self.busy += 1
        self.most = max(self.most, self.busy)
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.busy -= 1
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            await meanwhile()
        if self.faults:
            raise self.faults.pop(0)
        return self.data


class FullDisk(Documents):
    """As if the disk were full, so many times."""

    times = 1

    async def store(self, data: bytes) -> str:
        self.times -= 1
        if self.times >= 0:
            raise OSError(28, "No space left on device")
        return await super().store(data)


@dataclass
class World:
    database: Database
    site: Site
    directory: Path

    def __post_init__(self) -> None:
        self.room = Room(self.database, limit=1000)
        self.server = Server()
        self.links = Counting()
        self.posted = 0
        self.brought: list[str] = []
        self.checks = self.started()

    def started(self, **changes: Any) -> Checks:
        """As after a start of the bot."""
        parts: dict[str, Any] = {
            "database": self.database,
            "documents": Documents(self.directory),
            "links": self.links,
            "download": self.server.download,
            "occasion": self.room.occasion,
            "largest": LARGEST,
            "after": self.wake_outbox,
        }
        return Checks(**parts | changes)

    def wake_outbox(self) -> None:
        self.posted += 1

    def url(self, path: str = "status/200") -> str:
        return f"http://www.example.org:{self.site.port}/{path}"

    async def submit(self, words: str, *, file: str = "", event_id: str | None = None) -> int:
        """Its number."""
        sent = File(f"{file}.pdf", {"url": f"mxc://example.org/{file}"}, encrypted=False)
        line = f"!einreichen {words}"
        [receipt] = await self.room.say(line, event_id=event_id, file=sent if file else None)
        return int(receipt.partition("Nr. ")[2].split()[0])

    async def get(self, number: int) -> Submission:
        async with self.database.transaction() as tx:
            submission = await submissions.get(tx, number)
        assert submission is not None
        return submission

    async def state(self, number: int) -> str:
        return (await self.get(number)).state

    async def file(self, number: int) -> SubmissionFile:
        async with self.database.transaction() as tx:
            file = await submissions.file_of(tx, number)
        assert file is not None
        return file

    async def steps(self, number: int) -> list[str]:
        async with self.database.transaction() as tx:
            return [step.what for step in await submissions.steps_of(tx, number)]

    async def notices(self) -> list[str]:
        """New ones, and edits; what is brought with them counts in `brought`."""
        before = len(self.room.contents)
        said = await self.room.read(MANAGEMENT)
        new = [each for each in self.room.contents[before:] if "body" in each]
        self.brought += [each["body"] for each in new if each["msgtype"] == "m.file"]
        files = [each["msgtype"] == "m.file" for each in new]
        return [words for words, is_file in zip(said, files, strict=True) if not is_file]

    async def told(self) -> str:
        return "\n\n".join(await self.room.read(ADA))

    def stored(self) -> list[str]:
        return sorted(path.name for path in self.directory.iterdir())

    @contextlib.asynccontextmanager
    async def running(self, checks: Checks | None = None) -> AsyncIterator[asyncio.Task[None]]:
        task = asyncio.create_task((checks or self.checks).run())
        try:
            yield task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def until_open(self, number: int) -> None:
        async def is_open() -> bool:
            return await self.state(number) == "open"

        await until(is_open, 5)


@pytest.fixture
async def world(database: Database, tmp_path: Path) -> AsyncIterator[World]:
    async with serving(OUTER) as site:
        yield World(database, site, tmp_path / "documents")


async def until(holds: Callable[[], Awaitable[bool]], seconds: float) -> None:
    async with asyncio.timeout(seconds):
        while True:
            if await holds():
                return
            await asyncio.sleep(0.01)


# --- links


@pytest.mark.parametrize(
    ("path", "state", "remark"),
    [
        ("status/200", "OK", ""),
        ("status/404", "NOT_FOUND", "gibt es keine Seite"),
        ("status/500", "FAILING", "meldet einen Fehler"),
        ("again/9", "TOO_MANY_REDIRECTS", "leitet immer weiter"),
    ],
)
async def test_a_link_is_tried_once_and_the_submission_is_open(
    world: World, path: str, state: str, remark: str
) -> None:
    number = await world.submit(f"Bonn {world.url(path)}")
    assert await world.state(number) == "checking"

    assert await world.checks.look() is None

    submission = await world.get(number)
    assert (submission.state, submission.link_state) == ("open", state)
    [notice] = await world.notices()
    assert remark in notice
    assert world.posted == 1
    requests = len(world.site.seen)
    assert await world.checks.look() is None
    assert len(world.site.seen) == requests
    assert await world.notices() == []
    assert world.posted == 1


async def test_links_are_tried_one_after_the_other(world: World) -> None:
    numbers = [await world.submit(f"Ort{n} {world.url()}") for n in range(10)]
    async with world.running():
        for number in numbers:
            await world.until_open(number)
    assert world.links.most == 1
    assert len(world.site.seen) == 10


async def test_with_links_switched_off_nobody_is_asked(world: World) -> None:
    number = await world.submit(f"Bonn {world.url()}")
    assert await world.started(links=None).look() is None
    submission = await world.get(number)
    assert (submission.state, submission.link_state) == ("open", None)
    [notice] = await world.notices()
    assert "Link: nicht geprüft" in notice
    assert world.site.seen == []


async def test_a_link_that_was_tried_is_not_tried_again_for_its_file(world: World) -> None:
    world.server.faults = [UnreachableError()]
    number = await world.submit(f"Bonn {world.url()}", file="a")
    await world.checks.look()
    world.room.now += timedelta(minutes=1)
    await world.checks.look()
    assert (await world.file(number)).state == "stored"
    assert len(world.site.seen) == 1


# --- files


async def test_a_file_is_stored_under_its_hash_and_its_place_forgotten(world: World) -> None:
    number = await world.submit("Bonn", file="../Leit\u202elinien.exe")
    assert await world.checks.look() is None

    file = await world.file(number)
    assert (file.state, file.sha256, file.kind, file.bytes) == ("stored", SHA, "PDF", len(PDF))
    assert (file.name, file.source, file.problem) == ("Leitlinien.pdf", {}, None)
    assert world.stored() == [SHA]
    assert await world.state(number) == "open"
    [notice] = await world.notices()
    assert "Leitlinien.pdf (PDF, 0,0 MB): geprüft und gespeichert" in notice
    assert world.brought == ["Leitlinien.pdf"]


async def test_what_cannot_be_shown_to_the_management_is_told_below_the_notice(
    world: World,
) -> None:
    number = await world.submit("Bonn", file="leitlinien")
    await world.checks.look()
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
    assert await world.checks.look() == 60

    assert await world.state(number) == "open"
    assert (await world.file(number)).state == "unreachable"
    [notice] = await world.notices()
    assert "ließ sich bisher nicht holen (Versuche: 1)" in notice
    assert await world.checks.look() == 60
    assert len(world.server.asked) == 1

    world.room.now += timedelta(minutes=1)
    assert await world.checks.look() is None
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
        pause = await world.checks.look()
        assert pause is not None
        pauses.append(pause / 60)
        world.room.now += timedelta(seconds=pause - 1)
        assert await world.checks.look() == 1
        world.room.now += timedelta(seconds=1)
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    assert await world.checks.look() is None
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
    assert await world.checks.look() == 60


async def test_a_full_disk_delays_the_file(world: World) -> None:
    number = await world.submit("Bonn", file="a")
    checks = world.started(documents=FullDisk(world.directory))
    assert await checks.look() == 60
    assert world.stored() == []
    world.room.now += timedelta(minutes=1)
    assert await checks.look() is None
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
    assert await world.checks.look() is None

    assert await world.state(number) == "unsuitable"
    file = await world.file(number)
    assert (file.state, file.problem, file.source) == ("unsuitable", problem, {})
    assert words in await world.told()
    assert await world.notices() == []
    assert world.stored() == []
    world.room.now += timedelta(days=1)
    assert await world.checks.look() is None
    assert len(world.server.asked) == 1


async def test_beside_a_link_an_unsuitable_file_is_a_remark(world: World) -> None:
    world.server.data = HOSTILE["bomb"][0]()
    number = await world.submit(f"Bonn {world.url()}", file="a")
    assert await world.checks.look() is None
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
    await world.checks.look()
    world.room.now += timedelta(seconds=30)
    await world.submit("Kiel", file="neu")
    world.room.now += timedelta(minutes=5)
    await world.checks.look()
    assert world.server.asked == ["alt", "neu", "alt"]


# --- what happens meanwhile


async def test_another_link_sent_while_looking_is_looked_at_and_never_gets_the_old_result(
    world: World,
) -> None:
    async def edit() -> None:
        line = f"!einreichen Bonn {world.url('status/404')}"
        await world.room.say(line, replaces="$first")

    number = await world.submit(f"Bonn {world.url()}", event_id="$first")
    world.links.meanwhile = edit
    assert await world.checks.look() is None
    submission = await world.get(number)
    assert (submission.url, submission.link_state) == (world.url("status/404"), "NOT_FOUND")
    assert await world.steps(number) == ["submitted", "changed", "checked"]
    assert len([n for n in await world.notices() if n.startswith("Einreichung Nr. 1:")]) == 1


async def test_another_place_sent_while_looking_keeps_the_result(world: World) -> None:
    async def edit() -> None:
        await world.room.say(f"!einreichen Kiel {world.url()}", replaces="$first")

    number = await world.submit(f"Bonn {world.url()}", event_id="$first")
    world.links.meanwhile = edit
    assert await world.checks.look() is None
    submission = await world.get(number)
    assert (submission.place, submission.state, submission.link_state) == ("Kiel", "open", "OK")


async def test_an_edit_does_not_bring_the_next_attempt_for_the_file_forward(world: World) -> None:
    world.server.faults = [UnreachableError()]
    number = await world.submit(f"Bonn {world.url()}", file="a", event_id="$first")
    await world.checks.look()
    await world.room.say(f"!einreichen Bonn {world.url('status/404')}", replaces="$first")
    assert await world.state(number) == "checking"
    assert await world.checks.look() == 60
    submission = await world.get(number)
    assert (submission.state, submission.link_state) == ("open", "NOT_FOUND")
    assert len(world.server.asked) == 1
    world.room.now += timedelta(minutes=1)
    await world.checks.look()
    assert (await world.file(number)).state == "stored"


async def test_a_file_that_arrives_while_another_link_is_tried_is_not_lost(world: World) -> None:
    world.server.faults = [UnreachableError()]
    number = await world.submit(f"Bonn {world.url()}", file="a", event_id="$first")
    await world.checks.look()
    await world.room.say(f"!einreichen Bonn {world.url('status/404')}", replaces="$first")

    async def file_arrives() -> None:
        world.room.now += timedelta(minutes=1)
        await world.started(links=None).look()
        assert (await world.file(number)).state == "stored"

    world.links.meanwhile = file_arrives
    await world.checks.look()
    assert (await world.file(number)).state == "stored"
    assert world.stored() == [SHA]


@pytest.mark.parametrize("how", ["!zurückziehen 1", "!vergissmich ja", "removed"])
async def test_what_is_taken_back_while_looking_stays_taken_back(world: World, how: str) -> None:
    async def take_back() -> None:
        if how == "removed":
            await world.room.redact("$first", sender=ADA)
            return
        await world.room.say("!vergissmich", direct=True, room_id="!d:example.org")
        await world.room.say(how, direct=True, room_id="!d:example.org")

    number = await world.submit("Bonn", file="a", event_id="$first")
    world.server.meanwhile = take_back
    assert await world.checks.look() is None
    assert await world.state(number) == "withdrawn"
    assert "checked" not in await world.steps(number)
    async with world.database.transaction() as tx:
        file = await submissions.file_of(tx, number)
        assert await documents.needed(tx) == set()
    assert file is None or (file.state, file.source) == ("waiting", {})
    assert not any("So entscheiden Sie" in notice for notice in await world.notices())


async def test_what_is_decided_while_its_file_is_fetched_stays_decided(world: World) -> None:
    async def accept() -> None:
        world.room.managers.add("@bea:example.org")
        line = "!annehmen 1 Stadt, Nordrhein-Westfalen"
        await world.room.say(line, sender="@bea:example.org", room_id=MANAGEMENT)

    world.server.faults = [UnreachableError()]
    number = await world.submit(f"Bonn {world.url()}", file="a")
    await world.checks.look()
    world.room.now += timedelta(minutes=1)
    world.server.meanwhile = accept
    await world.checks.look()
    assert await world.state(number) == "accepted"
    assert (await world.file(number)).state != "stored"


# --- the process ends, or something fails


async def test_killed_between_storing_and_writing_down_it_is_looked_at_again(world: World) -> None:
    class Held(Documents):
        async def store(self, data: bytes) -> str:
            sha256 = await super().store(data)
            stored.set()
            await asyncio.sleep(60)
            return sha256

    stored = asyncio.Event()
    number = await world.submit(f"Bonn {world.url()}", file="a")
    async with world.running(world.started(documents=Held(world.directory))):
        await stored.wait()
    assert await world.state(number) == "checking"
    assert await world.notices() == []

    assert await world.started().look() is None
    assert await world.state(number) == "open"
    assert world.stored() == [SHA]
    assert len(await world.notices()) == 1
    assert len(world.brought) == 1
    assert await world.steps(number) == ["submitted", "checked"]


async def test_killed_anywhere_nothing_is_doubled(world: World) -> None:
    numbers = [await world.submit(f"Ort{n} {world.url()}", file=f"datei{n}") for n in range(3)]
    for turn in range(40):
        task = asyncio.create_task(world.started().run())
        await asyncio.sleep(0.001 * turn)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await world.started().look()
    assert len([n for n in await world.notices() if "So entscheiden Sie" in n]) == 3
    for number in numbers:
        assert await world.steps(number) == ["submitted", "checked"]
    assert world.stored() == [SHA]


async def test_a_bug_in_one_neither_stops_the_others_nor_keeps_the_bot_busy(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.server.faults = [ZeroDivisionError("Wiesenschaumkraut")]
    broken = await world.submit("Bonn", file="a")
    other = await world.submit("Kiel", file="b")
    link = await world.submit(f"Köln {world.url()}")
    async with world.running() as task:
        await world.until_open(other)
        await world.until_open(link)
        await asyncio.sleep(0.05)
        assert not task.done()
    assert await world.state(broken) == "checking"
    assert world.server.asked == ["a", "b"]
    assert "submission 1 could not be looked at: ZeroDivisionError at " in caplog.text
    assert "Wiesenschaumkraut" not in caplog.text


async def test_what_met_a_bug_is_looked_at_again_after_hours_or_a_new_start(world: World) -> None:
    world.links.fault = ZeroDivisionError()
    number = await world.submit(f"Bonn {world.url()}")
    assert await world.checks.look() == 6 * 3600
    assert await world.checks.look() == 6 * 3600
    assert len(world.site.seen) == 1
    world.links.fault = None
    world.room.now += timedelta(hours=6)
    assert await world.checks.look() is None
    assert await world.state(number) == "open"

    world.links.fault = ZeroDivisionError()
    number = await world.submit(f"Kiel {world.url('status/204')}")
    await world.checks.look()
    world.links.fault = None
    assert await world.started().look() is None
    assert await world.state(number) == "open"


async def test_a_full_database_ends_the_look_and_is_waited_out_by_the_caller(
    tmp_path: Path,
) -> None:
    async with serving(OUTER) as site, open_database(tmp_path / "bot.db") as database:
        world = World(database, site, tmp_path / "documents")
        number = await world.submit("Bonn | | | | " + "Anmerkung " * 99, file="a")
        await _fill(database)
        with pytest.raises(aiosqlite.OperationalError, match="full"):
            await world.checks.look()
        with pytest.raises(BaseExceptionGroup) as raised:
            await world.checks.run()
        assert raised.group_contains(aiosqlite.OperationalError, match="full")
        async with database.statement() as tx:
            await tx.execute_fetchall("PRAGMA max_page_count = 100000")
        assert await world.checks.look() is None
        assert await world.state(number) == "open"
        assert await world.steps(number) == ["submitted", "checked"]


async def _fill(database: Database) -> None:
    """To the last byte."""
    async with database.statement() as tx:
        await tx.execute("CREATE TABLE filler (content)")
        await tx.execute_fetchall("PRAGMA max_page_count = 1")
        for size in (4000, 400, 40, 4):
            with contextlib.suppress(aiosqlite.OperationalError):
                for _ in range(1000):
                    await tx.execute("INSERT INTO filler VALUES (zeroblob(?))", (size,))


# --- waiting


async def test_what_is_new_is_looked_at_at_once(world: World) -> None:
    async with world.running():
        await asyncio.sleep(0.05)
        number = await world.submit(f"Bonn {world.url()}")
        file = await world.submit("Kiel", file="a")
        world.checks.wake()
        started = time.monotonic()
        await world.until_open(number)
        await world.until_open(file)
        assert time.monotonic() - started < 2


async def test_a_call_while_looking_is_not_lost(world: World) -> None:
    numbers: list[int] = []

    async def submit() -> None:
        numbers.append(await world.submit(f"Kiel {world.url()}"))
        numbers.append(await world.submit("Köln", file="b"))
        world.checks.wake()

    world.links.meanwhile = submit
    first = await world.submit(f"Bonn {world.url()}")
    async with world.running():
        await world.until_open(first)
        for number in numbers:
            await world.until_open(number)


async def test_while_nothing_is_due_nothing_is_asked(world: World) -> None:
    world.server.faults = [UnreachableError()]
    number = await world.submit("Bonn", file="a")
    async with world.running():
        await world.until_open(number)
        await asyncio.sleep(0.05)
        statements: list[str] = []
        async with world.database.statement() as tx:
            await tx.set_trace_callback(statements.append)
        await asyncio.sleep(0.3)
        async with world.database.statement() as tx:
            await tx.set_trace_callback(lambda _: None)
        assert statements == []


async def test_what_becomes_due_is_looked_at_without_a_call(world: World) -> None:
    world.server.faults = [UnreachableError()]
    number = await world.submit("Bonn", file="a")
    await world.checks.look()
    world.room.now += timedelta(seconds=59.9)
    async with world.running():
        await asyncio.sleep(0.02)
        world.room.now += timedelta(seconds=1)

        async def is_stored() -> bool:
            return (await world.file(number)).state == "stored"

        await until(is_stored, 5)


# --- what is no longer needed


async def test_files_that_nothing_needs_go_once_a_day_the_others_stay(world: World) -> None:
    contents = {name: pdf(name) for name in ("offen", "angenommen", "abgelehnt", "wartend")}
    hashes = {}
    for place, (name, data) in zip(("Bonn", "Kiel", "Köln", "Ulm"), contents.items(), strict=True):
        world.server.data = data
        number = await world.submit(f"{place} | | {name}", file=name)
        await world.checks.look()
        hashes[name] = (await world.file(number)).sha256
    world.room.managers.add("@bea:example.org")
    for line in ("!annehmen 2 Stadt, Holstein", "!ablehnen 3 Veraltet"):
        await world.room.say(line, sender="@bea:example.org", room_id=MANAGEMENT)
    assert [await world.state(n) for n in (1, 2, 3, 4)] == ["open", "accepted", "refused", "open"]
    strange = world.directory / "notiz.txt"
    strange.write_text("bleibt")
    _make_older(world.directory)

    async with world.running():
        await asyncio.sleep(0.1)
        kept = {hashes["offen"], hashes["angenommen"], hashes["wartend"], strange.name}
        assert set(world.stored()) == kept
        left = world.directory / ("0" * 64)
        left.write_bytes(b"later")
        _make_older(world.directory)
        world.checks.wake()
        await asyncio.sleep(0.1)
        assert left.exists()


async def test_the_file_of_what_is_looked_at_again_is_not_cleaned_away(world: World) -> None:
    number = await world.submit("Bonn", file="a", event_id="$sent")
    await world.checks.look()
    await world.room.say(f"!einreichen Bonn {world.url()}", replaces="$sent", event_id="$edit")
    assert await world.state(number) == "checking"
    _make_older(world.directory)

    await world.started()._clean()
    assert world.stored() == [SHA]


async def test_what_was_just_stored_is_not_cleaned_away(world: World) -> None:
    async with world.running():
        number = await world.submit("Bonn", file="a")
        world.checks.wake()
        await world.until_open(number)
    assert world.stored() == [SHA]


async def test_a_folder_that_cannot_be_cleaned_does_not_end_anything(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.directory.rmdir()
    number = await world.submit(f"Bonn {world.url()}")
    async with world.running() as task:
        await world.until_open(number)
        await asyncio.sleep(0.05)
        assert not task.done()
    assert "documents not cleaned: FileNotFoundError" in caplog.text


def _make_older(folder: Path) -> None:
    moment = time.time() - 7200
    for path in folder.iterdir():
        os.utime(path, (moment, moment))
