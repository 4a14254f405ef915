"""The management is told once of another version: what is new, and how to go back."""

import contextlib
from pathlib import Path

import pytest

from bot.noting import note_start, note_version
from bot.process.lifecycle import VERSION
from commands.about.texts.new_start import NEWS, upgraded
from storage import key_value
from storage.database import Database
from storage.key_value import VERSION_RUN
from tests.support.say import MANAGEMENT, NOW, Room
from tests.support.serving import configured


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    configured(tmp_path)
    return tmp_path


async def start(database: Database, folder: Path, room_id: str | None = MANAGEMENT) -> list[str]:
    """Return what is said in the management room when the bot starts."""
    await note_start(database, NOW)
    await note_version(configured(folder), database, room_id, NOW)
    return await Room(database).read(MANAGEMENT)


async def had_run(database: Database, version: str | None) -> None:
    await note_start(database, NOW)
    async with database.transaction() as tx:
        await key_value.remove(tx, VERSION_RUN)
        if version is not None:
            await key_value.put(tx, VERSION_RUN, version, NOW)


async def test_the_first_start_is_no_other_version(database: Database, folder: Path) -> None:
    assert await start(database, folder) == []
    assert await start(database, folder) == []


@pytest.mark.parametrize(("noted", "before"), [(None, "0.1.0"), ("0.1.9", "0.1.9")])
async def test_another_version_is_told_once(
    database: Database,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    noted: str | None,
    before: str,
) -> None:
    monkeypatch.setattr("bot.noting.VERSION", "0.2.0")
    await had_run(database, noted)
    backup = configured(folder).storage.directory / "before-0.2.0-schema-9-bot-example.org.tar.gz"
    backup.touch()
    [told] = await start(database, folder)
    first, news, way_back = told.split("\n\n")

    assert first == f"Netzwerkbot läuft jetzt mit Version 0.2.0 (vorher {before})."
    assert news.startswith("Neu: ")
    assert str(backup) in way_back
    assert await start(database, folder) == []


async def test_without_a_migration_there_is_no_backup_to_name(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.noting.VERSION", "0.2.1")
    await had_run(database, "0.2.0")
    of_another = "before-0.2.0-schema-9-bot-example.org.tar.gz"
    (configured(folder).storage.directory / of_another).touch()
    [told] = await start(database, folder)

    assert "Die Datenbank ist geblieben, wie sie war" in told
    assert "before-" not in told


async def test_where_there_is_no_room_yet_it_is_told_the_next_time(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.noting.VERSION", "0.2.0")
    await had_run(database, "0.1.0")

    assert await start(database, folder, None) == []
    assert len(await start(database, folder)) == 1


async def test_a_kill_before_the_commit_costs_no_note(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.noting.VERSION", "0.2.0")
    await had_run(database, "0.1.0")

    async def dies(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched, contextlib.suppress(ZeroDivisionError):
        patched.setattr("storage.conversation.outbox.put", dies)
        await start(database, folder)

    assert len(await start(database, folder)) == 1


def test_every_release_since_the_first_says_what_is_new() -> None:
    assert VERSION == "0.1.0" or VERSION in NEWS
    assert all(len(line) < 300 and "\n" not in line for line in NEWS.values())
    assert "Neu" not in upgraded("0.3.0", "0.2.0", None).body
    assert "Neu" in upgraded("0.1.0", "0.2.0", None).body
