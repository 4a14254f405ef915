"""Look at what was submitted: fetch the file, try the link; then the submission goes on."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.documents import Documents
from bot.links import Links
from bot.matrix.api import UnreachableError
from bot.matrix.media import NotThereError, TooLargeError, WrongHashError
from commands.command import Occasion
from commands.files import UnsuitableFileError, recognise, safe_name
from commands.submissions.intake import examined
from storage import documents, submissions
from storage.database import Database, Transaction, is_environment_error
from storage.submissions import Submission, SubmissionFile

logger = logging.getLogger(__name__)

_AT_ONCE = 3
_CLEANING = 24 * 3600.0
_SHORTEST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=6)


@dataclass
class Checks:
    """`download` gets the bytes behind a file's `source`, at most so many."""

    database: Database
    documents: Documents
    links: Links | None
    download: Callable[[Mapping[str, object], int], Awaitable[bytes]]
    occasion: Callable[[Transaction], Occasion]
    largest: int
    after: Callable[[], None]
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _given_up: set[int] = field(default_factory=set)
    _clean_at: float = 0

    def wake(self) -> None:
        """There may be something to look at."""
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._woken.clear()
            await self._clean()
            pause = await self.look()
            try:
                async with asyncio.timeout(_CLEANING if pause is None else pause):
                    await self._woken.wait()
            except TimeoutError:
                continue

    async def _clean(self) -> None:
        """Once a day: files that nothing needs any more, such as those of what was refused."""
        loop_time = asyncio.get_running_loop().time()
        if loop_time < self._clean_at:
            return
        self._clean_at = loop_time + _CLEANING
        async with self.database.statement() as tx:
            needed = await documents.needed(tx)
        try:
            await self.documents.keep_only(needed)
        except OSError as error:
            logger.warning("documents not cleaned: %s", type(error).__name__)

    async def look(self) -> float | None:
        """At everything that is due, once; seconds until there is more, None if nothing is left."""
        due, _ = await self._queue()
        gate = asyncio.Semaphore(_AT_ONCE)
        work = [self._examine(number, gate) for number in due]
        for number, outcome in zip(
            due, await asyncio.gather(*work, return_exceptions=True), strict=True
        ):
            if isinstance(outcome, BaseException):
                self._failed(number, outcome)
        if due:
            self.after()
        due, pause = await self._queue()
        return 0 if due else pause

    async def _queue(self) -> tuple[list[int], float | None]:
        """Numbers of submissions to look at now, and seconds until the next one."""
        async with self.database.transaction() as tx:
            now = self.occasion(tx).now
            checking = await submissions.in_state(tx, "checking")
            files = await submissions.files_to_fetch(tx)
        numbers = {each.submission_id for each in checking}
        numbers |= {file.submission_id for file in files if file.not_before <= now}
        later = [(f.not_before - now).total_seconds() for f in files if f.not_before > now]
        return sorted(numbers - self._given_up), min(later, default=None)

    def _failed(self, number: int, error: BaseException) -> None:
        """A full disk passes. A bug must neither end the bot nor keep it busy."""
        if is_environment_error(error):
            raise error
        logger.error("submission %d could not be looked at: %s", number, type(error).__name__)
        self._given_up.add(number)

    async def _examine(self, number: int, gate: asyncio.Semaphore) -> None:
        async with gate:
            async with self.database.transaction() as tx:
                before = await submissions.get(tx, number)
                file = await submissions.file_of(tx, number)
                now = self.occasion(tx).now
            if before is None:
                return
            link_state = before.link_state
            if self.links is not None and before.url is not None and link_state is None:
                link_state = (await self.links.check(before.url)).name
            if file is not None and file.state in ("waiting", "unreachable"):
                file = await self._fetched(file, now)
            async with self.database.transaction() as tx:
                if await self._is_unchanged(tx, before):
                    await examined(self.occasion(tx), number, link_state, file)

    async def _is_unchanged(self, tx: Transaction, before: Submission) -> bool:
        """Else what we looked at is no longer what was submitted: we look again."""
        after = await submissions.get(tx, before.submission_id)
        return after is not None and after.undecided and after.url == before.url

    async def _fetched(self, file: SubmissionFile, now: datetime) -> SubmissionFile:
        """The file as it is now known: stored, unsuitable, or to be tried again."""
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
            return _again_later(file, now)
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


def _unsuitable(file: SubmissionFile, problem: str) -> SubmissionFile:
    return replace(file, state="unsuitable", problem=problem, source={})


def _again_later(file: SubmissionFile, now: datetime) -> SubmissionFile:
    """After 1, 2, 4 … minutes, at most six hours."""
    pause = min(_SHORTEST_PAUSE * 2 ** min(file.attempts, 10), _LONGEST_PAUSE)
    return replace(
        file,
        state="unreachable",
        problem="UNREACHABLE",
        attempts=file.attempts + 1,
        not_before=now + pause,
    )
