"""Entries with documents, indexed as the running bot does it."""

import hashlib
from collections.abc import Sequence

from bot.indexing import Indexing
from storage import documents, guidelines
from storage.database import Database, Transaction
from storage.documents import Document, GuidelineDocument
from storage.guidelines import Guideline, Link, Municipality
from tests.say import NOW, Room


async def add(
    tx: Transaction,
    name: str,
    *pages: str,
    title: str | None = None,
    land: str = "Hessen",
    presumed: str | None = None,
    document: str = "leitlinien.pdf",
    **more: str,
) -> int:
    """The number of the entry; `more` are further fields of it."""
    municipality = await guidelines.add_municipality(
        tx, Municipality(0, name, presumed, "", "Stadt", land, "", None)
    )
    entry = await guidelines.add(tx, guideline(municipality.municipality_id, title, **more))
    if pages:
        await attach(tx, entry.guideline_id, pages, document)
    return entry.guideline_id


def guideline(
    municipality_id: int,
    title: str | None = None,
    *,
    guideline_id: int = 0,
    labels: Sequence[str] = (),
    document_type: str | None = None,
    adopted_by: str | None = None,
    summary: str | None = None,
) -> Guideline:
    return Guideline(
        guideline_id=guideline_id,
        municipality_id=municipality_id,
        list="buergerbeteiligung",
        number=None,
        printed="",
        certainty="sicher",
        remark="",
        title=title,
        document_type=document_type,
        status="unbekannt",
        adopted=None,
        adopted_by=adopted_by,
        updated=None,
        summary=summary,
        source=None,
        provenance="",
        confirmed_by=None,
        confirmed_at=None,
        created_at=NOW,
        links=tuple(Link(label, "https://example.org/", None) for label in labels),
    )


async def attach(
    tx: Transaction, guideline_id: int, pages: Sequence[str], name: str = "leitlinien.pdf"
) -> str:
    """The hash of the document."""
    sha256 = hashlib.sha256(repr((name, pages)).encode()).hexdigest()
    await documents.add(tx, Document(sha256, "PDF", 1, NOW))
    await documents.attach(tx, GuidelineDocument(guideline_id, sha256, name, NOW))
    await write(tx, sha256, pages)
    return sha256


async def write(tx: Transaction, sha256: str, pages: Sequence[str]) -> None:
    await tx.executemany(
        "INSERT OR IGNORE INTO document_page (sha256, page, text) VALUES (?, ?, ?)",
        [(sha256, number, text) for number, text in enumerate(pages, start=1)],
    )


def indexing(database: Database) -> Indexing:
    return Indexing(database, Room(database).occasion)


async def index(database: Database) -> None:
    worker = indexing(database)
    await worker.begin()
    await worker.look()


async def ask(room: Room, words: str) -> str:
    [said] = await room.say(f"!suche {words}")
    return said


async def hits(room: Room, words: str) -> list[str]:
    """The municipalities that are shown, in order."""
    said = await ask(room, words)
    lines = [line for line in said.splitlines() if line[:1].isdigit() and ". " in line]
    return [line.partition(". ")[2].partition(":")[0] for line in lines if "Treffer" not in line]
