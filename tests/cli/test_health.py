"""netzwerkbot health: 0 while the bot is at work, 1 and one line otherwise."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli.program import run_program
from bot.process.lifecycle import Failure
from storage.conversation import outbox
from storage.database import open_database
from storage.matrix import rooms, sync
from tests.support.config_files import MINIMAL

ROOM = "!raum:example.org"


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(f'{MINIMAL}[storage]\ndirectory = "data"\n', encoding="utf-8")
    (tmp_path / "data").mkdir(mode=0o700)
    return file


async def write(
    config_file: Path, *, synced: timedelta | None = None, waiting: timedelta | None = None
) -> None:
    """Write as the bot does: how long ago it synced, and how long a message has waited."""
    now = datetime.now(UTC)
    file = config_file.parent / "data" / "netzwerkbot.db"
    async with open_database(file) as database, database.transaction() as tx:
        if synced is not None:
            await sync.advance(tx, "s1", now - synced)
        if waiting is not None:
            await rooms.entered(tx, ROOM, now)
            await outbox.put(tx, ROOM, {}, "waits", now - waiting)


def asked(config_file: Path) -> str:
    with pytest.raises(Failure) as caught:
        run_program(["health", "--config", str(config_file)])
    assert caught.value.exit_code == 1
    assert "\n" not in caught.value.text
    return caught.value.text


async def test_a_bot_that_synced_within_a_minute_is_at_work(
    config_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await write(config_file, synced=timedelta(seconds=20), waiting=timedelta(minutes=14))
    await asyncio.to_thread(run_program, ["health", "--config", str(config_file)])

    said = capsys.readouterr().out
    assert said.startswith("Der Bot arbeitet; letzter Abgleich mit dem Homeserver vor 2")
    assert said.count("\n") == 1


async def test_no_sync_for_more_than_a_minute_means_that_it_is_not(config_file: Path) -> None:
    await write(config_file, synced=timedelta(seconds=70))

    assert "der letzte Abgleich" in await asyncio.to_thread(asked, config_file)


async def test_before_the_first_sync_it_is_not_at_work_either(config_file: Path) -> None:
    assert "noch nicht gearbeitet" in await asyncio.to_thread(asked, config_file)
    await write(config_file)

    assert "noch keinen Abgleich" in await asyncio.to_thread(asked, config_file)


async def test_a_message_that_waits_for_a_quarter_of_an_hour_is_told(config_file: Path) -> None:
    await write(config_file, synced=timedelta(0), waiting=timedelta(minutes=16))

    said = await asyncio.to_thread(asked, config_file)
    assert said.startswith("Seit 16 Minuten wartet eine Nachricht")


async def test_asking_changes_nothing(config_file: Path) -> None:
    await write(config_file, synced=timedelta(seconds=70))
    file = config_file.parent / "data" / "netzwerkbot.db"
    before = file.read_bytes()
    await asyncio.to_thread(asked, config_file)

    assert file.read_bytes() == before
