"""The plan beside one made slowly: day by day on the calendar, minute by minute on the clock."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.language.times import Lead
from commands.language.times.quiet_hours import QuietHours
from commands.meetings.planning.plan import plan
from storage.meetings.meetings import Meeting
from storage.meetings.reminders import Planned
from tests.support.reminding import BERLIN, DAY, MINUTE, ROOM, a_meeting

pytestmark = pytest.mark.slow

# Around both changes of the clock, a leap day, the end of a year and of months.
DAYS = (
    date(2027, 3, 28),
    date(2027, 10, 31),
    date(2028, 2, 29),
    date(2027, 1, 1),
    date(2027, 5, 1),
)


@cache
def day_by_the_clock(day: date, zone: ZoneInfo) -> Mapping[str, list[datetime]]:
    """What the clock shows on that day -> the moments at which it does."""
    found: dict[str, list[datetime]] = {}
    moment = datetime.combine(day, time(0), UTC) - DAY
    while moment < datetime.combine(day, time(0), UTC) + 2 * DAY:
        local = moment.astimezone(zone)
        if local.date() == day:
            found.setdefault(f"{local:%H:%M}", []).append(moment)
        moment += MINUTE
    return found


def at(local: str, zone: ZoneInfo) -> datetime:
    """Twice: the first time; never: as long after the last minute before as the clock says."""
    day, clock = date.fromisoformat(local[:10]), local[11:] or "00:00"
    shown = day_by_the_clock(day, zone)
    skipped = 0
    while clock not in shown:
        clock = f"{datetime.fromisoformat(f'2000-01-01T{clock}') - MINUTE:%H:%M}"
        skipped += 1
    return shown[clock][0] + skipped * MINUTE


def wanted(meeting: Meeting, lead: Lead) -> datetime:
    moment = meeting.starts_at
    day = date.fromisoformat(meeting.starts[:10])
    for _ in range(lead.days):
        day -= DAY
        moment = at(f"{day}{meeting.starts[10:]}", ZoneInfo(meeting.timezone))
    for _ in range(lead.minutes):
        moment -= MINUTE
    return moment


@cache
def silent(quiet: QuietHours) -> frozenset[time]:
    found = set()
    clock = quiet.begin
    while clock != quiet.end:
        found.add(clock)
        clock = (datetime.combine(date(2000, 1, 1), clock) + MINUTE).time()
    return frozenset(found)


def is_quiet(quiet: QuietHours, moment: datetime) -> bool:
    return moment.astimezone(quiet.zone).time() in silent(quiet)


def allowed(quiet: QuietHours, due_at: datetime, start: datetime) -> datetime:
    moment = due_at
    while is_quiet(quiet, moment):
        moment += MINUTE
    if moment < start:
        return moment
    moment = due_at
    while is_quiet(quiet, moment):
        moment -= MINUTE
    return moment


def slow_plan(
    meeting: Meeting, leads: list[Lead], quiet: QuietHours, now: datetime
) -> dict[datetime, tuple[str, set[str]]]:
    """Moment -> the stage that is posted, and those that fell together with it."""
    by_moment: dict[datetime, list[Lead]] = {}
    for lead in leads:
        due_at = allowed(quiet, wanted(meeting, lead), meeting.starts_at)
        if now < due_at < meeting.starts_at:
            by_moment.setdefault(due_at, []).append(lead)
    found = {}
    for due_at, together in by_moment.items():
        shortest = max(together, key=lambda lead: wanted(meeting, lead))
        found[due_at] = (str(shortest), {str(lead) for lead in together} - {str(shortest)})
    return found


starts = st.builds(
    lambda day, days, hour, minute: datetime.combine(day, time(hour, minute)) + days * DAY,
    st.sampled_from(DAYS),
    st.integers(-3, 12),
    st.sampled_from((0, 1, 2, 3, 7, 8, 10, 13, 19, 20, 23)),
    st.sampled_from((0, 1, 30, 59)),
)
some_leads = st.lists(
    st.builds(
        Lead,
        st.sampled_from((0, 0, 1, 2, 3, 7, 14)),
        st.sampled_from((0, 10, 30, 60, 90, 180, 600)),
    ).filter(lambda lead: lead != Lead(0, 0)),
    max_size=5,
    unique=True,
)
quiets = st.sampled_from(
    [
        QuietHours(time(20), time(8), BERLIN),
        QuietHours(time(0), time(0), BERLIN),
        QuietHours(time(22, 30), time(2, 30), BERLIN),
        QuietHours(time(2, 15), time(2, 45), BERLIN),
        QuietHours(time(8), time(19, 30), BERLIN),
    ]
)


@settings(deadline=None, max_examples=150)
@given(starts, some_leads, quiets, st.integers(-20 * 24 * 60, 60))
def test_the_plan_is_the_one_made_slowly(
    start: datetime, leads: list[Lead], quiet: QuietHours, from_start: int
) -> None:
    local = f"{start:%Y-%m-%dT%H:%M}"
    starts_at = at(local, BERLIN)
    meeting = a_meeting(local, starts_at=starts_at)
    now = starts_at + from_start * MINUTE

    rows = plan(meeting, (), leads, (), quiet, (ROOM,), (), now)
    slow = slow_plan(meeting, leads, quiet, now)

    assert [row.due_at for row in rows] == sorted(slow)
    for row in rows:
        stage, merged = slow[row.due_at]
        assert {row.stage, *row.merged} == {stage, *merged}
        assert distance(leads, meeting, row.stage) == distance(leads, meeting, stage)


def distance(leads: list[Lead], meeting: Meeting, stage: str) -> timedelta:
    """Two leads may want the same moment: then either may name the post."""
    [lead] = [lead for lead in leads if str(lead) == stage]
    return meeting.starts_at - wanted(meeting, lead)


@settings(deadline=None, max_examples=100)
@given(starts, some_leads, quiets, st.integers(-20 * 24 * 60, 60))
def test_whatever_is_planned_lies_ahead_before_the_start_and_outside_the_quiet_hours(
    start: datetime, leads: list[Lead], quiet: QuietHours, from_start: int
) -> None:
    meeting = a_meeting(f"{start:%Y-%m-%dT%H:%M}")
    now = meeting.starts_at + from_start * MINUTE

    rows = plan(meeting, (), leads, (), quiet, (ROOM, "!b:x"), (), now)

    assert all(now < row.due_at < meeting.starts_at for row in rows)
    assert not any(quiet.holds(row.due_at) for row in rows)
    assert len({key(row) for row in rows}) == len(rows)
    assert [row.stage for row in rows if row.room_id == ROOM] == [
        row.stage for row in rows if row.room_id != ROOM
    ]


def key(row: Planned) -> tuple[str, str, datetime]:
    return row.stage, row.room_id, row.starts_at
