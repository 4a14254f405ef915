"""One line of a manager is understood as a date, or it is said why not."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.conversation.command import UnfitError
from commands.conversation.previews import PreviewChoice
from commands.meetings.changing import MeetingTarget, read_cancel, read_change, read_move
from commands.meetings.draft import MeetingAction, shifted, span, usual_end
from commands.meetings.expression import MeetingExpression, Unclear, read_expression
from commands.meetings.fields import LONGEST
from commands.meetings.reading import read_new
from commands.meetings.texts.meetings import KINDS
from tests.support.meeting_fixtures import BERLIN, TODAY, meeting


def read(words: str) -> MeetingAction | PreviewChoice[MeetingAction]:
    return read_new(words, TODAY, BERLIN, "!")


def understood(words: str) -> dict[str, Any]:
    """What was told, without what was not."""
    found = read(words)
    assert isinstance(found, MeetingAction), found
    known = {name: value for name, value in found.fields.items() if value}
    assert known.pop("timezone") == BERLIN
    return known


def why(words: str) -> str:
    with pytest.raises(UnfitError) as error:
        read(words)
    return error.value.text.body


# --- new


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            'online-konferenz "Losverfahren" 14.01.2027 10:00-11:30 https://x.example/a',
            ("online-konferenz", "Losverfahren", "2027-01-14T10:00", "2027-01-14T11:30",
             "https://x.example/a"),
        ),
        (
            "Konferenz Losverfahren nächsten Dienstag 10 Uhr Rathaus Bonn",
            ("online-konferenz", "Losverfahren", "2026-12-01T10:00", "2026-12-01T11:30",
             "Rathaus Bonn"),
        ),
        (
            "treffen »Netzwerktreffen 2027« 4.3.2027 13 Uhr bis 5.3.2027 14 Uhr in Bonn",
            ("netzwerktreffen", "Netzwerktreffen 2027", "2027-03-04T13:00", "2027-03-05T14:00",
             "Bonn"),
        ),
        (
            "AG 11.1.2027 11-12 Uhr Kinder und Jugend",
            ("arbeitsgruppe", "Kinder und Jugend", "2027-01-11T11:00", "2027-01-11T12:00", None),
        ),
        (
            "ag »Stadt von morgen« 14.1.2027 10 Uhr, in der Stadthalle, https://x.example.",
            ("arbeitsgruppe", "Stadt von morgen", "2027-01-14T10:00", "2027-01-14T11:00",
             "in der Stadthalle, https://x.example"),
        ),
    ],
)  # fmt: skip
def test_a_line_is_kind_title_time_and_place(words: str, expected: tuple[str | None, ...]) -> None:
    fields = understood(words)

    names = ("kind", "title", "starts", "ends", "place")
    assert tuple(fields.get(name) for name in names) == expected


def test_bars_separate_what_could_be_mistaken() -> None:
    fields = understood(
        "ag | Kinder | 11.1.2027 11-12 Uhr | https://x.example | Bitte vorbereiten: drei Fragen"
        " an alle. | Anmeldung bis 5.1.2027 18 Uhr | Bis dann."
    )

    assert fields["title"] == "Kinder"
    assert fields["place"] == "https://x.example"
    assert fields["description"] == "Bitte vorbereiten: drei Fragen an alle.\nBis dann."
    assert fields["register_by"] == "2027-01-05T18:00"


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("Ort: Bonn", "place", "Bonn"),
        ("Link: https://x.example/?a=b", "place", "https://x.example/?a=b"),
        ("Beschreibung: Kurz", "description", "Kurz"),
        ("Anmeldung: 5.1.2027", "register_by", "2027-01-05T23:59"),
        ("Stadthalle", "place", "Stadthalle"),
    ],
)
def test_a_part_may_have_a_label(part: str, name: str, value: str) -> None:
    assert understood(f"ag »X« 14.1.2027 10 Uhr | {part}")[name] == value


def test_the_end_of_registration_may_stand_in_the_line() -> None:
    fields = understood("treffen »X« 4.3.2027 13-18 Uhr in Bonn, Anmeldung bis zum 5.2.2027")

    assert (fields["starts"], fields["register_by"]) == ("2027-03-04T13:00", "2027-02-05T23:59")
    assert fields["place"] == "Bonn"


def test_a_deadline_without_a_time_is_a_whole_day() -> None:
    fields = understood("frist Anmeldung bis zum Treffen 5.2.2027")

    assert fields["title"] == "Anmeldung bis zum Treffen"
    assert (fields["starts"], fields["ends"], fields["all_day"]) == (
        "2027-02-05", "2027-02-05", True,
    )  # fmt: skip


def test_what_recurs_starts_on_the_first_day_that_fits() -> None:
    fields = understood("ag Sprechstunde jeden ersten Dienstag im Monat 10 Uhr")

    assert fields["rrule"] == "FREQ=MONTHLY;BYDAY=1TU"
    assert (fields["title"], fields["starts"]) == ("Sprechstunde", "2026-12-01T10:00")


def test_a_weekday_that_is_none_of_that_date_is_asked_about() -> None:
    found = read("ag »X« Dienstag 14.1.2027 10-12 Uhr Bonn")

    assert isinstance(found, PreviewChoice)
    assert "ist ein Donnerstag, nicht ein Dienstag" in found.question.body
    assert [each.label[:24] for each in found.options] == [
        "Dienstag, 12. Januar 202", "Dienstag, 19. Januar 202", "Donnerstag, 14. Januar 2",
    ]  # fmt: skip
    fields = found.options[1].action.fields
    assert (fields["starts"], fields["ends"], fields["place"]) == (
        "2027-01-19T10:00", "2027-01-19T12:00", "Bonn",
    )  # fmt: skip


def test_every_second_wednesday_is_asked_about() -> None:
    found = read("ag »X« jeden zweiten Mittwoch 10 Uhr")

    assert isinstance(found, PreviewChoice)
    assert [each.action.fields["rrule"] for each in found.options] == [
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "FREQ=MONTHLY;BYDAY=2WE",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Losverfahren 14.1.2027", "»Losverfahren« ist keine"),
        ("ag 14.1.2027 10 Uhr", "Titel"),
        ("ag »X«", "Ich finde kein Datum."),
        ("ag »X« 14.1.2027", "Die Uhrzeit fehlt. Verstanden habe ich: Donnerstag, 14. Januar 2027"),
        ("ag »X« 31.2.2027 10 Uhr", "gibt es nicht"),
        ("ag »X« 14.1.2027 25:00", "gibt es nicht"),
        ("ag »X« 5.3.2020 10 Uhr", "schon vorbei. Verstanden habe ich: Donnerstag, 5. März 2020"),
        ("ag »X« 14.1.2027 12-11 Uhr", "vor dem Beginn"),
        (f"ag »{'x' * 201}« 14.1.2027 10 Uhr", "zu lang (höchstens 200 Zeichen)"),
        (f"ag »X« 14.1.2027 10 Uhr {'x' * 301}", "zu lang (höchstens 300 Zeichen)"),
        ("ag »X« 14.1.2027 10 Uhr | Anmeldung: bald", "verstehe ich nicht als Datum"),
        ("ag »X« 14.1.2027 10 Uhr | Anmeldung: 31.2.2027", "gibt es nicht"),
    ],
)
def test_what_is_not_understood_is_said_with_an_example(words: str, said: str) -> None:
    assert said in why(words)


def test_who_names_no_kind_is_told_all_of_them() -> None:
    assert all(f"– {kind}" in why("blub") for kind in KINDS)


@given(st.text(max_size=200))
def test_no_line_raises(words: str) -> None:
    for line in (words, f"ag {words}", f"ag »X« 14.1.2027 10 Uhr {words}"):
        found = None
        with suppress(UnfitError):
            found = read(line)
        if isinstance(found, MeetingAction):
            draft = found.draft
            assert span(draft.starts, draft.ends, BERLIN, all_day=draft.all_day)
            assert draft.title
            assert all(
                len(getattr(draft, n) or "") <= m for n, m in LONGEST.items() if n != "reason"
            )


_BITS = st.sampled_from(
    ["ag", "»X«", "14.1.2027", "10 Uhr", "jeden", "zweiten", "Dienstag", "bis", "|", "alle", "12",
     "Anmeldung bis", "5.2.2027", "https://x.example", "ganztägig", "31.10.2027 2:30", "im Monat",
     "außer im August", "10 mal", "-", "ort", "ende", "titel", "morgen", "28.3.2027 2:30", ":"]
)  # fmt: skip


@given(st.lists(_BITS, max_size=9).map(" ".join))
def test_no_order_of_meaningful_words_raises(words: str) -> None:
    with suppress(UnfitError):
        read(words)
    read_expression(words, TODAY, BERLIN)
    target = MeetingTarget(number=12, words=words)
    for one in (meeting(), meeting(starts="2027-03-04", ends="2027-03-05", all_day=True)):
        for whole in (False, True):
            this = target.model_copy(update={"whole": whole})
            with suppress(UnfitError):
                read_change(this, one, TODAY, "!")
            with suppress(UnfitError):
                read_move(this, one, TODAY, "!")
            with suppress(UnfitError):
                read_cancel(this, one)


# --- expressions of the dialogue


@pytest.mark.parametrize(
    "words",
    ["31.10.2027 2:30", "31.10.2027 2:30-4 Uhr", "28.3.2027 2:30", "28.3.2027 2:30-3:45",
     "Dienstag 14.1.2027 10-12 Uhr", "jeden zweiten Mittwoch 10 Uhr"],
)  # fmt: skip
def test_what_is_offered_can_be_chosen_by_its_words(words: str) -> None:
    found = read_expression(words, TODAY, BERLIN)

    assert isinstance(found, Unclear)
    assert len(found.options) >= 2
    chosen = [read_expression(option, TODAY, BERLIN) for option in found.options]
    assert all(isinstance(each, MeetingExpression) and not each.rest for each in chosen), chosen
    assert len({str(each) for each in chosen}) == len(chosen)


def test_both_readings_of_a_doubled_hour_can_be_named() -> None:
    found = read_expression("31.10.2027 2:30 Winterzeit", TODAY, BERLIN)

    assert isinstance(found, MeetingExpression)
    assert (found.later, found.rest) == (True, "")
    assert "(Winterzeit)" in found.shown


# --- lengths


def test_without_an_end_it_lasts_as_usual() -> None:
    assert usual_end("online-konferenz", "2027-01-14T10:00", all_day=False) == "2027-01-14T11:30"
    assert usual_end("frist", "2027-01-14T10:00", all_day=False) == "2027-01-14T10:00"
    assert usual_end("netzwerktreffen", "2027-01-14", all_day=True) == "2027-01-14"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 90), st.integers(-400, 400))
def test_what_is_shifted_lasts_as_long(starts: date, length: int, days: int) -> None:
    ends, other = starts + timedelta(days=length), starts + timedelta(days=days)

    assert shifted(str(ends), str(starts), str(other)) == str(other + timedelta(days=length))
