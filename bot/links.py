"""Asks whether a link answers, without ever connecting to an address that is not public."""

import asyncio
import ipaddress
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from commands.urls import BadUrlError, UrlProblem, check_url, is_public

MAX_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_NOT_FOUND = {404, 410}
_TOO_MANY_REQUESTS = 429
_UNAVAILABLE = 503
NAME = "Netzwerkbot"
# All requests for a link together have so many times the time of one.
_PATIENCE = 3


class LinkState(Enum):
    OK = auto()
    NOT_FOUND = auto()
    REFUSED = auto()
    FAILING = auto()
    UNREACHABLE = auto()
    NOT_PUBLIC = auto()
    TOO_MANY_REDIRECTS = auto()


@dataclass(frozen=True)
class Answer:
    """`busy`: the site has no time now, which says nothing about the link.

    `retry_after` is when it wants to be asked again, in its own words.
    """

    state: LinkState
    busy: bool = False
    retry_after: str | None = None


def user_agent(website: str) -> str:
    """Who asks, and where the people behind it are found."""
    fits = website.isascii() and website.isprintable() and website
    return f"{NAME} (+{website})" if fits else NAME


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
    """Nothing is kept from one question to the next: no cookies, no connections, no names.

    A single request has so many `seconds`.
    """

    def __init__(
        self,
        is_allowed: Callable[[str], bool] = is_public,
        resolver: AbstractResolver | None = None,
        seconds: float = 10,
        user_agent: str = NAME,
    ) -> None:
        self._is_allowed = is_allowed
        self._resolver = resolver
        self._seconds = seconds
        self._headers = {"User-Agent": user_agent, "Accept": "*/*"}

    async def check(self, url: str) -> LinkState:
        """Raises nothing but CancelledError."""
        return (await self.ask(url)).state

    async def ask(self, url: str) -> Answer:
        """Raises nothing but CancelledError."""
        try:
            async with asyncio.timeout(_PATIENCE * self._seconds), self._session() as session:
                return await self._follow(session, url)
        except BadUrlError as error:
            private = error.reason is UrlProblem.PRIVATE
            return Answer(LinkState.NOT_PUBLIC if private else LinkState.UNREACHABLE)
        except _NotPublicError:
            return Answer(LinkState.NOT_PUBLIC)
        except (aiohttp.ClientError, OSError, ValueError):
            return Answer(LinkState.UNREACHABLE)

    def _session(self) -> aiohttp.ClientSession:
        resolver = _GuardedResolver(self._resolver or aiohttp.ThreadedResolver(), self._is_allowed)
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=resolver, use_dns_cache=False, force_close=True
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=self._headers,
            auto_decompress=False,
            trust_env=False,
            read_bufsize=2**14,
        )

    async def _follow(self, session: aiohttp.ClientSession, url: str) -> Answer:
        for _ in range(MAX_REDIRECTS + 1):
            target = URL(check_url(url))
            self._refuse_inner_address(target.host)
            status, headers = await self._head_or_get(session, target)
            location = headers.get("Location")
            if status not in _REDIRECTS or location is None:
                return _answer(status, headers.get("Retry-After"))
            url = str(target.join(URL(location.strip())))
        return Answer(LinkState.TOO_MANY_REDIRECTS)

    async def _head_or_get(
        self, session: aiohttp.ClientSession, url: URL
    ) -> tuple[int, Mapping[str, str]]:
        """Many sites answer a HEAD wrongly or not at all; who has no time is not asked twice."""
        try:
            status, headers = await self._request(session, "HEAD", url)
        except aiohttp.ClientConnectorError:
            # It did not get as far as the question.
            raise
        except (aiohttp.ClientError, OSError):
            return await self._request(session, "GET", url)
        if 200 <= status < 400 or _answer(status, headers.get("Retry-After")).busy:
            return status, headers
        return await self._request(session, "GET", url)

    async def _request(
        self, session: aiohttp.ClientSession, method: str, url: URL
    ) -> tuple[int, Mapping[str, str]]:
        """Status and headers; the body is left unread, whatever its size."""
        async with asyncio.timeout(self._seconds):
            async with session.request(method, url, allow_redirects=False) as response:
                response.close()
                return response.status, response.headers

    def _refuse_inner_address(self, host: str | None) -> None:
        """The resolver is not asked about an address that is written as a number."""
        try:
            address = str(ipaddress.ip_address(host or ""))
        except ValueError:
            return
        if not self._is_allowed(address):
            raise _NotPublicError


def _answer(status: int, retry_after: str | None) -> Answer:
    busy = status == _TOO_MANY_REQUESTS or (status == _UNAVAILABLE and retry_after is not None)
    return Answer(_state(status), busy, retry_after if busy else None)


def _state(status: int) -> LinkState:
    if status in _NOT_FOUND:
        return LinkState.NOT_FOUND
    if 400 <= status < 500:
        return LinkState.REFUSED
    return LinkState.OK if 200 <= status < 400 else LinkState.FAILING
