"""The database file: whose it is, which schema it has, and that transactions stay apart."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from storage import key_value
from storage.database import (
    APPLICATION_ID,
    Database,
    ForeignDatabaseError,
    is_damage,
    is_environment_error,
    open_database,
)
from tests.support.say import NOW


async def written(database: Database) -> list[str]:
    async with database.transaction() as tx:
        return [row["name"] for row in await tx.execute_fetchall("SELECT name FROM key_value")]


async def write(database: Database, name: str, pause: float = 0) -> None:
    async with database.transaction() as tx:
        await key_value.put(tx, name, "x", NOW)
        await asyncio.sleep(pause)


async def write_and_fail(database: Database, pause: float = 0) -> None:
    async with database.transaction() as tx:
        await key_value.put(tx, "lost", "x", NOW)
        await asyncio.sleep(pause)
        raise ZeroDivisionError


def files(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def content(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


# --- transactions


async def test_what_is_done_in_a_transaction_stays(database: Database) -> None:
    await write(database, "kept")

    assert await written(database) == ["kept"]


async def test_an_exception_takes_everything_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await write_and_fail(database)

    assert await written(database) == []


async def test_transactions_at_the_same_time_do_not_mix(database: Database) -> None:
    async def fails() -> None:
        with pytest.raises(ZeroDivisionError):
            await write_and_fail(database, pause=0.02)

    await asyncio.gather(fails(), write(database, "kept"))

    assert await written(database) == ["kept"]


async def test_a_single_statement_is_not_lost_with_the_transaction_of_somebody_else(
    database: Database,
) -> None:
    async def fails() -> None:
        with pytest.raises(ZeroDivisionError):
            await write_and_fail(database, pause=0.02)

    async def state() -> None:
        await asyncio.sleep(0.01)
        async with database.statement() as tx:
            await key_value.put(tx, "kept", "x", NOW)

    await asyncio.gather(fails(), state())

    assert await written(database) == ["kept"]


@pytest.mark.parametrize("turns", range(6))
async def test_a_cancelled_transaction_blocks_no_other(database: Database, turns: int) -> None:
    """Cancelled before, at and after BEGIN, which the worker thread runs in any case."""
    for number in range(30):
        task = asyncio.create_task(write(database, f"cancelled-{number}", pause=1))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await write(database, f"kept-{number}")

    assert set(await written(database)) == {f"kept-{number}" for number in range(30)}


async def test_a_second_process_waits_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "netzwerkbot.db"
    async with open_database(path) as one, open_database(path) as other:
        await asyncio.gather(*(write(d, f"{n}") for n, d in enumerate([one, other] * 10)))

        assert len(await written(one)) == 20


async def test_what_was_committed_survives_closing(tmp_path: Path) -> None:
    path = tmp_path / "netzwerkbot.db"
    async with open_database(path) as database:
        await write(database, "kept")
    async with open_database(path) as database:
        assert await written(database) == ["kept"]


async def test_what_is_deleted_cannot_be_read_in_the_file(tmp_path: Path) -> None:
    async with open_database(tmp_path / "netzwerkbot.db") as database:
        async with database.transaction() as tx:
            await key_value.put(tx, "person", "@geheim:example.org", NOW)
        assert b"@geheim" in content(tmp_path)
        async with database.transaction() as tx:
            await tx.execute("DELETE FROM key_value WHERE name = 'person'")

    assert b"@geheim" not in content(tmp_path)


async def test_foreign_keys_are_enforced(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        async with database.transaction() as tx:
            await tx.execute("INSERT INTO guideline_link VALUES (999, 1, 'a', 'b', NULL)")


# --- errors of the file, errors of the statement


async def error_of(database: Database, statement: str) -> sqlite3.Error:
    with pytest.raises(sqlite3.Error) as caught:
        async with database.transaction() as tx:
            await tx.execute(statement)
    return caught.value


async def test_a_full_disk_is_the_environment(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute("PRAGMA max_page_count = 1")

    assert is_environment_error(
        await error_of(database, "CREATE TABLE big AS SELECT zeroblob(1000000)")
    )


def spoil(path: Path) -> None:
    """Overwrite all pages but the first, as a bad disk might."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))


@pytest.mark.parametrize("door", ["statement", "transaction"])
async def test_a_broken_page_is_damage_that_the_database_remembers(
    tmp_path: Path, door: str
) -> None:
    path = tmp_path / "netzwerkbot.db"
    async with open_database(path):
        pass
    async with open_database(path) as database:
        spoil(path)
        with pytest.raises(sqlite3.DatabaseError):
            async with getattr(database, door)() as tx:
                await tx.execute_fetchall("SELECT * FROM key_value, outbox, room, sync")
        error = await asyncio.wait_for(database.damage, 0)

    assert is_damage(error)
    assert not is_environment_error(error)


@pytest.mark.parametrize("statement", ["SELECT nonsense", "SELECT ?", "not even SQL"])
async def test_a_wrong_statement_is_not_the_environment(database: Database, statement: str) -> None:
    assert not is_environment_error(await error_of(database, statement))


def test_other_errors_are_not_the_environment() -> None:
    assert not is_environment_error(ValueError("SQLITE_FULL"))


# --- whose file it is


@pytest.mark.parametrize("content", [b"This is a letter to the mayor.\n" * 40, b"\0" * 4096])
async def test_a_file_that_is_no_database_is_refused_untouched(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "netzwerkbot.db"
    path.write_bytes(content)
    with pytest.raises(ForeignDatabaseError):
        async with open_database(path):
            pass

    assert path.read_bytes() == content
    assert files(tmp_path) == [path.name]


@pytest.mark.parametrize("application_id", [0, 42])
async def test_a_database_of_another_program_is_refused_untouched(
    tmp_path: Path, application_id: int
) -> None:
    path = tmp_path / "netzwerkbot.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (a)")
    connection.execute(f"PRAGMA application_id = {application_id}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ForeignDatabaseError):
        async with open_database(path):
            pass

    assert path.read_bytes() == before


async def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "netzwerkbot.db"
    path.touch()
    async with open_database(path) as database:
        await write(database, "kept")
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    connection.close()


async def test_every_table_is_strict(database: Database) -> None:
    async with database.transaction() as tx:
        rows = await tx.execute_fetchall(
            "SELECT name FROM pragma_table_list"
            " WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'"
        )

    assert [row["name"] for row in rows] == []
