"""Series: all coming dates at another time of day, and what calendars make of it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.meetings import series_editing
from commands.meetings.calendar.recurrence import occurrences, parse
from commands.meetings.series import AHEAD, begun, next_starts, occurrence, reached, split
from storage.meetings import meetings
from storage.meetings.meetings import Series
from tests.support.meeting_fixtures import NETWORK, Net, meeting

BERLIN = ZoneInfo("Europe/Berlin")


async def stored(net: Net) -> list[Series]:
    async with net.database.transaction() as tx:
        return await meetings.all_series(tx)


async def by_clock(net: Net, number: int, opening: str, closing: str) -> int:
    one = await net.get(number)
    async with net.database.transaction() as tx:
        fields = {"clock": [opening, closing]}
        return len(await series_editing.change(net.context(tx), one, fields))


def by_rule(series: Series) -> tuple[str, ...]:
    rule = parse(series.rrule, BERLIN)
    return occurrences(rule, series.starts, to=datetime(2028, 6, 1, tzinfo=UTC).date())


async def test_before_it_begins_the_whole_series_moves(net: Net) -> None:
    first = await net.create(rrule="FREQ=WEEKLY;COUNT=3")
    await net.read()
    assert await by_clock(net, 2, "14:00", "15:00") == 3

    made = await net.all()
    [series] = await stored(net)
    assert [m.starts for m in made] == list(by_rule(series)) == [m.recurrence for m in made]
    assert made[0].starts == "2027-01-14T14:00"
    assert {m.uid for m in made} == {first.uid}
    _, told = await net.read()
    assert told.startswith("Reihe »Losverfahren«: 3 Termine sind geändert.")
    assert "Nr. 1: bisher Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr; neu Donn" in told


async def test_what_was_stays_as_it_was_and_a_new_series_begins(net: Net) -> None:
    first = await net.create(rrule="FREQ=WEEKLY;COUNT=4")
    net.later(days=60)
    await net.read()
    assert net.now > first.ends_at
    assert await by_clock(net, 4, "14:00", "15:00") == 2

    made = await net.all()
    old, new = await stored(net)
    assert list(by_rule(old)) == [m.starts for m in made[:2]]
    assert list(by_rule(new)) == [m.starts for m in made[2:]] == [m.recurrence for m in made[2:]]
    assert old.ended
    assert (new.uid, {m.uid for m in made[2:]}) == (made[3].uid, {new.uid})
    assert old.uid != new.uid
    assert {m.series_id for m in made[2:]} == {new.series_id}
    bodies = await net.read()
    assert [body.splitlines()[0] for body in bodies] == [
        "Reihe »Losverfahren«: 2 Termine sind geändert.",
        "* Termin Nr. 1, Online-Konferenz »Losverfahren«",
        "Termin Nr. 3, Online-Konferenz »Losverfahren«",
    ]


async def test_exceptions_keep_their_day_and_cancelled_ones_stay_so(net: Net) -> None:
    await net.create(rrule="FREQ=WEEKLY;COUNT=4")
    await net.change(await net.get(2), starts="2027-01-22T10:00", ends="2027-01-22T11:00")
    await net.cancel(await net.get(3))
    await by_clock(net, 1, "23:00", "00:30")

    _, second, third, fourth = await net.all()
    assert (second.starts, second.ends) == ("2027-01-22T23:00", "2027-01-23T00:30")
    assert second.recurrence == "2027-01-21T23:00"
    assert (third.state, third.recurrence) == ("cancelled", "2027-01-28T23:00")
    assert fourth.starts == "2027-02-04T23:00"


async def test_after_all_are_cancelled_no_more_dates_come(net: Net) -> None:
    await net.create(rrule="FREQ=WEEKLY")
    first, *others = await net.all()
    async with net.database.transaction() as tx:
        fields = {"state": "cancelled", "reason": None}
        await series_editing.change(net.context(tx), first, fields)
    net.later(days=200)
    async with net.database.transaction() as tx:
        await series_editing.EXTEND.run(net.context(tx))

    made = await net.all()
    assert len(made) == 1 + len(others)
    assert {m.state for m in made} == {"cancelled"}


async def test_the_job_brings_each_date_once_and_tells_nobody(net: Net) -> None:
    await net.create(rrule="FREQ=WEEKLY")
    await net.create(rrule="FREQ=MONTHLY", title="Andere")
    for room_id in NETWORK:
        await net.read(room_id)
    for _ in range(20):
        net.later(days=3, hours=7)
        async with net.database.transaction() as tx:
            await series_editing.EXTEND.run(net.context(tx))

    made = await net.all()
    starts = [(m.series_id, m.starts) for m in made]
    assert len(starts) == len(set(starts))
    for series in await stored(net):
        until = str((net.now + AHEAD).date())
        expected = [local for local in by_rule(series) if local[:10] <= until]
        assert [m.starts for m in made if m.series_id == series.series_id] == expected
    for room_id in NETWORK:
        assert await net.read(room_id) == []


async def test_a_date_added_later_has_reminders_too(net: Net) -> None:
    await net.create(rrule="FREQ=YEARLY", starts="2026-12-20T10:00", ends="2026-12-20T11:00")
    net.later(days=30)
    async with net.database.transaction() as tx:
        await series_editing.EXTEND.run(net.context(tx))
        rows = await tx.execute_fetchall("SELECT count(*) AS n FROM reminder WHERE meeting_id = 2")
    assert [row["n"] for row in rows] == [6]


# --- pure


@pytest.mark.slow
@given(
    st.sampled_from(["FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=DAILY;INTERVAL=9"]),
    st.lists(st.integers(1, 90), max_size=8),
)
def test_however_it_is_extended_no_date_is_missing_and_none_twice(
    rrule: str, steps: list[int]
) -> None:
    one = meeting(starts="2027-03-25T02:30", ends="2027-03-25T03:30")
    series = begun(one, rrule)
    now = datetime(2027, 3, 1, tzinfo=UTC)
    found: list[str] = []
    for step in (0, *steps):
        now += timedelta(days=step)
        found += next_starts(series, now)
        series = reached(series, now)

    rule = parse(series.rrule, BERLIN)
    last = datetime.fromisoformat(series.planned_to).date()
    assert found == list(occurrences(rule, series.starts, to=last))


@given(st.integers(1, 30), st.integers(2, 31))
def test_both_parts_of_a_split_series_are_all_of_it(at: int, count: int) -> None:
    one = meeting()
    series = reached(begun(one, f"FREQ=WEEKLY;COUNT={count}"), datetime(2027, 1, 1, tzinfo=UTC))
    every = by_rule(series)
    if at >= count:
        return
    members = [occurrence(series, one, local) for local in every]
    day = every[at][:10]
    old, new = split(series, members, every[at], f"{day}T14:00", f"{day}T15:00")

    assert by_rule(old) == every[:at]
    assert [local[:10] for local in by_rule(new)] == [local[:10] for local in every[at:]]
