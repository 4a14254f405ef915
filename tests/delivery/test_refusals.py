"""What a room refuses for now waits for days, in its order, and comes at once when that changes."""

import json
from datetime import timedelta

from bot.delivery.outbox import BarredError, NotAllowedError
from storage.conversation import outbox, queues, refusals
from storage.database import Database
from storage.matrix import direct_chats, rooms
from storage.matrix.direct_chats import DirectChat
from tests.delivery.test_outbox import (
    ONE,
    TWO,
    Clock,
    Homeserver,
    WatchedOutbox,
    delivering,
    put,
    states,
)
from tests.support.say import MANAGEMENT, NOW, Room


async def pass_time(box: WatchedOutbox, clock: Clock, pause: timedelta, turns: int) -> None:
    for _ in range(turns):
        clock.now += pause
        box.wake()
        await box.settle()


async def put_reaction(database: Database, to: str, transaction_id: str) -> None:
    relation = {"rel_type": "m.annotation", "event_id": {"sent_as": to}, "key": "✅"}
    async with database.transaction() as tx:
        await outbox.put(
            tx, ONE, {"m.relates_to": relation}, transaction_id, NOW, event_type="m.reaction"
        )


async def test_what_a_room_refuses_is_tried_for_days_and_nothing_overtakes_it(
    database: Database,
) -> None:
    homeserver, clock = Homeserver(), Clock()
    homeserver.faults["a"] = [BarredError("HTTP 403 M_FORBIDDEN")] * 50
    await put(database, "a")
    await put_reaction(database, "a", "r")
    await put(database, "b")
    await put(database, "c", TWO)
    async with delivering(database, homeserver, clock) as box:
        await box.settle()
        assert homeserver.taken == ["c"]
        await pass_time(box, clock, timedelta(hours=6), 49)
        assert set(homeserver.attempts) == {"a", "c"}
        await pass_time(box, clock, timedelta(hours=6), 1)

    assert homeserver.taken == ["c", "a", "r", "b"]
    assert homeserver.contents["r"]["m.relates_to"]["event_id"] == "$a"


async def test_the_pauses_between_refusals_grow_to_an_hour(database: Database) -> None:
    homeserver, clock = Homeserver(), Clock()
    homeserver.faults["a"] = [BarredError("HTTP 403")] * 15
    await put(database, "a")
    pauses = []
    async with delivering(database, homeserver, clock) as box:
        for _ in range(15):
            box.wake()
            await box.settle()
            async with database.transaction() as tx:
                [head] = await outbox.heads(tx)
            pauses.append(int((head.not_before - clock.now).total_seconds()))
            clock.now = head.not_before

    assert pauses == [*(2**power for power in range(12)), 3600, 3600, 3600]


async def test_after_two_weeks_it_is_given_up_and_what_follows_comes(database: Database) -> None:
    homeserver, clock = Homeserver(), Clock()
    homeserver.faults["a"] = [BarredError("HTTP 403")] * 50
    await put(database, "a")
    await put(database, "b")
    async with delivering(database, homeserver, clock) as box:
        await box.settle()
        await pass_time(box, clock, timedelta(days=1), 13)
        assert (await states(database))["a"] == "waiting"
        await pass_time(box, clock, timedelta(days=1), 2)

    assert await states(database) == {"a": "failed", "b": "sent"}


async def test_a_change_of_the_room_sends_at_once_and_counts_the_refusals_anew(
    database: Database,
) -> None:
    homeserver, clock = Homeserver(), Clock()
    homeserver.faults["a"] = [BarredError("HTTP 403")] * 12
    await put(database, "a")
    async with delivering(database, homeserver, clock) as box:
        await box.settle()
        await pass_time(box, clock, timedelta(hours=2), 10)
        assert len(homeserver.attempts) == 11
        async with database.transaction() as tx:
            await refusals.try_again(tx, ONE, clock.now)
        box.wake()
        await box.settle()
        assert len(homeserver.attempts) == 12
        await pass_time(box, clock, timedelta(seconds=1), 1)

    assert homeserver.taken == ["a"]


async def test_what_can_be_said_elsewhere_does_not_wait_behind_what_cannot(
    database: Database,
) -> None:
    homeserver, clock, person = Homeserver(), Clock(), "@ada:example.org"
    await put(database, "a", person)
    async with database.transaction() as tx:
        instead = outbox.Fallback(ONE, {"body": "Bitte schreiben Sie mir"})
        await outbox.put(tx, person, {"body": "b"}, "b", NOW, fallback=instead)
    homeserver.refused_chat = BarredError("HTTP 403")
    async with delivering(database, homeserver, clock) as box:
        await box.settle()
        await pass_time(box, clock, timedelta(minutes=1), 3)
        assert homeserver.taken == ["otherwise-b"]
        homeserver.chats[person], homeserver.database = "!direkt:example.org", database
        homeserver.refused_chat = None
        await pass_time(box, clock, timedelta(hours=1), 1)

    assert homeserver.taken == ["otherwise-b", "a"]


async def test_a_room_we_were_put_out_of_waits_for_an_invitation_and_then_a_month_at_most(
    database: Database,
) -> None:
    await put(database, "a")
    async with database.transaction() as tx:
        await rooms.entered(tx, ONE, NOW)
        await rooms.gone(tx, ONE, "", NOW)
        await refusals.put_out(tx, ONE, "not in the room", NOW)
        assert await outbox.heads(tx) == []
        assert (await queues.to_rooms(tx)).waiting == 0
        await outbox.fail_unaccepted(tx, NOW, NOW)
    assert await states(database) == {"a": "waiting"}

    async with database.transaction() as tx:
        await rooms.entered(tx, ONE, NOW)
        assert [head.transaction_id for head in await outbox.heads(tx)] == ["a"]
        await rooms.gone(tx, ONE, "", NOW)
        await outbox.fail_unaccepted(tx, NOW + timedelta(seconds=1), NOW)
    assert await states(database) == {"a": "failed"}


async def test_what_an_upgraded_room_refused_is_tried_at_once_in_its_successor(
    database: Database,
) -> None:
    homeserver, clock = Homeserver(), Clock()
    homeserver.faults["a"] = [BarredError("HTTP 403")] * 8
    await put(database, "a")
    async with delivering(database, homeserver, clock) as box:
        await box.settle()
        await pass_time(box, clock, timedelta(hours=2), 7)
        async with database.transaction() as tx:
            await rooms.entered(tx, ONE, NOW)
            await rooms.entered(tx, TWO, NOW)
            await rooms.replaced(tx, ONE, TWO)
        box.wake()
        await box.settle()

    assert homeserver.taken == ["a"]


# --- !erneut senden


async def give_up(database: Database, *names: str) -> None:
    async with database.transaction() as tx:
        await tx.execute(
            "UPDATE outbox SET state = 'failed'"
            " WHERE transaction_id IN (SELECT value FROM json_each(?))",
            (json.dumps(names),),
        )


async def test_the_management_has_sent_again_what_was_given_up_in_its_old_order(
    database: Database,
) -> None:
    homeserver, clock, room = Homeserver(), Clock(), Room(database)
    homeserver.faults["a"] = [NotAllowedError("HTTP 400")] * 3
    await put(database, "a")
    await put_reaction(database, "a", "r")
    async with delivering(database, homeserver, clock) as box:
        await box.settle()
        await pass_time(box, clock, timedelta(minutes=1), 3)
        assert await states(database) == {"a": "failed", "r": "failed"}
        await put(database, "b")
        [said] = await room.say("!erneut senden", room_id=MANAGEMENT)
        assert said.startswith("2 Nachrichten versuche ich jetzt noch einmal zu senden")
        box.wake()
        await box.settle()

    assert homeserver.taken[:3] == ["a", "r", "b"]


async def test_what_is_refused_is_tried_at_once_when_the_management_says_so(
    database: Database,
) -> None:
    homeserver, clock, room = Homeserver(), Clock(), Room(database)
    homeserver.faults["a"] = [BarredError("HTTP 403")] * 4
    await put(database, "a")
    async with delivering(database, homeserver, clock) as box:
        await box.settle()
        await pass_time(box, clock, timedelta(hours=1), 3)
        await room.say("!erneut senden", room_id=MANAGEMENT)
        box.wake()
        await box.settle()

    assert homeserver.taken[0] == "a"


async def test_what_might_have_arrived_long_ago_is_looked_for_before_it_is_sent_again(
    database: Database,
) -> None:
    homeserver, clock, room = Homeserver(found={"a": "$known"}), Clock(), Room(database)
    await put(database, "a")
    await give_up(database, "a")
    clock.now = room.now = NOW + timedelta(days=3)
    await room.say("!erneut senden", room_id=MANAGEMENT)
    async with delivering(database, homeserver, clock) as box:
        await box.settle()

    assert "a" not in homeserver.attempts
    assert (await states(database))["a"] == "sent"


async def test_what_was_said_elsewhere_or_is_overtaken_is_not_sent_again(
    database: Database,
) -> None:
    room = Room(database)
    edit = {"m.new_content": {}, "m.relates_to": {"event_id": {"sent_as": "post"}}}
    async with database.transaction() as tx:
        instead = outbox.Fallback(TWO, {"body": "anders"})
        await outbox.put(tx, ONE, {}, "elsewhere", NOW, fallback=instead)
        await outbox.put(tx, ONE, edit, "post-edit-1", NOW)
        await outbox.put(tx, ONE, edit, "post-edit-2", NOW)
        await outbox.put(tx, ONE, {"body": "Morgen"}, "reminder-1-1d-5-!r", NOW)
        await outbox.put(tx, ONE, {"msgtype": "m.file"}, "file", NOW)
        await outbox.put(tx, "!direkt:example.org", {}, "left", NOW)
        chat = DirectChat("@ada:example.org", "!direkt:example.org", "leave")
        await direct_chats.opened(tx, chat, NOW)
        await tx.execute(
            "UPDATE outbox SET state = iif(transaction_id = 'post-edit-2', 'sent', 'failed')"
        )

    [said] = await room.say("!erneut senden", room_id=MANAGEMENT)
    assert said.startswith("Es wartet nichts, was sich noch einmal senden ließe.")
    assert "Eine Datei ließ sich nicht senden" in said
    assert "waiting" not in {
        state for name, state in (await states(database)).items() if "answer" not in name
    }


async def test_only_the_management_sends_again(database: Database) -> None:
    [said] = await Room(database).say("!erneut senden")

    assert said.startswith("Den Befehl !erneut senden gibt es nur im Raum des Netzwerkmanagements.")


async def test_status_names_the_room_how_many_wait_and_the_remedy(database: Database) -> None:
    room = Room(database)
    async with database.transaction() as tx:
        await rooms.entered(tx, ONE, NOW)
        await rooms.entered(tx, TWO, NOW)
        for name, where in (("a", ONE), ("b", ONE), ("c", TWO), ("d", "@ada:example.org")):
            await outbox.put(tx, where, {}, name, NOW)
        await tx.execute("UPDATE outbox SET refused_since = not_before WHERE room_id <> ?", (TWO,))
        await rooms.gone(tx, TWO, "", NOW)
        await refusals.put_out(tx, TWO, "", NOW)
    room.now = NOW + timedelta(hours=2)

    [said] = await room.say("!status genau", room_id=MANAGEMENT)
    assert f"Raum {ONE}: 2 Nachrichten warten seit 2 Stunden, weil der Bot dort nicht" in said
    assert "das Recht, Nachrichten zu senden" in said
    assert f"Raum {TWO}: Eine Nachricht wartet seit 2 Stunden" in said
    assert "laden Sie ihn wieder ein" in said
    assert "Eine Person nimmt seit 2 Stunden keine Nachrichten im Direktchat an" in said
    assert "@ada" not in said
    assert "noch zu senden sind: keine" in said
