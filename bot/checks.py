"""Look at what was submitted: fetch the file, try the link; then the submission goes on."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.documents import Documents
from bot.links import Links
from bot.matrix.api import UnreachableError
from bot.matrix.media import NotThereError, TooLargeError, WrongHashError
from bot.matrix.sync import described
from commands.command import Occasion
from commands.files import UnsuitableFileError, recognise, safe_name
from commands.submissions.intake import examined
from commands.submissions.notices import bring_file
from storage import documents, submissions
from storage.database import Database, Transaction, is_environment_error
from storage.submissions import Submission, SubmissionFile

logger = logging.getLogger(__name__)

_CLEANING = 24 * 3600.0
_SHORTEST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=6)
_TO_FETCH = ("waiting", "unreachable")


class _Lane(Enum):
    """One submission at a time in each: a file is held in memory, and a name that is looked up
    keeps its thread for longer than we wait. Slow files do not keep links from being tried."""

    FILES = auto()
    LINKS = auto()


def _events() -> Mapping[_Lane, asyncio.Event]:
    return {lane: asyncio.Event() for lane in _Lane}


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
    _woken: Mapping[_Lane, asyncio.Event] = field(default_factory=_events)
    _put_off: dict[int, datetime] = field(default_factory=dict)
    _clean_at: float = 0

    def wake(self) -> None:
        """There may be something to look at."""
        for woken in self._woken.values():
            woken.set()

    async def run(self) -> None:
        """Until cancelled. Raises what is_environment_error knows, in a group."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._keep_clean())
            for lane in _Lane:
                tasks.create_task(self._keep_looking(lane))

    async def look(self) -> float | None:
        """At everything that is due, once; seconds until there is more, None if nothing is left."""
        pauses = [await self._look(lane) for lane in _Lane]
        return min((pause for pause in pauses if pause is not None), default=None)

    async def _keep_clean(self) -> None:
        while True:
            await self._clean()
            await asyncio.sleep(_CLEANING)

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

    async def _keep_looking(self, lane: _Lane) -> None:
        woken = self._woken[lane]
        while True:
            woken.clear()
            pause = await self._look(lane)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await woken.wait()

    async def _look(self, lane: _Lane) -> float | None:
        """At what is due in the lane, one after the other; seconds until there is more."""
        while True:
            number, pause = await self._next(lane)
            if number is None:
                return pause
            try:
                await self._examine(number, lane)
            except Exception as error:
                # A full disk passes. A bug must neither end the bot nor keep it busy.
                if is_environment_error(error):
                    raise
                logger.error("submission %d could not be looked at: %s", number, described(error))
                self._put_off[number] = await self._now() + _LONGEST_PAUSE
            self.after()

    async def _next(self, lane: _Lane) -> tuple[int | None, float | None]:
        """The number of a submission that is due, or the seconds until one is."""
        async with self.database.transaction() as tx:
            now = self.occasion(tx).now
            checking = await submissions.in_state(tx, "checking")
            files = await submissions.files_to_fetch(tx)
        due = {file.submission_id: file.not_before for file in files}
        if lane is _Lane.LINKS:
            fetched = {number for number, at in due.items() if at <= now}
            due = {
                each.submission_id: now for each in checking if each.submission_id not in fetched
            }
        due = {number: max(at, self._put_off.get(number, at)) for number, at in due.items()}
        first = min(due, key=lambda number: (due[number], number), default=None)
        if first is None or due[first] <= now:
            return first, None
        return None, (due[first] - now).total_seconds()

    async def _now(self) -> datetime:
        async with self.database.transaction() as tx:
            return self.occasion(tx).now

    async def _examine(self, number: int, lane: _Lane) -> None:
        async with self.database.transaction() as tx:
            before, known = await _read(tx, number)
        if before is None or not before.undecided:
            return
        link_state, file = before.link_state, known
        if self.links is not None and before.url is not None and link_state is None:
            link_state = (await self.links.check(before.url)).name
        if lane is _Lane.FILES and known is not None and known.state in _TO_FETCH:
            file = await self._fetched(known)
        arrived = None if file == known else file
        data = await self._read(arrived)
        async with self.database.transaction() as tx:
            # Else what we looked at is no longer what was submitted: we look again.
            if _described(*await _read(tx, number)) == _described(before, known):
                occasion = self.occasion(tx)
                await examined(occasion, number, link_state, file)
                if arrived is not None and data is not None:
                    await bring_file(occasion, arrived, data)

    async def _read(self, file: SubmissionFile | None) -> bytes | None:
        """What is stored; None if nothing is."""
        stored = None if file is None else file.sha256
        return None if stored is None else await self.documents.read(stored)

    async def _fetched(self, file: SubmissionFile) -> SubmissionFile:
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
            return _again_later(file, await self._now())
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


async def _read(tx: Transaction, number: int) -> tuple[Submission | None, SubmissionFile | None]:
    return await submissions.get(tx, number), await submissions.file_of(tx, number)


def _described(submission: Submission | None, file: SubmissionFile | None) -> tuple[object, ...]:
    """All that a look is about."""
    return (submission is not None and (submission.undecided, submission.url), file)


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
