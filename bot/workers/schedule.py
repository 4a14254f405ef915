"""APScheduler as a metronome: it wakes the jobs, the database knows what is due."""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.live import Live
from bot.process.guard import guard
from commands.conversation.command import Job
from storage.database import Database

logger = logging.getLogger(__name__)

_BEAT = timedelta(seconds=20)
# Jobs that come so often have little to do each time.
_OFTEN = timedelta(minutes=1)


@dataclass
class Heartbeat:
    """When the scheduler was last seen at work, and since when which jobs run."""

    now: Callable[[], datetime]
    last_at: datetime = field(init=False)
    running: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.last_at = self.now()

    async def beat(self) -> None:
        self.last_at = self.now()

    def still_for(self, at: datetime) -> timedelta:
        """Return the time since the last beat, or since a job began that does not end."""
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
    live: Live,
    heartbeat: Heartbeat,
    after: Callable[[], None],
    ready: asyncio.Event | None = None,
) -> Iterator[Callable[[], None]]:
    """Run every job at the start and at its interval; call `after` when one has written something.

    At `ready`, the rooms are known.
    Yields what is to be called when somebody else has: jobs that wait for it run soon.
    """
    scheduler = AsyncIOScheduler(timezone=UTC, executors={"default": AsyncIOExecutor()})
    add = partial(_add, scheduler, heartbeat.now())
    add("pulse", _BEAT, heartbeat.beat)
    turns = [_Turn(job, database, live, heartbeat, after, scheduler, ready) for job in jobs]
    for turn in turns:
        add(turn.job.name, turn.job.every, turn.run)

    def wake() -> None:
        for turn in turns:
            turn.come_soon()

    scheduler.start()
    try:
        yield wake
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


@dataclass
class _Turn:
    """Each coming has an id of its own: APScheduler skips one whose id is still at work."""

    job: Job
    database: Database
    live: Live
    heartbeat: Heartbeat
    after: Callable[[], None]
    scheduler: AsyncIOScheduler
    ready: asyncio.Event | None = None
    _is_expected: bool = False

    async def run(self) -> None:
        """Run the job; a failure is logged, and the next run finds the same rows due."""
        with (
            # At the end of the program APScheduler would log what was at work; of a broken file
            # the database itself tells.
            contextlib.suppress(asyncio.CancelledError, sqlite3.DatabaseError),
            guard(logger, f"job {self.job.name} failed", passes=lambda _: False),
        ):
            if self.job.needs_rooms and self.ready is not None:
                await self.ready.wait()
            try:
                with self.heartbeat.during(self.job):
                    due_at, has_written = await self._work()
            finally:
                self._is_expected = False
            if due_at is not None:
                self._come_back(due_at)
            if has_written:
                self.after()

    def come_soon(self) -> None:
        """Come when the job may have something to do; what is written meanwhile is done then."""
        pause = self.job.after_change
        if pause is not None and not self._is_expected:
            self._is_expected = True
            at = datetime.now(UTC) + pause
            self.scheduler.add_job(self.run, DateTrigger(at), misfire_grace_time=None)

    async def _work(self) -> tuple[datetime | None, bool]:
        """Return when there is more to do, and whether something was written."""
        async with self.database.transaction(at_once=self.job.every <= _OFTEN) as tx:
            self._is_expected = False  # what is written from now on is for another turn
            before = tx.total_changes
            await self.job.run(self.live.context(tx))
            has_written = tx.total_changes != before
            due_at = None if self.job.next_due is None else await self.job.next_due(tx)
            return due_at, has_written

    def _come_back(self, due_at: datetime) -> None:
        """Come back punctually if something is due before the next turn."""
        if timedelta() < due_at - self.heartbeat.now() < self.job.every:
            self.scheduler.add_job(
                self.run,
                DateTrigger(due_at),
                id=f"{self.job.name}, due at {due_at.timestamp()}",
                replace_existing=True,
                misfire_grace_time=None,
            )
