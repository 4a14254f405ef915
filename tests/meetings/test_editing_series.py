"""A programme and the dates of a series are announced and changed together."""

from datetime import UTC, datetime

import pytest

from commands.meetings import editing
from commands.meetings.calendar.recurrence import InvalidRuleError
from storage.meetings import meetings
from tests.support.meeting_fixtures import ADA, BO, Net, slot

# --- the programme


async def test_a_programme_is_numbered_counted_in_the_announcement_and_moves_along(
    net: Net,
) -> None:
    meeting = await net.create()
    await net.read()
    slots = [
        slot("2027-01-14T10:00", "2027-01-14T10:15"),
        slot("2027-01-14T10:15", "2027-01-14T11:00", "Los"),
    ]
    async with net.database.transaction() as tx:
        await editing.put_programme(net.context(tx), meeting, slots)
        kept = await editing.put_programme(net.context(tx), meeting, await meetings.slots_of(tx, 1))
    await net.change(meeting, starts="2027-01-15T11:00", ends="2027-01-15T12:30")

    assert kept.sequence == 1
    assert "Programm, 2 Punkte: !termin 1" in (await net.read())[0]
    async with net.database.transaction() as tx:
        moved = await meetings.slots_of(tx, 1)
    assert [(s.position, s.starts, s.title) for s in moved] == [
        (1, "2027-01-15T11:00", "Begrüßung"),
        (2, "2027-01-15T11:15", "Los"),
    ]
    assert moved[0].starts_at == datetime(2027, 1, 15, 10, tzinfo=UTC)


async def test_the_programme_of_whole_days_moves_by_days_to_a_meeting_with_hours(net: Net) -> None:
    meeting = await net.create(starts="2027-03-04", ends="2027-03-05", all_day=True)
    async with net.database.transaction() as tx:
        slots = [slot("2027-03-04T14:00", "2027-03-04T15:00")]
        await editing.put_programme(net.context(tx), meeting, slots)
    await net.change(meeting, starts="2027-03-11T13:00", ends="2027-03-12T14:00", all_day=False)

    async with net.database.transaction() as tx:
        [moved] = await meetings.slots_of(tx, 1)
    assert (moved.starts, moved.ends) == ("2027-03-11T14:00", "2027-03-11T15:00")


# --- series


async def test_each_date_of_a_series_has_a_number_and_one_announcement_is_for_all(
    net: Net,
) -> None:
    first = await net.create(rrule="FREQ=MONTHLY;BYDAY=2TH", starts="2027-01-14T10:00")
    made = await net.all()

    assert first == made[0]
    assert [m.starts for m in made[:3]] == [
        "2027-01-14T10:00", "2027-02-11T10:00", "2027-03-11T10:00",
    ]  # fmt: skip
    assert made[-1].starts == "2027-12-09T10:00"
    assert [m.recurrence for m in made] == [m.starts for m in made]
    assert {m.uid for m in made} == {first.uid}
    [told] = await net.read()
    assert "Die nächsten 5 Termine dieser Reihe:" in told
    assert "– Nr. 2: Donnerstag, 11. Februar 2027, 10:00 bis 11:30 Uhr" in told
    assert "Ihre Reaktion gilt nur für Termin Nr. 1." in told


async def test_a_moved_date_of_a_series_is_told_below_its_announcement(net: Net) -> None:
    await net.create(rrule="FREQ=WEEKLY;COUNT=3")
    event = await net.announcement(1)
    await net.read()
    await net.change(await net.get(2), starts="2027-01-22T10:00", ends="2027-01-22T11:30")

    edit, told = await net.contents()
    assert edit["m.relates_to"]["event_id"] == event
    assert "– Nr. 2: Freitag, 22. Januar 2027" in edit["body"]
    assert told["m.relates_to"] == {"m.in_reply_to": {"event_id": event}}
    assert "Termin Nr. 2" in told["body"]
    second = await net.get(2)
    assert (second.recurrence, second.sequence) == ("2027-01-21T10:00", 1)


async def test_all_coming_dates_are_changed_with_one_post(net: Net) -> None:
    await net.create(rrule="FREQ=WEEKLY;COUNT=14")
    await net.read()
    async with net.database.transaction() as tx:
        changes = await editing.change_all(
            net.context(tx), await meetings.of_series(tx, 1), state="cancelled", reason="Pause"
        )
    _, told = await net.read()

    assert len(changes) == 14
    assert "14 Termine sind abgesagt." in told
    assert "Grund: Pause" in told
    assert "– und 4 weitere" in told


async def test_more_dates_of_a_series_come_as_time_passes(net: Net) -> None:
    await net.create(rrule="FREQ=MONTHLY;BYMONTHDAY=14")
    await net.change(await net.get(12), title="Ausnahme", state="cancelled")
    before = len(await net.all())
    await net.read()
    net.later(days=62)
    for _ in range(2):
        async with net.database.transaction() as tx:
            [series] = await meetings.all_series(tx)
            await editing.extend(net.context(tx), series)

    made = await net.all()
    assert len(made) == before + 2
    assert made[-1].starts == "2028-02-14T10:00"
    assert (made[-1].title, made[-1].state, made[-1].created_by) == ("Losverfahren", "planned", BO)
    assert await net.read() == []


async def test_a_series_that_began_long_ago_brings_only_what_is_to_come(net: Net) -> None:
    first = await net.create(
        rrule="FREQ=WEEKLY", starts="2020-01-07T10:00", ends="2020-01-07T11:00"
    )

    assert first.starts == "2026-11-24T10:00"


async def test_a_series_that_is_over_is_its_last_date(net: Net) -> None:
    fields = {"starts": "2020-01-07T10:00", "ends": "2020-01-07T11:00"}
    last = await net.create(rrule="FREQ=WEEKLY;COUNT=3", **fields)

    assert last.starts == "2020-01-21T10:00"
    assert await net.read() == []


@pytest.mark.parametrize("rrule", ["FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "x"])
async def test_a_rule_that_never_comes_true_is_refused(net: Net, rrule: str) -> None:
    with pytest.raises(InvalidRuleError):
        await net.create(rrule=rrule)
    assert await net.all() == []


async def test_the_end_of_registration_is_as_long_before_each_date(net: Net) -> None:
    await net.create(rrule="FREQ=WEEKLY;COUNT=2", register_by="2027-01-12T18:00")

    assert (await net.get(2)).register_by == "2027-01-19T18:00"
    assert "Anmeldung bis Dienstag, 12. Januar 2027, 18:00 Uhr" in (await net.read())[0]


async def test_nobody_is_told_who_made_a_meeting(net: Net) -> None:
    await net.create()

    assert not [body for body in await net.read() if BO in body or ADA in body]
