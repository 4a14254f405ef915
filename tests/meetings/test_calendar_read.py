"""What calendars of Outlook, Nextcloud and others say."""

from datetime import UTC, datetime

import pytest

from commands.meetings.calendar.imported import CalendarProblem, ReadCalendar
from tests.support.calendar_files import BERLIN, entries, entry, event, ics, read

OUTLOOK_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:W. Europe Standard Time",
    "BEGIN:STANDARD",
    "DTSTART:16010101T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:16010101T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)


def zone(tzid: str, rules: tuple[str, ...] = OUTLOOK_ZONE) -> tuple[str, ...]:
    return tuple(line.replace("W. Europe Standard Time", tzid) for line in rules)


NEW_YORK = tuple(
    line.replace("+0200", "-0400").replace("+0100", "-0500").replace("-1SU", "2SU")
    for line in OUTLOOK_ZONE
)


# --- times


@pytest.mark.parametrize(
    ("lines", "starts", "ends"),
    [
        (["DTSTART:20270114T100000", "DTEND:20270114T113000"], "14T10:00", "14T11:30"),
        (["DTSTART:20270114T100000Z", "DTEND:20270114T113000Z"], "14T11:00", "14T12:30"),
        (["DTSTART;TZID=Europe/Berlin:20270114T100000"], "14T10:00", "14T10:00"),
        (["DTSTART;TZID=Europe/Berlin:20270114T1000"], "14T10:00", "14T10:00"),
        (["DTSTART:20270114T100000", "DURATION:PT1H30M"], "14T10:00", "14T11:30"),
        (["DTSTART:20270114T100000", "DURATION:P1DT30M"], "14T10:00", "15T10:30"),
        (["DTSTART:20270114T100000", "DURATION:P1W"], "14T10:00", "21T10:00"),
        (["DTSTART;VALUE=DATE:20270114", "DTEND;VALUE=DATE:20270116"], "14", "15"),
        (["DTSTART;VALUE=DATE:20270114", "DTEND;VALUE=DATE:20270114"], "14", "14"),
        (["DTSTART;VALUE=DATE:20270114"], "14", "14"),
        (["DTSTART:20270114"], "14", "14"),
        (["DTSTART;VALUE=DATE:20270114", "DURATION:P2D"], "14", "15"),
        (["DTSTART;TZID=Europe/London:20270114T235959"], "14T23:59", "14T23:59"),
    ],
)
def test_times_are_understood_in_every_form(lines: list[str], starts: str, ends: str) -> None:
    found = entry(event(*lines))

    assert (found.starts, found.ends) == (f"2027-01-{starts}", f"2027-01-{ends}")


def test_a_time_keeps_the_zone_that_it_names() -> None:
    found = entry(event("DTSTART;TZID=Europe/London:20270114T100000"))

    assert found.timezone == "Europe/London"
    assert found.starts_at == datetime(2027, 1, 14, 10, tzinfo=UTC)


def test_an_end_in_another_zone_is_told_in_that_of_the_start() -> None:
    found = entry(
        event(
            "DTSTART;TZID=Europe/Berlin:20270114T100000", "DTEND;TZID=Europe/London:20270114T100000"
        )
    )

    assert found.ends == "2027-01-14T11:00"


def test_a_duration_over_the_change_of_the_clock_is_by_the_clock() -> None:
    found = entry(event("DTSTART;TZID=Europe/Berlin:20270328T010000", "DURATION:PT2H"))

    assert found.ends == "2027-03-28T04:00"


def test_whole_days_end_at_midnight_in_the_default_zone() -> None:
    found = entry(event("DTSTART;VALUE=DATE:20270328"))

    assert found.starts_at == datetime(2027, 3, 27, 23, tzinfo=UTC)
    assert found.ends_at == datetime(2027, 3, 28, 22, tzinfo=UTC)


# --- zones


@pytest.mark.parametrize(
    "tzid",
    [
        "W. Europe Standard Time",
        '"W. Europe Standard Time"',
        "/mozilla.org/20050126_1/Europe/Berlin",
    ],
)
def test_the_zone_of_outlook_is_berlin(tzid: str) -> None:
    head = zone(tzid.strip('"'))
    found = entry(event(f"DTSTART;TZID={tzid}:20270714T100000", head=head))

    assert (found.starts, found.timezone) == ("2027-07-14T10:00", "Europe/Berlin")


def test_a_zone_that_only_its_rules_explain_is_the_default_one_if_it_says_the_same() -> None:
    name = "(UTC+01:00) Amsterdam\\, Berlin\\, Wien"
    head = zone("(UTC+01:00) Amsterdam, Berlin, Wien")
    head = tuple(
        line.replace("TZID:(UTC+01:00) Amsterdam, Berlin, Wien", f"TZID:{name}") for line in head
    )
    found = entry(
        event(
            'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Wien":20270714T100000',
            "RRULE:FREQ=WEEKLY;COUNT=3",
            head=head,
        )
    )

    assert (found.starts, found.timezone) == ("2027-07-14T10:00", "Europe/Berlin")
    assert found.rule == "FREQ=WEEKLY;COUNT=3"


def test_a_single_date_in_a_zone_of_its_own_is_told_in_the_default_one() -> None:
    found = entry(event("DTSTART;TZID=Mine:20270714T100000", head=zone("Mine", NEW_YORK)))

    assert (found.starts, found.timezone) == ("2027-07-14T16:00", "Europe/Berlin")


def test_a_series_in_a_zone_of_its_own_is_left_out() -> None:
    lines = ("DTSTART;TZID=Mine:20270714T100000", "RRULE:FREQ=WEEKLY")
    found = read(event(*lines, head=zone("Mine", NEW_YORK)), BERLIN)

    assert isinstance(found, ReadCalendar)
    assert [each.problem for each in found.skipped] == [CalendarProblem.ZONE]


def test_a_zone_without_changes_keeps_its_offset() -> None:
    fixed = ("BEGIN:VTIMEZONE", "TZID:Mine", "BEGIN:STANDARD", "DTSTART:19700101T000000",
             "TZOFFSETFROM:+0500", "TZOFFSETTO:+0500", "END:STANDARD", "END:VTIMEZONE")  # fmt: skip
    found = entry(event("DTSTART;TZID=Mine:20270714T100000", "RRULE:FREQ=DAILY", head=fixed))

    assert found.starts_at == datetime(2027, 7, 14, 5, tzinfo=UTC)
    assert found.starts == "2027-07-14T10:00"


def test_zones_of_one_file_are_forgotten_with_it() -> None:
    entry(event("DTSTART;TZID=Mine:20270714T100000", head=zone("Mine", NEW_YORK)))

    found = read(event("DTSTART;TZID=Mine:20270714T100000"), BERLIN)
    assert isinstance(found, ReadCalendar)
    assert [each.problem for each in found.skipped] == [CalendarProblem.ZONE]


# --- changes


def test_sequence_and_last_change_are_read() -> None:
    found = entry(event("DTSTART:20270114T100000", "SEQUENCE:12", "LAST-MODIFIED:20270101T120000Z"))

    assert found.sequence == 12
    assert found.changed_at == datetime(2027, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("lines", "head"), [(("STATUS:CANCELLED",), ()), ((), ("METHOD:CANCEL",))])
def test_a_cancellation_is_read(lines: tuple[str, ...], head: tuple[str, ...]) -> None:
    assert entry(event("DTSTART:20270114T100000", *lines, head=head)).cancelled


def test_of_two_versions_the_newer_one_counts() -> None:
    lines = ["BEGIN:VEVENT", "UID:a", "DTSTART:20270114T100000", "SEQUENCE:2", "SUMMARY:neu",
             "END:VEVENT"]  # fmt: skip
    older = [line.replace(":2", ":1", 1).replace("neu", "alt") if "SEQ" in line or "SUM" in line
             else line for line in lines]  # fmt: skip

    assert entry(ics(*lines, *older)).title == "neu"
    assert entry(ics(*older, *lines)).title == "neu"


def test_private_entries_are_left_out_but_not_taken_for_deleted() -> None:
    found = read(event("DTSTART:20270114T100000", "CLASS:PRIVATE"), BERLIN)

    assert isinstance(found, ReadCalendar)
    assert found.entries == ()
    assert [each.problem for each in found.skipped] == [CalendarProblem.PRIVATE]
    assert found.uids == {"a@b.example"}


# --- series


SERIES = (
    "BEGIN:VEVENT", "UID:s", "SUMMARY:Reihe", "DTSTART;TZID=Europe/Berlin:20261201T100000",
    "DTEND;TZID=Europe/Berlin:20261201T110000", "RRULE:FREQ=MONTHLY;BYDAY=1TU", "END:VEVENT",
)  # fmt: skip


@pytest.mark.parametrize(
    "named",
    [
        "RECURRENCE-ID;TZID=Europe/Berlin:20270105T100000",
        "RECURRENCE-ID:20270105T090000Z",
        'RECURRENCE-ID;TZID="W. Europe Standard Time":20270105T100000',
        "RECURRENCE-ID;TZID=Europe/London:20270105T090000",
        "RECURRENCE-ID;VALUE=DATE:20270105",
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_a_moved_occurrence_is_named_as_the_rule_has_it(named: str, order: int) -> None:
    moved = ("BEGIN:VEVENT", "UID:s", named, "SUMMARY:verlegt",
             "DTSTART;TZID=Europe/London:20270106T120000", "END:VEVENT")  # fmt: skip
    both = [SERIES, moved][::order]
    found = {each.recurrence: each for each in entries(ics(*both[0], *both[1]))}

    assert found[None].rule == "FREQ=MONTHLY;BYDAY=1TU"
    assert found["2027-01-05T10:00"].starts == "2027-01-06T12:00"


def test_exceptions_and_additions_are_read_in_every_form() -> None:
    found = entry(
        event(
            "DTSTART;TZID=Europe/Berlin:20261201T100000",
            "RRULE:FREQ=WEEKLY;UNTIL=20270115T215959Z",
            "EXDATE;TZID=Europe/Berlin:20261208T100000,20261215T100000",
            "EXDATE:20261222T090000Z",
            "EXDATE;VALUE=DATE:20261229",
            "RDATE;VALUE=PERIOD:20270107T090000Z/PT1H",
        )
    )

    days = ("2026-12-01", "2027-01-05", "2027-01-07", "2027-01-12")
    assert [recurrence for recurrence, _, _ in found.dates or ()] == [
        f"{day}T10:00" for day in days
    ]
    assert [ends for _, _, ends in found.dates or () if ends[11:] != "10:00"] == [
        "2027-01-07T11:00"
    ]
    assert found.rule == "FREQ=WEEKLY;UNTIL=20270115T225959"


def test_a_series_in_utc_stays_there() -> None:
    found = entry(event("DTSTART:20261201T100000Z", "RRULE:FREQ=WEEKLY"))

    assert (found.starts, found.timezone) == ("2026-12-01T10:00", "UTC")
