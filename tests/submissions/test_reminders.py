"""The management is reminded of what waits too long: once per stage, on working days."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commands.conversation.settings import Submissions
from commands.submissions.reminders import remind
from tests.support.reviewing import ADA, Review
from tests.support.say import MANAGEMENT, NOW

# A Tuesday, 10:00 in Berlin.
DAY = timedelta(days=1)


async def submit(review: Review, place: str = "Köln", at: datetime = NOW, **fields: str) -> int:
    number = await review.submit(place, created_at=at, **fields)
    await review.notice(number)
    return number


async def posts(review: Review, at: datetime) -> list[str]:
    """What the hourly job says at that moment."""
    review.room.now = at
    async with review.database.transaction() as tx:
        await remind(review.room.context(tx))
    return await review.room.read(MANAGEMENT)


async def moments(review: Review, start: datetime, end: datetime) -> list[datetime]:
    """When the hourly job says something."""
    found = []
    at = start
    while at < end:
        if await posts(review, at):
            found.append(at)
        at += timedelta(hours=1)
    return found


async def test_there_are_three_stages_and_each_is_told_once(review: Review) -> None:
    await submit(review)

    told = await moments(review, NOW, NOW + 60 * DAY)
    assert [moment - NOW for moment in told] == [7 * DAY, 14 * DAY, 28 * DAY]


async def test_the_days_are_configured(review: Review) -> None:
    await submit(review)
    settings = replace(review.room.settings, submissions=Submissions(remind_after_days=3))
    review.room.live.settings = settings

    told = await moments(review, NOW, NOW + 60 * DAY)
    assert [moment - NOW for moment in told] == [3 * DAY, 6 * DAY, 13 * DAY - timedelta(hours=2)]


async def test_the_post_says_what_waits_and_since_when(review: Review) -> None:
    number = await submit(review)

    assert await posts(review, NOW + 7 * DAY) == [
        (
            "Erinnerung: Eine Einreichung wartet noch auf eine Entscheidung:\n\n"
            f"– Nr. {number}: Köln, Liste Bürgerbeteiligung, seit 7 Tagen\n\n"
            "Alle, die warten, zeigt !offen"
        )
    ]
    assert ADA not in review.room.contents[-1]["body"]
    assert review.room.contents[-1]["m.mentions"] == {}


async def test_what_is_due_together_is_one_post(review: Review) -> None:
    numbers = [await submit(review, at=NOW + timedelta(minutes=n)) for n in range(25)]

    [said] = await posts(review, NOW + 8 * DAY)
    assert said.startswith("Erinnerung: 25 Einreichungen warten noch")
    assert f"– Nr. {numbers[19]}: " in said
    assert "– und 5 weitere" in said
    assert await posts(review, NOW + 9 * DAY) == []


async def test_never_on_weekends_nor_at_night(review: Review) -> None:
    friday_evening = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
    await submit(review, at=friday_evening)
    saturday = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
    await submit(review, "Bonn", at=saturday)

    told = await moments(review, friday_evening, friday_evening + 11 * DAY)
    monday = datetime(2026, 11, 30, 7, 30, tzinfo=UTC)
    assert told == [monday]


async def test_stages_missed_in_a_downtime_are_one(review: Review) -> None:
    number = await submit(review)

    assert len(await posts(review, NOW + 15 * DAY)) == 1
    assert (await review.get(number)).reminder_stage == 2
    told = await moments(review, NOW + 15 * DAY, NOW + 90 * DAY)
    assert [moment - NOW for moment in told] == [28 * DAY]


@pytest.mark.parametrize("state", ["checking", "accepted", "refused", "withdrawn", "unsuitable"])
async def test_only_of_what_can_be_decided(review: Review, state: str) -> None:
    number = await submit(review)
    await review.change(number, state=state)

    assert await posts(review, NOW + 8 * DAY) == []


@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        # Monday, 12:30 in Berlin, in summer and in winter.
        (datetime(2026, 10, 19, 10, 30, tzinfo=UTC), datetime(2026, 10, 26, 11, 30, tzinfo=UTC)),
        (datetime(2026, 3, 23, 11, 30, tzinfo=UTC), datetime(2026, 3, 30, 10, 30, tzinfo=UTC)),
    ],
)
async def test_days_are_those_of_the_calendar_when_the_clocks_change(
    review: Review, submitted: datetime, due: datetime
) -> None:
    await submit(review, at=submitted)

    assert await posts(review, due - timedelta(seconds=1)) == []
    assert len(await posts(review, due)) == 1


@pytest.mark.parametrize(
    ("at", "is_told"),
    [
        (datetime(2026, 7, 6, 5, 59, tzinfo=UTC), False),
        (datetime(2026, 7, 6, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 6, 15, 59, tzinfo=UTC), True),
        (datetime(2026, 7, 6, 16, 0, tzinfo=UTC), False),
        (datetime(2026, 12, 7, 6, 59, tzinfo=UTC), False),
        (datetime(2026, 12, 7, 7, 0, tzinfo=UTC), True),
    ],
)
async def test_working_hours_are_those_of_the_network(
    review: Review, at: datetime, is_told: bool
) -> None:
    await submit(review, at=at - 8 * DAY)

    assert bool(await posts(review, at)) is is_told


async def test_a_submission_of_the_hour_that_is_there_twice_is_told_once(review: Review) -> None:
    twice = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    await submit(review, at=twice)

    told = await moments(review, twice, twice + 10 * DAY)
    assert told == [datetime(2026, 11, 2, 7, 30, tzinfo=UTC)]


async def test_a_restart_does_not_remind_again(review: Review) -> None:
    await submit(review)
    await posts(review, NOW + 7 * DAY)
    review.restart()

    assert await posts(review, NOW + 7 * DAY + timedelta(hours=1)) == []


async def test_without_a_management_room_nobody_is_reminded(review: Review) -> None:
    number = await submit(review)
    settings = replace(review.room.settings, management_room=None)
    review.room.live.settings = settings

    assert await posts(review, NOW + 8 * DAY) == []
    assert (await review.get(number)).reminder_stage == 0
