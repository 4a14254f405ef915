"""Broken and malicious calendars and programmes: an answer, soon, and never a crash."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.meetings.calendar.imported import (
    CalendarProblem,
    Faulty,
    ReadCalendar,
    Refusal,
    RefusedCalendar,
)
from commands.meetings.calendar.programme import is_calendar, read_programme
from commands.meetings.texts import calendar_problems as texts
from tests.support.calendar_files import (
    BERLIN,
    START,
    brief,
    entry,
    event,
    ics,
    many,
    meeting,
    read,
)
from tests.support.growth import measured

WHOLE = event(START)
MOST = 500
SECONDS = 10


# --- refused as a whole


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", Refusal.NO_CALENDAR),
        (b"\r\n \r\n", Refusal.NO_CALENDAR),
        (b"<!DOCTYPE html><title>Anmelden</title>", Refusal.NO_CALENDAR),
        (b'{"error": "not found"}', Refusal.NO_CALENDAR),
        (b"%PDF-1.7\n%%EOF", Refusal.NO_CALENDAR),
        (b"PK\x03\x04" + b"\0" * 100, Refusal.NO_CALENDAR),
        (b"\xff\xfe", Refusal.NO_CALENDAR),
        (b"\xff\xfeB", Refusal.NO_CALENDAR),
        (b"\x81\x8d\x8f BEGIN:VCALENDAR", Refusal.NO_CALENDAR),
        (WHOLE.replace(b"Treffen", b"Tref\0fen"), Refusal.NO_CALENDAR),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", Refusal.NO_CALENDAR),
        (b"BEGIN:VCALENDARS\r\nEND:VCALENDARS\r\n", Refusal.NO_CALENDAR),
        (b"BEGIN:VCALENDAR", Refusal.BROKEN),
        (WHOLE[:-20], Refusal.BROKEN),
        (WHOLE[: WHOLE.index(b"END:VEVENT")], Refusal.BROKEN),
        (WHOLE + b"END:VCALENDAR\r\n", Refusal.BROKEN),
        (WHOLE.replace(b"END:VEVENT", b"END:VTODO"), Refusal.BROKEN),
        (WHOLE.replace(b"END:VEVENT", b"END;x"), Refusal.BROKEN),
        (WHOLE.replace(b"BEGIN:VEVENT", b"BEGIN"), Refusal.BROKEN),
        (ics(*["BEGIN:VEVENT"] * 5000, *["END:VEVENT"] * 5000), Refusal.BROKEN),
        (ics(*["BEGIN:X"] * 100_000), Refusal.BROKEN),
        (b"BEGIN:VCALENDAR\r\n" + b"x" * (2 * 2**20), Refusal.TOO_LARGE),
        (many(2001), Refusal.TOO_LARGE),
        (many(201, "RRULE:FREQ=DAILY"), Refusal.TOO_LARGE),
        (event(START, head=("METHOD:REPLY",)), Refusal.NOT_PUBLISHED),
        (event(START, head=("METHOD:COUNTER",)), Refusal.NOT_PUBLISHED),
    ],
    ids=brief,
)
def test_what_is_no_whole_calendar_is_refused(data: bytes, refusal: Refusal) -> None:
    found = read(data, BERLIN)

    assert isinstance(found, RefusedCalendar)
    assert found.refusal is refusal
    assert found.line >= 1


# --- one entry left out


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([], CalendarProblem.TIME),
        (["DTSTART"], CalendarProblem.TIME),
        (["DTSTART:"], CalendarProblem.TIME),
        (["DTSTART:morgen"], CalendarProblem.TIME),
        (["DTSTART:20270231T100000"], CalendarProblem.TIME),
        (["DTSTART:20270114T250000"], CalendarProblem.TIME),
        (["DTSTART:00000000T000000"], CalendarProblem.TIME),
        (["DTSTART:٢٠٢٧٠١١٤T100000"], CalendarProblem.TIME),
        (["DTSTART;TZID=:20270114T100000"], CalendarProblem.ZONE),
        (["DTSTART;TZID:20270114T100000"], CalendarProblem.TIME),
        (["DTSTART;TZID=Europe/Atlantis:20270114T100000"], CalendarProblem.ZONE),
        (["DTSTART;TZID=../../../etc/passwd:20270114T100000"], CalendarProblem.ZONE),
        (["DTSTART;TZID=Europe:20270114T100000"], CalendarProblem.ZONE),
        (["DTSTART;TZID=" + "A" * 5000 + ":20270114T100000"], CalendarProblem.ZONE),
        (["DTSTART:00010101T000000Z"], CalendarProblem.FAR_AWAY),
        (["DTSTART:99991231T235959Z"], CalendarProblem.FAR_AWAY),
        ([START, "DTEND:20270114T090000"], CalendarProblem.END_FIRST),
        ([START, "DTEND:20270114"], CalendarProblem.END_FIRST),
        ([START, "DTEND:00010101T000000Z"], CalendarProblem.END_FIRST),
        ([START, "DTEND:20290114T100000"], CalendarProblem.TOO_LONG),
        ([START, "DURATION:P9999W"], CalendarProblem.TOO_LONG),
        ([START, "DURATION:-PT1H"], CalendarProblem.TIME),
        ([START, "DURATION:PT" + "9" * 1000 + "H"], CalendarProblem.TIME),
        ([START, "RRULE:FREQ=DAILY", "EXDATE:nie"], CalendarProblem.TIME),
        ([START, "EXDATE:99991231T235959Z"], CalendarProblem.TIME),
        ([START, "RECURRENCE-ID:x"], CalendarProblem.TIME),
        ([START, "CLASS:CONFIDENTIAL"], CalendarProblem.PRIVATE),
    ],
)
def test_what_cannot_be_a_date_is_left_out_and_the_rest_is_taken(
    lines: list[str], problem: CalendarProblem
) -> None:
    other = ("END:VEVENT", "BEGIN:VEVENT", "UID:ok", "DTSTART:20270115T100000")
    found = read(event(*lines, *other), BERLIN)

    assert isinstance(found, ReadCalendar)
    assert [each.problem for each in found.skipped] == [problem]
    assert [each.uid for each in found.entries] == ["ok"]
    assert found.uids == {"a@b.example", "ok"}


@pytest.mark.parametrize(
    "lines",
    [
        ["RRULE:FREQ=SECONDLY"],
        ["RRULE:FREQ=HOURLY;INTERVAL=1"],
        ["RRULE:FREQ=DAILY;INTERVAL=0"],
        ["RRULE:FREQ=DAILY;COUNT=99999999999"],
        ["RRULE:FREQ=DAILY;UNTIL=99999999"],
        ["RRULE:FREQ=DAILY;FREQ=WEEKLY"],
        ["RRULE:FREQ=DAILY;BYSECOND=0,1,2"],
        ["RRULE:FREQ=YEARLY;BYMONTHDAY=" + ",".join(["1"] * 1000)],
        ["RRULE:FREQ=MONTHLY;BYDAY=99MO"],
        ["RRULE:FREQ=MONTHLY;BYMONTH=13"],
        ["RRULE:FREQ=MONTHLY;BYSETPOS=1"],
        ["RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"],
        ["RRULE:FREQ=DAILY", "EXRULE:FREQ=WEEKLY"],
        ["EXDATE:" + ",".join(["20270114T100000"] * 1001)],
    ],
    ids=brief,
)
def test_of_a_rule_that_cannot_be_kept_the_first_date_is_taken_and_that_is_told(
    lines: list[str],
) -> None:
    found = read(event(START, *lines), BERLIN)

    assert isinstance(found, ReadCalendar)
    assert [each.problem for each in found.skipped] == [CalendarProblem.RULE]
    (taken,) = found.entries
    assert (taken.starts, taken.rule) == ("2027-01-14T10:00", None)
    assert taken.dates is not None
    assert taken.dates[0] == ("2027-01-14T10:00",) * 3


# --- taken, but tamed


def test_long_words_are_cut() -> None:
    long = "x" * 500_000
    found = entry(event(START, f"DESCRIPTION:{long}", f"LOCATION:{long}", f"UID:{long}"))

    assert len(found.description or "") == 4000
    assert len(found.place or "") == 500


def test_a_long_uid_becomes_a_short_one() -> None:
    assert len(entry(WHOLE.replace(b"a@b.example", b"x" * 100_000)).uid) == 64


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\x07", "\x1b", "\x85", "\u200f"])
def test_marks_that_deceive_are_taken_out(mark: str) -> None:
    assert entry(WHOLE.replace(b"Treffen", f"Tref{mark}fen".encode())).title == "Treffen"


@pytest.mark.parametrize("sequence", ["-1", "x", "9" * 5000, "", "1.5", "٣"])
def test_an_odd_sequence_is_none(sequence: str) -> None:
    assert entry(event(START, f"SEQUENCE:{sequence}")).sequence == 0


def test_lines_that_are_none_are_passed_over() -> None:
    assert entry(event("???", "ohne Doppelpunkt", ":", ";;;", START)).title == "Treffen"


# --- what would keep a careless reader busy


ENDLESS_ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Slow",
    *["BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
      "RRULE:FREQ=SECONDLY", "END:STANDARD"] * 500,
    "END:VTIMEZONE",
)  # fmt: skip
NEVER_ZONE = tuple(
    line.replace("FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30") for line in ENDLESS_ZONE
)
DENSE_ZONE = tuple(
    line.replace("FREQ=SECONDLY", "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU") for line in ENDLESS_ZONE
)
OFFSETS = [
    line if not line.startswith("TZOFFSETTO") else f"TZOFFSETTO:{offset}"
    for offset in ("+9999", "-9999", "x", "+24")
    for line in ("BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETTO:", "END:STANDARD")
]
ODD_ZONE = ("BEGIN:VTIMEZONE", "TZID:Slow", *OFFSETS, "END:VTIMEZONE")


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        many(2000, "DESCRIPTION:" + "x" * 900),
        event(START, "DESCRIPTION;" + "X=1;" * 400_000 + ":a"),
        event(START, "DESCRIPTION;X=" + "," * 1_900_000 + ":a"),
        event(START, 'DESCRIPTION;X="' + "\\" * 1_900_000),
        event(START, *["EXDATE:20270114T100000"] * 60_000),
        b"BEGIN:VCALENDAR\n" + b"\n " * 900_000,
        b"BEGIN:VCALENDAR" + b"\r\n" * 1_000_000,
        b" " * (2 * 2**20 - 1),
    ],
    ids=brief,
)
def test_nothing_keeps_the_reader_busy(data: bytes) -> None:
    with measured() as effort:
        found = read(data, BERLIN)

    assert isinstance(found, (ReadCalendar, RefusedCalendar))
    assert effort.spent < MOST


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        event("DTSTART;TZID=Slow:20270114T100000", head=ENDLESS_ZONE),
        event("DTSTART;TZID=Slow:20270114T100000", head=NEVER_ZONE),
        event("DTSTART;TZID=Slow:20270114T100000", head=DENSE_ZONE),
        event("DTSTART;TZID=Slow:20270114T100000", head=ODD_ZONE),
        event("DTSTART;TZID=Slow:20270114T100000", head=NEVER_ZONE * 40),
        many(100, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
    ],
    ids=brief,
)
def test_rules_that_never_come_true_are_given_up(data: bytes) -> None:
    with measured() as effort:
        found = read(data, BERLIN)

    assert isinstance(found, (ReadCalendar, RefusedCalendar))
    # The limits are of processor time; without them it takes minutes.
    assert effort.seconds < SECONDS


# --- whatever comes


PARTS = st.sampled_from(
    [
        b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n",
        b"DTSTART", b"DTEND", b"DURATION", b"RRULE", b"EXDATE", b"RDATE", b"RECURRENCE-ID", b"UID",
        b"SUMMARY", b"SEQUENCE", b"BEGIN:VTIMEZONE\r\n", b"END:VTIMEZONE\r\n", b"TZID", b":", b";",
        b"TZID=Europe/Berlin", b"VALUE=DATE", b"20270114T100000", b"20270114", b"Z", b"FREQ=DAILY",
        b";BYDAY=1MO", b";UNTIL=20270101", b"PT1H", b"P1D", b"BEGIN:STANDARD\r\n", b"\\", b'"',
        b"END:STANDARD\r\n", b"TZOFFSETTO:+0100", b"\r\n", b"\n ", b"\xfc", b"\xc3\xbc", b"=", b",",
    ]
)  # fmt: skip


@given(st.lists(PARTS | st.binary(max_size=5), max_size=60).map(b"".join))
@settings(deadline=None)
def test_no_bytes_raise(data: bytes) -> None:
    whole = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + data + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

    for each in (data, whole):
        found = read(each, BERLIN)
        if isinstance(found, RefusedCalendar):
            assert texts.refused(found)
        else:
            assert all(map(texts.skipped, found.skipped))


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@settings(deadline=None)
def test_no_bytes_of_a_programme_raise(data: bytes) -> None:
    two_days = meeting("2027-03-04T13:00", "2027-03-05T14:00")

    for each in (data, b"beginn;ende;titel;ort\r\n" + data, b"datum,beginn,titel\n" + data):
        found = read_programme(read(each, BERLIN) if is_calendar(each) else each, two_days)
        assert not isinstance(found, Faulty) or texts.programme(found)
