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
            del self.running[job.name]


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
        add(job.name, job.every, partial(_run, job, database, occasion, pulse, after))
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


async def _run(
    job: Job,
    database: Database,
    occasion: Callable[[Transaction], Occasion],
    pulse: Pulse,
    after: Callable[[], None],
) -> None:
    """A job that fails is logged and comes again; the next run finds the same rows due."""
    try:
        with pulse.during(job):
            async with database.transaction() as tx:
                await job.run(occasion(tx))
    except asyncio.CancelledError:
        return  # at the end of the program; APScheduler would log it with what was at work
    except Exception as error:  # noqa: BLE001  the door for bugs and for a full disk alike
        logger.error("job %s failed: %s", job.name, type(error).__name__)
        return
    after()
