"""Days and moments as people read them; midnight ends the day before it."""

from datetime import UTC, datetime

import pytest

from commands.language.texts import dates
from commands.meetings.texts.meeting_dialogue import shown_registration
from commands.meetings.texts.meetings import registration, when
from commands.meetings.texts.reminded import Look, of_registration
from tests.support.calendar_files import BERLIN, meeting


@pytest.mark.parametrize(
    ("starts", "ends", "told"),
    [
        ("2027-01-31T22:00", "2027-02-01T00:00", "Sonntag, 31. Januar 2027, 22:00 bis 24:00 Uhr"),
        ("2027-01-31T00:00", "2027-02-01T00:00", "Sonntag, 31. Januar 2027, 00:00 bis 24:00 Uhr"),
        (
            "2027-01-30T22:00",
            "2027-02-01T00:00",
            "Samstag, 30. Januar 2027, 22:00 Uhr bis Sonntag, 31. Januar 2027, 24:00 Uhr",
        ),
        (
            "2027-01-31T22:00",
            "2027-02-01T00:30",
            "Sonntag, 31. Januar 2027, 22:00 Uhr bis Montag, 1. Februar 2027, 00:30 Uhr",
        ),
        ("2027-02-01T00:00", "2027-02-01T00:00", "Montag, 1. Februar 2027, 00:00 Uhr"),
        ("2027-01-31", "2027-02-01", "Sonntag, 31. Januar 2027 bis Montag, 1. Februar 2027"),
    ],
)
def test_an_end_at_midnight_is_24_00(starts: str, ends: str, told: str) -> None:
    assert dates.between(starts, ends) == told


def test_a_deadline_at_midnight_is_the_end_of_the_day_before() -> None:
    midnight, told = "2027-02-01T00:00", "Sonntag, 31. Januar 2027, 24:00 Uhr"
    deadline = meeting(midnight, midnight, kind="frist", register_by=midnight)

    assert dates.end(midnight) == told
    assert dates.end("2027-01-31T23:59") == "Sonntag, 31. Januar 2027, 23:59 Uhr"
    assert registration(deadline) == f"bis {told}"
    assert shown_registration(midnight) == (told,)
    assert when(deadline, BERLIN) == told
    assert when(meeting(midnight, midnight), BERLIN) == "Montag, 1. Februar 2027, 00:00 Uhr"


def test_a_reminder_of_a_deadline_at_midnight_names_the_day_that_ends() -> None:
    end = datetime(2027, 1, 31, 23, tzinfo=UTC)
    of = meeting("2027-02-14T10:00", "2027-02-14T11:00", register_by="2027-02-01T00:00")
    look = Look(datetime(2027, 1, 31, 8, tzinfo=UTC), BERLIN, "!")

    told = of_registration(of, end, look)
    assert told.headline.startswith("Heute um 24:00 Uhr endet die Anmeldung")
    assert "Anmeldeschluss: Sonntag, 31. Januar 2027, 24:00 Uhr" in told.facts.body


@pytest.mark.parametrize(
    ("name", "year", "month"),
    [("Mrz", "15", "2015-03"), ("juni", "1998", "1998-06"), ("Ju", "15", None), ("x", "1", None)],
)
def test_a_month_that_a_spreadsheet_cut_is_known(name: str, year: str, month: str | None) -> None:
    assert dates.month_of(name, year) == month
