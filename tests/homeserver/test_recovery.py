"""A copy of the database is put back: nothing is said twice, and nobody comes back."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.matrix.person import Person
from storage.records import number
from tests.homeserver.world import (
    World,
    doubled,
    replies,
    running_app,
    timeline,
)

SUBMISSION = "!einreichen Essen | https://www.example.org/neu | Neu"


def copy_database(data: Path, copy: Path) -> None:
    """As an online backup: the write-ahead log is part of it."""
    with (
        closing(sqlite3.connect(data / "netzwerkbot.db")) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)


def put_back(copy: Path, data: Path) -> None:
    """Only the database and the cross-signing: the device is gone."""
    signing = (data / "matrix" / "cross_signing.json").read_bytes()
    shutil.rmtree(data)
    (data / "matrix").mkdir(mode=0o700, parents=True)
    (data / "matrix" / "cross_signing.json").write_bytes(signing)
    shutil.copy(copy, data / "netzwerkbot.db")


async def own_posts(world: World, person: Person, room: str) -> list[dict[str, Any]]:
    events = await timeline(person, room)
    return [event for event in events if event["sender"] == world.bot_id]


async def test_after_a_restore_what_was_answered_in_the_lost_time_is_not_answered_again(
    world: World,
) -> None:
    ada, encrypted = await world.one_member()
    plain = await world.room(ada, encrypted=False)
    management = await world.room(ada)
    config = world.config([encrypted, plain], management=management)
    data, copy = world.directory / "data", world.directory / "copy.db"
    asked = []
    async with running_app(config) as app:
        for room in (encrypted, plain):
            await ada.until_in(room, world.bot_id)
            asked.append(await ada.say(room, "!leitlinie Bonn"))
            await ada.answer_to(asked[-1])
        former = app.session.device_id
        copy_database(data, copy)
        for room in (encrypted, plain):
            for text in (
                "!leitlinie Kiel",
                SUBMISSION,
            ):
                asked.append(await ada.say(room, text))
                await ada.answer_to(asked[-1])
    put_back(copy, data)

    async with running_app(config) as app:
        assert app.session.device_id != former
        for room in (encrypted, plain):
            asked.append(await ada.say(room, "!leitlinie Bonn"))
            await ada.answer_to(asked[-1])
        async with app.database.statement() as tx:
            # Of the plain room, where everybody can read what was said.
            assert await number(tx, "SELECT count(*) FROM submission") == 1
            assert await number(tx, "SELECT count(*) FROM undecrypted_event") == 0
            assert await number(tx, "SELECT count(*) FROM outbox WHERE state = 'waiting'") == 0
    for room in (encrypted, plain):
        answered = replies(await timeline(ada, room), world.bot_id)
        assert doubled(answered) == 0
        assert set(answered) <= set(asked)
    assert len(set(asked)) == len(asked) == 8
