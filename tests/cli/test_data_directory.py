"""A data directory that is broken, of another version or in part: refused, and told by check."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

import peewee
import pytest

from bot.cli.program import program
from bot.config.sections import Config
from bot.data_directory import LostDatabaseError, examine, open_data
from bot.delivery.outbox import NotSentError
from bot.matrix.send import _not_sent
from bot.process.failures import explained
from bot.process.guard import guard
from bot.process.lifecycle import Failure
from bot.texts import doctor as texts
from bot.texts import operation
from storage import key_value
from storage.database import migrations, open_database
from tests.support.config_files import MINIMAL
from tests.support.say import NOW
from tests.support.serving import configured

PAGE = 4096
Spoil = Callable[[Path], None]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return configured(tmp_path)


async def run_once(config: Config, *, keys: bool = True) -> None:
    """Leave behind what a first run does."""
    config.storage.directory.chmod(0o700)
    async with open_database(config.database_file) as database, database.transaction() as tx:
        await key_value.put(tx, key_value.FIRST_STARTED_AT, "1", NOW)
    if keys:
        config.matrix_directory.mkdir(mode=0o700)
        (config.matrix_directory / "cross_signing.json").write_text("{}", encoding="utf-8")


def execute(file: Path, *statements: str) -> None:
    connection = sqlite3.connect(file)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def remove(file: Path) -> None:
    file.unlink()


def empty(file: Path) -> None:
    file.write_bytes(b"")


def only_tables(file: Path) -> None:
    execute(file, "DELETE FROM key_value")


def newer(file: Path) -> None:
    execute(file, "PRAGMA user_version = 999")


def altered(file: Path) -> None:
    execute(file, "UPDATE migration SET sha256 = 'other'")


def foreign(file: Path) -> None:
    file.write_bytes(b"kein SQLite" * 1000)


def damaged(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:PAGE] + b"\xff" * (len(content) - PAGE))


WRONG = pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (remove, "fehlt oder ist leer"),
        (empty, "fehlt oder ist leer"),
        (only_tables, "fehlt oder ist leer"),
        (newer, "neueren Version"),
        (altered, "Die Migration 0001_initial.sql ist hier eine andere"),
        (foreign, "keine Datenbank von Netzwerkbot"),
        (damaged, "beschädigt"),
    ],
)


def cli(config: Config, *words: str) -> Failure:
    """Run the command, which is to fail."""
    file = config.storage.directory.parent / "config.toml"
    where = f'[storage]\ndirectory = "{config.storage.directory}"\n'
    file.write_text(MINIMAL + where, encoding="utf-8")
    with pytest.raises(Failure) as caught:
        program()([*words, "--config", str(file)], standalone_mode=False)
    return caught.value


@WRONG
@pytest.mark.parametrize(
    "command",
    [
        ("collection", "search", "Bonn"),
        ("collection", "export"),
        ("collection", "import", "{csv}"),
        ("meetings", "list"),
        ("meetings", "export", "/dev/null"),
        ("meetings", "import", "{ics}"),
        ("meetings", "simulate", "--days", "3"),
    ],
    ids=" ".join,
)
def test_every_command_that_opens_the_database_refuses_it_in_one_sentence(
    config: Config, spoil: Spoil, words: str, command: tuple[str, ...]
) -> None:
    asyncio.run(run_once(config))
    spoil(config.database_file)
    table = Path(__file__).parents[1] / "collection" / "cases" / "60-sep-line.csv"
    shipped = Path(__file__).parents[1] / "meetings" / "cases" / "16-tentative.ics"
    files = {"csv": table, "ics": shipped}

    failure = cli(config, *(word.format(**files) for word in command))

    assert words in failure.text
    assert failure.text.count("\n") == 0
    assert failure.exit_code == 1
    assert failure.lasting


@WRONG
async def test_check_tells_it(config: Config, spoil: Spoil, words: str) -> None:
    await run_once(config)
    before = [(each.subject, each.ok) for each in await examine(config)]
    spoil(config.database_file)
    content = config.database_file.read_bytes() if config.database_file.exists() else None
    problems = [each.detail for each in await examine(config) if not each.ok]

    subjects = (
        *(texts.CHECK_DIRECTORY, texts.CHECK_DATABASE, texts.CHECK_SCHEMA, texts.CHECK_WRITE),
        texts.CHECK_REGISTER,
    )
    assert before == [(subject, True) for subject in subjects]
    assert any(words in problem for problem in problems)
    after = config.database_file.read_bytes() if config.database_file.exists() else None
    assert after == content


async def test_check_finds_a_broken_page_of_the_key_store(config: Config) -> None:
    await run_once(config)
    store = config.matrix_directory / "DEVICE.db"
    execute(store, "CREATE TABLE a (b)", "INSERT INTO a VALUES (zeroblob(20000))")
    damaged(store)

    problems = [(each.subject, each.detail) for each in await examine(config) if not each.ok]

    assert problems == [(texts.CHECK_STORE, operation.store_damaged(config.matrix_directory))]


async def test_check_tells_a_disk_that_cannot_be_written(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_tx: object) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    await run_once(config)
    monkeypatch.setattr("storage.health.try_write", fails)

    [problem] = [each for each in await examine(config) if not each.ok]

    assert problem.subject == texts.CHECK_WRITE
    assert "readonly" in problem.detail


async def test_check_writes_nothing_while_the_bot_runs(config: Config) -> None:
    await run_once(config)
    async with open_database(config.database_file) as database:
        assert all(each.ok for each in await examine(config))
        async with database.statement() as tx:
            assert await key_value.get(tx, "probe") is None


async def test_check_tells_which_schema_the_next_start_makes(
    config: Config, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await run_once(config)
    folder = tmp_path / "migrations"
    folder.mkdir()
    for migration in migrations():
        (folder / migration.name).write_text(migration.script, encoding="utf-8")
    (folder / "9999_next.sql").write_text("CREATE TABLE hall (a TEXT) STRICT", encoding="utf-8")
    newest = len(migrations())
    monkeypatch.setattr("storage.database.resources.files", lambda _package: folder)

    [schema] = [each for each in await examine(config) if each.subject == texts.CHECK_SCHEMA]

    assert schema.ok
    assert schema.detail.startswith(f"Schema {newest} → {newest + 1}: Der nächste Start sichert")


async def test_before_the_first_start_there_is_nothing_to_complain_about(config: Config) -> None:
    config.storage.directory.chmod(0o700)
    _, remark, _ = await examine(config)
    assert (remark.detail, remark.ok) == (texts.DATABASE_NEW, True)
    async with open_data(config):
        pass


async def test_a_collection_imported_before_the_first_start_is_no_lost_database(
    config: Config,
) -> None:
    await run_once(config, keys=False)
    only_tables(config.database_file)

    async with open_data(config):
        pass


@pytest.mark.parametrize("spoil", [remove, empty, only_tables])
async def test_only_who_says_so_begins_anew_beside_the_keys(config: Config, spoil: Spoil) -> None:
    await run_once(config)
    spoil(config.database_file)
    there = config.database_file.exists()
    with pytest.raises(LostDatabaseError):
        async with open_data(config):
            pass

    assert config.database_file.exists() == there
    async with open_data(config, begin_anew=True) as database, database.statement() as tx:
        assert await key_value.get(tx, key_value.FIRST_STARTED_AT) is None


@pytest.mark.parametrize("name", ["session.json", "cross_signing.json", "DEVICE.db"])
async def test_any_file_of_the_keys_shows_that_the_bot_has_run(config: Config, name: str) -> None:
    config.matrix_directory.mkdir(mode=0o700)
    (config.matrix_directory / name).write_text("{}", encoding="utf-8")
    with pytest.raises(LostDatabaseError):
        async with open_data(config):
            pass


async def test_who_has_a_database_does_not_begin_anew(config: Config) -> None:
    await run_once(config)
    with pytest.raises(Failure, match="--begin-anew") as caught:
        async with open_data(config, begin_anew=True):
            pass

    assert caught.value.exit_code == 2


def damage_of_the_database() -> Exception:
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorname = "SQLITE_CORRUPT"
    return error


def damage_of_the_keys() -> Exception:
    error: Exception = peewee.DatabaseError()
    error.__context__ = damage_of_the_database()
    return error


EITHER = pytest.mark.parametrize("damage", [damage_of_the_database, damage_of_the_keys])


@EITHER
def test_damage_of_either_file_ends_the_program_with_its_sentence(
    config: Config, damage: Callable[[], Exception]
) -> None:
    with pytest.raises(Failure) as caught, explained(config):
        raise ExceptionGroup("tasks", [ValueError("a bug"), damage()])

    assert caught.value.lasting
    assert caught.value.text == (
        operation.database_damaged(config.database_file)
        if damage is damage_of_the_database
        else operation.store_damaged(config.matrix_directory)
    )


@EITHER
def test_no_guard_takes_damage_for_a_bug(damage: Callable[[], Exception]) -> None:
    error = damage()
    with pytest.raises(type(error)), guard(logging.getLogger(), "", passes=lambda _: False):
        raise error


def test_what_cannot_be_sent_for_broken_keys_is_not_tried_again() -> None:
    assert not isinstance(_not_sent(damage_of_the_keys()), NotSentError)
    assert isinstance(_not_sent(peewee.OperationalError()), NotSentError)
