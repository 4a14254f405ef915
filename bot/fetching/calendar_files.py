"""Fetch a calendar file from the web: limited in size and time, and in where it leads."""

import asyncio
import hashlib
import re
from dataclasses import dataclass
from enum import Enum, auto

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.fetching.guarded import GuardedWeb, GuardError, GuardProblem, WebAnswer, follow
from commands.meetings.calendar.read import MAX_BYTES

_LONGEST_TAG = 500
_HEADERS = {
    "User-Agent": "Netzwerkbot",
    "Accept": "text/calendar, text/plain;q=0.5, */*;q=0.1",
    "Accept-Encoding": "identity",
}
_ADDRESS = re.compile(r"(?:https?|webcals?)://", re.IGNORECASE)


class CalendarFetchProblem(Enum):
    UNREACHABLE = auto()
    REFUSED = auto()
    TOO_LARGE = auto()
    SENT_ELSEWHERE = auto()


class CalendarError(Exception):
    """The calendar cannot be fetched now."""

    def __init__(self, problem: CalendarFetchProblem, detail: str) -> None:
        super().__init__(detail)
        self.problem = problem


@dataclass(frozen=True)
class Fetched:
    """The content, with the server's `etag` and `modified` for the next request."""

    data: bytes
    etag: str | None = None
    modified: str | None = None


def is_address(words: str) -> bool:
    return _ADDRESS.match(words) is not None


def source_of(url: str) -> str:
    """Return the name of the calendar in the database: its address may be secret."""
    return hashlib.sha256(url.encode("utf-8", "surrogateescape")).hexdigest()[:32]


async def fetch(
    url: str,
    etag: str | None = None,
    modified: str | None = None,
    *,
    seconds: float = 30,
    resolver: AbstractResolver | None = None,
) -> Fetched | None:
    """Return None if it has not changed. Raises CalendarError."""
    conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
    headers = _HEADERS | {name: value for name, value in conditions.items() if value is not None}
    try:
        async with asyncio.timeout(seconds):
            answer = await _answer(URL(url), headers, resolver)
    except GuardError as error:
        large = error.problem is GuardProblem.TOO_LARGE
        problem = CalendarFetchProblem.TOO_LARGE if large else CalendarFetchProblem.SENT_ELSEWHERE
        raise CalendarError(problem, error.problem.name) from None
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise CalendarError(CalendarFetchProblem.UNREACHABLE, type(error).__name__) from None
    return _fetched(answer)


async def _answer(
    first: URL, headers: dict[str, str], resolver: AbstractResolver | None
) -> WebAnswer:
    """Trust the configured host, wherever it is; redirects must lead to public addresses."""
    guarded = GuardedWeb(headers, trusted=first.raw_host, resolver=resolver)

    async def ask(url: URL) -> WebAnswer:
        return await guarded.request("GET", url, MAX_BYTES)

    return await follow(first, ask, lambda target: _check_redirect(first, target))


def _check_redirect(first: URL, target: URL) -> URL:
    downgraded = first.scheme == "https" and target.scheme != "https"
    if target.scheme not in {"http", "https"} or downgraded:
        raise CalendarError(CalendarFetchProblem.SENT_ELSEWHERE, "scheme")
    return target


def _fetched(answer: WebAnswer) -> Fetched | None:
    if answer.status == 304:
        return None
    if answer.status != 200:
        refused = 400 <= answer.status < 500
        problem = CalendarFetchProblem.REFUSED if refused else CalendarFetchProblem.UNREACHABLE
        raise CalendarError(problem, f"HTTP {answer.status}")
    return Fetched(answer.body, _tag(answer, "ETag"), _tag(answer, "Last-Modified"))


def _tag(answer: WebAnswer, name: str) -> str | None:
    value = answer.headers.get(name)
    return value if value and len(value) <= _LONGEST_TAG and value.isprintable() else None
