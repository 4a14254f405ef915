"""Small calendars as programs in the field write them, and what is right."""

from pathlib import Path

import pytest

from commands.meetings.calendar.imported import CalendarProblem, ReadCalendar, RefusedCalendar
from commands.meetings.calendar.read import question
from commands.meetings.imported_facts import Facts, understood
from commands.meetings.imports import ImportOutcome
from commands.meetings.texts import calendar_problems
from storage.database import Database
from tests.support.calendar_files import BERLIN, NOW, read
from tests.support.importing import POLLED, Imports
from tests.support.meeting_fixtures import Net

CASES = Path(__file__).parent / "cases"


def case(name: str) -> bytes:
    [file] = CASES.glob(f"{name}-*.ics")
    return file.read_bytes()


def reading(name: str) -> ReadCalendar:
    found = read(case(name), BERLIN, NOW)
    assert isinstance(found, ReadCalendar), found
    return found


def dates(name: str) -> list[Facts]:
    groups = understood(reading(name), "online-konferenz", NOW)
    assert not isinstance(groups, RefusedCalendar)
    return sorted((facts for group in groups for facts in group.dates), key=lambda f: f.starts)


def shown(name: str) -> list[str]:
    return [f"{each.starts} {each.ends}" for each in dates(name)]


def problems(name: str) -> list[tuple[str, CalendarProblem]]:
    return [(each.title, each.problem) for each in reading(name).skipped]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("01", ["2027-01-08T14:00 2027-01-08T15:00", "2027-01-15T14:00 2027-01-15T15:00",
                "2027-02-05T14:00 2027-02-05T15:00", "2027-02-19T14:00 2027-02-19T15:00"]),
        ("01b", ["2027-01-08T14:00 2027-01-08T15:00", "2027-01-15T14:00 2027-01-15T15:00",
                 "2027-01-22T14:00 2027-01-22T15:30"]),
        ("02", ["2027-01-12T10:00 2027-01-12T11:30", "2027-01-13T10:00 2027-01-13T10:00",
                "2027-01-14T10:00 2027-01-14T10:00", "2027-01-15T10:00 2027-01-15T11:30"]),
        ("03", ["2027-01-06T10:00 2027-01-06T11:00", "2027-01-07T10:00 2027-01-07T11:00",
                "2027-01-14T10:00 2027-01-14T11:00", "2027-01-21T10:00 2027-01-21T11:00"]),
        ("06", ["2027-03-04 2027-03-05"]),
        ("08", ["2027-01-11T10:00 2027-01-11T11:00", "2027-01-18T10:00 2027-01-18T11:00",
                "2027-01-25T10:00 2027-01-25T11:00"]),
        ("13", ["2027-01-11T10:00 2027-01-11T11:00", "2027-01-12T10:00 2027-01-12T11:00",
                "2027-01-13T10:00 2027-01-13T11:00", "2027-01-14T10:00 2027-01-14T11:00",
                "2027-01-15T10:00 2027-01-15T11:00", "2027-01-18T10:00 2027-01-19T00:00"]),
        ("15", ["2027-01-24T12:00 2027-01-24T13:00"]),
        ("70", ["2027-06-07T10:00 2027-06-07T11:00"]),
        ("71", ["2027-06-07T10:00 2027-06-07T11:00", "2027-06-08T10:00 2027-06-08T11:00"]),
        ("73b", ["2027-01-07T10:00 2027-01-07T11:00", "2027-06-07T10:00 2027-06-07T11:00"]),
        ("75", ["2027-01-13T09:00 2027-01-13T10:00"]),
        ("76", ["2027-01-11T10:00 2027-01-11T11:00", "2027-01-18T10:00 2027-01-18T11:00",
                "2027-01-25T14:00 2027-01-25T15:00", "2027-02-01T14:00 2027-02-01T15:00"]),
        ("77", ["2027-01-11T11:45 2027-01-11T12:30", "2027-02-08T11:45 2027-02-08T12:30"]),
        ("78", ["2027-01-11T10:00 2027-01-11T11:00", "2027-01-19T10:00 2027-01-19T11:00",
                "2027-01-25T10:00 2027-01-25T11:00"]),
        ("79", ["2027-01-11T10:00 2027-01-11T11:00", "2027-01-11T15:00 2027-01-11T16:00",
                "2027-01-18T10:00 2027-01-18T11:00"]),
        ("82", ["2027-01-07 2027-01-08", "2027-01-14 2027-01-15", "2027-01-15 2027-01-16"]),
    ],
)  # fmt: skip
def test_dates_are_where_they_belong(name: str, right: list[str]) -> None:
    assert shown(name) == right
    assert problems(name) == []


@pytest.mark.parametrize(("name", "count"), [("04", 3), ("05", 13), ("85", 8)])
def test_zones_are_ours_whatever_they_are_called(name: str, count: int) -> None:
    found = dates(name)

    assert len(found) == count
    assert {each.timezone for each in found} == {"Europe/Berlin"}
    assert {each.starts[11:] for each in found} <= {"09:00", "10:00"}
    assert problems(name) == []


def test_a_time_in_utc_that_names_a_zone_as_well_follows_the_zone_in_a_series() -> None:
    hours = [each.starts[5:] for each in dates("05") if each.title == "Zone und Z"]

    assert hours == [
        f"{day}T10:00" for day in ("01-19", "02-16", "03-16", "04-20", "05-18", "06-15")
    ]


def test_descriptions_are_text_and_links_are_kept() -> None:
    [found] = dates("07")

    assert found.title == "Online-Konferenz & Austausch"
    assert found.place == "https://konferenz.example.org/raum"
    assert (found.description or "").splitlines()[:4] == [
        "Guten Tag,",
        "",
        "wir sprechen über Losverfahren.",
        "Zugang: hier klicken (https://konferenz.example.org/raum)",
    ]
    assert "Teil 2 (Pause)" in (found.description or "")
    assert not {"<", ">", "&"} & set(found.description or "")


def test_lines_that_end_twice_are_folded_right() -> None:
    [found] = dates("09")

    assert found.title.endswith("mit einem ziemlich langen Titel, der gefaltet werden muss")


async def test_a_broken_byte_costs_one_character_and_is_no_news(database: Database) -> None:
    net = Net(database)
    imports = Imports(net, POLLED)
    before = (CASES / "10-before.ics").read_bytes()
    await imports.poll(before)
    await net.read()

    broken = (CASES / "10-one-broken-byte.ics").read_bytes()
    assert await imports.poll(broken) == ImportOutcome(created=1, unchanged=1)
    assert (await net.all())[0].title == "Bürgerrat für Köln"
    assert (await imports.poll(before.replace("ö".encode(), b"\xc3"))).changed == 0
    assert (await net.all())[0].title == "Bürgerrat für Köln"


@pytest.mark.parametrize(
    ("name", "last"), [("11", "Ende: 11 Uhr"), ("11b", "Status: cancelled sind nur die Getränke")]
)
def test_text_with_line_breaks_that_nobody_masked_stays_text(name: str, last: str) -> None:
    [found] = dates(name)

    assert (found.title, found.place) == ("Sitzung mit rohem Umbruch", None)
    assert not found.cancelled
    lines = (found.description or "").splitlines()
    assert lines[:2] == ["Ablauf der Sitzung", "Location: Raum 5 im Rathaus"]
    assert lines[-1] == last


def by_title(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in dates(name):
        found.setdefault(each.title, []).append(each.starts[5:])
    return found


def test_rules_are_read_in_every_spelling() -> None:
    assert by_title("12") == {
        "COUNT und UNTIL": ["01-11T10:00", "01-18T10:00", "01-25T10:00"],
        "BYHOUR wie bei Zimbra": ["01-12T10:00", "01-19T10:00", "01-26T10:00"],
        "BYWEEKNO": ["01-13T10:00"],
        "UNTIL mit NaN": ["01-14T10:00"],
        "UNTIL in UTC bei ganzen Tagen": ["01-26", "02-23", "03-30"],
        "Letzter Werktag": ["01-29T10:00", "02-26T10:00", "03-31T10:00"],
        "Strichpunkt am Ende": ["01-15T10:00", "01-22T10:00"],
    }
    assert sorted(problems("12")) == [
        ("BYWEEKNO", CalendarProblem.RULE),
        ("UNTIL mit NaN", CalendarProblem.RULE),
    ]


def test_more_rules_and_ends_are_read_and_what_is_not_is_told() -> None:
    assert by_title("84") == {
        "Leerzeichen in BYDAY": [f"01-0{day}T10:00" for day in (4, 5, 6, 7, 8)],
        "COUNT=-1": ["01-04", "01-11", "01-18", "01-25"],
        "Leere RRULE": ["01-06"],
        "Datum und Zeit gemischt": ["07-24"],
        "DTEND None": ["01-12T18:00"],
        "UNTL verschrieben": ["01-07T18:00"],
    }
    assert sorted(problems("84"), key=str) == [
        ("DTEND None", CalendarProblem.END),
        ("Ende vor Anfang", CalendarProblem.END_FIRST),
        ("UNTL verschrieben", CalendarProblem.RULE),
    ]
    assert all(map(calendar_problems.skipped, reading("84").skipped))


@pytest.mark.parametrize("cancel", ["14b", "14c"])
async def test_one_date_of_a_series_is_cancelled(database: Database, cancel: str) -> None:
    net = Net(database)
    imports = Imports(net)
    await imports.take(case("14a"))
    before = await net.all()
    assert await imports.take(case(cancel)) == ImportOutcome(cancelled=1)

    gone = 1 if cancel == "14b" else 2
    found = await net.all()
    assert [number for number, m in enumerate(found) if m.state == "cancelled"] == [gone]
    assert [(m.starts, m.ends) for m in found] == [(m.starts, m.ends) for m in before]
    assert (await imports.take(case(cancel))).unchanged == 1


def test_a_tentative_date_says_so() -> None:
    assert [each.title for each in dates("16")] == ["Vielleicht-Termin (vorläufig)"]


def test_the_link_of_a_meeting_is_found_in_the_description() -> None:
    [found] = dates("18")

    assert (found.place or "").startswith(
        "Microsoft Teams-Besprechung, https://teams.example.org/l/meetup-join/19%3ameeting"
    )
    assert (found.place or "").endswith("%7d")


def test_the_first_of_two_titles_counts() -> None:
    [found] = dates("19")

    assert (found.title, found.place) == ("ALTREP wie Thunderbird", "Saal 3, Rathaus")
    assert found.description == "Erste Zeile\nZweite"


def test_an_odd_zone_costs_its_own_entries_only() -> None:
    assert problems("72") == [("Zone mit kaputtem RDATE", CalendarProblem.ZONE)]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("80", "beschädigt oder unvollständig (Zeile 13)"),
        ("81", "kein Kalender im Format iCalendar"),
        ("74", "im alten Format vCalendar 1.0"),
    ],
)
def test_what_is_cut_or_foreign_is_refused_in_one_sentence(name: str, sentence: str) -> None:
    found = read(case(name), BERLIN, NOW)

    assert isinstance(found, RefusedCalendar)
    assert sentence in calendar_problems.refused(found).body


def test_what_outlook_writes_before_a_title_is_a_cancellation() -> None:
    [found] = dates("86b")

    assert (found.title, found.cancelled) == ("Runde", True)


def test_every_case_is_tried() -> None:
    tried = Path(__file__).read_text(encoding="utf-8")

    for file in CASES.glob("*.ics"):
        assert f'"{file.name.partition("-")[0]}' in tried
        assert question(file.read_bytes(), BERLIN, NOW)
