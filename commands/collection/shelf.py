"""The documents that an import names: those that are there belong to their entries again."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from commands.collection.files import Found
from commands.collection.rows import DocumentRow, Row
from storage import documents
from storage.database import Transaction
from storage.documents import Document, GuidelineDocument
from storage.guidelines import Guideline


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
        """The row names other documents than the entry has."""
        has = self.attached[entry.guideline_id]
        return has != {document.sha256 for document in row.documents}

    async def attach(self, tx: Transaction, number: int, rows: Iterable[DocumentRow]) -> bool:
        """Whether the entry has more documents now. It never has fewer."""
        has = self.attached[number]
        missing = [row for row in rows if row.sha256 not in has]
        there = [row for row in missing if row.sha256 in self.known or row.sha256 in self.files]
        for row in there:
            await documents.add(tx, Document(row.sha256, row.kind, row.bytes, self.now))
            added_at = row.added_at or self.now
            await documents.attach(tx, GuidelineDocument(number, row.sha256, row.name, added_at))
            self.known.add(row.sha256)
            has.add(row.sha256)
        return bool(there)


async def not_there(tx: Transaction, rows: Iterable[Found]) -> int:
    """How many documents are named and could not be attached."""
    named = {document.sha256 for found in rows for document in found.row.documents}
    return len(named - await documents.known(tx))
