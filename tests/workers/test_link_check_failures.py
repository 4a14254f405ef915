"""A link fails when it failed twice; a busy site or a lost network is no failure."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from email.utils import format_datetime

import pytest

from bot.fetching.links import Links
from bot.workers.link_checks import AGAIN, EVERY, _wanted
from storage.collection import link_checks
from storage.database import Database
from tests.support.link_care import DAY, World, caring, impatient
from tests.support.say import NOW
from tests.support.sites import INNER, OUTER, Names, serving


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    async with caring(database) as world:
        yield world


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
    assert (first.state, first.failures, first.reported_at) == (state, 1, None)
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
    assert "2 Links der Sammlung sind nicht erreichbar" in said


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
