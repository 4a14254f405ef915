"""What is answered over HTTP: is the bot well, numbers, the calendar, the collection."""

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from bot import published
from bot.config import Config, feed_token
from bot.health import Health
from bot.listening import SERVER, Connection, listening
from bot.metrics import CONTENT_TYPE as METRICS_TYPE
from bot.metrics import Metrics
from bot.published import Page
from bot.schedule import Pulse
from commands.texts import operation as texts
from storage.database import Database, is_environment_error

logger = logging.getLogger(__name__)

_ANSWER_WITHIN = 20
_WRONG_TOKENS = 10
_MINUTE = timedelta(minutes=1)

Route = Callable[[web.BaseRequest], Awaitable[web.Response]]


@dataclass
class WrongTokens:
    """How many wrong tokens an address gave in its minute; addresses are kept in memory only."""

    now: Callable[[], datetime]
    most: int = 1000
    _counted: dict[str, tuple[datetime, int]] = field(default_factory=dict)

    def count(self, address: str) -> bool:
        """True if it was one too many."""
        now = self.now()
        began_at, number = self._counted.pop(address, (now, 0))
        if abs(now - began_at) >= _MINUTE:
            began_at, number = now, 0
        self._counted[address] = began_at, number + 1
        if len(self._counted) > self.most:
            del self._counted[next(iter(self._counted))]
        return number >= _WRONG_TOKENS


@dataclass
class Http:
    """`feed` is wanted with `token` only; without a token there is none."""

    address: tuple[str, int]
    token: str | None = field(repr=False)
    feed: Callable[[], Awaitable[Page]]
    collection: Callable[[], Awaitable[Page]]
    health: Health
    metrics: Metrics
    now: Callable[[], datetime]

    def __post_init__(self) -> None:
        self._wrong = WrongTokens(self.now)
        self._routes: dict[str, Route] = {
            "/healthz": self._healthz,
            "/metrics": self._metrics,
            "/sammlung.json": self._collection,
        }
        if self.token is not None:
            self._routes["/termine.ics"] = self._feed

    async def run(self) -> None:
        """Until cancelled. Raises Failure if the address cannot be had."""
        async with self.listening():
            await asyncio.Event().wait()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        """Yields the port, of the first address if the host has several. Raises Failure."""
        async with listening(self.address, self._answer) as port:
            with self.metrics.counting_errors():
                yield port

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        route = self._routes.get(request.path)
        path = request.path if route else "other"
        if route is None:
            response = _plain(404, "Not Found")
        elif request.method not in {"GET", "HEAD"}:
            response = _plain(405, "Method Not Allowed", {"Allow": "GET, HEAD"})
        else:
            response = await _guarded(route, request, path)
        if isinstance(request.protocol, Connection) and request.protocol.is_old:
            response.force_close()
        self.metrics.count_request(path, response.status)
        return response

    async def _healthz(self, _: web.BaseRequest) -> web.Response:
        findings = await self.health.look()
        well = all(finding.ok for finding in findings.values())
        checks = {name: finding.as_json() for name, finding in findings.items()}
        content = json.dumps({"status": "ok" if well else "failing", "checks": checks})
        return _response(200 if well else 503, content.encode(), "application/json")

    async def _metrics(self, _: web.BaseRequest) -> web.Response:
        return _response(200, await self.metrics.scrape(), METRICS_TYPE)

    async def _collection(self, request: web.BaseRequest) -> web.Response:
        return _unless_known(request, await self.collection(), "application/json", "no-cache")

    async def _feed(self, request: web.BaseRequest) -> web.Response:
        """Who has the token is always served: behind a proxy all have one address."""
        if not self._is_token(request.query.get("token", "")):
            if self._wrong.count(request.remote or ""):
                return _plain(429, "Too Many Requests", {"Retry-After": "60"})
            return _plain(403, "Forbidden")
        page = await self.feed()
        return _unless_known(request, page, "text/calendar; charset=utf-8", "private, no-cache")

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(_digest(given), _digest(self.token or ""))


def http_of(
    config: Config, database: Database, pulse: Pulse, now: Callable[[], datetime]
) -> Http | None:
    """All parts in place, if wanted. Raises Failure if the token cannot be read."""
    if config.http is None:
        return None
    token, file = feed_token(config.http), config.database_file
    return Http(
        config.http.address,
        None if token is None else token.get_secret_value(),
        published.calendar(
            database, file, texts.calendar_name(config.network.short_name), now
        ).page,
        published.collection(database, file, now).page,
        Health(database, pulse, now),
        Metrics(database, now),
        now,
    )


async def _guarded(route: Route, request: web.BaseRequest, path: str) -> web.Response:
    """A database that fails may be there again later; a bug is answered by the connection."""
    try:
        async with asyncio.timeout(_ANSWER_WITHIN):
            return await route(request)
    except Exception as error:
        if not (isinstance(error, TimeoutError) or is_environment_error(error)):
            raise
        logger.error("%s not answered: %s", path, type(error).__name__)
        return _plain(503, "Service Unavailable")


def _unless_known(
    request: web.BaseRequest, page: Page, content_type: str, cache: str
) -> web.Response:
    known = request.if_none_match
    if known is not None:
        unchanged = any(tag.value in {"*", page.etag} for tag in known)
    else:
        since = request.if_modified_since
        unchanged = since is not None and page.changed_at.replace(microsecond=0) <= since
    response = (
        web.Response(status=304, headers={"Server": SERVER})
        if unchanged
        else _response(200, page.content, content_type)
    )
    response.etag = page.etag
    response.last_modified = page.changed_at
    response.headers["Cache-Control"] = cache
    return response


def _plain(status: int, words: str, more: Mapping[str, str] | None = None) -> web.Response:
    response = _response(status, f"{words}\n".encode(), "text/plain; charset=utf-8")
    response.headers.update(more or {})
    return response


def _response(status: int, content: bytes, content_type: str) -> web.Response:
    headers = {
        "Server": SERVER,
        "Content-Type": content_type,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(status=status, body=content, headers=headers)


def _digest(words: str) -> bytes:
    """Of one length, so that comparing takes one time."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
