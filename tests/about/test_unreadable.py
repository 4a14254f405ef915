"""What the bot cannot decrypt is told in the room: each loss, but not more than once a day."""

from datetime import datetime, timedelta

import pytest

from commands.about import housekeeping
from storage.matrix import rooms, undecrypted
from tests.support.say import NOW, ROOM, Room

OTHER = "!anderer:example.org"
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


async def lose(room: Room, at: datetime, room_id: str = ROOM) -> None:
    async with room.database.transaction() as tx:
        await undecrypted.put(tx, f"$lost-{at.timestamp()}", room_id, "session", at)


async def told(room: Room, at: datetime, room_id: str = ROOM) -> int:
    """How often the room has been told of it until then."""
    room.now = at
    async with room.database.transaction() as tx:
        await housekeeping.tell_unreadable(room.context(tx))
        [row] = await tx.execute_fetchall(
            "SELECT count(*) FROM outbox WHERE room_id = ? AND content LIKE '%nicht lesen%'",
            (room_id,),
        )
        return int(row[0])


@pytest.fixture(autouse=True)
async def _in_two_rooms(room: Room) -> None:
    async with room.database.transaction() as tx:
        for room_id in (ROOM, OTHER):
            await rooms.entered(tx, room_id, NOW)


async def test_a_message_whose_key_is_only_slow_is_not_told_of(room: Room) -> None:
    await lose(room, NOW)

    assert await told(room, NOW + housekeeping.PATIENCE - SECOND) == 0
    assert await told(room, NOW + housekeeping.PATIENCE) == 1


async def test_the_same_loss_is_told_of_once(room: Room) -> None:
    await lose(room, NOW)

    for days in range(1, 14):
        assert await told(room, NOW + days * DAY) == 1


async def test_a_new_loss_is_told_of_again_a_day_later_at_the_earliest(room: Room) -> None:
    await lose(room, NOW)
    first = NOW + housekeeping.PATIENCE
    assert await told(room, first) == 1
    await lose(room, NOW + timedelta(hours=1))
    await lose(room, NOW + timedelta(hours=2))

    assert await told(room, first + DAY - SECOND) == 1
    assert await told(room, first + DAY) == 2
    assert await told(room, first + 3 * DAY) == 2


async def test_a_loss_long_after_the_last_one_is_told_of_at_once(room: Room) -> None:
    await lose(room, NOW)
    assert await told(room, NOW + DAY) == 1
    await lose(room, NOW + 5 * DAY)

    assert await told(room, NOW + 5 * DAY + housekeeping.PATIENCE) == 2


async def test_each_room_is_told_of_its_own_losses(room: Room) -> None:
    await lose(room, NOW)
    assert await told(room, NOW + DAY) == 1
    await lose(room, NOW + DAY + SECOND, OTHER)

    assert await told(room, NOW + DAY + timedelta(minutes=1)) == 1
    assert await told(room, NOW + DAY + timedelta(minutes=1), OTHER) == 1
