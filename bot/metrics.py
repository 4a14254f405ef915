"""What an operator's monitoring reads: numbers about the process, nothing about persons."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from bot.version import VERSION
from storage import facts, health, queues, sync
from storage.database import Database
from storage.health import ReminderLag
from storage.outbox import Queue

CONTENT_TYPE = CONTENT_TYPE_LATEST
_PREFIX = "netzwerkbot"


@dataclass(frozen=True)
class _Numbers:
    """What the database knew at `at`."""

    at: datetime
    synced_at: datetime | None
    queues: dict[str, Queue]
    reminders: ReminderLag
    submissions: int
    database_bytes: int

    def age(self, moment: datetime | None) -> float:
        return 0.0 if moment is None else max(0.0, (self.at - moment).total_seconds())


@dataclass
class Metrics:
    """Between two scrapes nothing is done but counting."""

    database: Database
    now: Callable[[], datetime]
    commands: Counter[tuple[str, ...]] = field(default_factory=Counter)
    logged: Counter[tuple[str, ...]] = field(default_factory=Counter)
    requests: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def count_command(self, name: str, outcome: str) -> None:
        self.commands[name, outcome] += 1

    def count_request(self, path: str, status: int) -> None:
        self.requests[path, str(status)] += 1

    @contextmanager
    def counting_errors(self) -> Iterator[None]:
        """By the part of the program that logs them; their words are not looked at."""
        logger, counting = logging.getLogger("bot"), _Counting(self.logged)
        logger.addHandler(counting)
        try:
            yield
        finally:
            logger.removeHandler(counting)

    async def scrape(self) -> bytes:
        numbers = await self._numbers()
        registry = CollectorRegistry()
        registry.register(_Families([*self._counted(), *_measured(numbers)]))
        return await asyncio.to_thread(generate_latest, registry)

    async def _numbers(self) -> _Numbers:
        at = self.now()
        async with self.database.statement() as tx:
            return _Numbers(
                at,
                await sync.last_at(tx),
                {"rooms": await queues.to_rooms(tx), "mail": await queues.by_mail(tx)},
                await health.reminder_lag(tx, at),
                await health.open_submissions(tx),
                await facts.database_bytes(tx),
            )

    def _counted(self) -> Iterator[Metric]:
        yield _counter("commands", "Commands by outcome.", self.commands, "command", "outcome")
        yield _counter("logged", "Errors and warnings logged.", self.logged, "level", "source")
        yield _counter("http_requests", "Requests answered.", self.requests, "path", "status")


@dataclass
class _Families:
    """Made for one scrape; compared by identity, as a registry wants it."""

    families: list[Metric]
    __hash__ = object.__hash__

    def collect(self) -> Iterable[Metric]:
        return self.families


class _Counting(logging.Handler):
    def __init__(self, logged: Counter[tuple[str, ...]]) -> None:
        super().__init__(logging.WARNING)
        self._logged = logged

    def emit(self, record: logging.LogRecord) -> None:
        level = "warning" if record.levelno < logging.ERROR else "error"
        self._logged[level, record.name] += 1


def _measured(numbers: _Numbers) -> Iterator[Metric]:
    build = GaugeMetricFamily(f"{_PREFIX}_build_info", "Which version runs.", labels=["version"])
    build.add_metric([VERSION], 1)
    yield build
    if numbers.synced_at is not None:
        age = numbers.age(numbers.synced_at)
        yield _gauge("sync_age_seconds", "Since the last completed sync.", age)
    yield from _waiting(numbers)
    yield from _reminders(numbers)
    yield _gauge("submissions_open", "Submissions nobody decided about.", numbers.submissions)
    yield _gauge("database_bytes", "Size of the database.", numbers.database_bytes)


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


def _counter(name: str, told: str, counted: Counter[tuple[str, ...]], *labels: str) -> Metric:
    family = CounterMetricFamily(f"{_PREFIX}_{name}", told, labels=labels)
    for values, number in sorted(counted.items()):
        family.add_metric(values, number)
    return family


def _labelled(name: str, told: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"{_PREFIX}_{name}", told, labels=["to"])


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(f"{_PREFIX}_{name}", told, value=value)
