"""Other calendars of the same kinds as the cases from the field."""

import pytest

from commands.meetings.calendar.imported import CalendarProblem, ReadCalendar, Refusal
from tests.support.calendar_files import BERLIN, START, entries, entry, event, ics, read

JUNE = "20270614T100000"


@pytest.mark.parametrize(
    ("tzid", "zone", "starts"),
    [
        ("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin", "10:00"),
        ("(UTC+01:00) Brüssel, Kopenhagen, Madrid, Paris", "Europe/Berlin", "10:00"),
        ('"(GMT+01.00) Sarajevo/Warsaw/Zagreb"', "Europe/Berlin", "10:00"),
        ("Eastern Time (US & Canada)", "America/New_York", "10:00"),
        ('"Western/Central Europe"', "Europe/Berlin", "10:00"),
        ("W. Europe Standard Time 1", "Europe/Berlin", "10:00"),
        ("MESZ", "Europe/Berlin", "10:00"),
        ('"tzone://Microsoft/Utc"', "Europe/Berlin", "12:00"),
        ("GMT+0100", "Europe/Berlin", "11:00"),
        ("UTC+1", "Europe/Berlin", "11:00"),
        ("Europe/Zurich", "Europe/Berlin", "10:00"),
        ("europe/london", "Europe/London", "10:00"),
    ],
)
def test_zones_have_many_names(tzid: str, zone: str, starts: str) -> None:
    found = entry(event(f"DTSTART;TZID={tzid}:{JUNE}"))

    assert (found.timezone, found.starts[11:]) == (zone, starts)


@pytest.mark.parametrize(
    "tzid", ["Rathauszeit", "Customized Time Zone 1", "tzone://Microsoft/Custom"]
)
def test_a_zone_that_nobody_knows_is_told(tzid: str) -> None:
    found = read(event(f"DTSTART;TZID={tzid}:{JUNE}"), BERLIN)

    assert isinstance(found, ReadCalendar)
    assert [each.problem for each in found.skipped] == [CalendarProblem.ZONE]


@pytest.mark.parametrize(
    ("rule", "rest"),
    [
        ("RRULE: FREQ=WEEKLY; COUNT=2; BYDAY=TH", ["21"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20270121", ["21"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20270121T090000Z;COUNT=9", ["21"]),
        ("RRULE:FREQ=WEEKLY;COUNT=2;UNTIL=20291231T000000Z", ["21"]),
        ("RRULE:FREQ=WEEKLY;COUNT=-1;UNTIL=20270122", ["21"]),
        ("RRULE:FREQ=DAILY;BYHOUR=10;BYMINUTE=00;BYSECOND=0;COUNT=2", ["15"]),
        ("RRULE:;", []),
        ("RRULE:FREQ=MONTHLY;BYDAY=MO,-1FR;UNTIL=20270131", ["18", "25", "29"]),
        ("RDATE:20270116T100000Z,20270117T090000Z", ["16", "17"]),
        ("RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE:20270121T100000", ["28"]),
    ],
)
def test_rules_have_many_spellings(rule: str, rest: list[str]) -> None:
    found = entry(event(START, rule))

    days = [recurrence[8:10] for recurrence, _, _ in found.dates or ()]
    assert days == (["14", *rest] if rest else [])


def test_a_series_of_which_all_dates_are_excluded_has_none() -> None:
    found = entry(event(START, "RRULE:FREQ=WEEKLY;COUNT=1", "EXDATE:20270114T100000"))

    assert found.dates == ()


@pytest.mark.parametrize(
    "lines",
    [
        ["", "LOCATION: falsch", "ORT: Rathaus", "STATUS: CANCELLED", "END: 11 Uhr"],
        ["10 Uhr: Beginn", "Url: https://falsch.example.org", "", "LOCATION: falsch"],
    ],
)
def test_raw_text_is_text(lines: list[str]) -> None:
    found = entry(event(START, "DESCRIPTION:Ablauf", *lines, "CATEGORIES:Frist"))

    assert (found.place, found.link, found.cancelled) == (None, None, False)
    assert (found.description or "").splitlines() == ["Ablauf", *lines]
    assert found.categories == ("Frist",)


def test_raw_lines_of_other_properties_are_passed_over() -> None:
    raw = ["X-ALT-DESC;FMTTYPE=text/html:<html>", "<body>", "Location: falsch", "</html>"]

    assert entry(event(START, *raw, "LOCATION:Saal")).place == "Saal"


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("a < b und c > d <max@example.org> AT&T", "a < b und c > d <max@example.org> AT&T"),
        ("Zeile 1<br/>Zeile 2 &amp\\; mehr", "Zeile 1\nZeile 2 & mehr"),
        ('<a href="https://a.example">https://a.example</a>', "https://a.example"),
        ("<style>p {color: red}</style><p>Text</p>", "Text"),
    ],
)
def test_tags_are_taken_out_where_there_are_tags(words: str, plain: str) -> None:
    assert entry(event(START, f"DESCRIPTION:{words}")).description == plain


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("Zoom: https://zoom.us/j/123?pwd=x.", "https://zoom.us/j/123?pwd=x"),
        ("Zugang: https://konferenz.example.org/raum", "https://konferenz.example.org/raum"),
        ("Mehr unter https://example.org/leitlinien", None),
    ],
)
def test_only_a_link_to_take_part_is_the_link(words: str, link: str | None) -> None:
    assert entry(event(START, f"DESCRIPTION:{words}")).link == link


@pytest.mark.parametrize("before", ["Cancelled: ", "Abgesagt: ", "CANCELED:"])
def test_a_cancellation_is_seen_in_the_title(before: str) -> None:
    found = entry(event(START, "STATUS:CONFIRMED").replace(b"Treffen", f"{before}Treffen".encode()))

    assert (found.title, found.cancelled) == ("Treffen", True)


def test_several_entries_with_one_uid_are_dates_or_versions() -> None:
    def one(title: str, day: int, sequence: int) -> list[str]:
        start = f"DTSTART:202701{day}T100000"
        return [
            "BEGIN:VEVENT",
            "UID:s",
            f"SUMMARY:{title}",
            start,
            f"SEQUENCE:{sequence}",
            "END:VEVENT",
        ]

    assert [e.title for e in entries(ics(*one("A", 11, 0), *one("B", 18, 0)))] == ["A", "B"]
    assert [e.starts[8:10] for e in entries(ics(*one("A", 11, 0), *one("A", 18, 1)))] == ["18"]


def test_whole_days_of_outlook_may_be_written_in_utc() -> None:
    whole = "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"
    found = entry(event("DTSTART:20270303T230000Z", "DTEND:20270305T230000Z", whole))

    assert (found.starts, found.ends) == ("2027-03-04", "2027-03-05")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf\r\n \r\n" + event(START), event(START).lower()])
def test_what_stands_before_or_is_not_in_capitals_is_read(data: bytes) -> None:
    assert entry(data).title.casefold() == "treffen"


@pytest.mark.parametrize("end", ["DTEND:", "DTEND:None", "DTEND:2027xx", "DTEND:20270230T100000"])
def test_of_an_end_that_is_none_the_start_is_taken_and_that_is_told(end: str) -> None:
    found = read(event(START, end), BERLIN)

    assert isinstance(found, ReadCalendar)
    assert [(each.starts, each.ends) for each in found.entries] == [("2027-01-14T10:00",) * 2]
    assert [each.problem for each in found.skipped] == [CalendarProblem.END]


def test_the_old_format_is_named() -> None:
    found = read(event(START).replace(b"VERSION:2.0", b"VERSION:1.0"), BERLIN)

    assert getattr(found, "refusal", None) is Refusal.OLD_FORMAT
