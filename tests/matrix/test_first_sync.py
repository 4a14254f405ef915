"""A start in many rooms, counted: each member that the first sync tells of costs the same little.

`python -m tests.bench.first_sync` measures it by the clock.
"""

from types import SimpleNamespace
from typing import Any, cast

from nio import SyncResponse

from bot.matrix.client import lean_client
from bot.matrix.room_states import RoomStates
from bot.matrix.session import Session
from tests.support.fake_homeserver import BOT, FakeHomeserver
from tests.support.growth import calls

MEMBERS = 60


def whole(rooms: int) -> dict[str, Any]:
    """The answer to a sync with the whole state of so many rooms."""
    people = [BOT, *(f"@person{number}:example.org" for number in range(MEMBERS - 1))]
    homeserver = FakeHomeserver({f"!room{number}:example.org": people for number in range(rooms)})
    return homeserver.synced(full=True)


async def calls_of(rooms: int) -> int:
    """How many functions are called until nio and the rooms know everything."""
    content = whole(rooms)
    client = lean_client("https://example.org", BOT, "DEVICE")
    session = cast("Session", SimpleNamespace(client=client, user_id=BOT))
    states = RoomStates(session)

    async def absorb() -> None:
        response = SyncResponse.from_dict(content)
        assert isinstance(response, SyncResponse)
        await client.receive_response(response)
        states.absorb(response)

    counted = await calls(absorb)
    assert len(client.rooms) == rooms
    assert states.membership("@person7:example.org", client.rooms) is True
    return counted


async def test_a_member_in_the_first_sync_costs_few_calls_however_many_there_are() -> None:
    # nio's schemas are compiled at the first use.
    await calls_of(1)
    few, more, many = [await calls_of(rooms) for rooms in (4, 8, 16)]

    assert (more - few) / (4 * MEMBERS) < 100
    assert (many - more) / (8 * MEMBERS) < 100
