"""The files of the collection; their bytes lie beside the database, named by their hash."""

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
