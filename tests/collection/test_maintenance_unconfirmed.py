"""The management hears once a month of what is unconfirmed."""

from dataclasses import replace
from datetime import UTC, datetime

from commands.collection.maintenance_notes import tell_unconfirmed
from commands.conversation.settings import Reminders
from storage import key_value
from storage.conversation import outbox
from storage.database import Database
from tests.support.collection_fixtures import shipped
from tests.support.link_care import BERLIN, DAY, HOUR, add_entry
from tests.support.say import MANAGEMENT, NOW, Room

TUESDAY = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


async def posts(room: Room, at: datetime) -> list[str]:
    room.now = at
    async with room.database.transaction() as tx:
        await tell_unconfirmed(room.context(tx))
    return await room.read(MANAGEMENT)


async def moments(room: Room, start: datetime, end: datetime) -> list[datetime]:
    found, at = [], start
    while at < end:
        if await posts(room, at):
            found.append(at)
        at += HOUR
    return found


async def test_the_shipped_collection_has_eleven_to_confirm() -> None:
    async with shipped() as database:
        [told] = await posts(Room(database), TUESDAY)

    assert told.startswith("11 Einträge wurden noch nie vom Netzwerkmanagement bestätigt:\n\n")
    assert told.count("– Eintrag Nr. ") == 11
    assert ", Görlitz, »Satzung zur Bürgerschaftlichen Beteiligung«" in told
    assert "!eintrag bestätigen " in told
    assert "!sammlung unbestätigt" in told


async def test_what_lapsed_comes_first_the_oldest_on_top(database: Database) -> None:
    for name, days in (("Ulm", 366), ("Bonn", 800), ("Aalen", 364)):
        at = TUESDAY - days * DAY
        await add_entry(database, name, title="Leitlinien", confirmed_at=at, links=())
    await add_entry(database, "Worms", status="beschlossen", links=())
    await add_entry(database, "Ähren", links=("https://a.example/",))
    await add_entry(database, "Zons", links=())
    [told] = await posts(Room(database), TUESDAY)

    assert told == (
        "2 Einträge wurden seit einem Jahr nicht bestätigt:\n\n"
        "– Eintrag Nr. 2, Bonn, »Leitlinien«, zuletzt im September 2024\n"
        "– Eintrag Nr. 1, Ulm, »Leitlinien«, zuletzt im November 2025\n\n"
        "2 Einträge wurden noch nie vom Netzwerkmanagement bestätigt:\n\n"
        "– Eintrag Nr. 5, Ähren\n"
        "– Eintrag Nr. 4, Worms\n\n"
        "Stimmen die Angaben noch? Dann bestätigen Sie sie bitte, zum Beispiel mit"
        " !eintrag bestätigen 2. Alle, die zu bestätigen sind, zeigt !sammlung unbestätigt."
    )


async def test_it_comes_once_a_month_on_the_first_working_day(database: Database) -> None:
    await add_entry(database, title="Leitlinien", links=())
    found = await moments(Room(database), TUESDAY, TUESDAY + 95 * DAY)

    local = [at.astimezone(BERLIN) for at in found]
    assert [(at.month, at.day) for at in local] == [(12, 1), (1, 1), (2, 1), (3, 1)]
    assert [at.hour for at in local[1:]] == [8, 8, 8]


async def test_the_first_working_day_is_a_monday_if_the_month_begins_on_a_weekend(
    database: Database,
) -> None:
    await add_entry(database, title="Leitlinien", links=())
    saturday = datetime(2027, 5, 1, 0, 0, tzinfo=UTC)
    [at] = await moments(Room(database), saturday, saturday + 20 * DAY)

    assert (at.day, at.hour) == (3, 6)


async def test_a_month_that_was_missed_is_not_caught_up_in_the_next(database: Database) -> None:
    await add_entry(database, title="Leitlinien", links=())
    room = Room(database)
    assert len(await posts(room, TUESDAY)) == 1
    late = datetime(2027, 2, 24, 9, 0, tzinfo=UTC)

    found = await moments(room, late, late + 6 * DAY)
    assert [(at.month, at.day) for at in found] == [(2, 24), (3, 1)]


async def test_the_month_is_that_of_the_network(database: Database) -> None:
    await add_entry(database, title="Leitlinien", links=())
    room = Room(database)
    await posts(room, TUESDAY)
    settings = replace(room.settings, reminders=Reminders(timezone="Pacific/Kiritimati"))
    room.live.settings = settings

    assert await posts(room, datetime(2026, 12, 31, 19, 0, tzinfo=UTC)) != []


async def test_no_restart_tells_it_again_whatever_the_outbox_forgot(database: Database) -> None:
    await add_entry(database, title="Leitlinien", links=())
    assert len(await posts(Room(database), TUESDAY)) == 1
    async with database.transaction() as tx:
        await outbox.forget_before(tx, TUESDAY + 20 * DAY)

    assert await posts(Room(database), TUESDAY + 21 * DAY) == []


async def test_in_its_first_month_the_bot_is_silent(database: Database) -> None:
    await add_entry(database, title="Leitlinien", links=())
    async with database.transaction() as tx:
        await key_value.put(tx, "first_started_at", str(int(TUESDAY.timestamp())), TUESDAY)
    room = Room(database)

    assert await posts(room, TUESDAY + HOUR) == []
    assert len(await moments(room, TUESDAY, TUESDAY + 40 * DAY)) == 1


async def test_nothing_to_confirm_is_no_message(database: Database) -> None:
    await add_entry(database, title="Leitlinien", confirmed_at=NOW, links=())
    await add_entry(database, "Zons", links=())

    assert await posts(Room(database), TUESDAY) == []


async def test_without_a_management_room_the_month_is_not_used_up(database: Database) -> None:
    await add_entry(database, title="Leitlinien", links=())
    room = Room(database)
    room.live.settings = replace(room.settings, management_room=None)
    assert await posts(room, TUESDAY) == []
    room.live.settings = room.settings

    assert len(await posts(room, TUESDAY + HOUR)) == 1


async def test_long_lists_are_cut_and_counted(database: Database) -> None:
    for n in range(30):
        await add_entry(database, f"Stadt {n} {'😀' * 150}", title="😀" * 400, links=())
    [told] = await posts(Room(database), TUESDAY)

    assert told.startswith("30 Einträge wurden noch nie")
    assert "weitere\n" in told
    assert len(told.encode()) < 30_000
