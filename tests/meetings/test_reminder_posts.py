"""What a reminder says: true at the moment at which it is posted, with all that is needed."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.meetings.texts.reminded import Look, words
from commands.meetings.texts.reminder_posts import ReminderItem, reminder
from storage.meetings.meetings import Meeting, Slot
from tests.support.reminding import BERLIN, MINUTE, a_meeting, a_slot, berlin, headline

TITLE = "AG »Kinder- und Jugendbeteiligung«"


def post(
    meeting: Meeting,
    now: str | datetime,
    stage: str = "1d",
    *slots: Slot,
    personal: bool = False,
    late: bool = False,
) -> str:
    at = berlin(now) if isinstance(now, str) else now
    starts_at = meeting.starts_at
    if stage.startswith("register"):
        assert meeting.register_by is not None
        starts_at = berlin(meeting.register_by)
    if slots:
        starts_at = slots[0].starts_at
    look = Look(at, BERLIN, "!", personal=personal)
    return reminder(
        [ReminderItem(meeting, words(meeting, slots, stage, starts_at, look), late)], look
    ).body


def formatted(meeting: Meeting) -> str:
    look = Look(berlin("2026-12-01 10:00"), BERLIN, "!")
    said = words(meeting, (), "1d", meeting.starts_at, look)
    return reminder([ReminderItem(meeting, said)], look).formatted_body


def test_a_reminder_in_a_room_says_when_and_where_and_how_to_answer() -> None:
    meeting = a_meeting(
        "2026-12-02T10:00", "2026-12-02T11:30", place="https://konferenz.example.org/1"
    )

    assert post(meeting, "2026-12-01 10:00") == (
        "Erinnerung: Morgen um 10:00 Uhr beginnt »Losverfahren«.\n\n"
        "Wann: Mittwoch, 2. Dezember 2026, 10:00 bis 11:30 Uhr\n"
        "Wo: https://konferenz.example.org/1\n\n"
        "Sind Sie dabei? Bitte antworten Sie mit ✅ für ja, ❌ für nein oder ❔ für vielleicht, "
        "oder schreiben Sie !dabei 1, !nichtdabei 1 oder !vielleicht 1.\n\n"
        "Mehr dazu: !termin 1"
    )


def test_a_person_is_told_how_to_end_it() -> None:
    told = post(a_meeting("2026-12-02T10:00"), "2026-12-01 10:00", personal=True)

    assert "✅" not in told
    assert told.endswith(
        "Mehr dazu: !termin 1\nKeine weiteren Erinnerungen daran: !nichterinnern 1"
    )


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-10-28 10:00", "In 5 Wochen, am Mittwoch, 2. Dezember 2026, um 10:00 Uhr,"),
        ("2026-11-25 10:00", "In 1 Woche, am Mittwoch, 2. Dezember 2026, um 10:00 Uhr,"),
        ("2026-11-25 08:00", "In 1 Woche, am Mittwoch, 2. Dezember 2026, um 10:00 Uhr,"),
        ("2026-11-29 23:00", "In 3 Tagen, am Mittwoch, 2. Dezember 2026, um 10:00 Uhr,"),
        ("2026-11-30 12:00", "Übermorgen um 10:00 Uhr"),
        ("2026-12-01 00:00", "Morgen um 10:00 Uhr"),
        ("2026-12-01 19:59", "Morgen um 10:00 Uhr"),
        ("2026-12-02 00:00", "Heute um 10:00 Uhr"),
        ("2026-12-02 07:54", "Heute um 10:00 Uhr"),
        ("2026-12-02 08:00", "In 2 Stunden, um 10:00 Uhr,"),
        ("2026-12-02 08:54", "Heute um 10:00 Uhr"),
        ("2026-12-02 08:55", "In 1 Stunde, um 10:00 Uhr,"),
        ("2026-12-02 09:05", "In 1 Stunde, um 10:00 Uhr,"),
        ("2026-12-02 09:06", "In 54 Minuten, um 10:00 Uhr,"),
        ("2026-12-02 09:30", "In 30 Minuten, um 10:00 Uhr,"),
        ("2026-12-02 09:59", "In 1 Minute, um 10:00 Uhr,"),
    ],
)
def test_the_distance_is_that_of_the_moment(now: str, expected: str) -> None:
    told = headline(post(a_meeting("2026-12-02T10:00"), now))

    assert told == f"Erinnerung: {expected} beginnt »Losverfahren«."


def test_an_hour_across_midnight_is_an_hour() -> None:
    told = post(a_meeting("2026-12-02T00:30"), "2026-12-01 23:30")

    assert "In 1 Stunde, um 00:30 Uhr, beginnt" in told


@pytest.mark.parametrize(
    ("starts", "now", "expected"),
    [
        ("2027-03-28T10:00", "2027-03-27 10:00", "Morgen um 10:00 Uhr"),
        ("2027-03-28T03:30", "2027-03-28 01:30", "In 1 Stunde, um 03:30 Uhr,"),
        ("2027-10-31T03:30", "2027-10-31 01:30", "In 3 Stunden, um 03:30 Uhr,"),
        ("2027-10-31T10:00", "2027-10-24 10:00", "In 1 Woche, am Sonntag, 31. Oktober 2027,"),
    ],
)
def test_a_changed_clock_is_reckoned_with(starts: str, now: str, expected: str) -> None:
    assert f": {expected}" in headline(post(a_meeting(starts), now))


@given(st.integers(1, 20 * 24 * 60 * 60), st.sampled_from(("2027-03-28T10:00", "2027-10-31T10:00")))
def test_no_distance_is_told_that_is_not_so(seconds: int, starts: str) -> None:
    meeting = a_meeting(starts)
    now = meeting.starts_at - timedelta(seconds=seconds)

    told = headline(post(meeting, now))
    left = meeting.starts_at - now
    days = (meeting.starts_at.astimezone(BERLIN).date() - now.astimezone(BERLIN).date()).days
    if found := re.search(r"In (\d+) Stunde", told):
        assert abs(left - timedelta(hours=int(found[1]))) <= 5 * MINUTE
    elif found := re.search(r"In (\d+) Minute", told):
        assert timedelta(0) <= left - int(found[1]) * MINUTE < MINUTE
    elif found := re.search(r"In (\d+) (Tag|Woche)", told):
        assert days == int(found[1]) * {"Tag": 1, "Woche": 7}[found[2]]
    elif "weniger als" in told:
        assert left < MINUTE
    else:
        assert told.startswith(f"Erinnerung: {('Heute', 'Morgen', 'Übermorgen')[days]} ")
    assert "10:00 Uhr" in told


def test_a_late_reminder_says_so() -> None:
    told = post(a_meeting("2026-12-02T10:00"), "2026-12-01 12:00", late=True)

    assert told.startswith("Erinnerung (verspätet): Morgen um 10:00 Uhr beginnt")


def test_a_meeting_of_two_days_and_its_registration() -> None:
    meeting = a_meeting(
        "2027-03-04T13:00",
        "2027-03-05T14:00",
        kind="netzwerktreffen",
        title="Netzwerktreffen",
        place="Bonn",
        register_by="2027-02-05T23:59",
    )

    assert (
        "Wann: Donnerstag, 4. März 2027, 13:00 Uhr bis Freitag, 5. März 2027, 14:00 Uhr\n"
        "Wo: Bonn\n"
        "Anmeldeschluss: Freitag, 5. Februar 2027, 23:59 Uhr"
    ) in post(meeting, "2027-02-04 13:00", "4w")
    assert "Anmeldeschluss" not in post(meeting, "2027-02-25 13:00", "1w")
    assert post(meeting, "2027-02-05 08:00", "register:1d").startswith(
        "Erinnerung: Heute um 23:59 Uhr endet die Anmeldung zu »Netzwerktreffen«.\n\n"
        "Anmeldeschluss: Freitag, 5. Februar 2027, 23:59 Uhr\n"
        "Wann: Donnerstag, 4. März 2027"
    )


def test_whole_days_have_no_time_of_the_clock() -> None:
    meeting = a_meeting("2027-03-04", "2027-03-05", title="Klausur")

    told = post(meeting, "2027-03-03 08:00")
    assert headline(told) == "Erinnerung: Morgen beginnt »Klausur«."
    assert "Wann: Donnerstag, 4. März 2027 bis Freitag, 5. März 2027, ganztägig" in told
    one_day = a_meeting("2027-03-04", title="Klausur")
    told = post(one_day, "2027-02-25 08:00")
    assert headline(told) == (
        "Erinnerung: In 1 Woche, am Donnerstag, 4. März 2027, beginnt »Klausur«."
    )
    assert "Wann: Donnerstag, 4. März 2027, ganztägig\n" in told


def test_a_deadline_ends_and_nobody_attends_it() -> None:
    told = post(a_meeting("2027-02-05T23:59", kind="frist", title="Antrag"), "2027-02-05 08:00")

    assert told == (
        "Erinnerung: Heute um 23:59 Uhr endet die Frist »Antrag«.\n\n"
        "Fristende: Freitag, 5. Februar 2027, 23:59 Uhr\n\n"
        "Mehr dazu: !termin 1"
    )


def test_the_next_part_of_the_programme() -> None:
    meeting = a_meeting("2027-03-04T13:00", "2027-03-05T14:00", title="Treffen", place="Bonn")
    alone = a_slot(1, "2027-03-05T09:00", "Losverfahren", "Saal 2")

    told = post(meeting, "2027-03-05 08:50", "slot:10min", alone, personal=True)
    assert told.startswith(
        "Erinnerung: In 10 Minuten, um 09:00 Uhr, beginnt »Losverfahren«.\n\n"
        "Wo: Saal 2\n\n"
        "Aus dem Programm von »Treffen«\n"
        "Wann: Donnerstag, 4. März 2027, 13:00 Uhr bis"
    )
    beside = a_slot(2, "2027-03-05T09:00", "Vorhabenliste")
    told = post(meeting, "2027-03-05 08:50", "slot:10min", alone, beside)
    assert "beginnen 2 Teile des Programms:\n\n– »Losverfahren«, Saal 2\n– »Vorhabenliste«" in told


def test_quotation_marks_within_a_title_are_single_ones() -> None:
    told = post(a_meeting("2026-12-02T10:00", title=TITLE), "2026-12-01 10:00")

    assert "beginnt »AG ›Kinder- und Jugendbeteiligung‹«." in told


def test_what_was_typed_is_escaped() -> None:
    meeting = a_meeting("2026-12-02T10:00", title="<b>A & B</b>", place="<i>Saal</i>")

    told = formatted(meeting)
    assert "»&lt;b&gt;A &amp; B&lt;/b&gt;«" in told
    assert "&lt;i&gt;Saal&lt;/i&gt;" in told


def test_a_place_that_is_no_web_address_is_no_link() -> None:
    meeting = a_meeting("2026-12-02T10:00", place="https://a.example und Saal 2")

    assert "<a " not in formatted(meeting)
    linked = replace(meeting, place="https://a.example")
    assert '<a href="https://a.example">' in formatted(linked)


def test_without_a_place_it_says_that_none_is_told() -> None:
    assert "Wo: noch nicht angegeben" in post(a_meeting("2026-12-02T10:00"), "2026-12-01 10:00")


def test_the_headline_speaks_of_the_time_in_the_network() -> None:
    zone = ZoneInfo("Europe/London")
    meeting = a_meeting("2026-12-02T10:00", "2026-12-02T11:00", timezone=zone.key)

    told = post(meeting, "2026-12-01 10:00")
    assert "Morgen um 11:00 Uhr" in told
    assert "10:00 bis 11:00 Uhr (Ortszeit Europe/London)" in told
