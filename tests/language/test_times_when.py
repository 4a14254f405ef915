"""Dates are understood as people write and say them."""

from datetime import date

import pytest

from commands.language.times import Moments, parse_when

SUNDAY = date(2026, 11, 22)


def understood(text: str, today: date = SUNDAY) -> Moments:
    parsed = parse_when(text, today)
    assert parsed.when is not None, parsed
    return parsed.when


def span(text: str) -> str:
    when = understood(text)
    return when.starts if when.ends is None else f"{when.starts}/{when.ends}"


# --- days and times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14.01.2027 10:00-11:30", "2027-01-14T10:00/2027-01-14T11:30"),
        ("14.01.2027 10:00–11:30", "2027-01-14T10:00/2027-01-14T11:30"),
        ("14.1.27 10 Uhr", "2027-01-14T10:00"),
        ("14/1/2027 10:00", "2027-01-14T10:00"),
        ("4.3.2027 13 Uhr bis 5.3.2027 14 Uhr", "2027-03-04T13:00/2027-03-05T14:00"),
        ("4.3.2027, 13:00 – 5.3.2027, 14:00", "2027-03-04T13:00/2027-03-05T14:00"),
        (
            "Mittwoch, 2. Dezember 2026, 10:00 bis 11:30 Uhr",
            "2026-12-02T10:00/2026-12-02T11:30",
        ),
        ("Mittwoch, den 2. Dezember 2026 um 10:00 Uhr", "2026-12-02T10:00"),
        ("2. Dez. 10-12 Uhr", "2026-12-02T10:00/2026-12-02T12:00"),
        ("2. Dez. von 10 bis 12", "2026-12-02T10:00/2026-12-02T12:00"),
        ("14.1. 10.30 Uhr", "2027-01-14T10:30"),
        ("14.1. 10.00-11.30", "2027-01-14T10:00/2027-01-14T11:30"),
        ("14.1. 10 Uhr 30", "2027-01-14T10:30"),
        ("14.1. ab 10", "2027-01-14T10:00"),
        ("14.1. – 10 Uhr", "2027-01-14T10:00"),
        ("14.1. (10-11 Uhr)", "2027-01-14T10:00/2027-01-14T11:00"),
        ("14.1. 10:00 h", "2027-01-14T10:00"),
        ("14.1. 10 Uhr, 90 Minuten", "2027-01-14T10:00/2027-01-14T11:30"),
        ("14.1. 10 Uhr für zwei Stunden", "2027-01-14T10:00/2027-01-14T12:00"),
        ("14.1. 23 Uhr", "2027-01-14T23:00"),
        ("14.1.2027 (Donnerstag) 10 Uhr", "2027-01-14T10:00"),
        ("10 Uhr am 14.1.2027", "2027-01-14T10:00"),
        ("10-12 Uhr, 14.1.2027", "2027-01-14T10:00/2027-01-14T12:00"),
        ("2026-12-02T10:00", "2026-12-02T10:00"),
        ("2026-12-02 10:00", "2026-12-02T10:00"),
        ("3. Jänner 2027 9 Uhr", "2027-01-03T09:00"),
        ("1. Mär 2027 9 Uhr", "2027-03-01T09:00"),
        ("1. Maerz 2027 9 Uhr", "2027-03-01T09:00"),
        ("1. März 2027 9 Uhr", "2027-03-01T09:00"),
        ("14.1.2027 20:00-0:00", "2027-01-14T20:00/2027-01-15T00:00"),
        ("14.1.2027 24 Uhr", "2027-01-15T00:00"),
    ],
)
def test_dates_are_read_as_they_are_written(text: str, expected: str) -> None:
    assert span(text) == expected
    assert not understood(text).all_day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ganztägig 5.3.2027", "2027-03-05/2027-03-05"),
        ("5.3.2027 ganztaegig", "2027-03-05/2027-03-05"),
        ("4.-5.3.2027 ganztägig", "2027-03-04/2027-03-05"),
        ("ganztägig: 5.3.2027", "2027-03-05/2027-03-05"),
    ],
)
def test_whole_days_end_with_the_last_one(text: str, expected: str) -> None:
    assert span(text) == expected
    assert understood(text).all_day
    assert not understood(text).time_missing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5.3.", "2027-03-05"),
        ("übermorgen", "2026-11-24"),
        ("4.-5.3.2027", "2027-03-04/2027-03-05"),
        ("4./5. März 2027", "2027-03-04/2027-03-05"),
        ("4. und 5. März 2027", "2027-03-04/2027-03-05"),
        ("vom 4. bis zum 5. März 2027", "2027-03-04/2027-03-05"),
        ("28.2. bis 1.3.2027", "2027-02-28/2027-03-01"),
        ("30.12. bis 2.1.2027", "2026-12-30/2027-01-02"),
        ("30.12. bis 2.1.", "2026-12-30/2027-01-02"),
        ("Do/Fr 4./5.3.2027", "2027-03-04/2027-03-05"),
        ("Donnerstag bis Freitag, 4. bis 5. März", "2027-03-04/2027-03-05"),
    ],
)
def test_without_a_time_it_is_said_that_it_is_missing(text: str, expected: str) -> None:
    assert span(text) == expected
    assert understood(text).time_missing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heute 15 Uhr", "2026-11-22T15:00"),
        ("morgen 9 Uhr", "2026-11-23T09:00"),
        ("Uebermorgen 9 Uhr", "2026-11-24T09:00"),
        ("nächsten Dienstag 10 Uhr", "2026-11-24T10:00"),
        ("übernächsten Dienstag 10 Uhr", "2026-12-01T10:00"),
        ("kommenden Freitag 14:30", "2026-11-27T14:30"),
        ("diesen Freitag 14:30", "2026-11-27T14:30"),
        ("am Dienstag um 10 Uhr", "2026-11-24T10:00"),
        ("Di 10 Uhr", "2026-11-24T10:00"),
        ("Dienstagabend 7 Uhr", "2026-11-24T19:00"),
        ("Dienstag morgen 9 Uhr", "2026-11-24T09:00"),
        ("heute Abend um 8", "2026-11-22T20:00"),
        ("morgen früh um 9", "2026-11-23T09:00"),
        ("nächste Woche Dienstag 10 Uhr", "2026-11-24T10:00"),
        ("Dienstag nächster Woche 10 Uhr", "2026-11-24T10:00"),
        ("Dienstag in zwei Wochen 10 Uhr", "2026-12-08T10:00"),
        ("in zwei Wochen 10 Uhr", "2026-12-06T10:00"),
        ("in zwei Wochen am Dienstag 10 Uhr", "2026-12-01T10:00"),
        ("in 3 Tagen 10 Uhr", "2026-11-25T10:00"),
        ("heute in 14 Tagen 10 Uhr", "2026-12-06T10:00"),
        ("in einem Monat 10 Uhr", "2026-12-22T10:00"),
        (
            "Donnerstag 13 Uhr bis Freitag 14 Uhr",
            "2026-11-26T13:00/2026-11-27T14:00",
        ),
    ],
)
def test_days_are_counted_from_today(text: str, expected: str) -> None:
    assert span(text) == expected


def test_a_weekday_that_is_today_is_the_one_in_a_week_unless_it_is_this_one() -> None:
    tuesday = date(2026, 11, 24)

    assert understood("Dienstag 10 Uhr", tuesday).starts == "2026-12-01T10:00"
    assert understood("nächsten Dienstag 10 Uhr", tuesday).starts == "2026-12-01T10:00"
    assert understood("diesen Dienstag 10 Uhr", tuesday).starts == "2026-11-24T10:00"


def test_a_month_later_is_within_the_month() -> None:
    assert understood("in einem Monat", date(2027, 1, 31)).starts == "2027-02-28"
    assert understood("in zwei Monaten", date(2027, 1, 31)).starts == "2027-03-31"
    assert understood("in drei Monaten", date(2027, 1, 31)).starts == "2027-04-30"
    assert understood("in einem Jahr", date(2028, 2, 29)).starts == "2029-02-28"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("halb elf", "10:30"),
        ("um halb 11", "10:30"),
        ("halb eins", "12:30"),
        ("viertel nach zehn", "10:15"),
        ("Viertel vor drei", "14:45"),
        ("Viertel vor drei nachmittags", "14:45"),
        ("viertel elf", "10:15"),
        ("drei viertel elf", "10:45"),
        ("dreiviertel elf", "10:45"),
        ("fünf vor halb elf", "10:25"),
        ("zehn nach zehn", "10:10"),
        ("5 nach 10", "10:05"),
        ("viertel nach zwölf", "12:15"),
        ("zehn Uhr", "10:00"),
        ("zehn Uhr dreißig", "10:30"),
        ("um drei", "15:00"),
        ("drei Uhr nachts", "03:00"),
        ("halb sieben", "18:30"),
        ("halb sieben früh", "06:30"),
        ("um acht", "08:00"),
        ("abends um acht", "20:00"),
        ("8 Uhr abends", "20:00"),
        ("3 Uhr", "03:00"),
        ("mittags", "12:00"),
        ("1 Uhr mittags", "13:00"),
    ],
)
def test_times_are_understood_as_they_are_said(text: str, time: str) -> None:
    assert understood(f"14.1.2027 {text}").starts == f"2027-01-14T{time}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("von drei bis fünf", "15:00/17:00"),
        ("von sechs bis halb acht", "18:00/19:30"),
        ("von zehn bis zwei", "10:00/14:00"),
        ("7 bis 9 Uhr abends", "19:00/21:00"),
    ],
)
def test_two_spoken_times_are_on_the_same_half_of_the_day(text: str, expected: str) -> None:
    starts, ends = expected.split("/")

    assert span(f"14.1.2027 {text}") == f"2027-01-14T{starts}/2027-01-14T{ends}"


def test_without_a_year_the_next_such_day_is_meant() -> None:
    assert understood("22.11. 10 Uhr").starts == "2026-11-22T10:00"
    assert understood("21.11. 10 Uhr").starts == "2027-11-21T10:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11 Uhr", "2027-01-14T11:00"),
        ("11-12:30", "2027-01-14T11:00/2027-01-14T12:30"),
        ("auf halb elf", "2027-01-14T10:30"),
        ("15.1. 11 Uhr", "2027-01-15T11:00"),
    ],
)
def test_of_a_day_that_is_known_the_time_is_enough(text: str, expected: str) -> None:
    when = parse_when(text, SUNDAY, day=date(2027, 1, 14)).when

    assert when is not None
    assert expected == (when.starts if when.ends is None else f"{when.starts}/{when.ends}")
