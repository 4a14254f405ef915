"""APScheduler as a metronome: it wakes the jobs, the database knows what is due."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from commands.command import Occasion
from commands.job import Job
from storage.database import Database, Transaction

logger = logging.getLogger(__name__)


@contextmanager
def running_schedule(
    jobs: Sequence[Job],
    database: Database,
    occasion: Callable[[Transaction], Occasion],
    now: Callable[[], datetime],
    after: Callable[[], None],
) -> Iterator[None]:
    """Every job runs at the start and then at its interval; `after` each one is called."""
    scheduler = AsyncIOScheduler(timezone=UTC, executors={"default": AsyncIOExecutor()})
    for job in jobs:
        scheduler.add_job(
            _run,
            IntervalTrigger(seconds=int(job.every.total_seconds()), timezone=UTC),
            args=(job, database, occasion, after),
            id=job.name,
            next_run_time=now(),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


async def _run(
    job: Job,
    database: Database,
    occasion: Callable[[Transaction], Occasion],
    after: Callable[[], None],
) -> None:
    """A job that fails is logged and comes again; the next run finds the same rows due."""
    try:
        async with database.transaction() as tx:
            await job.run(occasion(tx))
    except Exception as error:  # noqa: BLE001  the door for bugs and for a full disk alike
        logger.error("job %s failed: %s", job.name, type(error).__name__)
        return
    after()
