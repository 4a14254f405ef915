"""The rows that become Matrix events: in order, once, and never lost without a trace."""

from datetime import timedelta
from typing import Any, cast

import pytest

from storage.conversation import inbox, outbox, queues, sent_posts
from storage.conversation.outbox import OutgoingEvent
from storage.conversation.queues import Queue
from storage.database import Database
from storage.matrix import rooms
from tests.support.say import NOW

ROOM = "!raum:example.org"
OTHER = "!anderer:example.org"
SOON = NOW + timedelta(seconds=30)


async def put(database: Database, transaction_id: str, room_id: str = ROOM) -> bool:
    async with database.transaction() as tx:
        return await outbox.put(tx, room_id, {"body": transaction_id}, transaction_id, NOW)


async def ready(database: Database, room_id: str = ROOM) -> OutgoingEvent | None:
    async with database.transaction() as tx:
        return await outbox.next_ready(tx, room_id, NOW)


async def first(database: Database, room_id: str = ROOM) -> OutgoingEvent:
    event = await ready(database, room_id)
    assert event is not None
    return event


async def heads(database: Database) -> list[str]:
    async with database.transaction() as tx:
        return [event.transaction_id for event in await outbox.heads(tx)]


async def queue(database: Database) -> Queue:
    async with database.transaction() as tx:
        return await queues.to_rooms(tx)


async def test_an_event_comes_out_as_it_went_in(database: Database) -> None:
    content = {"body": "Grüße <b>&</b> \u202e", "m.mentions": {}, "n": [1, None]}
    async with database.transaction() as tx:
        await outbox.put(tx, ROOM, content, "t1", NOW, event_type="m.reaction")

    event = await first(database)
    assert event.content == content
    assert (event.transaction_id, event.room_id, event.event_type) == ("t1", ROOM, "m.reaction")
    assert (event.attempts, event.created_at, event.not_before) == (0, NOW, NOW)


async def test_a_room_keeps_its_order(database: Database) -> None:
    for number in range(5):
        await put(database, f"t{number}")
    sent = []
    while (event := await ready(database)) is not None:
        sent.append(event.transaction_id)
        async with database.transaction() as tx:
            await outbox.mark_sent(tx, event.outbox_id, "$sent")

    assert sent == [f"t{number}" for number in range(5)]


async def test_the_same_transaction_id_is_queued_once(database: Database) -> None:
    assert await put(database, "t1")
    assert not await put(database, "t1")
    assert not await put(database, "t1", OTHER)
    assert (await queue(database)).waiting == 1


async def test_a_sent_event_is_not_queued_again_and_its_words_are_gone(database: Database) -> None:
    await put(database, "t1")
    event = await first(database)
    async with database.transaction() as tx:
        await outbox.mark_sent(tx, event.outbox_id, "$sent")

    assert not await put(database, "t1")
    async with database.transaction() as tx:
        [row] = await tx.execute_fetchall("SELECT content, event_id FROM outbox")
    assert (row["content"], row["event_id"]) == ("{}", "$sent")


async def test_a_postponed_event_holds_back_those_behind_it(database: Database) -> None:
    await put(database, "t1")
    await put(database, "t2")
    await put(database, "t3", OTHER)
    event = await first(database)
    async with database.transaction() as tx:
        await outbox.postpone(tx, event.outbox_id, SOON, "502")

    assert await ready(database) is None
    assert (await first(database, OTHER)).transaction_id == "t3"
    async with database.transaction() as tx:
        later = await outbox.next_ready(tx, ROOM, SOON)
    assert later is not None
    assert (later.transaction_id, later.attempts) == ("t1", 1)


async def test_a_failed_event_lets_the_next_one_through_and_stays_visible(
    database: Database,
) -> None:
    await put(database, "t1")
    await put(database, "t2")
    event = await first(database)
    async with database.transaction() as tx:
        await outbox.mark_failed(tx, event, "403", NOW)

    assert (await first(database)).transaction_id == "t2"
    assert await queue(database) == Queue(1, NOW, 1)


async def test_an_event_whose_room_was_replaced_meanwhile_is_not_given_up(
    database: Database,
) -> None:
    await put(database, "t1")
    event = await first(database)
    async with database.transaction() as tx:
        await rooms.entered(tx, ROOM, NOW)
        await rooms.entered(tx, OTHER, NOW)
        await rooms.replaced(tx, ROOM, OTHER)
        await outbox.mark_failed(tx, event, "403", NOW)

    assert (await queue(database)).failed == 0
    assert (await first(database, OTHER)).transaction_id == "t1"


async def test_each_room_has_one_head(database: Database) -> None:
    await put(database, "t1")
    await put(database, "t2")
    await put(database, "t3", OTHER)

    assert await heads(database) == ["t1", "t3"]


async def test_a_room_that_is_not_joined_yet_waits(database: Database) -> None:
    await put(database, "t1")
    async with database.transaction() as tx:
        await rooms.join_later(tx, ROOM, NOW)
    assert await heads(database) == []

    async with database.transaction() as tx:
        await rooms.entered(tx, ROOM, NOW)
    assert await heads(database) == ["t1"]


async def test_what_waits_for_a_room_we_left_is_given_up(database: Database) -> None:
    await put(database, "t1")
    await put(database, "t2", OTHER)
    async with database.transaction() as tx:
        await outbox.fail_room(tx, ROOM, "left the room", NOW)

    assert await queue(database) == Queue(1, NOW, 1)
    assert await heads(database) == ["t2"]


async def test_an_empty_queue_has_no_oldest(database: Database) -> None:
    assert await queue(database) == Queue(0, None, 0)


async def test_what_waits_is_never_forgotten(database: Database) -> None:
    for transaction_id in ("waiting", "sent", "failed"):
        await put(database, transaction_id, f"!{transaction_id}")
    sent, failed = await first(database, "!sent"), await first(database, "!failed")
    async with database.transaction() as tx:
        await outbox.mark_sent(tx, sent.outbox_id, "$sent")
        await outbox.mark_failed(tx, failed, "403", NOW)
        await outbox.forget_before(tx, NOW)
        assert len(list(await tx.execute_fetchall("SELECT * FROM outbox"))) == 3
        await outbox.forget_before(tx, SOON)
        [row] = await tx.execute_fetchall("SELECT transaction_id FROM outbox")

    assert row["transaction_id"] == "waiting"


async def test_seen_and_answer_become_true_together_or_not_at_all(database: Database) -> None:
    async def handle(fail: bool) -> None:
        async with database.transaction() as tx:
            assert await inbox.mark_handled(tx, "$e", NOW)
            await outbox.put(tx, ROOM, {}, "answer-$e", NOW)
            if fail:
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await handle(fail=True)
    assert (await queue(database)).waiting == 0
    await handle(fail=False)
    assert (await queue(database)).waiting == 1


async def test_handled_events_are_forgotten_in_time(database: Database) -> None:
    async with database.transaction() as tx:
        await inbox.mark_handled(tx, "$old", NOW)
        await inbox.mark_handled(tx, "$new", SOON)
        await inbox.forget_before(tx, SOON)

        assert await inbox.mark_handled(tx, "$old", SOON)
        assert not await inbox.mark_handled(tx, "$new", SOON)


async def possible(database: Database, room_id: str) -> bool:
    async with database.transaction() as tx:
        return bool(await sent_posts.possible_posts(tx, room_id, ["$arrived"]))


async def put_about(database: Database, room_id: str) -> None:
    async with database.transaction() as tx:
        await outbox.put(tx, room_id, {"body": "x"}, "t1", NOW, subject="meeting:1")


async def test_an_unknown_event_may_be_ours_only_while_a_post_about_something_is_unsent(
    database: Database,
) -> None:
    await put(database, "t0")
    assert not await possible(database, ROOM)
    await put_about(database, ROOM)
    assert await possible(database, ROOM)
    assert not await possible(database, OTHER)

    async with database.transaction() as tx:
        assert await sent_posts.mark_arrived(tx, "t1", "$arrived", ROOM)
        assert await outbox.subject_of(tx, "$arrived") == "meeting:1"
        assert not await sent_posts.mark_arrived(tx, "t1", "$another", ROOM)
        assert not await sent_posts.mark_arrived(tx, "unknown", "$another", ROOM)
    assert not await possible(database, ROOM)
    assert await heads(database) == ["t0"]


async def test_what_was_given_up_may_have_arrived_all_the_same(database: Database) -> None:
    await put_about(database, ROOM)
    async with database.transaction() as tx:
        await outbox.fail_room(tx, ROOM, "left the room", NOW)
    assert await possible(database, ROOM)

    async with database.transaction() as tx:
        assert await sent_posts.mark_arrived(tx, "t1", "$arrived", ROOM)
    assert not await possible(database, ROOM)


async def test_a_post_may_have_arrived_before_its_room_was_replaced(database: Database) -> None:
    async with database.transaction() as tx:
        for room_id in (ROOM, OTHER):
            await rooms.entered(tx, room_id, NOW)
    await put_about(database, ROOM)
    async with database.transaction() as tx:
        await rooms.succeeds(tx, ROOM, OTHER, "example.org", NOW)
        await rooms.replaced(tx, ROOM, OTHER)
    assert await possible(database, ROOM)

    async with database.transaction() as tx:
        assert await sent_posts.mark_arrived(tx, "t1", "$arrived", ROOM)
        assert await sent_posts.room_of(tx, "t1") == ROOM


async def test_whether_an_event_may_be_ours_is_found_by_indexes(database: Database) -> None:
    plans: list[str] = []
    async with database.transaction() as tx:

        class Explaining:
            async def execute_fetchall(self, sql: str, values: Any) -> list[Any]:
                rows = await tx.execute_fetchall(f"EXPLAIN QUERY PLAN {sql}", values)
                plans.extend(row["detail"] for row in rows)
                return []

        await sent_posts.possible_posts(cast("Any", Explaining()), ROOM, ["$arrived"])
    used = {plan.rpartition("INDEX ")[2] for plan in plans if "outbox" in plan}
    assert used == {"outbox_waiting (room_id=?)", "outbox_failed", "outbox_event (event_id=?)"}


async def test_an_event_that_was_found_in_its_room_gets_its_subject_when_it_is_queued(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await sent_posts.put_found(tx, ROOM, "m.room.message", "t1", "$found", NOW)
        is_new = await outbox.put(tx, ROOM, {"body": "x"}, "t1", NOW, subject="meeting:5")
        assert not is_new
        assert await outbox.subject_of(tx, "$found") == "meeting:5"
    assert await ready(database) is None
