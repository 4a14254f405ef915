"""A backup a night, also when nights were missed, backups failed or the clock was set."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workers.backups import next_at, turn_after
from storage.backup.state import BackupState

BERLIN = ZoneInfo("Europe/Berlin")
AT = time(3, 10)
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
TONIGHT = datetime(2026, 12, 2, 2, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
# From 2020 to 2031, whole seconds.
MOMENTS = st.integers(1_577_836_800, 1_924_991_999).map(lambda s: datetime.fromtimestamp(s, UTC))


def good(at: datetime) -> BackupState:
    return BackupState().with_good(at, 1, 0)


def due(state: BackupState, now: datetime = NOW) -> datetime:
    return next_at(state, now, AT, BERLIN)


def test_the_first_one_is_made_at_once() -> None:
    assert due(BackupState()) <= NOW


def test_after_a_good_night_it_is_the_turn_of_the_next() -> None:
    assert due(good(TONIGHT - 24 * HOUR)) == TONIGHT


def test_a_missed_night_is_made_up() -> None:
    assert due(good(TONIGHT - 48 * HOUR)) <= NOW


def test_one_made_in_the_day_leaves_the_night_its_own() -> None:
    assert due(good(NOW - HOUR)) == TONIGHT


@pytest.mark.parametrize(("failures", "hours"), [(1, 1), (2, 2), (3, 4), (4, 8), (9, 8)])
def test_after_a_failure_it_is_tried_again_ever_later(failures: int, hours: int) -> None:
    state = BackupState(1, 1, 1, 0, int(NOW.timestamp()), failures, "voll")

    assert due(state) == NOW + hours * HOUR


def test_after_a_failure_in_the_evening_it_is_tried_in_the_night() -> None:
    evening = TONIGHT - 3 * HOUR
    state = BackupState(1, 1, 1, 0, int(evening.timestamp()), 5, "voll")

    assert due(state, evening) == TONIGHT


def test_a_clock_that_was_years_ahead_does_not_end_the_backups() -> None:
    assert due(good(NOW + timedelta(days=3650))) <= NOW


def test_a_clock_set_back_by_a_second_makes_no_second_one() -> None:
    assert due(good(NOW + timedelta(seconds=1))) == TONIGHT


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
@pytest.mark.parametrize("at", [time(2, 30), time(3, 10)])
def test_there_is_one_turn_on_the_day_that_clocks_change(day: str, at: time) -> None:
    begin = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=BERLIN)
    first = turn_after(begin.astimezone(UTC) - timedelta(minutes=1), at, BERLIN)
    second = turn_after(first, at, BERLIN)

    assert first.astimezone(BERLIN).date().isoformat() == day
    assert second.astimezone(BERLIN).date() == first.astimezone(BERLIN).date() + timedelta(days=1)


@given(MOMENTS, st.times().map(lambda t: t.replace(second=0, microsecond=0)))
def test_a_turn_is_never_more_than_a_day_and_an_hour_away(moment: datetime, at: time) -> None:
    turn = turn_after(moment, at, BERLIN)

    assert moment < turn <= moment + 25 * HOUR
