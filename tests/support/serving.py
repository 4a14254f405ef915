"""The HTTP server on loopback, with a real database behind it, as the running bot has it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
from pydantic import SecretStr

from bot.config.sections import Config, Matrix, Storage
from bot.config.sections import HttpSection as HttpSection
from bot.http.routes import HttpServer, http_of
from bot.workers.schedule import Heartbeat
from commands.collection.transfer.shipped import seed
from storage.database import Database, open_database
from storage.matrix import rooms, sync
from storage.meetings import meetings
from storage.meetings.meetings import Meeting
from tests.support.say import NOW, ROOM

TOKEN = "geheim-0123456789-abcdefghijklmnopq"
FEED = f"/termine.ics?token={TOKEN}"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Members:
    """Everybody is one; `who` tells it of some: None if that is not known."""

    who: dict[str, bool | None] = field(default_factory=dict)

    def __call__(self, user_id: str) -> bool | None:
        return self.who.get(user_id, True)


@dataclass
class Served:
    """`http` listens on `port`."""

    config: Config
    http: HttpServer
    members: Members
    database: Database
    clock: Clock
    heartbeat: Heartbeat
    session: aiohttp.ClientSession
    port: int = field(default=0)

    async def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"http://127.0.0.1:{self.port}{path}"
        async with self.session.request(method, url, headers=named) as response:
            answered = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, answered, await response.read())

    async def raw(self, sent: bytes) -> bytes:
        """All that is answered until the connection is closed."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(sent)
            return await asyncio.wait_for(reader.read(), 10)
        finally:
            writer.close()

    @asynccontextmanager
    async def restarted(self) -> AsyncIterator[None]:
        """Another server with the same configuration and nothing in memory."""
        http = http_of(self.config, self.database, self.heartbeat, self.clock, self.members)
        assert http is not None
        http.address = ("127.0.0.1", 0)
        async with http.listening() as self.port:
            yield

    async def meet(self, title: str = "Losverfahren", **more: Any) -> Meeting:
        async with self.database.transaction() as tx:
            return await meetings.add(tx, meeting(self.clock.now, title, **more))

    async def be_well(self) -> None:
        """As after a sync and a beat just now."""
        async with self.database.transaction() as tx:
            await sync.advance(tx, "s1", self.clock.now)
        await self.heartbeat.beat()


def meeting(at: datetime, title: str, **more: Any) -> Meeting:
    values: dict[str, Any] = {
        "meeting_id": 0,
        "uid": f"{title}@example.org",
        "kind": "online-konferenz",
        "title": title,
        "starts": "2027-01-14T10:00",
        "ends": "2027-01-14T11:30",
        "timezone": "Europe/Berlin",
        "all_day": False,
        "starts_at": at + timedelta(days=50),
        "ends_at": at + timedelta(days=50, hours=1),
        "created_at": at,
        "changed_at": at,
        "created_by": "@ada:example.org",
    }
    return Meeting(**values | more)


def configured(folder: Path, *, token: str | None = TOKEN, port: int = 1) -> Config:
    file = None
    if token is not None:
        file = folder / "token"
        file.write_text(f"{token}\n", encoding="utf-8")
    return Config(
        matrix=Matrix(
            homeserver="http://127.0.0.1:1", user_id="@bot:example.org", password=SecretStr("x")
        ),
        storage=Storage(directory=folder),
        http=HttpSection(listen=f"127.0.0.1:{port}", feed_token_file=file),
    )


@asynccontextmanager
async def serving(folder: Path, *, token: str | None = TOKEN) -> AsyncIterator[Served]:
    """On a free port, with the collection as it is shipped, in a room, and well."""
    config, clock = configured(folder, token=token), Clock()
    config.database_file.write_bytes(await asyncio.to_thread(_shipped))
    async with open_database(config.database_file) as database:
        async with database.transaction() as tx:
            await rooms.entered(tx, ROOM, NOW)
        heartbeat = Heartbeat(clock)
        members = Members()
        http = http_of(config, database, heartbeat, clock, members)
        assert http is not None
        http.address = ("127.0.0.1", 0)
        async with aiohttp.ClientSession() as session, http.listening() as port:
            served = Served(config, http, members, database, clock, heartbeat, session, port)
            await served.be_well()
            yield served


@cache
def _shipped() -> bytes:
    """The database after the first start."""

    async def make(file: Path) -> None:
        async with open_database(file) as database, database.transaction() as tx:
            await seed(tx, NOW)

    with TemporaryDirectory() as directory:
        file = Path(directory) / "netzwerkbot.db"
        asyncio.run(make(file))
        return file.read_bytes()
