"""A number, a move and a change are understood, or it is said why not."""

from typing import Any

import pytest

from commands.conversation.command import UnfitError, UsageError
from commands.conversation.previews import PreviewChoice
from commands.meetings.changing import MeetingTarget, read_cancel, read_change, read_move
from commands.meetings.draft import MeetingAction
from tests.support.meeting_fixtures import TODAY, meeting

# --- which meeting


@pytest.mark.parametrize("words", ["12", "Nr. 12", "nr 12", "#12", "12.", "Nummer 12"])
def test_a_number_may_be_written_in_many_ways(words: str) -> None:
    assert MeetingTarget.read(f"{words} ort Bonn").number == 12
    assert MeetingTarget.read(words).words == ""


def test_a_word_may_mean_the_whole_series() -> None:
    target = MeetingTarget.read("12 alle 11:00")

    assert (target.whole, target.words) == (True, "11:00")
    assert not MeetingTarget.read("12 allemal").whole


@pytest.mark.parametrize("words", ["", "Bonn", "12x", "1234567890123456"])
def test_without_a_number_it_is_a_wrong_use(words: str) -> None:
    with pytest.raises(UsageError):
        MeetingTarget.read(words)


# --- move


def moved(words: str, **fields: Any) -> dict[str, Any] | str:
    try:
        found = read_move(MeetingTarget.read(f"12 {words}"), meeting(**fields), TODAY, "!")
    except UnfitError as error:
        return error.text.body
    assert isinstance(found, MeetingAction)
    return dict(found.fields)


@pytest.mark.parametrize(
    ("words", "starts", "ends"),
    [
        ("21.1.2027", "2027-01-21T10:00", "2027-01-21T11:30"),
        ("auf den 21.1.2027", "2027-01-21T10:00", "2027-01-21T11:30"),
        ("auf 14 Uhr", "2027-01-14T14:00", "2027-01-14T15:30"),
        ("14-17 Uhr", "2027-01-14T14:00", "2027-01-14T17:00"),
        ("21.1.2027 23 Uhr", "2027-01-21T23:00", "2027-01-22T00:30"),
        ("nächsten Dienstag 9 Uhr", "2026-12-01T09:00", "2026-12-01T10:30"),
        ("4.3.2027 13 Uhr bis 5.3.2027 14 Uhr", "2027-03-04T13:00", "2027-03-05T14:00"),
    ],
)
def test_what_is_not_told_stays_as_it_was(words: str, starts: str, ends: str) -> None:
    fields = moved(words)

    assert isinstance(fields, dict)
    assert (fields["starts"], fields["ends"], fields["all_day"]) == (starts, ends, False)


def test_whole_days_can_become_hours_and_back() -> None:
    hours = moved("5.3.2027 10 Uhr", starts="2027-03-04", ends="2027-03-05", all_day=True)
    days = moved("ganztägig 5.3.2027")
    other = moved("11.3.2027", starts="2027-03-04", ends="2027-03-05", all_day=True)

    for found, expected in (
        (hours, ("2027-03-05T10:00", "2027-03-05T11:30", False)),
        (days, ("2027-03-05", "2027-03-05", True)),
        (other, ("2027-03-11", "2027-03-12", True)),
    ):
        assert isinstance(found, dict)
        assert (found["starts"], found["ends"], found["all_day"]) == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Auf wann?"),
        ("irgendwann", "Auf wann?"),
        ("21.1.2027 wegen Krankheit", "»wegen Krankheit«"),
        ("31.2.2027", "gibt es nicht"),
        ("5.3.2020", "schon vorbei"),
        ("alle 21.1.2027 10 Uhr", "nur die Uhrzeit verlegen"),
        ("alle", "nur die Uhrzeit verlegen"),
    ],
)
def test_a_move_that_is_not_understood_says_why(words: str, said: str) -> None:
    found = moved(words)

    assert isinstance(found, str)
    assert said in found


def test_a_contradiction_in_a_move_is_asked_about() -> None:
    found = read_move(MeetingTarget.read("12 Montag 21.1.2027"), meeting(), TODAY, "!")

    assert isinstance(found, PreviewChoice)
    assert found.options[0].action.fields["starts"] == "2027-01-18T10:00"


def test_of_a_series_the_time_of_day_is_moved() -> None:
    assert moved("alle 11:00-12:00") == {"clock": ["11:00", "12:00"]}
    assert moved("alle auf 23 Uhr") == {"clock": ["23:00", "00:30"]}


def test_whole_days_have_no_time_to_move() -> None:
    found = moved("alle 11 Uhr", starts="2027-03-04", ends="2027-03-05", all_day=True)

    assert isinstance(found, str)
    assert "ganztägig" in found


# --- change


def changed(words: str, **fields: Any) -> dict[str, Any] | str:
    try:
        found = read_change(MeetingTarget.read(f"12 {words}"), meeting(**fields), TODAY, "!")
    except UnfitError as error:
        return error.text.body
    assert isinstance(found, MeetingAction)
    return dict(found.fields)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("titel Neu", {"title": "Neu"}),
        ("Titel: »Neu«", {"title": "Neu"}),
        ("thema=Neu", {"title": "Neu"}),
        ("art frist", {"kind": "frist"}),
        ("ort Bonn, Stadthalle", {"place": "Bonn, Stadthalle"}),
        ("link https://x.example", {"place": "https://x.example"}),
        ("ort leer", {"place": None}),
        ("beschreibung Eins\nzwei", {"description": "Eins\nzwei"}),
        ("beschreibung -", {"description": None}),
        ("anmeldung 5.1.2027 12 Uhr", {"register_by": "2027-01-05T12:00"}),
        ("anmeldung 5.1.2027", {"register_by": "2027-01-05T23:59"}),
        ("anmeldung keine", {"register_by": None}),
        ("ende 12 Uhr", {"ends": "2027-01-14T12:00"}),
    ],
)
def test_each_field_can_be_changed(words: str, expected: dict[str, Any]) -> None:
    assert changed(words) == expected


def test_a_time_is_changed_like_a_move() -> None:
    assert changed("zeit 14 Uhr") == moved("14 Uhr")
    assert changed("beginn 21.1.2027") == moved("21.1.2027")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Was soll geändert werden?"),
        ("farbe blau", "»farbe«"),
        ("titel", "Diese Angabe wird gebraucht"),
        ("ort", "Diese Angabe wird gebraucht"),
        ("art Feier", "ist keine Art"),
        ("ende 9 Uhr", "vor dem Beginn"),
        ("ende bald", "»bald«"),
        ("ende 31.2.2027", "gibt es nicht"),
        ("anmeldung bald", "verstehe ich nicht als Datum"),
        ("alle ende 12 Uhr", "ohne »alle«"),
        ("alle anmeldung 5.1.2027", "ohne »alle«"),
    ],
)
def test_a_change_that_is_not_understood_says_why(words: str, said: str) -> None:
    found = changed(words)

    assert isinstance(found, str)
    assert said in found


def test_a_reason_that_is_too_long_is_refused() -> None:
    with pytest.raises(UnfitError):
        read_cancel(MeetingTarget.read(f"12 {'x' * 1001}"), meeting())
