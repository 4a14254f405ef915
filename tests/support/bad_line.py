"""A bad line between the bot and its homeserver: what arrived there is not always answered."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web
from yarl import URL

# What belongs to one connection only.
_OF_THE_HOP = {"host", "connection", "content-length", "transfer-encoding", "keep-alive"}
# Seconds: the bot repeats a request after one second, after three, after seven.
_SPELLS = 0.5, 2.5
_PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass(frozen=True)
class Badness:
    """How often, of a hundred: an answer is `cut`, or a 502 instead of it, or nothing arrives."""

    cut: float = 0
    late_502: float = 0
    early_502: float = 0


# By a part of the path, the first that is in it; what has none here always passes.
BAD: Mapping[str, Badness] = {
    "/send/m.reaction/": Badness(cut=4, late_502=2),
    "/answer-": Badness(cut=15, late_502=6, early_502=2),
    "/send/": Badness(cut=35, late_502=15, early_502=4),
    "/redact/": Badness(cut=10, late_502=5),
    "/sendToDevice/": Badness(cut=6, late_502=4),
    "/keys/claim": Badness(cut=5),
    "/keys/query": Badness(cut=3),
    "/createRoom": Badness(cut=25),
    "/account_data/": Badness(cut=10),
    "/sync": Badness(cut=3, late_502=2),
}


@dataclass
class BadLine:
    """`url` stands for the homeserver.

    A request that had bad luck fails for a while when it is repeated, and then never again.
    """

    homeserver: str
    chance: random.Random
    bad: Mapping[str, Badness] = field(default_factory=lambda: dict(BAD))
    url: str = ""
    faults: dict[str, int] = field(default_factory=dict)
    _passed: Counter[str] = field(default_factory=Counter)
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)
    _session: aiohttp.ClientSession | None = None
    _broken_until: dict[str, float] = field(default_factory=dict)
    _held: asyncio.Future[None] | None = None

    def mend(self) -> None:
        """From now on everything is answered."""
        self.bad, self._broken_until = {}, {}

    async def accepted(self) -> None:
        """Return when the homeserver has an event of which the bot is not told so."""
        self._held = asyncio.get_running_loop().create_future()
        try:
            await self._held
        finally:
            self._held = None

    async def synced(self, times: int) -> None:
        """Return when the bot has got so many more answers to its sync."""
        await self._wait_for("/sync", times)

    async def sent(self, times: int) -> None:
        """Return when the homeserver has so many more events of the bot, told or not."""
        await self._wait_for("/send/", times)

    async def _wait_for(self, part: str, times: int) -> None:
        until = self._passed[part] + times
        async with self._news:
            await self._news.wait_for(lambda: self._passed[part] >= until)

    async def _note(self, part: str) -> None:
        async with self._news:
            self._passed[part] += 1
            self._news.notify_all()

    def _count(self, fault: str) -> None:
        self.faults[fault] = self.faults.get(fault, 0) + 1

    def _fault(self, path: str) -> str | None:
        badness = next((self.bad[part] for part in self.bad if part in path), Badness())
        drawn = self.chance.uniform(0, 100)
        for name in ("cut", "late_502", "early_502"):
            drawn -= getattr(badness, name)
            if drawn < 0:
                return name
        return None

    async def handle(self, request: web.Request) -> web.StreamResponse:
        path, now = request.raw_path, asyncio.get_running_loop().time()
        if self._broken_until.get(path, 0) > now:
            self._count("again")
            return _bad_gateway()
        fault = None if path in self._broken_until else self._fault(request.path)
        if fault is not None and "/sync" not in path:
            self._broken_until[path] = now + self.chance.uniform(*_SPELLS)
        if fault == "early_502":
            self._count(fault)
            return _bad_gateway()
        response = await self._forwarded(request)
        if "/send/" in request.path:
            await self._note("/send/")
        if "/send/" in request.path and self._held is not None and not self._held.done():
            self._held.set_result(None)
            self._count("held")
            await asyncio.sleep(5)  # the bot is killed meanwhile
            return _bad_gateway()
        if fault is None and "/sync" in path:
            await self._note("/sync")
        if fault is None:
            return response
        self._count(fault)
        if fault == "late_502":
            return _bad_gateway()
        if request.transport is not None:
            request.transport.abort()
        return response

    async def _forwarded(self, request: web.Request) -> web.Response:
        assert self._session is not None
        headers = {k: v for k, v in request.headers.items() if k.lower() not in _OF_THE_HOP}
        url = URL(self.homeserver + request.raw_path, encoded=True)
        try:
            async with self._session.request(
                request.method, url, data=await request.read(), headers=headers
            ) as answer:
                body = await answer.read()
        except (aiohttp.ClientError, TimeoutError):
            return _bad_gateway()
        kept = {
            k: v
            for k, v in answer.headers.items()
            if k.lower() not in _OF_THE_HOP | {"content-encoding", "date", "server"}
        }
        return web.Response(status=answer.status, body=body, headers=kept)


def _bad_gateway() -> web.Response:
    return web.Response(status=502, text=_PAGE, content_type="text/html")


@asynccontextmanager
async def bad_line(homeserver: str, chance: random.Random) -> AsyncIterator[BadLine]:
    line = BadLine(homeserver, chance)
    application = web.Application(client_max_size=200_000_000)
    application.router.add_route("*", "/{path:.*}", line.handle)
    # Whoever was killed waits for nothing any more.
    runner = web.AppRunner(application, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    line.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=90)
        ) as line._session:
            yield line
    finally:
        await runner.cleanup()
