"""The management room of a shipped collection in a box: entries that are edited there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from commands.submissions import notices
from storage.collection import documents, guidelines, versions
from storage.collection.documents import Document, GuidelineDocument
from storage.collection.guidelines import Guideline
from storage.collection.versions import EntrySnapshot, Version
from storage.conversation import awaited, outbox
from storage.database import Database
from storage.submissions import submissions
from tests.support.collection_fixtures import shipped
from tests.support.reviewing import ADA, BO, CORA, blank, file_of
from tests.support.say import MANAGEMENT, NOW, ROOM, Room

SHA = "a" * 64
ESSEN, BONN = 32, 17
CHANGE = f"!eintrag ändern {ESSEN} Titel: Leitlinien für Essen"
__all__ = ("ADA", "BO", "CORA", "SHA", "Desk", "desk_of_a_shipped_collection")


@asynccontextmanager
async def desk_of_a_shipped_collection() -> AsyncIterator["Desk"]:
    async with shipped() as database:
        yield Desk(database)


@dataclass
class Desk:
    """`say` is Bo in the management room; `room` can be replaced, as if the bot were restarted."""

    database: Database
    room: Room = field(init=False)

    def __post_init__(self) -> None:
        self._ids = count(1)
        self.now = NOW
        self.restart()

    def restart(self) -> None:
        self.room = Room(self.database, managers={BO, CORA}, now=self.now, limit=10_000)
        self.room._ids = self._ids

    def later(self, **passed: float) -> None:
        self.now += timedelta(**passed)
        self.room.now = self.now

    async def say(self, words: str, sender: str = BO, **more: Any) -> str:
        told = await self.room.say(words, sender=sender, room_id=MANAGEMENT, **more)
        return "\n\n".join(told)

    async def ask(self, words: str) -> str:
        """A member in a network room."""
        return "\n\n".join(await self.room.say(words, sender=ADA, room_id=ROOM))

    async def do(self, words: str, sender: str = BO) -> str:
        """With the preview agreed to."""
        self.later(minutes=1)
        shown = await self.say(words, sender)
        assert "Stimmt das?" in shown, shown
        return await self.say("!eintrag ja", sender)

    async def preview(self, sender: str = BO) -> str:
        """Event id of what waits for the manager."""
        await self.room.read(MANAGEMENT)
        async with self.database.transaction() as tx:
            waiting = await awaited.alone(tx, sender)
            assert waiting is not None
            name = (waiting.subject or "").replace(":", "-", 1)
            return (await outbox.sent_events(tx, [name]))[name]

    async def react(self, key: str, sender: str = BO, *, to: str | None = None) -> str:
        target = to or await self.preview(sender)
        told = await self.room.react(key, target, sender=sender, room_id=MANAGEMENT)
        return "\n\n".join(told)

    async def entries(self, place: str) -> list[Guideline]:
        """Those that are there."""
        async with self.database.transaction() as tx:
            numbers = [
                m.municipality_id
                for m in await guidelines.known_municipalities(tx)
                if m.name == place
            ]
            return await guidelines.of_municipalities(tx, numbers)

    async def number(self, place: str) -> int:
        return (await self.entries(place))[0].guideline_id

    async def whole(self, number: int) -> EntrySnapshot:
        async with self.database.transaction() as tx:
            found = await versions.whole(tx, number)
        assert found is not None
        return found

    async def versions(self, number: int) -> list[Version]:
        async with self.database.transaction() as tx:
            return await versions.of_guideline(tx, number, 100)

    async def history(self, number: int) -> list[tuple[str, str | None]]:
        """What and who, newest first."""
        return [(each.action, each.by.actor) for each in await self.versions(number)]

    async def attach(self, number: int, sha256: str = SHA) -> None:
        async with self.database.transaction() as tx:
            await documents.add(tx, Document(sha256, "PDF", 1000, NOW))
            await documents.attach(tx, GuidelineDocument(number, sha256, "alt.pdf", NOW))

    async def accepted(self, place: str = "Köln", **fields: Any) -> int:
        """The number of a submission that Cora accepted."""
        file = fields.pop("file", None)
        async with self.database.transaction() as tx:
            submission = await submissions.add(tx, blank(place, **fields))
            number = submission.submission_id
            if file is not None:
                await submissions.put_file(tx, file_of(number, **file))
            await notices.announce(self.room.context(tx), submission)
        self.later(minutes=1)
        told = await self.say(f"!annehmen {number}", CORA)
        assert "ist angenommen" in told, told
        return number
