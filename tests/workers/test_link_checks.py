"""The links of the collection are asked one by one, politely, and after every interruption."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import aiosqlite
import pytest

from bot.fetching.links import LinkAnswer, Links, LinkState, user_agent
from commands.collection.texts.maintenance_notes import _STATES
from storage.collection import link_checks
from storage.database import Database, is_full
from tests.support.link_care import World, caring, impatient
from tests.support.say import NOW
from tests.support.sites import OUTER, Names
from tests.support.waiting import until


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    async with caring(database) as world:
        yield world


def gaps_in(moments: Sequence[datetime]) -> list[timedelta]:
    return [later - at for at, later in pairwise(moments)]


# --- what is asked, and how often


async def test_links_and_sources_are_asked_once_a_week(world: World) -> None:
    await world.add("a", source=world.url("quelle"))
    await world.pass_days(15)

    days = [(path, (at - NOW).days) for at, _, path in world.web.asked]
    assert sorted(days) == [(p, d) for p in ("/a", "/quelle") for d in (0, 7, 14)]
    assert {request.method for request in world.web.requests} == {"HEAD"}


async def test_links_to_one_page_are_asked_once(world: World) -> None:
    await world.add("a", world.url("a/", "bonn.example"), world.url("a#teil"))
    await world.add("a?utm_source=x", name="Ulm")
    await world.settle()

    assert len(world.web.asked) == 1
    for path in ("a", "a#teil", "a?utm_source=x"):
        assert (await world.known(path)).state == "OK"


@pytest.mark.parametrize("source", ["Amtsblatt 12/2015", "ftp://a.example/", "https://a.b c", ""])
async def test_a_source_that_is_no_address_is_left_alone(world: World, source: str) -> None:
    await world.add(source=source or None)
    await world.settle()

    async with world.database.transaction() as tx:
        assert await link_checks.next_at(tx) is None


async def test_a_new_link_is_asked_within_minutes_and_one_that_is_gone_no_more(
    world: World,
) -> None:
    entry = await world.add("a")
    await world.settle()
    await world.change(entry, links=())
    await world.add("b")
    await world.pass_days(8)

    assert [path for _, _, path in world.web.asked] == ["/a", "/b", "/b"]
    assert world.web.asked[1][0] - NOW < timedelta(minutes=25)


async def test_a_link_that_was_just_removed_is_not_asked(world: World) -> None:
    entry = await world.add("a")
    assert await world.look() == timedelta()  # it is known now, and due
    await world.change(entry, links=())
    await world.settle()

    assert world.web.asked == []


# --- politely


async def test_one_at_a_time_with_a_pause_and_a_longer_one_at_the_same_host(world: World) -> None:
    for town in range(5):
        await world.add(*(world.url(f"{n}", f"stadt{town}.example") for n in range(4)))
    await world.settle()

    moments = [at for at, _, _ in world.web.asked]
    assert len(moments) == 20
    assert world.web.most == 1
    assert min(gaps_in(moments)) >= timedelta(seconds=2)
    for town in range(5):
        own = [at for at, host, _ in world.web.asked if host == f"stadt{town}.example"]
        assert min(gaps_in(own)) >= timedelta(seconds=10)


async def test_the_pause_of_a_host_outlives_a_restart(world: World) -> None:
    await world.add(*"abcdef")
    while len(world.web.asked) < 6:
        await world.look()
        world.restart()

    moments = [at for at, _, _ in world.web.asked]
    assert min(gaps_in(moments)) >= timedelta(seconds=10)


async def test_five_hundred_links_are_asked_once_each_within_the_hour(world: World) -> None:
    for town in range(50):
        links = [world.url(f"{n}", f"stadt{town}.example") for n in range(10)]
        await world.add(*links, name=f"Stadt {town}")
    await world.settle()

    assert max(Counter(asked[1:] for asked in world.web.asked).values()) == 1
    assert len(world.web.asked) == 500
    assert world.web.asked[-1][0] - NOW < timedelta(hours=1)


async def test_who_asks_and_where_they_are_found_is_said(world: World) -> None:
    said = user_agent("https://www.netzwerk.example")
    links = Links(OUTER.__eq__, Names(www=[OUTER]), user_agent=said)
    await links.ask(world.url())

    assert world.web.requests[0].headers["User-Agent"] == said
    assert said == "Netzwerkbot (+https://www.netzwerk.example)"


@pytest.mark.parametrize("website", ["", "https://müller.example", "https://a\r\nX-Evil: 1"])
async def test_a_website_that_fits_no_header_is_left_out(website: str) -> None:
    assert user_agent(website) == "Netzwerkbot"


# --- interrupted


class Killed(BaseException):
    """As if the process had ended there."""


class Dying(Links):
    async def ask(self, url: str) -> LinkAnswer:
        await super().ask(url)
        raise Killed


async def test_a_link_during_which_the_process_ended_is_asked_again_after_the_others(
    world: World,
) -> None:
    await world.add("a", world.url("b", "ulm.example"))
    await world.look()
    links = world.care.links
    world.care.links = Dying(OUTER.__eq__, links._web.resolver)
    with pytest.raises(Killed):
        await world.look()
    world.restart()
    await world.pass_days(0.1)

    asked = Counter(path for _, _, path in world.web.asked)
    assert sorted(asked.values()) == [1, 2]
    assert [(await world.known(u)).state for u in (world.url(), world.url("b", "ulm.example"))] == [
        "OK",
        "OK",
    ]


async def test_a_restart_at_any_moment_asks_nothing_twice(world: World) -> None:
    await world.add(*(world.url(f"{n}", f"stadt{n % 3}.example") for n in range(12)))
    world.web.pages["/7"] = 404
    while world.now - NOW < timedelta(hours=1):
        world.restart()
        await world.look()

    asked = Counter(path for _, _, path in world.web.asked if path != "/7")
    assert len(asked) == 11
    assert set(asked.values()) == {1}


async def test_a_full_disk_passes(world: World) -> None:
    await world.add("a")
    async with world.database.statement() as tx:
        [row] = await tx.execute_fetchall("PRAGMA page_count")
        await tx.execute(f"PRAGMA max_page_count = {row[0]}")
    with contextlib.suppress(aiosqlite.Error):
        for number in range(2000):
            await world.add(world.url("x" * 900 + str(number)), name=f"Stadt {number}")
    with pytest.raises(aiosqlite.Error) as raised:
        await world.care.run()
    assert is_full(raised.value)
    async with world.database.statement() as tx:
        await tx.execute("PRAGMA max_page_count = 1000000")
    while not world.web.asked:
        await world.look()


async def test_a_bug_is_logged_without_what_stands_in_the_collection(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Links):
        async def ask(self, url: str) -> LinkAnswer:
            raise ZeroDivisionError(url)

    await world.add("geheimnis")
    world.restart(links=Broken())
    caplog.set_level(logging.DEBUG, "bot")
    running = asyncio.create_task(world.care.run())
    await until(lambda: "LinkChecks failed: ZeroDivisionError" in caplog.text)

    assert not running.done()
    running.cancel()
    assert "geheimnis" not in caplog.text
    assert (await world.known("geheimnis")).next_at == NOW + timedelta(hours=1)


async def test_a_bot_that_starts_again_and_again_asks_none(world: World) -> None:
    await world.add("a")
    for _ in range(3):
        world.restart(rest=timedelta(minutes=10))
        running = asyncio.create_task(world.care.run())
        await asyncio.sleep(0.2)
        running.cancel()
    assert not world.web.asked

    world.restart(rest=timedelta())
    running = asyncio.create_task(world.care.run())
    await world.web.was_asked.wait()
    running.cancel()


async def test_an_entry_changed_while_its_link_is_asked_loses_nothing(world: World) -> None:
    world.restart(links=impatient())
    entry = await world.add("a")
    world.web.pages["/a"] = 0
    await world.look()
    asking = asyncio.create_task(world.look())
    await world.web.was_asked.wait()
    await world.change(entry, links=())
    await world.add("b")
    await asking
    await world.settle()

    async with world.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT url FROM link_check")
    assert [row["url"] for row in rows] == [world.url("b")]


def test_there_are_words_for_every_way_to_fail() -> None:
    assert set(_STATES) == {state.name for state in LinkState} - {"OK"}
