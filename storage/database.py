"""Open the SQLite file, bring it to the newest schema, and hand out transactions."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import aiosqlite

from storage.connection import Connection, connect

Transaction = Connection
Row = aiosqlite.Row

# Bytes of the write-ahead log that are worth a checkpoint.
_LONG_LOG = 4_000_000
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


class AlteredDatabaseError(Exception):
    """The file was written by a program with another migration of this name or number."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


async def one(tx: Transaction, sql: str, values: Iterable[object] = ()) -> Row | None:
    """Return the first row, or None; one trip to SQLite's thread instead of three."""
    rows = list(await tx.execute_fetchall(sql, values))
    return rows[0] if rows else None


_ENVIRONMENT = (
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_BUSY",
    "SQLITE_CANTOPEN",
    "SQLITE_READONLY",
)
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


def is_environment_error(error: BaseException) -> bool:
    """Tell whether the disk or the file failed, not the statement: another try may succeed."""
    return isinstance(error, aiosqlite.Error) and _name(error).startswith(_ENVIRONMENT)


def is_damage(error: BaseException) -> bool:
    """Tell whether SQLite found the file broken: no further try will succeed."""
    return isinstance(error, aiosqlite.Error) and _name(error).startswith(_DAMAGE)


def is_full(error: BaseException) -> bool:
    return _name(error) == "SQLITE_FULL"


def _name(error: BaseException) -> str:
    """Return SQLite's name of the error; errors of Python's module itself have none."""
    return str(getattr(error, "sqlite_errorname", ""))


class Database:
    """Hands out the one connection, to one coroutine after the other.

    What is `at_once` runs on the event loop: for the conversation, whose statements are short.
    `damage` is set to the first error that says that the file is broken.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._log = Path(f"{connection.path}-wal")
        self._longest_log = _LONG_LOG
        self._checkpoint: asyncio.Task[None] | None = None
        self.damage: asyncio.Future[BaseException] = asyncio.get_running_loop().create_future()
        # One connection serves all coroutines; without the lock their statements
        # would share a transaction, and one rollback would undo the other's work.
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def statement(self) -> AsyncIterator[Transaction]:
        """Hand out the connection for a single statement, which is a transaction of its own."""
        async with self._lock:
            with self.watched():
                yield self._connection
        self._shorten_log()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """Hand out the connection for a single short statement that only reads; at once."""
        async with self._lock:
            with self.watched(), self._connection.at_once():
                yield self._connection

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Note damage, whatever becomes of the error: a guard may take it for a bug."""
        try:
            yield
        except aiosqlite.Error as error:
            if is_damage(error) and not self.damage.done():
                self.damage.set_result(error)
            raise

    @asynccontextmanager
    async def transaction(self, *, at_once: bool = False) -> AsyncIterator[Transaction]:
        async with self._lock:
            with self.watched():
                try:
                    await self._connection.begin(at_once=at_once)
                    yield self._connection
                    await self._connection.commit()
                except BaseException:
                    # Also reached when cancelled at BEGIN, which the worker thread still runs.
                    await self._connection.rollback()
                    raise
                finally:
                    self._connection.end()
        self._shorten_log()

    def _shorten_log(self) -> None:
        """Begin a checkpoint if it is worth it; SQLite's own could hold the loop in a commit."""
        busy = self._checkpoint is not None and not self._checkpoint.done()
        size = _size(self._log)
        if not busy and size and (self._connection.wants_checkpoint or size > self._longest_log):
            self._checkpoint = asyncio.create_task(self.checkpoint())

    async def checkpoint(self) -> None:
        """Move the log into the file, in the thread; a reader elsewhere may keep a part of it."""
        async with self._lock:
            with self.watched():
                await self._connection.checkpoint()
        self._longest_log = max(_LONG_LOG, 2 * _size(self._log))

    async def close(self) -> None:
        if self._checkpoint is not None:
            await asyncio.gather(self._checkpoint, return_exceptions=True)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


@asynccontextmanager
async def open_database(path: str | Path) -> AsyncIterator[Database]:
    """Open it for the program, migrated.

    Raises ForeignDatabaseError, NewerDatabaseError, AlteredDatabaseError, sqlite3.Error.
    """
    async with connect(path) as connection:
        database = await prepared(connection)
        try:
            yield database
        finally:
            await database.close()


async def prepared(connection: Connection) -> Database:
    """Make an open connection ours, migrated. Raises as open_database."""
    connection.row_factory = aiosqlite.Row
    await _refuse_foreign(connection)
    await connection.execute("PRAGMA journal_mode = WAL")
    # With WAL a crash of the process loses nothing; a power cut may take the last
    # commits back, and the homeserver then replays those events under the same ids.
    await connection.execute("PRAGMA synchronous = NORMAL")
    # Deleted personal data must not stay readable in the file.
    await connection.execute("PRAGMA secure_delete = ON")
    await _migrate(connection)
    await connection.execute("PRAGMA foreign_keys = ON")
    # KiB; the system keeps the file in memory anyway.
    await connection.execute("PRAGMA cache_size = -512")
    # Database.checkpoint does it instead.
    await connection.execute("PRAGMA wal_autocheckpoint = 0")
    return Database(connection)


@asynccontextmanager
async def open_unchanged(path: Path) -> AsyncIterator[Transaction]:
    """Open it for reading only, also while the bot runs."""
    async with connect(f"{path.as_uri()}?mode=ro", uri=True) as connection:
        connection.row_factory = aiosqlite.Row
        yield connection


@asynccontextmanager
async def changed_back(path: Path) -> AsyncIterator[Transaction]:
    """Open it as it is, also while the bot runs, and take back all that is written."""
    uri = f"{path.as_uri()}?mode=rw"
    async with connect(uri, uri=True) as connection:
        await connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        finally:
            await connection.rollback()


@asynccontextmanager
async def open_outdated(path: Path) -> AsyncIterator[Transaction]:
    """Open it for one transaction, without a migration."""
    async with connect(path) as connection:
        connection.row_factory = aiosqlite.Row
        await connection.execute("BEGIN IMMEDIATE")
        yield connection
        await connection.commit()


async def _number(connection: Connection, pragma: str) -> int:
    async with connection.execute(f"PRAGMA {pragma}") as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def _refuse_foreign(connection: Connection) -> None:
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


@dataclass(frozen=True)
class Migration:
    name: str
    script: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.script.encode()).hexdigest()

    @property
    def mark(self) -> str:
        """Return the statement that notes it as seen."""
        values = f"('{self.name}', '{self.sha256}');"
        return " ".join(("INSERT INTO migration (name, sha256) VALUES", values))


def migrations() -> list[Migration]:
    """Return what this program can do to a database, the oldest first."""
    folder = resources.files("storage.migrations")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [Migration(file.name, file.read_text(encoding="utf-8")) for file in files]


async def version_of(connection: Connection) -> int:
    """Return how many of our migrations the file has seen.

    Raises ForeignDatabaseError, NewerDatabaseError, AlteredDatabaseError.
    """
    await _refuse_foreign(connection)
    version, known = await _number(connection, "user_version"), migrations()
    if version > len(known):
        raise NewerDatabaseError(version, len(known))
    if version:
        table = "SELECT 1 FROM sqlite_master WHERE name = 'migration'"
        seen = "SELECT name, sha256 FROM migration ORDER BY name"
        rows = await connection.execute_fetchall(seen) if await one(connection, table) else ()
        digests = {row["name"]: row["sha256"] for row in rows}
        for migration in known[:version]:
            if digests.pop(migration.name, None) != migration.sha256:
                raise AlteredDatabaseError(migration.name)
        for name in digests:
            raise AlteredDatabaseError(name)
    return version


async def outdated(path: Path) -> tuple[int, int] | None:
    """Return the number of the file's schema and of ours, if they differ and ours is newer.

    Raises ForeignDatabaseError, NewerDatabaseError, AlteredDatabaseError, sqlite3.Error.
    """
    if _size(path) == 0:
        return None
    async with open_unchanged(path) as connection:
        found = await version_of(connection)
    known = len(migrations())
    return None if found in (0, known) else (found, known)


async def _migrate(connection: Connection) -> None:
    """Apply the migrations that the file has not seen, all or none of them.

    Foreign keys are not enforced meanwhile: otherwise a table that is dropped to be made again
    would take the rows that refer to it along. They are checked before the commit instead.
    """
    version, known = await version_of(connection), migrations()
    if version == len(known):
        return
    # One script: each executescript would first commit what the one before it did.
    steps = "".join(f"{migration.script}\n;{migration.mark}\n" for migration in known[version:])
    await connection.executescript(
        f"BEGIN IMMEDIATE; {steps} PRAGMA application_id = {APPLICATION_ID};"
        f" PRAGMA user_version = {len(known)};"
    )
    broken = await one(connection, "PRAGMA foreign_key_check")
    if broken is not None:
        raise aiosqlite.IntegrityError(f"schema {len(known)} breaks foreign keys: {tuple(broken)}")
    await connection.commit()
