"""Dates go with their calendar, never by trouble; and what is exported comes back the same."""

from dataclasses import replace
from typing import Any

import pytest

from commands.meetings import series_editing
from commands.meetings.calendar.write import write
from commands.meetings.imports import FROM_FILE, Import, ImportOutcome
from storage.meetings import meetings
from tests.support.calendar_files import entries, event, ics
from tests.support.databases import in_memory
from tests.support.importing import Imports
from tests.support.meeting_fixtures import Net

FILE = Import(FROM_FILE, past=True)
START = ("DTSTART;TZID=Europe/Berlin:20270114T100000", "DTEND;TZID=Europe/Berlin:20270114T113000")
LATER = ("DTSTART;TZID=Europe/Berlin:20270121T140000", "DTEND;TZID=Europe/Berlin:20270121T150000")
WEEKLY = (*START, "RRULE:FREQ=WEEKLY;COUNT=3")
OTHER = ics(
    "BEGIN:VEVENT",
    "UID:other@b.example",
    "DTSTART:20270301T100000",
    "SUMMARY:Anderes",
    "END:VEVENT",
)
NOTHING = ics()


@pytest.fixture
def imports(net: Net) -> Imports:
    return Imports(net)


async def shown(net: Net) -> list[tuple[str, str, str]]:
    return [(m.title, m.starts, m.state) for m in await net.all()]


def exported(found: Any, series: Any, slots: Any, net: Net) -> bytes:
    return write(found, series, slots, now=net.now, name="Termine")


async def export(net: Net) -> bytes:
    async with net.database.transaction() as tx:
        found = await meetings.everything(tx)
        slots = await meetings.slots_of(tx, *(each.meeting_id for each in found))
        return exported(found, await meetings.all_series(tx), slots, net)


# --- they go


async def test_a_date_that_is_missing_once_stays(net: Net, imports: Imports) -> None:
    await imports.take(event(*START))

    assert await imports.poll(OTHER) == ImportOutcome(created=1)
    assert ("Treffen", "2027-01-14T10:00", "planned") in await shown(net)


async def test_a_date_that_is_missing_twice_in_a_row_is_cancelled(
    net: Net, imports: Imports
) -> None:
    await imports.take(event(*START))
    await imports.poll(OTHER)

    assert (await imports.poll(OTHER)).cancelled == 1
    assert ("Treffen", "2027-01-14T10:00", "cancelled") in await shown(net)
    assert (await imports.poll(event(*START))).changed == 1
    assert ("Treffen", "2027-01-14T10:00", "planned") in await shown(net)


async def test_missing_twice_but_not_in_a_row_is_not_missing(net: Net, imports: Imports) -> None:
    await imports.take(event(*START))
    for data in (OTHER, event(*START), OTHER, event(*START), OTHER):
        await imports.poll(data)

    assert ("Treffen", "2027-01-14T10:00", "planned") in await shown(net)


async def test_a_file_with_one_date_of_a_series_leaves_the_others(
    net: Net, imports: Imports
) -> None:
    await imports.take(event(*WEEKLY))
    one = event("RECURRENCE-ID;TZID=Europe/Berlin:20270121T100000", *LATER)

    assert await imports.take(one) == ImportOutcome(changed=1)
    assert await shown(net) == [
        ("Treffen", "2027-01-14T10:00", "planned"),
        ("Treffen", "2027-01-21T14:00", "planned"),
        ("Treffen", "2027-01-28T10:00", "planned"),
    ]


async def test_a_past_date_that_is_missing_is_not_cancelled(net: Net, imports: Imports) -> None:
    await imports.take(event(*START))
    net.later(days=100)
    for _ in range(3):
        await imports.poll(OTHER)

    assert ("Treffen", "2027-01-14T10:00", "planned") in await shown(net)


async def test_a_calendar_that_is_suddenly_empty_deletes_nothing(
    net: Net, imports: Imports
) -> None:
    await imports.take(event(*START))
    for _ in range(5):
        assert await imports.poll(NOTHING) == ImportOutcome()

    assert ("Treffen", "2027-01-14T10:00", "planned") in await shown(net)


async def test_a_date_that_cannot_be_read_any_more_is_not_missing(
    net: Net, imports: Imports
) -> None:
    await imports.take(event(*START))
    for _ in range(3):
        await imports.poll(event("DTSTART:broken"))

    assert ("Treffen", "2027-01-14T10:00", "planned") in await shown(net)


# --- whose they are


async def test_a_date_made_here_is_not_changed_by_a_calendar(net: Net, imports: Imports) -> None:
    meeting = await net.create()
    foreign = event(*LATER).replace(b"a@b.example", meeting.uid.encode())

    assert await imports.poll(foreign) == ImportOutcome(foreign=1)
    assert await net.get(1) == meeting


async def test_of_two_calendars_each_keeps_its_own(net: Net, imports: Imports) -> None:
    both = frozenset({"calendar", "second"})
    await imports.take(event(*START))
    second = Imports(net, Import("second", both))

    assert await second.poll(event(*LATER)) == ImportOutcome(foreign=1)


async def test_a_calendar_at_a_new_address_goes_on_with_its_dates(
    net: Net, imports: Imports
) -> None:
    await imports.take(event(*START))
    moved = Imports(net, Import("new address", frozenset({"new address"})))

    assert await moved.poll(event(*LATER)) == ImportOutcome(changed=1)
    assert [m.source for m in await net.all()] == ["new address"]


# --- there and back


def facts(data: bytes) -> set[tuple[object, ...]]:
    return {
        (e.uid, e.recurrence or "", e.sequence, e.starts, e.ends, e.rule, e.dates, e.cancelled)
        for e in entries(data)
    }


async def test_what_is_exported_comes_into_an_empty_database_and_out_again_the_same(
    net: Net,
) -> None:
    single = await net.create()
    await net.change(single, title="Losverfahren II")
    await net.create(
        kind="frist", title="Anmeldung", starts="2027-02-01", ends="2027-02-01", all_day=True
    )
    await net.create(title="Vorbei", starts="2026-01-14T10:00", ends="2026-01-14T11:00")
    series = await net.create(rrule="FREQ=WEEKLY;COUNT=6", title="Reihe")
    async with net.database.transaction() as tx:
        members = await meetings.of_series(tx, series.series_id or 0)
    await net.change(members[1], starts="2027-01-22T09:00", ends="2027-01-22T10:00")
    await net.cancel(members[3], "Feiertag")
    first = await export(net)

    async with in_memory() as database:
        other = Net(database)
        outcome = await Imports(other, FILE).take(first)
        assert (outcome.created, outcome.foreign) == (9, 0)
        second = await export(other)
        assert facts(second) == facts(first)
        before = await other.all()

        again = await Imports(other, FILE).take(second)
        assert again == ImportOutcome(unchanged=9)
        assert await other.all() == before
    assert (await Imports(net, FILE).take(first)).foreign == 9


async def test_excluded_dates_come_out_again_as_excluded(net: Net) -> None:
    data = event(*WEEKLY, "EXDATE;TZID=Europe/Berlin:20270121T100000")
    await Imports(net, replace(FILE, source="x")).take(data)

    [entry] = entries(await export(net))
    assert [date for date, _, _ in entry.dates or ()] == ["2027-01-14T10:00", "2027-01-28T10:00"]


async def test_a_series_that_is_deleted_is_cancelled_in_one_word_and_makes_no_more_dates(
    net: Net, imports: Imports
) -> None:
    await imports.take(event(*START, "RRULE:FREQ=WEEKLY"))
    await net.read()
    for _ in range(2):
        await imports.poll(OTHER)
    said = [each for each in await net.read() if "Treffen" in each and not each.startswith("* ")]
    cancelled = [m for m in await net.all() if m.state == "cancelled"]
    assert len(cancelled) > 40
    assert len([each for each in said if "abgesagt" in each]) == 1

    net.later(days=30)
    async with net.database.transaction() as tx:
        await series_editing.extend_all(net.context(tx))
    series = {m.series_id for m in cancelled}
    assert all(m.state == "cancelled" for m in await net.all() if m.series_id in series)


async def test_a_series_at_another_hour_is_one_word_in_each_room(
    net: Net, imports: Imports
) -> None:
    await imports.take(event(*START, "RRULE:FREQ=WEEKLY;COUNT=20"))
    await net.read()
    moved = tuple(line.replace("T10", "T14").replace("T11", "T15") for line in START)
    assert (await imports.take(event(*moved, "RRULE:FREQ=WEEKLY;COUNT=20"))).changed == 20

    assert len(await net.read()) <= 3
