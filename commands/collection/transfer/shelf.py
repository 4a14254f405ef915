"""Attach the documents that an import names to their entries, if they are there."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from commands.collection.transfer.files import LocatedRow
from commands.collection.transfer.rows import DocumentRow, Row
from storage.collection import documents
from storage.collection.documents import Document, GuidelineDocument
from storage.collection.guidelines import Guideline
from storage.database import Transaction


@dataclass
class Shelf:
    """`known` are hashes that the database has, `files` those of files beside it."""

    known: set[str]
    files: Collection[str]
    attached: defaultdict[int, set[str]]
    now: datetime

    @classmethod
    async def of(cls, tx: Transaction, files: Collection[str], now: datetime) -> "Shelf":
        attached: defaultdict[int, set[str]] = defaultdict(set)
        for each, _ in await documents.everywhere(tx):
            attached[each.guideline_id].add(each.sha256)
        return cls(await documents.known(tx), files, attached, now.replace(microsecond=0))

    def differs(self, row: Row, entry: Guideline) -> bool:
        """Return whether the row names other documents than the entry has."""
        has = self.attached[entry.guideline_id]
        return has != {document.sha256 for document in row.documents}

    async def take(
        self, tx: Transaction, number: int, rows: Iterable[DocumentRow]
    ) -> list[GuidelineDocument]:
        """Return the documents to attach; `number` 0 is an entry that is not stored yet."""
        has = self.attached[number] if number else set[str]()
        missing = {row.sha256: row for row in rows if row.sha256 not in has}
        there = [row for row in missing.values() if self._is_there(row.sha256)]
        for row in there:
            await documents.add(tx, Document(row.sha256, row.kind, row.bytes, self.now))
            self.known.add(row.sha256)
        return [
            GuidelineDocument(number, row.sha256, row.name, row.added_at or self.now)
            for row in there
        ]

    def _is_there(self, sha256: str) -> bool:
        return sha256 in self.known or sha256 in self.files


async def not_there(tx: Transaction, rows: Iterable[LocatedRow]) -> int:
    """Count the documents that are named and could not be attached."""
    named = {document.sha256 for found in rows for document in found.row.documents}
    return len(named - await documents.known(tx))
