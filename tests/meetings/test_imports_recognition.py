"""Meetings stay the same, with their answers, though the calendar names them otherwise."""

import pytest

from commands.meetings.calendar.write import write
from commands.meetings.imports import FROM_FILE, Import, ImportOutcome
from commands.meetings.imports_notes import note_left_out
from storage.database import Database
from storage.meetings import meetings
from tests.support.calendar_files import entries, event, ics
from tests.support.importing import Imports, reading
from tests.support.meeting_fixtures import Net
from tests.support.say import MANAGEMENT

START = ("DTSTART;TZID=Europe/Berlin:20270114T100000", "DTEND;TZID=Europe/Berlin:20270114T113000")
WEEKLY = (*START, "RRULE:FREQ=WEEKLY;COUNT=4")
OTHER = ("DTSTART;TZID=Europe/Berlin:20270301T100000",)


@pytest.fixture
def net(database: Database) -> Net:
    return Net(database)


@pytest.fixture
def imports(net: Net) -> Imports:
    return Imports(net)


def named(uid: str, data: bytes) -> bytes:
    return data.replace(b"a@b.example", uid.encode())


async def numbers(net: Net) -> list[tuple[int, str, str]]:
    return [(m.meeting_id, m.starts, m.state) for m in await net.all()]


@pytest.mark.parametrize("lines", [START, WEEKLY, (*START, "RRULE:FREQ=MONTHLY")])
async def test_a_calendar_with_other_uids_each_time_is_recognised(
    net: Net, imports: Imports, lines: tuple[str, ...]
) -> None:
    await imports.poll(event(*lines))
    before = await net.all()
    await net.read()

    for uid in ("b@b.example", "c@b.example", "d@b.example"):
        outcome = await imports.poll(named(uid, event(*lines)))
        assert outcome == ImportOutcome(unchanged=len(before))
    assert await net.all() == before
    assert await net.read() == []


async def test_what_was_renamed_goes_on_under_its_new_name(net: Net, imports: Imports) -> None:
    await imports.poll(event(*WEEKLY))
    await imports.poll(named("b@b.example", event(*WEEKLY)))
    moved = tuple(line.replace("T10", "T09") for line in WEEKLY)

    assert await imports.poll(named("b@b.example", event(*moved))) == ImportOutcome(changed=4)
    assert [number for number, _, _ in await numbers(net)] == [1, 2, 3, 4]
    longer = tuple(line.replace("COUNT=4", "COUNT=6") for line in moved)
    assert (await imports.poll(named("b@b.example", event(*longer)))).created == 2
    assert len({m.uid for m in await net.all()}) == 1


async def test_another_title_is_another_date(net: Net, imports: Imports) -> None:
    await imports.poll(event(*START))
    other = named("b@b.example", event(*START)).replace(b"Treffen", b"Anderes")

    assert (await imports.poll(other)).created == 1


@pytest.mark.parametrize("title", ["Treffen", "Treffen neu"])
async def test_a_series_that_is_cut_in_two_keeps_its_numbers(
    net: Net, imports: Imports, title: str
) -> None:
    await imports.poll(event(*WEEKLY))
    first = event(*START, "RRULE:FREQ=WEEKLY;UNTIL=20270121T090000Z")
    second = (
        "BEGIN:VEVENT", "UID:a_R20270128T090000@b.example", f"SUMMARY:{title}",
        "DTSTART;TZID=Europe/Berlin:20270129T140000", "DTEND;TZID=Europe/Berlin:20270129T150000",
        "RRULE:FREQ=WEEKLY;COUNT=2", "END:VEVENT",
    )  # fmt: skip
    both = first.replace(b"END:VCALENDAR", "\r\n".join([*second, "END:VCALENDAR"]).encode())

    assert await imports.poll(both) == ImportOutcome(unchanged=2, changed=2)
    assert await numbers(net) == [
        (1, "2027-01-14T10:00", "planned"),
        (2, "2027-01-21T10:00", "planned"),
        (3, "2027-01-29T14:00", "planned"),
        (4, "2027-02-05T14:00", "planned"),
    ]
    for _ in range(2):
        assert await imports.poll(both) == ImportOutcome(unchanged=4)


async def test_dates_that_got_one_uid_are_recognised_too(net: Net, imports: Imports) -> None:
    await imports.poll(event(*START))
    second = ("BEGIN:VEVENT", "UID:a@b.example", "SUMMARY:Anderes", *OTHER, "END:VEVENT")
    both = event(*START, "END:VEVENT", *second[:-1])

    assert await imports.poll(both) == ImportOutcome(created=1, unchanged=1)
    assert await imports.poll(both) == ImportOutcome(unchanged=2)


async def test_one_of_the_dates_with_one_uid_is_moved(net: Net, imports: Imports) -> None:
    second = ("END:VEVENT", "BEGIN:VEVENT", "UID:a@b.example", "SUMMARY:Anderes")
    await imports.poll(event(*START, *second, *OTHER))
    moved = OTHER[0].replace("20270301T10", "20270309T14")

    assert (await imports.poll(event(*START, *second, moved))).changed == 1
    assert [starts for _, starts, _ in await numbers(net)] == [
        "2027-01-14T10:00",
        "2027-03-09T14:00",
    ]


async def test_dates_without_a_rule_come_and_go_with_the_calendar(
    net: Net, imports: Imports
) -> None:
    await imports.poll(event(*START, "RDATE;TZID=Europe/Berlin:20270121T100000"))
    more = event(*START, "RDATE;TZID=Europe/Berlin:20270121T100000,20270128T100000")

    assert await imports.poll(more) == ImportOutcome(created=1, unchanged=2)
    assert await imports.poll(event(*START)) == ImportOutcome(cancelled=2, unchanged=1)


async def test_added_dates_are_exported(net: Net) -> None:
    data = event(*WEEKLY, "RDATE;TZID=Europe/Berlin:20270119T150000")
    await Imports(net, Import(FROM_FILE, past=True)).take(data)

    async with net.database.transaction() as tx:
        all_, series = await meetings.everything(tx), await meetings.all_series(tx)
    [found] = entries(write(all_, series, now=net.now, name="Termine"))
    assert [date for date, _, _ in found.dates or ()] == [
        "2027-01-14T10:00",
        "2027-01-19T15:00",
        "2027-01-21T10:00",
        "2027-01-28T10:00",
        "2027-02-04T10:00",
    ]


async def test_what_is_left_out_is_told_once_each(net: Net) -> None:
    broken = ("END:VEVENT", "BEGIN:VEVENT", "UID:2", "SUMMARY:Kaputt", "DTSTART:morgen")
    one = reading(event(*START, *broken), net.now)
    more = ("END:VEVENT", "BEGIN:VEVENT", "UID:3", "SUMMARY:Privat", *OTHER, "CLASS:PRIVATE")
    two = reading(event(*START, *broken, *more), net.now)
    told = []
    for found in (one, one, two, two, reading(ics(), net.now), one):
        async with net.database.transaction() as tx:
            await note_left_out(net.context(tx), "calendar", 1, found.skipped)
        net.later(hours=1)
        told.append([words.splitlines()[1:] for words in await net.read(MANAGEMENT)])

    kaputt = "– Nicht übernommen: Kaputt. Beginn oder Ende fehlt oder ist nicht verständlich."
    assert [len(each) for each in told] == [1, 0, 1, 0, 0, 1]
    assert kaputt in told[0][0]
    assert any("Privat" in line for line in told[2][0])
    assert kaputt not in told[2][0]
