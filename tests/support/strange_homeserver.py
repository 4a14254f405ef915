"""What may answer in the place of a homeserver: a web page, a proxy, a busy or a locked one."""

import email.utils
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

VERSIONS = {"versions": ["v1.1", "v1.12"]}
PAGE = "<!doctype html><title>Willkommen</title>"

Answer = Callable[[], web.Response]


@dataclass
class StrangeHomeserver:
    """`answers` by path; what has none is a web page."""

    url: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    ahead: float = 0

    def put(self, path: str, *answers: Answer) -> None:
        """The last one stays."""
        self.answers[path] = list(answers)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        waiting = self.answers.get(request.path, [page])
        response = (waiting.pop(0) if len(waiting) > 1 else waiting[0])()
        response.headers["Date"] = email.utils.formatdate(time.time() + self.ahead, usegmt=True)
        return response


def page(status: int = 200) -> web.Response:
    return web.Response(status=status, text=PAGE, content_type="text/html")


def json(content: object, status: int = 200) -> Answer:
    return lambda: web.json_response(content, status=status)


def versions() -> web.Response:
    return web.json_response(VERSIONS)


@asynccontextmanager
async def strange_homeserver(tls: ssl.SSLContext | None = None) -> AsyncIterator[StrangeHomeserver]:
    homeserver = StrangeHomeserver()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", homeserver.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    port = runner.addresses[0][1]
    homeserver.url = f"http{'s' if tls else ''}://127.0.0.1:{port}"
    try:
        yield homeserver
    finally:
        await runner.cleanup()
