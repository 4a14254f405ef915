"""The scheduler wakes the jobs, and it is seen when it or one of them stands still."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.workers.schedule import Heartbeat, running_schedule
from commands.conversation.command import Context, Job
from storage import key_value
from storage.database import Database, Transaction
from tests.support.say import Room
from tests.support.waiting import until

HOUR = timedelta(hours=1)
# The scheduler itself looks at the clock.
NOW = datetime.now(UTC)


async def note(ctx: Context) -> None:
    await key_value.put(ctx.tx, "work", "done", NOW)


async def test_every_job_runs_at_the_start_and_the_outbox_is_woken(room: Room) -> None:
    ran: list[str] = []
    woken = asyncio.Event()

    async def work(ctx: Context) -> None:
        ran.append("work")
        await note(ctx)

    jobs = [Job("work", HOUR, work)]
    with running_schedule(jobs, room.database, room.live, Heartbeat(lambda: NOW), woken.set):
        await woken.wait()

    assert ran == ["work"]


async def test_a_job_that_needs_the_rooms_waits_until_they_are_known(room: Room) -> None:
    ran: list[str] = []
    ready = asyncio.Event()

    def job(name: str, *, needs_rooms: bool) -> Job:
        async def work(_: Context) -> None:
            ran.append(name)

        return Job(name, HOUR, work, needs_rooms=needs_rooms)

    jobs = [job("late", needs_rooms=True), job("soon", needs_rooms=False)]
    heartbeat = Heartbeat(lambda: NOW)
    with running_schedule(jobs, room.database, room.live, heartbeat, lambda: None, ready):
        await until(lambda: ran == ["soon"])
        # Waiting is no standing still.
        assert heartbeat.still_for(NOW + HOUR) == HOUR
        assert heartbeat.running == {}
        ready.set()
        await until(lambda: ran == ["soon", "late"])


async def test_a_job_that_writes_nothing_wakes_nobody(room: Room) -> None:
    called: list[str] = []
    done = asyncio.Event()

    async def look(_: Context) -> None:
        done.set()

    def after() -> None:
        called.append("after")

    jobs = [Job("look", HOUR, look)]
    with running_schedule(jobs, room.database, room.live, Heartbeat(lambda: NOW), after):
        await done.wait()
        await room.read()

    assert called == []


async def test_a_job_comes_soon_when_somebody_else_has_written(room: Room) -> None:
    ran: asyncio.Queue[str] = asyncio.Queue()

    async def at_once(_: Context) -> None:
        ran.put_nowait("at once")

    async def never(_: Context) -> None:
        ran.put_nowait("never")

    jobs = [Job("at once", HOUR, at_once, after_change=timedelta()), Job("never", HOUR, never)]
    heartbeat = Heartbeat(lambda: NOW)
    with running_schedule(jobs, room.database, room.live, heartbeat, lambda: None) as wake:
        assert {await ran.get(), await ran.get()} == {"at once", "never"}
        wake()
        wake()
        assert await ran.get() == "at once"

    assert ran.empty()


async def test_what_is_written_while_a_job_is_at_work_is_seen_by_another_turn_of_it(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    turns = 0

    def write() -> None:
        """Wake everybody as what the job writes does, the job itself among them."""
        wake()

    async def work(ctx: Context) -> None:
        nonlocal turns
        turns += 1
        if turns < 5:
            await note(ctx)
            await key_value.put(ctx.tx, "turn", str(turns), NOW)

    jobs = [Job("work", HOUR, work, after_change=timedelta())]
    heartbeat = Heartbeat(lambda: NOW)
    with running_schedule(jobs, room.database, room.live, heartbeat, write) as wake:
        await until(lambda: turns == 5)

    assert caplog.messages == []


async def test_a_scheduler_at_work_beats_also_when_no_job_is_due(database: Database) -> None:
    beaten = asyncio.Event()

    class Watched(Heartbeat):
        async def beat(self) -> None:
            await super().beat()
            beaten.set()

    moments = iter([NOW, NOW, NOW + HOUR])
    heartbeat = Watched(lambda: next(moments))
    with running_schedule([], database, Room(database).live, heartbeat, lambda: None):
        await beaten.wait()

    assert heartbeat.still_for(NOW + HOUR) == timedelta(0)


def test_a_scheduler_that_does_not_beat_stands_still() -> None:
    moments = iter([NOW, NOW])
    heartbeat = Heartbeat(lambda: next(moments))

    assert heartbeat.still_for(NOW + HOUR) == HOUR


async def test_a_job_that_does_not_end_is_seen_though_the_scheduler_beats(
    database: Database,
) -> None:
    moment = NOW
    started = asyncio.Event()

    async def work(_: Context) -> None:
        started.set()
        await asyncio.sleep(3600)

    def clock() -> datetime:
        return moment

    heartbeat = Heartbeat(clock)
    job = Job("work", HOUR, work)
    with running_schedule([job], database, Room(database).live, heartbeat, started.clear):
        await started.wait()
        moment += HOUR
        await heartbeat.beat()

        assert heartbeat.still_for(moment) == HOUR
        assert heartbeat.running == {"work": NOW}


async def test_a_job_that_fails_is_logged_without_its_words_and_no_longer_runs(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async def work(_: Context) -> None:
        raise ValueError("what a member wrote")

    ended = asyncio.Event()

    class Watched(Heartbeat):
        @contextmanager
        def during(self, job: Job) -> Iterator[None]:
            try:
                with super().during(job):
                    yield
            finally:
                ended.set()

    heartbeat = Watched(lambda: NOW)
    jobs = [Job("work", HOUR, work)]
    with (
        caplog.at_level(logging.ERROR),
        running_schedule(jobs, database, Room(database).live, heartbeat, lambda: None),
    ):
        await ended.wait()

    [message] = caplog.messages
    assert message.startswith("job work failed: ValueError at ")
    assert heartbeat.running == {}


async def test_an_end_in_the_middle_of_a_job_is_nothing_to_log(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    started = asyncio.Event()

    async def work(_: Context) -> None:
        started.set()
        await asyncio.sleep(3600)

    heartbeat = Heartbeat(lambda: NOW)
    jobs = [Job("work", HOUR, work)]
    with running_schedule(jobs, database, Room(database).live, heartbeat, lambda: None):
        await started.wait()
    async with database.transaction():
        pass
    await asyncio.sleep(0)

    assert caplog.messages == []
    assert heartbeat.running == {}


@pytest.mark.parametrize(("pause", "runs"), [(0.05, 2), (-60.0, 1), (7200.0, 1)])
async def test_a_job_comes_back_when_something_is_due_before_its_turn(
    database: Database, pause: float, runs: int
) -> None:
    done: list[datetime] = []
    due: list[datetime | None] = [datetime.now(UTC) + timedelta(seconds=pause)]

    async def work(ctx: Context) -> None:
        done.append(ctx.now)

    async def next_due(_: Transaction) -> datetime | None:
        return due.pop() if due else None

    heartbeat = Heartbeat(lambda: datetime.now(UTC))
    jobs = [Job("work", HOUR, work, next_due)]
    with running_schedule(jobs, database, Room(database).live, heartbeat, lambda: None):
        await until(lambda: len(done) >= runs)
        await asyncio.sleep(0.2)

    assert len(done) == runs


async def test_two_turns_of_one_job_beside_each_other_both_end_well(database: Database) -> None:
    heartbeat = Heartbeat(lambda: NOW)

    async def work(_: Context) -> None:
        pass

    job = Job("work", HOUR, work)
    with heartbeat.during(job), heartbeat.during(job):
        pass
    assert heartbeat.running == {}
