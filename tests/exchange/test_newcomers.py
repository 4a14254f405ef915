"""New members: greeted once, after ten minutes, never at night; all others are left in peace."""

from datetime import timedelta

from commands.conversation.events import MembershipChange
from commands.exchange.newcomers.greeting import is_rush
from commands.exchange.unasked import Telling, may_tell
from storage.database import Database
from storage.exchange import newcomers as stored
from tests.support.asking import EXCHANGE
from tests.support.joining import DORA, HELLO, OLD, Network
from tests.support.people import everything
from tests.support.say import MANAGEMENT, NOW, ROOM


async def greeted(network: Network, person: str = DORA) -> str:
    await network.join(person)
    network.later(minutes=10)
    await network.look()
    return "\n".join(await network.read(person))


# --- the greeting


async def test_ten_minutes_after_the_first_join_there_is_one_greeting(network: Network) -> None:
    await network.join()
    network.later(minutes=10, seconds=-1)
    await network.look()
    assert await network.read() == []
    assert await network.due() == NOW + timedelta(minutes=10)
    network.later(seconds=1)
    for _ in range(3):
        await network.look()

    [said] = await network.read()
    assert said.startswith(f"Dora Muster: {HELLO}")
    four = [part.partition(":")[0] for part in said.split("\n\n")[1:4]]
    assert four == ["Vertraulich", "Termine", "Früheres"]
    assert "!stand" in said
    assert "1. Rundgang in fünf Schritten\n2. Profil anlegen" in said
    assert "3. Sich den anderen vorstellen: !vorstellen" in said
    [content] = [each for each in network.room.contents if each.get("body") == said]
    assert content["msgtype"] == "m.text"
    assert content["m.mentions"] == {"user_ids": [DORA]}
    assert await network.managers_read() == []


async def test_the_next_meeting_is_named(network: Network) -> None:
    room = network.room
    words = "online-konferenz »Losverfahren« 14.1.2027 10:00-11:30 https://example.org/"
    await room.say(f"!termin neu {words}", room_id=MANAGEMENT)
    await room.say("ja", room_id=MANAGEMENT)

    said = await greeted(network)
    assert "Nächster Termin: Donnerstag, 14. Januar 2027, 10:00 Uhr, »Losverfahren«." in said
    assert "!termin 1" in said


async def test_at_night_the_greeting_waits_until_morning(network: Network) -> None:
    network.later(hours=12)
    assert await greeted(network) == ""
    morning = NOW.replace(day=25, hour=7)
    assert await network.due() == morning
    network.room.now = morning - timedelta(seconds=1)
    await network.look()
    assert await network.read() == []
    network.room.now = morning
    await network.look()

    [said] = await network.read()
    assert HELLO in said


async def test_a_greeting_passes_the_quiet_budget(network: Network) -> None:
    async with network.database.transaction() as tx:
        ctx = network.room.context(tx)
        for number in range(3):
            assert await may_tell(ctx, DORA, "mention", str(number)) is Telling.NOW

    assert await greeted(network) == ""
    assert await network.state_of() == "done"


async def test_who_joins_several_rooms_is_greeted_once(network: Network) -> None:
    await network.synced((DORA, ROOM, True), (DORA, EXCHANGE, True))
    network.later(minutes=5)
    await network.join(DORA, EXCHANGE)
    network.later(minutes=5)
    await network.look()

    assert len(await network.read()) == 1


async def test_the_same_sync_twice_changes_nothing(network: Network) -> None:
    change = MembershipChange(ROOM, DORA, NOW, joined=True)
    network.members[DORA] = {ROOM}
    await network.note([change])
    network.later(minutes=10)
    await network.look()
    assert len(await network.read()) == 1
    before = await everything(network.database)
    await network.note([change])
    await network.look()

    assert await everything(network.database) == before


async def test_who_leaves_before_it_is_not_greeted(network: Network) -> None:
    await network.join()
    network.later(minutes=5)
    await network.leave()
    network.later(minutes=5)
    await network.look()

    assert await network.read() == []
    assert await network.state_of() == "left"


async def test_whose_leaving_was_not_told_is_not_greeted_either(network: Network) -> None:
    await network.join()
    network.room.outsiders = {DORA}
    network.later(minutes=10)
    await network.look()

    assert await network.read() == []
    assert await network.state_of() == "left"


async def test_while_nobody_knows_who_is_a_member_the_greeting_waits(network: Network) -> None:
    await network.join()
    network.room.outsiders = None
    network.later(minutes=10)
    await network.look()
    assert await network.read() == []
    network.room.outsiders = set()
    assert await network.due() == network.room.now + timedelta(seconds=10)
    network.later(minutes=1)
    await network.look()

    assert len(await network.read()) == 1


async def test_a_time_far_away_does_not_matter(network: Network) -> None:
    network.members = {DORA: {ROOM}}
    for days in (-9000, 9000):
        at = NOW + timedelta(days=days)
        await network.note([MembershipChange(ROOM, DORA, at, joined=True)])
        async with network.database.transaction() as tx:
            [row] = await stored.in_state(tx, "waiting")
            await tx.execute("DELETE FROM newcomer")
        assert NOW - timedelta(days=7) <= row.joined_at <= NOW


# --- who is not new


async def test_at_the_first_start_nobody_is_greeted_and_the_management_gets_a_line(
    collection: Database,
) -> None:
    network = Network(collection)
    for _ in range(3):
        await network.look()
        network.later(days=1)

    [line] = await network.managers_read()
    assert line.startswith("Neue Mitglieder begrüße ich ab jetzt einmal im Direktchat.")
    assert await network.read() == []


async def test_who_was_in_another_room_before_is_not_new(network: Network) -> None:
    network.members[DORA] = {EXCHANGE}

    assert await greeted(network) == ""
    assert await network.state_of() is None


async def test_who_returns_is_not_greeted_and_the_management_gets_a_line(network: Network) -> None:
    network.members[DORA] = {ROOM}
    await network.leave()
    network.later(days=40)

    assert await greeted(network) == ""
    assert await network.managers_read() == [
        "Wieder beigetreten: Dora Muster (@dora:example.org). Begrüßt wird nur beim ersten Mal."
    ]
    await network.look()
    assert await network.managers_read() == []


async def test_who_leaves_and_returns_in_one_sync_is_no_newcomer(network: Network) -> None:
    network.members[DORA] = {ROOM}
    await network.synced((DORA, ROOM, False), (DORA, ROOM, True))
    network.later(minutes=10)
    await network.look()

    assert await network.read() == []


async def test_who_moves_after_an_upgrade_is_not_greeted_and_there_is_one_line(
    network: Network,
) -> None:
    people = [f"@p{number}:example.org" for number in range(30)]
    network.members = {person: {OLD} for person in people}
    for person in people:
        await network.synced((person, ROOM, True))
    await network.synced(*((person, OLD, False) for person in people))
    network.later(minutes=10)
    await network.look()

    [line] = await network.managers_read()
    assert line.startswith("Mitglieder ziehen in einen neuen Raum um.")
    for person in people:
        assert await network.read(person) == []
    assert "@p1:example.org" not in await everything(network.database)


async def test_ten_joins_in_an_hour_are_not_greeted_and_the_management_gets_one_line(
    network: Network,
) -> None:
    people = [f"@p{number}:example.org" for number in range(14)]
    for person in people[:10]:
        await network.join(person)
    network.later(minutes=10)
    await network.look()
    for person in people[10:]:
        await network.join(person)
    network.later(minutes=10)
    await network.look()

    [line] = await network.managers_read()
    assert line.startswith("Heute sind mindestens 10 Personen innerhalb einer Stunde beigetreten.")
    for person in people:
        assert await network.read(person) == []


async def test_nine_joins_in_an_hour_are_greeted_each(network: Network) -> None:
    people = [f"@p{number}:example.org" for number in range(9)]
    for person in people:
        await network.join(person)
    network.later(minutes=10)
    await network.look()

    assert [len(await network.read(person)) for person in people] == [1] * 9


async def test_who_joins_an_hour_after_the_rush_is_greeted(network: Network) -> None:
    for number in range(10):
        await network.join(f"@p{number}:example.org")
    network.later(minutes=61)
    await network.look()

    assert HELLO in await greeted(network)


def test_a_rush_is_any_hour_with_ten_joins() -> None:
    every_six = [NOW + timedelta(minutes=6 * number) for number in range(20)]
    every_seven = [NOW + timedelta(minutes=7 * number) for number in range(20)]

    assert all(is_rush(every_six, at) for at in every_six)
    assert not any(is_rush(every_seven, at) for at in every_seven)
    assert not is_rush(every_six[:9], NOW)


async def test_without_the_option_nothing_is_noted(network: Network) -> None:
    network.without_welcome()
    assert await greeted(network) == ""
    assert DORA not in await everything(network.database)


async def test_other_rooms_do_not_matter(network: Network) -> None:
    await network.join(DORA, "!anderswo:example.org")
    await network.join(DORA, MANAGEMENT)

    assert DORA not in await everything(network.database)
