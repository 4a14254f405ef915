"""Three rooms of the network and the management, with what is known of each."""

from dataclasses import dataclass, field, replace
from typing import Any

from commands.conversation.room_facts import RoomFacts
from commands.exchange.announcing import commands as announcing
from storage.conversation import outbox
from storage.database import Database
from tests.support.say import MANAGEMENT, MANAGER, SETTINGS, Room

ROOMS = ("!eins:example.org", "!zwei:example.org", "!drei:example.org")
NAMES = ("Austausch", "Nord", "Süd")
WORDS = "Die neue Broschüre ist da."
POSTED = f"Ankündigung des Netzwerkmanagements\n\n{WORDS}"


@dataclass
class Rooms:
    """In the first room there are two members, in the others one of them and another."""

    database: Database
    room: Room = field(init=False)

    def __post_init__(self) -> None:
        self.room = Room(self.database, settings=replace(SETTINGS, network_rooms=ROOMS))
        people = [("@a:x", "@b:x"), ("@a:x", "@c:x"), ("@a:x", "@d:x")]
        for room_id, name, members in zip(ROOMS, NAMES, people, strict=True):
            self.room.facts[room_id] = RoomFacts(name, frozenset(members), may_speak=True)

    def know(self, number: int, **facts: Any) -> None:
        """Of the room with this number, something is different."""
        self.room.facts[ROOMS[number]] = replace(self.room.facts[ROOMS[number]], **facts)

    async def lead(self, words: str, **more: Any) -> str:
        return "\n\n".join(await self.room.say(words, room_id=MANAGEMENT, **more))

    async def react(self, key: str, name: str, sender: str = MANAGER) -> str:
        target = await self.event(name)
        said = await self.room.react(key, target, sender=sender, room_id=MANAGEMENT)
        return "\n\n".join(said)

    async def event(self, name: str) -> str:
        async with self.database.transaction() as tx:
            return (await outbox.sent_events(tx, [name]))[name]

    async def announce(self, words: str = WORDS, event_id: str = "$befehl") -> str:
        """What the manager reads after a yes."""
        await self.lead(f"!ankündigen {words}", event_id=event_id)
        return await self.lead("ja")

    async def posted(self) -> list[list[str]]:
        """In each of the rooms, since the last time."""
        return [await self.room.read(room_id) for room_id in ROOMS]

    async def look(self) -> str:
        """What the management reads after a turn of the job."""
        for job in announcing.JOBS:
            async with self.database.transaction() as tx:
                await job.run(self.room.context(tx))
        return "\n\n".join(await self.room.read(MANAGEMENT))

    def content(self, body: str) -> dict[str, Any]:
        """The newest event with this text."""
        return [each for each in self.room.contents if each.get("body") == body][-1]
