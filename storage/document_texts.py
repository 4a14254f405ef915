"""What is written in the documents of the collection, and which are still to be read."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction, one
from storage.documents import Document
from storage.times import from_row, to_row

# Those that belong to an entry that is there.
_UNREAD = """
    FROM document
    WHERE NOT EXISTS (SELECT * FROM document_text WHERE sha256 = document.sha256)
        AND EXISTS (SELECT * FROM guideline_document JOIN guideline USING (guideline_id)
                    WHERE sha256 = document.sha256 AND deleted_at IS NULL)
"""


@dataclass(frozen=True)
class DocumentText:
    """That a document was read; `problem` is why it could not, or not all, be read."""

    sha256: str
    problem: str | None
    pages: int
    read_at: datetime


@dataclass(frozen=True)
class Page:
    """`number` of the first is 1."""

    number: int
    text: str


async def unread(tx: Transaction) -> list[Document]:
    """Those that belong to an entry, unless it is deleted, in the order in which they came."""
    sql = " ".join(("SELECT *", _UNREAD, "ORDER BY stored_at, sha256"))
    return [_document(row) for row in await tx.execute_fetchall(sql)]


async def waiting(tx: Transaction) -> int:
    """How many documents `unread` brings; quick if all are read, as they mostly are."""
    row = await one(
        tx,
        " ".join(
            (
                "SELECT iif((SELECT count(*) FROM document)",
                "= (SELECT count(*) FROM document_text), 0, (SELECT count(*)",
                _UNREAD,
                ")) AS count",
            )
        ),
    )
    return 0 if row is None else int(row["count"])


async def is_unread(tx: Transaction, document: Document) -> bool:
    """Still, and not forgotten, or forgotten and stored anew, meanwhile."""
    row = await one(tx, " ".join(("SELECT *", _UNREAD, "AND sha256 = ?")), (document.sha256,))
    return row is not None and _document(row) == document


async def of(tx: Transaction, sha256: str) -> DocumentText | None:
    """None if it is still to be read."""
    row = await one(tx, "SELECT * FROM document_text WHERE sha256 = ?", (sha256,))
    return None if row is None else _text(row)


async def with_problem(tx: Transaction, problems: Collection[str]) -> list[DocumentText]:
    rows = await tx.execute_fetchall("SELECT * FROM document_text WHERE problem IS NOT NULL")
    return [_text(row) for row in rows if row["problem"] in problems]


async def drop_pages(tx: Transaction, sha256: str, most: int) -> bool:
    """Of an attempt that was interrupted, at most so many; True if there may be more."""
    cursor = await tx.execute(
        """
        DELETE FROM document_page WHERE page_id IN
            (SELECT page_id FROM document_page WHERE sha256 = ? LIMIT ?)
        """,
        (sha256, most),
    )
    return cursor.rowcount == most


async def put_pages(tx: Transaction, sha256: str, pages: Iterable[Page]) -> None:
    await tx.executemany(
        "INSERT INTO document_page (sha256, page, text) VALUES (?, ?, ?)",
        [(sha256, page.number, page.text) for page in pages],
    )


async def written(tx: Transaction, sha256: str) -> int:
    """How many pages have text."""
    row = await one(tx, "SELECT count(*) FROM document_page WHERE sha256 = ?", (sha256,))
    return 0 if row is None else int(row[0])


async def put(tx: Transaction, text: DocumentText) -> None:
    await tx.execute(
        "INSERT INTO document_text VALUES (?, ?, ?, ?)",
        (text.sha256, text.problem, text.pages, to_row(text.read_at)),
    )


async def forget(tx: Transaction, sha256: str) -> None:
    """So that it is read again."""
    await tx.execute("DELETE FROM document_text WHERE sha256 = ?", (sha256,))


def _document(row: Row) -> Document:
    return Document(row["sha256"], row["kind"], row["bytes"], from_row(row["stored_at"]))


def _text(row: Row) -> DocumentText:
    return DocumentText(row["sha256"], row["problem"], row["pages"], from_row(row["read_at"]))
