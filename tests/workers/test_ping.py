"""A sign of life to a real server, only while the bot is healthy; its address is a secret."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from pydantic import SecretStr

from bot.config.sections import HttpSection
from bot.workers.configured import ConfiguredWorkers
from bot.workers.ping import Ping
from storage.conversation import outbox
from tests.support.say import MANAGEMENT, ROOM, Room
from tests.support.serving import Served
from tests.support.sites import INNER, OUTER, Everywhere, Site, serving
from tests.support.workers import running

SECRET = "5b1f-geheim"
_ids = count(1)


def ping(served: Served, site: Site, path: str = "status/200", host: str = INNER) -> Ping:
    url = SecretStr(f"http://{host}:{site.port}/{path}?kennung={SECRET}")
    return Ping(served.database, served.heartbeat, served.clock, url, 5, seconds=2)


async def status(served: Served) -> str:
    room = Room(served.database, now=served.clock.now)
    room.live.settings = replace(room.settings, pings=True)
    event_id = f"$status{next(_ids)}"
    [said] = await room.say("!status genau", event_id=event_id, room_id=MANAGEMENT)
    [line] = [line for line in said.splitlines() if "Lebenszeichen" in line]
    return line


async def test_a_healthy_bot_asks_the_address_every_few_minutes(served: Served) -> None:
    async with serving(INNER, Site()) as site:
        pause = await ping(served, site).look()
        [request] = site.requests

    assert (request.method, request.path_qs) == ("GET", f"/status/200?kennung={SECRET}")
    assert request.headers["User-Agent"] == "Netzwerkbot"
    assert pause == 300
    served.clock.now += timedelta(minutes=3)
    assert await status(served) == "– Lebenszeichen an ping_url: vor 3 Minuten gesendet"


async def test_one_that_stands_still_is_silent_and_looks_again_soon(served: Served) -> None:
    async with serving(INNER, Site()) as site:
        worker = ping(served, site)
        served.clock.now += timedelta(seconds=61)
        assert await worker.look() == 60
        await served.be_well()
        async with served.database.transaction() as tx:
            old = served.clock.now - timedelta(minutes=16)
            await outbox.put(tx, ROOM, {"body": "x"}, "stuck", old)
        assert await worker.look() == 60
        assert site.seen == []
        assert await status(served) == "– Lebenszeichen an ping_url: noch keines"
        async with served.database.transaction() as tx:
            await tx.execute("DELETE FROM outbox")

        assert await worker.look() == 300
        assert len(site.seen) == 1


async def test_the_running_worker_asks_by_itself(served: Served) -> None:
    async with serving(INNER, Site()) as site, running(ping(served, site)):
        async with asyncio.timeout(20):
            await site.was_asked.wait()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("status/404", "HTTP 404"),
        ("status/500", "HTTP 500"),
        ("to/302?url=http://127.0.0.2/", "HTTP 302"),
        ("endless", None),
        ("for-ever", "TimeoutError"),
    ],
)
async def test_what_is_not_taken_is_told_in_status_only(
    served: Served, caplog: pytest.LogCaptureFixture, path: str, kind: str | None
) -> None:
    async with serving(INNER, Site()) as site:
        worker = ping(served, site, path)
        worker.seconds = 0.5 if kind == "TimeoutError" else 5
        assert await worker.look() == 300
    async with served.database.transaction() as tx:
        assert await tx.execute_fetchall("SELECT 1 FROM outbox") == []

    # An answer of any length is not read.
    assert site.sent < 20_000_000
    served.clock.now += timedelta(hours=2)
    assert ("seit 2 Stunden nicht angenommen" in await status(served)) == (kind is not None)
    assert (f"({kind})" in await status(served)) == (kind is not None)
    assert SECRET not in caplog.text + await status(served)


async def test_a_failure_is_in_the_log_once_a_day_without_the_address(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(INNER, Site()) as site:
        for path in ("status/404", "status/200", "status/503"):
            await ping(served, site, path).look()
            served.clock.now += timedelta(hours=8)
            await served.be_well()
        with caplog.at_level(logging.DEBUG):
            served.clock.now += timedelta(hours=1)
            await served.be_well()
            await ping(served, site, "status/503").look()

    warnings = [each.getMessage() for each in caplog.records if each.name == "bot.workers.ping"]
    assert warnings == [
        "ping_url at 127.0.0.1 was not taken: HTTP 404",
        "ping_url at 127.0.0.1 was not taken: HTTP 503",
    ]
    assert SECRET not in caplog.text


async def test_nobody_there_is_a_failure_and_its_end_is_told(served: Served) -> None:
    async with serving(INNER, Site()) as site:
        worker = ping(served, site)
    await worker.look()
    assert "(ClientConnectorError)" in await status(served)
    async with serving(INNER, Site()) as site:
        await ping(served, site).look()

    assert "vor weniger als einer Sekunde gesendet" in await status(served)


async def test_without_tls_nothing_leaves_the_own_network(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.workers.ping.is_public", OUTER.__eq__)
    async with serving(OUTER, Site()) as site:
        worker = ping(served, site, host="uptime")
        worker.resolver = Everywhere(OUTER)
        await worker.look()

    assert site.seen == []
    assert "(GuardError)" in await status(served)


async def test_only_a_configured_address_makes_the_bot_ask(served: Served) -> None:
    section = HttpSection(ping_url=SecretStr("https://hc-ping.example.org/x"), ping_minutes=2)
    found = []
    for http in (None, HttpSection(), section):
        config = served.config.model_copy(update={"http": http})
        live, never = Room(served.database).live, asyncio.Event()
        workers = ConfiguredWorkers(
            config, served.database, live, served.heartbeat, never, lambda: None
        )
        found.append([worker.minutes for worker in workers if isinstance(worker, Ping)])

    assert found == [[], [], [2]]


async def test_nothing_is_said_where_it_is_not_configured(served: Served) -> None:
    [said] = await Room(served.database).say("!status genau", room_id=MANAGEMENT)

    assert "Lebenszeichen" not in said
