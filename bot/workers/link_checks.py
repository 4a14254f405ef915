"""Once a week each link of the collection is asked whether it answers, one after the other."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import ClassVar

from bot.fetching.links import LinkAnswer, Links, LinkState
from bot.live import Live
from bot.workers.worker import Worker
from commands.language.urls import normalised
from storage.collection import link_checks
from storage.collection.link_checks import LinkCheck
from storage.database import Database, Transaction

EVERY = timedelta(days=7)
# A site may be away over a weekend.
AGAIN = timedelta(days=3)
# Also for what was interrupted: a link that ends the process is not the first to be asked again.
_LATER = timedelta(hours=1)
_IDLE = timedelta(minutes=10)
_MOST_AT_ONCE = 500


@dataclass
class LinkChecks(Worker):
    """Between two links there is a pause, and a longer one between two at the same host.

    The first is asked a while after the start: a bot that starts again and again asks none.
    """

    pause_after_bug: ClassVar[float] = _IDLE.total_seconds()

    database: Database
    links: Links
    live: Live
    pause: timedelta = timedelta(seconds=2)
    host_pause: timedelta = timedelta(seconds=10)
    rest: timedelta = _IDLE

    async def run(self) -> None:
        await asyncio.sleep(self.rest.total_seconds())
        await super().run()

    async def look(self) -> float:
        """Ask a link if one is due."""
        return (await self.ask_next()).total_seconds()

    async def ask_next(self) -> timedelta:
        """Ask a link if one is due; return how long to wait before the next."""
        now = self.live.now()
        async with self.database.transaction() as tx:
            check = await link_checks.due(tx, now)
            if check is not None and await link_checks.is_gone(tx, check.url):
                check = None
            if check is not None:
                await link_checks.put_off(tx, check, now + _LATER, now + self.host_pause)
        return await self._take_stock() if check is None else await self._ask(check)

    async def _take_stock(self) -> timedelta:
        """Add the links that entries have now, and forget those they have no more."""
        now = self.live.now()
        async with self.database.transaction() as tx:
            await link_checks.drop_gone(tx)
            urls = await link_checks.unknown(tx, _MOST_AT_ONCE)
            await link_checks.add(tx, [_link(url) for url in urls], now)
            next_at = await link_checks.next_at(tx)
        if urls:
            return timedelta()
        return _IDLE if next_at is None else min(max(next_at - now, self.pause), _IDLE)

    async def _ask(self, check: LinkCheck) -> timedelta:
        answer = await self.links.ask(check.url)
        if answer.state is LinkState.UNREACHABLE and await self._is_cut_off(check.host):
            return _IDLE
        async with self.database.transaction() as tx:
            await _note(tx, check, answer, self.live.now())
        return self.pause

    async def _is_cut_off(self, host: str) -> bool:
        """Return whether a link that answered before fails, too: then our own network is away."""
        async with self.database.transaction() as tx:
            now, every = self.live.now(), int(EVERY.total_seconds())
            witness = await link_checks.answering(tx, host, now, every)
        if witness is None:
            return False
        answer = await self.links.ask(witness.url)
        if answer.state is LinkState.UNREACHABLE:
            return True
        async with self.database.transaction() as tx:
            await _note(tx, witness, answer, self.live.now())
        return False


def _link(url: str) -> tuple[str, str, str]:
    """Return the link with its page and host."""
    page = normalised(url)
    return url, page, page.partition("?")[0].partition("/")[0]


async def _note(tx: Transaction, check: LinkCheck, answer: LinkAnswer, now: datetime) -> None:
    if answer.busy:
        until = now + _wanted(answer.retry_after, now)
        await link_checks.put_off(tx, check, until, until)
        return
    asked = replace(check, state=answer.state.name, checked_at=now)
    if answer.state is LinkState.OK:
        asked = replace(asked, failing_since=None, failures=0, next_at=now + EVERY)
    else:
        pause = EVERY if check.failures else AGAIN
        since, failures = check.failing_since or now, check.failures + 1
        asked = replace(asked, failing_since=since, failures=failures, next_at=now + pause)
    await link_checks.put(tx, asked)


def _wanted(retry_after: str | None, now: datetime) -> timedelta:
    """Return how long a busy site wants to rest: an hour if it does not say, a week at most."""
    words = (retry_after or "").strip()
    try:
        if words.isdecimal():
            wanted = timedelta(seconds=min(int(words), EVERY.total_seconds()))
        else:
            wanted = parsedate_to_datetime(words) - now
    except (ValueError, TypeError, OverflowError):
        return _LATER
    return min(max(wanted, _LATER), EVERY)
