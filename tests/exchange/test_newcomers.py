"""New members: greeted once, after ten minutes, never at night; all others are left in peace."""

from datetime import timedelta

import pytest

from commands.about import housekeeping
from commands.conversation.command import Context
from commands.conversation.events import MembershipChange
from commands.exchange.newcomers import greeting
from commands.exchange.newcomers.greeting import is_rush
from commands.exchange.unasked import Telling, may_tell
from storage.database import Database
from storage.exchange import newcomers as stored
from storage.matrix import direct_chats, rooms
from storage.matrix.direct_chats import DirectChat, Membership
from tests.support.asking import ADA, EXCHANGE, chat_of
from tests.support.joining import DORA, HELLO, OLD, Network
from tests.support.people import everything, file_for_ada, forget_ada
from tests.support.say import MANAGEMENT, NOW, ROOM


@pytest.fixture
async def network(collection: Database) -> Network:
    opened = Network(collection)
    await opened.open_chats()
    await opened.begin()
    return opened


async def greeted(network: Network, person: str = DORA) -> str:
    await network.join(person)
    network.later(minutes=10)
    await network.look()
    return "\n".join(await network.read(person))


async def with_chat(network: Network, membership: Membership = "join") -> None:
    async with network.database.transaction() as tx:
        await rooms.entered(tx, chat_of(DORA), NOW)
        await direct_chats.opened(tx, DirectChat(DORA, chat_of(DORA), membership), NOW)


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
    network.later(hours=9)
    await network.look()
    assert await network.read() == []
    network.later(hours=1)
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


# --- what follows the greeting


async def at_home(network: Network) -> None:
    """Greeted in a direct chat that is there."""
    await with_chat(network)
    await network.join()
    network.later(minutes=10)
    await network.look()
    assert HELLO in await network.told(DORA)


async def test_the_tour_has_five_steps_on_wish(network: Network) -> None:
    await at_home(network)
    steps = ["\n".join(await network.chat("1", DORA))]
    steps += ["\n".join(await network.chat("ja", DORA)) for _ in range(4)]

    for number, step in enumerate(steps, start=1):
        assert step.startswith(f"Rundgang {number} von 5: ")
        assert ("Weiter zum nächsten Schritt?" in step) == (number < 5)
    assert "!hilfe alles" in steps[-1]


async def test_the_tour_can_be_left_and_taken_up_anywhere(network: Network) -> None:
    await at_home(network)
    await network.chat("1", DORA)
    [left] = await network.chat("nein", DORA)
    assert "Rundgang" not in left
    [third] = await network.chat("!rundgang 3", DORA)
    assert third.startswith("Rundgang 3 von 5: Termine")
    [none] = await network.chat("!rundgang 6", DORA)
    assert none.startswith("Der Rundgang hat 5 Schritte.")


async def test_a_tap_on_the_greeting_chooses_too(network: Network) -> None:
    await at_home(network)
    welcome = network.room.sent_ids[-4]
    chat = chat_of(DORA)

    [said] = await network.room.react("3️⃣", welcome, sender=DORA, room_id=chat, direct=True)
    assert said.startswith("Schreiben Sie dahinter in zwei, drei Sätzen, wer Sie sind")


async def test_four_weeks_later_there_is_one_question(network: Network) -> None:
    await at_home(network)
    network.later(days=27, hours=23)
    await network.look()
    assert await network.told(DORA) == ""
    network.later(hours=1)
    for _ in range(3):
        await network.look()
        network.later(days=30)

    told = await network.told(DORA)
    assert told.count("Sie sind seit vier Wochen dabei.") == 1
    assert "1. Ja\n2. Nein, mir fehlt etwas\n3. Noch einmal der Rundgang" in told


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("1", "Gut. Ich frage nicht noch einmal."),
        ("2", "Was fehlt Ihnen?"),
        ("3", "Rundgang 1 von 5: Nachschlagen"),
        ("4", None),
    ],
)
async def test_the_question_is_answered_by_a_number(
    network: Network, answer: str, said: str | None
) -> None:
    await at_home(network)
    network.later(days=28)
    await network.look()
    await network.told(DORA)

    answered = "\n".join(await network.chat(answer, DORA))
    assert said is None or answered.startswith(said)
    assert said is not None or "Ich frage nicht noch einmal" not in answered


@pytest.mark.parametrize("membership", ["leave", "invite"])
async def test_who_does_not_come_into_the_chat_is_left_in_peace(
    network: Network, membership: Membership
) -> None:
    await at_home(network)
    await with_chat(network, membership)
    network.later(days=28)
    await network.look()

    assert await network.told(DORA) == ""
    assert await network.state_of() == "done"


async def test_who_left_meanwhile_is_not_asked(network: Network) -> None:
    await at_home(network)
    network.later(days=10)
    await network.leave()
    network.later(days=18)
    await network.look()

    assert await network.told(DORA) == ""


# --- what is stored


async def test_who_is_forgotten_is_not_greeted_afterwards(network: Network) -> None:
    await network.join(ADA)
    await forget_ada(network.room)
    assert ADA not in await everything(network.database)
    network.later(minutes=10)
    await network.look()

    assert await network.read(ADA) == []


async def test_a_new_member_is_told_what_is_stored(network: Network) -> None:
    await network.join(ADA)
    document = await file_for_ada(network.room)

    [row] = document["Wann Sie beigetreten sind und ob ich Sie begrüßt habe"]
    assert row["Stand"] == "wartet"


async def test_a_year_later_only_those_are_known_of_whom_something_is_to_come(
    network: Network,
) -> None:
    await at_home(network)
    network.later(days=28)
    await network.look()
    for days, known in ((364, True), (2, False)):
        network.later(days=days)
        async with network.database.transaction() as tx:
            await housekeeping.forget(network.room.context(tx))
        assert (await network.state_of() == "done") is known


async def test_a_bug_with_one_person_holds_back_no_other(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    await network.join("@a:example.org")
    await network.join(DORA)

    async def failing(ctx: Context, user_id: str, feature: str, about: str) -> Telling:
        if user_id == "@a:example.org":
            raise ZeroDivisionError
        return await may_tell(ctx, user_id, feature, about)

    monkeypatch.setattr(greeting, "may_tell", failing)
    network.later(minutes=10)
    await network.look()

    assert len(await network.read()) == 1
    [line] = await network.managers_read()
    assert line.startswith("Ein neues Mitglied konnte ich wegen eines internen Fehlers nicht")
