"""Lead times count days by the calendar and minutes by the clock, also where the clock changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commands.language.texts import times as texts
from commands.language.times import (
    ClockChange,
    ClockChangeKind,
    Lead,
    moment,
    parse_lead,
    resolve,
    wall,
)

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
LEADS = st.builds(Lead, st.integers(0, 4), st.integers(0, 3 * 24 * 60))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# --- a model that is slow and obviously right: a list of what the clock on the wall shows


def clock_on_the_wall(change: date) -> dict[str, list[datetime]]:
    """What it shows in the days around a change, and at which minutes."""
    start = datetime(change.year, change.month, change.day, tzinfo=UTC) - timedelta(days=10)
    moments: dict[str, list[datetime]] = {}
    for minute in (start + count * MINUTE for count in range(14 * 24 * 60)):
        moments.setdefault(f"{minute.astimezone(BERLIN):%Y-%m-%dT%H:%M}", []).append(minute)
    return moments


WALLS = {change: clock_on_the_wall(change) for change in (SPRING, AUTUMN)}


def when_the_wall_shows(change: date, local: str) -> datetime:
    """The first time; a time that is left out is as long after the gap as after its beginning."""
    if found := WALLS[change].get(local):
        return found[0]
    waited = 0
    at = datetime.fromisoformat(local)
    while f"{at:%Y-%m-%dT%H:%M}" not in WALLS[change]:
        at -= MINUTE
        waited += 1
    return WALLS[change][f"{at:%Y-%m-%dT%H:%M}"][0] + waited * MINUTE


def slowly_before(change: date, local: str, lead: Lead) -> datetime:
    day = date.fromisoformat(local[:10])
    for _ in range(lead.days):
        day -= timedelta(days=1)
    found = when_the_wall_shows(change, f"{day.isoformat()}{local[10:]}")
    for _ in range(lead.minutes):
        found -= MINUTE
    return found


@given(
    st.sampled_from((SPRING, AUTUMN)),
    st.integers(-2, 3),
    st.integers(0, 24 * 60 - 1),
    LEADS,
)
@example(SPRING, 0, 150, Lead())
@example(SPRING, 1, 150, Lead(days=1))
@example(AUTUMN, 0, 150, Lead())
@example(AUTUMN, 1, 150, Lead(days=1, minutes=60))
def test_a_lead_is_counted_as_by_looking_at_the_wall(
    change: date, days: int, minutes: int, lead: Lead
) -> None:
    day = change + timedelta(days=days)
    local = f"{day.isoformat()}T{minutes // 60:02}:{minutes % 60:02}"

    assert lead.before(local, BERLIN) == slowly_before(change, local, lead)


@given(st.sampled_from((SPRING, AUTUMN)), st.integers(-2, 2), st.integers(0, 24 * 60 - 1))
def test_a_wall_time_is_as_many_moments_as_the_wall_shows_it(
    change: date, days: int, minutes: int
) -> None:
    day = change + timedelta(days=days)
    local = f"{day.isoformat()}T{minutes // 60:02}:{minutes % 60:02}"
    expected = WALLS[change].get(local, [])
    read = resolve(local, BERLIN)

    if isinstance(read, ClockChange):
        assert (read.kind is ClockChangeKind.TWICE) == (len(expected) == 2)
        assert len(expected) != 1
        assert read.readings[0] < read.readings[1]
    else:
        assert [read] == expected
    assert moment(local, BERLIN) == when_the_wall_shows(change, local)


# --- examples


@pytest.mark.parametrize(
    ("local", "lead", "due"),
    [
        ("2027-03-28T10:00", Lead(days=1), "2027-03-27T09:00"),
        ("2027-03-28T10:00", Lead(minutes=24 * 60), "2027-03-27T08:00"),
        ("2027-10-31T10:00", Lead(days=1), "2027-10-30T08:00"),
        ("2027-10-31T10:00", Lead(minutes=24 * 60), "2027-10-30T09:00"),
        ("2027-03-29T02:30", Lead(days=1), "2027-03-28T01:30"),
        ("2028-03-01T09:00", Lead(days=1), "2028-02-29T08:00"),
        ("2027-03-01T09:00", Lead(days=1), "2027-02-28T08:00"),
        ("2027-03-31T09:00", Lead(days=31), "2027-02-28T08:00"),
        ("2027-01-01T00:15", Lead(minutes=30), "2026-12-31T22:45"),
        ("2027-03-05", Lead(days=1), "2027-03-03T23:00"),
        ("2027-03-31T09:00", Lead(months=1), "2027-02-28T08:00"),
        ("2027-04-28T02:30", Lead(months=1), "2027-03-28T01:30"),
        ("2027-01-14T09:00", Lead(months=2, days=1), "2026-11-13T08:00"),
    ],
)
def test_days_are_of_the_calendar_and_hours_of_the_clock(local: str, lead: Lead, due: str) -> None:
    assert lead.before(local, BERLIN) == utc(due)


def test_a_time_that_the_clock_leaves_out_can_be_meant_before_or_after() -> None:
    read = resolve("2027-03-28T02:30", BERLIN)

    assert isinstance(read, ClockChange)
    assert read.kind is ClockChangeKind.NONEXISTENT
    assert [wall(one, BERLIN) for one in read.readings] == ["2027-03-28T01:30", "2027-03-28T03:30"]
    assert moment("2027-03-28T02:30", BERLIN) == read.readings[1]
    assert [resolve("2027-03-28T02:30", BERLIN, fold) for fold in (0, 1)] == list(read.readings)


def test_a_time_that_the_clock_shows_twice_can_be_meant_the_first_or_second_time() -> None:
    read = resolve("2027-10-31T02:30", BERLIN)

    assert isinstance(read, ClockChange)
    assert read.kind is ClockChangeKind.TWICE
    assert read.readings == (utc("2027-10-31T00:30"), utc("2027-10-31T01:30"))
    assert moment("2027-10-31T02:30", BERLIN) == read.readings[0]
    assert [resolve("2027-10-31T02:30", BERLIN, fold) for fold in (0, 1)] == list(read.readings)


def test_a_day_begins_when_its_midnight_is_left_out() -> None:
    """Cairo's clock goes from 24:00 to 01:00."""
    assert wall(moment("2027-04-30", ZoneInfo("Africa/Cairo")), ZoneInfo("Africa/Cairo")) == (
        "2027-04-30T01:00"
    )


@pytest.mark.parametrize(
    ("local", "sentence"),
    [
        (
            "2027-03-28T02:30",
            (
                "Am 28. März 2027 gibt es 02:30 Uhr nicht, denn die Uhr wird vorgestellt. Meinten"
                " Sie Sonntag, 28. März 2027, 01:30 Uhr, oder Sonntag, 28. März 2027, 03:30 Uhr?"
            ),
        ),
        (
            "2027-10-31T02:30",
            (
                "Am 31. Oktober 2027 gibt es 02:30 Uhr zweimal, denn die Uhr wird zurückgestellt."
                " Meinten Sie das erste Mal, vor der Umstellung (Sommerzeit), oder das zweite Mal,"
                " nach der Umstellung (Winterzeit)?"
            ),
        ),
    ],
)
def test_a_member_is_asked_what_was_meant(local: str, sentence: str) -> None:
    read = resolve(local, BERLIN)

    assert isinstance(read, ClockChange)
    assert texts.problem(read).body == sentence


# --- as it is written


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("2 Tage", "2d"),
        ("3 Stunden", "3h"),
        ("30 min", "30min"),
        ("1 Woche", "1w"),
        ("2d", "2d"),
        ("8w", "8w"),
        ("1h", "1h"),
        ("90min", "90min"),
        ("90 Minuten", "90min"),
        ("60 Min.", "1h"),
        ("24h", "24h"),
        ("14 Tage", "2w"),
        ("einen Tag", "1d"),
        ("eine Woche vorher", "1w"),
        ("Zwölf Stunden", "12h"),
        ("halbe Stunde", "30min"),
        ("1 Tag und 2 Stunden", "1d2h"),
        ("1 tag, 3 std.", "1d3h"),
        ("1d90min", "1d90min"),
        ("0 min", "0min"),
        ("2  Tage  ", "2d"),
        ("eine halbe Stunde", "30min"),
        ("½ Stunde", "30min"),
        ("anderthalb Stunden", "90min"),
        ("eineinhalb Stunden", "90min"),
        ("zweieinhalb Stunden vorher", "150min"),
        ("1,5 Stunden", "90min"),
        ("1,5 h", "90min"),
        ("2h30", "150min"),
        ("2 h 30", "150min"),
        ("1:30 h", "90min"),
        ("2h30min", "150min"),
        ("eine Viertelstunde", "15min"),
        ("eine viertel Stunde", "15min"),
        ("drei viertel Stunden", "45min"),
        ("eine Dreiviertelstunde", "45min"),
        ("anderthalb Tage", "1d12h"),
        ("am Vortag", "1d"),
        ("am Tag vorher", "1d"),
        ("am Tag davor", "1d"),
        ("tags zuvor", "1d"),
        ("einen Monat", "1mo"),
        ("2 Monate vorher", "2mo"),
        ("ein halbes Jahr", "6mo"),
        ("ein Vierteljahr", "3mo"),
        ("ein Jahr", "12mo"),
        ("1 Monat und 2 Tage", "1mo2d"),
        ("eine Stunde vor Beginn", "1h"),
        ("2 Tage vor dem Termin", "2d"),
        ("30 Minuten vor der Sitzung", "30min"),
        ("zehn Minuten vorm Start", "10min"),
        ("1 Woche im Voraus", "1w"),
        ("eine Stunde früher", "1h"),
        ("einen Tag und eine halbe Stunde", "1d30min"),
        ("fünfundvierzig Minuten", "45min"),
    ],
)
def test_leads_are_read_as_people_write_them(text: str, lead: str) -> None:
    assert str(parse_lead(text)) == lead


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "bald",
        "vorher",
        "Tag",
        "2",
        "2 x",
        "-1d",
        "1.5h",
        "99999w",
        "731d",
        "1d x",
        "und 1d",
        "ein halber Tag",
        "anderthalb Monate",
        "halb",
        "eine halbe",
        "3 Jahre",
        "25 Monate",
        "2 Tage vorher um 9 Uhr",
        "am Abend vorher",
        "2:30",
    ],
)
def test_what_is_no_lead_is_none(text: str) -> None:
    assert parse_lead(text) is None


@given(st.builds(Lead, st.integers(0, 300), st.integers(0, 10_000), st.integers(0, 12)))
def test_a_lead_is_read_as_it_is_written(lead: Lead) -> None:
    assert parse_lead(str(lead)) == lead
    assert parse_lead(texts.lead(lead)) == lead


@given(st.text())
@example("²d")
@example("1 ")
@example("½ Tag")
def test_no_text_upsets_the_reading_of_leads(text: str) -> None:
    parse_lead(text)
