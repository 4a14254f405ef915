"""The shipped collection with documents on the disk, and what becomes of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.workers.document_store import Documents
from bot.workers.text_extraction import LIMITS, TextExtraction
from commands.collection.lookup import look_up
from storage.collection import documents
from storage.collection.document_texts import DocumentText
from storage.collection.documents import Document, GuidelineDocument
from storage.database import Database
from storage.records import fetch_one
from tests.support.collection_fixtures import shipped
from tests.support.hostile_files import pdf
from tests.support.say import MANAGEMENT, NOW, Room
from tests.support.workers import bringing

TWO_PAGES = pdf("Leitlinien für Bürger-\nbeteiligung\fZweite Seite")


@dataclass
class Library:
    database: Database
    folder: Path
    room: Room = field(init=False)

    def __post_init__(self) -> None:
        self.room = Room(self.database)
        self.disk = Documents(self.folder / "documents")
        self.restart()

    def restart(self) -> None:
        """As if the bot were started anew."""
        live = self.room.live
        self.reading = TextExtraction(self.database, self.disk, live, lambda: None, LIMITS)
        self.bringing = bringing(self.room, self.disk.made)

    def path(self, sha256: str) -> Path:
        return self.folder / "documents" / sha256

    async def keep(
        self,
        place: str,
        data: bytes,
        name: str = "leitlinien.pdf",
        *,
        kind: str = "PDF",
        list_name: str = "buergerbeteiligung",
        number: int | None = None,
    ) -> str:
        """As if it had been submitted and accepted; its hash. `number` is that of the entry."""
        sha256 = await self.disk.store(data)
        async with self.database.transaction() as tx:
            if number is None:
                [entry] = (await look_up(tx, place)).entries
                [number] = [g.guideline_id for g in entry.guidelines if g.list == list_name]
            await documents.add(tx, Document(sha256, kind, len(data), NOW))
            await documents.attach(tx, GuidelineDocument(number, sha256, name, self.room.now))
        return sha256

    async def read(self) -> int:
        """All that is to be read; how many there were."""
        count = 0
        while await self.reading.read_next():
            count += 1
        return count

    async def bring(self) -> list[bytes]:
        """All that is wanted; the files that wait to be sent."""
        await self.bringing.look()
        async with self.database.transaction() as tx:
            rows = await tx.execute_fetchall(
                "SELECT file FROM outbox WHERE file IS NOT NULL AND state = 'waiting'"
            )
        return [row["file"] for row in rows]

    async def text(self, sha256: str) -> DocumentText | None:
        async with self.database.transaction() as tx:
            return await fetch_one(
                tx, DocumentText, "SELECT * FROM document_text WHERE sha256 = ?", (sha256,)
            )

    async def problem(self, sha256: str) -> tuple[str | None, int]:
        """And the number of pages, of what was read."""
        text = await self.text(sha256)
        assert text is not None
        return text.problem, text.pages

    async def pages(self, sha256: str) -> list[tuple[int, str]]:
        async with self.database.transaction() as tx:
            rows = await tx.execute_fetchall(
                "SELECT page, text FROM document_page WHERE sha256 = ? ORDER BY page", (sha256,)
            )
        return [(row["page"], row["text"]) for row in rows]

    async def forget(self, sha256: str) -> None:
        """As if the entry had been removed."""
        async with self.database.transaction() as tx:
            await tx.execute("DELETE FROM guideline_document WHERE sha256 = ?", (sha256,))
            await documents.forget_others(tx)


@asynccontextmanager
async def open_library(folder: Path) -> AsyncIterator[Library]:
    async with shipped() as database:
        yield Library(database, folder)


async def told(library: Library) -> list[str]:
    return await library.room.read(MANAGEMENT)
