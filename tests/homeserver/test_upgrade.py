"""What release 0.1.0 left is there after the upgrade, and answered on a real homeserver."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.config.sections import Config
from bot.recovery.restore import restore
from tests.homeserver.office import Office, open_office
from tests.homeserver.test_meetings import Clock
from tests.homeserver.world import World, replies, running_app, timeline
from tests.support import stored
from tests.support.released import moved_here

THEN = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
A_WEEK_BEFORE = datetime(2027, 1, 7, 9, 0, tzinfo=UTC)
NEW = "9.9.9"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Begin on the day after the release was last at work, as another version."""
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
    read_to = office.ada._since
    assert read_to is not None
    moved_here("0.1.0", config.database_file, read_to, **rooms, **people)
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


async def test_the_backup_from_before_can_be_put_back_and_is_answered_from(
    world: World, clock: Clock
) -> None:
    office, config = await old_office(world)
    ada, bea, room = office.ada, office.bea, office.network
    async with running_app(config):
        await office.until_bot_is_in()
        await office.wait_for(bea, "läuft jetzt mit Version", room_id=office.management)
        asked = await ada.say(room, "!leitlinie Bonn")
        await ada.answer_to(asked)
        await bea.ask(office.management, "!ablehnen 2 Der Link ist veraltet.")
    [backup] = config.storage.directory.glob("before-*")
    assert stored.counts(config.database_file)["submission"] == 2
    clock.jump(timedelta(hours=1))
    done = await asyncio.to_thread(restore, backup, config, None, clock(), replace=True)
    async with running_app(config):
        entry = await ada.ask(room, "!leitlinie Bonn")
        dates = await ada.ask(room, "!termin 1")

    assert done.before is not None
    assert backup.exists()
    assert "Leitlinien aus dem Upgrade" in entry
    assert "Losverfahren" in dates
    assert stored.damage(config.database_file) == []
    answered = replies(await timeline(ada, room), office.bot_id)
    assert answered.count(asked) == 1
    assert office.count(bea, "läuft jetzt mit Version") == 1
