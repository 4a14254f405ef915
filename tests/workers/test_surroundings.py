"""What is off outside of the bot is noted for !status while it lasts, and is in the log."""

import logging
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from bot.matrix.api import Api
from bot.matrix.greeting import Greeting
from bot.workers import surroundings
from bot.workers.surroundings import Surroundings
from storage import key_value
from storage.key_value import CLOCK_OFF, MISSING_ROOMS
from tests.support.say import NOW, Room
from tests.support.strange_homeserver import strange_homeserver, versions


@dataclass
class Session:
    api: Api
    user_id: str = "@bot:example.org"


async def noted(room: Room, name: str) -> str | None:
    async with room.database.statement() as tx:
        return await key_value.get(tx, name)


def around(room: Room, session: Any, *names: str) -> Surroundings:
    async def found(_ids: object) -> None:
        raise AssertionError

    return Surroundings(session, room.database, names, {}, lambda: NOW, found)


async def test_the_clock_is_looked_at_again(room: Room) -> None:
    async with strange_homeserver() as homeserver, aiohttp.ClientSession() as http:
        homeserver.put("/_matrix/client/versions", versions)
        watching = around(room, Session(Api(http, homeserver.url)))
        homeserver.ahead = -3600
        await watching.look()
        assert await noted(room, CLOCK_OFF) in ("3599", "3600", "3601")
        homeserver.ahead = 0
        await watching.look()
        assert await noted(room, CLOCK_OFF) is None


async def test_rooms_that_are_not_there_are_noted(room: Room) -> None:
    await around(room, None, "#a:example.org", "#b:example.org").note(Greeting((), None))
    assert await noted(room, MISSING_ROOMS) == "#a:example.org #b:example.org"
    await around(room, None).note(None)
    assert await noted(room, MISSING_ROOMS) is None


def test_the_log_says_at_the_start_what_is_off(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, surroundings.__name__)
    around(room, None).warn(Greeting((), 3600))
    around(room, None, "#a:example.org").warn(Greeting((), 5))
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 3
    assert "3600 Sekunden vor" in told[0]
    assert "keine Räume konfiguriert" in told[1]
    assert "#a:example.org" in told[2]
