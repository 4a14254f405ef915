"""The scheduler wakes the jobs, and it is seen when it or one of them stands still."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.schedule import Pulse, running_schedule
from commands.command import Occasion
from commands.job import Job
from storage.database import Database, Transaction
from tests.say import Room

HOUR = timedelta(hours=1)
# The scheduler itself looks at the clock.
NOW = datetime.now(UTC)


async def test_every_job_runs_at_the_start_and_the_outbox_is_woken(room: Room) -> None:
    ran: list[str] = []
    woken = asyncio.Event()

    async def work(_: Occasion) -> None:
        ran.append("work")

    jobs = [Job("work", HOUR, work)]
    with running_schedule(jobs, room.database, room.occasion, Pulse(lambda: NOW), woken.set):
        await asyncio.wait_for(woken.wait(), 5)

    assert ran == ["work"]


async def test_a_scheduler_at_work_beats_also_when_no_job_is_due(database: Database) -> None:
    beaten = asyncio.Event()

    class Watched(Pulse):
        async def beat(self) -> None:
            await super().beat()
            beaten.set()

    moments = iter([NOW, NOW, NOW + HOUR])
    pulse = Watched(lambda: next(moments))
    with running_schedule([], database, Room(database).occasion, pulse, lambda: None):
        await asyncio.wait_for(beaten.wait(), 5)

    assert pulse.still_for(NOW + HOUR) == timedelta(0)


def test_a_scheduler_that_does_not_beat_stands_still() -> None:
    moments = iter([NOW, NOW])
    pulse = Pulse(lambda: next(moments))

    assert pulse.still_for(NOW + HOUR) == HOUR


async def test_a_job_that_does_not_end_is_seen_though_the_scheduler_beats(
    database: Database,
) -> None:
    moment = NOW
    started = asyncio.Event()

    async def work(_: Occasion) -> None:
        started.set()
        await asyncio.sleep(3600)

    def clock() -> datetime:
        return moment

    pulse = Pulse(clock)
    job = Job("work", HOUR, work)
    with running_schedule([job], database, Room(database).occasion, pulse, started.clear):
        await asyncio.wait_for(started.wait(), 5)
        moment += HOUR
        await pulse.beat()

        assert pulse.still_for(moment) == HOUR
        assert pulse.running == {"work": NOW}


async def test_a_job_that_fails_is_logged_without_its_words_and_no_longer_runs(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async def work(_: Occasion) -> None:
        raise ValueError("what a member wrote")

    ended = asyncio.Event()

    class Watched(Pulse):
        @contextmanager
        def during(self, job: Job) -> Iterator[None]:
            try:
                with super().during(job):
                    yield
            finally:
                ended.set()

    pulse = Watched(lambda: NOW)
    jobs = [Job("work", HOUR, work)]
    with (
        caplog.at_level(logging.ERROR),
        running_schedule(jobs, database, Room(database).occasion, pulse, lambda: None),
    ):
        await asyncio.wait_for(ended.wait(), 5)

    assert caplog.messages == ["job work failed: ValueError"]
    assert pulse.running == {}


async def test_an_end_in_the_middle_of_a_job_is_nothing_to_log(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    started = asyncio.Event()

    async def work(_: Occasion) -> None:
        started.set()
        await asyncio.sleep(3600)

    pulse = Pulse(lambda: NOW)
    jobs = [Job("work", HOUR, work)]
    with running_schedule(jobs, database, Room(database).occasion, pulse, lambda: None):
        await asyncio.wait_for(started.wait(), 5)
    async with database.transaction():
        pass
    await asyncio.sleep(0)

    assert caplog.messages == []
    assert pulse.running == {}


@pytest.mark.parametrize(("pause", "runs"), [(0.05, 2), (-60.0, 1), (7200.0, 1)])
async def test_a_job_comes_back_when_something_is_due_before_its_turn(
    database: Database, pause: float, runs: int
) -> None:
    done: list[datetime] = []
    due: list[datetime | None] = [datetime.now(UTC) + timedelta(seconds=pause)]

    async def work(occasion: Occasion) -> None:
        done.append(occasion.now)

    async def next_due(_: Transaction) -> datetime | None:
        return due.pop() if due else None

    pulse = Pulse(lambda: datetime.now(UTC))
    jobs = [Job("work", HOUR, work, next_due)]
    with running_schedule(jobs, database, Room(database).occasion, pulse, lambda: None):
        await asyncio.sleep(0.4)

    assert len(done) == runs


async def test_two_turns_of_one_job_beside_each_other_both_end_well(database: Database) -> None:
    pulse = Pulse(lambda: NOW)

    async def work(_: Occasion) -> None:
        pass

    job = Job("work", HOUR, work)
    with pulse.during(job), pulse.during(job):
        pass
    assert pulse.running == {}
