"""What systemd is told, what it may do to the bot, and what its unit must allow."""

import asyncio
import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.process.lifecycle import READY, notify, stay_watched, until_stopped
from bot.workers import maps, sandboxed, text_extraction
from tests.support.supervisor import listening
from tests.support.unit_filter import Unit

Told = Callable[[], list[str]]


@pytest.fixture(params=["file", "abstract"])
def told(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Told]:
    """What came over the socket that the environment names."""
    abstract = f"@netzwerkbot-{os.getpid()}-{tmp_path.name}"
    address = str(tmp_path / "notify") if request.param == "file" else abstract
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    with listening(address) as told:
        yield told


def test_systemd_is_told(told: Told) -> None:
    notify(READY)
    assert told() == ["READY=1"]


@pytest.mark.parametrize("address", ["/nowhere/at/all", "@nobody", ""])
def test_nobody_has_to_listen(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    notify(READY)


def test_who_does_not_read_holds_nothing_up(told: Told) -> None:
    for _ in range(10_000):
        notify(READY)
    assert told()


async def test_only_a_bot_at_work_says_that_it_is_alive(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = True
    monkeypatch.setenv("WATCHDOG_USEC", "30000")
    monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()))
    watched = asyncio.create_task(stay_watched(lambda: alive))
    await asyncio.sleep(0.2)
    assert set(told()) == {"WATCHDOG=1"}
    alive = False
    await asyncio.sleep(0.05)
    told()
    await asyncio.sleep(0.1)
    assert told() == []
    watched.cancel()


@pytest.mark.parametrize("variables", [{}, {"WATCHDOG_USEC": "9", "WATCHDOG_PID": "1"}])
async def test_without_a_watchdog_of_ours_nothing_is_said(
    variables: dict[str, str], told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    await stay_watched(lambda: True)
    assert told() == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_a_signal_ends_the_work_in_order(number: signal.Signals) -> None:
    ended = []

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("in order")

    running = asyncio.create_task(until_stopped(work()))
    await asyncio.sleep(0.01)
    os.kill(os.getpid(), number)
    assert await running
    assert ended == ["in order"]


def test_the_unit_starts_it_again_whatever_ended_it_but_a_wrong_configuration() -> None:
    unit = Unit.read()
    assert unit.one("Restart") == "always"
    assert unit.one("RestartPreventExitStatus") == "2"
    assert unit.one("Type") == "notify"
    assert unit.one("WatchdogSec")


def test_the_unit_leaves_no_core_behind_and_memory_for_all_that_may_run_at_once() -> None:
    unit = Unit.read()
    assert unit.one("LimitCORE") == "0"
    apart = (text_extraction.LIMITS, maps._LIMITS, sandboxed.CALENDAR_LIMITS)
    [most] = re.findall(r"^(\d+)M$", unit.one("MemoryMax"))
    assert int(most) >= 200 + sum(limits.memory_mb for limits in apart)
    assert unit.one("OOMPolicy") == "continue"


def test_bytecode_is_written_with_each_installation_because_the_unit_may_not() -> None:
    assert Unit.read().one("ProtectSystem") == "strict"
    handbook = Path("docs/handbuch-betrieb.md").read_text(encoding="utf-8").splitlines()
    installed = [at for at, line in enumerate(handbook) if "pip install --no-deps ." in line]
    assert [handbook[at + 1].strip() for at in installed] == [
        ".venv/bin/python -m compileall -q .venv/lib"
    ] * 2
