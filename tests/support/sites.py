"""Servers on loopback that answer as they are told, and names that lead to them."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

OUTER, INNER = "127.0.0.2", "127.0.0.1"


class Names(AbstractResolver):
    """Answers with the address of each name in turn, the last one for ever."""

    def __init__(self, **addresses: list[str]) -> None:
        self.addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        answers = self.addresses[host.partition(".")[0]]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if not answer:
            raise OSError("no such name")
        return _results(host, port, answer.split())

    async def close(self) -> None:
        pass


class Everywhere(Names):
    """Every name has the same address."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        return _results(host, port, [self.address])


def _results(host: str, port: int, addresses: list[str]) -> list[ResolveResult]:
    return [
        ResolveResult(
            hostname=host,
            host=address,
            port=port,
            family=socket.AF_INET6 if ":" in address else socket.AF_INET,
            proto=0,
            flags=0,
        )
        for address in addresses
    ]


class Site:
    """A server that answers as it is told and remembers who asked."""

    def __init__(self) -> None:
        self.requests: list[web.Request] = []
        self.was_asked = asyncio.Event()
        self.port = 0
        self.sent = 0

    @property
    def seen(self) -> list[str]:
        return [f"{request.method} {request.path}" for request in self.requests]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        self.was_asked.set()
        command, _, rest = request.match_info["what"].partition("/")
        if command == "status":
            return web.Response(status=int(rest), text="a" * 1000)
        if command == "head":
            return web.Response(status=int(rest) if request.method == "HEAD" else 200)
        if command == "mute":
            return await self._mute(request, rest)
        if command == "late":
            await asyncio.sleep(0.3)
            return web.Response(status=302, headers={"Location": request.query["url"]})
        if command == "busy":
            return web.Response(status=503, headers={"Retry-After": rest})
        if command == "to":
            headers = {"Location": request.query["url"], "Set-Cookie": "a=b; Path=/"}
            return web.Response(status=int(rest), headers=headers)
        if command == "again":
            return web.Response(status=302, headers={"Location": f"/again/{int(rest) - 1}"})
        if command == "endless":
            return await self._endless(request)
        await asyncio.sleep(60)
        return web.Response()

    async def _mute(self, request: web.Request, how: str) -> web.StreamResponse:
        """Whoever only asks gets no answer."""
        if request.method == "HEAD" and how == "abort":
            assert request.transport is not None
            request.transport.abort()
        elif request.method == "HEAD" or how == "always":
            await asyncio.sleep(60)
        return web.Response()

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        if request.method == "HEAD":
            return web.Response(status=405)
        response = web.StreamResponse(headers={"Content-Encoding": "gzip"})
        await response.prepare(request)
        while True:
            await response.write(bytes(2**16))
            self.sent += 2**16


@asynccontextmanager
async def serving(address: str, site: Site | None = None) -> AsyncIterator[Site]:
    site = site or Site()
    application = web.Application()
    application.router.add_route("*", "/{what:.*}", site.answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, address, 0).start()
        site.port = runner.addresses[0][1]
        yield site
    finally:
        await runner.cleanup()


Writing = Callable[[asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def raw(write: Writing) -> AsyncIterator[int]:
    """A server that answers any connection with whatever `write` writes."""

    async def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await write(writer)
        except ConnectionError:
            pass
        finally:
            writer.close()

    async with await asyncio.start_server(connected, OUTER, 0) as server:
        yield server.sockets[0].getsockname()[1]
