"""A built web client, served on loopback beside the demo's homeserver."""

import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.demo.homeserver import PortInUseError

_FRESH = {"Cache-Control": "no-store"}


class WebClientError(Exception):
    """The folder holds no built web client; the text is for the user."""


@asynccontextmanager
async def serving_web_client(
    folder: Path, homeserver_url: str, port: int = 0
) -> AsyncIterator[str]:
    """Yield the address; port 0 takes a free one. Raises WebClientError, PortInUseError."""
    if not (folder / "index.html").is_file():
        raise WebClientError(f"{folder}: no index.html in it")
    application = _application(folder, homeserver_url)
    # A browser keeps its connections open: do not wait until it closes them.
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await _listen(runner, port)
        host, chosen = runner.addresses[0][:2]
        yield f"http://{host}:{chosen}/"
    finally:
        await runner.cleanup()


def _application(folder: Path, homeserver_url: str) -> web.Application:
    async def config(_: web.Request) -> web.Response:
        return web.json_response({"homeserver": homeserver_url}, headers=_FRESH)

    async def index(_: web.Request) -> web.FileResponse:
        return web.FileResponse(folder / "index.html", headers=_FRESH)

    application = web.Application()
    application.router.add_get("/", index)
    application.router.add_get("/config.json", config)
    # Refuses files outside of the folder, also behind a symbolic link.
    application.router.add_static("/", folder)
    return application


async def _listen(runner: web.AppRunner, port: int) -> None:
    site = web.TCPSite(runner, "127.0.0.1", port, reuse_address=True)
    try:
        await site.start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortInUseError(str(port)) from error
        raise
