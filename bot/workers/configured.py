"""Workers that are there only where they are configured; elsewhere they cost nothing."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.config.sections import Config
from bot.live import Live
from bot.workers.schedule import Heartbeat
from bot.workers.worker import Worker
from storage.database import Database


@dataclass(frozen=True)
class ConfiguredWorkers:
    """`ready` is set after the first sync; `written` is called when rows may wait to be sent."""

    config: Config
    database: Database
    live: Live
    heartbeat: Heartbeat
    ready: asyncio.Event
    written: Callable[[], None]

    def __iter__(self) -> Iterator[Worker]:
        yield from self._ping()
        yield from self._backups()

    def _ping(self) -> Iterator[Worker]:
        http = self.config.http
        if http is not None and http.ping_url is not None:
            from bot.workers.ping import Ping

            now = self.live.now
            yield Ping(self.database, self.heartbeat, now, http.ping_url, http.ping_minutes)

    def _backups(self) -> Iterator[Worker]:
        directory = self.config.backup.directory
        if directory is not None:
            from bot.workers.backups import NightlyBackups

            yield NightlyBackups(
                self.config, directory, self.database, self.live, self.ready, self.written
            )
