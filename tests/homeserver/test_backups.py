"""Nightly backups of a running bot: made while it answers, told in !status, a failure told once."""

import asyncio
import os
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.backup.archive import read_manifest
from bot.backup.verifying import verify
from bot.workers.backups import NightlyBackups
from storage.backup import state
from tests.homeserver.office import Office, open_office
from tests.homeserver.test_meetings import Clock
from tests.homeserver.world import World, until

DAY = timedelta(days=1)


def look_at_the_clock(app: App) -> None:
    """Its own pauses go by the real one."""
    for worker in app.workers:
        if isinstance(worker, NightlyBackups):
            worker.wake()


async def until_there_are(count: int, directory: Path) -> list[Path]:
    found: list[Path] = []

    async def there() -> bool:
        names = await asyncio.to_thread(os.listdir, directory)
        found[:] = [directory / name for name in sorted(names) if name.endswith("Z.tar.gz")]
        return len(found) == count

    await until(there)
    return found


async def status(office: Office) -> str:
    return await office.bea.ask(office.management, "!status")


async def test_every_night_has_its_backup_and_a_failure_is_told_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, clock = await open_office(world), Clock()
    monkeypatch.setattr("bot.app.now", clock)

    def next_night(app: App) -> None:
        clock.jump(DAY)
        look_at_the_clock(app)

    directory, away = world.directory / "backups", world.directory / "away"
    directory.mkdir(mode=0o700)
    more = ("[backup]", f'directory = "{directory}"')
    async with office.running(*more) as app:
        # The night before the first start was missed.
        [first] = await until_there_are(1, directory)

        async def is_told() -> bool:
            return "Letzte Sicherung: heute" in await status(office)

        await until(is_told)
        next_night(app)
        for place in ("Bonn", "Essen", "Marburg"):
            answer = await office.ada.ask(office.network, f"!leitlinie {place}")
            assert place in answer
        second = (await until_there_are(2, directory))[1]
        made = await asyncio.to_thread(verify, second, None, world.directory)
        assert made.rows > 11_000
        assert read_manifest(first, None).user_id == world.bot_id

        directory.rename(away)
        next_night(app)
        failed = "Die nächtliche Sicherung ist nicht gelungen."
        await office.wait_for(office.bea, failed, room_id=office.management)
        assert f"Das Verzeichnis {directory} gibt es nicht." in await status(office)
        next_night(app)

        async def is_tried_again() -> bool:
            async with app.database.statement() as tx:
                return (await state.read(tx)).failures == 2

        await until(is_tried_again)
        assert office.count(office.bea, failed) == 1

        away.rename(directory)
        next_night(app)
        await office.wait_for(office.bea, "gelingt wieder", "geprüft", room_id=office.management)
        await until_there_are(3, directory)
        said = await status(office)
        assert "ist keine entstanden" not in said
        assert "geprüft" in said
        assert office.count(office.bea, failed) == 1
