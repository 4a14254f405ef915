"""Migrations: every earlier database becomes a new one, and a database with others is refused."""

import sqlite3
from pathlib import Path

import pytest

from storage.database import (
    AlteredDatabaseError,
    NewerDatabaseError,
    migrations,
    open_database,
)
from tests.support import stored


async def test_a_newer_schema_is_refused_with_both_numbers(tmp_path: Path) -> None:
    path = tmp_path / "netzwerkbot.db"
    known = len(migrations())
    async with open_database(path):
        pass
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {known + 1}")
    connection.close()
    with pytest.raises(NewerDatabaseError) as caught:
        async with open_database(path):
            pass

    assert (caught.value.found, caught.value.known) == (known + 1, known)


async def fresh_schema(folder: Path) -> list[tuple[str, ...]]:
    async with open_database(folder / "fresh.db"):
        pass
    return stored.schema(folder / "fresh.db")


async def problems_of_upgrade(version: int, script: str, folder: Path) -> list[object]:
    """Open a stored database; return what is wrong with it then."""
    path = folder / "old.db"
    stored.restore(script, version, path)
    before = stored.counts(path)
    async with open_database(path):
        pass
    after = stored.counts(path)
    lost = [table for table in before.keys() & after.keys() if after[table] < before[table]]
    differing = set(stored.schema(path)) ^ set(await fresh_schema(folder))
    return [*lost, *differing, *stored.damage(path)]


def add_migration(folder: Path, monkeypatch: pytest.MonkeyPatch, *scripts: str) -> None:
    """Let the program have these migrations after its own."""
    folder.mkdir()
    for migration in migrations():
        (folder / migration.name).write_text(migration.script, encoding="utf-8")
    for number, script in enumerate(scripts, start=len(migrations()) + 1):
        (folder / f"{number:04}.sql").write_text(script, encoding="utf-8")
    monkeypatch.setattr("storage.database.resources.files", lambda _package: folder)


every_stored_version = pytest.mark.parametrize(
    ("version", "script"),
    [
        pytest.param(version, file.read_text(encoding="utf-8"), id=file.stem)
        for version, file in stored.stored()
    ],
)


def test_every_version_up_to_now_is_stored() -> None:
    """If this fails after a new migration: python -m tests.support.stored"""
    assert [version for version, _ in stored.stored()] == [
        number for number, _ in enumerate(migrations(), start=1)
    ]


@every_stored_version
async def test_a_stored_database_of_any_version_becomes_like_a_fresh_one(
    tmp_path: Path, version: int, script: str
) -> None:
    """If an old migration was edited, this fails: undo that and add a new one."""
    assert await problems_of_upgrade(version, script, tmp_path) == []


async def test_the_newest_stored_database_has_a_row_in_every_table(tmp_path: Path) -> None:
    """A migration of a table without rows would be tested on nothing: see stored.SAMPLES."""
    newest = len(migrations())
    stored.restore(stored.dump(newest), newest, tmp_path / "old.db")

    empty = [table for table, count in stored.counts(tmp_path / "old.db").items() if not count]
    assert empty == []


# Two tables with rows; then the first is made again, as SQLite describes it.
_GOOD = (
    """
    CREATE TABLE hall (hall_id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE seat (hall_id INTEGER NOT NULL REFERENCES hall ON DELETE CASCADE) STRICT;
    INSERT INTO hall VALUES (1);
    INSERT INTO seat VALUES (1);
    """,
    """
    CREATE TABLE new_hall (hall_id INTEGER PRIMARY KEY, name TEXT) STRICT;
    INSERT INTO new_hall (hall_id) SELECT hall_id FROM hall;
    DROP TABLE hall;
    ALTER TABLE new_hall RENAME TO hall;
    """,
)


@every_stored_version
async def test_the_next_migrations_are_tested_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int, script: str
) -> None:
    add_migration(tmp_path / "migrations", monkeypatch, *_GOOD)

    assert await problems_of_upgrade(version, script, tmp_path) == []
    assert stored.counts(tmp_path / "old.db")["seat"] == 1


@pytest.mark.parametrize(
    "migration",
    ["DELETE FROM guideline;", "UPDATE slot SET meeting_id = 99;", "DROP TABLE series;"],
)
async def test_a_migration_that_breaks_a_foreign_key_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migration: str
) -> None:
    path, newest = tmp_path / "old.db", len(migrations())
    stored.restore(stored.dump(newest), newest, path)
    before, rows = stored.schema(path), stored.counts(path)
    add_migration(tmp_path / "migrations", monkeypatch, migration)
    with pytest.raises(sqlite3.IntegrityError, match="breaks foreign keys"):
        async with open_database(path):
            pass

    assert (stored.schema(path), stored.counts(path)) == (before, rows)


@pytest.mark.parametrize(
    ("old", "edited"),
    [
        ("CREATE INDEX", "CREATE UNIQUE INDEX"),
        ("CREATE TABLE wish", "CREATE TABLE hope"),
        ("place      TEXT,", "place      TEXT, room TEXT,"),
    ],
)
async def test_an_edited_old_migration_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, edited: str
) -> None:
    script = stored.dump(1)
    add_migration(tmp_path / "migrations", monkeypatch)
    first = tmp_path / "migrations" / migrations()[0].name
    assert old in first.read_text(encoding="utf-8")
    first.write_text(first.read_text(encoding="utf-8").replace(old, edited, 1), encoding="utf-8")

    with pytest.raises(AlteredDatabaseError, match=first.name):
        await problems_of_upgrade(1, script, tmp_path)


@pytest.mark.parametrize(
    "altered",
    [
        "UPDATE migration SET sha256 = 'other'",
        "UPDATE migration SET name = '0001_other.sql' WHERE name LIKE '0001%'",
        "INSERT INTO migration VALUES ('9999_theirs.sql', 'x')",
        "DELETE FROM migration",
        "DROP TABLE migration",
    ],
)
async def test_a_database_of_another_migration_is_refused_untouched(
    tmp_path: Path, altered: str
) -> None:
    path = tmp_path / "netzwerkbot.db"
    async with open_database(path):
        pass
    connection = sqlite3.connect(path)
    connection.execute(altered)
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(AlteredDatabaseError):
        async with open_database(path):
            pass

    assert path.read_bytes() == before


async def test_a_migration_that_loses_rows_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = stored.dump(1)
    add_migration(tmp_path / "migrations", monkeypatch, "DELETE FROM wish;")

    assert await problems_of_upgrade(1, script, tmp_path) == ["wish"]


async def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001.sql").write_text("CREATE TABLE migration (name, sha256);")
    (folder / "0002.sql").write_text("CREATE TABLE half (a TEXT); INSERT INTO nowhere VALUES (1);")
    monkeypatch.setattr("storage.database.resources.files", lambda _package: folder)
    path = tmp_path / "netzwerkbot.db"
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        async with open_database(path):
            pass

    assert stored.schema(path) == []


async def test_of_several_migrations_all_are_applied_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, newest = tmp_path / "old.db", len(migrations())
    stored.restore(stored.dump(newest), newest, path)
    before, rows = stored.schema(path), stored.counts(path)
    add_migration(tmp_path / "migrations", monkeypatch, *_GOOD, "INSERT INTO nowhere VALUES (1);")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        async with open_database(path):
            pass

    assert (stored.schema(path), stored.counts(path)) == (before, rows)
