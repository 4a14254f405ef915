"""Submissions are checked against a site on loopback and a server with files."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.fetching.links import Links, LinkState
from bot.workers.document_store import DocumentCleaning, Documents
from bot.workers.submission_checks import SubmissionChecks
from commands.conversation.events import File
from storage.database import Database
from storage.submissions import submissions
from storage.submissions.submissions import Submission, SubmissionFile
from tests.support.hostile_files import pdf
from tests.support.say import MANAGEMENT, Room
from tests.support.sites import OUTER, Everywhere, Site, serving
from tests.support.waiting import until
from tests.support.workers import running

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
        self.cleaning = DocumentCleaning(self.database, Documents(self.directory))

    def started(self, **changes: Any) -> SubmissionChecks:
        """As after a start of the bot."""
        parts: dict[str, Any] = {
            "database": self.database,
            "documents": Documents(self.directory),
            "links": self.links,
            "download": self.server.download,
            "live": self.room.live,
            "largest": LARGEST,
            "after": self.wake_outbox,
        }
        return SubmissionChecks(**parts | changes)

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
            return [step.action for step in await submissions.steps_of(tx, number)]

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

    def wake(self) -> None:
        for lane in self.checks.lanes:
            lane.wake()

    def running(self) -> AbstractAsyncContextManager[asyncio.Future[list[None]]]:
        return running(*self.checks.lanes, self.cleaning)

    async def until_open(self, number: int) -> None:
        async def is_open() -> bool:
            return await self.state(number) == "open"

        await until(is_open)


@asynccontextmanager
async def checking(database: Database, directory: Path) -> AsyncIterator[World]:
    async with serving(OUTER) as site:
        yield World(database, site, directory / "documents")
