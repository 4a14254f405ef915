"""Links are tried as soon as they are due, whatever happens to the submission meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.matrix.api import UnreachableError
from storage.collection import documents
from storage.database import Database
from storage.submissions import submissions
from tests.support.say import MANAGEMENT
from tests.support.submission_checks import ADA, SHA, World, checking
from tests.support.waiting import until
from tests.support.workers import examine


@pytest.fixture
async def world(database: Database, tmp_path: Path) -> AsyncIterator[World]:
    async with checking(database, tmp_path) as world:
        yield world


# --- links


@pytest.mark.parametrize(
    ("path", "state", "remark"),
    [
        ("status/200", "OK", ""),
        ("status/404", "NOT_FOUND", "gibt es keine Seite"),
        ("status/500", "FAILING", "meldet einen Fehler"),
        ("again/9", "TOO_MANY_REDIRECTS", "leitet immer weiter"),
    ],
)
async def test_a_link_is_tried_once_and_the_submission_is_open(
    world: World, path: str, state: str, remark: str
) -> None:
    number = await world.submit(f"Bonn {world.url(path)}")
    assert await world.state(number) == "checking"

    assert await examine(world.checks) is None

    submission = await world.get(number)
    assert (submission.state, submission.link_state) == ("open", state)
    [notice] = await world.notices()
    assert remark in notice
    assert world.posted == 1
    requests = len(world.site.seen)
    assert await examine(world.checks) is None
    assert len(world.site.seen) == requests
    assert await world.notices() == []
    assert world.posted == 1


async def test_links_are_tried_one_after_the_other(world: World) -> None:
    numbers = [await world.submit(f"Ort{n} {world.url()}") for n in range(10)]
    async with world.running():
        for number in numbers:
            await world.until_open(number)
    assert world.links.most == 1
    assert len(world.site.seen) == 10


async def test_with_links_switched_off_nobody_is_asked(world: World) -> None:
    number = await world.submit(f"Bonn {world.url()}")
    assert await examine(world.started(links=None)) is None
    submission = await world.get(number)
    assert (submission.state, submission.link_state) == ("open", None)
    [notice] = await world.notices()
    assert "Link: nicht geprüft" in notice
    assert world.site.seen == []


async def test_a_link_that_was_tried_is_not_tried_again_for_its_file(world: World) -> None:
    world.server.faults = [UnreachableError()]
    number = await world.submit(f"Bonn {world.url()}", file="a")
    await examine(world.checks)
    world.room.now += timedelta(minutes=1)
    await examine(world.checks)
    assert (await world.file(number)).state == "stored"
    assert len(world.site.seen) == 1


# --- what happens meanwhile


async def test_another_link_sent_while_looking_is_looked_at_and_never_gets_the_old_result(
    world: World,
) -> None:
    async def edit() -> None:
        line = f"!einreichen Bonn {world.url('status/404')}"
        await world.room.say(line, replaces="$first")

    number = await world.submit(f"Bonn {world.url()}", event_id="$first")
    world.links.meanwhile = edit
    assert await examine(world.checks) is None
    submission = await world.get(number)
    assert (submission.url, submission.link_state) == (world.url("status/404"), "NOT_FOUND")
    assert await world.steps(number) == ["submitted", "changed", "checked"]
    assert len([n for n in await world.notices() if n.startswith("Einreichung Nr. 1:")]) == 1


async def test_another_place_sent_while_looking_keeps_the_result(world: World) -> None:
    async def edit() -> None:
        await world.room.say(f"!einreichen Kiel {world.url()}", replaces="$first")

    number = await world.submit(f"Bonn {world.url()}", event_id="$first")
    world.links.meanwhile = edit
    assert await examine(world.checks) is None
    submission = await world.get(number)
    assert (submission.place, submission.state, submission.link_state) == ("Kiel", "open", "OK")


async def test_an_edit_does_not_bring_the_next_attempt_for_the_file_forward(world: World) -> None:
    world.server.faults = [UnreachableError()]
    number = await world.submit(f"Bonn {world.url()}", file="a", event_id="$first")
    await examine(world.checks)
    await world.room.say(f"!einreichen Bonn {world.url('status/404')}", replaces="$first")
    assert await world.state(number) == "checking"
    assert await examine(world.checks) == 60
    submission = await world.get(number)
    assert (submission.state, submission.link_state) == ("open", "NOT_FOUND")
    assert len(world.server.asked) == 1
    world.room.now += timedelta(minutes=1)
    await examine(world.checks)
    assert (await world.file(number)).state == "stored"


async def test_a_file_that_arrives_while_another_link_is_tried_is_not_lost(world: World) -> None:
    world.server.faults = [UnreachableError()]
    number = await world.submit(f"Bonn {world.url()}", file="a", event_id="$first")
    await examine(world.checks)
    await world.room.say(f"!einreichen Bonn {world.url('status/404')}", replaces="$first")

    async def file_arrives() -> None:
        world.room.now += timedelta(minutes=1)
        await examine(world.started(links=None))
        assert (await world.file(number)).state == "stored"

    world.links.meanwhile = file_arrives
    await examine(world.checks)
    assert (await world.file(number)).state == "stored"
    assert world.stored() == [SHA]


@pytest.mark.parametrize("how", ["!zurückziehen 1", "!vergissmich ja", "removed"])
async def test_what_is_taken_back_while_looking_stays_taken_back(world: World, how: str) -> None:
    async def take_back() -> None:
        if how == "removed":
            await world.room.redact("$first", sender=ADA)
            return
        await world.room.say("!vergissmich", direct=True, room_id="!d:example.org")
        await world.room.say(how, direct=True, room_id="!d:example.org")

    number = await world.submit("Bonn", file="a", event_id="$first")
    world.server.meanwhile = take_back
    assert await examine(world.checks) is None
    assert await world.state(number) == "withdrawn"
    assert "checked" not in await world.steps(number)
    async with world.database.transaction() as tx:
        file = await submissions.file_of(tx, number)
        assert await documents.needed(tx) == set()
    assert file is None or (file.state, file.source) == ("waiting", {})
    assert not any("So entscheiden Sie" in notice for notice in await world.notices())


async def test_what_is_decided_while_its_file_is_fetched_stays_decided(world: World) -> None:
    async def accept() -> None:
        world.room.managers.add("@bea:example.org")
        line = "!annehmen 1 Stadt, Nordrhein-Westfalen"
        await world.room.say(line, sender="@bea:example.org", room_id=MANAGEMENT)

    world.server.faults = [UnreachableError()]
    number = await world.submit(f"Bonn {world.url()}", file="a")
    await examine(world.checks)
    world.room.now += timedelta(minutes=1)
    world.server.meanwhile = accept
    await examine(world.checks)
    assert await world.state(number) == "accepted"
    assert (await world.file(number)).state != "stored"


# --- waiting


async def test_what_is_new_is_looked_at_at_once(world: World) -> None:
    async with world.running():
        await asyncio.sleep(0.05)
        number = await world.submit(f"Bonn {world.url()}")
        file = await world.submit("Kiel", file="a")
        world.wake()
        await world.until_open(number)
        await world.until_open(file)


async def test_while_nothing_is_due_nothing_is_asked(world: World) -> None:
    world.server.faults = [UnreachableError()]
    number = await world.submit("Bonn", file="a")
    async with world.running():
        await world.until_open(number)
        statements: list[str] = []
        async with world.database.statement() as tx:
            await tx.set_trace_callback(statements.append)

        async def is_quiet() -> bool:
            statements.clear()
            await asyncio.sleep(0.1)
            return not statements

        await until(is_quiet)
        await asyncio.sleep(0.3)
        async with world.database.statement() as tx:
            await tx.set_trace_callback(lambda _: None)
        assert statements == []


async def test_what_becomes_due_is_looked_at_without_a_call(world: World) -> None:
    world.server.faults = [UnreachableError()]
    number = await world.submit("Bonn", file="a")
    await examine(world.checks)
    world.room.now += timedelta(seconds=59.9)
    async with world.running():
        await asyncio.sleep(0.02)
        world.room.now += timedelta(seconds=1)

        async def is_stored() -> bool:
            return (await world.file(number)).state == "stored"

        await until(is_stored)
