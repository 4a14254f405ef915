"""Calendars that are read into a network in a box."""

from dataclasses import dataclass

from commands.calendar.imported import Reading, Refused
from commands.calendar.read import read
from commands.meetings.imported_facts import Group, understood
from commands.meetings.imports import Import, Outcome, fresh, note_missing, take_in
from tests.calendar_files import BERLIN
from tests.meeting_fixtures import Net

SOURCE = "calendar"
POLLED = Import(SOURCE, frozenset({SOURCE}), announced=True)


def reading(data: bytes) -> Reading:
    found = read(data, BERLIN)
    assert isinstance(found, Reading), found
    return found


@dataclass
class Imports:
    net: Net
    how: Import = POLLED

    def groups(self, data: bytes) -> tuple[Group, ...]:
        since = None if self.how.past else self.net.now
        found = understood(reading(data), "online-konferenz", self.net.now, since)
        assert not isinstance(found, Refused)
        return found

    async def take(self, data: bytes) -> Outcome:
        async with self.net.database.transaction() as tx:
            return await take_in(self.net.occasion(tx), self.groups(data), self.how)

    async def poll(self, data: bytes) -> Outcome:
        """As the bot does it: what is missing is noted, too."""
        outcome = await self.take(data)
        async with self.net.database.transaction() as tx:
            occasion = self.net.occasion(tx)
            return outcome + await note_missing(occasion, reading(data), self.how.source)

    async def fresh(self, data: bytes) -> int:
        async with self.net.database.transaction() as tx:
            return await fresh(self.net.occasion(tx), self.groups(data))
