"""A calendar file from the web: at most 2 MB, in time, and only from where it may come."""

import asyncio
import hashlib
import ipaddress
import re
import socket
from dataclasses import dataclass
from enum import Enum, auto

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from commands.calendar.lines import MAX_BYTES
from commands.urls import is_public

MAX_REDIRECTS = 5
_LONGEST_TAG = 500
_REDIRECTS = {301, 302, 303, 307, 308}
_HEADERS = {
    "User-Agent": "Netzwerkbot",
    "Accept": "text/calendar, text/plain;q=0.5, */*;q=0.1",
    "Accept-Encoding": "identity",
}
_ADDRESS = re.compile(r"(?:https?|webcals?)://", re.IGNORECASE)


class CalendarProblem(Enum):
    UNREACHABLE = auto()
    REFUSED = auto()
    TOO_LARGE = auto()
    SENT_ELSEWHERE = auto()


class CalendarError(Exception):
    """There is no calendar to be had now."""

    def __init__(self, problem: CalendarProblem, detail: str) -> None:
        super().__init__(detail)
        self.problem = problem


@dataclass(frozen=True)
class Fetched:
    """`etag` and `modified` as the server told them, to ask with the next time."""

    data: bytes
    etag: str | None = None
    modified: str | None = None


@dataclass
class _Guard(AbstractResolver):
    """What the operator named may be anywhere; whatever it leads to must be public."""

    trusted: str
    resolver: AbstractResolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self.resolver.resolve(host, port, family)
        if host != self.trusted and not all(is_public(result["host"]) for result in found):
            raise CalendarError(CalendarProblem.SENT_ELSEWHERE, "inner address")
        return found

    async def close(self) -> None:
        await self.resolver.close()


def is_address(words: str) -> bool:
    return _ADDRESS.match(words) is not None


def source_of(url: str) -> str:
    """What the calendar is called in the database: its address may be secret."""
    return hashlib.sha256(url.encode("utf-8", "surrogateescape")).hexdigest()[:32]


async def fetch(
    url: str,
    etag: str | None = None,
    modified: str | None = None,
    *,
    seconds: float = 30,
    resolver: AbstractResolver | None = None,
) -> Fetched | None:
    """None if it is what it was. Raises CalendarError."""
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    headers = _HEADERS | {name: value for name, value in asked.items() if value is not None}
    try:
        target = URL(url)
        async with asyncio.timeout(seconds), _session(target, resolver, headers) as session:
            return await _follow(session, target)
    except CalendarError:
        raise
    except (aiohttp.ClientError, OSError, ValueError) as error:
        cause = error.__cause__
        if isinstance(cause, CalendarError):
            raise cause from None
        raise CalendarError(CalendarProblem.UNREACHABLE, type(error).__name__) from None


def _session(
    target: URL, resolver: AbstractResolver | None, headers: dict[str, str]
) -> aiohttp.ClientSession:
    guard = _Guard(target.host or "", resolver or aiohttp.ThreadedResolver())
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=guard, use_dns_cache=False, force_close=True),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers=headers,
        auto_decompress=False,
        trust_env=False,
    )


async def _follow(session: aiohttp.ClientSession, first: URL) -> Fetched | None:
    target = first
    for _ in range(MAX_REDIRECTS + 1):
        async with session.get(target, allow_redirects=False) as response:
            location = response.headers.get("Location")
            if response.status not in _REDIRECTS or location is None:
                return await _taken(response)
            target = target.join(URL(location.strip()))
        _check_redirect(first, target)
    raise CalendarError(CalendarProblem.SENT_ELSEWHERE, "redirects")


def _check_redirect(first: URL, target: URL) -> None:
    """The resolver is not asked about an address that is written as a number."""
    downgraded = first.scheme == "https" and target.scheme != "https"
    if target.scheme not in {"http", "https"} or downgraded:
        raise CalendarError(CalendarProblem.SENT_ELSEWHERE, "scheme")
    try:
        address = str(ipaddress.ip_address(target.host or ""))
    except ValueError:
        return
    if target.host != first.host and not is_public(address):
        raise CalendarError(CalendarProblem.SENT_ELSEWHERE, "inner address")


async def _taken(response: aiohttp.ClientResponse) -> Fetched | None:
    if response.status == 304:
        return None
    if response.status != 200:
        kind = CalendarProblem.REFUSED if 400 <= response.status < 500 else None
        raise CalendarError(kind or CalendarProblem.UNREACHABLE, f"HTTP {response.status}")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise CalendarError(CalendarProblem.UNREACHABLE, "packed")
    if (response.content_length or 0) > MAX_BYTES:
        raise CalendarError(CalendarProblem.TOO_LARGE, "length")
    data = bytearray()
    async for chunk in response.content.iter_chunked(2**16):
        data += chunk
        if len(data) > MAX_BYTES:
            raise CalendarError(CalendarProblem.TOO_LARGE, "length")
    return Fetched(bytes(data), _tag(response, "ETag"), _tag(response, "Last-Modified"))


def _tag(response: aiohttp.ClientResponse, name: str) -> str | None:
    value = response.headers.get(name)
    return value if value and len(value) <= _LONGEST_TAG and value.isprintable() else None
