"""A bot that gets hostile submissions, and what must hold after each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.fetching.links import Links
from bot.workers.document_store import Documents
from bot.workers.submission_checks import SubmissionChecks
from storage.submissions import submissions
from tests.support.clean import faults
from tests.support.say import MANAGEMENT, ROOM, Room
from tests.support.sites import INNER, Everywhere, Site
from tests.support.workers import examine

ADA, BEA = "@ada:example.org", "@leitung:example.org"
CHAT = "!direkt:example.org"
WORD = "wiesenschaumkraut"
LARGEST = 25_000_000
GOOD = f"https://www.example.org/{WORD}"


@dataclass
class World:
    """`data` is what every file contains."""

    room: Room
    site: Site
    documents: Documents
    data: bytes = b""
    seen: list[Mapping[str, Any]] = field(default_factory=list)

    async def download(self, _source: Mapping[str, object], largest: int) -> bytes:
        assert largest == LARGEST
        return self.data

    async def say(self, body: str, **more: Any) -> Mapping[str, Any]:
        """Say it as Ada; return the answer, the last one where each line is a command."""
        where = CHAT if more.get("direct") else ROOM
        before = len(self.room.contents)
        answers = await self.room.say(body, sender=ADA, room_id=where, **more)
        assert len(answers) == 1 + sum(line.startswith("!") for line in body.splitlines()[1:])
        assert len(self.room.contents) == before + len(answers)
        return self.room.contents[-1]

    async def look(self, fetch: Any = None) -> None:
        checks = SubmissionChecks(
            self.room.database,
            self.documents,
            Links(resolver=Everywhere(INNER), seconds=2),
            fetch or self.download,
            self.room.live,
            LARGEST,
            lambda: None,
        )
        await examine(checks)

    async def manager(self, body: str) -> None:
        await self.room.say(body, sender=BEA, room_id=MANAGEMENT)

    async def number(self) -> int | None:
        """Of the newest submission."""
        async with self.room.database.transaction() as tx:
            own = await submissions.of_submitter(tx, ADA)
        return own[0].submission_id if own else None

    async def is_shown_everywhere(self) -> None:
        """In all that tells of submissions, and in the collection if it gets there."""
        await self.room.say("!meine", sender=ADA, room_id=CHAT, direct=True)
        number = await self.number()
        if number is None:
            return
        await self.room.say(f"!einreichung {number}", sender=ADA, room_id=CHAT, direct=True)
        await self.manager("!offen")
        await self.manager(f"!einreichung {number}")
        await self.manager(f"!rückfrage {number} Ist das so?")
        await self.manager(f"!annehmen {number}")
        await self.manager(f"!annehmen {number} Stadt, Bayern")
        await self.room.say("!leitlinie Bonn", sender=ADA)

    async def has_come_to_no_harm(self, *, relayed: bool = False) -> None:
        """The bot goes on, the database is whole, all that was said is clean, nobody was asked."""
        for person in (ADA, BEA, ROOM, CHAT, MANAGEMENT):
            await self.room.read(person)
        found = [fault for said in self.room.contents for fault in faults(said, relayed=relayed)]
        assert found == []
        assert self.site.seen == []
        assert "Netzwerkbot" in str((await self.say("!hilfe"))["body"])
        async with self.room.database.transaction() as tx:
            [whole] = await tx.execute_fetchall("PRAGMA integrity_check")
            assert whole[0] == "ok"
            assert list(await tx.execute_fetchall("PRAGMA foreign_key_check")) == []


def each(cases: Mapping[str, object]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("what", cases.values(), ids=cases.keys())
