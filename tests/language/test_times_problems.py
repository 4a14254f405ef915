"""What is wrong with a date is told, what stands around it is left, and no text upsets it."""

from datetime import date, datetime, timedelta
from datetime import time as datetime_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from commands.language.texts import dates
from commands.language.texts import dates as written
from commands.language.texts import times as texts
from commands.language.times import (
    Contradiction,
    EndBeforeStart,
    Moments,
    NoEndTime,
    Nonsense,
    NotUnderstood,
    Past,
    parse_when,
)
from tests.support.growth import growth

SUNDAY = date(2026, 11, 22)
WORDS = (
    "14.01.2027 14.1.27 5.3. 31.2. 4.-5.3.2027 4./5. 2026-12-02T10:00 2026-12-02 10:00 10.30",
    "25:00 10 10-11:30 12 Uhr h bis von vom um ab am und - – , ( ) nächsten diesen letzten",
    "übernächsten kommenden Woche Dienstag Di. Do Mittwoch, morgen übermorgen heute gestern in",
    "zwei 3 Tagen Wochen Monaten Jahr halb viertel dreiviertel vor nach elf zehn drei zwölf",
    "mittags Mitternacht nachmittags abends früh ganztägig Dezember Dez. Mär März Jänner Mai",
    '2027 2. 29.2. Losverfahren "Titel https://example.org/1.2.2027 » « 999 00 0 zum ersten',
)
PIECES = [piece for line in WORDS for piece in line.split()]


def understood(text: str, today: date = SUNDAY) -> Moments:
    parsed = parse_when(text, today)
    assert parsed.when is not None, parsed
    return parsed.when


# --- what is wrong


def test_a_weekday_that_does_not_fit_is_asked_about() -> None:
    problem = parse_when("Dienstag, 14.1.2027 10-11 Uhr", SUNDAY).problem

    assert isinstance(problem, Contradiction)
    assert problem.dates == (date(2027, 1, 12), date(2027, 1, 19))
    assert [(when.starts, when.ends) for when in problem.readings] == [
        ("2027-01-12T10:00", "2027-01-12T11:00"),
        ("2027-01-19T10:00", "2027-01-19T11:00"),
        ("2027-01-14T10:00", "2027-01-14T11:00"),
    ]
    assert texts.problem(problem).body == (
        "Der 14. Januar 2027 ist ein Donnerstag, nicht ein Dienstag. Meinten Sie Dienstag, den"
        " 12. Januar 2027, oder Dienstag, den 19. Januar 2027?"
    )


def test_a_weekday_behind_the_date_is_checked_too() -> None:
    assert isinstance(parse_when("14.1.2027 (Di), 10 Uhr", SUNDAY).problem, Contradiction)


def test_a_day_that_is_over_is_not_offered() -> None:
    problem = parse_when("Freitag, 23.11.2026", SUNDAY).problem

    assert isinstance(problem, Contradiction)
    assert texts.problem(problem).body.endswith("Meinten Sie Freitag, den 27. November 2026?")


def test_the_weekday_of_the_last_day_is_checked_too() -> None:
    problem = parse_when("Do 4.3.2027 13 Uhr bis Sa 5.3.2027 14 Uhr", SUNDAY).problem

    assert isinstance(problem, Contradiction)
    assert [(when.starts, when.ends) for when in problem.readings] == [
        ("2027-03-04T13:00", "2027-03-06T14:00"),
        ("2027-03-04T13:00", "2027-03-05T14:00"),
    ]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("14.1.2026 10 Uhr", "2026-01-14T10:00"),
        ("gestern 10 Uhr", "2026-11-21T10:00"),
        ("letzten Freitag 10 Uhr", "2026-11-20T10:00"),
        ("Samstag, 21.11. 10 Uhr", "2026-11-21T10:00"),
        ("Dienstag, 14.1.2026", "2026-01-14"),
    ],
)
def test_a_date_in_the_past_is_refused_as_it_was_understood(text: str, starts: str) -> None:
    problem = parse_when(text, SUNDAY).problem

    assert problem == Past(starts)
    assert dates.local(starts) in texts.problem(problem).body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31.2.2027", Nonsense("31.2.2027", "day")),
        ("29.2. 10 Uhr", Nonsense("29.2.", "day")),
        ("14.13.2027", Nonsense("14.13.2027", "day")),
        ("31. April 2027", Nonsense("31. April 2027", "day")),
        ("1.1.9999", Nonsense("1.1.9999", "day")),
        ("4.3. bis 31.4.2027", Nonsense("31.4.2027", "day")),
        ("14.1.2027 25:00", Nonsense("25:00", "time")),
        ("14.1.2027 10:75", Nonsense("10:75", "time")),
        ("14.1.2027 10 bis 26 Uhr", Nonsense("26 Uhr", "time")),
        ("14.1.2027 11:30-10:00", EndBeforeStart("2027-01-14T11:30", "2027-01-14T10:00")),
        ("14.1.2027 10:00-10:00", EndBeforeStart("2027-01-14T10:00", "2027-01-14T10:00")),
        ("5.3.2027 bis 4.3.2027", EndBeforeStart("2027-03-05", "2027-03-04")),
        ("4.3. 13 Uhr bis 5.3.2027", NoEndTime(date(2027, 3, 5))),
        ("4.-5.3.2027 13 Uhr", NoEndTime(date(2027, 3, 5))),
    ],
)
def test_what_cannot_be_is_told(text: str, expected: Nonsense | EndBeforeStart | NoEndTime) -> None:
    assert parse_when(text, SUNDAY).problem == expected
    assert texts.problem(expected).body


@pytest.mark.parametrize(
    ("written", "hint"), [("und 12", False), ("außer in den Ferien", True), ("Feiertage", True)]
)
def test_what_is_not_understood_is_quoted_and_exceptions_get_a_hint(
    written: str, hint: bool
) -> None:
    told = texts.problem(NotUnderstood(written)).body

    assert told.startswith(f"Diese Zeitangabe verstehe ich nicht: »{written}«.")
    assert ("sagen die einzelnen Termine dann ab" in told) is hint


def test_29_february_is_a_day_in_leap_years() -> None:
    assert understood("29.2. 10 Uhr", date(2027, 11, 1)).starts == "2028-02-29T10:00"
    assert understood("29.2.2028").starts == "2028-02-29"


# --- title and place around it


@pytest.mark.parametrize(
    ("text", "starts", "before", "after"),
    [
        (
            '"Losverfahren" 14.01.2027 10:00-11:30 https://example.org/1.2.2027',
            "2027-01-14T10:00",
            '"Losverfahren"',
            "https://example.org/1.2.2027",
        ),
        ("„Bonn 5.5.2027“ am 14.1.2027", "2027-01-14", "„Bonn 5.5.2027“", ""),
        (
            "Jugend heute und morgen 14.1.2027 10 Uhr Rathaus Bonn",
            "2027-01-14T10:00",
            "Jugend heute und morgen",
            "Rathaus Bonn",
        ),
        (
            "Stadt von morgen – 14.1.2027, 10 Uhr (Rathaus)",
            "2027-01-14T10:00",
            "Stadt von morgen",
            "(Rathaus)",
        ),
        ("So geht das 14.1. 10 Uhr", "2027-01-14T10:00", "So geht das", ""),
        ("Beteiligung 2.0, 14.1.2027, Bonn", "2027-01-14", "Beteiligung 2.0", "Bonn"),
        (
            "Losverfahren um 10 Uhr im Rathaus am 14.1.2027",
            "2027-01-14T10:00",
            "Losverfahren im Rathaus",
            "",
        ),
        ("am 14.1.2027 im Rathaus um 10 Uhr", "2027-01-14T10:00", "", "im Rathaus"),
        (
            "Treffen 14.1.2027 10 Uhr Anmeldung bis 5.1.2027",
            "2027-01-14T10:00",
            "Treffen",
            "Anmeldung bis 5.1.2027",
        ),
        ("2 Tage in Bonn 14.1.2027", "2027-01-14", "2 Tage in Bonn", ""),
        ("morgen ein bis zwei Stunden", "2026-11-23", "", "ein bis zwei Stunden"),
    ],
)
def test_what_stands_around_the_date_is_left(
    text: str, starts: str, before: str, after: str
) -> None:
    parsed = parse_when(text, SUNDAY)

    assert parsed.when is not None
    assert (parsed.when.starts, parsed.before, parsed.after) == (starts, before, after)


@pytest.mark.parametrize(
    "text", ["", "Losverfahren", "Guten Tag", "So", "10", "Mai 2027", "10 Uhr", "192.168.10.11"]
)
def test_without_a_day_there_is_no_date(text: str) -> None:
    parsed = parse_when(text, SUNDAY)

    assert (parsed.when, parsed.problem, parsed.rest) == (None, None, text)


# --- for all


DAYS = st.dates(min_value=SUNDAY, max_value=date(2199, 12, 30))
LOCAL = st.builds(lambda day, time: f"{day}T{time:%H:%M}", DAYS, st.times())


@given(DAYS)
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    expected = Moments(day.isoformat(), None, True, time_missing=True)
    for text in (written.day_of_month(day), f"{day:%d.%m.%Y}", day.isoformat()):
        assert understood(text) == expected
    assert understood(written.day(day)).weekday == day.weekday()


@given(DAYS, st.times())
def test_a_moment_is_read_as_it_is_written(day: date, time: datetime_time) -> None:
    zone = ZoneInfo("Europe/Berlin")
    moment = datetime.combine(day, time, zone)

    assert understood(written.moment(moment, zone)).starts == f"{moment:%Y-%m-%dT%H:%M}"


@given(LOCAL, LOCAL, st.booleans(), st.booleans())
def test_what_was_understood_is_read_as_it_is_told(
    first: str, second: str, all_day: bool, open_end: bool
) -> None:
    starts, ends = sorted((first, second))
    assume(starts != ends)
    when = Moments(starts, None if open_end else ends, False)
    if all_day:
        when = Moments(starts[:10], ends[:10], True)

    read = understood(texts.when(when))
    assert (read.starts, read.ends, read.all_day) == (when.starts, when.ends, when.all_day)


@given(DAYS, st.integers(0, 6))
def test_days_that_are_offered_are_the_nearest_with_that_weekday(day: date, weekday: int) -> None:
    assume(weekday != day.weekday())
    problem = parse_when(
        f"{written.WEEKDAYS[weekday]}, {written.day_of_month(day)}", SUNDAY
    ).problem

    assert isinstance(problem, Contradiction)
    nearby = [day + timedelta(days=distance) for distance in range(-6, 7)]
    assert problem.dates == tuple(
        one for one in nearby if one.weekday() == weekday and one >= SUNDAY
    )


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join), DAYS, st.booleans())
@example("٣.٣.2027", SUNDAY, False)
@example("4.-5.ſ 10²:30", SUNDAY, True)
def test_no_text_upsets_the_reading(text: str, today: date, day_is_known: bool) -> None:
    parsed = parse_when(text, today, today if day_is_known else None)

    if parsed.when is not None:
        assert parsed.when.starts >= today.isoformat()
        assert parsed.when.ends is None or parsed.when.ends >= parsed.when.starts
        assert texts.when(parsed.when)
    if parsed.problem is not None:
        assert texts.problem(parsed.problem).body


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["1", "1.", "10:", "in ", "am ", "4. und ", "»", '"', "10 bis "])
def test_a_long_message_is_read_in_no_time(piece: str) -> None:
    assert growth(lambda text: parse_when(text, SUNDAY), piece) < 9
