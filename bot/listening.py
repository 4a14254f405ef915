"""Connections within limits: how many, how long, how much, and nothing of them in a log."""

import asyncio
import errno
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import cast

from aiohttp import web

from bot.errors import Failure
from commands.texts import operation as texts

logger = logging.getLogger(__name__)

# Instead of a name with versions.
SERVER = "netzwerkbot"
MAX_CONNECTIONS = 64
KEEPALIVE = 15
LIFETIME = 60
# aiohttp logs what does not parse, and a token could be in it.
_SILENT = logging.Logger("silent", logging.CRITICAL + 1)


@asynccontextmanager
async def listening(
    address: tuple[str, int], answer: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
) -> AsyncIterator[int]:
    """Yields the port. Raises Failure if the address cannot be had."""
    server = web.Server(answer)
    listener = await _listen(address, lambda: Connection(server))
    try:
        yield listener.sockets[0].getsockname()[1]
    finally:
        listener.close()
        server.pre_shutdown()
        await server.shutdown(timeout=1)
        await listener.wait_closed()


async def may_listen(address: tuple[str, int]) -> None:
    """Raises Failure if the address cannot be had."""
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
        text = texts.not_listening(shown(address), trouble(error))
        raise Failure(text, exit_code=1 if busy else 2) from None


def shown(address: tuple[str, int]) -> str:
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def trouble(error: OSError) -> str:
    """Why an address cannot be had, in German."""
    return texts.UNKNOWN_HOST if isinstance(error, socket.gaierror) else texts.reason(error)


class Connection(web.RequestHandler):
    """Ends after a minute, whatever it waits for, and says nothing of what it could not read.

    One too many ends at once.
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
        # Also after aiohttp has closed it: it would wait for a reader who does not read.
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
