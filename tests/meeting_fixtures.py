"""A network with two rooms in a box: meetings that are made there, and what everybody reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from commands import COMMANDS, LISTENERS
from commands.command import AnyCommand, AnyListener, Occasion
from commands.meetings import command, dialogue, editing, listing, pending
from commands.meetings.announcements import announcement_of
from commands.meetings.draft import MeetingDraft
from storage import meetings, outbox
from storage.database import Database, Transaction
from storage.meetings import Meeting
from tests.say import MANAGEMENT, NOW, SETTINGS, Room

T = TypeVar("T")
NETWORK = ("!netz-a:example.org", "!netz-b:example.org")
ADA, BO, CORA = "@ada:example.org", "@bo:example.org", "@cora:example.org"
TALK: Mapping[str, Any] = {
    "kind": "online-konferenz",
    "title": "Losverfahren",
    "starts": "2027-01-14T10:00",
    "ends": "2027-01-14T11:30",
    "all_day": False,
    "timezone": "Europe/Berlin",
    "place": "https://konferenz.example.org/1",
}


def _with(known: Sequence[T], *own: T) -> tuple[T, ...]:
    return (*own, *(each for each in known if each not in own))


COMMANDS_HERE: tuple[AnyCommand, ...] = _with(COMMANDS, command.ONE, listing.LIST)
LISTENERS_HERE: tuple[AnyListener, ...] = _with(
    LISTENERS, pending.ON_REACTION, pending.ON_WORD, dialogue.ON_ANSWER
)


def draft(**fields: Any) -> MeetingDraft:
    return MeetingDraft(**{**TALK, **fields})


@dataclass
class Net:
    """`rooms` are the network rooms; what each would read is taken out by `read`."""

    database: Database
    rooms: tuple[str, ...] = NETWORK
    now: datetime = NOW
    managers: frozenset[str] = frozenset({BO, CORA})
    room: Room = field(init=False)

    def __post_init__(self) -> None:
        self._ids = count(1)
        self.restart()

    def restart(self) -> None:
        settings = replace(SETTINGS, network_rooms=self.rooms)
        self.room = Room(
            self.database,
            COMMANDS_HERE,
            LISTENERS_HERE,
            settings=settings,
            now=self.now,
            managers=set(self.managers),
        )
        self.room._ids = self._ids

    def later(self, **passed: Any) -> None:
        self.now += timedelta(**passed)
        self.room.now = self.now

    def occasion(self, tx: Transaction) -> Occasion:
        return self.room.occasion(tx)

    async def create(self, **fields: Any) -> Meeting:
        async with self.database.transaction() as tx:
            return await editing.create(self.occasion(tx), draft(**fields), BO)

    async def change(self, meeting: Meeting, **fields: Any) -> Meeting:
        async with self.database.transaction() as tx:
            return await editing.change(self.occasion(tx), meeting, **fields)

    async def cancel(self, meeting: Meeting, reason: str | None = None) -> Meeting:
        async with self.database.transaction() as tx:
            return await editing.cancel(self.occasion(tx), meeting, reason)

    async def get(self, number: int) -> Meeting:
        async with self.database.transaction() as tx:
            found = await meetings.get(tx, number)
        assert found is not None
        return found

    async def all(self) -> list[Meeting]:
        async with self.database.transaction() as tx:
            return await meetings.everything(tx)

    async def read(self, room_id: str = NETWORK[0]) -> list[str]:
        return await self.room.read(room_id)

    async def contents(self, room_id: str = NETWORK[0]) -> list[dict[str, Any]]:
        """Whole events, with what has no body."""
        self.room.contents.clear()
        await self.room.read(room_id)
        return list(self.room.contents)

    async def say(self, words: str, sender: str = BO, **more: Any) -> list[str]:
        """In the management room."""
        return await self.room.say(words, sender=sender, room_id=MANAGEMENT, **more)

    async def ask(self, words: str, sender: str = ADA, **more: Any) -> list[str]:
        """In the direct chat of a member."""
        more = {"room_id": f"!direkt-{sender[1:4]}:example.org", "direct": True, **more}
        return await self.room.say(words, sender=sender, **more)

    async def event(self, transaction_id: str, room_id: str = MANAGEMENT) -> str:
        await self.room.read(room_id)
        async with self.database.transaction() as tx:
            return (await outbox.sent_events(tx, [transaction_id]))[transaction_id]

    async def announcement(self, number: int, room_id: str = NETWORK[0]) -> str:
        return await self.event(announcement_of(number, room_id), room_id)
