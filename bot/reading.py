"""Documents of the collection are read, apart and outside of any transaction, to be searched."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.apart import End, Limits, Outcome, apart
from bot.documents import DamagedDocumentError, Documents
from bot.matrix.sync import described
from bot.reader.pages import Problem
from commands.command import Occasion
from commands.documents import tell_unread
from storage import document_texts
from storage.database import Database, Transaction, is_environment_error
from storage.document_texts import DocumentText, Page
from storage.documents import Document

logger = logging.getLogger(__name__)

# A thousand pages of plain text take 3 s and 65 MB; drawings and hostile files much more.
LIMITS = Limits(seconds=120, memory_mb=512, output_bytes=20_000_000)
_TASKS: Mapping[str, str] = MappingProxyType(
    {kind: f"bot.reader.{kind.lower()}:read" for kind in ("PDF", "DOCX", "ODT")}
)
# In one transaction: what others wait for is over in some milliseconds.
_BATCH = 100_000
_MOST_DROPPED = 50
_AGAIN = 3600.0
# Another process, such as an import, wakes nobody.
_LOOKING = 60.0
_NOT_ON_DISK = frozenset({Problem.MISSING.name, Problem.DAMAGED.name})


@dataclass(frozen=True)
class Found:
    """`count` is that of all pages, also of those without text."""

    pages: tuple[Page, ...]
    count: int
    problem: Problem | None


@dataclass
class Reading:
    """One document at a time, because the machine has other work as well."""

    database: Database
    documents: Documents
    occasion: Callable[[Transaction], Occasion]
    after: Callable[[], None]
    limits: Limits = LIMITS
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    # Hash -> when it is tried again, by the clock of the loop.
    _put_off: dict[str, float] = field(default_factory=dict)
    # What could not be stored, so that a full disk has nothing read again and again.
    _unstored: tuple[Document, Found] | None = None

    def wake(self) -> None:
        """There may be one to read."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled. Raises what is_environment_error knows."""
        while True:
            self._woken.clear()
            await self._look_safely()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOKING):
                    await self._woken.wait()

    async def _look_safely(self) -> None:
        try:
            while await self.look():
                self.after()
        except Exception as error:
            # A full disk passes. A bug must neither end the bot nor keep it busy.
            if is_environment_error(error):
                raise
            logger.error("documents not looked at: %s", described(error))

    async def look(self) -> bool:
        """At the one that waits longest; False if there is none."""
        await self._look_again()
        now = asyncio.get_running_loop().time()
        async with self.database.statement() as tx:
            waiting = await document_texts.unread(tx)
        document = next((e for e in waiting if self._put_off.get(e.sha256, now) <= now), None)
        if document is None:
            return False
        try:
            await self._read(document)
        except Exception as error:
            if is_environment_error(error):
                raise
            logger.error("document %s not read: %s", document.sha256[:8], described(error))
            self._put_off[document.sha256] = now + _AGAIN
        return True

    async def _look_again(self) -> None:
        """What was not there, or was damaged, may have been brought once more."""
        async with self.database.statement() as tx:
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

    async def _found(self, document: Document) -> Found:
        try:
            file = await self.documents.opened(document.sha256)
        except FileNotFoundError:
            return Found((), 0, Problem.MISSING)
        except DamagedDocumentError:
            return Found((), 0, Problem.DAMAGED)
        with file:
            outcome = await apart(_TASKS[document.kind], file, self.limits)
        return await asyncio.to_thread(understood, outcome)

    async def _keep(self, document: Document, found: Found) -> None:
        """In several short transactions, the last of which says that it was read."""
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
            occasion, problem = self.occasion(tx), found.problem
            name = None if problem is None else problem.name
            text = DocumentText(sha256, name, found.count, occasion.now)
            await document_texts.put(tx, text)
            await tell_unread(occasion, text)


def understood(outcome: Outcome) -> Found:
    """What the process wrote until its end, whichever that was."""
    pages: list[Page] = []
    count, problem = 0, _ENDS[outcome.end]
    for line in outcome.output.splitlines():
        # The last may have been cut off.
        with contextlib.suppress(ValueError):
            told = json.loads(line)
            if "page" in told:
                count = told["page"]
                pages += [Page(count, told["text"])] if told["text"] else []
            else:
                problem = None if told["end"] is None else Problem[told["end"]]
    return Found(tuple(pages), count, _judged(problem, count, len(pages)))


_ENDS: Mapping[End, Problem | None] = MappingProxyType(
    {
        End.DONE: Problem.BROKEN,
        End.FAILED: Problem.BROKEN,
        End.TOO_LONG: Problem.TOO_COSTLY,
        End.TOO_MUCH: Problem.TOO_LONG,
    }
)


def _judged(problem: Problem | None, count: int, written: int) -> Problem | None:
    if problem in (None, Problem.PARTLY) and count == 0:
        return Problem.BROKEN
    if problem is Problem.BROKEN and written:
        return Problem.PARTLY
    if problem is Problem.PARTLY and not written:
        return Problem.BROKEN
    # A scan has no text, or only on a page or two that somebody put before it.
    return Problem.PICTURES if problem is None and 4 * written < count else problem


def _batches(pages: Sequence[Page]) -> Iterator[Sequence[Page]]:
    batch: list[Page] = []
    size = 0
    for page in pages:
        if batch and size + len(page.text) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(page)
        size += len(page.text)
    if batch:
        yield batch
