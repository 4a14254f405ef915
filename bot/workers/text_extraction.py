"""Documents of the collection are read, apart and outside of any transaction, to be searched."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.live import Live
from bot.process.guard import guard
from bot.sandbox import End, Limits, TaskOutcome
from bot.sandbox.text.pages import TextProblem
from bot.workers.document_store import DamagedDocumentError, Documents
from bot.workers.sandboxed import SandboxError, sandboxed
from bot.workers.worker import Worker
from commands.collection.documents import tell_unread
from storage.collection import document_texts
from storage.collection.document_texts import DocumentText, TextPage
from storage.collection.documents import Document
from storage.database import Database

logger = logging.getLogger(__name__)

# A thousand pages of plain text take 3 s and 65 MB; drawings and hostile files much more.
LIMITS = Limits(seconds=120, memory_mb=512, output_bytes=20_000_000)
_TASKS: Mapping[str, str] = MappingProxyType(
    {kind: f"bot.sandbox.text.{kind.lower()}:read" for kind in ("PDF", "DOCX", "ODT")}
)
# In one transaction: what others wait for is over in some milliseconds.
_BATCH = 100_000
_MOST_DROPPED = 50
_AGAIN = 3600.0
# Because of this machine it could not be read.
_AGAIN_SOON = 300.0
# Another process, such as an import, wakes nobody.
_LOOKING = 60.0
_NOT_ON_DISK = frozenset({TextProblem.MISSING.name, TextProblem.DAMAGED.name})


@dataclass(frozen=True)
class ExtractionResult:
    """`count` is that of all pages, also of those without text."""

    pages: tuple[TextPage, ...]
    count: int
    problem: TextProblem | None


@dataclass
class TextExtraction(Worker):
    """One document at a time, because the machine has other work as well."""

    database: Database
    documents: Documents
    live: Live
    after: Callable[[], None]
    limits: Limits = LIMITS
    # Hash -> when it is tried again, by the clock of the loop.
    _put_off: dict[str, float] = field(default_factory=dict)
    # What could not be stored, so that a full disk has nothing read again and again.
    _unstored: tuple[Document, ExtractionResult] | None = None

    async def look(self) -> float:
        """Read all that wait."""
        while await self.read_next():
            self.after()
        return _LOOKING

    async def read_next(self) -> bool:
        """Read the one that waits longest; False if there is none."""
        await self._look_again()
        now = asyncio.get_running_loop().time()
        async with self.database.reading() as tx:
            waiting = await document_texts.unread(tx)
        document = next((e for e in waiting if self._put_off.get(e.sha256, now) <= now), None)
        if document is None:
            return False
        with guard(logger, f"document {document.sha256[:8]} not read") as attempt:
            await self._read(document)
        if isinstance(attempt.error, SandboxError):
            self._put_off[document.sha256] = now + _AGAIN_SOON
            # Else the next one would not start, either.
            return attempt.error.started
        if attempt.error is not None:
            self._put_off[document.sha256] = now + _AGAIN
        return True

    async def _look_again(self) -> None:
        """Look again at files that were missing or damaged; they may be there now."""
        async with self.database.reading() as tx:
            lost = await document_texts.with_problem(tx, _NOT_ON_DISK)
        for text in lost:
            # Else the disk has trouble, which is no news about the document.
            with contextlib.suppress(OSError):
                if await self.documents.changed_after(text.sha256, text.read_at):
                    async with self.database.statement() as tx:
                        await document_texts.forget(tx, text.sha256)

    async def _read(self, document: Document) -> None:
        if self._unstored is None or self._unstored[0] != document:
            self._unstored = document, await self._found(document)
        found = self._unstored[1]
        if found.problem is not None and found.problem.name in _NOT_ON_DISK:
            self._unstored = None
        await self._keep(document, found)
        self._unstored = None

    async def _found(self, document: Document) -> ExtractionResult:
        try:
            file = await self.documents.opened(document.sha256)
        except FileNotFoundError:
            return ExtractionResult((), 0, TextProblem.MISSING)
        except DamagedDocumentError:
            return ExtractionResult((), 0, TextProblem.DAMAGED)
        with file:
            outcome = await sandboxed(self.database, _TASKS[document.kind], file, self.limits)
        return await asyncio.to_thread(understood, outcome)

    async def _keep(self, document: Document, found: ExtractionResult) -> None:
        """Store the pages in short transactions; the last one marks the document as read."""
        sha256 = document.sha256
        more = True
        while more:
            async with self.database.transaction() as tx:
                more = await document_texts.drop_pages(tx, sha256, _MOST_DROPPED)
        for batch in _batches(found.pages):
            async with self.database.transaction() as tx:
                # Else nobody needs it any more.
                if not await document_texts.is_unread(tx, document):
                    return
                await document_texts.put_pages(tx, sha256, batch)
        async with self.database.transaction() as tx:
            if not await document_texts.is_unread(tx, document):
                return
            name = None if found.problem is None else found.problem.name
            text = DocumentText(sha256, name, found.count, self.live.now())
            await document_texts.put(tx, text)
            await tell_unread(self.live.context(tx), text)


def understood(outcome: TaskOutcome) -> ExtractionResult:
    """Return what the process wrote until its end, whichever that was."""
    pages: list[TextPage] = []
    count, problem = 0, _ENDS[outcome.end]
    for line in outcome.output.splitlines():
        # The last may have been cut off.
        with contextlib.suppress(ValueError):
            told = json.loads(line)
            if "page" in told:
                count = told["page"]
                pages += [TextPage(count, told["text"])] if told["text"] else []
            else:
                problem = None if told["end"] is None else TextProblem[told["end"]]
    return ExtractionResult(tuple(pages), count, _judged(problem, count, len(pages)))


_ENDS: Mapping[End, TextProblem | None] = MappingProxyType(
    {
        End.DONE: TextProblem.BROKEN,
        End.FAILED: TextProblem.BROKEN,
        End.TOO_LONG: TextProblem.TOO_COSTLY,
        End.TOO_MUCH: TextProblem.TOO_LONG,
    }
)


def _judged(problem: TextProblem | None, count: int, written: int) -> TextProblem | None:
    if problem in (None, TextProblem.PARTLY) and count == 0:
        return TextProblem.BROKEN
    if problem is TextProblem.BROKEN and written:
        return TextProblem.PARTLY
    if problem is TextProblem.PARTLY and not written:
        return TextProblem.BROKEN
    # A scan has no text, or only on a page or two that somebody put before it.
    return TextProblem.PICTURES if problem is None and 4 * written < count else problem


def _batches(pages: Sequence[TextPage]) -> Iterator[Sequence[TextPage]]:
    batch: list[TextPage] = []
    size = 0
    for page in pages:
        if batch and size + len(page.text) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(page)
        size += len(page.text)
    if batch:
        yield batch
