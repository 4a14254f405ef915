"""Calendars kept elsewhere are read from time to time; what hinders that changes no dates."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from aiohttp.abc import AbstractResolver

from bot.calendar_files import CalendarError, CalendarProblem, Fetched, fetch, source_of
from bot.config import Config
from bot.matrix.sync import described
from commands.calendar.imported import Reading, Refused
from commands.calendar.read import read
from commands.command import Occasion
from commands.meetings.imported_facts import Group, understood
from commands.meetings.imports import Import, Outcome, fresh, note_missing, take_in
from commands.meetings.imports_notes import note_failing, note_taken
from commands.texts import calendar_problems
from commands.texts import imports as texts
from storage import calendars
from storage.calendars import Calendar
from storage.database import Database, Transaction
from storage.meetings import Kind

logger = logging.getLogger(__name__)

# More at once are told the management only: nobody reads thirty announcements.
MOST_ANNOUNCED = 5
# Others have their turn in between.
AT_ONCE = 20


class UnusableError(Exception):
    """What was fetched is no calendar, or one with too much in it; the text says it."""


@dataclass
class Calendars:
    """`urls` may be secret: they are never told or logged."""

    database: Database
    urls: Sequence[str]
    every: timedelta
    kind: Kind
    occasion: Callable[[Transaction], Occasion]
    after: Callable[[], None]
    seconds: float = 30
    resolver: AbstractResolver | None = None

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            for number in range(1, len(self.urls) + 1):
                await self._poll_safely(number)
            await asyncio.sleep(self.every.total_seconds())

    async def _poll_safely(self, number: int) -> None:
        """Whatever goes wrong, the other side is not asked again before its time."""
        [outcome] = await asyncio.gather(self.poll(number), return_exceptions=True)
        if isinstance(outcome, Exception):
            logger.error("calendar %d could not be taken over: %s", number, described(outcome))

    async def poll(self, number: int) -> Outcome:
        """Read the calendar of that place in `urls` once."""
        source = source_of(self.urls[number - 1])
        async with self.database.transaction() as tx:
            known = await calendars.get(tx, source)
            # What was missing must be seen to be missing again.
            asked = Calendar(source) if await calendars.any_missed(tx, source) else known
        try:
            fetched = await self._fetched(number, asked)
            outcome = Outcome() if fetched is None else await self._take_in(known, fetched)
        except CalendarError as error:
            return await self._failed(number, known, str(error), explained_problem(error.problem))
        except UnusableError as error:
            return await self._failed(number, known, "unusable", str(error))
        if fetched is None:
            async with self.database.transaction() as tx:
                now = self.occasion(tx).now
                await calendars.put(tx, replace(known, read_at=now, failing_since=None))
        logger.info("calendar %d: %s", number, outcome if fetched else "unchanged")
        self.after()
        return outcome

    async def _fetched(self, number: int, asked: Calendar) -> Fetched | None:
        url = self.urls[number - 1]
        return await fetch(
            url, asked.etag, asked.modified, seconds=self.seconds, resolver=self.resolver
        )

    async def _take_in(self, known: Calendar, fetched: Fetched) -> Outcome:
        """A few dates in each transaction; what was read is noted in the last one."""
        async with self.database.transaction() as tx:
            occasion = self.occasion(tx)
        reading, groups = await asyncio.to_thread(self._understood, fetched.data, occasion)
        async with self.database.transaction() as tx:
            new = await fresh(self.occasion(tx), groups)
        announced = known.read_at is not None and new <= MOST_ANNOUNCED
        polled = frozenset(map(source_of, self.urls))
        how = Import(known.source, polled, announced=announced)
        outcome = Outcome()
        for start in range(0, len(groups), AT_ONCE):
            async with self.database.transaction() as tx:
                chunk = groups[start : start + AT_ONCE]
                outcome += await take_in(self.occasion(tx), chunk, how)
        async with self.database.transaction() as tx:
            occasion = self.occasion(tx)
            outcome += await note_missing(occasion, reading, known.source)
            read_now = Calendar(known.source, fetched.etag, fetched.modified, occasion.now)
            await calendars.put(tx, read_now)
            if outcome.created and not announced:
                await note_taken(occasion, known.source, outcome.created)
        return outcome

    def _understood(self, data: bytes, occasion: Occasion) -> tuple[Reading, tuple[Group, ...]]:
        """Raises UnusableError. Takes up to some seconds."""
        reading = read(data, occasion.settings.timezone)
        if isinstance(reading, Refused):
            raise UnusableError(calendar_problems.refused(reading).body)
        groups = understood(reading, self.kind, occasion.now, occasion.now)
        if isinstance(groups, Refused):
            raise UnusableError(calendar_problems.refused(groups).body)
        return reading, groups

    async def _failed(self, number: int, known: Calendar, detail: str, why: str) -> Outcome:
        """Once a day has passed like this the management should know."""
        logger.warning("calendar %d was not read: %s", number, detail)
        async with self.database.transaction() as tx:
            occasion = self.occasion(tx)
            failing = replace(known, failing_since=known.failing_since or occasion.now)
            await calendars.put(tx, failing)
            await note_failing(occasion, failing, number, why)
        self.after()
        return Outcome()


def calendars_of(
    config: Config,
    database: Database,
    occasion: Callable[[Transaction], Occasion],
    after: Callable[[], None],
) -> Calendars:
    section = config.calendar
    urls = [url.get_secret_value() for url in section.urls]
    every = timedelta(minutes=section.poll_minutes)
    return Calendars(database, urls, every, section.kind, occasion, after)


def explained_problem(problem: CalendarProblem) -> str:
    match problem:
        case CalendarProblem.UNREACHABLE:
            return texts.UNREACHABLE
        case CalendarProblem.REFUSED:
            return texts.REFUSED
        case CalendarProblem.TOO_LARGE:
            return texts.TOO_LARGE
        case CalendarProblem.SENT_ELSEWHERE:
            return texts.SENT_ELSEWHERE
