"""What is written is a calendar by RFC 5545, and a second reader understands it."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from commands.calendar.write import write
from storage.meetings import Meeting, Series, Slot
from tests.calendar_files import (
    BERLIN,
    BY_RULE,
    MONTHLY,
    NOW,
    entries,
    entry,
    meeting,
    moment,
    occurrence,
    written,
)


def unfolded(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode().split("\r\n")


def of_event(data: bytes, number: int = 0) -> list[str]:
    """The lines of one VEVENT."""
    parts = "\n".join(unfolded(data)).split("BEGIN:VEVENT\n")[1:]
    return parts[number].split("\nEND:VEVENT")[0].split("\n")


def second_reader(data: bytes) -> Any:
    return vobject.readOne(data.decode())


def starts(data: bytes, until: datetime) -> list[datetime]:
    """Every start that the second reader expands, overrides in their places."""
    calendar = second_reader(data)
    replaced = {
        event.recurrence_id.value.astimezone(UTC): event.dtstart.value.astimezone(UTC)
        for event in calendar.vevent_list
        if hasattr(event, "recurrence_id")
    }
    found: list[datetime] = []
    for event in calendar.vevent_list:
        if hasattr(event, "recurrence_id"):
            continue
        rules = event.getrruleset(addRDate=True)
        moments = (
            [event.dtstart.value]
            if rules is None
            else rules.between(datetime(2020, 1, 1, tzinfo=BERLIN), until, inc=True)
        )
        found += [replaced.get(each.astimezone(UTC), each.astimezone(UTC)) for each in moments]
    return sorted(found)


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


# --- changes and cancellations


def test_a_cancelled_date_says_so_twice() -> None:
    data = written(meeting("2027-01-14T10:00", state="cancelled", reason="Krankheit", sequence=4))

    lines = of_event(data)
    assert "STATUS:CANCELLED" in lines
    assert "SUMMARY:Abgesagt: Losverfahren" in lines
    assert "DESCRIPTION:Grund der Absage: Krankheit" in lines
    assert "SEQUENCE:4" in lines


def test_cancel_withdraws_what_is_given() -> None:
    gone = occurrence("2027-01-05", state="cancelled", sequence=2)
    data = write(
        [meeting("2027-01-14T10:00"), gone],
        [MONTHLY],
        method="CANCEL",
        now=NOW,
        name="Termine",
        organizer="kontakt@network.example",
    )

    assert "METHOD:CANCEL" in unfolded(data)
    assert b"RRULE:FREQ=MONTHLY" not in data
    for number in (0, 1):
        assert "STATUS:CANCELLED" in of_event(data, number)
        assert "ORGANIZER:mailto:kontakt@network.example" in of_event(data, number)
    assert "RECURRENCE-ID;TZID=Europe/Berlin:20270105T100000" in of_event(data, 1)


# --- series


def test_a_series_is_its_rule() -> None:
    data = written(*map(occurrence, BY_RULE), series=[MONTHLY])

    assert data.count(b"BEGIN:VEVENT") == 1
    assert "RRULE:FREQ=MONTHLY;BYDAY=1TU" in of_event(data)
    assert starts(data, datetime(2027, 6, 1, tzinfo=BERLIN)) == [
        moment(f"{day}T10:00") for day in BY_RULE
    ]


def test_a_moved_occurrence_stands_beside_the_rule() -> None:
    moved = {"starts": "2027-03-03T14:00", "ends": "2027-03-03T15:30", "sequence": 3}
    meetings = [occurrence(day, **(moved if day == "2027-03-02" else {})) for day in BY_RULE]

    data = written(*meetings, series=[MONTHLY])

    assert data.count(b"BEGIN:VEVENT") == 2
    assert "RECURRENCE-ID;TZID=Europe/Berlin:20270302T100000" in of_event(data, 1)
    assert "SEQUENCE:3" in of_event(data, 0)
    found = starts(data, datetime(2027, 6, 1, tzinfo=BERLIN))
    assert moment("2027-03-03T14:00") in found
    assert moment("2027-03-02T10:00") not in found
    assert len(found) == len(BY_RULE)


def test_a_cancelled_occurrence_stays_to_be_seen() -> None:
    meetings = [
        occurrence(day, state="cancelled" if day == "2027-02-02" else "planned") for day in BY_RULE
    ]
    lines = of_event(written(*meetings, series=[MONTHLY]), 1)

    assert "RECURRENCE-ID;TZID=Europe/Berlin:20270202T100000" in lines
    assert "STATUS:CANCELLED" in lines
    assert "SUMMARY:Abgesagt: Losverfahren" in lines


def test_an_occurrence_that_is_no_meeting_is_taken_out() -> None:
    meetings = [occurrence(day) for day in BY_RULE if day != "2027-02-02"]
    data = written(*meetings, series=[MONTHLY])

    assert "EXDATE;TZID=Europe/Berlin:20270202T100000" in of_event(data)
    assert moment("2027-02-02T10:00") not in starts(data, datetime(2027, 6, 1, tzinfo=BERLIN))


def test_an_ended_series_ends_with_its_last_meeting() -> None:
    ended = Series(**{**vars(MONTHLY), "ended": True})
    data = written(*map(occurrence, BY_RULE[:3]), series=[ended])

    assert "RRULE:FREQ=MONTHLY;UNTIL=20270202T090000Z;BYDAY=1TU" in of_event(data)
    assert len(starts(data, datetime(2030, 1, 1, tzinfo=BERLIN))) == 3


@pytest.mark.parametrize(
    "until", ["20270302", "20270302T100000", "20270302T090000Z", "20270302T235959"]
)
def test_the_end_of_a_rule_is_written_in_utc_and_holds_the_last_day(until: str) -> None:
    series = Series(**{**vars(MONTHLY), "rrule": f"FREQ=MONTHLY;BYDAY=1TU;UNTIL={until}"})
    data = written(*map(occurrence, BY_RULE[:4]), series=[series])

    assert re.search(r"UNTIL=\d{8}T\d{6}Z", "\n".join(of_event(data)))
    assert len(starts(data, datetime(2030, 1, 1, tzinfo=BERLIN))) == 4


def test_the_end_of_a_rule_of_whole_days_is_a_date() -> None:
    series = Series(9, "d@x", "FREQ=WEEKLY;UNTIL=20270120", "2027-01-06", "2027-01-06",
                    "Europe/Berlin", all_day=True, planned_to="2027-02-01")  # fmt: skip
    meetings = [
        meeting(day, uid="d@x", series_id=9, recurrence=day, meeting_id=number)
        for number, day in enumerate(("2027-01-06", "2027-01-13", "2027-01-20"))
    ]
    lines = of_event(written(*meetings, series=[series]))

    assert "RRULE:FREQ=WEEKLY;UNTIL=20270120" in lines
    assert "DTSTART;VALUE=DATE:20270106" in lines


def test_occurrences_keep_their_wall_time_over_the_change_of_the_clock() -> None:
    data = written(*map(occurrence, BY_RULE), series=[MONTHLY])

    found = starts(data, datetime(2027, 6, 1, tzinfo=BERLIN))
    assert {each.astimezone(BERLIN).hour for each in found} == {10}
    assert {each.hour for each in found} == {8, 9}


# --- a second reader


WORDS = st.text(min_size=1, max_size=200).filter(str.strip)
WALL = st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2090-01-01")).map(
    lambda each: each.isoformat()[:16]
)


@given(title=WORDS, place=WORDS | st.none(), start=WALL, minutes=st.integers(0, 5000))
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
def test_whole_days_come_back(day: date, more: int) -> None:
    last = (day + timedelta(days=more)).isoformat()
    data = written(meeting(day.isoformat(), last))

    event = second_reader(data).vevent
    assert event.dtstart.value == day
    assert event.dtend.value == day + timedelta(days=more + 1)
    found = entry(data)
    assert (found.starts, found.ends, found.all_day) == (day.isoformat(), last, True)


@given(start=WALL, minutes=st.integers(0, 5000), zone=st.sampled_from(["Europe/Berlin", "UTC"]))
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
