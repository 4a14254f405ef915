"""Series, changes and cancellations as calendars are told of them."""

import re
from datetime import UTC, datetime

import pytest

from commands.meetings.calendar.write import write
from storage.meetings.meetings import Series
from tests.support.calendar_files import (
    BERLIN,
    BY_RULE,
    MONTHLY,
    NOW,
    meeting,
    moment,
    occurrence,
    of_event,
    second_reader,
    unfolded,
    written,
)


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
