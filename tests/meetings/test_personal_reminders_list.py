"""!erinnerungen, !nichterinnern: what somebody ordered is shown and stopped."""

import pytest

from commands.meetings.personal_reminders import MOST_SHOWN
from commands.meetings.reminders.sending import send_due
from storage.database import Database
from tests.support.people import ADA, AT, CORA, everything, put
from tests.support.personal_reminders import (
    DAY,
    NAMED,
    START,
    ask,
    planned,
    room_with_a_meeting,
    wishes,
)
from tests.support.say import NOW, ROOM, Room


@pytest.fixture
async def room(database: Database) -> Room:
    return await room_with_a_meeting(database)


async def test_all_that_was_ordered_is_shown_with_the_next_moment(
    room: Room, database: Database
) -> None:
    async with database.transaction() as tx:
        later = AT + 9 * 86_400
        at = {"starts": "2026-12-03T10:00", "starts_at": later, "ends_at": later + 60}
        await put(tx, "meeting", meeting_id=2, uid="u2", title="Später", kind="arbeitsgruppe", **at)
        await put(tx, "wish", user_id=CORA, meeting_id=2)
    for words in ("1 1 Stunde", "2", "1 2 Tage"):
        await ask(room, f"!erinnern {words}")

    told = await ask(room, "!erinnerungen")
    assert told.split("\n\n") == [
        "3 Erinnerungen:",
        (
            f"– {NAMED}: 2 Tage vorher, am Montag, 30. November 2026, 10:00 Uhr\n"
            "– Termin Nr. 2, Arbeitsgruppe »Später«: wie in den Räumen, das nächste Mal am"
            " Montag, 30. November 2026, 10:00 Uhr\n"
            f"– {NAMED}: 1 Stunde vorher, am Mittwoch, 2. Dezember 2026, 09:00 Uhr"
        ),
        "Alle Erinnerungen an einen Termin stellen Sie so ab: !nichterinnern 1",
    ]


async def test_what_is_past_or_cancelled_is_not_shown(room: Room, database: Database) -> None:
    await ask(room, "!erinnern 1 2 Tage")
    room.now = START - DAY
    assert (await ask(room, "!erinnerungen")).startswith("Ich erinnere Sie zurzeit an nichts")

    room.now = NOW
    await ask(room, "!erinnern 1 programm")
    async with database.transaction() as tx:
        await tx.execute("UPDATE meeting SET state = 'cancelled'")
    assert (await ask(room, "!erinnerungen")).startswith("Ich erinnere Sie zurzeit an nichts")


async def test_very_many_are_cut(room: Room, database: Database) -> None:
    async with database.transaction() as tx:
        for number in range(2, MOST_SHOWN + 3):
            await put(tx, "meeting", meeting_id=number, uid=f"u{number}")
            await put(tx, "wish", user_id=ADA, meeting_id=number)

    told = await ask(room, "!erinnerungen")
    assert told.startswith("21 Erinnerungen, hier die nächsten 20:")
    assert told.count("\n– ") == MOST_SHOWN


async def test_what_somebody_ordered_is_not_shown_in_a_room(room: Room) -> None:
    await ask(room, "!erinnern 1 2 Tage")

    assert await room.say("!erinnerungen", sender=ADA) == [
        "Die Antwort finden Sie in unserem Direktchat."
    ]
    [there] = await room.read(ADA)
    assert there.startswith("1 Erinnerung:")


async def test_who_stops_it_hears_nothing_more(room: Room) -> None:
    await ask(room, "!erinnern 1 2 Tage")
    await ask(room, "!erinnern 1")
    await ask(room, "!erinnern 1 2 Tage", CORA)

    told = await ask(room, "!nichterinnern 1")
    assert told.startswith(f"Im Direktchat erinnere ich Sie nicht mehr an {NAMED}.")
    assert await wishes(room) == []
    assert await planned(room) == []
    assert len(await planned(room, CORA)) == 1
    assert len(await planned(room, ROOM)) == 3


async def test_who_stops_it_gets_nothing_either_that_waits_to_be_sent(
    room: Room, database: Database
) -> None:
    for person in (ADA, CORA):
        await ask(room, "!erinnern 1 2 Tage", person)
    room.now = START - 2 * DAY
    async with database.transaction() as tx:
        await send_due(room.context(tx))
    await ask(room, "!nichterinnern 1")

    async with database.transaction() as tx:
        await send_due(room.context(tx))
    assert await room.read(ADA) == []
    assert [told.startswith("Erinnerung: ") for told in await room.read(CORA)] == [True]


async def test_who_did_not_ask_for_it_need_not_stop_it(room: Room) -> None:
    assert (await ask(room, "!nichterinnern 1")).startswith(
        "Im Direktchat war keine Erinnerung bestellt"
    )
    assert (await ask(room, "!nichterinnern 5")).startswith("Einen Termin Nr. 5 gibt es nicht.")


async def test_who_is_forgotten_is_not_reminded(room: Room) -> None:
    await ask(room, "!erinnern 1 2 Tage")
    await ask(room, "!vergissmich")
    await ask(room, "!vergissmich ja")
    assert ADA not in await everything(room.database)

    room.now = START - 2 * DAY
    async with room.database.transaction() as tx:
        await send_due(room.context(tx))
    assert await room.read(ADA) == []
