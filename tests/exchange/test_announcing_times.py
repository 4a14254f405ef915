"""What stands behind "|" in !ankündigen: understood, or asked about, never guessed."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.conversation.command import UnfitError
from commands.exchange.announcing.commands import AnnouncementAction
from commands.exchange.announcing.reading import read
from storage.database import Database
from tests.support.announcing import WORDS, Rooms
from tests.support.say import NOW

BERLIN = ZoneInfo("Europe/Berlin")


def understood(words: str, now: datetime = NOW) -> AnnouncementAction:
    found = read(words, now, BERLIN, "!")
    assert isinstance(found, AnnouncementAction)
    return found


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("am 3.12. 9 Uhr", datetime(2026, 12, 3, 8, tzinfo=UTC)),
        ("morgen 9 Uhr", datetime(2026, 11, 25, 8, tzinfo=UTC)),
        ("nächsten Dienstag um 10:30 Uhr", datetime(2026, 12, 1, 9, 30, tzinfo=UTC)),
        ("Donnerstag, 3. Dezember 2026, 14 Uhr", datetime(2026, 12, 3, 13, tzinfo=UTC)),
        ("am 1.7.2027 9 Uhr", datetime(2027, 7, 1, 7, tzinfo=UTC)),
        ("heute 18 Uhr", datetime(2026, 11, 24, 17, tzinfo=UTC)),
    ],
)
def test_german_times_are_read(words: str, at: datetime) -> None:
    assert understood(f"{WORDS} | {words}").due_at == at


@pytest.mark.parametrize(
    ("words", "rings", "in_digest"),
    [
        ("mit hinweis an alle", True, False),
        ("Mit Hinweis an alle", True, False),
        ("auch rundbrief", False, True),
        ("auch in den Rundbrief", False, True),
        ("mit hinweis an alle | auch im Rundbrief", True, True),
        ("sofort", False, False),
        (" | ", False, False),
    ],
)
def test_the_other_words_are_read_in_any_order(words: str, rings: bool, in_digest: bool) -> None:
    for line in (f"{WORDS} | {words}", f"{WORDS} | am 3.12. 9 Uhr | {words}"):
        action = understood(line)
        assert (action.text, action.rings, action.in_digest) == (WORDS, rings, in_digest)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("am dritten Advent", "verstehe ich nicht"),
        ("an alle Kommunen", "verstehe ich nicht: »an alle Kommunen«"),
        ("am 3.12. 9 Uhr in Bonn", "verstehe ich nicht: »am 3.12. 9 Uhr in Bonn«"),
        ("am 3.12.", "Um wie viel Uhr soll ich es senden, am Donnerstag, 3. Dezember 2026?"),
        ("am 31.2. 9 Uhr", "Den Tag"),
        ("am 3.12. 25 Uhr", "Die Uhrzeit"),
        ("gestern 9 Uhr", "schon vorbei"),
        ("heute 8 Uhr", "schon vorbei"),
        ("am 3.12. 9 Uhr | am 4.12. 9 Uhr", "Das sind 2 Zeitangaben"),
    ],
)
def test_what_is_not_understood_is_asked_about(words: str, asked: str) -> None:
    with pytest.raises(UnfitError) as refused:
        read(f"{WORDS} | {words}", NOW, BERLIN, "!")

    assert asked in refused.value.text.body


async def test_a_day_that_is_another_weekday_is_chosen(database: Database) -> None:
    rooms = Rooms(database)
    line = f"!ankündigen {WORDS} | Mittwoch, 3.12.2026 9 Uhr"
    shown = await rooms.lead(line, event_id="$befehl")
    assert "ist ein Donnerstag, nicht ein Mittwoch" in shown
    assert "1. Mittwoch, 2. Dezember 2026, 09:00 Uhr" in shown
    chosen = await rooms.react("1️⃣", "announcing-preview-$befehl")
    assert "Wann: Mittwoch, 2. Dezember 2026, 09:00 Uhr." in chosen
    assert "sende ich am Mittwoch, 2. Dezember 2026, 09:00 Uhr" in await rooms.lead("ja")


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        ("am 25.10.2027 9 Uhr", 0),
        # Twice, and never.
        ("am 31.10.2027 2:30 Uhr", 2),
        ("am 28.3.2027 2:30 Uhr", 2),
    ],
)
async def test_a_time_on_the_day_of_a_clock_change_is_chosen(
    database: Database, words: str, choices: int
) -> None:
    rooms = Rooms(database)
    shown = await rooms.lead(f"!ankündigen {WORDS} | {words}", event_id="$befehl")

    assert ("1. " in shown) is bool(choices)
    if choices:
        assert "Wann: " in await rooms.react("2️⃣", "announcing-preview-$befehl")


async def test_what_is_due_before_the_next_turn_could_be_late_and_is_refused(
    database: Database,
) -> None:
    rooms = Rooms(database)
    shown = await rooms.lead(f"!ankündigen {WORDS} | heute 10:10 Uhr")
    assert shown.startswith("Bis dahin sind es keine 15 Minuten.")
    await rooms.lead(f"!ankündigen {WORDS} | heute 10:20 Uhr")
    rooms.room.now += timedelta(minutes=15)

    assert (await rooms.lead("ja")).startswith("Bis dahin sind es keine 15 Minuten.")
    assert await rooms.posted() == [[], [], []]


MINUTES = st.integers(2 * 1440, 700 * 1440)


@given(MINUTES)
def test_every_time_that_is_written_out_is_read_or_asked_about(minutes: int) -> None:
    wanted = (NOW + timedelta(minutes=minutes)).astimezone(BERLIN)
    found = read(f"{WORDS} | am {wanted:%d.%m.%Y} {wanted:%H:%M} Uhr", NOW, BERLIN, "!")

    if isinstance(found, AnnouncementAction):
        assert found.due_at == wanted.astimezone(UTC)
    else:
        assert wanted.astimezone(UTC) in [option.action.due_at for option in found.options]


@given(st.text(max_size=60))
def test_any_words_behind_are_read_or_refused_with_words(words: str) -> None:
    with suppress(UnfitError):
        assert read(f"{WORDS} | {words}", NOW, BERLIN, "!")
