"""A line to the homeserver that loses answers: what is asked arrives, the answer does not."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote

import aiohttp
from aiohttp import web
from yarl import URL

from tests.support.waiting import until

_OF_THE_LINE = frozenset(
    {"connection", "content-length", "content-encoding", "transfer-encoding", "host"}
)


@dataclass
class CuttingLine:
    """Stands before the homeserver; `url` is what the bot takes for it.

    A request is named by its last segment, such as a transaction id. `lost` are the names of those
    that arrived without an answer, in their order.
    """

    homeserver: str
    session: aiohttp.ClientSession
    url: str = ""
    bad_gateway: bool = False
    lost: list[str] = field(default_factory=list)
    _awaited: list[str] = field(default_factory=list)
    _losing: set[str] = field(default_factory=set)

    def lose_answers(self, to: str) -> None:
        """Lose those to the next request whose name begins so, and to its repetitions."""
        self._awaited.append(to)

    def mend(self) -> None:
        self._awaited.clear()
        self._losing.clear()

    async def until_lost(self, to: str) -> None:
        """Wait until such a request has arrived, and its answer is gone."""
        await until(lambda: any(name.startswith(to) for name in self.lost))

    async def pass_on(self, request: web.Request) -> web.Response:
        name, path = _name(request), request.rel_url.raw_path_qs
        loses = self._loses(name)
        async with self.session.request(
            request.method,
            URL(f"{self.homeserver}{path}", encoded=True),
            headers=_kept(request.headers),
            data=await request.read(),
            allow_redirects=False,
        ) as response:
            body = await response.read()
        if loses:
            self.lost.append(name)
            if self.bad_gateway:
                return web.Response(status=502, text="<h1>Bad Gateway</h1>")
            assert request.transport is not None
            request.transport.abort()
        return web.Response(status=response.status, headers=_kept(response.headers), body=body)

    def _loses(self, name: str) -> bool:
        for begins in self._awaited:
            if name.startswith(begins):
                self._awaited.remove(begins)
                self._losing.add(name)
                break
        return name in self._losing


def _kept(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() not in _OF_THE_LINE}


def _name(request: web.Request) -> str:
    """Return the last segment of its path, a transaction id as the outbox has it."""
    name = unquote(request.rel_url.raw_path.rpartition("/")[2])
    return name.partition("-")[2] if "/send/" in request.path else name


@asynccontextmanager
async def cutting_line(homeserver: str) -> AsyncIterator[CuttingLine]:
    """Let everything through until told otherwise."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout()) as session:
        line = CuttingLine(homeserver, session)
        application = web.Application(client_max_size=100_000_000)
        application.router.add_route("*", "/{path:.*}", line.pass_on)
        runner = web.AppRunner(application, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        line.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield line
        finally:
            await runner.cleanup()
