"""Whatever happens in whatever order: no stage twice, nothing untrue, nothing missed."""

import asyncio
import re
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.conversation.settings import Reminders
from commands.meetings.reminders.planning import replan_all
from storage.meetings.meetings import Meeting
from tests.support.databases import in_memory
from tests.support.reminding import (
    BERLIN,
    DAY,
    HOUR,
    MINUTE,
    Bot,
    a_meeting,
    berlin,
    headline,
    moved,
)

pytestmark = pytest.mark.slow

ADA = "@ada:example.org"
BEGIN = berlin("2027-03-24 09:00")
# The clock is put forward on the 28th.
STARTS = ("2027-03-27T10:00", "2027-03-28T07:30", "2027-03-29T20:30", "2027-04-07T10:00")
CONFIGURED = (
    Reminders(),
    Reminders(quiet_hours=""),
    Reminders.model_validate({"online-konferenz": ["2d", "26h", "1d", "1h", "30min"]}),
    Reminders.model_validate({"online-konferenz": [], "quiet_hours": "12:00-13:30"}),
)
pauses = st.sampled_from(
    (MINUTE, 14 * MINUTE, 16 * MINUTE, HOUR, 7 * HOUR, DAY, timedelta(minutes=1439), 3 * DAY)
)
steps = st.one_of(
    st.tuples(st.just("wait"), pauses),
    st.tuples(st.just("turn"), pauses),
    st.tuples(st.just("turn unheard"), pauses),
    st.tuples(st.just("move"), st.sampled_from(STARTS)),
    st.tuples(st.just("cancel"), st.booleans()),
    st.tuples(st.just("configure"), st.sampled_from(CONFIGURED)),
    st.tuples(st.just("register"), st.sampled_from((None, "2027-03-26T12:00", "2027-03-27T10:00"))),
)


class Life:
    """A meeting to which things happen; what was posted is checked as it arrives."""

    def __init__(self, bot: Bot, meeting: Meeting) -> None:
        self.bot = bot
        self.meeting = meeting

    async def step(self, what: str, value: Any) -> None:
        match what:
            case "wait":
                self.bot.now += value
            case "turn" | "turn unheard":
                self.bot.now += value
                before = len(self.bot.sent)
                await self.bot.turn(deliver=what == "turn")
                self.check(before)
            case "move":
                await self.change(moved(self.meeting, value))
            case "cancel":
                await self.change(replace(self.meeting, state="cancelled" if value else "planned"))
            case "register":
                await self.change(replace(self.meeting, register_by=value))
            case "configure":
                self.bot.configured = value
                async with self.bot.database.transaction() as tx:
                    await replan_all(self.bot.context(tx))

    async def change(self, meeting: Meeting) -> None:
        self.meeting = meeting
        await self.bot.change(meeting)

    def check(self, before: int) -> None:
        new = self.bot.sent[before:]
        assert max(Counter(room for _, room, _ in new).values(), default=0) <= 1
        for at, _, body in new:
            assert self.meeting.state == "planned"
            assert at < self.meeting.starts_at
            self.check_distance(at, body)

    def check_distance(self, at: datetime, body: str) -> None:
        told = headline(body)
        target = self.meeting.starts_at
        if "endet die Anmeldung" in told:
            assert self.meeting.register_by is not None
            target = berlin(self.meeting.register_by)
        assert target > at
        assert f"um {target.astimezone(BERLIN):%H:%M} Uhr" in told
        if found := re.search(r"In (\d+) Stunde", told):
            assert abs(target - at - int(found[1]) * HOUR) <= 5 * MINUTE
        if "Morgen um" in told:
            assert (target.astimezone(BERLIN).date() - at.astimezone(BERLIN).date()).days == 1


async def lived(happenings: list[tuple[str, Any]]) -> Bot:
    async with in_memory() as database:
        bot = Bot(database, BEGIN)
        meeting = await bot.add(a_meeting(STARTS[3]))
        await bot.wish(meeting, ADA, "rooms")
        life = Life(bot, meeting)
        for what, value in happenings:
            await life.step(what, value)
        return bot


@settings(deadline=None, max_examples=150)
@given(st.lists(steps, max_size=25))
def test_no_stage_is_posted_twice_and_nothing_untrue(happenings: list[tuple[str, Any]]) -> None:
    bot = asyncio.run(lived(happenings))

    assert max(Counter(bot.ids).values(), default=0) <= 1


async def every_ten_minutes(configured: Reminders, starts: str) -> tuple[list[Any], list[Any]]:
    """What was planned at first, and what reached the room, with moments."""
    async with in_memory() as database:
        bot = Bot(database, BEGIN, configured)
        await bot.add(a_meeting(starts))
        async with database.transaction() as tx:
            rows = await tx.execute_fetchall("SELECT * FROM reminder ORDER BY due_at")
            planned = [row["due_at"] for row in rows]
        while bot.now < berlin(starts) + HOUR:
            await bot.turn(bot.now + 10 * MINUTE)
        return planned, [at.timestamp() for at, _, _ in bot.sent]


@settings(deadline=None, max_examples=12)
@given(st.sampled_from(CONFIGURED), st.sampled_from(STARTS[:3]))
def test_while_nothing_happens_every_stage_is_posted_in_time(
    configured: Reminders, starts: str
) -> None:
    planned, posted = asyncio.run(every_ten_minutes(configured, starts))

    assert len(posted) == len(planned)
    assert all(0 <= at - due < 600 for at, due in zip(posted, planned, strict=True))
