"""A room for questions in a box, with the direct chats of those who ask."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import Any

from commands.exchange.questions import commands as exchange
from commands.exchange.questions.posts import root_of
from storage.conversation import outbox
from storage.database import Database
from storage.exchange import questions
from storage.exchange.questions import AskedQuestion
from storage.matrix import direct_chats, rooms
from storage.matrix.direct_chats import DirectChat
from tests.support.say import MANAGEMENT, NOW, ROOM, SETTINGS, Room

ADA, BO, CORA = "@ada:example.org", "@bo:example.org", "@cora:example.org"
EXCHANGE = "!fragen:example.org"
ASKED = "Hallo zusammen,\nwer hat Erfahrung mit dem Losverfahren für einen Bürgerrat?"


def chat_of(person: str) -> str:
    return f"!chat-{person[1:4]}:example.org"


@dataclass
class Exchange:
    """`room` can be replaced at any time, as if the bot were started anew."""

    database: Database
    room: Room = field(init=False)

    def __post_init__(self) -> None:
        self._ids = count(1)
        settings = replace(SETTINGS, exchange_room=EXCHANGE, network_rooms=(ROOM,))
        self.room = Room(self.database, settings=settings)
        self.room.names = {ADA: "Ada Beispiel", BO: "Bo Muster", CORA: "Cora Probe"}

    async def open_chats(self) -> None:
        async with self.database.transaction() as tx:
            for person in (ADA, BO, CORA):
                await rooms.entered(tx, chat_of(person), NOW)
                await direct_chats.opened(tx, DirectChat(person, chat_of(person), "join"), NOW)

    async def say(self, words: str, sender: str = ADA, **more: Any) -> list[str]:
        """Everything that the bot posts in the room for questions then."""
        return await self.room.say(words, sender=sender, room_id=EXCHANGE, **more)

    async def ask(self, words: str = ASKED, sender: str = ADA) -> tuple[str, str]:
        """The event id of the root, and our first reply."""
        root = f"$frage{next(self._ids)}"
        [reply] = await self.say(f"!frage {words}", sender, event_id=root)
        return root, reply

    async def chat(self, words: str, sender: str = ADA, **more: Any) -> list[str]:
        """In the direct chat."""
        return await self.room.say(
            words, sender=sender, room_id=chat_of(sender), direct=True, **more
        )

    async def told(self, person: str = ADA) -> str:
        """In the direct chat, since the last time."""
        return "\n\n".join(await self.room.read(chat_of(person)))

    async def posted(self) -> list[str]:
        """In the room for questions, since the last time."""
        return await self.room.read(EXCHANGE)

    async def lead(self, words: str, **more: Any) -> list[str]:
        return await self.room.say(words, room_id=MANAGEMENT, **more)

    async def question(self, number: int = 1) -> AskedQuestion:
        async with self.database.transaction() as tx:
            found = await questions.get(tx, number)
        assert found is not None
        return found

    async def event(self, transaction_id: str) -> str:
        async with self.database.transaction() as tx:
            return (await outbox.sent_events(tx, [transaction_id]))[transaction_id]

    async def root(self, number: int = 1) -> str:
        """The event id of a root that the bot posted."""
        return await self.event(root_of(number))

    async def look_after(self) -> None:
        for job in exchange.JOBS:
            async with self.database.transaction() as tx:
                await job.run(self.room.context(tx))

    def later(self, **more: float) -> None:
        self.room.now += timedelta(**more)
