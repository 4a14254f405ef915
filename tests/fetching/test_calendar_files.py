"""From where a calendar may come, and how much of it is taken."""

from collections.abc import AsyncIterator

import pytest
from yarl import URL

from bot.fetching.calendar_files import CalendarError, CalendarFetchProblem, _check_redirect, fetch
from tests.support.calendar_files import event
from tests.support.calendar_site import CalendarSite, calendar_site
from tests.support.sites import INNER, OUTER, Everywhere


@pytest.fixture
async def site() -> AsyncIterator[CalendarSite]:
    async with calendar_site(event("DTSTART:20270114T100000")) as site:
        yield site


async def problem(url: str) -> CalendarFetchProblem:
    with pytest.raises(CalendarError) as caught:
        await fetch(url, seconds=5)
    return caught.value.problem


async def test_redirects_are_followed(site: CalendarSite) -> None:
    async with calendar_site(b"") as first:
        first.answer, first.location = "redirect", site.url
        fetched = await fetch(first.url)

    assert fetched is not None
    assert fetched.data == site.data


async def test_a_loop_of_redirects_ends(site: CalendarSite) -> None:
    site.answer, site.location = "redirect", "/again"

    assert await problem(site.url) is CalendarFetchProblem.SENT_ELSEWHERE
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/", f"http://{OUTER}:9/", "http://10.0.0.1/"]
)
async def test_only_what_the_operator_named_may_be_on_an_inner_network(
    site: CalendarSite, location: str
) -> None:
    site.answer, site.location = "redirect", location

    assert await problem(site.url) is CalendarFetchProblem.SENT_ELSEWHERE


async def test_a_name_that_leads_inside_is_refused_behind_a_redirect_only(
    site: CalendarSite,
) -> None:
    names = Everywhere(INNER)
    named = site.url.replace("127.0.0.1", "kalender.example.org")
    assert await fetch(named, resolver=names) is not None

    async with calendar_site(b"") as inside:
        site.answer = "redirect"
        site.location = f"http://anderswo.example.org:{inside.port}/"
        with pytest.raises(CalendarError) as caught:
            await fetch(named, resolver=names)

    assert caught.value.problem is CalendarFetchProblem.SENT_ELSEWHERE
    assert inside.asked == []


@pytest.mark.parametrize("location", ["http://cloud.example.org/b.ics", "ftp://cloud.example.org/"])
def test_what_is_asked_for_encrypted_is_not_fetched_in_the_open(location: str) -> None:
    with pytest.raises(CalendarError) as caught:
        _check_redirect(URL("https://cloud.example.org/a.ics"), URL(location))

    assert caught.value.problem is CalendarFetchProblem.SENT_ELSEWHERE
