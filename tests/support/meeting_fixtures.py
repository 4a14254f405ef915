"""A network with two rooms in a box: meetings that are made there, and what everybody reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from commands import COMMANDS
from commands.conversation.command import AnyCommand, Context
from commands.meetings import command, editing, listing
from commands.meetings.announcements import announcement_of
from commands.meetings.draft import MeetingDraft, span
from storage.conversation import outbox
from storage.database import Database, Transaction
from storage.meetings import meetings
from storage.meetings.meetings import Meeting, Slot
from tests.support.say import MANAGEMENT, NOW, SETTINGS, Room

T = TypeVar("T")
TODAY = date(2026, 11, 24)
BERLIN = "Europe/Berlin"
NEW = '!termin neu online-konferenz "Losverfahren" 14.01.2027 10:00-11:30 https://x.example/1'
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
            settings=settings,
            now=self.now,
            managers=set(self.managers),
        )
        self.room._ids = self._ids

    def later(self, **passed: Any) -> None:
        self.now += timedelta(**passed)
        self.room.now = self.now

    def context(self, tx: Transaction) -> Context:
        return self.room.context(tx)

    async def create(self, **fields: Any) -> Meeting:
        async with self.database.transaction() as tx:
            return await editing.create(self.context(tx), draft(**fields), BO)

    async def change(self, meeting: Meeting, **fields: Any) -> Meeting:
        async with self.database.transaction() as tx:
            return await editing.change(self.context(tx), meeting, **fields)

    async def cancel(self, meeting: Meeting, reason: str | None = None) -> Meeting:
        return await self.change(meeting, state="cancelled", reason=reason)

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


def slot(starts: str, ends: str, title: str = "Begrüßung") -> Slot:
    at = datetime(2000, 1, 1, tzinfo=UTC)
    return Slot(0, 0, starts, ends, at, at, title)


def meeting(**fields: Any) -> Meeting:
    values = {**TALK, **fields}
    moments = span(values["starts"], values["ends"], BERLIN, all_day=values["all_day"])
    at = {"created_at": NOW, "changed_at": NOW}
    known = {"starts_at": moments.starts_at, "ends_at": moments.ends_at, **at}
    return Meeting(**{"meeting_id": 12, "uid": "u", **known, **values})
