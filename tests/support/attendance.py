"""A meeting is announced in a room whose people say whether they come."""

from commands import COMMANDS
from commands.meetings.rsvp import answers as rsvp
from commands.meetings.rsvp.answers import ATTENDANCE
from storage.conversation import outbox
from storage.database import Database
from tests.support.people import put
from tests.support.say import NOW, ROOM, Room

LEAD = "@leitung:example.org"
POST = "$ankuendigung"
NAMED = "Termin Nr. 1, Online-Konferenz »Losverfahren«"
OWN_COMMANDS = (rsvp.YES, rsvp.NO, rsvp.MAYBE, ATTENDANCE)


def a_room(database: Database) -> Room:
    commands = dict.fromkeys((*COMMANDS, *OWN_COMMANDS))
    return Room(database, tuple(commands))


async def announced(database: Database, **values: object) -> None:
    async with database.transaction() as tx:
        await put(tx, "meeting", **values)
        await outbox.put(tx, ROOM, {}, "t1", NOW, subject="meeting:1")
        await outbox.mark_sent(tx, 1, POST)


async def room_with_an_announcement(database: Database) -> Room:
    await announced(database)
    return a_room(database)
