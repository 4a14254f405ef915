"""Whoever created the address of a room can point it elsewhere: the first room counts."""

import logging
from typing import Any, cast

import pytest

from bot.config.sections import RoomsSection
from bot.matrix.aliases import NoSuchRoomError, resolve
from bot.matrix.api import Api, RefusedError
from bot.process.lifecycle import Failure
from bot.settings import refuse_shared_management
from storage import key_value
from storage.database import Database
from storage.matrix import rooms
from tests.support.say import MANAGEMENT, NOW, Room

ALIAS, OTHER = "#leitung:example.org", "!falle:example.org"


class Directory:
    """What addresses lead to."""

    status = 404

    def __init__(self, **leads: str) -> None:
        self.leads = {f"#{name}:example.org": room_id for name, room_id in leads.items()}

    async def call(self, _method: str, path: str) -> dict[str, Any]:
        for alias, room_id in self.leads.items():
            if alias.partition(":")[0][1:] in path:
                return {"room_id": room_id}
        raise RefusedError(self.status, "M_NOT_FOUND", {})


async def at_start(database: Database, directory: Directory) -> str:
    found = await resolve(cast("Api", directory), database, [ALIAS], NOW)
    return found[ALIAS]


async def test_an_address_that_leads_elsewhere_later_is_not_followed(
    database: Database, room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    directory = Directory(leitung=MANAGEMENT)
    assert await at_start(database, directory) == MANAGEMENT
    directory.leads[ALIAS] = OTHER

    with caplog.at_level(logging.ERROR):
        assert await at_start(database, directory) == MANAGEMENT
        assert await at_start(database, directory) == MANAGEMENT

    assert "leads to another room" in caplog.text
    [told] = await room.read(MANAGEMENT)
    assert told.startswith(f"Achtung: Die Adresse {ALIAS} führt jetzt in einen anderen Raum.")
    assert await room.read(OTHER) == []
    [status] = await room.say("!status", room_id=MANAGEMENT)
    assert f"Die Adresse {ALIAS} führt jetzt in einen anderen Raum" in status


async def test_the_operators_word_moves_it(database: Database) -> None:
    directory = Directory(leitung=MANAGEMENT)
    await at_start(database, directory)
    directory.leads[ALIAS] = OTHER
    async with database.transaction() as tx:
        await rooms.put_alias(tx, ALIAS, OTHER, NOW)

    assert await at_start(database, directory) == OTHER
    async with database.transaction() as tx:
        assert await key_value.get(tx, key_value.MOVED_ALIASES) == ""


async def test_a_proved_upgrade_is_no_alarm(database: Database, room: Room) -> None:
    directory = Directory(leitung=MANAGEMENT)
    await at_start(database, directory)
    async with database.transaction() as tx:
        await rooms.entered(tx, MANAGEMENT, NOW)
        await rooms.succeeds(tx, MANAGEMENT, "!neu:example.org", "example.org", NOW)
        await rooms.replaced(tx, MANAGEMENT, "!neu:example.org")
    directory.leads[ALIAS] = "!neu:example.org"

    assert await at_start(database, directory) == MANAGEMENT
    assert await room.read("!neu:example.org") == []


async def test_an_address_that_is_gone_keeps_its_room(database: Database) -> None:
    await at_start(database, Directory(leitung=MANAGEMENT))

    assert await at_start(database, Directory()) == MANAGEMENT


async def test_an_address_that_leads_nowhere_yet_is_waited_for(database: Database) -> None:
    assert await resolve(cast("Api", Directory()), database, [ALIAS], NOW) == {}
    assert await at_start(database, Directory(leitung=MANAGEMENT)) == MANAGEMENT


async def test_an_address_that_no_room_can_have_is_an_error(database: Database) -> None:
    directory = Directory()
    directory.status = 400
    with pytest.raises(NoSuchRoomError):
        await at_start(database, directory)


# --- the management room


@pytest.mark.parametrize(
    "configured",
    [
        RoomsSection(network=("!a:x", "#netz:x"), management="!netz:x"),
        RoomsSection(network=("!a:x",), exchange="#netz:x", management="!netz:x"),
    ],
)
async def test_a_management_room_that_is_another_room_too_ends_the_program(
    database: Database, configured: RoomsSection
) -> None:
    ids = {"!a:x": "!a:x", "#netz:x": "!netz:x", "!netz:x": "!netz:x"}
    with pytest.raises(Failure, match=r"^rooms\.management: .*derselbe Raum wie #netz:x") as caught:
        await refuse_shared_management(configured, ids, database)

    assert caught.value.exit_code == 2


async def test_a_management_room_of_its_own_is_right(database: Database) -> None:
    configured = RoomsSection(network=("!a:x",), exchange="!a:x", management="!netz:x")
    ids = {"!a:x": "!a:x", "!netz:x": "!netz:x"}

    await refuse_shared_management(configured, ids, database)
    await refuse_shared_management(RoomsSection(network=("!a:x",)), ids, database)
