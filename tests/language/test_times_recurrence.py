"""What people say comes again is a rule, with its end; what can mean two things is asked about."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given
from hypothesis import strategies as st

from commands.language.texts import times as texts
from commands.language.times import (
    Nonsense,
    Past,
    Recurrence,
    TwoReadings,
    parse_recurrence,
    parse_when,
    read_rrule,
)
from tests.support.growth import growth

SUNDAY = date(2026, 11, 22)
WORDS = (
    "jeden jede jedes alle zwei 3 0 14 Wochen Tage Monate Jahr ersten 1. 3. 15. 31. letzten und",
    "zweiten Dienstag Di Mittwoch, im Monat des Monats am immer dienstags montags wöchentlich",
    "monatlich 14-tägig bis Ende 2027 31.12.2027 31.2.2027 1.1.2020 März 10 mal zehnmal außer",
    "August Juli nicht ohne Tag Monatsletzten 10 Uhr 12 - , Titel https://example.org",
)
PIECES = [piece for line in WORDS for piece in line.split()]


def rule(text: str) -> str:
    parsed = parse_recurrence(text, SUNDAY)
    assert parsed.recurrence is not None, parsed
    return parsed.recurrence.rrule


@pytest.mark.parametrize(
    ("text", "rrule"),
    [
        ("jeden Dienstag", "FREQ=WEEKLY;BYDAY=TU"),
        ("jeden Di", "FREQ=WEEKLY;BYDAY=TU"),
        ("dienstags", "FREQ=WEEKLY;BYDAY=TU"),
        ("immer dienstags und donnerstags", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("jeden Montag bis Mittwoch", "FREQ=WEEKLY;BYDAY=MO,TU,WE"),
        ("jeden Werktag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("werktags", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("wöchentlich", "FREQ=WEEKLY"),
        ("woechentlich am Dienstag", "FREQ=WEEKLY;BYDAY=TU"),
        ("jede Woche am Dienstag", "FREQ=WEEKLY;BYDAY=TU"),
        ("alle zwei Wochen", "FREQ=WEEKLY;INTERVAL=2"),
        ("alle 2 Wochen dienstags", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("alle 14 Tage am Dienstag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("14-tägig", "FREQ=WEEKLY;INTERVAL=2"),
        ("jede zweite Woche", "FREQ=WEEKLY;INTERVAL=2"),
        ("alle 10 Tage", "FREQ=DAILY;INTERVAL=10"),
        ("täglich", "FREQ=DAILY"),
        ("jeden ersten Dienstag im Monat", "FREQ=MONTHLY;BYDAY=1TU"),
        ("jeden 1. Dienstag im Monat", "FREQ=MONTHLY;BYDAY=1TU"),
        ("jeden ersten Dienstag", "FREQ=MONTHLY;BYDAY=1TU"),
        ("jeden zweiten Mittwoch im Monat", "FREQ=MONTHLY;BYDAY=2WE"),
        ("am ersten Dienstag jeden Monats", "FREQ=MONTHLY;BYDAY=1TU"),
        ("am ersten Dienstag eines jeden Monats", "FREQ=MONTHLY;BYDAY=1TU"),
        ("jeden Monat am ersten Dienstag", "FREQ=MONTHLY;BYDAY=1TU"),
        ("jeden 1. und 3. Dienstag im Monat", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ("jeden letzten Freitag im Monat", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("jeden vorletzten Freitag im Monat", "FREQ=MONTHLY;BYDAY=-2FR"),
        ("monatlich", "FREQ=MONTHLY"),
        ("monatlich am 15.", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("jeden 15. des Monats", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("jeden letzten Tag im Monat", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("alle drei Monate am ersten Montag", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO"),
        ("vierteljährlich", "FREQ=MONTHLY;INTERVAL=3"),
        ("jährlich", "FREQ=YEARLY"),
        ("jedes Jahr", "FREQ=YEARLY"),
    ],
)
def test_a_habit_is_a_rule(text: str, rrule: str) -> None:
    assert rule(text) == rrule


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("bis 31.12.2027", "UNTIL=20271231T235959"),
        ("bis zum 31. Dezember 2027", "UNTIL=20271231T235959"),
        ("bis 31.12.", "UNTIL=20261231T235959"),
        ("bis Ende 2027", "UNTIL=20271231T235959"),
        ("bis Ende Februar 2028", "UNTIL=20280229T235959"),
        ("bis Mai", "UNTIL=20270531T235959"),
        ("bis Jahresende", "UNTIL=20261231T235959"),
        ("10 mal", "COUNT=10"),
        ("10x", "COUNT=10"),
        ("zehnmal", "COUNT=10"),
        ("insgesamt zehn Mal", "COUNT=10"),
        ("10 Termine", "COUNT=10"),
        ("10 mal bis 31.12.2027", "UNTIL=20271231T235959"),
    ],
)
def test_a_habit_has_an_end(text: str, limit: str) -> None:
    assert rule(f"jeden Dienstag 10 Uhr {text}") == f"FREQ=WEEKLY;BYDAY=TU;{limit}"
    assert rule(f"{text} jeden Dienstag") == f"FREQ=WEEKLY;BYDAY=TU;{limit}"


def test_months_can_be_left_out() -> None:
    assert rule("jeden Dienstag außer im Juli und August") == (
        "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=TU"
    )


@pytest.mark.parametrize(
    ("text", "rest", "starts"),
    [
        (
            "Jour fixe jeden 1. Dienstag im Monat 10-11 Uhr bis 31.12.2027 https://example.org",
            "Jour fixe 10-11 Uhr https://example.org",
            "2026-12-01T10:00",
        ),
        ("jeden Dienstag 10 bis 12 Uhr", "10 bis 12 Uhr", "2026-11-24T10:00"),
        ("jeden Dienstag bis 31.12.2027 10-11 Uhr", "10-11 Uhr", "2026-11-24T10:00"),
        (
            "jährlich 4.3.2027 13 Uhr bis 5.3.2027 14 Uhr",
            "4.3.2027 13 Uhr bis 5.3.2027 14 Uhr",
            "2027-03-04T13:00",
        ),
        ("jährlich am 3. Oktober", "am 3. Oktober", "2027-10-03"),
    ],
)
def test_date_title_and_place_are_left(text: str, rest: str, starts: str) -> None:
    parsed = parse_recurrence(text, SUNDAY)
    assert parsed.recurrence is not None
    when = parse_when(parsed.rest, SUNDAY, day=parsed.recurrence.first(SUNDAY)).when

    assert parsed.rest == rest
    assert when is not None
    assert when.starts == starts


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        (
            "jeden zweiten Mittwoch",
            ("alle 2 Wochen am Mittwoch", "jeden zweiten Mittwoch im Monat"),
        ),
        (
            "jeden 3. Mittwoch 10 Uhr",
            ("alle 3 Wochen am Mittwoch", "jeden dritten Mittwoch im Monat"),
        ),
        (
            "monatlich am 31.",
            (
                "monatlich am 31. (nur in Monaten, die diesen Tag haben)",
                "monatlich am letzten Tag",
            ),
        ),
    ],
)
def test_what_can_mean_two_things_is_asked_about(text: str, readings: tuple[str, str]) -> None:
    problem = parse_recurrence(text, SUNDAY).problem

    assert isinstance(problem, TwoReadings)
    assert texts.problem(problem).body == (
        f"Das kann zweierlei heißen. Was meinen Sie?\n\n1. {readings[0]}\n2. {readings[1]}"
    )


def test_an_end_that_cannot_be_is_told() -> None:
    assert parse_recurrence("jeden Dienstag bis 31.2.2027", SUNDAY).problem == Nonsense(
        "31.2.2027", "day"
    )
    assert parse_recurrence("jeden Dienstag bis 1.1.2026", SUNDAY).problem == Past("2026-01-01")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Losverfahren 14.1.2027 10 Uhr",
        '"jeden Dienstag" 14.1.2027',
        "alle 0 Wochen",
        "alle Kommunen",
        "Monatlicher Austausch 14.1.2027",
        "am 15.1.2027",
        "am ersten Dienstag",
        "jede Kommune",
    ],
)
def test_what_comes_once_is_no_rule(text: str) -> None:
    parsed = parse_recurrence(text, SUNDAY)

    assert (parsed.recurrence, parsed.problem, parsed.rest) == (None, None, text)


# --- for all

SOME_WEEKDAYS = st.sets(st.integers(0, 6), min_size=1, max_size=3).map(lambda s: tuple(sorted(s)))
SOME_ORDINALS = st.sets(st.sampled_from((1, 2, 3, 4, 5, -1, -2)), min_size=1, max_size=2).map(tuple)
DAILY = st.builds(Recurrence, st.just("DAILY"), st.sampled_from((1, 2, 3, 10)))
WEEKLY = st.builds(Recurrence, st.just("WEEKLY"), st.integers(1, 6), st.just(()) | SOME_WEEKDAYS)
MONTHLY = st.builds(
    Recurrence, st.just("MONTHLY"), st.integers(1, 6), SOME_WEEKDAYS, SOME_ORDINALS
) | st.builds(
    Recurrence,
    st.just("MONTHLY"),
    st.integers(1, 6),
    month_day=st.none() | st.integers(1, 30) | st.just(-1),
)
YEARLY = st.builds(Recurrence, st.just("YEARLY"), st.integers(1, 3))


def _limited(rule: Recurrence, without: set[int], until: date | None, count: int) -> Recurrence:
    months = tuple(month for month in range(1, 13) if month not in without) if without else ()
    ends = None if until or count < 2 else count
    return replace(rule, months=months, until=until, count=ends)


RULES = st.builds(
    _limited,
    DAILY | WEEKLY | MONTHLY | YEARLY,
    st.sets(st.integers(1, 12), max_size=3),
    st.none() | st.dates(min_value=SUNDAY, max_value=date(2199, 12, 31)),
    st.integers(0, 50),
)


@given(RULES)
def test_a_rule_is_read_as_it_is_told(given_rule: Recurrence) -> None:
    assert parse_recurrence(texts.recurrence(given_rule), SUNDAY).recurrence == given_rule


@given(RULES)
def test_a_rule_is_read_as_it_is_stored(given_rule: Recurrence) -> None:
    assert read_rrule(given_rule.rrule) == given_rule


@given(RULES.filter(lambda given: given.until is None), st.dates(SUNDAY, date(2100, 1, 1)))
def test_the_first_day_is_the_one_that_calendars_show(
    given_rule: Recurrence, earliest: date
) -> None:
    """Without an interval, which counts from the first day."""
    plain = given_rule.rrule.replace(f"INTERVAL={given_rule.interval};", "")
    start = datetime.combine(earliest, datetime.min.time())
    expected = next(
        iter(rrulestr(plain.removesuffix(f";INTERVAL={given_rule.interval}"), dtstart=start))
    )

    if given_rule.weekdays or given_rule.month_day:
        assert given_rule.first(earliest) == expected.date()


@pytest.mark.parametrize(
    "rrule",
    ["", "FREQ", "FREQ=HOURLY", "FREQ=WEEKLY;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=1TU,2WE", "X"],
)
def test_a_rule_that_says_more_is_not_read(rrule: str) -> None:
    assert read_rrule(rrule) is None


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
@example("jeden ². Dienstag")
def test_no_text_upsets_the_reading(text: str) -> None:
    parsed = parse_recurrence(text, SUNDAY)

    if parsed.recurrence is not None:
        assert read_rrule(parsed.recurrence.rrule) == parsed.recurrence
        assert texts.recurrence(parsed.recurrence)
    if parsed.problem is not None:
        assert texts.problem(parsed.problem).body
    read_rrule(text)


@pytest.mark.parametrize(
    "piece", ["jeden ", "1. und ", "bis ", "alle 2 ", "Montag, ", "1. ", "am "]
)
def test_a_long_message_is_read_in_no_time(piece: str) -> None:
    assert growth(lambda text: parse_recurrence(text, SUNDAY), piece) < 9


@pytest.mark.parametrize("time", ["10 Uhr", "10-11 Uhr", "10:00", "um 10 Uhr", ", 10 Uhr"])
def test_the_day_of_the_month_may_stand_right_before_the_time(time: str) -> None:
    found = parse_recurrence(f"monatlich am 15. {time}", date(2026, 11, 24))

    assert found.recurrence is not None
    assert found.recurrence.rrule == "FREQ=MONTHLY;BYMONTHDAY=15"
    assert "15" not in found.rest
