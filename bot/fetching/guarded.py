"""Requests to addresses of strangers: only public ones, redirects step by step, in time."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from commands.language.urls import is_public

MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class GuardProblem(Enum):
    NOT_PUBLIC = auto()
    TOO_MANY_REDIRECTS = auto()
    TOO_LARGE = auto()


class GuardError(Exception):
    """The address, a redirect or the size of the answer is not allowed."""

    def __init__(self, problem: GuardProblem) -> None:
        super().__init__(problem.name)
        self.problem = problem


@dataclass(frozen=True)
class WebAnswer:
    """An answer; `body` is empty unless a size was allowed and the status is 200."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class GuardedWeb:
    """Sends requests, and keeps no cookies, connections or names from one to the next.

    The host `trusted` may be anywhere. `seconds` limits a single request.
    """

    headers: Mapping[str, str]
    is_allowed: Callable[[str], bool] = is_public
    trusted: str | None = None
    resolver: AbstractResolver | None = None
    seconds: float | None = None

    async def request(self, method: str, url: URL, max_bytes: int = 0) -> WebAnswer:
        """Leave the body unread, whatever its size, or read at most so many bytes.

        Raises GuardError, aiohttp.ClientError, OSError, ValueError.
        """
        self._refuse_inner_address(url.raw_host or "")
        async with (
            asyncio.timeout(self.seconds),
            self._session() as session,
            session.request(method, url, allow_redirects=False) as response,
        ):
            has_body = max_bytes and response.status == 200
            body = await _body(response, max_bytes) if has_body else b""
            response.close()
            return WebAnswer(response.status, response.headers, body)

    def _session(self) -> aiohttp.ClientSession:
        resolver = _GuardedResolver(self.resolver or aiohttp.ThreadedResolver(), self._refuse)
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=resolver, use_dns_cache=False, force_close=True
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=self.headers,
            auto_decompress=False,
            trust_env=False,
            read_bufsize=2**14,
        )

    def _refuse_inner_address(self, host: str) -> None:
        """Check a numeric address: the resolver does not see it."""
        try:
            address = str(ipaddress.ip_address(host))
        except ValueError:
            return
        self._refuse(host, address)

    def _refuse(self, host: str, address: str) -> None:
        if host != self.trusted and not self.is_allowed(address):
            raise GuardError(GuardProblem.NOT_PUBLIC)


@dataclass
class _GuardedResolver(AbstractResolver):
    """Resolves and checks a name once; the connection uses that result and no second one."""

    resolver: AbstractResolver
    refuse: Callable[[str, str], None]

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        results = await self.resolver.resolve(host, port, family)
        if not results:
            raise OSError("the name has no address")
        for result in results:
            self.refuse(host, result["host"])
        return results

    async def close(self) -> None:
        await self.resolver.close()


async def follow(
    url: URL, ask: Callable[[URL], Awaitable[WebAnswer]], checked: Callable[[URL], URL]
) -> WebAnswer:
    """Return the last answer; `checked` sees each new target. Raises GuardError."""
    for _ in range(MAX_REDIRECTS + 1):
        answer = await ask(url)
        location = answer.headers.get("Location")
        if answer.status not in _REDIRECTS or location is None:
            return answer
        url = checked(url.join(URL(location.strip())))
    raise GuardError(GuardProblem.TOO_MANY_REDIRECTS)


async def _body(response: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise aiohttp.ClientPayloadError("packed")
    if (response.content_length or 0) > max_bytes:
        raise GuardError(GuardProblem.TOO_LARGE)
    data = bytearray()
    async for chunk in response.content.iter_chunked(2**16):
        data += chunk
        if len(data) > max_bytes:
            raise GuardError(GuardProblem.TOO_LARGE)
    return bytes(data)
