"""Entries with documents, indexed as the running bot does it."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.workers.indexing import Indexing
from storage.collection import document_texts, documents, guidelines, search
from storage.collection.document_texts import DocumentText
from storage.collection.documents import Document, GuidelineDocument
from storage.collection.guidelines import Guideline, Municipality
from storage.database import Database, Transaction
from tests.support.say import NOW, Room

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
    return Guideline(municipality_id=municipality_id, list="buergerbeteiligung", created_at=NOW)


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
    return Indexing(database, Room(database).live)


async def index(database: Database) -> None:
    worker = indexing(database)
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


def shown(room: Room) -> str:
    """Return the last answer as HTML."""
    return [str(c["formatted_body"]) for c in room.contents if "formatted_body" in c][-1]


async def run(database: Database, *statements: str) -> None:
    async with database.transaction() as tx:
        for statement in statements:
            await tx.execute(statement)


async def contents(database: Database) -> set[tuple[str, str, int]]:
    """Return every word with the entry or the page that it leads to."""
    async with database.transaction() as tx:
        found = set()
        for table, words, target in (
            ("search_entry", "search_entry_words", "guideline_id"),
            ("search_page", "search_page_words", "page_id"),
        ):
            await tx.execute(
                f"CREATE VIRTUAL TABLE temp.vocab USING fts5vocab(main, {words}, instance)"
            )
            rows = await tx.execute_fetchall(
                f"SELECT term, {target} FROM vocab JOIN {table} ON search_id = doc"  # noqa: S608  a test
            )
            await tx.execute("DROP TABLE temp.vocab")
            found |= {(table, row[0], row[1]) for row in rows}
    return found


async def pending(database: Database) -> int:
    async with database.transaction() as tx:
        return await search.waiting(tx)
