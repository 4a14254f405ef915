"""After the upgrade of a room, what belongs to a post in the old room is not lost."""

from datetime import timedelta

from bot.delivery.outbox import BarredError
from commands.conversation import posting
from commands.language.markup import text
from storage.database import Database
from storage.matrix import rooms
from tests.delivery.test_outbox import ONE, TWO, Clock, Homeserver, delivering, put, states
from tests.support.say import NOW, Room


async def test_an_edit_of_a_post_in_the_replaced_room_becomes_one_post_in_its_successor(
    database: Database,
) -> None:
    homeserver, room = Homeserver(), Room(database)
    async with delivering(database, homeserver, Clock()) as box:
        await put(database, "a")
        await box.settle()
        async with database.transaction() as tx:
            for where in (ONE, TWO):
                await rooms.entered(tx, where, NOW)
            await rooms.replaced(tx, ONE, TWO)
            ctx = room.context(tx)
            for revision in (1, 2):
                await posting.rewrite(ctx, ONE, text(f"Stand {revision}"), "a", revision)
            await posting.post(ctx, TWO, text("Antwort"), "b", thread="a")
            await posting.preplace(ctx, TWO, "a", ["✅"])
        box.wake()
        await box.settle()

    alone, edit, answer, reaction = (homeserver.contents[name] for name in homeserver.taken[1:])
    assert alone["body"] == "Stand 1"
    assert "m.relates_to" not in alone
    assert edit["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$a-edit-1"}
    assert answer["m.relates_to"]["event_id"] == "$a-edit-1"
    assert reaction["m.relates_to"]["event_id"] == "$a-edit-1"
    assert [homeserver.places[name] for name in homeserver.taken[1:]] == [TWO] * 4


async def test_a_removal_reaches_the_post_in_the_room_where_it_stands(database: Database) -> None:
    homeserver, room = Homeserver(), Room(database)
    async with delivering(database, homeserver, Clock()) as box:
        await put(database, "answer-a")
        await box.settle()
        async with database.transaction() as tx:
            for where in (ONE, TWO):
                await rooms.entered(tx, where, NOW)
            await rooms.replaced(tx, ONE, TWO)
            await posting.rewrite(room.context(tx), ONE, text("Neu"), "answer-a", 1)
        box.wake()
        await box.settle()
        async with database.transaction() as tx:
            await posting.take_away(room.context(tx), ONE, "answer-a")
        box.wake()
        await box.settle()

    removals = {
        homeserver.contents[n]["redacts"]: homeserver.places[n] for n in homeserver.taken[2:]
    }
    assert removals == {"$answer-a": ONE, "$answer-a-edit-1": TWO}


async def test_a_replaced_room_that_refuses_a_removal_holds_up_nothing_in_its_successor(
    database: Database,
) -> None:
    homeserver, clock, room = Homeserver(), Clock(), Room(database)
    homeserver.faults["a-removed"] = [BarredError("HTTP 403")] * 9
    async with delivering(database, homeserver, clock) as box:
        await put(database, "a")
        await box.settle()
        async with database.transaction() as tx:
            for where in (ONE, TWO):
                await rooms.entered(tx, where, NOW)
            await rooms.replaced(tx, ONE, TWO)
            await posting.remove(room.context(tx), ONE, "a")
        await put(database, "b", TWO)
        for _ in range(4):
            box.wake()
            await box.settle()
            clock.now += timedelta(seconds=5)

    assert await states(database) == {"a": "sent", "a-removed": "failed", "b": "sent"}
