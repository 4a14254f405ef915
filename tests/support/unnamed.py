"""A room for questions with twenty members, who ask without their names."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from commands.conversation.command import Resources
from storage.database import Database
from storage.exchange import anonymous
from storage.exchange.anonymous import AnonymousLink
from storage.matrix import direct_chats, rooms
from storage.matrix.direct_chats import DirectChat
from tests.support.asking import ADA, BO, CORA, EXCHANGE, Exchange
from tests.support.say import NOW

MEMBERS = (ADA, BO, CORA, *(f"@m{number:02d}:example.org" for number in range(17)))
QUESTION = "Wie geht Ihr mit Druck aus der Politik um?"
POSTED = "Frage Nr. 1: Eine Person aus dem Netzwerk fragt"


class Unnamed(Exchange):
    """`members` are those of the room for questions."""

    def __init__(self, database: Database, chance: Callable[[], float] | None = None) -> None:
        super().__init__(database)
        self.members = set(MEMBERS)
        self.room.resources = Resources(
            chance or random.Random(7).random,
            lambda room_id: frozenset(self.members) if room_id == EXCHANGE else None,
            lambda: b"geheim",
        )
        self.room = replace(self.room)

    async def open_all_chats(self) -> None:
        async with self.database.transaction() as tx:
            for person in MEMBERS[3:]:
                chat = room_of(person)
                await rooms.entered(tx, chat, NOW)
                await direct_chats.opened(tx, DirectChat(person, chat, "join"), NOW)

    async def tell(self, words: str, sender: str = ADA, **more: Any) -> str:
        """Say it in the direct chat; return all that the bot says there then."""
        said = await self.room.say(
            words, sender=sender, room_id=room_of(sender), direct=True, **more
        )
        return "\n\n".join(said)

    async def agreed(self, words: str = QUESTION, sender: str = ADA) -> str:
        """Ask it, with a yes to all that is shown."""
        await self.tell(f"!frage anonym {words}", sender)
        return await self.tell("ja", sender)

    async def asked(self, words: str = QUESTION, sender: str = ADA) -> list[str]:
        """Ask it; return what is posted within the hour."""
        await self.agreed(words, sender)
        self.later(minutes=60)
        await self.look_after()
        return await self.posted()

    async def link(self, person: str = ADA) -> AnonymousLink | None:
        async with self.database.transaction() as tx:
            return await anonymous.of(tx, person)

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        async with self.database.transaction() as tx:
            return [tuple(row) for row in await tx.execute_fetchall(sql)]


def room_of(person: str) -> str:
    return f"!chat-{person[1:4]}:example.org"
