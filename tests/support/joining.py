"""A network into which people come: as the sync tells of it, with their direct chats."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.noting import note_members
from commands.conversation.events import MembershipChange
from commands.exchange.newcomers import commands as newcomers
from storage.exchange import newcomers as stored
from storage.exchange.newcomers import NewcomerState
from tests.support.asking import Exchange
from tests.support.say import MANAGEMENT, ROOM

DORA = "@dora:example.org"
OLD = "!alt:example.org"
HELLO = "Willkommen im Netzwerk NeKoPa."


class Network(Exchange):
    """`members` are in which rooms at this moment, as the mirror of the syncs has it."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.members: dict[str, set[str]] = {}
        self.room.live.rooms_of = lambda user_id: frozenset(self.members.get(user_id, ()))
        self.room.live.earlier_rooms = frozenset((OLD,))
        self.room.names[DORA] = "Dora Muster"

    async def synced(self, *changes: tuple[str, str, bool]) -> None:
        """People come or go, all in one sync: person, room, whether they join."""
        at = self.room.now
        for person, room_id, joined in changes:
            theirs = self.members.setdefault(person, set())
            (theirs.add if joined else theirs.discard)(room_id)
        told = [
            MembershipChange(room_id, person, at, joined) for person, room_id, joined in changes
        ]
        await self.note(told)

    async def note(self, told: Iterable[MembershipChange]) -> None:
        await note_members(self.database, self.room.live, tuple(told))

    async def join(self, person: str = DORA, room_id: str = ROOM) -> None:
        self.room.outsiders = (self.room.outsiders or set()) - {person}
        await self.synced((person, room_id, True))

    async def leave(self, person: str = DORA, room_id: str = ROOM) -> None:
        await self.synced((person, room_id, False))
        if not self.members[person]:
            self.room.outsiders = {*(self.room.outsiders or ()), person}

    async def look(self) -> None:
        for job in newcomers.JOBS:
            async with self.database.transaction() as tx:
                await job.run(self.room.context(tx))

    async def begin(self) -> None:
        """The first start is behind us."""
        await self.look()
        await self.managers_read()

    async def managers_read(self) -> list[str]:
        return await self.room.read(MANAGEMENT)

    async def read(self, person: str = DORA) -> list[str]:
        """What waits for a person who has no direct chat yet."""
        return await self.room.read(person)

    async def state_of(self, person: str = DORA) -> NewcomerState | None:
        async with self.database.transaction() as tx:
            states: tuple[NewcomerState, ...]
            states = ("waiting", "greeted", "done", "left", "returned")
            for state in states:
                if person in [each.user_id for each in await stored.in_state(tx, state)]:
                    return state
        return None

    async def due(self) -> datetime | None:
        async with self.database.transaction() as tx:
            next_due = newcomers.JOBS[0].next_due
            return None if next_due is None else await next_due(tx)

    def without_welcome(self) -> None:
        settings = self.room.live.settings
        exchange = settings.exchange.model_copy(update={"welcome": False})
        self.room.live.settings = replace(settings, exchange=exchange)
