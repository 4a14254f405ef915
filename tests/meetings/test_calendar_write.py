"""What is written is a calendar by RFC 5545, and a second reader understands it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.meetings.meetings import Meeting, Slot
from tests.support.calendar_files import (
    BY_RULE,
    MONTHLY,
    NOW,
    entries,
    entry,
    meeting,
    occurrence,
    of_event,
    second_reader,
    unfolded,
    written,
)

# --- the rules of RFC 5545


ALL = [
    meeting("2027-01-14T10:00", "2027-01-14T11:30", place="https://video.example.org/raum"),
    meeting("2027-03-04", "2027-03-05", meeting_id=2, uid="2@x", kind="netzwerktreffen"),
    meeting("2027-02-05T23:59", meeting_id=3, uid="3@x", kind="frist"),
    meeting("2027-06-11T10:00", "2027-06-11T17:00", meeting_id=4, uid="4@x", state="cancelled"),
    *map(occurrence, BY_RULE),
]


@pytest.fixture(scope="module")
def whole() -> bytes:
    return written(*ALL, series=[MONTHLY])


def test_lines_end_with_crlf_and_have_at_most_75_octets() -> None:
    data = written(meeting("2027-01-14T10:00", title="Größe, »Übermaß« & 🗳️; " * 20))

    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    for line in data.split(b"\r\n"):
        line.decode()  # no character is cut in two


def test_the_calendar_has_what_must_be_there_once(whole: bytes) -> None:
    lines = unfolded(whole)

    for line in ("BEGIN:VCALENDAR", "VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"):
        assert lines.count(line) == 1
    assert sum(line.startswith("PRODID:") for line in lines) == 1
    assert "X-WR-CALNAME:Termine" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines


def test_each_entry_has_what_must_be_there_once(whole: bytes) -> None:
    for number in range(whole.count(b"BEGIN:VEVENT")):
        names = [re.split("[:;]", line)[0] for line in of_event(whole, number)]
        for name in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "LAST-MODIFIED", "SUMMARY"):
            assert names.count(name) == 1, name
        assert len(names) == len(set(names))
        assert not {"DTEND", "DURATION"} <= set(names)


def test_moments_of_stamps_are_in_utc(whole: bytes) -> None:
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        values = [line.split(":")[1] for line in unfolded(whole) if line.startswith(f"{name}:")]
        assert values
        assert all(re.fullmatch(r"\d{8}T\d{6}Z", value) for value in values)


def test_each_zone_is_defined_before_the_first_entry(whole: bytes) -> None:
    text = whole.decode()
    used = set(re.findall(r";TZID=([^:;]+)", text))

    assert used == {"Europe/Berlin"}
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert text.index("BEGIN:VTIMEZONE") < text.index("BEGIN:VEVENT")
    assert text.count("BEGIN:STANDARD") == text.count("BEGIN:DAYLIGHT") == 1


def test_each_zone_that_is_used_is_defined() -> None:
    data = written(
        meeting("2027-01-14T10:00"),
        meeting("2027-01-14T10:00", uid="b", timezone="America/New_York"),
        meeting("2027-01-14T10:00", uid="c", timezone="UTC"),
    ).decode()

    assert re.findall("\nTZID:(.*)\r", data) == ["America/New_York", "Europe/Berlin"]
    assert "DTSTART:20270114T100000Z" in data


def test_equal_meetings_are_equal_bytes() -> None:
    assert written(*ALL, series=[MONTHLY]) == written(*ALL, series=[MONTHLY])


def test_a_calendar_without_dates_is_one_too() -> None:
    assert entries(written()) == ()


# --- one entry


def test_local_time_is_written_with_its_zone() -> None:
    lines = of_event(written(meeting("2027-03-28T01:30", "2027-03-28T03:30")))

    assert "DTSTART;TZID=Europe/Berlin:20270328T013000" in lines
    assert "DTEND;TZID=Europe/Berlin:20270328T033000" in lines


def test_the_second_reading_of_an_hour_that_comes_twice_is_told_in_utc() -> None:
    second = meeting(
        "2026-10-25T02:30",
        "2026-10-25T03:30",
        starts_at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )

    assert "DTSTART:20261025T013000Z" in of_event(written(second))
    assert entry(written(second)).starts_at == second.starts_at


def test_whole_days_end_at_the_day_after() -> None:
    lines = of_event(written(meeting("2027-03-04", "2027-03-05")))

    assert "DTSTART;VALUE=DATE:20270304" in lines
    assert "DTEND;VALUE=DATE:20270306" in lines


def test_a_deadline_has_no_end_and_blocks_no_time() -> None:
    lines = of_event(written(meeting("2027-02-05T23:59", kind="frist")))

    assert not any(line.startswith("DTEND") for line in lines)
    assert "TRANSP:TRANSPARENT" in lines


def test_special_characters_are_escaped() -> None:
    data = written(meeting("2027-01-14T10:00", title="a;b,c\\d", description="eins\r\nzwei\rdrei"))

    assert "SUMMARY:a\\;b\\,c\\\\d" in of_event(data)
    assert "DESCRIPTION:eins\\nzwei\\ndrei" in of_event(data)


@pytest.mark.parametrize(
    "title", ["x\r\nATTACH:file:///etc/passwd", "x\nEND:VEVENT\nBEGIN:VEVENT", "x\0\x0b\x85\u2028y"]
)
def test_a_title_cannot_add_lines(title: str) -> None:
    data = written(meeting("2027-01-14T10:00", title=title))

    assert data.count(b"\r\nBEGIN:VEVENT") == 1
    assert b"\r\nATTACH" not in data
    assert re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", data) is None


def test_a_link_is_place_and_url() -> None:
    lines = of_event(written(meeting("2027-01-14T10:00", place="https://video.example.org/raum")))

    assert "LOCATION:https://video.example.org/raum" in lines
    assert "URL:https://video.example.org/raum" in lines


def test_registration_and_programme_are_in_the_description() -> None:
    slots = [
        Slot(1, 1, "2027-03-04T13:00", "2027-03-04T14:00", NOW, NOW, "Begrüßung", "Saal"),
        Slot(1, 2, "2027-03-04T14:00", "2027-03-04T14:00", NOW, NOW, "Ende"),
        Slot(9, 1, "2027-03-04T14:00", "2027-03-04T14:00", NOW, NOW, "Von einem anderen"),
    ]
    facts = meeting("2027-03-04T13:00", description="Kommen Sie!", register_by="2027-02-05T23:59")

    assert entry(written(facts, slots=slots)).description == (
        "Kommen Sie!\n\nAnmeldung bis Freitag, 5. Februar 2027, 23:59 Uhr\n\n"
        "Programm, 2 Punkte:\n"
        "Donnerstag, 4. März 2027, 13:00 Uhr bis 14:00 Uhr: Begrüßung (Saal)\n"
        "Donnerstag, 4. März 2027, 14:00 Uhr: Ende"
    )


def test_nothing_of_persons_is_written() -> None:
    data = written(meeting("2027-01-14T10:00", created_by="@ada:example.org", source="geheim"))

    assert b"ada" not in data
    assert b"geheim" not in data
    assert not re.search(rb"\r\n(ATTENDEE|ORGANIZER|CONTACT)", data)


# --- a second reader


WORDS = st.text(min_size=1, max_size=200).filter(str.strip)
WALL = st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2090-01-01")).map(
    lambda each: each.isoformat()[:16]
)


@pytest.mark.slow
@given(title=WORDS, place=WORDS | st.none(), start=WALL, minutes=st.integers(0, 5000))
@settings(deadline=None)
def test_the_second_reader_finds_the_same(
    title: str, place: str | None, start: str, minutes: int
) -> None:
    ends = (datetime.fromisoformat(start) + timedelta(minutes=minutes)).isoformat()[:16]
    given_ = meeting(start, ends, title=title, place=place)
    event = second_reader(written(given_)).vevent

    assert event.uid.value == given_.uid
    assert event.dtstart.value.astimezone(UTC) == given_.starts_at
    if minutes:
        assert event.dtend.value.replace(tzinfo=None).isoformat()[:16] == ends


@given(day=st.dates(date(2000, 1, 1), date(2090, 1, 1)), more=st.integers(0, 20))
@settings(deadline=None)
def test_whole_days_come_back(day: date, more: int) -> None:
    last = (day + timedelta(days=more)).isoformat()
    data = written(meeting(day.isoformat(), last))

    event = second_reader(data).vevent
    assert event.dtstart.value == day
    assert event.dtend.value == day + timedelta(days=more + 1)
    found = entry(data)
    assert (found.starts, found.ends, found.all_day) == (day.isoformat(), last, True)


@given(start=WALL, minutes=st.integers(0, 5000), zone=st.sampled_from(["Europe/Berlin", "UTC"]))
@settings(deadline=None)
def test_what_is_written_is_read_again(start: str, minutes: int, zone: str) -> None:
    ends = (datetime.fromisoformat(start) + timedelta(minutes=minutes)).isoformat()[:16]
    given_ = meeting(start, ends, timezone=zone)
    found = entry(written(given_))

    assert found.starts_at == given_.starts_at
    assert zone == "UTC" or found.starts == start
    assert (found.uid, found.title) == (given_.uid, given_.title)


def test_sample_of_all_kinds_is_read_again(whole: bytes) -> None:
    found = {each.uid: each for each in entries(whole)}
    kept: dict[str, Meeting] = {each.uid: each for each in ALL[:4]}

    for uid, given_ in kept.items():
        assert found[uid].starts == given_.starts
        assert found[uid].ends == given_.ends
        assert found[uid].title == given_.title
        assert found[uid].cancelled == (given_.state == "cancelled")
    assert found[MONTHLY.uid].rule == MONTHLY.rrule
