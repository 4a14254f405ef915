"""Quiet hours, beside somebody who looks at the clock every minute."""

from datetime import UTC, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commands.language.times.quiet_hours import NEVER, QuietHours
from tests.support.reminding import BERLIN, MINUTE, berlin

NIGHT = QuietHours(time(20), time(8), BERLIN)
# Around both changes of the clock, and the odd one of half an hour.
ZONES = tuple(
    map(ZoneInfo, ("Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kolkata"))
)
CHANGES = (
    datetime(2027, 3, 28, 1, tzinfo=UTC),
    datetime(2027, 10, 31, 1, tzinfo=UTC),
    datetime(2027, 4, 3, 15, tzinfo=UTC),
    datetime(2027, 10, 2, 15, 30, tzinfo=UTC),
    datetime(2027, 3, 14, 5, 30, tzinfo=UTC),
    datetime(2028, 2, 29, 23, tzinfo=UTC),
)


def shows(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}"


def silent_clocks(quiet: QuietHours) -> set[str]:
    """Everything that the clock shows while it is quiet, minute by minute."""
    found = set()
    clock = datetime.combine(datetime(2000, 1, 1, tzinfo=UTC), quiet.begin)
    while clock.time() != quiet.end:
        found.add(f"{clock:%H:%M}")
        clock += MINUTE
    return found


def walked(quiet: QuietHours, due_at: datetime, before: datetime) -> datetime:
    silent = silent_clocks(quiet)
    for step in (MINUTE, -MINUTE):
        moment = next(
            at
            for minutes in count()
            if shows(at := due_at + step * minutes, quiet.zone) not in silent
        )
        if moment < before:
            return moment
    raise AssertionError


# Often around the hours at which clocks are changed.
clocks = st.builds(
    time,
    st.one_of(st.integers(0, 23), st.sampled_from((0, 1, 2, 3))),
    st.sampled_from((0, 1, 15, 30, 45, 59)),
)
moments = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from(CHANGES),
    st.one_of(st.integers(-1500, 1500), st.integers(-90, 90)),
)


@settings(deadline=None)
# The only minute that is allowed is skipped by the clock.
@example(QuietHours(time(2, 1), time(2), ZONES[1]), datetime(2027, 10, 2, 13, 29, tzinfo=UTC), 1)
@given(st.builds(QuietHours, clocks, clocks, st.sampled_from(ZONES)), moments, st.integers(1, 2000))
def test_a_moment_is_shifted_as_by_walking_every_minute(
    quiet: QuietHours, due_at: datetime, minutes: int
) -> None:
    before = due_at + timedelta(minutes=minutes)

    assert quiet.shifted(due_at, before) == walked(quiet, due_at, before)


@given(st.builds(QuietHours, clocks, clocks, st.sampled_from(ZONES)), moments)
def test_it_is_quiet_when_the_clock_shows_it(quiet: QuietHours, moment: datetime) -> None:
    assert quiet.holds(moment) == (shows(moment, quiet.zone) in silent_clocks(quiet))


@given(moments)
def test_without_quiet_hours_nothing_is_shifted(moment: datetime) -> None:
    assert not NEVER.holds(moment)
    assert NEVER.shifted(moment, moment + MINUTE) == moment


@pytest.mark.parametrize(
    ("due", "start", "shifted"),
    [
        ("2027-01-12 08:00", "2027-01-13 10:00", "2027-01-12 08:00"),
        ("2027-01-12 07:59", "2027-01-13 10:00", "2027-01-12 08:00"),
        ("2027-01-12 19:59", "2027-01-13 10:00", "2027-01-12 19:59"),
        ("2027-01-12 20:00", "2027-01-13 10:00", "2027-01-13 08:00"),
        ("2027-01-12 23:30", "2027-01-13 08:30", "2027-01-13 08:00"),
        # Nobody may be told between 8:00 and the start: the evening before.
        ("2027-01-13 07:00", "2027-01-13 08:00", "2027-01-12 19:59"),
        ("2027-01-13 06:30", "2027-01-13 07:30", "2027-01-12 19:59"),
        # The nights in which the clock is changed.
        ("2027-03-28 01:30", "2027-03-28 10:00", "2027-03-28 08:00"),
        ("2027-10-31 01:30", "2027-10-31 10:00", "2027-10-31 08:00"),
        ("2027-03-28 06:30", "2027-03-28 07:30", "2027-03-27 19:59"),
        # Over the end of a month and of a year, and on a leap day.
        ("2026-12-31 21:00", "2027-01-01 12:00", "2027-01-01 08:00"),
        ("2028-02-28 22:00", "2028-02-29 12:00", "2028-02-29 08:00"),
        ("2028-02-29 22:00", "2028-03-01 12:00", "2028-03-01 08:00"),
    ],
)
def test_what_falls_into_the_night(due: str, start: str, shifted: str) -> None:
    assert NIGHT.shifted(berlin(due), berlin(start)) == berlin(shifted)


def test_quiet_hours_within_one_day_are_possible() -> None:
    lunch = QuietHours(time(12), time(13, 30), BERLIN)

    start = berlin("2027-01-12 15:00")
    assert lunch.shifted(berlin("2027-01-12 12:10"), start) == berlin("2027-01-12 13:30")
    assert lunch.shifted(berlin("2027-01-12 12:10"), berlin("2027-01-12 13:00")) == berlin(
        "2027-01-12 11:59"
    )


SMALL_HOURS = QuietHours(time(22), time(2, 30), BERLIN)


def test_an_end_that_the_clock_skips_is_where_it_is_put_forward() -> None:
    """On 28 March 2027 02:30 does not exist: after 01:59 the clock shows 03:00."""
    due, start = berlin("2027-03-28 01:30"), berlin("2027-03-28 10:00")

    assert SMALL_HOURS.shifted(due, start) == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_an_end_that_the_clock_shows_twice_ends_the_quiet_twice() -> None:
    """On 31 October 2027, 02:00 to 02:59 come again."""
    start = berlin("2027-10-31 10:00")
    first, second = (datetime(2027, 10, 31, hour, 10, tzinfo=UTC) for hour in (0, 1))

    assert SMALL_HOURS.shifted(first, start) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert SMALL_HOURS.shifted(second, start) == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    # Before the second part of them begins.
    before = datetime(2027, 10, 31, 1, 20, tzinfo=UTC)
    assert SMALL_HOURS.shifted(second, before) == datetime(2027, 10, 31, 0, 59, tzinfo=UTC)
