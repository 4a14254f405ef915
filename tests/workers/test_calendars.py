"""Calendars are polled from a real server; whatever goes wrong there changes no dates."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.config.sections import CalendarSection as Section
from bot.config.sections import Config, Matrix
from bot.fetching.calendar_files import source_of
from bot.sandbox import End, TaskOutcome
from bot.workers.calendars import Calendars, calendars_of
from bot.workers.sandboxed import NotStartedError
from commands.meetings.imports import ImportOutcome
from storage.meetings import calendars
from storage.meetings.calendars import PolledCalendar
from tests.support.calendar_files import event, ics, many
from tests.support.calendar_site import CalendarSite, calendar_site
from tests.support.meeting_fixtures import NETWORK, Net
from tests.support.people import everything
from tests.support.say import MANAGEMENT
from tests.support.sites import OUTER, raw

START = ("DTSTART;TZID=Europe/Berlin:20270114T100000", "DTEND;TZID=Europe/Berlin:20270114T113000")
OTHER = event("DTSTART:20270301T100000").replace(b"a@b.example", b"other@b.example")
TROUBLE = ["500", "503", "404", "401", "truncated", "gzip", "html", "large", "endless", "slow"]


@pytest.fixture
async def site() -> AsyncIterator[CalendarSite]:
    async with calendar_site(event(*START)) as site:
        yield site


@pytest.fixture
def polling(net: Net, site: CalendarSite) -> Calendars:
    hour = timedelta(hours=1)
    woken = asyncio.Event()
    return Calendars(
        net.database, [site.url], hour, "online-konferenz", net.room.live, woken.set, seconds=1
    )


async def known(net: Net, site: CalendarSite) -> PolledCalendar:
    async with net.database.transaction() as tx:
        return await calendars.get(tx, source_of(site.url))


async def states(net: Net) -> list[tuple[str, str]]:
    return [(m.starts, m.state) for m in await net.all()]


# --- good days


async def test_the_first_reading_is_told_the_management_and_not_announced(
    net: Net, polling: Calendars
) -> None:
    assert await polling.poll(1) == ImportOutcome(created=1)

    assert await net.read(NETWORK[0]) == []
    (told,) = await net.read(MANAGEMENT)
    assert told.startswith("Aus einem Kalender wurde 1 neuer Termin übernommen.")


async def test_the_same_again_is_not_even_sent(
    net: Net, site: CalendarSite, polling: Calendars
) -> None:
    await polling.poll(1)
    before = await net.all()

    assert await polling.poll(1) == ImportOutcome()
    assert await net.all() == before
    assert site.asked[1]["If-None-Match"] == '"1"'
    assert site.asked[1]["If-Modified-Since"] == "Sun, 22 Nov 2026 10:00:00 GMT"


async def test_what_comes_later_is_announced(
    net: Net, site: CalendarSite, polling: Calendars
) -> None:
    await polling.poll(1)
    site.now(ics(*lines(event(*START)), *lines(OTHER)), '"2"')

    assert await polling.poll(1) == ImportOutcome(created=1, unchanged=1)
    assert len(await net.read(NETWORK[0])) == 1


async def test_many_at_once_are_not_announced_one_by_one(
    net: Net, site: CalendarSite, polling: Calendars
) -> None:
    await polling.poll(1)
    await net.read(MANAGEMENT)
    net.later(hours=1)
    site.now(many(30), '"2"')

    assert (await polling.poll(1)).created == 30
    assert await net.read(NETWORK[0]) == []
    assert "30 neue Termine" in (await net.read(MANAGEMENT))[0]


async def test_a_changed_tag_brings_the_change(
    net: Net, site: CalendarSite, polling: Calendars
) -> None:
    await polling.poll(1)
    site.now(event(*(line.replace("T10", "T09") for line in START)), '"2"')

    assert await polling.poll(1) == ImportOutcome(changed=1)
    assert await states(net) == [("2027-01-14T09:00", "planned")]


async def test_a_missing_date_is_cancelled_though_the_tag_is_the_same_the_second_time(
    net: Net, site: CalendarSite, polling: Calendars
) -> None:
    await polling.poll(1)
    site.now(OTHER, '"2"')
    await polling.poll(1)
    assert ("2027-01-14T10:00", "planned") in await states(net)

    assert (await polling.poll(1)).cancelled == 1
    assert ("2027-01-14T10:00", "cancelled") in await states(net)


# --- bad days


@pytest.mark.parametrize("trouble", TROUBLE)
async def test_trouble_changes_nothing_however_long_it_lasts(
    net: Net, site: CalendarSite, polling: Calendars, trouble: str
) -> None:
    await polling.poll(1)
    before = await net.all()
    site.answer = trouble
    for _ in range(3):
        assert await polling.poll(1) == ImportOutcome()

    assert await net.all() == before
    assert (await known(net, site)).failing_since == net.now
    site.answer = "calendar"
    await polling.poll(1)
    assert (await known(net, site)).failing_since is None


async def test_trouble_between_is_no_second_time_of_missing(
    net: Net, site: CalendarSite, polling: Calendars
) -> None:
    await polling.poll(1)
    site.now(OTHER, '"2"')
    await polling.poll(1)
    for trouble in ("500", "truncated", "html"):
        site.answer = trouble
        await polling.poll(1)

    assert ("2027-01-14T10:00", "planned") in await states(net)


async def test_a_server_that_is_away_changes_nothing(net: Net) -> None:
    async with calendar_site(event(*START)) as site:
        gone = Calendars(
            net.database, [site.url], timedelta(hours=1), "frist", net.room.live, lambda: None
        )
        await gone.poll(1)
    before = await net.all()

    for _ in range(3):
        await gone.poll(1)
    assert await net.all() == before


async def test_a_body_that_just_ends_is_broken_and_changes_nothing(net: Net) -> None:
    """Without a length the network cannot tell that something is missing."""
    half = ics(*lines(event(*START)), *lines(OTHER))[:-120]

    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/calendar\r\n\r\n" + half)
        await writer.drain()

    async with raw(write) as port:
        url = f"http://{OUTER}:{port}/"
        polling = Calendars(
            net.database, [url], timedelta(hours=1), "frist", net.room.live, lambda: None
        )
        assert await polling.poll(1) == ImportOutcome()
    assert await net.all() == []


async def test_after_a_day_of_trouble_the_management_is_told_once(
    net: Net, site: CalendarSite, polling: Calendars
) -> None:
    await polling.poll(1)
    await net.read(MANAGEMENT)
    site.answer = "404"
    await polling.poll(1)
    assert await net.read(MANAGEMENT) == []

    for _ in range(3):
        net.later(days=1)
        await polling.poll(1)
    (told,) = await net.read(MANAGEMENT)
    assert "gibt den Kalender nicht heraus" in told
    assert "geheim" not in told


async def test_the_address_is_neither_logged_nor_stored(
    net: Net, site: CalendarSite, polling: Calendars, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await polling.poll(1)
    for trouble in TROUBLE:
        site.answer = trouble
        await polling.poll(1)

    assert "geheim" not in caplog.text
    assert "geheim" not in await everything(net.database)


async def test_one_calendar_that_fails_keeps_no_other_from_being_read(
    net: Net, site: CalendarSite
) -> None:
    woken = asyncio.Event()
    urls = ["http://127.0.0.1:1/0", "http://127.0.0.1:1/1", site.url]
    polling = Calendars(net.database, urls, timedelta(hours=1), "frist", net.room.live, woken.set)
    running = asyncio.create_task(polling.run())
    try:
        await woken.wait()
        while not await net.all():
            woken.clear()
            await woken.wait()
    finally:
        running.cancel()


async def test_a_bug_with_one_calendar_does_not_end_the_bot(
    net: Net, site: CalendarSite, caplog: pytest.LogCaptureFixture
) -> None:
    told, noted = [], asyncio.Event()

    def broken() -> None:
        told.append(1)
        if len(told) > 1:
            # That the calendar is failing.
            noted.set()
        raise ZeroDivisionError

    polling = Calendars(
        net.database, [site.url], timedelta(hours=1), "frist", net.room.live, broken
    )
    running = asyncio.create_task(polling.run())
    await asyncio.wait_for(noted.wait(), 30)

    assert (await known(net, site)).failing_since == net.now
    assert not running.done()
    running.cancel()


async def test_a_process_that_does_not_start_is_no_verdict_on_the_calendar(
    net: Net, site: CalendarSite, polling: Calendars, monkeypatch: pytest.MonkeyPatch
) -> None:
    await polling.poll(1)
    before = await net.all()
    site.now(OTHER, '"2"')

    async def refused(*_: object) -> TaskOutcome:
        return TaskOutcome(End.FAILED, b"", started=False)

    with monkeypatch.context() as patch:
        patch.setattr("bot.workers.sandboxed.apart", refused)
        patch.setattr("bot.workers.sandboxed._PAUSE", 0)
        with pytest.raises(NotStartedError):
            await polling.poll(1)
        assert await net.all() == before
    assert (await polling.poll(1)).created == 1


async def test_what_is_left_out_is_told_the_management_once(
    net: Net, site: CalendarSite, polling: Calendars
) -> None:
    broken = event("DTSTART:morgen").replace(b"a@b.example", b"2").replace(b"Treffen", b"Kaputt")
    site.now(ics(*lines(event(*START)), *lines(broken)), '"2"')
    await polling.poll(1)
    told = [words for words in await net.read(MANAGEMENT) if "Kaputt" in words]
    site.now(ics(*lines(event(*START)), *lines(broken)), '"3"')
    await polling.poll(1)

    assert len(told) == 1
    assert told[0].startswith("Aus dem 1. Kalender der Konfiguration (calendar.urls) konnte ein")
    assert not [words for words in await net.read(MANAGEMENT) if "Kaputt" in words]
    async with net.database.transaction() as tx:
        assert await calendars.count_left_out(tx) == 1


async def test_a_calendar_that_is_polled_no_more_is_forgotten(
    net: Net, site: CalendarSite, polling: Calendars
) -> None:
    site.answer = "404"
    await polling.poll(1)
    async with net.database.transaction() as tx:
        assert len(await calendars.failing_since(tx)) == 1
        await calendars.forget_others(tx, [])
        assert await calendars.failing_since(tx) == []


async def test_without_calendars_nothing_is_done_but_to_wait(net: Net) -> None:
    config = Config(
        matrix=Matrix(homeserver="https://x", user_id="@b:x", password=SecretStr("x")),
        calendar=Section(urls=(), poll_minutes=30, kind="frist"),
    )
    none = calendars_of(config, net.database, net.room.live, lambda: None)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(none.run(), 0.1)
    assert (none.every, none.kind) == (timedelta(minutes=30), "frist")


def lines(data: bytes) -> list[str]:
    """The entries of a calendar."""
    whole = data.decode().split("\r\n")
    return whole[whole.index("BEGIN:VEVENT") : whole.index("END:VCALENDAR")]
