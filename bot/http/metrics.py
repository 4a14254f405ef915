"""Metrics for the operator's monitoring: numbers about the process, nothing about persons."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Info,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.process.lifecycle import VERSION
from storage import health, key_value
from storage.backup import state as backup_state
from storage.backup.state import BackupState
from storage.conversation import queues
from storage.conversation.queues import Queue
from storage.database import Database
from storage.health import ReminderLag
from storage.matrix import sync

CONTENT_TYPE = CONTENT_TYPE_LATEST
_PREFIX = "netzwerkbot"
# The times since which counters count are of no use here.
disable_created_metrics()


@dataclass(frozen=True)
class _Numbers:
    """Numbers from the database at the time `at`."""

    at: datetime
    synced_at: datetime | None
    queues: dict[str, Queue]
    reminders: ReminderLag
    submissions: int
    database_bytes: int
    backups: BackupState | None

    def age(self, moment: datetime | None) -> float:
        return 0.0 if moment is None else max(0.0, (self.at - moment).total_seconds())


class Metrics:
    """Counters of the process, and numbers that are read from the database at each scrape."""

    def __init__(
        self, database: Database, now: Callable[[], datetime], *, backups: bool = False
    ) -> None:
        self._database, self._now, self._backups = database, now, backups
        self._registry, self._measured = CollectorRegistry(), _Measured()
        self.commands = self._counter("commands", "Commands by outcome.", "command", "outcome")
        self.logged = self._counter("logged", "Errors and warnings logged.", "level", "source")
        self.requests = self._counter("http_requests", "Requests answered.", "path", "status")
        build = Info("build", "Which version runs.", namespace=_PREFIX, registry=self._registry)
        build.info({"version": VERSION})
        self._registry.register(self._measured)

    def count_command(self, name: str, outcome: str) -> None:
        self.commands.labels(name, outcome).inc()

    def count_request(self, path: str, status: int) -> None:
        self.requests.labels(path, status).inc()

    @contextmanager
    def counting_errors(self) -> Iterator[None]:
        """Count log records by module and level, without reading their words."""
        logger, counting = logging.getLogger("bot"), _Counting(self.logged)
        logger.addHandler(counting)
        try:
            yield
        finally:
            logger.removeHandler(counting)

    async def scrape(self) -> bytes:
        self._measured.numbers = await self._numbers()
        return await asyncio.to_thread(generate_latest, self._registry)

    async def _numbers(self) -> _Numbers:
        at = self._now()
        async with self._database.statement() as tx:
            return _Numbers(
                at,
                await sync.last_at(tx),
                {"rooms": await queues.to_rooms(tx), "mail": await queues.by_mail(tx)},
                await health.reminder_lag(tx, at),
                await health.open_submissions(tx),
                await key_value.database_bytes(tx),
                await backup_state.read(tx) if self._backups else None,
            )

    def _counter(self, name: str, description: str, *labels: str) -> Counter:
        return Counter(name, description, labels, namespace=_PREFIX, registry=self._registry)


class _Measured(Collector):
    """Numbers from the database, as of the last scrape."""

    numbers: _Numbers | None = None

    def collect(self) -> Iterator[Metric]:
        if self.numbers is not None:
            yield from _gauges(self.numbers)


class _Counting(logging.Handler):
    def __init__(self, logged: Counter) -> None:
        super().__init__(logging.WARNING)
        self._logged = logged

    def emit(self, record: logging.LogRecord) -> None:
        level = "warning" if record.levelno < logging.ERROR else "error"
        self._logged.labels(level, record.name).inc()


def _gauges(numbers: _Numbers) -> Iterator[Metric]:
    if numbers.synced_at is not None:
        age = numbers.age(numbers.synced_at)
        yield _gauge("sync_age_seconds", "Since the last completed sync.", age)
    yield from _waiting(numbers)
    yield from _reminders(numbers)
    yield _gauge("submissions_open", "Submissions nobody decided about.", numbers.submissions)
    yield _gauge("database_bytes", "Size of the database.", numbers.database_bytes)
    if numbers.backups is not None:
        yield from _backups(numbers, numbers.backups)


def _backups(numbers: _Numbers, backups: BackupState) -> Iterator[Metric]:
    age = numbers.age(backups.since) if backups.began_at else 0.0
    yield _gauge("backup_age_seconds", "Since the last good backup, or the first look.", age)
    yield _gauge("backup_bytes", "Size of the last good backup.", backups.bytes)
    yield _gauge("backup_failures", "Failed since the last good backup.", backups.failures)


def _waiting(numbers: _Numbers) -> Iterator[Metric]:
    waiting = _labelled("outbox_waiting", "Events and mails to be sent.")
    age = _labelled("outbox_age_seconds", "How long the oldest of them waits.")
    failed = _labelled("outbox_failed", "Given up.")
    for name, queue in numbers.queues.items():
        waiting.add_metric([name], queue.waiting)
        age.add_metric([name], numbers.age(queue.oldest_at))
        failed.add_metric([name], queue.failed)
    yield from (waiting, age, failed)


def _reminders(numbers: _Numbers) -> Iterator[Metric]:
    lag = numbers.reminders
    yield _gauge("reminders_posted", "Posted within the last day.", lag.posted)
    longest, mean = "Longest lag within the last day.", "Mean lag within the last day."
    yield _gauge("reminder_lag_seconds_max", longest, lag.longest)
    yield _gauge("reminder_lag_seconds_mean", mean, lag.mean)
    yield _gauge("reminders_overdue", "Due and not yet posted.", lag.overdue)
    overdue = numbers.age(lag.overdue_at)
    yield _gauge("reminder_overdue_seconds", "How long the oldest of them is due.", overdue)


def _labelled(name: str, description: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"{_PREFIX}_{name}", description, labels=["to"])


def _gauge(name: str, description: str, value: float) -> Metric:
    return GaugeMetricFamily(f"{_PREFIX}_{name}", description, value=value)
