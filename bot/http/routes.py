"""The HTTP routes: health, metrics, the calendar for who has a token, the collection."""

import asyncio
import hashlib
import hmac
import json
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from bot.config.reading import feed_token
from bot.config.sections import Config
from bot.http import published
from bot.http.health import Health
from bot.http.metrics import CONTENT_TYPE as METRICS_TYPE
from bot.http.metrics import Metrics
from bot.http.published import Publication
from bot.http.server import SERVER, LimitedConnection, listening
from bot.workers.schedule import Heartbeat
from commands.conversation.command import Membership
from commands.meetings.calendar_file import token_of
from commands.meetings.texts.calendar import calendar_name
from storage.database import Database, is_environment_error
from storage.meetings import feed_tokens
from storage.meetings.feed_tokens import FeedToken

logger = logging.getLogger(__name__)

_ANSWER_WITHIN = 20
_WRONG_TOKENS = 10
_MINUTE = timedelta(minutes=1)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class FeedTokens:
    """`secret` is the operator's token, which those of the members are made of."""

    secret: str = field(repr=False)
    database: Database
    membership: Membership

    async def may_read(self, given: str) -> bool | None:
        """Return whether the token is one; None if its owner's membership is not known yet."""
        async with self.database.statement() as tx:
            known = await feed_tokens.everybody(tx)
        common, owner = _is(given, self.secret), self._owner(given, known)
        return common if common or owner is None else self.membership(owner.user_id)

    def _owner(self, given: str, known: Sequence[FeedToken]) -> FeedToken | None:
        """Compare all, so that the time tells nothing."""
        found = [each for each in known if _is(given, token_of(self.secret, each))]
        return found[0] if found else None


def _is(given: str, token: str) -> bool:
    return hmac.compare_digest(_digest(given), _digest(token))


def _digest(words: str) -> bytes:
    """Return bytes of one length, so that comparing takes one time."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()


@dataclass
class WrongTokens:
    """Counts the wrong tokens of each address in a minute, in memory only."""

    now: Callable[[], datetime]
    most: int = 1000
    _counted: dict[str, tuple[datetime, int]] = field(default_factory=dict)

    def count(self, address: str) -> bool:
        """Return True if it was one too many."""
        now = self.now()
        began_at, number = self._counted.pop(address, (now, 0))
        if abs(now - began_at) >= _MINUTE:
            began_at, number = now, 0
        self._counted[address] = began_at, number + 1
        if len(self._counted) > self.most:
            del self._counted[next(iter(self._counted))]
        return number >= _WRONG_TOKENS


@dataclass
class HttpServer:
    """The HTTP server; `feed` is served with one of `tokens` only, and not at all without them."""

    address: tuple[str, int]
    tokens: FeedTokens | None
    feed: Callable[[], Awaitable[Publication]]
    collection: Callable[[], Awaitable[Publication]]
    health: Health
    metrics: Metrics
    now: Callable[[], datetime]

    async def run(self) -> None:
        """Serve until cancelled. Raises Failure if the address cannot be used."""
        async with self.listening():
            await asyncio.Event().wait()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        """Yield the port, of the first address if the host has several. Raises Failure."""
        async with listening(self.address, self._application()) as port:
            with self.metrics.counting_errors():
                yield port

    def _application(self) -> web.Application:
        self._wrong = WrongTokens(self.now)
        application = web.Application(middlewares=[self._answer])
        application.on_response_prepare.append(_add_headers)
        application.add_routes(
            [
                web.get("/healthz", self._healthz),
                web.get("/metrics", self._metrics),
                web.get("/sammlung.json", self._collection),
                *([web.get("/termine.ics", self._feed)] if self.tokens is not None else []),
            ]
        )
        return application

    @web.middleware
    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer 503 to a failing database or a time-out; the connection answers a bug."""
        resources = request.app.router.resources()
        known = any(request.path == resource.canonical for resource in resources)
        path = request.path if known else "other"
        try:
            async with asyncio.timeout(_ANSWER_WITHIN):
                response = await handler(request)
        except web.HTTPException as error:
            response = _plain(error)
        except (TimeoutError, sqlite3.Error) as error:
            if not (isinstance(error, TimeoutError) or is_environment_error(error)):
                raise
            logger.error("%s not answered: %s", path, type(error).__name__)
            response = _plain(web.HTTPServiceUnavailable())
        if isinstance(request.protocol, LimitedConnection) and request.protocol.is_old:
            response.force_close()
        self.metrics.count_request(path, response.status)
        return response

    async def _healthz(self, _: web.Request) -> web.Response:
        findings = await self.health.look()
        well = all(finding.ok for finding in findings.values())
        checks = {name: finding.as_json() for name, finding in findings.items()}
        content = json.dumps({"status": "ok" if well else "failing", "checks": checks})
        return _response(content.encode(), "application/json", 200 if well else 503)

    async def _metrics(self, _: web.Request) -> web.Response:
        return _response(await self.metrics.scrape(), METRICS_TYPE)

    async def _collection(self, request: web.Request) -> web.Response:
        return _unless_known(request, await self.collection(), "application/json", "no-cache")

    async def _feed(self, request: web.Request) -> web.Response:
        """Serve the right token always: behind a proxy all clients have one address."""
        given = request.query.get("token", "")
        may_read = False if self.tokens is None else await self.tokens.may_read(given)
        if may_read is None:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "60"})
        if not may_read:
            if self._wrong.count(request.remote or ""):
                raise web.HTTPTooManyRequests(headers={"Retry-After": "60"})
            raise web.HTTPForbidden
        page = await self.feed()
        return _unless_known(request, page, "text/calendar; charset=utf-8", "private, no-cache")


def http_of(
    config: Config,
    database: Database,
    heartbeat: Heartbeat,
    now: Callable[[], datetime],
    membership: Membership,
) -> HttpServer | None:
    """Build the server if it is configured. Raises Failure if the token cannot be read."""
    if config.http is None:
        return None
    token, file = feed_token(config.http), config.database_file
    secret = None if token is None else token.get_secret_value()
    return HttpServer(
        config.http.address,
        None if secret is None else FeedTokens(secret, database, membership),
        published.calendar(database, file, calendar_name(config.network.short_name), now).page,
        published.collection(database, file, now).page,
        Health(database, heartbeat, now),
        Metrics(database, now, backups=config.backup.directory is not None),
        now,
    )


def _unless_known(
    request: web.Request, page: Publication, content_type: str, cache: str
) -> web.Response:
    known = request.if_none_match
    if known is not None:
        unchanged = any(tag.value in {"*", page.etag} for tag in known)
    else:
        since = request.if_modified_since
        unchanged = since is not None and page.changed_at.replace(microsecond=0) <= since
    response = web.Response(status=304) if unchanged else _response(page.content, content_type)
    response.etag = page.etag
    response.last_modified = page.changed_at
    response.headers["Cache-Control"] = cache
    return response


def _plain(error: web.HTTPException) -> web.Response:
    content = f"{error.reason}\n".encode()
    response = _response(content, "text/plain; charset=utf-8", error.status)
    if isinstance(error, web.HTTPMethodNotAllowed):
        response.headers["Allow"] = ", ".join(sorted(error.allowed_methods))
    if "Retry-After" in error.headers:
        response.headers["Retry-After"] = error.headers["Retry-After"]
    return response


def _response(content: bytes, content_type: str, status: int = 200) -> web.Response:
    return web.Response(status=status, body=content, headers={"Content-Type": content_type})


async def _add_headers(_: web.Request, response: web.StreamResponse) -> None:
    response.headers["Server"] = SERVER
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Cache-Control", "no-store")
