"""Nothing happens for a minute: how often the bot is woken. The minute itself is skipped."""

import asyncio
import selectors
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.matrix.test_road import ROOM, at_work
from tests.support.fake_homeserver import ADA, BOT, fake_homeserver

# Seconds that a thread or the other side gets before the time until the next timer is skipped.
_PATIENCE = 0.02


class HurryingSelector(selectors.DefaultSelector):
    """Counts how often somebody is woken who waits, and skips the time in which nobody is."""

    skipped = 0.0
    woken = 0

    def select(self, timeout: float | None = None) -> list[Any]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        self.woken += 1
        ready = super().select(_PATIENCE if timeout is None else min(timeout, _PATIENCE))
        if not ready and timeout is not None:
            self.skipped += timeout
        return ready


class HurryingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.waiting = HurryingSelector()
        super().__init__(self.waiting)

    def time(self) -> float:
        return super().time() + self.waiting.skipped


async def wakes_in_a_minute(loop: HurryingLoop, directory: Path) -> int:
    async with fake_homeserver({ROOM: [BOT, ADA]}) as homeserver, at_work(homeserver, directory):
        # What a start brings along is done by then.
        await asyncio.sleep(400)
        before = loop.waiting.woken
        await asyncio.sleep(60)
        return loop.waiting.woken - before


@pytest.mark.slow
def test_an_idle_minute_has_few_wake_ups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = HurryingLoop()

    class Hurrying(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Hurrying":
            return super().now(tz) + timedelta(seconds=loop.waiting.skipped)

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", Hurrying)
    monkeypatch.setattr("bot.app.now", lambda: Hurrying.now(UTC))
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        woken = runner.run(wakes_in_a_minute(loop, tmp_path))

    assert woken <= 30
