"""Open the SQLite file, bring it to the newest schema, and hand out transactions."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

import aiosqlite

Transaction = aiosqlite.Connection
Row = aiosqlite.Row

# "NKPa" as four bytes; tells our file from any other SQLite file.
APPLICATION_ID = 0x4E4B5061


class ForeignDatabaseError(Exception):
    """The file is no SQLite database, or one of another program."""


class NewerDatabaseError(Exception):
    """The file was written by a newer version of this program."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"schema {found}, this program knows {known}")
        self.found = found
        self.known = known


async def one(tx: Transaction, sql: str, values: Iterable[object] = ()) -> Row | None:
    """The only row, or None; one trip to SQLite's thread instead of three."""
    rows = list(await tx.execute_fetchall(sql, values))
    return rows[0] if rows else None


_ENVIRONMENT = (
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_BUSY",
    "SQLITE_CANTOPEN",
    "SQLITE_READONLY",
    "SQLITE_CORRUPT",
)


def is_environment_error(error: BaseException) -> bool:
    """The disk or the file failed, not the statement: another attempt may succeed."""
    return isinstance(error, aiosqlite.Error) and _name(error).startswith(_ENVIRONMENT)


def is_full(error: BaseException) -> bool:
    return _name(error) == "SQLITE_FULL"


def _name(error: BaseException) -> str:
    """What Python's module raises on its own, such as a wrong number of values, has none."""
    return str(getattr(error, "sqlite_errorname", ""))


class Database:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        # One connection serves all coroutines; without the lock their statements
        # would share a transaction, and one rollback would undo the other's work.
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def statement(self) -> AsyncIterator[Transaction]:
        """For a single statement, which is a transaction of its own."""
        async with self._lock:
            yield self._connection

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with self._lock:
            try:
                await self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                await self._connection.commit()
            except BaseException:
                # Also reached when cancelled at BEGIN, which the worker thread still runs.
                await self._connection.rollback()
                raise


@asynccontextmanager
async def open_database(path: str | Path) -> AsyncIterator[Database]:
    """Raises ForeignDatabaseError, NewerDatabaseError, or sqlite3.Error as SQLite puts it."""
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        connection.row_factory = aiosqlite.Row
        await _refuse_foreign(connection)
        await connection.execute("PRAGMA foreign_keys = ON")
        await connection.execute("PRAGMA journal_mode = WAL")
        # With WAL a crash of the process loses nothing; a power cut may take the last
        # commits back, and the homeserver then replays those events under the same ids.
        await connection.execute("PRAGMA synchronous = NORMAL")
        # What is deleted on somebody's word must not stay readable in the file.
        await connection.execute("PRAGMA secure_delete = ON")
        await _migrate(connection)
        yield Database(connection)


@asynccontextmanager
async def open_unchanged(path: Path) -> AsyncIterator[Transaction]:
    """To look only, also while the bot runs."""
    async with aiosqlite.connect(f"{path.as_uri()}?mode=ro", uri=True) as connection:
        connection.row_factory = aiosqlite.Row
        yield connection


async def _number(connection: aiosqlite.Connection, pragma: str) -> int:
    async with connection.execute(f"PRAGMA {pragma}") as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def _refuse_foreign(connection: aiosqlite.Connection) -> None:
    try:
        application_id = await _number(connection, "application_id")
        async with connection.execute("SELECT count(*) FROM sqlite_master") as cursor:
            row = await cursor.fetchone()
    except aiosqlite.DatabaseError as error:
        if _name(error) == "SQLITE_NOTADB":
            raise ForeignDatabaseError from error
        raise
    empty = row is not None and row[0] == 0
    if application_id != APPLICATION_ID and not (empty and application_id == 0):
        raise ForeignDatabaseError


async def _migrate(connection: aiosqlite.Connection) -> None:
    version = await _number(connection, "user_version")
    folder = resources.files("storage.migrations")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    if version > len(files):
        raise NewerDatabaseError(version, len(files))
    for number, file in enumerate(files[version:], start=version + 1):
        script = file.read_text(encoding="utf-8")
        await connection.executescript(
            f"BEGIN IMMEDIATE; {script}; PRAGMA application_id = {APPLICATION_ID};"
            f" PRAGMA user_version = {number}; COMMIT;"
        )
