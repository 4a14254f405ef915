"""The files of the collection; their bytes lie beside the database, named by their hash."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction
from storage.times import from_row, to_row

# What an undo took away can be wanted back.
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


async def detach(tx: Transaction, guideline_id: int, sha256: str) -> None:
    await tx.execute(
        "DELETE FROM guideline_document WHERE guideline_id = ? AND sha256 = ?",
        (guideline_id, sha256),
    )


async def of_guideline(tx: Transaction, guideline_id: int) -> list[GuidelineDocument]:
    """None if the entry is deleted."""
    rows = await tx.execute_fetchall(
        """
        SELECT guideline_document.* FROM guideline_document JOIN guideline USING (guideline_id)
        WHERE guideline_id = ? AND deleted_at IS NULL ORDER BY added_at, sha256
        """,
        (guideline_id,),
    )
    return [_attached(row) for row in rows]


async def attached(tx: Transaction, guideline_id: int) -> list[GuidelineDocument]:
    """Also if the entry is deleted."""
    rows = await tx.execute_fetchall(
        "SELECT * FROM guideline_document WHERE guideline_id = ? ORDER BY added_at, sha256",
        (guideline_id,),
    )
    return [_attached(row) for row in rows]


async def attached_to(tx: Transaction, guideline_ids: Iterable[int]) -> list[GuidelineDocument]:
    """Of several, also if they are deleted."""
    rows = await tx.execute_fetchall(
        """
        SELECT guideline_document.* FROM json_each(?) AS wanted
            JOIN guideline_document ON guideline_id = wanted.value ORDER BY added_at, sha256
        """,
        (json.dumps(list(guideline_ids)),),
    )
    return [_attached(row) for row in rows]


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


async def everywhere(tx: Transaction) -> list[tuple[GuidelineDocument, Document]]:
    """Of all entries."""
    rows = await tx.execute_fetchall(
        """
        SELECT guideline_id, sha256, name, added_at, kind, bytes, stored_at
        FROM guideline_document JOIN document USING (sha256) ORDER BY added_at, sha256
        """
    )
    return [
        (
            GuidelineDocument(r["guideline_id"], r["sha256"], r["name"], from_row(r["added_at"])),
            Document(r["sha256"], r["kind"], r["bytes"], from_row(r["stored_at"])),
        )
        for r in rows
    ]


async def known(tx: Transaction) -> set[str]:
    """Hashes of all files that were stored."""
    rows = await tx.execute_fetchall("SELECT sha256 FROM document")
    return {row["sha256"] for row in rows}


async def holders(tx: Transaction, sha256: str) -> list[int]:
    """The entries that have this file."""
    rows = await tx.execute_fetchall(
        """
        SELECT guideline_id FROM guideline_document JOIN guideline USING (guideline_id)
        WHERE sha256 = ? AND deleted_at IS NULL ORDER BY guideline_id
        """,
        (sha256,),
    )
    return [row["guideline_id"] for row in rows]


async def needed(tx: Transaction) -> set[str]:
    """Hashes of all files that belong, or once belonged, to an entry, be it deleted, or that
    belong to a submission that is not decided."""
    rows = await tx.execute_fetchall(_NEEDED)
    return {row["sha256"] for row in rows}


async def forget_others(tx: Transaction) -> None:
    """Drop what nothing needs any more; the files go with the next cleaning."""
    await tx.execute(" ".join(("DELETE FROM document WHERE sha256 NOT IN (", _NEEDED, ")")))


def _attached(row: Row) -> GuidelineDocument:
    added_at = from_row(row["added_at"])
    return GuidelineDocument(row["guideline_id"], row["sha256"], row["name"], added_at)
