"""The texts of the documents of the collection, and which are still to be read."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.collection.documents import Document
from storage.database import Transaction
from storage.records import fetch, fetch_one, insert, number

# Those that belong to an entry that is there.
_SELECT_UNREAD = """
    SELECT * FROM document
    WHERE NOT EXISTS (SELECT * FROM document_text WHERE sha256 = document.sha256)
        AND EXISTS (SELECT * FROM guideline_document JOIN guideline USING (guideline_id)
                    WHERE sha256 = document.sha256 AND deleted_at IS NULL)
"""


@dataclass(frozen=True)
class DocumentText:
    """The result of reading; `problem` is why the document could not, or not all, be read."""

    sha256: str
    problem: str | None
    pages: int
    read_at: datetime


@dataclass(frozen=True)
class TextPage:
    """`number` of the first is 1."""

    number: int
    text: str


async def unread(tx: Transaction) -> list[Document]:
    """Return those that belong to an entry, unless it is deleted, in the order of storing."""
    return await fetch(tx, Document, f"{_SELECT_UNREAD} ORDER BY stored_at, sha256")


async def waiting(tx: Transaction) -> int:
    """Count what `unread` returns; quick if all are read, as they mostly are."""
    if await number(tx, "SELECT count(*) FROM document") == await number(
        tx, "SELECT count(*) FROM document_text"
    ):
        return 0
    return len(await unread(tx))


async def is_unread(tx: Transaction, document: Document) -> bool:
    """Tell whether it is so still: it may be forgotten, or forgotten and stored again."""
    sql = f"{_SELECT_UNREAD} AND sha256 = ?"
    return await fetch_one(tx, Document, sql, (document.sha256,)) == document


async def with_problem(tx: Transaction, problems: Collection[str]) -> list[DocumentText]:
    texts = await fetch(tx, DocumentText, "SELECT * FROM document_text WHERE problem IS NOT NULL")
    return [text for text in texts if text.problem in problems]


async def drop_pages(tx: Transaction, sha256: str, most: int) -> bool:
    """Drop pages of an interrupted attempt, at most so many; return whether more may be left."""
    cursor = await tx.execute(
        """
        DELETE FROM document_page WHERE page_id IN
            (SELECT page_id FROM document_page WHERE sha256 = ? LIMIT ?)
        """,
        (sha256, most),
    )
    return cursor.rowcount == most


async def put_pages(tx: Transaction, sha256: str, pages: Iterable[TextPage]) -> None:
    await tx.executemany(
        "INSERT INTO document_page (sha256, page, text) VALUES (?, ?, ?)",
        [(sha256, page.number, page.text) for page in pages],
    )


async def pages_with_text(tx: Transaction, sha256: str) -> int:
    return await number(tx, "SELECT count(*) FROM document_page WHERE sha256 = ?", (sha256,))


async def put(tx: Transaction, text: DocumentText) -> None:
    await insert(tx, "document_text", text)


async def forget(tx: Transaction, sha256: str) -> None:
    """Have it read again."""
    await tx.execute("DELETE FROM document_text WHERE sha256 = ?", (sha256,))
