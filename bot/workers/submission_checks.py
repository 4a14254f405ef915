"""Look at what was submitted: fetch the file, try the link; then the submission goes on."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.fetching.links import Links
from bot.live import Live
from bot.matrix.api import UnreachableError
from bot.matrix.media import NotThereError, TooLargeError, WrongHashError
from bot.process.guard import backoff, guard
from bot.workers.document_store import Documents
from bot.workers.worker import Worker
from commands.language.files import UnsuitableFileError, recognise, safe_name
from commands.submissions.intake import examined
from commands.submissions.notices import bring_file
from storage.database import Database, Transaction
from storage.submissions import submissions
from storage.submissions.submissions import Submission, SubmissionFile

logger = logging.getLogger(__name__)

_SHORTEST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=6)
_TO_FETCH = ("waiting", "unreachable")


@dataclass
class SubmissionChecks:
    """`download` gets the bytes behind a file's `source`, at most so many.

    One submission at a time in each lane: a file is held in memory, and a name that is looked up
    keeps its thread for longer than we wait. Slow files do not keep links from being tried.
    """

    database: Database
    documents: Documents
    links: Links | None
    download: Callable[[Mapping[str, object], int], Awaitable[bytes]]
    live: Live
    largest: int
    after: Callable[[], None]
    _put_off: dict[int, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lanes = (Lane(self, fetches=True), Lane(self, fetches=False))

    async def next_due(self, *, fetches: bool) -> tuple[int | None, float | None]:
        """Return the number of a submission that is due, or the seconds until one is."""
        now = self.live.now()
        async with self.database.transaction(at_once=True) as tx:
            checking = await submissions.in_state(tx, "checking")
            files = await submissions.files_to_fetch(tx)
        due = {file.submission_id: file.not_before for file in files}
        if not fetches:
            fetched = {number for number, at in due.items() if at <= now}
            due = {
                each.submission_id: now for each in checking if each.submission_id not in fetched
            }
        due = {number: max(at, self._put_off.get(number, at)) for number, at in due.items()}
        first = min(due, key=lambda number: (due[number], number), default=None)
        if first is None or due[first] <= now:
            return first, None
        return None, (due[first] - now).total_seconds()

    async def examine_safely(self, number: int, *, fetches: bool) -> None:
        """Look at it; after a bug not again for hours."""
        with guard(logger, f"submission {number} could not be looked at") as attempt:
            await self._examine(number, fetches=fetches)
        if attempt.error is not None:
            self._put_off[number] = self.live.now() + _LONGEST_PAUSE
        self.after()

    async def _examine(self, number: int, *, fetches: bool) -> None:
        async with self.database.transaction() as tx:
            before, known = await _read(tx, number)
        if before is None or not before.undecided:
            return
        link_state, file = before.link_state, known
        if self.links is not None and before.url is not None and link_state is None:
            link_state = (await self.links.check(before.url)).name
        if fetches and known is not None and known.state in _TO_FETCH:
            file = await self._fetched(known)
        arrived = None if file == known else file
        data = await self._read(arrived)
        async with self.database.transaction() as tx:
            # Else what we looked at is no longer what was submitted: we look again.
            if _described(*await _read(tx, number)) == _described(before, known):
                ctx = self.live.context(tx)
                await examined(ctx, number, link_state, file)
                if arrived is not None and data is not None:
                    await bring_file(ctx, arrived, data)

    async def _read(self, file: SubmissionFile | None) -> bytes | None:
        """Return the stored bytes; None if there are none."""
        stored = None if file is None else file.sha256
        return None if stored is None else await self.documents.read(stored)

    async def _fetched(self, file: SubmissionFile) -> SubmissionFile:
        """Return the file as it is now: stored, unsuitable, or to be tried again."""
        try:
            data = await self.download(file.source, self.largest)
            kind = await asyncio.to_thread(recognise, data)
            sha256 = await self.documents.store(data)
        except UnsuitableFileError as error:
            return _unsuitable(file, error.problem.name)
        except TooLargeError:
            return _unsuitable(file, "TOO_LARGE")
        except WrongHashError:
            return _unsuitable(file, "ALTERED")
        except (UnreachableError, NotThereError, OSError) as error:
            logger.warning("submission %d: no file, %s", file.submission_id, type(error).__name__)
            return _again_later(file, self.live.now())
        name = safe_name(file.name, kind)
        return replace(
            file,
            name=name,
            source={},
            state="stored",
            problem=None,
            sha256=sha256,
            kind=kind.name,
            bytes=len(data),
        )


@dataclass
class Lane(Worker):
    """Looks at submissions one after the other: those with a file to fetch, or all others."""

    checks: SubmissionChecks
    fetches: bool

    async def look(self) -> float | None:
        """Examine what is due in the lane."""
        while True:
            number, pause = await self.checks.next_due(fetches=self.fetches)
            if number is None:
                return pause
            await self.checks.examine_safely(number, fetches=self.fetches)


async def _read(tx: Transaction, number: int) -> tuple[Submission | None, SubmissionFile | None]:
    return await submissions.get(tx, number), await submissions.file_of(tx, number)


def _described(submission: Submission | None, file: SubmissionFile | None) -> tuple[object, ...]:
    """All that a look is about."""
    return (submission is not None and (submission.undecided, submission.url), file)


def _unsuitable(file: SubmissionFile, problem: str) -> SubmissionFile:
    return replace(file, state="unsuitable", problem=problem, source={})


def _again_later(file: SubmissionFile, now: datetime) -> SubmissionFile:
    """Return when to try again: after 1, 2, 4 … minutes, at most six hours."""
    return replace(
        file,
        state="unreachable",
        problem="UNREACHABLE",
        attempts=file.attempts + 1,
        not_before=now + backoff(file.attempts, _LONGEST_PAUSE, _SHORTEST_PAUSE),
    )
