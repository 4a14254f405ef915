"""The files of the collection; their bytes lie beside the database, named by their hash."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.records import column, each_of, fetch, insert, record

# An undo can be undone: documents of earlier versions are needed, too.
_NEEDED = """
    SELECT sha256 FROM guideline_document
    UNION SELECT value ->> 'sha256' FROM guideline_version, json_each(after, '$.documents')
    UNION SELECT sha256 FROM submission_file JOIN submission USING (submission_id)
        WHERE sha256 IS NOT NULL AND submission.state IN ('checking', 'open')
"""


@dataclass(frozen=True)
class Document:
    sha256: str
    kind: str
    bytes: int
    stored_at: datetime


@dataclass(frozen=True)
class GuidelineDocument:
    """A document as it belongs to an entry; `name` is that of the file when it came."""

    guideline_id: int
    sha256: str
    name: str
    added_at: datetime


@dataclass(frozen=True)
class StoredDocument:
    """A document of an entry with its file; `pages` is None if it was not read yet."""

    guideline_id: int
    sha256: str
    name: str
    kind: str
    bytes: int
    pages: int | None
    problem: str | None


async def add(tx: Transaction, document: Document) -> None:
    """Insert it unless it is known."""
    await insert(tx, "document", document, "IGNORE")


async def attach(tx: Transaction, document: GuidelineDocument) -> None:
    """Add it to the entry unless it has it."""
    await insert(tx, "guideline_document", document, "IGNORE")


async def detach(tx: Transaction, guideline_id: int, sha256: str) -> None:
    await tx.execute(
        "DELETE FROM guideline_document WHERE guideline_id = ? AND sha256 = ?",
        (guideline_id, sha256),
    )


async def of_guideline(tx: Transaction, guideline_id: int) -> list[GuidelineDocument]:
    """Return the documents of an entry; none if it is deleted."""
    return await fetch(
        tx,
        GuidelineDocument,
        """
        SELECT guideline_document.* FROM guideline_document JOIN guideline USING (guideline_id)
        WHERE guideline_id = ? AND deleted_at IS NULL ORDER BY added_at, sha256
        """,
        (guideline_id,),
    )


async def attached(tx: Transaction, *guideline_ids: int) -> list[GuidelineDocument]:
    """Return the documents of the entries, also if these are deleted."""
    return await fetch(
        tx,
        GuidelineDocument,
        """
        SELECT guideline_document.* FROM json_each(?) AS chosen
            JOIN guideline_document ON guideline_id = chosen.value ORDER BY added_at, sha256
        """,
        (json.dumps(guideline_ids),),
    )


async def stored(tx: Transaction, guideline_ids: Iterable[int]) -> list[StoredDocument]:
    """Return the documents of the entries, in the order of these, each file once."""
    documents = await fetch(
        tx,
        StoredDocument,
        """
        SELECT guideline_id, sha256, name, kind, bytes, pages, problem
        FROM json_each(?) AS chosen JOIN guideline_document ON guideline_id = chosen.value
            JOIN document USING (sha256) LEFT JOIN document_text USING (sha256)
        ORDER BY chosen.key, added_at, sha256
        """,
        (each_of(guideline_ids),),
    )
    once = {document.sha256: document for document in reversed(documents)}
    return list(reversed(once.values()))


async def everywhere(tx: Transaction) -> list[tuple[GuidelineDocument, Document]]:
    """Return the documents of all entries."""
    rows = await tx.execute_fetchall(
        """
        SELECT guideline_id, sha256, name, added_at, kind, bytes, stored_at
        FROM guideline_document JOIN document USING (sha256) ORDER BY added_at, sha256
        """
    )
    return [(record(GuidelineDocument, row), record(Document, row)) for row in rows]


async def known(tx: Transaction) -> set[str]:
    """Return the hashes of all files that were stored."""
    return set(await column(tx, "SELECT sha256 FROM document"))


async def holders(tx: Transaction, sha256: str) -> list[int]:
    """Return the entries that have this file."""
    return await column(
        tx,
        """
        SELECT guideline_id FROM guideline_document JOIN guideline USING (guideline_id)
        WHERE sha256 = ? AND deleted_at IS NULL ORDER BY guideline_id
        """,
        (sha256,),
    )


async def needed(tx: Transaction) -> set[str]:
    """Return the hashes of all files that belong, or once belonged, to an entry, be it deleted,
    or that belong to a submission that is not decided."""
    return set(await column(tx, _NEEDED))


async def forget_others(tx: Transaction) -> None:
    """Delete the rows of files that nothing needs; the next cleaning deletes the files."""
    await tx.execute(" ".join(("DELETE FROM document WHERE sha256 NOT IN (", _NEEDED, ")")))
