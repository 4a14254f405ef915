"""The management reads in the weekly note how many entries are to be confirmed, and which."""

import pytest

from commands.collection.maintenance_notes import WEEKLY
from storage.database import Database
from tests.support.collection_fixtures import shipped
from tests.support.link_care import DAY, add_entry
from tests.support.say import MANAGEMENT, NOW, Room


async def counted(room: Room) -> list[str]:
    async with room.database.transaction() as tx:
        return [total.words for total in await WEEKLY.totals(room.context(tx))]


async def listed(room: Room) -> list[str]:
    [said] = await room.say("!sammlung unbestätigt", room_id=MANAGEMENT)
    return [line for line in said.splitlines() if line.startswith("– ")]


async def test_the_shipped_collection_has_thirteen_to_confirm() -> None:
    async with shipped() as database:
        room = Room(database)
        assert await counted(room) == ["13 Einträge der Sammlung sind zu bestätigen"]


async def test_what_nobody_confirmed_for_a_year_is_to_be_confirmed_again(
    database: Database,
) -> None:
    for name, days in (("Ulm", 366), ("Bonn", 800), ("Aalen", 364)):
        await add_entry(database, name, title="Leitlinien", confirmed_at=NOW - days * DAY, links=())
    await add_entry(database, "Worms", status="beschlossen", links=())
    await add_entry(database, "Zons", links=())
    room = Room(database)
    shown = await listed(room)

    assert await counted(room) == ["3 Einträge der Sammlung sind zu bestätigen"]
    assert [line.replace("Liste Bürgerbeteiligung: die Angaben sind", "…") for line in shown] == [
        "– Eintrag Nr. 4, Worms, … noch nicht bestätigt.",
        "– Eintrag Nr. 2, Bonn, … zuletzt im September 2024 bestätigt.",
        "– Eintrag Nr. 1, Ulm, … zuletzt im November 2025 bestätigt.",
    ]


@pytest.mark.parametrize("number", [1, 2])
async def test_what_is_confirmed_is_counted_no_more(database: Database, number: int) -> None:
    await add_entry(database, "Ulm", title="Leitlinien", confirmed_at=NOW - 400 * DAY, links=())
    await add_entry(database, "Worms", status="beschlossen", links=())
    room = Room(database)
    await room.say(f"!eintrag bestätigen {number}", room_id=MANAGEMENT)

    assert await counted(room) == ["Ein Eintrag der Sammlung ist zu bestätigen"]


async def test_nothing_to_confirm_is_no_line(database: Database) -> None:
    await add_entry(database, title="Leitlinien", confirmed_at=NOW, links=())
    await add_entry(database, "Zons", links=())
    room = Room(database)

    assert (await counted(room), await listed(room)) == ([], [])
