"""A link that fails, and what is unconfirmed, told in the encrypted management room."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app import App
from bot.fetching.links import Links
from commands.collection.maintenance_notes import TELL_LINKS, TELL_UNCONFIRMED
from commands.conversation.settings import Submissions
from storage.collection import link_checks
from storage.database import open_database
from tests.homeserver.office import Office, open_office
from tests.homeserver.test_meetings import Clock
from tests.homeserver.world import World, running_app, until
from tests.support.link_care import Web, add_entry
from tests.support.sites import OUTER, Everywhere, serving

BERLIN = ZoneInfo("Europe/Berlin")


def a_tuesday_morning() -> datetime:
    """In the middle of a month that is not this one, so that the next is not far."""
    day = datetime.now(BERLIN).replace(day=10, hour=10, minute=0, second=0) + timedelta(days=31)
    while day.weekday() != 1:
        day += timedelta(days=1)
    return day.astimezone(UTC)


def next_month(moment: datetime) -> datetime:
    day = (moment.astimezone(BERLIN).replace(day=1) + timedelta(days=32)).replace(day=1, hour=10)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day.astimezone(UTC)


@asynccontextmanager
async def checking(office: Office) -> AsyncIterator[App]:
    """The bot, with links that it asks on this machine only."""
    config = office.world.config([office.network], management=office.management)
    submissions = Submissions(check_links=True)
    async with running_app(config.model_copy(update={"submissions": submissions})) as app:
        await office.until_bot_is_in()
        yield app


async def run_jobs(app: App) -> None:
    """The scheduler has the real clock."""
    for job in (TELL_LINKS, TELL_UNCONFIRMED):
        async with app.database.transaction() as tx:
            await job.run(app.live.context(tx))
    app.outbox.wake()


async def until_failed(app: App, times: int) -> None:
    async def failed() -> bool:
        async with app.database.transaction() as tx:
            row = await tx.execute_fetchall("SELECT max(failures) AS most FROM link_check")
        return [each["most"] for each in row] == [times]

    await until(failed)


async def test_a_link_is_told_once_and_what_is_unconfirmed_once_a_month(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, clock = await open_office(world), Clock()
    monkeypatch.setattr("bot.app.now", clock)
    monkeypatch.setattr("bot.app.Links", lambda **_: Links(OUTER.__eq__, Everywhere(OUTER)))
    config = world.config([office.network], management=office.management)
    config.storage.directory.mkdir(mode=0o700)
    async with serving(OUTER, site := Web(clock)):
        async with open_database(config.database_file) as database:
            url = f"http://www.bonn.example:{site.port}/leitlinien"
            await add_entry(database, title="Leitlinien", links=(url,))
        site.pages["/leitlinien"] = 404
        clock.jump_to(a_tuesday_morning())
        async with checking(office) as app:
            await until_failed(app, 1)
        clock.jump(timedelta(days=3))
        async with checking(office) as app:
            await until_failed(app, 2)
            await run_jobs(app)
            told = await office.wait_for(office.bea, "Link der Sammlung", room_id=office.management)
            assert f"Eintrag Nr. 1, Bonn: Leitlinien: {url} – die Seite gibt es nicht" in told.text
        clock.jump_to(next_month(clock()))
        async with checking(office) as app:
            await run_jobs(app)
            await office.wait_for(office.bea, "noch nie", "bestätigt", room_id=office.management)
        clock.jump(timedelta(hours=1))
        async with checking(office) as app:
            await run_jobs(app)
            async with app.database.transaction() as tx:
                assert len(await link_checks.failing(tx)) == 1
            await office.bea.ask(office.management, "!status")

    assert office.count(office.bea, "noch nie", "bestätigt") == 1
    assert office.count(office.bea, "Link der Sammlung ist nicht erreichbar") == 1
