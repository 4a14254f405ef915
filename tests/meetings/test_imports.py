"""Dates of another calendar come and change with it; what was changed here is respected."""

import pytest

from commands.meetings import series_editing
from commands.meetings.imports import FROM_FILE, Import, ImportOutcome
from storage.meetings import meetings
from tests.support.calendar_files import event
from tests.support.importing import Imports
from tests.support.meeting_fixtures import Net

FILE = Import(FROM_FILE, past=True)
START = ("DTSTART;TZID=Europe/Berlin:20270114T100000", "DTEND;TZID=Europe/Berlin:20270114T113000")
LATER = ("DTSTART;TZID=Europe/Berlin:20270121T140000", "DTEND;TZID=Europe/Berlin:20270121T150000")
WEEKLY = (*START, "RRULE:FREQ=WEEKLY;COUNT=3")


@pytest.fixture
def imports(net: Net) -> Imports:
    return Imports(net)


# --- they come


async def test_a_new_date_is_stored_and_announced_in_every_room(net: Net, imports: Imports) -> None:
    assert await imports.take(event(*START, "LOCATION:Köln")) == ImportOutcome(created=1)

    [meeting] = await net.all()
    assert (meeting.uid, meeting.starts, meeting.ends) == (
        "a@b.example",
        "2027-01-14T10:00",
        "2027-01-14T11:30",
    )
    assert (meeting.place, meeting.created_by, meeting.source) == ("Köln", None, "calendar")
    for room_id in net.rooms:
        assert (await net.read(room_id))[0].startswith("Termin Nr. 1, Online-Konferenz »Treffen«")


async def test_the_same_again_changes_nothing(net: Net, imports: Imports) -> None:
    await imports.take(event(*WEEKLY))
    before = await net.all()
    await net.read()

    assert await imports.poll(event(*WEEKLY)) == ImportOutcome(unchanged=3)
    assert await net.all() == before
    assert await net.read() == []


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ((), "online-konferenz"),
        (("CATEGORIES:Frist",), "frist"),
        (("CATEGORIES:Wichtig,NETZWERKTREFFEN",), "netzwerktreffen"),
    ],
)
async def test_the_kind_is_what_the_category_says(
    net: Net, imports: Imports, lines: tuple[str, ...], kind: str
) -> None:
    await imports.take(event(*START, *lines))

    assert [m.kind for m in await net.all()] == [kind]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Jahrestreffen in Köln", "netzwerktreffen"),
        ("AG Losverfahren", "arbeitsgruppe"),
        ("Anmeldeschluss", "frist"),
        ("Montag", "online-konferenz"),
        ("Tag der Demokratie", "online-konferenz"),
    ],
)
async def test_else_the_kind_is_what_the_title_says(
    net: Net, imports: Imports, title: str, kind: str
) -> None:
    await imports.take(event(*START).replace(b"Treffen", title.encode()))

    assert [m.kind for m in await net.all()] == [kind]


async def test_a_series_is_a_series_here_and_announced_once(net: Net, imports: Imports) -> None:
    data = event(*WEEKLY, "EXDATE;TZID=Europe/Berlin:20270121T100000")

    assert await imports.take(data) == ImportOutcome(created=2)

    assert [m.starts for m in await net.all()] == ["2027-01-14T10:00", "2027-01-28T10:00"]
    assert {m.series_id for m in await net.all()} == {1}
    assert len(await net.read()) == 1


async def test_the_job_adds_dates_of_an_imported_series_and_the_next_poll_agrees(
    net: Net, imports: Imports
) -> None:
    data = event(*START, "RRULE:FREQ=MONTHLY")
    await imports.take(data)
    number = len(await net.all())
    net.later(days=70)
    async with net.database.transaction() as tx:
        await series_editing.extend_all(net.context(tx))
    later = await net.all()

    assert len(later) > number
    outcome = await imports.poll(data)
    assert (outcome.created, outcome.changed, outcome.cancelled) == (0, 0, 0)
    assert len(await net.all()) == len(later)


async def test_a_poll_before_the_job_leaves_the_new_dates_to_the_job(
    net: Net, imports: Imports
) -> None:
    data = event(*START, "RRULE:FREQ=MONTHLY")
    await imports.take(data)
    net.later(days=70)
    await imports.poll(data)

    async with net.database.transaction() as tx:
        await series_editing.extend_all(net.context(tx))
    days = [m.recurrence for m in await net.all()]
    assert len(days) == len(set(days))


async def test_what_is_over_is_not_taken_from_a_calendar_but_from_a_file(net: Net) -> None:
    data = event("DTSTART:20200114T100000")

    assert await Imports(net).take(data) == ImportOutcome()
    assert await Imports(net, FILE).take(data) == ImportOutcome(created=1)
    assert await net.read() == []


# --- they change


async def test_a_moved_date_is_moved_here_and_the_rooms_hear_of_it(
    net: Net, imports: Imports
) -> None:
    await imports.take(event(*START))
    await net.read()

    assert await imports.poll(event(*LATER, "SEQUENCE:4")) == ImportOutcome(changed=1)

    [meeting] = await net.all()
    assert (meeting.starts, meeting.sequence) == ("2027-01-21T14:00", 4)
    assert any("Bisher" in words or "bisher" in words for words in await net.read())


async def test_a_change_without_a_number_counts_too(net: Net, imports: Imports) -> None:
    await imports.take(event(*START, "SEQUENCE:0"))
    await imports.poll(event(*LATER, "SEQUENCE:0"))

    [meeting] = await net.all()
    assert (meeting.starts, meeting.sequence) == ("2027-01-21T14:00", 1)


async def test_a_cancelled_date_is_cancelled_and_comes_back(net: Net, imports: Imports) -> None:
    await imports.take(event(*START))

    assert await imports.poll(event(*START, "STATUS:CANCELLED")) == ImportOutcome(cancelled=1)
    assert await imports.poll(event(*START)) == ImportOutcome(changed=1)
    assert [m.state for m in await net.all()] == ["planned"]


async def test_a_date_cancelled_here_stays_so_while_the_calendar_is_the_same(
    net: Net, imports: Imports
) -> None:
    await imports.take(event(*START))
    await net.cancel((await net.all())[0], "Krankheit")

    assert await imports.poll(event(*START)) == ImportOutcome(unchanged=1)
    assert [m.state for m in await net.all()] == ["cancelled"]


async def test_what_was_changed_here_stays_when_the_calendar_changes_something_else(
    net: Net, imports: Imports
) -> None:
    await imports.take(event(*START, "LOCATION:Köln"))
    await net.change((await net.all())[0], place="Bonn")
    await imports.poll(event(*LATER, "LOCATION:Köln"))

    [meeting] = await net.all()
    assert (meeting.place, meeting.starts) == ("Bonn", "2027-01-21T14:00")


async def test_one_moved_occurrence_keeps_its_number(net: Net, imports: Imports) -> None:
    await imports.take(event(*WEEKLY))
    before = {m.recurrence: m.meeting_id for m in await net.all()}
    override = (
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:a@b.example",
        "SUMMARY:Treffen",
        "RECURRENCE-ID;TZID=Europe/Berlin:20270121T100000",
        "DTSTART;TZID=Europe/Berlin:20270122T090000",
        "DTEND;TZID=Europe/Berlin:20270122T100000",
    )

    assert await imports.poll(event(*WEEKLY, *override)) == ImportOutcome(changed=1, unchanged=2)
    assert {m.recurrence: m.meeting_id for m in await net.all()} == before
    assert "2027-01-22T09:00" in [m.starts for m in await net.all()]


async def test_a_series_at_another_hour_keeps_its_numbers(net: Net, imports: Imports) -> None:
    await imports.take(event(*WEEKLY))
    moved = event(*(line.replace("T10", "T09") for line in WEEKLY))

    assert await imports.poll(moved) == ImportOutcome(changed=3)
    assert [(m.meeting_id, m.starts[11:]) for m in await net.all()] == [
        (1, "09:00"),
        (2, "09:00"),
        (3, "09:00"),
    ]
    assert await imports.poll(moved) == ImportOutcome(unchanged=3)


async def test_a_series_moved_here_as_a_whole_stays_where_it_was_moved(
    net: Net, imports: Imports
) -> None:
    await imports.take(event(*WEEKLY))
    async with net.database.transaction() as tx:
        second = (await meetings.everything(tx))[1]
        clock = {"clock": ("15:00", "16:00")}
        await series_editing.change(net.context(tx), second, clock)
    before = await net.all()

    assert await imports.poll(event(*WEEKLY)) == ImportOutcome(unchanged=3)
    assert await imports.poll(event(*WEEKLY)) == ImportOutcome(unchanged=3)
    assert await net.all() == before


async def test_a_single_date_becomes_a_series_and_a_single_one_again(
    net: Net, imports: Imports
) -> None:
    await imports.take(event(*START))
    assert await imports.poll(event(*WEEKLY)) == ImportOutcome(created=2, unchanged=1)
    assert {m.series_id for m in await net.all()} == {1}

    assert await imports.poll(event(*START)) == ImportOutcome(cancelled=2, unchanged=1)
    assert await imports.poll(event(*START)) == ImportOutcome(unchanged=1)
    assert [m.state for m in await net.all()] == ["planned", "cancelled", "cancelled"]


async def test_an_excluded_date_is_cancelled_at_once(net: Net, imports: Imports) -> None:
    await imports.take(event(*WEEKLY))
    excluded = event(*WEEKLY, "EXDATE;TZID=Europe/Berlin:20270121T100000")

    assert await imports.poll(excluded) == ImportOutcome(cancelled=1, unchanged=2)
    assert await imports.poll(event(*WEEKLY)) == ImportOutcome(changed=1, unchanged=2)
