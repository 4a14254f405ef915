"""A collection as large as all municipalities of Germany, with made-up texts."""

import hashlib
from collections.abc import Iterator

from commands.collection.terms import LANDS
from storage.collection import document_texts, documents, guidelines
from storage.collection.document_texts import DocumentText
from storage.collection.documents import Document, GuidelineDocument
from storage.collection.guidelines import Guideline, Municipality
from storage.database import Database, Transaction
from tests.bench.german import Writer
from tests.support.say import NOW

WORDS_ON_A_PAGE = 250
_AT_ONCE = 100
_KINDS = ("Leitlinien", "Satzung", "Konzept", "Leitfaden")


async def fill(database: Database, writer: Writer, entries: int, pages: int) -> None:
    """One document each, read page by page."""
    for first in range(0, entries, _AT_ONCE):
        async with database.transaction() as tx:
            for number in range(first, min(first + _AT_ONCE, entries)):
                await _add(tx, writer, number, pages)


async def _add(tx: Transaction, writer: Writer, number: int, pages: int) -> None:
    land = [*LANDS.values()][number % len(LANDS)]
    place = Municipality(
        0, f"Ort{number}", None, f"Ort{number}", "Stadt", land, "Musterkreis", None
    )
    municipality = await guidelines.add_municipality(tx, place)
    entry = _entry(writer, municipality.municipality_id, _KINDS[number % len(_KINDS)])
    guideline_id = (await guidelines.add(tx, entry)).guideline_id
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    await documents.add(tx, Document(sha256, "PDF", 1, NOW))
    await documents.attach(tx, GuidelineDocument(guideline_id, sha256, f"{place.name}.pdf", NOW))
    await tx.executemany(
        "INSERT INTO document_page (sha256, page, text) VALUES (?, ?, ?)",
        [(sha256, page, text) for page, text in enumerate(_pages(writer, pages), start=1)],
    )
    await document_texts.put(tx, DocumentText(sha256, None, pages, NOW))


def _pages(writer: Writer, count: int) -> Iterator[str]:
    return (writer.page(WORDS_ON_A_PAGE) for _ in range(count))


def _entry(writer: Writer, municipality_id: int, document_type: str) -> Guideline:
    return Guideline(
        municipality_id=municipality_id,
        list="buergerbeteiligung",
        title=writer.page(5).removesuffix("."),
        document_type=document_type,
        status="beschlossen",
        adopted="2015",
        adopted_by="Stadtrat",
        summary=writer.page(30),
        confirmed_at=NOW,
        created_at=NOW,
    )
