"""Questions without a reply: the asker is asked, then the thread once; silence closes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.noting import note_reply
from commands.conversation.events import ThreadReply
from commands.exchange.questions.posts import first_reply_of
from commands.exchange.questions.watch import after_working_days
from tests.support.asking import ADA, ASKED, BO, CORA, EXCHANGE, Exchange, chat_of
from tests.support.people import everything
from tests.support.profiling import put
from tests.support.say import NOW

QUORUM = "Wer nutzt ein Quorum, und wie hoch ist es?"
OPEN = "Frage Nr. 2 ist noch offen: Wer nutzt ein Quorum, und wie hoch ist es?"


async def second(exchange: Exchange) -> str:
    """A question of somebody who is no newcomer, with number 2; its root."""
    await exchange.ask()
    await exchange.say("!erledigt 1")
    await exchange.told()
    root, _ = await exchange.ask(QUORUM)
    return root


async def reply(
    exchange: Exchange, target: str, sender: str = BO, event_id: str = "$antwort"
) -> None:
    """As the sync tells it of an encrypted event that nobody can read."""
    said = ThreadReply(EXCHANGE, event_id, sender, target, exchange.room.now)
    await note_reply(exchange.database, exchange.room.live, said)


async def agree(exchange: Exchange, *people: str, topic: str = "Quorum") -> None:
    """These people have a profile and may be mentioned for the topic."""
    for person in people:
        await put(exchange.database, person, exchange.room.now, topics=(topic,))


# --- threads without reading


async def test_replies_are_counted_without_their_sender_and_words(exchange: Exchange) -> None:
    root, _ = await exchange.ask()
    await reply(exchange, root)
    exchange.later(hours=2)
    await reply(exchange, root, CORA, "$zweite")

    question = await exchange.question()
    assert (question.replies, question.first_reply_at) == (2, NOW)
    assert question.last_reply_at == NOW + timedelta(hours=2)
    kept = await everything(exchange.database)
    for person in (BO, CORA):
        assert person not in kept.replace(f"'{person}', '{chat_of(person)}'", "")


async def test_the_same_reply_counts_once(exchange: Exchange) -> None:
    root, _ = await exchange.ask()
    for _ in range(2):
        await reply(exchange, root)

    assert (await exchange.question()).replies == 1


async def test_what_the_asker_adds_is_no_reply(exchange: Exchange) -> None:
    root, _ = await exchange.ask()
    await reply(exchange, root, ADA)

    assert (await exchange.question()).replies == 0
    assert "$antwort" not in await everything(exchange.database)


async def test_a_plain_reply_to_our_post_counts_too(exchange: Exchange) -> None:
    await exchange.ask()
    await reply(exchange, await exchange.event(first_reply_of(1)))

    assert (await exchange.question()).replies == 1


async def test_a_command_in_the_thread_is_no_reply(exchange: Exchange) -> None:
    root, _ = await exchange.ask()
    said = ThreadReply(EXCHANGE, "$befehl", BO, root, NOW, "!folgen")
    await note_reply(exchange.database, exchange.room.live, said)

    assert (await exchange.question()).replies == 0


async def test_replies_to_other_things_leave_no_trace(exchange: Exchange) -> None:
    await exchange.ask()
    before = await everything(exchange.database)
    await reply(exchange, "$anderes")
    said = ThreadReply("!anderswo:example.org", "$a", BO, "$b", NOW)
    await note_reply(exchange.database, exchange.room.live, said)

    assert await everything(exchange.database) == before


# --- the asker is asked


@pytest.mark.parametrize(
    ("since", "days", "at"),
    [
        (datetime(2026, 11, 24, 9, tzinfo=UTC), 5, datetime(2026, 12, 1, 9, tzinfo=UTC)),
        (datetime(2026, 11, 24, 9, tzinfo=UTC), 3, datetime(2026, 11, 27, 9, tzinfo=UTC)),
        (datetime(2026, 11, 28, 9, tzinfo=UTC), 1, datetime(2026, 11, 30, 9, tzinfo=UTC)),
        # Over the change of the clocks it is the same time on the wall.
        (datetime(2027, 3, 26, 9, tzinfo=UTC), 1, datetime(2027, 3, 29, 8, tzinfo=UTC)),
    ],
)
def test_working_days_are_counted(since: datetime, days: int, at: datetime) -> None:
    assert after_working_days(since, days, ZoneInfo("Europe/Berlin")) == at


async def test_after_five_working_days_the_asker_is_asked_once(exchange: Exchange) -> None:
    await second(exchange)
    exchange.later(days=7, seconds=-1)
    await exchange.look_after()
    assert await exchange.told() == ""
    exchange.later(seconds=1)
    for _ in range(2):
        await exchange.look_after()

    told = await exchange.told()
    assert told.count(OPEN) == 1
    assert told.startswith("Ada Beispiel: Frage Nr. 2")
    assert "1. Noch einmal stellen\n2. Umformulieren\n3. Erledigt" in told
    assert await exchange.posted() == []


async def test_a_newcomer_is_asked_after_three(exchange: Exchange) -> None:
    await exchange.ask()
    exchange.later(days=3)
    await exchange.look_after()

    assert "Frage Nr. 1 ist noch offen" in await exchange.told()


async def test_who_got_a_reply_is_not_asked(exchange: Exchange) -> None:
    root = await second(exchange)
    await reply(exchange, root)
    exchange.later(days=30)
    await exchange.look_after()

    assert await exchange.told() == ""
    assert await exchange.posted() == []


async def test_in_quiet_hours_nobody_is_asked(exchange: Exchange) -> None:
    exchange.later(hours=12)
    await second(exchange)
    exchange.later(days=7)
    await exchange.look_after()
    assert await exchange.told() == ""
    exchange.later(hours=11)
    await exchange.look_after()

    assert OPEN in await exchange.told()


async def asked(exchange: Exchange) -> None:
    await second(exchange)
    exchange.later(days=7)
    await exchange.look_after()
    await exchange.told()


async def test_without_an_answer_the_thread_is_asked_once_after_two_days(
    exchange: Exchange,
) -> None:
    await asked(exchange)
    exchange.later(days=2, seconds=-1)
    await exchange.look_after()
    assert await exchange.posted() == []
    exchange.later(seconds=1)
    for _ in range(3):
        await exchange.look_after()
        exchange.later(days=8)

    [again] = await exchange.posted()
    assert again.startswith(OPEN)
    assert "niemand" not in again
    content = next(each for each in exchange.room.contents if each.get("body") == again)
    assert content["msgtype"] == "m.text"
    assert content["m.relates_to"]["event_id"] == (await exchange.question(2)).root


async def test_the_first_choice_asks_the_thread_at_once(exchange: Exchange) -> None:
    await asked(exchange)

    [said] = await exchange.chat("1")
    assert said == "Frage Nr. 2 steht noch einmal im Thread."
    [again] = await exchange.posted()
    assert again.startswith(OPEN)
    exchange.later(days=10)
    await exchange.look_after()
    assert await exchange.posted() == []


async def test_the_second_choice_says_how_to_change_it(exchange: Exchange) -> None:
    await asked(exchange)

    [said] = await exchange.chat("2")
    assert said.startswith("Bearbeiten Sie bitte Ihre Nachricht mit Frage Nr. 2")
    assert (await exchange.question(2)).root in said
    exchange.later(days=6)
    await exchange.look_after()
    assert await exchange.told() == ""
    exchange.later(days=1)
    await exchange.look_after()
    assert OPEN in await exchange.told()


async def test_the_third_choice_closes_it(exchange: Exchange) -> None:
    await asked(exchange)

    [said] = await exchange.chat("3")
    assert said.startswith("Frage Nr. 2 ist erledigt.")
    assert "Was hat Ihnen geholfen?" in said
    assert (await exchange.question(2)).state == "done"
    assert await exchange.posted() == ["Frage Nr. 2 ist erledigt."]


async def test_a_tap_on_the_number_chooses_too_and_only_for_the_asker(exchange: Exchange) -> None:
    await asked(exchange)
    post = await exchange.event("exchange-2-watch-" + str(int(NOW.timestamp())))

    await exchange.room.react("3️⃣", post, sender=BO, room_id=chat_of(ADA), direct=True)
    assert (await exchange.question(2)).state == "open"
    await exchange.room.react("3️⃣", post, sender=ADA, room_id=chat_of(ADA), direct=True)
    assert (await exchange.question(2)).state == "done"


async def test_ninety_days_of_silence_close_it_and_the_asker_is_told(exchange: Exchange) -> None:
    root = await second(exchange)
    exchange.later(days=2)
    await reply(exchange, root)
    exchange.later(days=90, seconds=-1)
    await exchange.look_after()
    assert (await exchange.question(2)).state == "open"
    exchange.later(seconds=1)
    await exchange.look_after()

    assert (await exchange.question(2)).state == "closed"
    assert "seit 90 Tagen nichts zu hören" in await exchange.told()
    assert await exchange.posted() == []


async def test_what_is_opened_again_is_watched_from_then_on(exchange: Exchange) -> None:
    await asked(exchange)
    await exchange.chat("3")
    exchange.later(days=40)
    await exchange.chat("!frage öffnen 2")
    await exchange.look_after()
    assert await exchange.told() == ""
    exchange.later(days=7)
    await exchange.look_after()

    assert OPEN in await exchange.told()


# --- mentions


async def test_who_agreed_is_mentioned_in_the_first_reply(exchange: Exchange) -> None:
    await agree(exchange, BO, ADA)
    _, first = await exchange.ask(QUORUM)

    assert "Dazu wissen vielleicht etwas: Bo Muster." in first
    content = next(each for each in exchange.room.contents if each.get("body") == first)
    assert content["m.mentions"] == {"user_ids": [BO]}
    assert content["msgtype"] == "m.text"


async def test_the_thread_is_asked_with_others_than_before(exchange: Exchange) -> None:
    await agree(exchange, BO)
    await asked(exchange)
    await exchange.posted()
    await agree(exchange, CORA)
    await exchange.chat("1")

    [again] = await exchange.posted()
    assert "Können Sie dazu etwas sagen, Cora Probe?" in again
    assert "Bo Muster" not in again


async def test_in_quiet_hours_a_question_mentions_nobody(exchange: Exchange) -> None:
    await agree(exchange, BO)
    exchange.later(hours=12)
    _, first = await exchange.ask(QUORUM)

    assert "Bo Muster" not in first


async def test_who_left_is_not_mentioned(exchange: Exchange) -> None:
    await agree(exchange, BO)
    exchange.room.outsiders = {BO}
    _, first = await exchange.ask(f"{QUORUM} {ASKED}")

    assert "Bo Muster" not in first
