"""One note a week in the encrypted management room: the links that fail, what is unconfirmed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bot.app import App
from bot.fetching.links import Links
from bot.workers.link_checks import LinkChecks
from commands import JOBS
from commands.conversation.settings import Submissions
from storage.collection import link_checks
from storage.database import open_database
from tests.homeserver.office import Office, open_office
from tests.homeserver.test_meetings import Clock
from tests.homeserver.world import World, running_app, until
from tests.support.link_care import Web, add_entry
from tests.support.sites import OUTER, Everywhere, serving

BERLIN = ZoneInfo("Europe/Berlin")


def monday(moment: datetime) -> datetime:
    """Return the next Monday, 10:00, where the network is."""
    day = moment.astimezone(BERLIN).replace(hour=10, minute=0, second=0) + timedelta(days=1)
    return (day + timedelta(days=-day.weekday() % 7)).astimezone(UTC)


@asynccontextmanager
async def checking(office: Office) -> AsyncIterator[App]:
    """The bot, with links that it asks on this machine only."""
    config = office.world.config([office.network], management=office.management)
    submissions = Submissions(check_links=True)
    async with running_app(config.model_copy(update={"submissions": submissions})) as app:
        await office.until_bot_is_in()
        yield app


async def run_job(app: App) -> None:
    """The scheduler has the real clock."""
    [note] = [job for job in JOBS if job.name == "weekly note"]
    async with app.database.transaction() as tx:
        await note.run(app.live.context(tx))
    app.outbox.wake()


async def until_failed(app: App, times: int) -> None:
    async def failed() -> bool:
        async with app.database.transaction() as tx:
            row = await tx.execute_fetchall("SELECT max(failures) AS most FROM link_check")
        return [each["most"] for each in row] == [times]

    await until(failed)


async def test_one_note_a_week_tells_all_that_waits(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, clock = await open_office(world), Clock()
    monkeypatch.setattr("bot.app.now", clock)
    monkeypatch.setattr("bot.app.LinkChecks", partial(LinkChecks, rest=timedelta()))
    monkeypatch.setattr("bot.app.Links", lambda **_: Links(OUTER.__eq__, Everywhere(OUTER)))
    config = world.config([office.network], management=office.management)
    config.storage.directory.mkdir(mode=0o700)
    async with serving(OUTER, site := Web(clock)):
        async with open_database(config.database_file) as database:
            url = f"http://www.bonn.example:{site.port}/leitlinien"
            await add_entry(database, title="Leitlinien", links=(url,))
        site.pages["/leitlinien"] = 404
        # A Tuesday, in the week of the first start.
        clock.jump_to(monday(clock()) + timedelta(days=1))
        async with checking(office) as app:
            await until_failed(app, 1)
            await run_job(app)
        clock.jump(timedelta(days=3))
        async with checking(office) as app:
            await until_failed(app, 2)
        clock.jump_to(monday(clock()))
        async with checking(office) as app:
            await run_job(app)
            told = await office.wait_for(office.bea, "!sammlung links", room_id=office.management)
            assert "Ein Link der Sammlung ist nicht erreichbar: !sammlung links" in told.text
            assert "zu bestätigen: !sammlung unbestätigt" in told.text
            shown = await office.bea.ask(office.management, "!sammlung links")
            assert f"Eintrag Nr. 1, Bonn: Leitlinien: {url} – die Seite gibt es nicht" in shown
        clock.jump(timedelta(hours=1))
        async with checking(office) as app:
            await run_job(app)
            async with app.database.transaction() as tx:
                assert len(await link_checks.failing(tx)) == 1
            await office.bea.ask(office.management, "!status")

    assert office.count(office.bea, "Der Bot ist") == 1
