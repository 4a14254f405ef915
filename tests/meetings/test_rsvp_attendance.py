"""The management sees who comes, as counts, names and a file."""

import csv
import io

import pytest

from commands.conversation.events import Message
from commands.meetings.texts.rsvp import MOST_NAMED
from storage.database import Database
from tests.support.attendance import LEAD, NAMED, a_room, announced, room_with_an_announcement
from tests.support.people import ADA, AT, CORA, DIRECT, put
from tests.support.say import MANAGEMENT, NOW, ROOM, Room


@pytest.fixture
async def room(database: Database) -> Room:
    return await room_with_an_announcement(database)


async def test_the_management_sees_counts_and_names(room: Room) -> None:
    await room.say("!dabei 1", sender=CORA)
    await room.say("!dabei 1", sender=ADA)
    await room.say("!nichtdabei 1", sender="@bo:example.org")

    name, told = await room.say("!teilnahme 1", sender=LEAD, room_id=MANAGEMENT)
    assert name == "teilnahme-termin-1.csv"
    assert told.startswith(f"Teilnahme: {NAMED}\n\nMittwoch, 2. Dezember 2026, 10:00 bis 11:30 Uhr")
    assert "3 Antworten: 2 dabei, 0 vielleicht, 1 nicht dabei." in told
    assert f"Dabei (2):\n\n– {ADA}\n– {CORA}\n\nNicht dabei (1):\n\n– @bo:example.org" in told


async def test_the_management_reads_names(room: Room) -> None:
    room.names = {ADA: "Ada Beispiel"}
    await room.say("!dabei 1", sender=CORA)
    await room.say("!dabei 1", sender=ADA)

    _, told = await room.say("!teilnahme 1", sender=LEAD, room_id=MANAGEMENT)
    assert f"– Ada Beispiel ({ADA})\n– {CORA}" in told


async def test_the_file_opens_in_a_spreadsheet_and_calculates_nothing(room: Room) -> None:
    odd = '@=1;"x":example.org'
    room.names = {odd: "=Ada"}
    await room.say("!vielleicht 1", sender=odd)
    await room.dispatch.handle(Message(MANAGEMENT, LEAD, "$frage", "!teilnahme 1", NOW))
    async with room.database.transaction() as tx:
        [row] = await tx.execute_fetchall(
            "SELECT file, content FROM outbox WHERE file IS NOT NULL AND room_id = ?", (MANAGEMENT,)
        )

    assert row["file"].startswith(b"\xef\xbb\xbf")
    assert "text/csv" in row["content"]
    table = list(csv.reader(io.StringIO(row["file"].decode("utf-8-sig")), delimiter=";"))
    assert table == [
        ["Matrix-Adresse", "Antwort", "Geantwortet am", "Name"],
        [f"'{odd}", "vielleicht", "24.11.2026 10:00", "'=Ada"],
    ]


async def test_without_an_answer_there_is_no_file(room: Room) -> None:
    [told] = await room.say("!teilnahme 1", sender=LEAD, room_id=MANAGEMENT)

    assert told.endswith("Geantwortet hat noch niemand.")


async def test_of_very_many_the_first_are_named_and_all_are_in_the_file(room: Room) -> None:
    async with room.database.transaction() as tx:
        for number in range(MOST_NAMED + 1):
            await put(tx, "rsvp", user_id=f"@p{number:03}:example.org")

    _, told = await room.say("!teilnahme 1", sender=LEAD, room_id=MANAGEMENT)
    assert "Dabei (51), hier die ersten 50:" in told
    assert told.count("\n– ") == MOST_NAMED


async def test_a_date_that_is_over_or_is_not_can_be_asked_for(database: Database) -> None:
    await announced(database, ends_at=AT)
    room = a_room(database)

    [told] = await room.say("!teilnahme 1", sender=LEAD, room_id=MANAGEMENT)
    assert told.startswith(f"Teilnahme: {NAMED}")
    [told] = await room.say("!teilnahme 7", sender=LEAD, room_id=MANAGEMENT)
    assert told.startswith("Einen Termin Nr. 7 gibt es nicht.")


@pytest.mark.parametrize("place", [ROOM, DIRECT])
async def test_names_are_for_the_management_room_only(room: Room, place: str) -> None:
    await room.say("!dabei 1", sender=CORA)

    [told] = await room.say("!teilnahme 1", sender=LEAD, room_id=place, direct=place == DIRECT)
    assert "nur im Raum des Netzwerkmanagements" in told
    assert CORA not in told
