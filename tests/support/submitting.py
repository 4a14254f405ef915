"""A member who submits, and the look at link and file that follows; nothing is fetched."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from commands.conversation.events import File
from commands.submissions.compare import Comparison, compare
from commands.submissions.intake import examined
from storage.collection import guidelines
from storage.collection.guidelines import Guideline, GuidelineLink
from storage.database import Database
from storage.submissions import submissions
from storage.submissions.submissions import Submission, SubmissionFile, SubmissionStep
from tests.support.collection_fixtures import shipped
from tests.support.say import MANAGEMENT, NOW, Room

ADA, BO = "@ada:example.org", "@bo:example.org"
URL = "https://www.example.org/leitlinien"
PDF = File("leitlinien.pdf", {"url": "mxc://example.org/pdf"}, encrypted=False)
SHA = "a" * 64
STORED = {"state": "stored", "sha256": SHA, "kind": "PDF", "bytes": 1000}


@asynccontextmanager
async def office() -> AsyncIterator["Office"]:
    """With the collection as it is shipped."""
    async with shipped() as database:
        yield Office(database)


@dataclass
class Office:
    database: Database

    def __post_init__(self) -> None:
        self.room = Room(self.database)

    async def say(self, words: str, **more: Any) -> str:
        """Everything that is answered in the room."""
        return "\n\n".join(await self.room.say(words, **more))

    async def told(self, person: str = ADA) -> str:
        """In the direct chat, since the last time."""
        return "\n\n".join(await self.room.read(person))

    async def management(self) -> str:
        return "\n\n".join(await self.room.read(MANAGEMENT))

    async def examine(self, number: int, link_state: str | None = "OK", **file: Any) -> None:
        """As bot/workers/submission_checks.py does; `file` is what came of it, if there is one."""
        async with self.database.transaction() as tx:
            known = await submissions.file_of(tx, number)
            looked_at = known and replace(known, **file)
            await examined(self.room.context(tx), number, link_state, looked_at)

    async def submission(self, number: int) -> Submission:
        async with self.database.transaction() as tx:
            found = await submissions.get(tx, number)
        assert found is not None
        return found

    async def count(self) -> int:
        async with self.database.transaction() as tx:
            [row] = await tx.execute_fetchall("SELECT count(*) AS n FROM submission")
        return int(row["n"])

    async def file(self, number: int) -> SubmissionFile:
        async with self.database.transaction() as tx:
            found = await submissions.file_of(tx, number)
        assert found is not None
        return found

    async def steps(self, number: int) -> list[SubmissionStep]:
        async with self.database.transaction() as tx:
            return await submissions.steps_of(tx, number)

    async def set(self, number: int, **fields: Any) -> None:
        submission = await self.submission(number)
        async with self.database.transaction() as tx:
            await submissions.change(tx, replace(submission, **fields))

    async def compared(self, number: int, sha256: str | None = None) -> Comparison:
        submission = await self.submission(number)
        async with self.database.transaction() as tx:
            return await compare(tx, submission, sha256)

    async def entry(self, printed: str, **fields: Any) -> Guideline:
        """The entry of that name, with these fields from now on."""
        async with self.database.transaction() as tx:
            [entry] = [
                each
                for each in await guidelines.everything(tx)
                if each.printed == printed and each.list == "buergerbeteiligung"
            ]
            entry = replace(entry, **fields)
            await guidelines.change(tx, entry)
        return entry

    async def another(self, entry: Guideline, **fields: Any) -> Guideline:
        """One more entry beside it."""
        async with self.database.transaction() as tx:
            bare = replace(entry, guideline_id=0, number=None, title=None, links=(), created_at=NOW)
            return await guidelines.add(tx, replace(bare, **fields))


def link(url: str) -> GuidelineLink:
    return GuidelineLink("Leitlinien", url, None)
