"""After the annual meeting everybody is asked once for minutes and slides."""

import pytest

from commands.meetings.announcements import ASK
from tests.support.meeting_fixtures import NETWORK, Net

ANNUAL = {
    "kind": "netzwerktreffen",
    "title": "Treffen",
    "starts": "2027-03-04T13:00",
    "ends": "2027-03-05T14:00",
}


async def asked(net: Net, room_id: str = NETWORK[0]) -> list[str]:
    async with net.database.transaction() as tx:
        await ASK.run(net.context(tx))
    return await net.read(room_id)


async def test_some_hours_after_the_end_every_room_is_asked_once(net: Net) -> None:
    meeting = await net.create(**ANNUAL)
    for room_id in NETWORK:
        await net.read(room_id)
    net.later(seconds=(meeting.ends_at - net.now).total_seconds())
    assert await asked(net) == []
    net.later(hours=3)

    [told] = await asked(net)
    assert told.startswith("Termin Nr. 1, Netzwerktreffen »Treffen« ist vorbei.")
    assert "Folien und Protokolle" in told
    assert await net.read(NETWORK[1]) == [told]
    assert await asked(net) == []


async def test_nobody_is_asked_at_night_but_the_next_morning(net: Net) -> None:
    meeting = await net.create(**{**ANNUAL, "ends": "2027-03-05T18:00"})
    await net.read()
    net.later(seconds=(meeting.ends_at - net.now).total_seconds(), hours=3)
    assert await asked(net) == []
    net.later(hours=11)

    assert len(await asked(net)) == 1


async def test_after_a_long_downtime_nobody_is_asked(net: Net) -> None:
    meeting = await net.create(**ANNUAL)
    await net.read()
    net.later(seconds=(meeting.ends_at - net.now).total_seconds(), days=8)

    assert await asked(net) == []


@pytest.mark.parametrize("kind", ["online-konferenz", "arbeitsgruppe", "frist"])
async def test_of_other_kinds_nobody_is_asked(net: Net, kind: str) -> None:
    meeting = await net.create(**{**ANNUAL, "kind": kind})
    await net.read()
    net.later(seconds=(meeting.ends_at - net.now).total_seconds(), hours=3)

    assert await asked(net) == []


async def test_of_a_cancelled_meeting_nobody_is_asked(net: Net) -> None:
    meeting = await net.cancel(await net.create(**ANNUAL))
    await net.read()
    net.later(seconds=(meeting.ends_at - net.now).total_seconds(), hours=3)

    assert await asked(net) == []
