"""Connections within limits of number, time and size; none of their content is logged."""

import asyncio
import errno
import logging
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import cast

from aiohttp import web

from bot.process.lifecycle import Failure
from bot.texts import operation as texts

logger = logging.getLogger(__name__)

# Instead of a name with versions.
SERVER = "netzwerkbot"
MAX_CONNECTIONS = 64
KEEPALIVE = 15
LIFETIME = 60
# aiohttp logs requests that it cannot parse; they could hold a token.
_SILENT = logging.Logger("silent", logging.CRITICAL + 1)


@asynccontextmanager
async def listening(address: tuple[str, int], application: web.Application) -> AsyncIterator[int]:
    """Listen and yield the port. Raises Failure if the address cannot be used."""
    runner = web.AppRunner(application, shutdown_timeout=1)
    await runner.setup()
    listener = await _listen(address, lambda: LimitedConnection(cast("web.Server", runner.server)))
    try:
        yield listener.sockets[0].getsockname()[1]
    finally:
        listener.close()
        await runner.cleanup()
        await listener.wait_closed()


async def may_listen(address: tuple[str, int]) -> None:
    """Try the address for a moment. Raises Failure if it cannot be used."""
    listener = await _listen(address, asyncio.Protocol)
    listener.close()
    await listener.wait_closed()


async def _listen(
    address: tuple[str, int], protocol: Callable[[], asyncio.BaseProtocol]
) -> asyncio.Server:
    host, port = address
    try:
        return await asyncio.get_running_loop().create_server(protocol, host, port)
    except OSError as error:
        busy = error.errno == errno.EADDRINUSE
        text = texts.not_listening(address_text(address), listen_problem(error))
        raise Failure(text, exit_code=1 if busy else 2) from None


def address_text(address: tuple[str, int]) -> str:
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def listen_problem(error: OSError) -> str:
    """Explain in German why an address cannot be used."""
    return texts.UNKNOWN_HOST if isinstance(error, socket.gaierror) else texts.reason(error)


class LimitedConnection(web.RequestHandler):
    """A connection that ends after a minute at the latest, and logs nothing of a bad request.

    A connection beyond the limit ends at once.
    """

    def __init__(self, server: web.Server) -> None:
        super().__init__(
            server,
            loop=asyncio.get_running_loop(),
            keepalive_timeout=KEEPALIVE,
            logger=_SILENT,
            access_log=_SILENT,
            max_line_size=2048,
            max_field_size=4096,
            max_headers=64,
            lingering_time=2,
            read_bufsize=2**14,
        )
        self._server = server
        self._began = self._loop.time()
        self._end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        abort = cast("asyncio.Transport", transport).abort
        if len(self._server.connections) >= MAX_CONNECTIONS:
            abort()
            return
        super().connection_made(transport)
        # Also after aiohttp has closed it: it would wait for a client that does not read.
        self._end = self._loop.call_later(LIFETIME, abort)

    def connection_lost(self, exc: BaseException | None) -> None:
        if self._end is not None:
            self._end.cancel()
        super().connection_lost(exc)

    @property
    def is_old(self) -> bool:
        return self._loop.time() - self._began > LIFETIME / 2

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        words = "Bad Request" if status == 400 else "Error"
        if status >= 500:
            logger.error("answering failed: %s", type(exc).__name__)
        response = web.Response(status=status, text=f"{words}\n", headers={"Server": SERVER})
        response.force_close()
        return response
