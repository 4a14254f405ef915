"""The links of the collection are asked for real, on loopback, with a clock that can be moved."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import aiosqlite
import pytest

from bot.link_care import AGAIN, EVERY, LinkCare, _wanted
from bot.links import Answer, Links, LinkState, user_agent
from commands.texts.care import _STATES
from storage import link_checks
from storage.database import Database, is_full
from tests.caring import DAY, World, caring
from tests.say import NOW
from tests.sites import INNER, OUTER, Everywhere, Names, serving


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    async with caring(database) as world:
        yield world


def impatient() -> Links:
    return Links(OUTER.__eq__, Everywhere(OUTER), seconds=0.5)


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


# --- what fails


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (404, "NOT_FOUND"),
        (410, "NOT_FOUND"),
        (403, "REFUSED"),
        (500, "FAILING"),
        (503, "FAILING"),
        (0, "UNREACHABLE"),
        (-1, "UNREACHABLE"),
    ],
)
async def test_what_fails_is_asked_again_days_later_and_then_weekly(
    world: World, status: int, state: str
) -> None:
    if status == 0:
        world.restart(links=impatient())
    await world.add("a")
    world.web.pages["/a"] = status
    await world.settle()
    first = await world.known()
    assert (first.state, first.failures, first.told_at) == (state, 1, None)
    assert first.failing_since == first.checked_at == NOW
    assert first.next_at == NOW + AGAIN

    await world.pass_days(3)
    second = await world.known()
    assert (second.failures, second.failing_since) == (2, NOW)
    assert second.checked_at is not None
    assert second.next_at - second.checked_at == EVERY


async def test_what_answers_the_second_time_never_failed(world: World) -> None:
    await world.add("a")
    world.web.pages["/a"] = 404
    await world.settle()
    world.web.pages.clear()
    await world.pass_days(3)

    known = await world.known()
    assert (known.state, known.failures, known.failing_since) == ("OK", 0, None)


async def test_a_redirect_to_an_inner_address_and_one_without_end_fail(world: World) -> None:
    await world.add("a", world.url("b", "ulm.example"))
    world.web.pages |= {"/a": 302, "/b": 301}
    async with serving(INNER) as inner:
        world.web.headers = {
            "/a": {"Location": f"http://{INNER}:{inner.port}/"},
            "/b": {"Location": "/b"},
        }
        await world.settle()
        assert inner.seen == []

    assert (await world.known("a")).state == "NOT_PUBLIC"
    other = world.url("b", "ulm.example")
    assert (await world.known(other)).state == "TOO_MANY_REDIRECTS"


async def test_a_new_spelling_of_a_failing_link_must_fail_itself(world: World) -> None:
    entry = await world.add("a")
    world.web.pages["/a"] = 404
    await world.pass_days(4)
    await world.change(entry, links=())
    again = await world.add("a/")
    async with world.database.transaction() as tx:
        assert await link_checks.failing(tx) == []
    world.web.pages.clear()
    await world.settle()
    await world.remove(again)

    assert (await world.known("a/")).failures == 0


# --- sites that have no time, and a network that is away


async def test_a_busy_site_is_left_alone_as_long_as_it_wants(world: World) -> None:
    await world.add("a", "b")
    world.web.pages |= {"/a": 429, "/b": 429}
    world.web.headers = {path: {"Retry-After": "7200"} for path in ("/a", "/b")}
    await world.settle()
    assert len(world.web.asked) == 1
    world.web.pages.clear()
    await world.pass_days(0.5)

    moments = [at - NOW for at, _, _ in world.web.asked]
    assert moments[1] >= timedelta(hours=2)
    known = await world.known()
    assert (known.state, known.failures) == ("OK", 0)


@pytest.mark.parametrize(("status", "headers"), [(429, {}), (503, {"Retry-After": "10"})])
async def test_being_busy_is_no_failure_however_long_it_lasts(
    world: World, status: int, headers: dict[str, str]
) -> None:
    await world.add("a")
    world.web.pages["/a"], world.web.headers["/a"] = status, headers
    await world.pass_days(2)

    known = await world.known()
    assert (known.state, known.failures, known.checked_at) == (None, 0, None)
    assert 40 <= len(world.web.asked) <= 49


@pytest.mark.parametrize(
    ("retry_after", "wanted"),
    [
        (None, timedelta(hours=1)),
        ("0", timedelta(hours=1)),
        ("7200", timedelta(hours=2)),
        ("9" * 5000, timedelta(hours=1)),
        ("9" * 400, timedelta(days=7)),
        ("-5", timedelta(hours=1)),
        ("²", timedelta(hours=1)),
        ("bald", timedelta(hours=1)),
        (format_datetime(NOW + 2 * DAY, usegmt=True), 2 * DAY),
        (format_datetime(NOW - 2 * DAY, usegmt=True), timedelta(hours=1)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=7)),
        ("Fri, 31 Dec 2027 23:59:59", timedelta(hours=1)),
        ("Fri, 31 Dec 99999 23:59:59 GMT", timedelta(hours=1)),
    ],
)
def test_how_long_a_busy_site_wants_to_be_left_alone(
    retry_after: str | None, wanted: timedelta
) -> None:
    assert _wanted(retry_after, NOW) == wanted


async def test_while_the_own_network_is_away_no_link_fails(world: World) -> None:
    paths = [world.url("x", f"stadt{n}.example") for n in range(5)]
    await world.add(*paths)
    await world.pass_days(6.5)
    away = Links(OUTER.__eq__, Names(**{f"stadt{n}": [""] for n in range(5)}), seconds=20)
    links, world.care.links = world.care.links, away
    await world.pass_days(3)
    assert [(await world.known(path)).failures for path in paths] == [0] * 5
    world.care.links = links
    await world.pass_days(1)

    assert all(
        at - NOW > 9 * DAY for at in [(await world.known(p)).checked_at or NOW for p in paths]
    )


async def test_one_host_that_is_away_fails_though_it_was_asked_last(world: World) -> None:
    gone = world.url("x", "weg.example")
    await world.add(world.url("x", "da.example"), gone)
    world.web.pages["/x"] = 200
    addresses = {"da": [OUTER], "weg": [""]}
    world.care.links = Links(OUTER.__eq__, Names(**addresses))
    await world.pass_days(4)

    known = await world.known(gone)
    assert (known.state, known.failures) == ("UNREACHABLE", 2)


async def test_two_hosts_that_go_together_do_not_vouch_for_each_other(world: World) -> None:
    dead = [world.url("weg", "aa.example"), world.url("weg", "ab.example")]
    await world.add(*dead, *(world.url("da", f"stadt{n}.example") for n in range(4)))
    await world.pass_days(2)
    world.web.pages["/weg"] = -1
    before = len(world.web.asked)
    await world.pass_days(14)

    # A HEAD each, and perhaps a GET.
    asked = Counter(host for _, host, path in world.web.asked[before:] if path == "/weg")
    assert all(3 <= asked[host] <= 8 for host in ("aa.example", "ab.example")), asked
    assert [(await world.known(url)).failures for url in dead] == [2, 2]
    [said] = await world.note()
    assert "aa.example" in said
    assert "ab.example" in said


async def test_a_site_that_wants_to_be_left_alone_is_no_witness(world: World) -> None:
    busy, gone = world.url("x", "busy.example"), world.url("y", "weg.example")
    await world.add(world.url("z", "da.example"))
    await world.pass_days(3)
    await world.add(gone)
    await world.pass_days(1)
    await world.add(busy)
    await world.pass_days(5)
    # It answered last, and has no time for a second link.
    await world.add(busy + "/2")
    world.web.pages["/x/2"] = 429
    world.web.headers["/x/2"] = {"Retry-After": "400000"}
    await world.pass_days(0.5)
    world.care.links = Links(OUTER.__eq__, Names(busy=[OUTER], da=[OUTER], weg=[""]))
    before = len(world.web.asked)
    await world.pass_days(1.5)

    assert (await world.known(gone)).failures == 1
    assert {host for _, host, _ in world.web.asked[before:]} == {"da.example"}


async def test_a_network_that_never_was_there_is_told_as_it_looks(world: World) -> None:
    await world.add(world.url("x", "weg.example"))
    world.care.links = Links(OUTER.__eq__, Names(weg=[""]))
    await world.pass_days(4)

    assert (await world.known(world.url("x", "weg.example"))).failures == 2


# --- interrupted


class Killed(BaseException):
    """As if the process had ended there."""


class Dying(Links):
    async def ask(self, url: str) -> Answer:
        await super().ask(url)
        raise Killed


async def test_a_link_during_which_the_process_ended_is_asked_again_after_the_others(
    world: World,
) -> None:
    await world.add("a", world.url("b", "ulm.example"))
    await world.look()
    links = world.care.links
    world.care.links = Dying(OUTER.__eq__, links._resolver)
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
        async def ask(self, url: str) -> Answer:
            raise ZeroDivisionError(url)

    await world.add("geheimnis")
    world.restart(links=Broken())
    caplog.set_level(logging.DEBUG, "bot")
    running = asyncio.create_task(world.care.run())
    await asyncio.sleep(0.3)

    assert "could not be looked at: ZeroDivisionError" in caplog.text
    assert not running.done()
    running.cancel()
    assert "geheimnis" not in caplog.text
    assert (await world.known("geheimnis")).next_at == NOW + timedelta(hours=1)


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


async def test_what_runs_asks_and_goes_on(database: Database) -> None:
    async with caring(database) as world:
        await world.add("a")
        care: LinkCare = world.care
        running = asyncio.create_task(care.run())
        await asyncio.wait_for(world.web.was_asked.wait(), 5)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running


def test_there_are_words_for_every_way_to_fail() -> None:
    assert set(_STATES) == {state.name for state in LinkState} - {"OK"}
