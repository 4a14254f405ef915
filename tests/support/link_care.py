"""A collection, the web it links to, and a clock that can be moved."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.fetching.links import Links
from bot.workers.link_checks import LinkChecks
from commands.collection.maintenance_notes import WEEKLY
from commands.conversation.weekly import weekly_note
from storage.collection import guidelines, link_checks
from storage.collection.guidelines import Guideline, GuidelineLink, Municipality
from storage.collection.link_checks import LinkCheck
from storage.database import Database
from storage.records import fetch
from tests.support.say import MANAGEMENT, NOW, Room
from tests.support.sites import OUTER, Everywhere, Site, serving

DAY, WEEK = timedelta(days=1), timedelta(days=7)
HOUR = timedelta(hours=1)
BERLIN = ZoneInfo("Europe/Berlin")
EMPTY = Guideline(municipality_id=0, list="buergerbeteiligung", created_at=NOW)


async def add_entry(database: Database, name: str = "Bonn", **fields: Any) -> Guideline:
    """`links` may be addresses; those have a label then."""
    links = (
        GuidelineLink("Leitlinien", x, None) if isinstance(x, str) else x for x in fields["links"]
    )
    fields["links"] = tuple(links)
    async with database.transaction() as tx:
        known = {m.name: m for m in await guidelines.municipalities(tx)}
        place = known.get(name) or await guidelines.add_municipality(
            tx, Municipality(0, name, None, "", "Stadt", "Hessen", "", None)
        )
        new = replace(EMPTY, municipality_id=place.municipality_id, **fields)
        return await guidelines.add(tx, new)


class Web(Site):
    """Every path answers with the status in `pages`, else 200; `asked` is when what was asked."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.clock = clock
        self.pages: dict[str, int] = {}
        self.headers: dict[str, Mapping[str, str]] = {}
        self.asked: list[tuple[datetime, str, str]] = []
        self.busy = self.most = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        self.was_asked.set()
        self.asked.append((self.clock(), request.host.partition(":")[0], request.path))
        self.busy += 1
        self.most = max(self.most, self.busy)
        try:
            return await self._respond(request)
        finally:
            self.busy -= 1

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        match self.pages.get(request.path, 200):
            case 0:
                await asyncio.sleep(60)
            case -1:
                assert request.transport is not None
                request.transport.abort()
            case status:
                headers = self.headers.get(request.path, {})
                return web.Response(status=status, headers=headers)
        return web.Response()


async def _no_problems(_ctx: object) -> list[str]:
    return []


NOTE = weekly_note([WEEKLY], _no_problems)


@dataclass
class World:
    """`now` is what the bot believes it is."""

    database: Database
    web: Web
    # Killed before every step.
    restless: bool = False
    seconds: float = 20
    room: Room = field(init=False)
    care: LinkChecks = field(init=False)

    def __post_init__(self) -> None:
        self.restart()
        self.web.clock = lambda: self.now

    def restart(self, **changes: Any) -> None:
        """As after a kill: whatever was in memory is gone."""
        now = self.room.now if hasattr(self, "room") else NOW
        self.room = Room(self.database, now=now)
        links = Links(OUTER.__eq__, Everywhere(OUTER), self.seconds)
        parts: dict[str, Any] = {"links": links, "live": self.room.live, "rest": timedelta()}
        self.care = LinkChecks(self.database, **parts | changes)

    @property
    def now(self) -> datetime:
        return self.room.now

    def later(self, **ahead: float) -> None:
        self.room.now += timedelta(**ahead)

    def url(self, path: str = "a", host: str = "www.bonn.example") -> str:
        return f"http://{host}:{self.web.port}/{path}"

    async def add(self, *paths: str, name: str = "Bonn", **fields: Any) -> Guideline:
        links = [path if "://" in path else self.url(path) for path in paths]
        return await add_entry(self.database, name, links=links, **fields)

    async def change(self, entry: Guideline, **fields: Any) -> None:
        async with self.database.transaction() as tx:
            await guidelines.change(tx, replace(entry, **fields))

    async def remove(self, entry: Guideline) -> None:
        async with self.database.transaction() as tx:
            number = entry.guideline_id
            await tx.execute("DELETE FROM guideline WHERE guideline_id = ?", (number,))

    async def look(self) -> timedelta:
        """Once; the clock goes on as long as the bot would wait."""
        if self.restless:
            self.restart()
        pause = await self.care.ask_next()
        self.room.now += pause
        return pause

    async def settle(self) -> None:
        """Until nothing is due for a while."""
        while await self.look() < timedelta(minutes=10):
            pass

    async def pass_days(self, days: float) -> None:
        """All that falls due until then is done when it is due."""
        end = self.now + days * DAY
        while True:
            await self.settle()
            async with self.database.transaction() as tx:
                next_at = await link_checks.next_at(tx)
            if next_at is None or next_at > end:
                break
            self.room.now = max(next_at, self.now)
        self.room.now = max(end, self.now)

    async def known(self, path: str = "a") -> LinkCheck:
        async with self.database.transaction() as tx:
            url = path if "://" in path else self.url(path)
            [check] = await fetch(tx, LinkCheck, "SELECT * FROM link_check WHERE url = ?", (url,))
        return check

    async def note(self) -> list[str]:
        """Return what the weekly note says of links in the management room now."""
        if self.restless:
            self.restart()
        async with self.database.transaction() as tx:
            await NOTE.run(self.room.context(tx))
        lines = "\n".join(await self.room.read(MANAGEMENT)).splitlines()
        return [line.removeprefix("– ") for line in lines if "Link" in line]

    async def notes(self, days: float) -> list[tuple[datetime, str]]:
        """What is said in that time, with the job running every hour."""
        said = []
        for _ in range(round(days * 24)):
            await self.pass_days(1 / 24)
            said += [(self.now, words) for words in await self.note()]
        return said


@asynccontextmanager
async def caring(database: Database) -> AsyncIterator[World]:
    site = Web(lambda: NOW)
    async with serving(OUTER, site):
        yield World(database, site)


def impatient() -> Links:
    return Links(OUTER.__eq__, Everywhere(OUTER), seconds=0.5)
