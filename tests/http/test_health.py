"""/healthz is green when all goes well, and red, with the cause, when something stands still."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiosqlite

from storage.conversation import outbox
from storage.matrix.direct_chats import DirectChat, opened
from tests.support.say import ROOM
from tests.support.serving import Served

LONG = timedelta(seconds=61)


async def looked(served: Served) -> tuple[int, str, dict[str, Any]]:
    answer = await served.get("/healthz")
    found = json.loads(answer.body)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    return answer.status, found["status"], found["checks"]


def failing(checks: dict[str, Any]) -> list[str]:
    return [name for name, check in checks.items() if check["status"] != "ok"]


async def test_all_is_well(served: Served) -> None:
    status, word, checks = await looked(served)

    assert (status, word) == (200, "ok")
    assert checks == {
        "sync": {"status": "ok", "seconds": 0},
        "scheduler": {"status": "ok", "seconds": 0},
        "database": {"status": "ok"},
        "outbox": {"status": "ok"},
    }


async def test_a_quiet_minute_is_no_trouble(served: Served) -> None:
    served.clock.now += timedelta(seconds=60)

    assert (await looked(served))[0] == 200


async def test_no_sync_for_more_than_a_minute_is_red(served: Served) -> None:
    served.clock.now += LONG
    await served.heartbeat.beat()
    status, word, checks = await looked(served)

    assert (status, word, failing(checks)) == (503, "failing", ["sync"])
    assert checks["sync"]["seconds"] == 61


async def test_no_sync_ever_is_red(served: Served) -> None:
    async with served.database.transaction() as tx:
        await tx.execute("DELETE FROM sync")
    status, _, checks = await looked(served)

    assert (status, checks["sync"]) == (503, {"status": "failing"})


async def test_a_scheduler_that_stands_still_is_red(served: Served) -> None:
    last = served.heartbeat.last_at
    served.clock.now += LONG
    await served.be_well()
    served.heartbeat.last_at = last
    status, _, checks = await looked(served)

    assert (status, failing(checks)) == (503, ["scheduler"])
    assert checks["scheduler"]["seconds"] == 61


async def test_a_job_that_does_not_end_is_red(served: Served) -> None:
    served.heartbeat.running["reminders"] = served.clock.now
    served.clock.now += LONG
    await served.be_well()

    assert failing((await looked(served))[2]) == ["scheduler"]


async def test_a_database_that_can_only_be_read_is_red(served: Served) -> None:
    await served.database._connection.execute("PRAGMA query_only = ON")
    status, _, checks = await looked(served)

    assert (status, failing(checks)) == (503, ["database"])


async def test_a_database_that_is_full_is_red(served: Served) -> None:
    async with served.database.transaction() as tx:
        [pages] = await tx.execute_fetchall("PRAGMA page_count")
        await tx.execute(f"PRAGMA max_page_count = {pages[0]}")
    status, _, checks = await looked(served)

    assert (status, failing(checks)) == (503, ["database"])


async def test_a_database_that_somebody_else_holds_is_red_and_green_again(
    served: Served, tmp_path: Path
) -> None:
    await served.database._connection.execute("PRAGMA busy_timeout = 100")
    async with aiosqlite.connect(tmp_path / "netzwerkbot.db", isolation_level=None) as other:
        await other.execute("BEGIN IMMEDIATE")
        status, _, checks = await looked(served)
        await other.rollback()

    assert (status, failing(checks)) == (503, ["database"])
    assert (await looked(served))[0] == 200


async def test_a_look_writes_nothing(served: Served) -> None:
    async with served.database.transaction() as tx:
        before = list(await tx.execute_fetchall("SELECT * FROM key_value"))
    await looked(served)
    async with served.database.transaction() as tx:
        assert list(await tx.execute_fetchall("SELECT * FROM key_value")) == before


async def put(served: Served, room_id: str) -> None:
    async with served.database.transaction() as tx:
        await outbox.put(tx, room_id, {}, f"waits-{room_id}", served.clock.now)


async def test_an_outbox_that_is_stuck_is_red(served: Served) -> None:
    await put(served, ROOM)
    served.clock.now += timedelta(minutes=15)
    await served.be_well()
    assert (await looked(served))[2]["outbox"] == {"status": "ok", "seconds": 900}
    served.clock.now += timedelta(seconds=1)
    status, _, checks = await looked(served)

    assert (status, failing(checks)) == (503, ["outbox"])


async def test_what_waits_for_rooms_the_bot_is_not_in_or_for_mail_is_no_trouble(
    served: Served,
) -> None:
    invited = DirectChat("@bo:example.org", "!bo:example.org", "invite")
    async with served.database.transaction() as tx:
        await opened(tx, invited, served.clock.now)
    for room_id in ("!elsewhere:example.org", "!bo:example.org", "@cora:example.org", outbox.MAIL):
        await put(served, room_id)
    served.clock.now += timedelta(days=1)
    await served.be_well()

    assert (await looked(served))[0] == 200


async def test_nobody_is_named(served: Served) -> None:
    await put(served, ROOM)
    answer = await served.get("/healthz")

    assert "example.org" not in answer.text
