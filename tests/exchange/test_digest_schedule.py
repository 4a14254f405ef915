"""The turns of digests, and the words of an order: compared with what is obviously right."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.conversation.settings import Settings
from commands.exchange.digest.reading import DigestWish, read_wish
from commands.exchange.digest.schedule import is_on, next_turn, turns
from commands.exchange.unasked import is_quiet
from commands.language.texts.dates import WEEKDAYS
from storage.exchange.digest import Rhythm
from tests.support.say import NOW, SETTINGS

MOMENTS = st.datetimes(
    datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)  # noqa: DTZ001
)  # fmt: skip
RHYTHMS: st.SearchStrategy[Rhythm] = st.sampled_from(["weekly", "monthly"])


def at(weekday: int, hour: int, minute: int = 0) -> Settings:
    written = f"{WEEKDAYS[weekday].casefold()} {hour:02}:{minute:02}"
    return replace(SETTINGS, exchange=SETTINGS.exchange.model_copy(update={"digest": written}))


@given(st.integers(0, 6), st.integers(8, 19), RHYTHMS, MOMENTS)
def test_the_next_turn_is_the_first_hour_that_fits(
    weekday: int, hour: int, rhythm: Rhythm, after: datetime
) -> None:
    """Outside the quiet hours, looked for hour by hour."""
    settings = at(weekday, hour)
    moment = after.replace(minute=0, second=0, microsecond=0)
    while True:
        moment += timedelta(hours=1)
        local = moment.astimezone(settings.timezone)
        is_then = (local.weekday(), local.hour) == (weekday, hour)
        if is_then and (rhythm == "weekly" or local.day <= 7):
            break

    assert next_turn(settings, rhythm, after) == moment


@given(st.integers(0, 6), st.integers(0, 23), st.integers(0, 59), RHYTHMS, MOMENTS)
def test_no_turn_is_in_the_quiet_hours_and_each_is_later(
    weekday: int, hour: int, minute: int, rhythm: Rhythm, after: datetime
) -> None:
    settings = at(weekday, hour, minute)
    found = turns(settings, rhythm, after, after + timedelta(days=100))

    assert len(found) >= (13 if rhythm == "weekly" else 3)
    assert all(after < moment for moment in found)
    assert not any(is_quiet(settings, moment) for moment in found)
    assert all(one < other for one, other in pairwise(found))


@given(MOMENTS)
def test_in_a_year_there_are_twelve_monthly_ones(after: datetime) -> None:
    first = datetime(after.year, 1, 1, tzinfo=UTC)
    found = turns(SETTINGS, "monthly", first, first + timedelta(days=364))

    assert len({moment.month for moment in found}) == 12
    assert all(moment.astimezone(SETTINGS.timezone).day <= 7 for moment in found)


def test_switched_off_there_is_no_turn() -> None:
    off = replace(SETTINGS, exchange=SETTINGS.exchange.model_copy(update={"digest": ""}))

    assert not is_on(off)
    assert next_turn(off, "weekly", NOW) is None
    assert turns(off, "weekly", NOW, NOW + timedelta(days=100)) == []


# --- words


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("wöchentlich", DigestWish("weekly")),
        ("Woechentlich", DigestWish("weekly")),
        ("jede Woche", DigestWish("weekly")),
        ("monatlich hier", DigestWish("monthly", here=True)),
        ("einmal pro Monat", DigestWish("monthly")),
        ("hier", DigestWish(here=True)),
        ("im Direktchat", DigestWish(here=True)),
        ("aus", DigestWish(ends=True)),
        ("abbestellen", DigestWish(ends=True)),
        ("Stopp!", DigestWish(ends=True)),
        ("mail", DigestWish(by_mail=True)),
        ("per E-Mail", DigestWish(by_mail=True)),
        ("ada@example.org", DigestWish(by_mail=True, address="ada@example.org")),
        ("an <ada@example.org>", DigestWish(by_mail=True, address="ada@example.org")),
        ("mail ada@example.org.", DigestWish(by_mail=True, address="ada@example.org")),
        (
            "[ada@example.org](mailto:ada@example.org)",
            DigestWish(by_mail=True, address="ada@example.org"),
        ),
        (
            "monatlich mail ada+liste@stadt.example.org",
            DigestWish("monthly", by_mail=True, address="ada+liste@stadt.example.org"),
        ),
    ],
)
def test_an_order_is_read_as_people_write_it(words: str, wish: DigestWish) -> None:
    assert read_wish(words) == wish


@pytest.mark.parametrize(
    "words", ["", "bitte", "täglich", "hier per mail", "aus monatlich", "ada at example.org", "%"]
)
def test_what_is_no_order_is_not_guessed(words: str) -> None:
    assert read_wish(words) is None
