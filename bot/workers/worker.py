"""The scaffold of everything that has work of its own beside the conversation."""

import asyncio
import contextlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import ClassVar

from bot.process.guard import guard, is_storage_error

PAUSE_AFTER_TROUBLE = 5


@dataclass
class Worker(ABC):
    """Looks for work, does it, and waits until it is woken or there is more to do.

    A bug is logged without its words. It neither ends the bot nor keeps it busy.
    """

    # Seconds until the next look after a bug.
    pause_after_bug: ClassVar[float] = 60

    _woken: asyncio.Event = field(default_factory=asyncio.Event, init=False, repr=False)

    @abstractmethod
    async def look(self) -> float | None:
        """Do what is due; return the seconds until there is more, None if `wake` will tell."""

    def wake(self) -> None:
        """Look again soon: there may be something to do."""
        self._woken.set()

    async def run(self) -> None:
        """Work until cancelled. Raises storage errors, for `supervised` to repeat it."""
        while True:
            # Before the look: a call while we look leads to another one.
            self._woken.clear()
            pause: float | None = self.pause_after_bug
            with guard(logging.getLogger(type(self).__module__), f"{type(self).__name__} failed"):
                pause = await self.look()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._woken.wait()


async def supervised(work: Callable[[], Awaitable[None]]) -> None:
    """Repeat the work a while after a storage error, such as a full disk.

    Anything else ends the process, and the system starts it again.
    """
    while True:
        with guard(
            logging.getLogger(__name__),
            "storage failed",
            passes=lambda error: not is_storage_error(error),
        ):
            await work()
        await asyncio.sleep(PAUSE_AFTER_TROUBLE)
