"""A person in the direct chat with a bot that is started anew for every message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from commands.conversation.command import AnyCommand, Route
from commands.conversation.events import File
from storage.conversation import awaited
from storage.conversation.awaited import Awaited
from storage.database import Database
from storage.submissions import submissions
from storage.submissions.submissions import Submission
from tests.support.say import NOW, Room

ADA, BO = "@ada:example.org", "@bo:example.org"
CHAT, OTHER_CHAT = "!direkt-ada:example.org", "!direkt-bo:example.org"
SLIDES = File("folien.pdf", {"url": "mxc://example.org/folien"}, encrypted=False)
SECRET = File("geheim.pdf", {"file": {"url": "mxc://example.org/g"}}, encrypted=True)


def in_dialogue(person: str, subject: str, step: str, answers: Mapping[str, Any]) -> Awaited:
    """Begun by the person, as it is stored."""
    payload = {"step": step, "answers": answers, "options": []}
    return Awaited(person, f"{subject}-dialogue", payload, NOW, alone=True)


@dataclass
class Talk:
    """Each message meets a bot that has just been started: only the database remembers."""

    database: Database
    commands: Sequence[AnyCommand]
    routes: Sequence[Route]
    sender: str = ADA
    chat: str = CHAT
    passed: timedelta = timedelta()
    said: list[str] = field(default_factory=list)

    async def say(self, body: str, **more: Any) -> str:
        room = Room(self.database, self.commands, self.routes, now=NOW + self.passed)
        self.said.append(body)
        more = {"direct": True, "room_id": self.chat, **more}
        event_id = f"$e{len(self.said)}-{self.sender[1:4]}"
        return "\n\n".join(await room.say(body, sender=self.sender, event_id=event_id, **more))

    async def read(self, room_id: str) -> str:
        return "\n\n".join(await Room(self.database).read(room_id))

    async def kept(self) -> Awaited | None:
        async with self.database.transaction() as tx:
            return await awaited.alone(tx, self.sender)

    async def answers(self) -> Mapping[str, Any]:
        kept = await self.kept()
        return {} if kept is None else kept.payload["answers"]

    async def step(self) -> str | None:
        kept = await self.kept()
        return None if kept is None else kept.payload["step"]


URL = "https://www.example.org/leitlinien.pdf"
TITLE = "Leitlinien für Beteiligung"
ALL = ("!einreichen", "Bonn", "1", URL, TITLE, "beschlossen 2014", "Bitte bald.")


async def say(talk: Talk, *said: str | File) -> str:
    """Return the last answer."""
    told = ""
    for one in said:
        told = await (talk.say(one) if isinstance(one, str) else talk.say("", file=one))
    return told


async def filed(talk: Talk) -> list[Submission]:
    async with talk.database.transaction() as tx:
        return await submissions.of_submitter(tx, talk.sender)
