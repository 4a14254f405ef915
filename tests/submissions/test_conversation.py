"""A question of the management reaches the member, and the answer the management."""

import pytest

from storage.conversation import awaited
from tests.support.reviewing import ADA, BO, CORA, QUESTION, Review, asked, in_thread, write
from tests.support.say import MANAGEMENT, NOW, ROOM
from tests.support.talk import in_dialogue

# --- the question


async def test_a_question_opens_a_thread_on_each_side(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)

    root, said = await review.say(f"!rückfrage {number} {QUESTION}")
    assert root.startswith(f"Rückfrage zu Einreichung Nr. {number} (Köln)\n\n{BO} fragt {ADA}:")
    assert "ohne Ihren Namen zu nennen" in root
    assert said.startswith(f"Ihre Rückfrage zu Einreichung Nr. {number} geht im Direktchat")
    [told] = await review.told()
    assert told.split("\n\n")[:2] == [
        f"Rückfrage zu Ihrer Einreichung Nr. {number} (Köln)",
        f"Das Netzwerkmanagement fragt: »{QUESTION}«",
    ]
    assert "<b>" not in review.room.contents[-1]["formatted_body"]
    assert BO not in told
    assert await review.steps(number) == [(ADA, "submitted", ""), (BO, "asked", QUESTION)]


async def test_a_second_question_stands_in_the_same_threads(review: Review) -> None:
    number = await asked(review)
    here, there = [await review.question(number, side) for side in ("management", "member")]

    [again, _] = await review.say(f"!rückfrage {number} Und seit wann?", CORA)
    assert again == f"{CORA} fragt: »Und seit wann?«"
    assert review.room.contents[-2]["m.relates_to"]["event_id"] == here
    [told] = await review.told()
    assert "»Und seit wann?«" in told
    assert review.room.contents[-1]["m.relates_to"]["event_id"] == there


async def test_a_question_can_be_asked_while_link_and_file_are_checked(review: Review) -> None:
    number = await review.submit(state="checking")

    assert len(await review.say(f"!rückfrage {number} {QUESTION}")) == 2


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"submitter": BO}, "ist Ihre eigene"),
        ({"submitter": None}, "ist nicht mehr gespeichert"),
        ({"state": "withdrawn"}, "schon entschieden: zurückgezogen"),
    ],
)
async def test_what_cannot_be_asked(review: Review, fields: dict[str, str], why: str) -> None:
    number = await review.submit()
    await review.notice(number)
    await review.change(number, **fields)

    [said] = await review.say(f"!rückfrage {number} {QUESTION}")
    assert why in said
    assert await review.told() == []


async def test_a_question_needs_words_and_a_number_that_exists(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)

    assert (
        "Zu welcher Einreichung, und was möchten Sie wissen?"
        in (await review.say(f"!rückfrage {number}"))[0]
    )
    assert "gibt es nicht" in (await review.say(f"!rückfrage 99 {QUESTION}"))[0]
    assert (
        "Zu welcher Einreichung, und was möchten Sie wissen?"
        in (await review.say(f"!rueckfrage {number} " + "x" * 3001))[0]
    )


# --- answers


async def test_an_answer_in_the_thread_reaches_the_management(review: Review) -> None:
    number = await asked(review)

    assert await in_thread(review, number, "Ja, <i>sie</i> gilt.") == [
        "Ich habe Ihre Antwort an das Netzwerkmanagement weitergegeben."
    ]
    assert await review.room.read(MANAGEMENT) == [f"{ADA} antwortet:\n\nJa, <i>sie</i> gilt."]
    content = review.room.contents[-1]
    assert content["m.relates_to"]["event_id"] == await review.question(number, "management")
    assert "<i>" not in content["formatted_body"]
    assert (await review.steps(number))[-1] == (ADA, "answered", "Ja, <i>sie</i> gilt.")


async def test_an_answer_may_be_a_reply_to_the_question(review: Review) -> None:
    number = await asked(review)
    root = await review.question(number, "member")

    await write(review, "Ja.", reply_to=root)
    assert await review.room.read(MANAGEMENT) == [f"{ADA} antwortet:\n\nJa."]


@pytest.mark.parametrize("words", ["Ja.", "nein", "Sie gilt noch bis 2030."])
async def test_plain_words_answer_the_only_question(review: Review, words: str) -> None:
    await asked(review)

    [said] = await write(review, words)
    assert "weitergegeben" in said
    assert await review.room.read(MANAGEMENT) == [f"{ADA} antwortet:\n\n{words}"]


async def test_who_has_just_answered_may_go_on(review: Review) -> None:
    await asked(review)
    await write(review, "Ja.")

    review.room.now = NOW.replace(minute=29)
    assert "weitergegeben" in (await write(review, "Und seit 2015 auch in Leichter Sprache."))[0]
    review.room.now = NOW.replace(hour=10)
    assert await write(review, "Danke und Gruß") == ["Gern."]


@pytest.mark.parametrize("words", ["hilfe", "Meine", "leitlinie Bonn", "!hilfe", "kontakt"])
async def test_a_command_is_no_answer(review: Review, words: str) -> None:
    number = await asked(review)

    [said] = await write(review, words)
    assert "weitergegeben" not in said
    assert await review.room.read(MANAGEMENT) == []
    assert (await review.steps(number))[-1][1] == "asked"


async def test_a_command_word_in_the_thread_is_an_answer(review: Review) -> None:
    number = await asked(review)

    assert "weitergegeben" in (await in_thread(review, number, "kontakt"))[0]


async def test_with_two_questions_plain_words_ask_which_one(review: Review) -> None:
    first = await asked(review)
    second = await asked(review, "Bonn")

    [said] = await write(review, "Ja, sie gilt.")
    assert said.startswith("Es gibt 2 Rückfragen an Sie, zu den Einreichungen")
    assert f"Nr. {first}, Nr. {second}." in said
    assert await review.room.read(MANAGEMENT) == []
    assert "weitergegeben" in (await in_thread(review, second, "Ja, sie gilt."))[0]


async def test_who_is_in_a_dialogue_answers_that(review: Review) -> None:
    number = await asked(review)
    async with review.database.transaction() as tx:
        await awaited.put(tx, in_dialogue(ADA, "submission", "place", {}))

    assert "weitergegeben" not in (await write(review, "Köln"))[0]
    assert await review.room.read(MANAGEMENT) == []
    assert "weitergegeben" in (await in_thread(review, number, "Ja."))[0]


async def test_who_is_in_a_dialogue_answers_that_also_when_the_question_came_later(
    review: Review,
) -> None:
    async with review.database.transaction() as tx:
        await awaited.put(tx, in_dialogue(ADA, "submission", "place", {}))
    await asked(review)

    assert "weitergegeben" not in (await write(review, "Köln"))[0]
    assert await review.room.read(MANAGEMENT) == []


async def test_without_a_question_plain_words_are_a_command(review: Review) -> None:
    await review.submit()

    assert "Das habe ich leider nicht verstanden" in (await write(review, "Ja."))[0]


@pytest.mark.parametrize("sender", ["@dan:example.org", BO])
async def test_a_stranger_in_the_thread_is_not_heard(review: Review, sender: str) -> None:
    number = await asked(review)

    await in_thread(review, number, "Ich bin es!", sender)
    assert await review.room.read(MANAGEMENT) == []
    assert (await review.steps(number))[-1][1] == "asked"


async def test_a_thread_in_another_room_is_not_heard(review: Review) -> None:
    number = await asked(review)
    root = await review.question(number, "member")

    assert await review.room.say("Ja.", sender=ADA, room_id=ROOM, thread_root=root) == []
    assert await review.room.read(MANAGEMENT) == []
