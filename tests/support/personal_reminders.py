"""A person orders reminders in the direct chat and sees what is planned."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from commands import COMMANDS
from commands.meetings import personal_reminders
from storage.database import Database
from storage.meetings import reminders
from tests.support.people import ADA, DIRECT, put
from tests.support.say import ROOM, SETTINGS, Room

NAMED = "Termin Nr. 1, Online-Konferenz »Losverfahren«"
DAY = timedelta(days=1)
START = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)


def a_room(database: Database, **more: Any) -> Room:
    own = (personal_reminders.REMIND, personal_reminders.SHOW, personal_reminders.STOP)
    return Room(database, tuple(dict.fromkeys((*COMMANDS, *own))), **more)


async def room_with_a_meeting(database: Database) -> Room:
    async with database.transaction() as tx:
        await put(tx, "meeting")
    return a_room(database, settings=replace(SETTINGS, network_rooms=(ROOM,)))


async def ask(room: Room, body: str, sender: str = ADA) -> str:
    [said] = await room.say(body, sender=sender, room_id=DIRECT, direct=True)
    return said


async def planned(room: Room, user_id: str = ADA) -> list[datetime]:
    async with room.database.transaction() as tx:
        rows = await tx.execute_fetchall(
            "SELECT due_at FROM reminder WHERE room_id = ? AND state = 'planned' ORDER BY due_at",
            (user_id,),
        )
    return [datetime.fromtimestamp(row["due_at"], UTC) for row in rows]


async def wishes(room: Room) -> list[str]:
    async with room.database.transaction() as tx:
        return [wish.lead for wish in await reminders.wishes_of(tx, ADA)]
