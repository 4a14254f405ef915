"""The files of the collection; their bytes lie beside the database, named by their hash."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.times import from_row, to_row


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
    """With what is known of the file; `pages` is None if it was not read yet."""

    guideline_id: int
    sha256: str
    name: str
    kind: str
    bytes: int
    pages: int | None
    problem: str | None


async def add(tx: Transaction, document: Document) -> None:
    """No effect if it is known."""
    await tx.execute(
        "INSERT OR IGNORE INTO document VALUES (?, ?, ?, ?)",
        (document.sha256, document.kind, document.bytes, to_row(document.stored_at)),
    )


async def attach(tx: Transaction, document: GuidelineDocument) -> None:
    """No effect if the entry has it."""
    await tx.execute(
        "INSERT OR IGNORE INTO guideline_document VALUES (?, ?, ?, ?)",
        (document.guideline_id, document.sha256, document.name, to_row(document.added_at)),
    )


async def of_guideline(tx: Transaction, guideline_id: int) -> list[GuidelineDocument]:
    rows = await tx.execute_fetchall(
        "SELECT * FROM guideline_document WHERE guideline_id = ? ORDER BY added_at, sha256",
        (guideline_id,),
    )
    return [
        GuidelineDocument(r["guideline_id"], r["sha256"], r["name"], from_row(r["added_at"]))
        for r in rows
    ]


async def brought(tx: Transaction, guideline_ids: Iterable[int]) -> list[StoredDocument]:
    """Those of the entries, in the order of these, each file once."""
    rows = await tx.execute_fetchall(
        """
        SELECT guideline_id, sha256, name, kind, bytes, pages, problem
        FROM json_each(?) AS wanted JOIN guideline_document ON guideline_id = wanted.value
            JOIN document USING (sha256) LEFT JOIN document_text USING (sha256)
        ORDER BY wanted.key, added_at, sha256
        """,
        (json.dumps(list(guideline_ids)),),
    )
    found = {row["sha256"]: StoredDocument(**dict(row)) for row in reversed(list(rows))}
    return list(reversed(found.values()))


async def holders(tx: Transaction, sha256: str) -> list[int]:
    """The entries that have this file."""
    rows = await tx.execute_fetchall(
        "SELECT guideline_id FROM guideline_document WHERE sha256 = ? ORDER BY guideline_id",
        (sha256,),
    )
    return [row["guideline_id"] for row in rows]


async def needed(tx: Transaction) -> set[str]:
    """Hashes of all files that belong to an entry or to a submission that is not decided."""
    rows = await tx.execute_fetchall(
        """
        SELECT sha256 FROM guideline_document
        UNION SELECT sha256 FROM submission_file JOIN submission USING (submission_id)
            WHERE sha256 IS NOT NULL AND submission.state IN ('checking', 'open')
        """
    )
    return {row["sha256"] for row in rows}


async def forget_others(tx: Transaction) -> None:
    """Drop what nothing needs any more; the files go with the next cleaning."""
    await tx.execute(
        """
        DELETE FROM document WHERE sha256 NOT IN (
            SELECT sha256 FROM guideline_document
            UNION SELECT sha256 FROM submission_file JOIN submission USING (submission_id)
                WHERE sha256 IS NOT NULL AND submission.state IN ('checking', 'open'))
        """
    )
