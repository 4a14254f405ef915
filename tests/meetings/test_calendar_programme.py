"""Programmes as people keep them in spreadsheets and calendars."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from commands.meetings.calendar.imported import Fault, Faulty
from commands.meetings.calendar.programme import is_calendar, read_programme
from commands.meetings.texts import calendar_problems as texts
from storage.meetings.meetings import Meeting, Slot
from tests.support.calendar_files import BERLIN, brief, event, ics, many, meeting, read

CASES = Path(__file__).parent / "cases"
TWO_DAYS = meeting("2027-03-04T13:00", "2027-03-05T14:00", meeting_id=5)
ONE_DAY = meeting("2027-06-11T10:00", "2027-06-11T17:00", meeting_id=6)


def slots(data: str | bytes, of: Meeting = TWO_DAYS) -> tuple[Slot, ...]:
    found = programme(data.encode() if isinstance(data, str) else data, of)
    assert not isinstance(found, Faulty), found
    return found


def programme(data: bytes, of: Meeting) -> tuple[Slot, ...] | Faulty:
    return read_programme(read(data, BERLIN) if is_calendar(data) else data, of)


def told(found: tuple[Slot, ...]) -> list[str]:
    return [f"{slot.starts} {slot.ends[11:]} {slot.title}" for slot in found]


PLAIN = """beginn;ende;titel;ort
04.03.2027 13:00;04.03.2027 14:00;Begrüßung;Saal
04.03.2027 14:00;15:30;"Losverfahren; Erfahrungen";
05.03.2027 9:00;10:00;Abschluss;Saal
"""


def test_a_table_becomes_slots() -> None:
    found = slots(PLAIN)

    assert told(found) == [
        "2027-03-04T13:00 14:00 Begrüßung",
        "2027-03-04T14:00 15:30 Losverfahren; Erfahrungen",
        "2027-03-05T09:00 10:00 Abschluss",
    ]
    assert found[0] == Slot(
        meeting_id=5,
        position=1,
        starts="2027-03-04T13:00",
        ends="2027-03-04T14:00",
        starts_at=datetime(2027, 3, 4, 12, tzinfo=UTC),
        ends_at=datetime(2027, 3, 4, 13, tzinfo=UTC),
        title="Begrüßung",
        place="Saal",
    )
    assert found[1].place is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_spreadsheets_save_is_read(encoding: str, delimiter: str, end: str) -> None:
    text = PLAIN.replace("Losverfahren; ", "").replace(";", delimiter).replace("\n", end)

    assert slots(text.encode(encoding))[0].title == "Begrüßung"


def test_english_columns_in_any_order_and_others_are_fine() -> None:
    found = slots("Speaker,Title,Start,End\nAda,Opening,2027-03-04 13:00,2027-03-04T14:00\n")

    assert told(found) == ["2027-03-04T13:00 14:00 Opening"]


@pytest.mark.parametrize(
    "cell",
    [
        "04.03.2027 13:00",
        "4.3.2027 13 Uhr",
        "4.3.27 13.00 Uhr",
        "4.3. 13:00",
        "4. März 2027, 13:00 Uhr",
        "4. Mär. 13 Uhr",
        "Do, 4.3.2027 13:00",
        "Donnerstag, 4. März 2027, 13:00",
        "2027-03-04T13:00",
        "2027-03-04 13:00:00",
        "4.3.2027 13:00-14:30",
        "4.3.2027 13 bis 14 Uhr",
        "2027-03-04 13:00 – 14:00",
    ],
)
def test_a_start_is_understood_in_every_form(cell: str) -> None:
    assert slots(f'beginn;titel\n"{cell}";A')[0].starts == "2027-03-04T13:00"


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("66-programme-sep", ["2027-03-04T13:00 13:30 Begrüßung"]),
        (
            "67-programme-times",
            [
                "2027-03-04T13:00 13:30 Begrüßung",
                "2027-03-04T13:30 15:00 Losverfahren",
                "2027-03-04T15:30 17:00 Kaffee",
            ],
        ),
        (
            "68-programme-words",
            [
                "2027-03-04T13:00 13:30 Begrüßung",
                "2027-03-04T13:30 15:00 Losverfahren",
                "2027-03-05T09:00 10:00 Abschluss",
            ],
        ),
        ("69-programme-ampm", ["2027-03-04T13:00 13:30 Begruessung"]),
    ],
)
def test_a_programme_from_the_field_is_read(name: str, points: list[str]) -> None:
    of = meeting("2027-03-04T13:00", "2027-03-04T17:00") if "67" in name else TWO_DAYS
    assert told(slots((CASES / f"{name}.csv").read_bytes(), of)) == points


@pytest.mark.parametrize(
    ("cell", "span"),
    [
        ("15h30", "15:30 17:00"),
        ("15 h", "15:00 17:00"),
        ("15 Uhr 30", "15:30 17:00"),
        ("15:30h", "15:30 17:00"),
        ("ca. 15:30 Uhr", "15:30 17:00"),
        ("13:30\u201115:00", "13:30 15:00"),
        ("13.30 \u2212 15.00", "13:30 15:00"),
        ("13:30 \u2014 15:00 Uhr", "13:30 15:00"),
        ("von 13h30 bis 15h", "13:30 15:00"),
        ("1:00 PM", "13:00 17:00"),
        ("1 p.m.", "13:00 17:00"),
        ("12:15 am", "00:15 17:00"),
        ("12 PM", "12:00 17:00"),
        ("1:00-1:30 PM", "13:00 13:30"),
        ("11:00 - 1:00 pm", "11:00 13:00"),
        ("halb zwei", "13:30 17:00"),
        ("zehn Uhr bis halb zwölf", "10:00 11:30"),
        ("mittags", "12:00 17:00"),
    ],
)
def test_a_time_is_understood_in_every_form(cell: str, span: str) -> None:
    of = meeting("2027-06-11T00:00", "2027-06-11T17:00")
    (found,) = slots(f"uhrzeit;titel\n{cell};A", of)
    assert f"{found.starts[11:]} {found.ends[11:]}" == span


@pytest.mark.parametrize("cell", ["13 PM", "0:30 am", "1:70 PM", "24:00", "25h", "Mitternacht"])
def test_a_time_that_there_is_not_is_asked_about(cell: str) -> None:
    found = programme(f"uhrzeit;titel\n{cell};A".encode(), ONE_DAY)
    assert isinstance(found, Faulty)
    assert found.fault is Fault.TIME


def test_an_end_may_stand_beside_the_start() -> None:
    assert slots("uhrzeit;titel\n10:00-11:30;A", ONE_DAY)[0].ends == "2027-06-11T11:30"


@pytest.mark.parametrize(
    "day", ["04.03.2027", "4.3.", "4.3", "2027-03-04", "4. März", "Tag 1", "1"]
)
def test_the_day_may_stand_in_a_column_of_its_own(day: str) -> None:
    found = slots(f"datum;beginn;titel\n{day};13:00;A\n;14:00;B\nTag 2;9:00;C")

    assert told(found) == [
        "2027-03-04T13:00 14:00 A",
        "2027-03-04T14:00 14:00 B",
        "2027-03-05T09:00 14:00 C",
    ]


def test_on_a_meeting_of_one_day_the_time_suffices() -> None:
    assert told(slots("beginn;titel\n10:00;A\n11;B\n14.30 Uhr;C", ONE_DAY)) == [
        "2027-06-11T10:00 11:00 A",
        "2027-06-11T11:00 14:30 B",
        "2027-06-11T14:30 17:00 C",
    ]


def test_points_are_put_in_order_and_may_be_at_the_same_time() -> None:
    found = slots("beginn;titel;raum\n11:00;B;1\n10:00;A;1\n11:00;C;2", ONE_DAY)

    assert [(slot.position, slot.title, slot.place) for slot in found] == [
        (1, "A", "1"),
        (2, "B", "1"),
        (3, "C", "2"),
    ]
    assert {slot.ends for slot in found[1:]} == {"2027-06-11T17:00"}


def test_a_point_after_the_end_of_the_meeting_has_no_length() -> None:
    assert slots("beginn;titel\n18:00;Ausklang", ONE_DAY)[0].ends == "2027-06-11T18:00"


def test_cells_that_a_spreadsheet_guards_are_read_plain() -> None:
    assert slots("beginn;titel\n10:00;'=Summe und Teile", ONE_DAY)[0].title == "=Summe und Teile"


def test_empty_lines_are_passed_over() -> None:
    assert len(slots("beginn;titel\n\n10:00;A\n;\n", ONE_DAY)) == 1


def test_a_calendar_becomes_slots() -> None:
    data = ics(
        "BEGIN:VEVENT", "UID:2", "DTSTART:20270305T080000Z", "DTEND:20270305T090000Z",
        "SUMMARY:Abschluss", "END:VEVENT",
        "BEGIN:VEVENT", "UID:0", "DTSTART;VALUE=DATE:20270304", "SUMMARY:Erster Tag", "END:VEVENT",
        "BEGIN:VEVENT", "UID:1", "DTSTART:20270304T130000", "DURATION:PT1H", "LOCATION:Saal",
        "SUMMARY:Begrüßung", "END:VEVENT",
        "BEGIN:VEVENT", "UID:3", "DTSTART:20270304T150000", "STATUS:CANCELLED", "END:VEVENT",
    )  # fmt: skip

    assert told(slots(data)) == [
        "2027-03-04T13:00 14:00 Begrüßung",
        "2027-03-05T09:00 10:00 Abschluss",
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.COLUMNS),
        (b"\0\0\0\0", Fault.NOT_TEXT),
        (b"PK\x03\x04\x14\0\x06\0", Fault.NOT_TEXT),
        (b"\x81\x8d", Fault.NOT_TEXT),
        (b"x" * 500_001, Fault.TOO_LARGE),
        (b"beginn;titel\r\n", Fault.EMPTY),
        (b"beginn;titel\r\n;;\r\n", Fault.EMPTY),
        (b"ende;titel\r\n10:00;A", Fault.COLUMNS),
        (b"beginn;start;titel\r\n10:00;10:00;A", Fault.COLUMNS),
        (b"10:00;11:00;A", Fault.COLUMNS),
        (b'beginn;titel\r\n10:00;"A', Fault.BROKEN),
        (b'beginn;titel\r\n10:00;"A"b', Fault.BROKEN),
        (b"beginn;titel\r\n10:00;A;mehr", Fault.BROKEN),
        (b"beginn;titel\r\n10:00;" + b"A" * 200_000, Fault.BROKEN),
        (b"beginn;titel\r\n04.03.2027 10:00;", Fault.NO_TITLE),
        (b"beginn;titel\r\n10:00;A", Fault.NO_DAY),
        (b"beginn;titel\r\n04.03.2027 13:00;A\r\n9:00;B", Fault.NO_DAY),
        (b"beginn;titel\r\n04.03.2027 25:00;A", Fault.TIME),
        (b"beginn;titel\r\n31.02.2027 10:00;A", Fault.TIME),
        (b"beginn;titel\r\nbald;A", Fault.TIME),
        (b"beginn;titel\r\n=1+1;A", Fault.TIME),
        (b"beginn;titel\r\n" + b"1" * 5000 + b";A", Fault.TIME),
        (b"datum;beginn;titel\r\n9;10:00;A", Fault.TIME),
        (b"beginn;ende;titel\r\n04.03.2027 10:00;x;A", Fault.TIME),
        (b"beginn;ende;titel\r\n04.03.2027 10:00;9:00;A", Fault.END_FIRST),
        (b"beginn;titel\r\n06.03.2027 10:00;A", Fault.OUTSIDE),
        (b"beginn;titel\r\n04.03.2017 10:00;A", Fault.OUTSIDE),
        (b"beginn;titel\r\n" + b"04.03.2027 10:00;A\r\n" * 201, Fault.TOO_LARGE),
        (b"BEGIN:VCALENDAR\r\n", Fault.BROKEN),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", Fault.EMPTY),
        (event("DTSTART:20270304T100000", "RRULE:FREQ=SECONDLY"), Fault.TIME),
        (event("DTSTART:20270304T100000", "RRULE:FREQ=DAILY"), Fault.TIME),
        (event("DTSTART:20270504T100000"), Fault.OUTSIDE),
        (many(2001), Fault.TOO_LARGE),
        (many(300), Fault.TOO_LARGE),
    ],
    ids=brief,
)
def test_a_broken_programme_is_refused_with_the_reason(data: bytes, fault: Fault) -> None:
    found = programme(data, meeting("2027-03-04T13:00", "2027-03-05T14:00"))

    assert isinstance(found, Faulty)
    assert found.fault is fault
    assert texts.programme(found)
