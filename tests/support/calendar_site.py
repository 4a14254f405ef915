"""A server on loopback that gives out a calendar, in good days and bad ones."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from tests.support.sites import INNER


class CalendarSite:
    """`answer` says how: "calendar", or one of the bad days."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.etag = '"1"'
        self.answer = "calendar"
        self.location = ""
        self.port = 0
        self.asked: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/termine.ics?geheim=abc"

    def now(self, data: bytes, etag: str) -> None:
        self.data, self.etag, self.answer = data, etag, "calendar"

    async def respond(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(dict(request.headers))
        match self.answer:
            case "calendar":
                return self._calendar(request)
            case "redirect":
                return web.Response(status=302, headers={"Location": self.location})
            case "truncated":
                return await self._truncated(request)
            case "slow":
                await asyncio.sleep(30)
            case "gzip":
                packed = {"Content-Encoding": "gzip"}
                return web.Response(body=b"\x1f\x8b", headers=packed)
            case "endless":
                return await self._endless(request)
            case "html":
                return web.Response(text="<html>Bitte melden Sie sich an</html>")
            case "large":
                return web.Response(body=bytes(3_000_000))
        return web.Response(status=int(self.answer) if self.answer.isdigit() else 500)

    def _calendar(self, request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == self.etag:
            return web.Response(status=304)
        modified = "Sun, 22 Nov 2026 10:00:00 GMT"
        return web.Response(body=self.data, headers={"ETag": self.etag, "Last-Modified": modified})

    async def _truncated(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(len(self.data))})
        await response.prepare(request)
        await response.write(self.data[: len(self.data) // 2])
        assert request.transport is not None
        request.transport.abort()
        return response

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(bytes(2**16))
        return response


@asynccontextmanager
async def calendar_site(data: bytes, address: str = INNER) -> AsyncIterator[CalendarSite]:
    site = CalendarSite(data)
    application = web.Application()
    application.router.add_route("*", "/{what:.*}", site.respond)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, address, 0).start()
        site.port = runner.addresses[0][1]
        yield site
    finally:
        await runner.cleanup()
