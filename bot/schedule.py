"""APScheduler as a metronome: it wakes the jobs, the database knows what is due."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from commands.command import Occasion
from commands.job import Job
from storage.database import Database, Transaction

logger = logging.getLogger(__name__)

_BEAT = timedelta(seconds=15)


@dataclass
class Pulse:
    """When the scheduler was last seen at work, and since when which jobs run."""

    now: Callable[[], datetime]
    last_at: datetime = field(init=False)
    running: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.last_at = self.now()

    async def beat(self) -> None:
        self.last_at = self.now()

    def still_for(self, at: datetime) -> timedelta:
        """Since the last beat, or since a job began that does not end."""
        return at - min([self.last_at, *self.running.values()])

    @contextmanager
    def during(self, job: Job) -> Iterator[None]:
        self.running[job.name] = self.now()
        try:
            yield
        finally:
            # Two turns of a job may overlap: at its time, and when something is due.
            self.running.pop(job.name, None)


@contextmanager
def running_schedule(
    jobs: Sequence[Job],
    database: Database,
    occasion: Callable[[Transaction], Occasion],
    pulse: Pulse,
    after: Callable[[], None],
) -> Iterator[None]:
    """Every job runs at the start and then at its interval; `after` each one is called."""
    scheduler = AsyncIOScheduler(timezone=UTC, executors={"default": AsyncIOExecutor()})
    add = partial(_add, scheduler, pulse.now())
    add("pulse", _BEAT, pulse.beat)
    for job in jobs:
        turn = _Turn(job, database, occasion, pulse, after, scheduler)
        add(job.name, job.every, turn.run)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


def _add(
    scheduler: AsyncIOScheduler,
    first_at: datetime,
    name: str,
    every: timedelta,
    work: Callable[[], Awaitable[None]],
) -> None:
    scheduler.add_job(
        work,
        IntervalTrigger(seconds=int(every.total_seconds()), timezone=UTC),
        id=name,
        next_run_time=first_at,
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )


@dataclass(frozen=True)
class _Turn:
    job: Job
    database: Database
    occasion: Callable[[Transaction], Occasion]
    pulse: Pulse
    after: Callable[[], None]
    scheduler: AsyncIOScheduler

    async def run(self) -> None:
        """A job that fails is logged and comes again; the next run finds the same rows due."""
        try:
            with self.pulse.during(self.job):
                due_at = await self._work()
        except asyncio.CancelledError:
            return  # at the end of the program; APScheduler would log it with what was at work
        except Exception as error:  # noqa: BLE001  the door for bugs and for a full disk alike
            logger.error("job %s failed: %s", self.job.name, type(error).__name__)
            return
        if due_at is not None:
            self._come_back(due_at)
        self.after()

    async def _work(self) -> datetime | None:
        async with self.database.transaction() as tx:
            await self.job.run(self.occasion(tx))
            return None if self.job.next_due is None else await self.job.next_due(tx)

    def _come_back(self, due_at: datetime) -> None:
        """Punctually; what is not due before the next turn, or was left now, has until then."""
        if timedelta() < due_at - self.pulse.now() < self.job.every:
            self.scheduler.add_job(
                self.run,
                DateTrigger(due_at),
                id=f"{self.job.name}, due",
                replace_existing=True,
                misfire_grace_time=None,
            )
