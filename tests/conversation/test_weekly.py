"""One note a week to the management: once, on Mondays, with few numbers."""

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from commands import JOBS
from commands.conversation.command import Context
from commands.conversation.settings import Reminders
from commands.conversation.weekly import TOLD, WeeklySubject, WeeklyTotal, weekly_note
from commands.exchange.questions.commands import WEEKLY as QUESTIONS
from storage import key_value
from storage.conversation import outbox
from storage.database import Database
from storage.key_value import CLOCK_OFF
from tests.support.asking import ADA, BO, EXCHANGE, Exchange, chat_of
from tests.support.profiling import put
from tests.support.reviewing import Review
from tests.support.say import MANAGEMENT, NOW, ROOM, Room

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
# 8:00 in Berlin.
MONDAY = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
[THE_JOB] = [job for job in JOBS if job.name == "weekly note"]


@dataclass
class Desk:
    """The management room, the job with subjects of our own, and the clock."""

    room: Room
    totals: Sequence[WeeklyTotal] = ()
    problems: Sequence[str] = ()
    broken: bool = False
    asked: list[datetime] = field(default_factory=list)

    async def _totals(self, ctx: Context) -> Sequence[WeeklyTotal]:
        self.asked.append(ctx.now)
        return self.totals

    async def _broken(self, _ctx: Context) -> Sequence[WeeklyTotal]:
        if self.broken:
            raise ZeroDivisionError("Worte eines Mitglieds")
        return ()

    async def _problems(self, _ctx: Context) -> Sequence[str]:
        return self.problems

    async def notes(self, at: datetime) -> list[str]:
        """Return what the hourly job says at that moment."""
        self.room.now = at
        subjects = [WeeklySubject("broken", self._broken), WeeklySubject("ours", self._totals)]
        job = weekly_note(subjects, self._problems)
        async with self.room.database.transaction() as tx:
            await job.run(self.room.context(tx))
        return await self.room.read(MANAGEMENT)

    async def moments(self, start: datetime, end: datetime) -> list[datetime]:
        found, at = [], start
        while at < end:
            if await self.notes(at):
                found.append(at)
            at += HOUR
        return found


@pytest.fixture
def weekly(database: Database) -> Desk:
    return Desk(Room(database))


# --- when


async def test_it_comes_once_a_week_on_monday_morning(weekly: Desk) -> None:
    found = await weekly.moments(MONDAY - DAY, MONDAY + 30 * DAY)

    assert found == [MONDAY + n * WEEK for n in range(5)]
    assert weekly.asked == found


async def test_a_monday_that_was_missed_is_made_up_for_in_the_same_week(weekly: Desk) -> None:
    wednesday, sunday = MONDAY + 2 * DAY + 12 * HOUR, MONDAY + WEEK + 6 * DAY
    found = await weekly.moments(wednesday, MONDAY + 6 * DAY)
    found += await weekly.moments(sunday, sunday + 3 * DAY)

    # Thursday morning; the second week has no working day left, and nobody hears of it later.
    assert found == [MONDAY + 3 * DAY, MONDAY + 2 * WEEK]


async def test_monday_is_where_the_network_is(weekly: Desk) -> None:
    far = Reminders(timezone="Pacific/Kiritimati")
    weekly.room.live.settings = replace(weekly.room.settings, reminders=far)
    found = await weekly.moments(MONDAY - 2 * DAY, MONDAY + DAY)

    assert found == [datetime(2026, 11, 29, 18, 0, tzinfo=UTC)]


async def test_in_the_week_of_the_first_start_there_is_none(weekly: Desk) -> None:
    async with weekly.room.database.transaction() as tx:
        first = str(int((MONDAY - HOUR).timestamp()))
        await key_value.put(tx, key_value.FIRST_STARTED_AT, first, MONDAY)

    assert await weekly.moments(MONDAY, MONDAY + 10 * DAY) == [MONDAY + WEEK]


async def test_a_turn_of_the_year_is_one_week_and_no_week_is_lost(weekly: Desk) -> None:
    found = await weekly.moments(MONDAY + 3 * WEEK, MONDAY + 7 * WEEK)

    assert [f"{at:%d.%m.}" for at in found] == ["21.12.", "28.12.", "04.01.", "11.01."]


async def test_a_kill_before_the_commit_loses_nothing_and_one_after_it_doubles_nothing(
    weekly: Desk,
) -> None:
    weekly.room.now = MONDAY
    with contextlib.suppress(ZeroDivisionError):
        async with weekly.room.database.transaction() as tx:
            await THE_JOB.run(weekly.room.context(tx))
            raise ZeroDivisionError
    assert len(await weekly.notes(MONDAY)) == 1
    again = Desk(Room(weekly.room.database))
    async with weekly.room.database.transaction() as tx:
        await outbox.forget_before(tx, MONDAY + DAY)

    assert await again.moments(MONDAY + HOUR, MONDAY + 6 * DAY) == []


async def test_a_clock_that_was_ahead_costs_one_note_too_many_and_never_one_too_few(
    weekly: Desk,
) -> None:
    assert len(await weekly.notes(MONDAY)) == 1
    assert len(await weekly.notes(MONDAY + 52 * WEEK)) == 1

    assert await weekly.notes(MONDAY + DAY) == []
    assert len(await weekly.notes(MONDAY + WEEK)) == 1


async def test_without_a_management_room_nothing_is_counted(weekly: Desk) -> None:
    nowhere = replace(weekly.room.settings, management_room=None)
    weekly.room.live.settings = nowhere

    assert await weekly.notes(MONDAY) == []
    assert weekly.asked == []
    async with weekly.room.database.transaction() as tx:
        assert await key_value.get(tx, TOLD) is None


# --- what


async def test_a_quiet_week_is_one_sentence(weekly: Desk) -> None:
    assert await weekly.notes(MONDAY) == ["Der Bot ist gesund."]
    assert weekly.room.contents[-1]["msgtype"] == "m.text"
    assert weekly.room.contents[-1]["m.mentions"] == {}


async def test_totals_name_the_command_that_shows_more(weekly: Desk) -> None:
    weekly.totals = [WeeklyTotal("3 Dinge sind zu tun", "offen"), WeeklyTotal("2 Dinge kommen")]

    assert await weekly.notes(MONDAY) == [
        "Der Bot ist gesund.\n\n– 3 Dinge sind zu tun: !offen\n– 2 Dinge kommen"
    ]


async def test_a_problem_is_told_and_what_helps_is_asked_for(weekly: Desk) -> None:
    weekly.problems = ["Etwas fehlt. Abhilfe: Bitte holen Sie es."]

    [note] = await weekly.notes(MONDAY)
    assert note == (
        "Der Bot ist nicht ganz gesund: Ein Punkt braucht Ihre Aufmerksamkeit.\n\n"
        "– Etwas fehlt.\n\nWas hilft, zeigt !status."
    )


@pytest.mark.parametrize("problems", [0, 1, 3, 9])
async def test_there_are_never_more_than_eight_numbers(weekly: Desk, problems: int) -> None:
    weekly.problems = ["Seit 3 Tagen fehlt etwas. Abhilfe: 5 Mal neu starten."] * problems
    weekly.totals = [WeeklyTotal("4 Dinge, 2 davon neu", "offen", numbers=2)] * 9
    [note] = await weekly.notes(MONDAY)
    lines = [line for line in note.splitlines() if line.startswith("– ")]

    assert len(re.findall(r"\d+", note)) - (problems > 1) <= 8
    assert lines[0].startswith("– Seit 3 Tagen" if problems else "– 4 Dinge")
    assert "– 4 Dinge, 2 davon neu: !offen" in lines


async def test_a_bug_in_one_subject_takes_no_line_from_the_others(weekly: Desk) -> None:
    weekly.broken, weekly.totals = True, [WeeklyTotal("3 Dinge sind zu tun", "offen")]
    trouble, note = await weekly.notes(MONDAY)

    assert "fehlt wegen eines Fehlers eine Zeile" in trouble
    assert "– 3 Dinge sind zu tun: !offen" in note
    assert "Worte" not in trouble + note


# --- with the bot's own subjects


async def test_all_that_waits_is_in_one_note(review: Review) -> None:
    number = await review.submit("Köln", created_at=NOW)
    await review.notice(number)
    exchange = Exchange(review.database)
    await exchange.open_chats()
    await exchange.ask()
    exchange.room.now = NOW + DAY
    lead = (
        "!termin neu online-konferenz »Losverfahren« 16.12.2026 10:00-11:30 https://x.example.org/"
    )
    await exchange.lead(lead)
    await exchange.lead("!termin ja")
    await put(exchange.database, BO, NOW, topics=("Quorum",))
    async with review.database.transaction() as tx:
        await key_value.put(tx, CLOCK_OFF, "-600", NOW)
    exchange.room.now = MONDAY + 2 * WEEK
    for place in (MANAGEMENT, ROOM, EXCHANGE, chat_of(ADA)):
        await exchange.room.read(place)
    async with review.database.transaction() as tx:
        await THE_JOB.run(exchange.room.context(tx))
    [note] = await exchange.lead("")

    assert note.splitlines()[0].startswith("Der Bot ist nicht ganz gesund: Ein Punkt braucht")
    assert [line for line in note.splitlines() if line.startswith("– ")][1:] == [
        "– Eine Einreichung wartet auf eine Entscheidung: !offen",
        "– Eine Frage ist seit mehr als zwei Wochen ohne Antwort: !fragen offen",
        "– 2 Themen ohne Ansprechperson (Bürgerrat, Losverfahren): !themen",
        "– 13 Einträge der Sammlung sind zu bestätigen: !sammlung unbestätigt",
        "– 1 Termin in dieser Woche: !termine diese woche",
    ]
    assert ADA not in note


async def test_each_command_that_a_note_names_is_answered(review: Review) -> None:
    exchange = Exchange(review.database)
    for line in ("offen", "sammlung links", "sammlung unbestätigt", "fragen offen", "themen"):
        assert "kenne ich nicht" not in "".join(await exchange.lead(f"!{line}"))
    [answer] = await exchange.lead("!termine diese woche")
    assert "verstehe" not in answer
    assert QUESTIONS.name == "questions"
