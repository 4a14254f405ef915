"""A dead man's switch: ask an address while the bot is healthy, so that silence is heard there."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
from aiohttp.abc import AbstractResolver
from pydantic import SecretStr
from yarl import URL

from bot.fetching.guarded import GuardedWeb, GuardError
from bot.http.health import Health
from bot.workers.schedule import Heartbeat
from bot.workers.worker import Worker
from commands.language.urls import is_public
from storage import key_value
from storage.database import Database
from storage.key_value import PING_FAILURE, PING_WARNED, PINGED

logger = logging.getLogger(__name__)

# Seconds until the next look where something stands still.
_SOON = 60
_DAY = timedelta(days=1)


@dataclass
class Ping(Worker):
    """`url` may be secret: only its host is logged. `seconds` limits a request."""

    database: Database
    heartbeat: Heartbeat
    now: Callable[[], datetime]
    url: SecretStr
    minutes: int
    resolver: AbstractResolver | None = None
    seconds: float = 10

    def __post_init__(self) -> None:
        self._target = URL(self.url.get_secret_value(), encoded=True)
        self._health = Health(self.database, self.heartbeat, self.now)

    async def look(self) -> float:
        findings = await self._health.look()
        if not all(finding.ok for finding in findings.values()):
            return _SOON
        await self._note(await self._ask())
        return self.minutes * 60

    async def _ask(self) -> str | None:
        """Return None if it was taken, else the kind of failure. No redirect is followed."""
        web = GuardedWeb(
            {"User-Agent": "Netzwerkbot"},
            self._may_be_at,
            resolver=self.resolver,
            seconds=self.seconds,
        )
        try:
            answer = await web.request("GET", self._target)
        except (GuardError, aiohttp.ClientError, OSError, ValueError) as error:
            return type(error).__name__
        return None if 200 <= answer.status < 300 else f"HTTP {answer.status}"

    def _may_be_at(self, address: str) -> bool:
        """Return whether it may be there: without TLS only within the own network."""
        return self._target.scheme == "https" or not is_public(address)

    async def _note(self, failure: str | None) -> None:
        """Store it for !status; warn once a day at most."""
        now = self.now()
        async with self.database.transaction() as tx:
            if failure is None:
                await key_value.put(tx, PINGED, "", now)
                await key_value.remove(tx, PING_FAILURE)
                return
            known = await key_value.noted(tx, PING_FAILURE)
            await key_value.put(tx, PING_FAILURE, failure, now if known is None else known[1])
            warned = await key_value.noted(tx, PING_WARNED)
            if warned is not None and abs(now - warned[1]) < _DAY:
                return
            await key_value.put(tx, PING_WARNED, "", now)
        logger.warning("ping_url at %s was not taken: %s", self._target.host, failure)
