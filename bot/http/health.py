"""The health of the bot: its sync, scheduler, database and outbox."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.workers.schedule import Heartbeat
from storage import health
from storage.database import Database, Transaction, is_environment_error
from storage.matrix import sync

logger = logging.getLogger(__name__)

# A sync without events takes 30 s.
STILL = timedelta(seconds=60)
STUCK = timedelta(minutes=15)
_PATIENCE = 5


@dataclass(frozen=True)
class Finding:
    """The health of a part; `seconds` since it last worked, or since its oldest item waits."""

    ok: bool
    seconds: int | None = None

    def as_json(self) -> dict[str, object]:
        state: dict[str, object] = {"status": "ok" if self.ok else "failing"}
        return state if self.seconds is None else state | {"seconds": self.seconds}


@dataclass
class Health:
    """Examines the parts of the running bot."""

    database: Database
    heartbeat: Heartbeat
    now: Callable[[], datetime]

    async def look(self) -> dict[str, Finding]:
        """Return findings by name; one that needs the database fails without it."""
        findings = {name: Finding(ok=False) for name in ("sync", "scheduler", "database", "outbox")}
        findings["scheduler"] = _limited(self.heartbeat.still_for(self.now()), STILL)
        try:
            async with asyncio.timeout(_PATIENCE):
                async with self.database.statement() as tx:
                    findings |= await stored_findings(tx, self.now())
                async with self.database.transaction() as tx:
                    await health.try_write(tx)
        except (TimeoutError, sqlite3.Error) as error:
            if not (isinstance(error, TimeoutError) or is_environment_error(error)):
                raise
            logger.warning("the database cannot be used: %s", type(error).__name__)
        else:
            findings["database"] = Finding(ok=True)
        return findings


async def stored_findings(tx: Transaction, now: datetime) -> dict[str, Finding]:
    """Return what the database tells of `sync` and `outbox`, also to another process."""
    synced_at, stuck_since = await sync.last_at(tx), await health.stuck_since(tx)
    return {
        "sync": Finding(ok=False) if synced_at is None else _limited(now - synced_at, STILL),
        "outbox": Finding(ok=True) if stuck_since is None else _limited(now - stuck_since, STUCK),
    }


def _limited(age: timedelta, limit: timedelta) -> Finding:
    return Finding(age <= limit, max(0, round(age.total_seconds())))
