"""Rules of recurrence, in wall time and within limits."""

from datetime import date, datetime, timedelta
from itertools import islice, takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from commands.meetings.calendar.recurrence import InvalidRuleError, occurrences, parse
from tests.support.calendar_files import BERLIN
from tests.support.growth import measured


def days(rule: str, starts: str, to: str) -> list[str]:
    return list(occurrences(parse(rule, BERLIN), starts, to=date.fromisoformat(to)))


def test_the_first_tuesday_of_the_month() -> None:
    assert days("FREQ=MONTHLY;BYDAY=1TU", "2026-12-01T10:00", "2027-03-31") == [
        "2026-12-01T10:00",
        "2027-01-05T10:00",
        "2027-02-02T10:00",
        "2027-03-02T10:00",
    ]


def test_the_wall_time_stays_over_the_change_of_the_clock() -> None:
    assert days("FREQ=WEEKLY", "2027-03-21T02:30", "2027-04-04") == [
        "2027-03-21T02:30",
        "2027-03-28T02:30",
        "2027-04-04T02:30",
    ]


def test_whole_days_stay_whole() -> None:
    assert days("FREQ=YEARLY", "2028-02-29", "2036-12-31") == [
        "2028-02-29",
        "2032-02-29",
        "2036-02-29",
    ]


def test_a_month_without_the_day_is_passed_over() -> None:
    assert days("FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-31", "2027-05-31") == [
        "2027-01-31",
        "2027-03-31",
        "2027-05-31",
    ]


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("COUNT=2", "2027-01-12T10:00"),
        ("UNTIL=20270119", "2027-01-19T10:00"),
        ("UNTIL=20270119T100000", "2027-01-19T10:00"),
        ("UNTIL=20270119T090000Z", "2027-01-19T10:00"),
        ("UNTIL=20270119T085959Z", "2027-01-12T10:00"),
        ("UNTIL=20270119T095959", "2027-01-12T10:00"),
    ],
)
def test_an_end_counts_the_last_moment(end: str, last: str) -> None:
    assert days(f"FREQ=WEEKLY;{end}", "2027-01-05T10:00", "2027-12-31")[-1] == last


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("freq=weekly;byday=mo", "FREQ=WEEKLY;BYDAY=MO"),
        ("FREQ=WEEKLY;", "FREQ=WEEKLY"),
        ("FREQ=DAILY;UNTIL=20270119", "FREQ=DAILY;UNTIL=20270119T235959"),
        ("UNTIL=20270719T080000Z;FREQ=DAILY", "FREQ=DAILY;UNTIL=20270719T100000"),
    ],
)
def test_a_rule_is_kept_in_one_form(told: str, kept: str) -> None:
    assert parse(told, BERLIN).text() == kept
    assert parse(kept, BERLIN).text() == kept


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY", "FREQ=WEEKLY"]
)
def test_rules_without_end_cost_little(rule: str) -> None:
    with measured() as effort:
        assert len(days(rule, "1990-01-01T10:00", "2100-01-01")) <= 2000
    assert effort.spent < 300


NAMES = st.sampled_from(
    ["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY", "INTERVAL=2", "COUNT=5", "WKST=SU",
     "BYDAY=MO,-1FR", "BYDAY=TU", "BYMONTH=2,3", "BYMONTHDAY=-1,30", "BYSETPOS=-1",
     "BYSETPOS=1,-2", "UNTIL=20280101"]
)  # fmt: skip


@given(st.lists(NAMES, max_size=5).map(";".join) | st.text(max_size=40))
@settings(deadline=None)
def test_a_rule_is_refused_or_expanded_in_order(text: str) -> None:
    try:
        rule = parse(text, BERLIN)
    except InvalidRuleError:
        return
    found = occurrences(rule, "2027-01-05T10:00", to=date(2029, 1, 1))

    assert list(found) == sorted(set(found))
    assert all("2027-01-05T10:00" <= each < "2029-01-02" for each in found)


@given(
    start=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    weeks=st.integers(1, 5),
    number=st.integers(1, 40),
)
@settings(deadline=None)
def test_every_few_weeks_is_as_counted_by_hand(start: date, weeks: int, number: int) -> None:
    expected = [start + timedelta(weeks=weeks * each) for each in range(number)]

    found = days(f"FREQ=WEEKLY;INTERVAL={weeks};COUNT={number}", start.isoformat(), "2099-01-01")

    assert found == [day.isoformat() for day in expected]


@given(start=st.dates(date(2020, 1, 1), date(2030, 1, 1)), nth=st.integers(1, 4))
@settings(deadline=None)
def test_the_nth_weekday_of_the_month_is_as_counted_by_hand(start: date, nth: int) -> None:
    end = start + timedelta(days=400)
    span = [start + timedelta(days=number) for number in range(401)]
    expected = [day for day in span if day.weekday() == 1 and (day.day - 1) // 7 + 1 == nth]

    found = days(f"FREQ=MONTHLY;BYDAY={nth}TU", start.isoformat(), end.isoformat())

    assert found == [day.isoformat() for day in expected]


def test_an_ended_rule_stops_and_counts_no_more() -> None:
    rule = parse("FREQ=WEEKLY;COUNT=50", BERLIN).ending(datetime.fromisoformat("2027-01-19T10:00"))

    assert rule.text() == "FREQ=WEEKLY;UNTIL=20270119T100000"


def test_plain_and_counted_weekdays_may_stand_together() -> None:
    found = days("FREQ=MONTHLY;BYDAY=MO,-1FR", "2027-01-01", "2027-01-31")

    assert found == [f"2027-01-{day}" for day in ("04", "11", "18", "25", "29")]


def test_a_place_in_the_week_is_one_in_the_whole_week() -> None:
    """dateutil cuts the first week at the start, and so takes its Friday for the first day."""
    found = days("FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=1", "2024-01-02", "2024-01-20")

    assert found == ["2024-01-08", "2024-01-15"]


FREQUENCIES = st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
CHOICES = st.sets(
    st.sampled_from(
        ["INTERVAL=2", "INTERVAL=3", "WKST=SU", "BYMONTH=2", "BYMONTH=1,12", "BYMONTHDAY=-1",
         "BYMONTHDAY=1,15,31", "BYDAY=TU", "BYDAY=MO,FR", "BYDAY=2WE", "BYDAY=-1SU,1MO",
         "BYSETPOS=1", "BYSETPOS=-1", "BYSETPOS=2,-2", "COUNT=7", "UNTIL=20280229T100000"]
    ),
    max_size=4,
)  # fmt: skip


@pytest.mark.slow
@given(freq=FREQUENCIES, choices=CHOICES, start=st.dates(date(2024, 1, 1), date(2028, 12, 31)))
@settings(deadline=None, max_examples=300)
def test_a_second_reader_finds_the_same_days(freq: str, choices: set[str], start: date) -> None:
    text = ";".join([f"FREQ={freq}", *sorted(choices)])
    assume(freq != "WEEKLY" or "BYSETPOS" not in text)  # see the test before
    try:
        rule = parse(text, BERLIN)
    except InvalidRuleError:
        return
    starts = f"{start.isoformat()}T10:00"
    end = start + timedelta(days=1500)
    found = occurrences(rule, starts, to=end)
    assume(found)  # the second reader would search for what never comes until the year 9999

    theirs = rrulestr(text, dtstart=datetime.fromisoformat(starts))
    expected = takewhile(lambda each: each.date() <= end, islice(theirs, len(found) + 1))
    assert found == tuple(each.isoformat()[:16] for each in expected)
