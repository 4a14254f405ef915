"""The road from a sync to the answer, counted: no clock says here whether it is short."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

import pytest
from pydantic import SecretStr

from bot.app import App, open_app
from bot.config.sections import Config, LimitsSection, Matrix, RoomsSection, Storage
from commands.conversation.settings import Submissions
from tests.support.fake_homeserver import ADA, BOT, FakeHomeserver, fake_homeserver
from tests.support.growth import calls
from tests.support.waiting import until

ROOM, OTHER_ROOM = "!r:example.org", "!s:example.org"
LOOK_UP = "!leitlinie Nirgendwo"


@asynccontextmanager
async def at_work(
    homeserver: FakeHomeserver,
    directory: Path,
    exchange: str | None = None,
    *,
    alone: bool = False,
) -> AsyncIterator[App]:
    """The bot of this program, ready, on a homeserver that answers at once.

    `alone`: without the workers, which have much to do after a first start.
    """
    config = Config(
        matrix=Matrix(homeserver=homeserver.url, user_id=BOT, access_token=SecretStr("token")),
        rooms=RoomsSection(network=(ROOM,), exchange=exchange),
        storage=Storage(directory=directory),
        submissions=Submissions(check_links=False),
        limits=LimitsSection(commands_per_minute=10_000),
    )
    async with open_app(config) as app:
        app.rooms.hello = None
        app.workers = (app.outbox, app.rooms) if alone else app.workers
        # Time stands still for it: on a busy machine it would give the loop its turn more often.
        app.database._connection.clock = lambda: 0.0
        running = asyncio.create_task(app.run())
        await app.ready.wait()
        try:
            yield app
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
async def homeserver() -> AsyncIterator[FakeHomeserver]:
    async with fake_homeserver({ROOM: [BOT, ADA], OTHER_ROOM: [BOT, ADA]}) as homeserver:
        yield homeserver


@pytest.fixture
async def app(homeserver: FakeHomeserver, tmp_path: Path) -> AsyncIterator[App]:
    async with at_work(homeserver, tmp_path, alone=True) as app:
        # The first question reads the names, the first answers open the connections.
        for number in range(1, 4):
            await homeserver.say(ROOM, LOOK_UP)
            await homeserver.answers(number)
        await until(lambda: homeserver.order[-1] == "GET sync")
        homeserver.order.clear()
        yield app


async def test_an_answer_costs_two_requests_and_leaves_before_the_next_sync(
    app: App, homeserver: FakeHomeserver
) -> None:
    for number in range(4, 9):
        await homeserver.say(ROOM, LOOK_UP)
        await homeserver.answers(number)
    await until(lambda: homeserver.order.count("GET sync") >= 5)

    assert homeserver.order == ["PUT send", "GET sync"] * 5


async def test_what_is_asked_while_answers_are_on_their_way_comes_with_one_sync(
    app: App, homeserver: FakeHomeserver
) -> None:
    app.outbox.patience = 60
    homeserver.held[ROOM] = asyncio.Event()
    for _ in range(4):
        await homeserver.say(ROOM, LOOK_UP)
        await until(lambda: "PUT send" in homeserver.order)
    homeserver.held.pop(ROOM).set()
    await homeserver.answers(7)
    await until(lambda: homeserver.order.count("GET sync") >= 2)

    assert homeserver.order == ["PUT send", "GET sync", *["PUT send"] * 3, "GET sync"]


async def test_an_answer_that_the_homeserver_keeps_waiting_holds_up_no_other_room(
    app: App, homeserver: FakeHomeserver
) -> None:
    homeserver.held[ROOM] = asyncio.Event()
    await homeserver.say(ROOM, LOOK_UP)
    await until(lambda: "PUT send" in homeserver.order)
    await homeserver.say(OTHER_ROOM, LOOK_UP)
    async with asyncio.timeout(25):  # after 30 s nio gives the first one up
        await homeserver.answers(4)

    assert homeserver.sent[-1][0] == OTHER_ROOM
    homeserver.held.pop(ROOM).set()
    await homeserver.answers(5)


async def test_an_answer_takes_few_statements_and_no_way_to_the_thread(
    app: App, homeserver: FakeHomeserver
) -> None:
    connection = app.database._connection
    at_put: list[tuple[int, int]] = []
    homeserver.on_put = lambda: at_put.append((connection.trips, connection.statements))
    costs: list[tuple[int, int]] = []
    # Of many answers the cheapest is undisturbed by jobs.
    for number in range(4, 24):
        trips, statements = connection.trips, connection.statements
        await homeserver.say(ROOM, LOOK_UP)
        await homeserver.answers(number)
        costs.append((at_put[-1][0] - trips, at_put[-1][1] - statements))

    trips, statements = map(min, zip(*costs, strict=True))
    assert trips == 0
    assert statements <= 15


async def test_an_answer_takes_few_calls(app: App, homeserver: FakeHomeserver) -> None:
    async def ask() -> None:
        known = len(homeserver.sent)
        await homeserver.say(ROOM, LOOK_UP)
        await homeserver.answers(known + 1)

    # Of functions, those of this homeserver among them.
    assert median([await calls(ask) for _ in range(20)]) <= 4_000


async def test_the_first_of_many_is_not_answered_behind_the_last(
    app: App, homeserver: FakeHomeserver
) -> None:
    handled: list[int] = []
    dispatch, count = app.dispatch.handle, 0

    async def counted(event: object) -> object:
        nonlocal count
        count += 1
        return await dispatch(event)  # type: ignore[arg-type]

    object.__setattr__(app.dispatch, "handle", counted)
    homeserver.on_put = lambda: handled.append(count)
    await homeserver.say(ROOM, *[LOOK_UP] * 60)
    await homeserver.answers(63)

    assert handled[0] < 30
    bodies = [content["body"] for _, content in homeserver.sent]
    assert len(bodies) == 63
