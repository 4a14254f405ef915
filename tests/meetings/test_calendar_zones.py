"""VTIMEZONE says what the zone does, in the form that Outlook understands."""

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from bot.sandbox.calendar.zones import named
from commands.meetings.calendar.vtimezone import vtimezone

HOUR = timedelta(hours=1)


def text(zone: str, first: int = 2026, last: int = 2027) -> str:
    written: bytes = vtimezone(ZoneInfo(zone), first, last).to_ical()
    return written.decode()


def test_berlin_has_both_rules() -> None:
    assert text("Europe/Berlin").splitlines() == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Berlin",
        "BEGIN:DAYLIGHT",
        "DTSTART:19960331T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_the_definition_is_the_same_whatever_years_are_asked_for() -> None:
    assert text("Europe/Berlin", 2024, 2030) == text("Europe/Berlin", 2026, 2026)


@pytest.mark.slow
@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Berlin",
        "Europe/Vienna",
        "Europe/London",
        "Europe/Dublin",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Santiago",
        "Asia/Kolkata",
        "Africa/Casablanca",
        "Asia/Jerusalem",
        "Pacific/Auckland",
        "Etc/GMT-3",
    ],
)
def test_every_hour_of_three_years_is_as_the_zone_has_it(zone: str) -> None:
    """Read by dateutil, which shares no code with what wrote it."""
    read = tzical(io.StringIO(text(zone, 2026, 2028))).get()
    start = datetime(2026, 1, 2, tzinfo=UTC)
    wrong = []
    for hour in range(0, 3 * 365 * 24, 5):
        local = (start + hour * HOUR).astimezone(ZoneInfo(zone))
        twice = local.replace(fold=1).utcoffset() != local.replace(fold=0).utcoffset()
        if not twice and local.replace(tzinfo=read).utcoffset() != local.utcoffset():
            wrong.append(local)

    assert wrong == []


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Auckland"])
def test_both_sides_of_each_change_of_the_clock_are_right(zone: str) -> None:
    read = tzical(io.StringIO(text(zone, 2026, 2028))).get()
    here = ZoneInfo(zone)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    moments = [start + number * HOUR for number in range(2 * 365 * 24)]
    changes = [
        moment
        for moment in moments
        if moment.astimezone(here).utcoffset() != (moment + HOUR).astimezone(here).utcoffset()
    ]

    assert len(changes) == 4
    for moment in changes:
        for minutes in (-180, 180):
            local = (moment + timedelta(minutes=minutes)).astimezone(here)
            assert local.replace(tzinfo=read).utcoffset() == local.utcoffset()


def test_a_zone_without_a_yearly_rule_lists_its_moments() -> None:
    assert "RDATE" in text("Africa/Casablanca")
    assert "RRULE" not in text("Africa/Casablanca")


@pytest.mark.parametrize(
    ("tzid", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Central European Standard Time", "Europe/Warsaw"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
        ("/citadel.org/20210210_1/Europe/Vienna", "Europe/Vienna"),
        ("/x/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("right/Europe/Berlin", "Europe/Berlin"),
        (" Europe/Berlin ", "Europe/Berlin"),
    ],
)
def test_a_zone_is_known_by_the_names_that_calendars_give_it(tzid: str, zone: str) -> None:
    assert named(tzid) == ZoneInfo(zone)


@pytest.mark.parametrize(
    "tzid",
    [
        "",
        "/",
        "Europe",
        "../../../etc/passwd",
        "/etc/localtime",
        "localtime",
        "Factory",
        "Europe/Berlin\0",
        "A" * 10_000,
        "Europe/Atlantis",
        "\ud800",
    ],
)
def test_what_is_no_zone_is_none(tzid: str) -> None:
    assert named(tzid) is None
