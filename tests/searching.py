"""Entries with documents, indexed as the running bot does it."""

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from bot.indexing import Indexing
from storage import document_texts, documents, guidelines
from storage.database import Database, Transaction
from storage.document_texts import DocumentText
from storage.documents import Document, GuidelineDocument
from storage.guidelines import Guideline, Municipality
from tests.say import NOW, Room

_SHOWN = re.compile(r"^\d+\. ([^:]+):")


async def add(
    tx: Transaction,
    name: str,
    *pages: str,
    land: str = "Hessen",
    presumed: str | None = None,
    document: str = "leitlinien.pdf",
    **fields: Any,
) -> int:
    """The number of the entry; `fields` are further ones of it."""
    municipality = await guidelines.add_municipality(
        tx, Municipality(0, name, presumed, "", "Stadt", land, "", None)
    )
    bare = guideline(municipality.municipality_id)
    entry = await guidelines.add(tx, replace(bare, **fields))
    if pages:
        await attach(tx, entry.guideline_id, pages, document)
    return entry.guideline_id


def guideline(municipality_id: int) -> Guideline:
    """Of which nothing is known."""
    return Guideline(
        guideline_id=0,
        municipality_id=municipality_id,
        list="buergerbeteiligung",
        number=None,
        printed="",
        certainty="sicher",
        remark="",
        title=None,
        document_type=None,
        status="unbekannt",
        adopted=None,
        adopted_by=None,
        updated=None,
        summary=None,
        source=None,
        provenance="",
        confirmed_by=None,
        confirmed_at=None,
        created_at=NOW,
    )


async def attach(
    tx: Transaction, guideline_id: int, pages: Sequence[str], name: str = "leitlinien.pdf"
) -> str:
    """The hash of the document; its kind is what the name ends with."""
    sha256 = hashlib.sha256(repr((name, pages)).encode()).hexdigest()
    await documents.add(tx, Document(sha256, name.rpartition(".")[2].upper(), 1, NOW))
    await documents.attach(tx, GuidelineDocument(guideline_id, sha256, name, NOW))
    await write(tx, sha256, pages)
    await document_texts.forget(tx, sha256)
    await document_texts.put(tx, DocumentText(sha256, None, len(pages), NOW))
    return sha256


async def write(tx: Transaction, sha256: str, pages: Sequence[str]) -> None:
    await tx.executemany(
        "INSERT OR IGNORE INTO document_page (sha256, page, text) VALUES (?, ?, ?)",
        [(sha256, number, text) for number, text in enumerate(pages, start=1)],
    )


def indexing(database: Database) -> Indexing:
    return Indexing(database, Room(database).occasion)


async def until(condition: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(10):
        while True:
            if await condition():
                return
            await asyncio.sleep(0.01)


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
    if " Treffer" not in said or "keinen Treffer" in said:
        return []
    return [name for line in said.splitlines() for name in _SHOWN.findall(line)]
