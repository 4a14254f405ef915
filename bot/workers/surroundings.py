"""What may come right by itself outside of the bot: a room that is not there yet, the clock."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.matrix.aliases import NoSuchRoomError, enter_configured, resolve
from bot.matrix.api import RefusedError, UnreachableError
from bot.matrix.greeting import Greeting, greet
from bot.matrix.session import Session
from bot.texts import operation as texts
from bot.workers.worker import Worker
from storage import key_value
from storage.database import Database, Transaction
from storage.key_value import CLOCK_OFF, MISSING_ROOMS

logger = logging.getLogger(__name__)

_PAUSE = 60.0


@dataclass
class Surroundings(Worker):
    """`names` are the rooms as configured, `ids` those that there are; !status tells the rest."""

    session: Session
    database: Database
    names: Sequence[str]
    ids: Mapping[str, str]
    now: Callable[[], datetime]
    on_found: Callable[[Mapping[str, str]], Awaitable[None]]

    @property
    def missing(self) -> list[str]:
        return [name for name in self.names if name not in self.ids]

    async def look(self) -> float:
        """Compare the clock, and look for the rooms that are missing."""
        try:
            await self._look()
        except (UnreachableError, RefusedError, NoSuchRoomError) as error:
            logger.warning("the surroundings are not known: %s", type(error).__name__)
        return _PAUSE

    async def _look(self) -> None:
        await self.note(await greet(self.session.api))
        found = await resolve(self.session.api, self.database, self.missing, self.now())
        if not found:
            return
        await enter_configured(self.session, self.database, found, self.now())
        self.ids = {**self.ids, **found}
        await self.on_found(self.ids)
        await self.note(None)

    async def note(self, greeting: Greeting | None) -> None:
        """For !status, and for the log at the start."""
        async with self.database.transaction(at_once=True) as tx:
            await _set(tx, MISSING_ROOMS, " ".join(self.missing), self.now())
            if greeting is not None:
                off = None if greeting.is_clock_right else greeting.clock_off
                await _set(tx, CLOCK_OFF, "" if off is None else str(off), self.now())

    def warn(self, greeting: Greeting) -> None:
        """Into the log, one sentence each."""
        if greeting.clock_off is not None and not greeting.is_clock_right:
            logger.warning(texts.clock_off(greeting.clock_off))
        if not self.names:
            logger.warning(texts.NO_ROOMS_CONFIGURED)
        for name in self.missing:
            logger.warning(texts.room_waited_for(name))


async def _set(tx: Transaction, name: str, value: str, now: datetime) -> None:
    """Nothing is said by not being there."""
    if value:
        await key_value.put(tx, name, value, now)
    else:
        await key_value.remove(tx, name)
