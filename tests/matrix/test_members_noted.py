"""Who joins is noted by the sync: one row a person, and nobody of those who were there before."""

import asyncio
import time
from pathlib import Path
from typing import Any

from bot.app import App
from tests.matrix.test_road import LOOK_UP, ROOM, at_work
from tests.support.fake_homeserver import ADA, BOT, FakeHomeserver, fake_homeserver, served
from tests.support.waiting import until

CORA = "@cora:example.org"


class TalkativeHomeserver(FakeHomeserver):
    """Tells at first also what happened before."""

    def synced(self, begin: int = 0, *, full: bool) -> dict[str, Any]:
        return super().synced(0 if full else begin, full=full)


async def happen(homeserver: FakeHomeserver, *people: str, before: str, now: str) -> None:
    """Their membership changes, all in one sync."""
    content, at = {"membership": now}, int(time.time() * 1000)
    async with homeserver.news:
        for person in people:
            unsigned: dict[str, Any] = {"membership": "join"}
            unsigned |= {"prev_content": {"membership": before}} if before else {}
            more = {"state_key": person, "unsigned": unsigned, "origin_server_ts": at}
            event = homeserver._event("m.room.member", person, content, **more)
            homeserver._timeline.append((ROOM, event))
        homeserver.news.notify_all()


async def states(app: App) -> dict[str, str]:
    async with app.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT user_id, state FROM newcomer")
    return {row["user_id"]: row["state"] for row in rows}


async def noted(app: App, expected: dict[str, str]) -> None:
    async def holds() -> bool:
        return await states(app) == expected

    await until(holds)


async def ask(homeserver: FakeHomeserver) -> None:
    """What was told before is handled when this is answered."""
    number = len(homeserver.sent)
    await homeserver.say(ROOM, LOOK_UP)
    await homeserver.answers(number + 1)


async def test_a_join_is_noted_and_a_new_name_is_not(tmp_path: Path) -> None:
    async with (
        fake_homeserver({ROOM: [BOT, ADA]}) as homeserver,
        at_work(homeserver, tmp_path, ROOM) as app,
    ):
        await happen(homeserver, ADA, before="join", now="join")
        await happen(homeserver, CORA, before="invite", now="join")
        await noted(app, {CORA: "waiting"})
        await happen(homeserver, CORA, before="join", now="leave")
        await noted(app, {CORA: "left"})


async def test_whose_join_stands_in_the_first_sync_was_there_before(tmp_path: Path) -> None:
    homeserver = TalkativeHomeserver({ROOM: [BOT, ADA]})
    await happen(homeserver, CORA, before="invite", now="join")
    async with served(homeserver), at_work(homeserver, tmp_path, ROOM) as app:
        await ask(homeserver)
        assert await states(app) == {}


async def test_without_a_room_for_questions_nothing_is_noted(tmp_path: Path) -> None:
    async with (
        fake_homeserver({ROOM: [BOT, ADA]}) as homeserver,
        at_work(homeserver, tmp_path) as app,
    ):
        await happen(homeserver, CORA, before="invite", now="join")
        await ask(homeserver)
        assert await states(app) == {}


async def at_rest(app: App) -> None:
    """Wait until the workers of a start have looked."""
    seen = -1
    while seen != app.database._connection.statements:
        seen = app.database._connection.statements
        await asyncio.sleep(0.3)


async def test_fifty_joins_at_once_cost_little_more_than_their_rows(tmp_path: Path) -> None:
    people = [f"@p{number}:example.org" for number in range(50)]
    async with (
        fake_homeserver({ROOM: [BOT, ADA]}) as homeserver,
        at_work(homeserver, tmp_path, ROOM) as app,
    ):
        await ask(homeserver)
        await at_rest(app)
        before = app.database._connection.statements
        await happen(homeserver, *people, before="invite", now="join")
        await ask(homeserver)
        # With those of the answer.
        cost = app.database._connection.statements - before

        assert await states(app) == dict.fromkeys(people, "waiting")
    assert cost <= len(people) + 80
