"""What release 0.1.0 left is there after the upgrade, and answered on a real homeserver."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.config.sections import Config
from tests.homeserver.office import Office, open_office
from tests.homeserver.test_meetings import Clock
from tests.homeserver.world import World, running_app
from tests.support.released import moved_here

THEN = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
A_WEEK_BEFORE = datetime(2027, 1, 7, 9, 0, tzinfo=UTC)
NEW = "9.9.9"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """It is the day after the release was last at work, and this is another version."""
    for module in ("bot.noting", "bot.settings", "bot.backup.upgrading"):
        monkeypatch.setattr(f"{module}.VERSION", NEW)
    clock = Clock(THEN - datetime.now(UTC))
    monkeypatch.setattr("bot.app.now", clock)
    return clock


async def old_office(world: World) -> tuple[Office, Config]:
    office = await open_office(world)
    config = world.config([office.network], management=office.management, exchange=office.network)
    config.storage.directory.mkdir(mode=0o700)
    people = {"ada": office.ada.user_id, "bea": office.bea.user_id, "cem": office.cem.user_id}
    rooms = {"network": office.network, "management": office.management}
    moved_here("0.1.0", config.database_file, **rooms, **people)
    return office, config


async def test_all_that_the_last_release_knew_is_there_and_answered(
    world: World, clock: Clock
) -> None:
    office, config = await old_office(world)
    ada, bea, room = office.ada, office.bea, office.network
    async with running_app(config):
        await office.until_bot_is_in()
        entry = await ada.ask(room, "!leitlinie Bonn")
        dates = await ada.ask(room, "!termin 1")
        asked = await ada.ask(room, "!frage 1")
        waiting = await bea.ask(office.management, "!offen")
        coming = await bea.ask(office.management, "!teilnahme 1")
        await bea.ask(office.management, "!annehmen 2")
        await office.told("Nr. 2", "Köln")
        reminders = await ada.ask(await ada.direct_chat_with(office.bot_id), "!erinnerungen")
        told = await office.wait_for(bea, "läuft jetzt mit Version", room_id=office.management)

    assert "Leitlinien aus dem Upgrade" in entry
    assert "Losverfahren" in dates
    assert "Erfahrung mit dem Losverfahren" in asked
    assert "Köln" in waiting
    assert office.ada.user_id in coming
    assert "Losverfahren" in reminders
    assert f"Version {NEW} (vorher 0.1.0)" in told.text

    clock.jump(A_WEEK_BEFORE + timedelta(minutes=5) - clock())
    async with running_app(config):
        reminder = await office.wait_for(ada, "Erinnerung", "Losverfahren", room_id=room)
        again = await ada.ask(room, "!leitlinie Köln")

    assert "https://www.example.org/koeln" in again
    posted = [e for e in ada.timeline if e.room_id == room and e.text == reminder.text]
    assert len(posted) == 1
    assert office.count(bea, "läuft jetzt mit Version") == 1


def backups(config: Config) -> list[Path]:
    return sorted(config.storage.directory.glob("before-*"))
