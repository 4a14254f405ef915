"""Calendars that are read into a network in a box."""

from dataclasses import dataclass
from datetime import datetime

from commands.meetings.calendar.imported import ReadCalendar, RefusedCalendar
from commands.meetings.imported_facts import Group, understood
from commands.meetings.imports import Import, ImportOutcome, fresh, note_missing, take_in
from commands.meetings.imports_recognition import recognise
from tests.support.calendar_files import BERLIN, read
from tests.support.meeting_fixtures import Net

SOURCE = "calendar"
POLLED = Import(SOURCE, frozenset({SOURCE}), announced=True)


def reading(data: bytes, now: datetime) -> ReadCalendar:
    found = read(data, BERLIN, now)
    assert isinstance(found, ReadCalendar), found
    return found


@dataclass
class Imports:
    net: Net
    how: Import = POLLED

    def groups(self, data: bytes) -> tuple[Group, ...]:
        since = None if self.how.past else self.net.now
        found = understood(reading(data, self.net.now), "online-konferenz", self.net.now, since)
        assert not isinstance(found, RefusedCalendar)
        return found

    async def take(self, data: bytes) -> ImportOutcome:
        async with self.net.database.transaction() as tx:
            ctx, groups = self.net.context(tx), self.groups(data)
            await recognise(ctx, groups, reading(data, self.net.now).uids, self.how)
            return await take_in(ctx, groups, self.how)

    async def poll(self, data: bytes) -> ImportOutcome:
        """As the bot does it: what is missing is noted, too."""
        outcome = await self.take(data)
        async with self.net.database.transaction() as tx:
            ctx = self.net.context(tx)
            return outcome + await note_missing(ctx, reading(data, self.net.now), self.how.source)

    async def fresh(self, data: bytes) -> int:
        async with self.net.database.transaction() as tx:
            return await fresh(self.net.context(tx), self.groups(data))
