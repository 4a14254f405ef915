"""A contact is passed on after a yes; a no and silence look the same, and nobody is named."""

import pytest

from storage.exchange import inquiries
from storage.exchange.inquiries import InquiredPerson
from tests.support.asking import ADA, BO, CORA, Exchange, chat_of
from tests.support.people import everything
from tests.support.profiling import DORA, EMIL, look_after, make, network
from tests.support.say import ROOM

SENTENCE = "Wie viele Menschen haben Sie angeschrieben?"
ASKED = "Ada Beispiel sucht jemanden zu »Losverfahren« und lässt fragen:"


@pytest.fixture(autouse=True)
async def _profiles(exchange: Exchange) -> None:
    await network(exchange)


async def inquire(exchange: Exchange, sentence: str = SENTENCE) -> str:
    """Ada asks; what she is told."""
    await exchange.chat(f"!wer fragen Losverfahren | {sentence}")
    [said] = await exchange.chat("ja")
    return said


async def people(exchange: Exchange, inquiry_id: int = 1) -> dict[str, InquiredPerson]:
    async with exchange.database.transaction() as tx:
        return {each.user_id: each for each in await inquiries.people(tx, inquiry_id)}


async def question_to(exchange: Exchange, person: str, inquiry_id: int = 1) -> str:
    """The event in which the person is asked; it is sent by now."""
    row = (await people(exchange, inquiry_id))[person].inquiry_person_id
    return await exchange.event(f"contact-{row}-ask")


async def days_pass(exchange: Exchange, days: float) -> None:
    exchange.later(days=days)
    await look_after(exchange)


# --- asking


async def test_from_the_list_to_the_question_in_three_steps(exchange: Exchange) -> None:
    await exchange.chat("!wer Losverfahren")
    [asked] = await exchange.chat("1")
    assert asked.startswith("Was soll ich den Mitgliedern zu »Losverfahren« ausrichten?")
    [shown] = await exchange.chat(SENTENCE)
    assert f"Ada Beispiel: {SENTENCE}" in shown
    assert await exchange.told(CORA) == ""
    [said] = await exchange.chat("ja")

    assert said.startswith("Ich frage 2 Mitglieder, jedes für sich")
    for person in (CORA, DORA):
        told = await exchange.told(person)
        assert ASKED in told
        assert SENTENCE in told
        assert "Darf ich Ihren Namen und Ihre Matrix-Adresse weitergeben?" in told
    assert await exchange.told(BO) == ""
    assert await exchange.told(EMIL) == ""


async def test_the_question_rings_for_its_person_only(exchange: Exchange) -> None:
    await inquire(exchange)
    exchange.room.contents.clear()
    await exchange.told(CORA)

    [content] = [each for each in exchange.room.contents if "body" in each]
    assert content["msgtype"] == "m.text"
    assert content["m.mentions"] == {"user_ids": [CORA]}


@pytest.mark.parametrize("answer", ["nein", "2"])
async def test_who_thinks_again_has_nobody_asked(exchange: Exchange, answer: str) -> None:
    await exchange.chat(f"!wer fragen Losverfahren | {SENTENCE}")
    await exchange.chat(answer)

    assert await people(exchange) == {}


async def test_a_no_instead_of_a_sentence_asks_nobody(exchange: Exchange) -> None:
    await exchange.chat("!wer fragen Losverfahren")
    [said] = await exchange.chat("nein")

    assert said == "Gut, ich frage niemanden."


async def test_a_sentence_may_begin_like_a_command(exchange: Exchange) -> None:
    await exchange.chat("!wer fragen Losverfahren")
    [shown] = await exchange.chat("Wer von Ihnen hat schon zweimal gelost?")

    assert "Ada Beispiel: Wer von Ihnen hat schon zweimal gelost?" in shown


async def test_a_line_in_small_letters_is_read_like_any_other(exchange: Exchange) -> None:
    [shown] = await exchange.chat("!wer fragen losverfahren | wie viele haben sie angeschrieben?")

    assert "Ada Beispiel: wie viele haben sie angeschrieben?" in shown


async def test_a_command_with_its_prefix_is_no_sentence(exchange: Exchange) -> None:
    await exchange.chat("!wer fragen Losverfahren")
    [said] = await exchange.chat("!leitlinie Bonn bitte zeigen")

    assert "So frage ich" not in said


async def test_later_plain_words_are_no_sentence(exchange: Exchange) -> None:
    await exchange.chat("!wer fragen Losverfahren")
    exchange.later(minutes=16)
    [said] = await exchange.chat(SENTENCE)

    assert "So frage ich" not in said


async def test_from_a_room_it_goes_on_in_the_chat(exchange: Exchange) -> None:
    await exchange.room.say("!wer Losverfahren", sender=ADA, room_id=ROOM)
    [said] = await exchange.room.say("1", sender=ADA, room_id=ROOM)

    assert said == "Die Antwort finden Sie in unserem Direktchat."
    assert "ausrichten?" in await exchange.told()


@pytest.mark.parametrize("sentence", ["Bitte an ada@example.org", "Rufen Sie an: 0228 770000"])
async def test_the_sentence_holds_no_address_and_no_number(
    exchange: Exchange, sentence: str
) -> None:
    [said] = await exchange.chat(f"!wer fragen Losverfahren | {sentence}")

    assert "ohne diese Angabe" in said


async def test_a_sentence_is_no_letter(exchange: Exchange) -> None:
    [said] = await exchange.chat(f"!wer fragen Losverfahren | {'wort ' * 61}")

    assert "höchstens 300" in said


async def test_the_same_people_are_not_asked_the_same_again(exchange: Exchange) -> None:
    await inquire(exchange)
    exchange.later(days=20)
    [said] = await exchange.chat(f"!wer fragen Losverfahren | {SENTENCE}")
    assert "habe ich diese Mitglieder schon für Sie gefragt" in said
    [other] = await exchange.chat(f"!wer fragen Losverfahren | {SENTENCE}", BO)

    assert "So frage ich" in other


async def test_more_than_three_inquiries_a_week_are_too_many(exchange: Exchange) -> None:
    for topic in ("Quorum", "Vergabe", "Evaluation", "Moderation"):
        await make(exchange, CORA, f"| {topic}")
        shown = await exchange.chat(f"!wer fragen {topic} | {SENTENCE}")
        await exchange.chat("ja")
    assert "höchstens 3 Mal" in shown[-1]


# --- answering


@pytest.mark.parametrize("answer", ["ja", "1", "Ja, gern"])
async def test_a_yes_passes_the_contact_on_once(exchange: Exchange, answer: str) -> None:
    await inquire(exchange)
    await exchange.told(CORA)
    [said] = await exchange.chat(answer, CORA)

    assert said.startswith("Danke. Ada Beispiel hat jetzt Ihren Namen")
    told = await exchange.told()
    assert "Ein Kontakt zu »Losverfahren«: Cora Probe: https://matrix.to/#/@cora:example" in told
    assert "Dora" not in told
    await exchange.room.say("1", sender=CORA, room_id=chat_of(CORA), direct=True)
    assert await exchange.told() == ""


@pytest.mark.parametrize(
    ("key", "passed"), [("1️⃣", True), ("✅", True), ("2️⃣", False), ("❌", False)]
)
async def test_a_reaction_is_an_answer(exchange: Exchange, key: str, passed: bool) -> None:
    await inquire(exchange)
    await exchange.told(CORA)
    target = await question_to(exchange, CORA)
    await exchange.room.react(key, target, sender=CORA, room_id=chat_of(CORA), direct=True)

    assert ("Cora Probe" in await exchange.told()) is passed


async def test_nobody_answers_for_somebody_else(exchange: Exchange) -> None:
    await inquire(exchange)
    await exchange.told(CORA)
    target = await question_to(exchange, CORA)
    await exchange.room.react("1️⃣", target, sender=BO, room_id=chat_of(CORA), direct=True)

    assert await exchange.told() == ""
    assert (await people(exchange))[CORA].progress == "asked"


async def test_a_no_passes_nothing_on_and_nobody_learns_of_it(exchange: Exchange) -> None:
    await inquire(exchange)
    [said] = (await exchange.chat("nein", CORA))[-1:]

    assert said.startswith("Gut, ich gebe nichts weiter")
    assert await exchange.told() == ""


async def test_a_no_may_become_a_yes(exchange: Exchange) -> None:
    await inquire(exchange)
    await exchange.chat("nein", CORA)
    target = await question_to(exchange, CORA)
    await exchange.room.react("1️⃣", target, sender=CORA, room_id=chat_of(CORA), direct=True)

    assert "Cora Probe" in await exchange.told()


async def test_a_bare_word_days_later_passes_nothing_on(exchange: Exchange) -> None:
    await inquire(exchange)
    exchange.later(days=2)
    await exchange.chat("ja", CORA)

    assert await exchange.told() == ""


async def test_of_several_inquiries_it_must_be_said_which(exchange: Exchange) -> None:
    await inquire(exchange)
    await exchange.chat(f"!wer fragen Losverfahren | {SENTENCE}", BO)
    await exchange.chat("ja", BO)
    [*_, said] = await exchange.chat("ja", CORA)
    assert said.startswith("Es sind mehrere Anfragen an Sie offen.")
    target = await question_to(exchange, CORA)
    await exchange.chat("ja", CORA, reply_to=target)

    assert "Cora Probe" in await exchange.told()
    assert "Cora Probe" not in await exchange.told(BO)


async def test_other_words_are_no_answer_to_any_of_several(exchange: Exchange) -> None:
    await inquire(exchange)
    await exchange.chat(f"!wer fragen Losverfahren | {SENTENCE}", BO)
    await exchange.chat("ja", BO)
    [*_, said] = await exchange.chat("Gibt es in Bonn Leitlinien?", CORA)

    assert said.startswith("Verstanden als: !leitlinie Bonn")


async def test_an_asker_who_left_gets_nothing(exchange: Exchange) -> None:
    await inquire(exchange)
    exchange.room.outsiders = {ADA}
    [*_, said] = await exchange.chat("ja", CORA)

    assert "ist nicht mehr im Netzwerk" in said
    assert await exchange.told() == ""


# --- after seven days


async def test_silence_and_no_look_the_same(exchange: Exchange) -> None:
    await inquire(exchange)
    await exchange.chat("nein", CORA)
    for _ in range(2):
        await days_pass(exchange, 3.4)
        assert await exchange.told() == ""
    await days_pass(exchange, 0.3)
    told = await exchange.told()

    assert "Zu Ihrer Anfrage »Losverfahren« gab es keine Rückmeldung." in told
    for secret in ("Cora", "Dora", "nein", "abgelehnt"):
        assert secret not in told
    await days_pass(exchange, 30)
    assert await exchange.told() == ""


async def test_of_two_the_one_that_said_yes_is_counted(exchange: Exchange) -> None:
    await inquire(exchange)
    await exchange.chat("ja", CORA)
    await exchange.told()
    await days_pass(exchange, 7.1)

    told = await exchange.told()
    assert "haben Sie einen Kontakt bekommen; von den Übrigen gab es keine Rückmeldung" in told


async def test_if_all_said_yes_nothing_more_is_said(exchange: Exchange) -> None:
    await inquire(exchange)
    for person in (CORA, DORA):
        await exchange.chat("ja", person)
    await exchange.told()
    await days_pass(exchange, 7.1)

    assert await exchange.told() == ""


async def test_after_seven_days_a_yes_is_too_late(exchange: Exchange) -> None:
    await inquire(exchange)
    await exchange.told(CORA)
    await days_pass(exchange, 7.1)
    await exchange.told()
    target = await question_to(exchange, CORA)
    [said] = await exchange.room.react("1️⃣", target, sender=CORA, room_id=chat_of(CORA), direct=True)

    assert said == "Diese Anfrage ist vorbei. Ich gebe nichts weiter."
    assert await exchange.told() == ""


async def test_the_sentence_is_gone_when_it_is_over_and_the_rest_later(exchange: Exchange) -> None:
    await inquire(exchange)
    await exchange.told(CORA)
    await exchange.told(DORA)
    await days_pass(exchange, 7.1)

    assert SENTENCE not in (await everything(exchange.database))
