"""Links are asked for real, on loopback; the bot never connects where it must not."""

import asyncio
import socket
from collections import Counter
from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest
from aiohttp.abc import ResolveResult

from bot.fetching.links import Links, LinkState
from tests.support.sites import INNER, OUTER, Names, Site, serving
from tests.support.waiting import until


@pytest.fixture
async def outer() -> AsyncIterator[Site]:
    async with serving(OUTER) as site:
        yield site


@pytest.fixture
async def inner() -> AsyncIterator[Site]:
    async with serving(INNER) as site:
        yield site


def names() -> Names:
    return Names(outer=[OUTER], inner=[INNER])


async def ask(
    site: Site, path: str, name: str = "outer", resolver: Names | None = None
) -> LinkState:
    """With the outer address allowed, as if it were public."""
    links = Links(OUTER.__eq__, resolver or names(), seconds=5)
    return await links.check(f"http://{name}.example:{site.port}/{path}")


# --- what a link is worth


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, LinkState.OK),
        (204, LinkState.OK),
        (304, LinkState.OK),
        (302, LinkState.OK),
        (400, LinkState.REFUSED),
        (401, LinkState.REFUSED),
        (403, LinkState.REFUSED),
        (404, LinkState.NOT_FOUND),
        (410, LinkState.NOT_FOUND),
        (429, LinkState.REFUSED),
        (500, LinkState.FAILING),
        (501, LinkState.FAILING),
        (503, LinkState.FAILING),
        (999, LinkState.FAILING),
    ],
)
async def test_the_status_says_what_a_link_is_worth(
    outer: Site, status: int, state: LinkState
) -> None:
    assert await ask(outer, f"status/{status}") is state


async def test_a_page_is_only_asked_whether_it_is_there(outer: Site) -> None:
    await ask(outer, "status/200")
    assert outer.seen == ["HEAD /status/200"]
    headers = outer.requests[0].headers
    assert headers["User-Agent"] == "Netzwerkbot"
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize(
    "status", [400, 401, 403, 404, 405, 406, 410, 500, 501, 502, 503, 504, 999]
)
async def test_a_site_that_minds_the_question_is_asked_for_the_page(
    outer: Site, status: int
) -> None:
    assert await ask(outer, f"head/{status}") is LinkState.OK
    assert outer.seen == [f"HEAD /head/{status}", f"GET /head/{status}"]


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("status/204", LinkState.OK),
        ("status/304", LinkState.OK),
        ("head/429", LinkState.REFUSED),
        ("busy/3600", LinkState.FAILING),
    ],
)
async def test_who_answered_or_has_no_time_is_asked_once(
    outer: Site, path: str, state: LinkState
) -> None:
    assert await ask(outer, path) is state
    assert outer.seen == [f"HEAD /{path}"]


@pytest.mark.parametrize("how", ["abort", "slow"])
async def test_a_site_that_does_not_answer_the_question_is_asked_for_the_page(
    outer: Site, how: str
) -> None:
    links = Links(OUTER.__eq__, names(), seconds=0.5)
    assert await links.check(f"http://outer.example:{outer.port}/mute/{how}") is LinkState.OK
    assert outer.seen[0] == f"HEAD /mute/{how}"
    assert outer.seen[-1] == f"GET /mute/{how}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed_without_cookies(outer: Site, status: int) -> None:
    assert await ask(outer, f"to/{status}?url=/status/404") is LinkState.NOT_FOUND
    assert outer.seen == [f"HEAD /to/{status}", "HEAD /status/404", "GET /status/404"]
    assert not any("Cookie" in request.headers for request in outer.requests)


@pytest.mark.parametrize(
    "location",
    ["../status/200", "/status/200?a=ä%20b", "//outer.example:{}/status/200", "%20/status/200"],
)
async def test_a_redirect_may_be_written_in_many_ways(outer: Site, location: str) -> None:
    assert await ask(outer, f"to/302?url={location.format(outer.port)}") is LinkState.OK
    assert outer.seen[-1] == "HEAD /status/200"


async def test_five_redirects_are_followed_and_no_more(outer: Site) -> None:
    assert await ask(outer, "again/9") is LinkState.TOO_MANY_REDIRECTS
    assert len(outer.seen) == 6


async def test_a_circle_of_redirects_ends(outer: Site) -> None:
    assert await ask(outer, "to/302?url=/to/302%3Furl=/again/1") is LinkState.TOO_MANY_REDIRECTS


# --- where the bot must not connect


@pytest.mark.parametrize("host", [INNER, "[::ffff:127.0.0.1]", "127.1", "2130706433", "localhost"])
async def test_an_inner_address_gets_no_request(inner: Site, host: str) -> None:
    assert await Links().check(f"http://{host}:{inner.port}/") is LinkState.NOT_PUBLIC
    assert inner.seen == []


@pytest.mark.parametrize(
    "answer",
    [
        INNER,
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "::1",
        "10.0.0.1",
        f"93.184.216.34 {INNER}",
        f"{INNER} 93.184.216.34",
        "fe80::1%lo",
        "0.0.0.0",
    ],
)
async def test_a_name_that_leads_inside_gets_no_request(inner: Site, answer: str) -> None:
    links = Links(resolver=Names(inner=[answer]))
    assert await links.check(f"http://inner.example:{inner.port}/") is LinkState.NOT_PUBLIC
    assert inner.seen == []


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{}/",
        "http://[::ffff:127.0.0.1]:{}/",
        "http://inner.example:{}/",
        "//inner.example:{}/",
        "http://localhost:{}/",
        "http://2130706433:{}/",
        "http://0x7f.1:{}/",
        "http://１２７.0.0.1:{}/",
    ],
)
async def test_a_redirect_inside_gets_no_request(outer: Site, inner: Site, location: str) -> None:
    target = location.format(inner.port)
    assert await ask(outer, f"to/302?url={target}") is LinkState.NOT_PUBLIC
    assert len(outer.seen) == 1
    assert inner.seen == []


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://outer.example/",
        "javascript:1",
        "http://a:b@outer.example:{}/",
        "http://outer.example:99999/",
        "http://[",
        "gopher://inner.example:{}/",
    ],
)
async def test_a_redirect_out_of_the_web_leads_nowhere(outer: Site, location: str) -> None:
    target = location.format(outer.port)
    assert await ask(outer, f"to/302?url={target}") is LinkState.UNREACHABLE
    assert len(outer.seen) == 1


async def test_a_name_that_changes_its_address_gets_no_request(outer: Site, inner: Site) -> None:
    changing = Names(outer=[OUTER, INNER])
    assert await ask(outer, "head/403", resolver=changing) is LinkState.NOT_PUBLIC
    assert outer.seen == ["HEAD /head/403"]
    assert inner.seen == []


async def test_an_address_written_as_a_number_is_asked_about_too() -> None:
    asked: list[str] = []

    def is_allowed(address: str) -> bool:
        asked.append(address)
        return False

    assert await Links(is_allowed).check("http://93.184.216.34/") is LinkState.NOT_PUBLIC
    assert await Links(is_allowed).check("http://[2606:2800::0:1]/") is LinkState.NOT_PUBLIC
    assert asked == ["93.184.216.34", "2606:2800::1"]


async def test_no_proxy_is_used(outer: Site, inner: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://{INNER}:{inner.port}")
    assert await ask(outer, "status/200") is LinkState.OK
    assert inner.seen == []


# --- sites that take their time, or more than that


async def test_a_site_has_only_so_much_time(outer: Site) -> None:
    links = Links(OUTER.__eq__, names(), seconds=0.3)
    async with asyncio.timeout(30):  # the site takes a minute
        state = await links.check(f"http://outer.example:{outer.port}/slow")
    assert state is LinkState.UNREACHABLE


@pytest.mark.slow
async def test_all_requests_together_have_only_so_much_time(outer: Site) -> None:
    path = f"http://outer.example:{outer.port}/status/200"
    for _ in range(5):
        path = f"http://outer.example:{outer.port}/late?url={quote(path, safe='')}"
    # Each in 0.3 seconds, all in 1.5.
    links = Links(OUTER.__eq__, names(), seconds=0.45)
    assert await links.check(path) is LinkState.UNREACHABLE


async def test_a_name_that_leads_nowhere_is_looked_up_once() -> None:
    asked = Counter[str]()

    class Counted(Names):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
        ) -> list[ResolveResult]:
            asked[host] += 1
            return await super().resolve(host, port, family)

    nowhere = Links(resolver=Counted(nowhere=[""]))
    assert await nowhere.check("https://nowhere.example/") is LinkState.UNREACHABLE
    assert asked == {"nowhere.example": 1}


async def test_a_body_without_end_is_left_unread(outer: Site) -> None:
    assert await ask(outer, "endless") is LinkState.OK

    async def nothing_more_is_sent() -> bool:
        sent = outer.sent
        await asyncio.sleep(0.1)
        return outer.sent == sent

    # What lies in the buffers of the operating system, then nothing more.
    await until(nothing_more_is_sent)
    assert outer.sent < 16 * 2**20


@pytest.mark.parametrize("answer", ["", " "])
async def test_a_name_without_an_address_is_unreachable(answer: str) -> None:
    nowhere = Links(resolver=Names(nowhere=[answer]))
    assert await nowhere.check("https://nowhere.example/") is LinkState.UNREACHABLE


async def test_a_closed_port_is_unreachable(unused_tcp_port: int) -> None:
    links = Links(OUTER.__eq__, names())
    url = f"http://outer.example:{unused_tcp_port}/"
    assert await links.check(url) is LinkState.UNREACHABLE


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "https://a b", "x" * 5000, "http://["])
async def test_what_is_no_link_is_unreachable(url: str) -> None:
    assert await Links().check(url) is LinkState.UNREACHABLE


async def test_asking_can_be_broken_off(outer: Site) -> None:
    asking = asyncio.create_task(ask(outer, "slow"))
    await outer.was_asked.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
