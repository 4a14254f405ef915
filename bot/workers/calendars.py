"""Calendars kept elsewhere are read from time to time; what hinders that changes no dates."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta

from aiohttp.abc import AbstractResolver

from bot.config.sections import Config
from bot.fetching.calendar_files import (
    CalendarError,
    CalendarFetchProblem,
    Fetched,
    fetch,
    source_of,
)
from bot.live import Live
from bot.process.guard import Attempt, guard
from bot.workers.sandboxed import read_calendar
from bot.workers.worker import Worker
from commands.meetings.calendar.imported import RefusedCalendar
from commands.meetings.imported_facts import understood
from commands.meetings.imports import Import, ImportOutcome, fresh, note_missing, take_in
from commands.meetings.imports_notes import note_failing, note_left_out, note_taken
from commands.meetings.imports_recognition import recognise
from commands.meetings.texts import calendar_problems
from commands.meetings.texts import imports as texts
from storage.database import Database
from storage.meetings import calendars
from storage.meetings.calendars import PolledCalendar
from storage.meetings.meetings import Kind

logger = logging.getLogger(__name__)

# More at once are told the management only: nobody reads thirty announcements.
MOST_ANNOUNCED = 5
# Others have their turn in between.
AT_ONCE = 20


class UnusableError(Exception):
    """What was fetched is no calendar, or one with too much in it; the text says it."""


@dataclass
class Calendars(Worker):
    """`urls` may be secret: they are never told or logged."""

    database: Database
    urls: Sequence[str]
    every: timedelta
    kind: Kind
    live: Live
    after: Callable[[], None]
    seconds: float = 30
    resolver: AbstractResolver | None = None

    async def look(self) -> float:
        """Read them all; whatever goes wrong, the other side is not asked before its time."""
        async with self.database.transaction() as tx:
            await calendars.forget_others(tx, [source_of(url) for url in self.urls])
        for number in range(1, len(self.urls) + 1):
            with self._guarded(number) as attempt:
                await self.poll(number)
            if attempt.error is not None:
                with self._guarded(number):
                    await self._failed(number, "a bug", texts.BUG)
        return self.every.total_seconds()

    def _guarded(self, number: int) -> AbstractContextManager[Attempt]:
        """Keep back all, as repeating the work soon would ask the other side again."""
        words = f"calendar {number} could not be taken over"
        return guard(logger, words, passes=lambda _: False)

    async def poll(self, number: int) -> ImportOutcome:
        """Read the calendar of that place in `urls` once."""
        source = source_of(self.urls[number - 1])
        async with self.database.transaction() as tx:
            known = await calendars.get(tx, source)
            # What was missing must be seen to be missing again.
            asked = PolledCalendar(source) if await calendars.any_missed(tx, source) else known
        try:
            fetched = await self._fetched(number, asked)
            outcome = ImportOutcome() if fetched is None else await self._take_in(known, fetched)
        except CalendarError as error:
            return await self._failed(number, str(error), explained_problem(error.problem))
        except UnusableError as error:
            return await self._failed(number, "unusable", str(error))
        if fetched is None:
            async with self.database.transaction() as tx:
                unchanged = replace(known, read_at=self.live.now(), failing_since=None)
                await calendars.put(tx, unchanged)
        logger.info("calendar %d: %s", number, outcome if fetched else "unchanged")
        self.after()
        return outcome

    async def _fetched(self, number: int, asked: PolledCalendar) -> Fetched | None:
        url = self.urls[number - 1]
        return await fetch(
            url, asked.etag, asked.modified, seconds=self.seconds, resolver=self.resolver
        )

    async def _take_in(self, known: PolledCalendar, fetched: Fetched) -> ImportOutcome:
        """Store a few dates in each transaction, and note in the last one what was read."""
        now = self.live.now()
        reading = await read_calendar(fetched.data, self.live.settings.timezone, now)
        if isinstance(reading, RefusedCalendar):
            raise UnusableError(calendar_problems.refused(reading).body)
        groups = await asyncio.to_thread(understood, reading, self.kind, now, now)
        if isinstance(groups, RefusedCalendar):
            raise UnusableError(calendar_problems.refused(groups).body)
        polled = frozenset(map(source_of, self.urls))
        how = Import(known.source, polled)
        async with self.database.transaction() as tx:
            ctx = self.live.context(tx)
            await recognise(ctx, groups, reading.uids, how)
            new = await fresh(ctx, groups)
        announced = known.read_at is not None and new <= MOST_ANNOUNCED
        how = replace(how, announced=announced)
        outcome = ImportOutcome()
        for start in range(0, len(groups), AT_ONCE):
            async with self.database.transaction() as tx:
                chunk = groups[start : start + AT_ONCE]
                outcome += await take_in(self.live.context(tx), chunk, how)
        async with self.database.transaction() as tx:
            ctx = self.live.context(tx)
            outcome += await note_missing(ctx, reading, known.source)
            read_now = PolledCalendar(known.source, fetched.etag, fetched.modified, ctx.now)
            await calendars.put(tx, read_now)
            number = 1 + [*map(source_of, self.urls)].index(known.source)
            await note_left_out(ctx, known.source, number, reading.skipped)
            if outcome.created and not announced:
                await note_taken(ctx, known.source, outcome.created)
        return outcome

    async def _failed(self, number: int, detail: str, why: str) -> ImportOutcome:
        """Note that it fails; once that has lasted a day, tell the management."""
        logger.warning("calendar %d was not read: %s", number, detail)
        async with self.database.transaction() as tx:
            ctx = self.live.context(tx)
            known = await calendars.get(tx, source_of(self.urls[number - 1]))
            failing = replace(known, failing_since=known.failing_since or ctx.now)
            await calendars.put(tx, failing)
            await note_failing(ctx, failing, number, why)
        self.after()
        return ImportOutcome()


def calendars_of(
    config: Config, database: Database, live: Live, after: Callable[[], None]
) -> Calendars:
    section = config.calendar
    urls = [url.get_secret_value() for url in section.urls]
    every = timedelta(minutes=section.poll_minutes)
    return Calendars(database, urls, every, section.kind, live, after)


def explained_problem(problem: CalendarFetchProblem) -> str:
    match problem:
        case CalendarFetchProblem.UNREACHABLE:
            return texts.UNREACHABLE
        case CalendarFetchProblem.REFUSED:
            return texts.REFUSED
        case CalendarFetchProblem.TOO_LARGE:
            return texts.TOO_LARGE
        case CalendarFetchProblem.SENT_ELSEWHERE:
            return texts.SENT_ELSEWHERE
