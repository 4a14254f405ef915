"""What follows the greeting: the tour, one question after four weeks, and what is stored."""

import pytest

from commands.about import housekeeping
from commands.conversation.command import Context
from commands.exchange.newcomers import greeting
from commands.exchange.unasked import Telling, may_tell
from storage.matrix import direct_chats, rooms
from storage.matrix.direct_chats import DirectChat, Membership
from tests.support.asking import ADA, chat_of
from tests.support.joining import DORA, HELLO, Network
from tests.support.people import everything, file_for_ada, forget_ada
from tests.support.say import NOW


async def with_chat(network: Network, membership: Membership = "join") -> None:
    async with network.database.transaction() as tx:
        await rooms.entered(tx, chat_of(DORA), NOW)
        await direct_chats.opened(tx, DirectChat(DORA, chat_of(DORA), membership), NOW)


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


async def test_the_second_choice_begins_a_profile(network: Network) -> None:
    await at_home(network)

    assert "Profil" in "\n".join(await network.chat("2", DORA))


async def test_days_later_a_number_alone_leads_nowhere_but_below_the_greeting_it_does(
    network: Network,
) -> None:
    await at_home(network)
    welcome = network.room.sent_ids[-4]
    network.later(days=8)
    assert "Rundgang" not in "\n".join(await network.chat("1", DORA))

    [said] = await network.chat("1", DORA, reply_to=welcome)
    assert said.startswith("Rundgang 1 von 5")


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
