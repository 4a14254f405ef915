"""The connection to SQLite: statements in its thread, or at once where they take no time.

aiosqlite sends each statement to a thread and its result back, which costs more than an ordinary
statement does. In a transaction that is `at_once` they run where they are awaited. This reaches
into aiosqlite, here only; without the part that it overrides every statement takes the thread.
"""

import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Self

import aiosqlite

# Seconds that a transaction may hold the event loop before a statement takes the thread again.
LONGEST = 0.005
# Milliseconds that the thread waits for another process that is writing; the loop never does.
_PATIENCE = 5000

# Whether aiosqlite still has what this reaches into.
_KNOWN = all(hasattr(aiosqlite.Connection, name) for name in ("_execute", "_conn"))


class Connection(aiosqlite.Connection):
    """`memory` keeps what was made of the content, each with the stamp that it is valid for.

    `trips` counts the ways to the thread and back, `statements` all that is executed.
    `wants_checkpoint`: something was deleted that must not stay in the log either, and
    `wants_rewriting`: nor between the rows of its table, see storage/exchange/anonymous.py.
    """

    def __init__(self, path: str | Path, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self.path = path
        self.memory: dict[str, object] = {}
        self.clock: Callable[[], float] = time.perf_counter
        self.trips = self.statements = 0
        self.wants_checkpoint, self.wants_rewriting = False, True
        self._at_once, self._is_patient = False, True
        self._since = 0.0
        # The thread has not answered: what was cancelled may still run there.
        self._behind = False

    @contextmanager
    def at_once(self) -> Iterator[None]:
        self._at_once, self._since = self._can_run_here(), self.clock()
        try:
            yield
        finally:
            self._at_once = False

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Let long statements take the thread, and go on as before."""
        before, self._at_once = self._at_once, False
        try:
            yield
        finally:
            self._at_once, self._since = before, self.clock()

    async def checkpoint(self) -> None:
        """Move the log into the file, waiting for nobody.

        The next commit would have to wait for the disk again, to begin a new log; so it is here.
        """
        await self.execute_fetchall("PRAGMA busy_timeout = 0")
        [(busy, *_)] = await self.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        # A reader elsewhere keeps a part of it: the next transaction is followed by another try.
        self.wants_checkpoint = self.wants_checkpoint and bool(busy)
        await self.execute_fetchall(f"PRAGMA busy_timeout = {_PATIENCE}")
        [(version,)] = await self.execute_fetchall("PRAGMA user_version")
        await self.execute_fetchall(f"PRAGMA user_version = {version}")

    async def __aenter__(self) -> Self:
        await self
        return self

    async def begin(self, *, at_once: bool) -> None:
        """Begin to write; wait in the thread, and only there, for another process that does."""
        if at_once and self._can_run_here():
            try:
                self._begin_without_waiting()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorname != "SQLITE_BUSY":
                    raise
            else:
                self._at_once, self._since = True, self.clock()
                return
        await self.execute("BEGIN IMMEDIATE")
        self._at_once, self._since = at_once and _KNOWN, self.clock()

    def end(self) -> None:
        """Let all further statements take the thread."""
        self._at_once = False

    def _can_run_here(self) -> bool:
        return _KNOWN and not self._behind

    def _begin_without_waiting(self) -> None:
        self.statements += 1
        self._be_patient(False)
        self._conn.execute("BEGIN IMMEDIATE")

    def _be_patient(self, wanted: bool) -> None:
        """Let SQLite wait for others or not; it is asked only if that changes."""
        if self._is_patient is not wanted:
            self._conn.execute(f"PRAGMA busy_timeout = {_PATIENCE if wanted else 0}")
            self._is_patient = wanted

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run it here or in the thread; the loop gets its turn at least every LONGEST."""
        self.statements += 1
        if self._at_once and not self._behind and self.clock() - self._since < LONGEST:
            return fn(*args, **kwargs)
        self.trips += 1
        if not self._behind:
            self._be_patient(True)
        self._behind = True
        in_thread: Callable[..., Awaitable[Any]] = super()._execute
        try:
            result = await in_thread(fn, *args, **kwargs)
        except Exception:
            self._answered()
            raise
        self._answered()
        return result

    def _answered(self) -> None:
        self._behind, self._since = False, self.clock()


@asynccontextmanager
async def connect(path: str | Path, *, uri: bool = False) -> AsyncIterator[Connection]:
    """Open the connection, in autocommit."""

    def connector() -> sqlite3.Connection:
        # Two threads use it, but never at once: the thread has always answered before.
        return sqlite3.connect(
            str(path),
            isolation_level=None,
            uri=uri,
            timeout=_PATIENCE / 1000,
            check_same_thread=False,
        )

    connection = Connection(path, connector)
    async with connection:
        yield connection
