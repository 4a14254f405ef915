"""Rooms and their successors, as the tables keep them."""

from datetime import timedelta

from storage.conversation import outbox
from storage.database import Database, Transaction
from storage.matrix import rooms, undecrypted
from tests.support.say import NOW

A, B, C = "!a:example.org", "!b:example.org", "!c:example.org"
BEN = "@ben:example.org"


async def waiting_rooms(database: Database) -> list[str]:
    async with database.transaction() as tx:
        return [head.room_id for head in await outbox.heads(tx)]


async def test_what_waits_for_an_upgraded_room_waits_until_the_successor_is_proved(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await rooms.entered(tx, A, NOW)
        await outbox.put(tx, A, {"body": "x"}, "t1", NOW)
        await rooms.succeeds(tx, A, B, "example.org", NOW)
        [pending] = await rooms.pending(tx)
    assert (pending.room_id, pending.replaces, pending.joined) == (B, A, False)
    assert await waiting_rooms(database) == []

    async with database.transaction() as tx:
        await rooms.entered(tx, B, NOW)
    assert await waiting_rooms(database) == []

    async with database.transaction() as tx:
        await rooms.replaced(tx, A, B)
    assert await waiting_rooms(database) == [B]


async def test_a_successor_that_proves_false_releases_what_waited(database: Database) -> None:
    async with database.transaction() as tx:
        await rooms.entered(tx, A, NOW)
        await rooms.entered(tx, B, NOW)
        await outbox.put(tx, A, {"body": "x"}, "t1", NOW)
        await rooms.succeeds(tx, A, B, "example.org", NOW)
        [pending] = await rooms.pending(tx)
        assert pending.joined
        await rooms.does_not_replace(tx, B)

    assert await waiting_rooms(database) == [A]
    async with database.transaction() as tx:
        assert await rooms.pending(tx) == []
        assert set(await rooms.joined(tx)) == {A, B}


async def test_a_chain_of_upgrades_leads_to_the_last_whatever_is_told_again(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await rooms.entered(tx, A, NOW)
        for old, new in ((A, B), (B, C)):
            await rooms.succeeds(tx, old, new, "example.org", NOW)
            await rooms.entered(tx, new, NOW)
            await rooms.replaced(tx, old, new)
        await rooms.succeeds(tx, B, C, "example.org", NOW)
        await rooms.succeeds(tx, A, B, "example.org", NOW)

        assert [await rooms.current(tx, room) for room in (A, B, C)] == [C, C, C]
        assert await rooms.pending(tx) == []


async def test_a_direct_chat_stays_one_when_it_is_upgraded_and_no_other_room_becomes_one(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await rooms.invited(tx, A, BEN, NOW, direct=True)
        await rooms.entered(tx, A, NOW)
        await rooms.entered(tx, C, NOW)
        await rooms.succeeds(tx, A, B, "example.org", NOW)
        await rooms.succeeds(tx, A, C, "example.org", NOW)
        await rooms.entered(tx, B, NOW)

        assert await rooms.joined(tx) == {A: True, B: True, C: False}


async def test_an_invitation_to_a_room_we_thought_to_be_in_counts(database: Database) -> None:
    async with database.transaction() as tx:
        await rooms.entered(tx, A, NOW)
        await rooms.invited(tx, A, BEN, NOW, direct=False)
        [pending] = await rooms.pending(tx)

    assert (pending.room_id, pending.inviter, pending.via) == (A, BEN, "example.org")


async def test_a_postponed_room_waits_and_a_new_invitation_ends_the_wait(
    database: Database,
) -> None:
    later = NOW + timedelta(minutes=5)
    async with database.transaction() as tx:
        await rooms.join_later(tx, A, NOW)
        await rooms.postpone(tx, A, later)
        [pending] = await rooms.pending(tx)
        assert pending.not_before == later
        await rooms.invited(tx, A, BEN, NOW, direct=False)
        [pending] = await rooms.pending(tx)

    assert pending.not_before < NOW
    assert pending.inviter is None


async def told_that_one_is_unreadable(tx: Transaction) -> list[str]:
    await undecrypted.put(tx, "$lost", A, "session", NOW)
    return await rooms.tell_unreadable(tx, NOW, NOW - timedelta(days=1), NOW)


async def test_being_put_out_forgets_claims_and_what_could_not_be_read(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await rooms.entered(tx, A, NOW)
        assert await told_that_one_is_unreadable(tx) == [A]
        assert await told_that_one_is_unreadable(tx) == []
        await rooms.gone(tx, A, "ban", NOW)
        assert await told_that_one_is_unreadable(tx) == []
        assert [left.reason for left in await rooms.left(tx)] == ["ban"]
        await rooms.entered(tx, A, NOW)

        assert await rooms.left(tx) == []
        assert await told_that_one_is_unreadable(tx) == [A]
