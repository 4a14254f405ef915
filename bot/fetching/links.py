"""Check whether a link answers, and never connect to an address that is not public."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.fetching.guarded import GuardedWeb, GuardError, GuardProblem, WebAnswer, follow
from commands.language.urls import BadUrlError, UrlProblem, check_url, is_public

_NOT_FOUND = {404, 410}
_TOO_MANY_REQUESTS = 429
_UNAVAILABLE = 503
NAME = "Netzwerkbot"
# All requests for a link together may take this many times the time of one.
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
class LinkAnswer:
    """The state of a link; if the site is `busy`, it says nothing about the link.

    `retry_after` is the site's header of that name.
    """

    state: LinkState
    busy: bool = False
    retry_after: str | None = None


def user_agent(website: str) -> str:
    """Return a User-Agent that names the website of the network."""
    fits = website.isascii() and website.isprintable() and website
    return f"{NAME} (+{website})" if fits else NAME


class Links:
    """Checks links; `seconds` limits a single request."""

    def __init__(
        self,
        is_allowed: Callable[[str], bool] = is_public,
        resolver: AbstractResolver | None = None,
        seconds: float = 10,
        user_agent: str = NAME,
    ) -> None:
        headers = {"User-Agent": user_agent, "Accept": "*/*"}
        self._web = GuardedWeb(headers, is_allowed, resolver=resolver, seconds=seconds)
        self._seconds_in_all = _PATIENCE * seconds

    async def check(self, url: str) -> LinkState:
        """Return only the state. Raises nothing but CancelledError."""
        return (await self.ask(url)).state

    async def ask(self, url: str) -> LinkAnswer:
        """Return the state of the link. Raises nothing but CancelledError."""
        try:
            async with asyncio.timeout(self._seconds_in_all):
                answer = await follow(_checked(url), self._head_or_get, _checked)
        except BadUrlError as error:
            private = error.reason is UrlProblem.PRIVATE
            return LinkAnswer(LinkState.NOT_PUBLIC if private else LinkState.UNREACHABLE)
        except GuardError as error:
            private = error.problem is GuardProblem.NOT_PUBLIC
            return LinkAnswer(LinkState.NOT_PUBLIC if private else LinkState.TOO_MANY_REDIRECTS)
        except (aiohttp.ClientError, OSError, ValueError):
            return LinkAnswer(LinkState.UNREACHABLE)
        return _link_answer(answer)

    async def _head_or_get(self, url: URL) -> WebAnswer:
        """Repeat with GET, unless the site is busy: many sites answer a HEAD wrongly."""
        try:
            answer = await self._web.request("HEAD", url)
        except aiohttp.ClientConnectorError:
            # Then a GET would fail likewise.
            raise
        except (aiohttp.ClientError, OSError):
            return await self._web.request("GET", url)
        if 200 <= answer.status < 400 or _link_answer(answer).busy:
            return answer
        return await self._web.request("GET", url)


def _checked(url: str | URL) -> URL:
    return URL(check_url(str(url)))


def _link_answer(answer: WebAnswer) -> LinkAnswer:
    retry_after = answer.headers.get("Retry-After")
    unavailable = answer.status == _UNAVAILABLE and retry_after is not None
    busy = answer.status == _TOO_MANY_REQUESTS or unavailable
    return LinkAnswer(_state(answer.status), busy, retry_after if busy else None)


def _state(status: int) -> LinkState:
    if status in _NOT_FOUND:
        return LinkState.NOT_FOUND
    if 400 <= status < 500:
        return LinkState.REFUSED
    return LinkState.OK if 200 <= status < 400 else LinkState.FAILING
