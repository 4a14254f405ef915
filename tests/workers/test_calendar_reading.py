"""Strangers' calendars are read in a process of its own, within limits."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.sandbox import Limits
from bot.workers.sandboxed import read_calendar
from commands.meetings.calendar.imported import ReadCalendar, Refusal, RefusedCalendar
from tests.support.calendar_files import BERLIN, NOW, START, event, many, read

ROOT = Path(__file__).parents[2]


async def test_what_the_process_reads_is_what_stands_there() -> None:
    data = event(START, "RRULE:FREQ=WEEKLY;COUNT=3", "DESCRIPTION:Grüße\\n😀")

    found = await read_calendar(data, BERLIN, NOW)
    assert found == read(data, BERLIN, NOW)
    assert isinstance(found, ReadCalendar)


async def test_what_is_refused_before_starts_no_process() -> None:
    assert await read_calendar(b"<html>", BERLIN, NOW) == RefusedCalendar(Refusal.NO_CALENDAR, 1)


@pytest.mark.parametrize(
    "limits", [Limits(seconds=30, memory_mb=256, output_bytes=100), Limits(seconds=0.01)]
)
async def test_what_is_too_much_is_refused(limits: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.workers.sandboxed._PAUSE", 0)
    started = limits.seconds > 1
    if not started:
        with pytest.raises(OSError, match="did not start"):
            await read_calendar(many(10), BERLIN, NOW, limits=limits)
        return
    found = await read_calendar(many(10), BERLIN, NOW, limits=limits)
    assert found == RefusedCalendar(Refusal.TOO_LARGE, 1)


@pytest.mark.slow
async def test_rules_that_never_come_true_are_ended_from_inside() -> None:
    found = await read_calendar(many(150, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), BERLIN, NOW)

    assert found == RefusedCalendar(Refusal.TOO_LARGE, 1)


@pytest.mark.slow
def test_the_bot_itself_does_not_load_the_library_that_expands() -> None:
    code = "import sys, bot.app; assert 'recurring_ical_events' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_the_process_loads_nothing_of_the_commands() -> None:
    code = (
        "import sys, bot.sandbox.calendar.reading\n"
        "assert not {name.partition('.')[0] for name in sys.modules} & {'commands', 'storage'}"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
