"""Asks whether a link answers, without ever connecting to an address that is not public."""

import asyncio
import ipaddress
import socket
from collections.abc import Callable
from enum import Enum, auto

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from commands.urls import BadUrlError, UrlProblem, check_url, is_public

MAX_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_TRY_GET = {403, 404, 405, 501}
_NOT_FOUND = {404, 410}
_HEADERS = {"User-Agent": "Netzwerkbot", "Accept": "*/*"}


class LinkState(Enum):
    OK = auto()
    NOT_FOUND = auto()
    REFUSED = auto()
    FAILING = auto()
    UNREACHABLE = auto()
    NOT_PUBLIC = auto()
    TOO_MANY_REDIRECTS = auto()


class _NotPublicError(Exception):
    """The link leads to an address the bot must not connect to."""


class _GuardedResolver(AbstractResolver):
    """Looks up once, and what it returns is what is connected to: no second answer can differ."""

    def __init__(self, resolver: AbstractResolver, is_allowed: Callable[[str], bool]) -> None:
        self._resolver = resolver
        self._is_allowed = is_allowed

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        if not found:
            raise OSError("the name has no address")
        if not all(self._is_allowed(result["host"]) for result in found):
            raise _NotPublicError
        return found

    async def close(self) -> None:
        await self._resolver.close()


class Links:
    """Nothing is kept from one question to the next: no cookies, no connections, no names."""

    def __init__(
        self,
        is_allowed: Callable[[str], bool] = is_public,
        resolver: AbstractResolver | None = None,
        seconds: float = 10,
    ) -> None:
        self._is_allowed = is_allowed
        self._resolver = resolver
        self._seconds = seconds

    async def check(self, url: str) -> LinkState:
        """Raises nothing but CancelledError."""
        try:
            async with asyncio.timeout(self._seconds), self._session() as session:
                return await self._follow(session, url)
        except BadUrlError as error:
            private = error.reason is UrlProblem.PRIVATE
            return LinkState.NOT_PUBLIC if private else LinkState.UNREACHABLE
        except _NotPublicError:
            return LinkState.NOT_PUBLIC
        except (aiohttp.ClientError, OSError, ValueError):
            return LinkState.UNREACHABLE

    def _session(self) -> aiohttp.ClientSession:
        resolver = _GuardedResolver(self._resolver or aiohttp.ThreadedResolver(), self._is_allowed)
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=resolver, use_dns_cache=False, force_close=True
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=_HEADERS,
            auto_decompress=False,
            trust_env=False,
            read_bufsize=2**14,
        )

    async def _follow(self, session: aiohttp.ClientSession, url: str) -> LinkState:
        for _ in range(MAX_REDIRECTS + 1):
            target = URL(check_url(url))
            self._refuse_inner_address(target.host)
            status, location = await _ask(session, "HEAD", target)
            if status in _TRY_GET:
                status, location = await _ask(session, "GET", target)
            if status not in _REDIRECTS or location is None:
                return _state(status)
            url = str(target.join(URL(location.strip())))
        return LinkState.TOO_MANY_REDIRECTS

    def _refuse_inner_address(self, host: str | None) -> None:
        """The resolver is not asked about an address that is written as a number."""
        try:
            address = str(ipaddress.ip_address(host or ""))
        except ValueError:
            return
        if not self._is_allowed(address):
            raise _NotPublicError


async def _ask(session: aiohttp.ClientSession, method: str, url: URL) -> tuple[int, str | None]:
    """The body is left unread, whatever its size."""
    async with session.request(method, url, allow_redirects=False) as response:
        response.close()
        return response.status, response.headers.get("Location")


def _state(status: int) -> LinkState:
    if status in _NOT_FOUND:
        return LinkState.NOT_FOUND
    if 400 <= status < 500:
        return LinkState.REFUSED
    return LinkState.OK if 200 <= status < 400 else LinkState.FAILING
