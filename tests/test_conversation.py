"""A question of the management and its answer, carried by the bot in both directions."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from commands.command import File
from storage import dialogues, outbox
from storage.dialogues import Dialogue
from tests.collection_fixtures import shipped
from tests.reviewing import ADA, BO, CORA, Review
from tests.say import MANAGEMENT, NOW, ROOM

CHAT = "!direkt:example.org"
QUESTION = "Gilt die Fassung von <b>2014</b> noch?"


@pytest.fixture
async def review() -> AsyncIterator[Review]:
    async with shipped() as database:
        yield Review(database)


async def asked(review: Review, place: str = "Köln") -> int:
    """The number of a submission with a question that was sent."""
    number = await review.submit(place)
    await review.notice(number)
    await review.say(f"!rückfrage {number} {QUESTION}")
    await review.told()
    return number


async def write(review: Review, words: str, sender: str = ADA, **more: Any) -> list[str]:
    """In the direct chat."""
    return await review.room.say(words, sender=sender, room_id=CHAT, direct=True, **more)


async def in_thread(review: Review, number: int, words: str, sender: str = ADA) -> list[str]:
    root = await review.question(number, "member")
    return await write(review, words, sender, thread_root=root)


async def from_managers(
    review: Review, number: int, words: str, sender: str = BO, **more: Any
) -> list[str]:
    root = await review.question(number, "management")
    return await review.say(words, sender, thread_root=root, **more)


# --- the question


async def test_a_question_opens_a_thread_on_each_side(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)

    root, said = await review.say(f"!rückfrage {number} {QUESTION}")
    assert root.startswith(f"Rückfrage zu Einreichung Nr. {number} (Köln)\n\n{BO} fragt {ADA}:")
    assert "ohne Ihren Namen zu nennen" in root
    assert said.startswith(f"Ihre Rückfrage zu Einreichung Nr. {number} geht im direkten Chat")
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
        ({"submitter": BO}, "ist von Ihnen selbst"),
        ({"submitter": None}, "ist nicht mehr gespeichert"),
        ({"state": "withdrawn"}, "nicht mehr zu entscheiden: zurückgezogen"),
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

    assert "rückfrage <Nr> <Frage>" in (await review.say(f"!rückfrage {number}"))[0]
    assert "gibt es nicht" in (await review.say(f"!rückfrage 99 {QUESTION}"))[0]
    assert "rückfrage <Nr> <Frage>" in (await review.say(f"!rueckfrage {number} " + "x" * 3001))[0]


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
    assert "kenne ich nicht" in (await write(review, "Danke und Gruß"))[0]


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
        await dialogues.put(tx, Dialogue(ADA, "another", "place", {}, NOW))

    assert "weitergegeben" not in (await write(review, "Köln"))[0]
    assert await review.room.read(MANAGEMENT) == []
    assert "weitergegeben" in (await in_thread(review, number, "Ja."))[0]


async def test_without_a_question_plain_words_are_a_command(review: Review) -> None:
    await review.submit()

    assert "kenne ich nicht" in (await write(review, "Ja."))[0]


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


# --- what the managers write


async def test_managers_write_on_in_their_thread(review: Review) -> None:
    number = await asked(review)
    await in_thread(review, number, "Ja.")

    assert await from_managers(review, number, "Danke! Haben Sie einen Link?", CORA) == []
    assert await review.told() == [
        "Das Netzwerkmanagement schreibt:\n\nDanke! Haben Sie einen Link?"
    ]
    root = await review.question(number, "member")
    assert review.room.contents[-1]["m.relates_to"]["event_id"] == root
    assert (await review.steps(number))[-1] == (CORA, "asked", "Danke! Haben Sie einen Link?")


async def test_a_command_in_the_thread_is_not_passed_on(review: Review) -> None:
    number = await asked(review)

    [said] = await from_managers(review, number, "!offen")
    assert "wartet auf eine Entscheidung" in said
    assert await review.told() == []


async def test_who_may_not_write_in_the_management_room_is_not_passed_on(review: Review) -> None:
    number = await asked(review)

    assert await from_managers(review, number, "Hallo!", "@dan:example.org") == []
    assert await review.told() == []


async def test_ordinary_talk_in_the_management_room_is_not_passed_on(review: Review) -> None:
    await asked(review)

    assert await review.say("Was meinen Sie dazu?") == []
    assert await review.say("Was meinen Sie dazu?", thread_root="$anderes") == []
    assert await review.told() == []


# --- corrections, files, limits


async def test_an_edited_answer_is_passed_on_as_a_correction(review: Review) -> None:
    number = await asked(review)
    await write(review, "Seit 2041.", event_id="$antwort")
    await review.room.read(MANAGEMENT)

    assert "weitergegeben" in (await write(review, "Seit 2014.", replaces="$antwort"))[0]
    assert await review.room.read(MANAGEMENT) == [
        f"{ADA} berichtigt die eigene Antwort:\n\nSeit 2014."
    ]
    assert (await review.steps(number))[-1] == (ADA, "answered", "Seit 2014.")


async def test_an_edited_line_of_the_managers_is_passed_on_as_a_correction(
    review: Review,
) -> None:
    number = await asked(review)
    await from_managers(review, number, "Bis Freitag?", event_id="$zeile")
    await review.told()

    assert await review.say("Bis Montag?", replaces="$zeile") == []
    assert await review.told() == ["Das Netzwerkmanagement berichtigt:\n\nBis Montag?"]


async def test_an_edit_of_anything_else_is_not_passed_on(review: Review) -> None:
    await asked(review)

    await write(review, "Etwas anderes", replaces="$etwas")
    assert await review.room.read(MANAGEMENT) == []


async def test_a_file_is_not_passed_on_and_the_member_knows(review: Review) -> None:
    number = await asked(review)
    root = await review.question(number, "member")
    file = File("a.pdf", {"url": "mxc://example.org/a"}, encrypted=False)

    [said] = await write(review, "a.pdf", thread_root=root, file=file)
    assert said.startswith("Eine Datei kann ich auf diesem Weg nicht weitergeben.")
    assert await review.room.read(MANAGEMENT) == []


async def test_what_is_too_long_is_not_passed_on(review: Review) -> None:
    number = await asked(review)

    [said] = await in_thread(review, number, "x" * 3001)
    assert said.startswith("Das ist zu lang")
    [said] = await from_managers(review, number, "x" * 3001)
    assert said.startswith("Das ist zu lang")
    assert await review.told() == []


@pytest.mark.parametrize("odd", ["\ud83d", "\0", "\u202e", "\x1b[31m"])
async def test_what_cannot_be_shown_is_not_passed_on(review: Review, odd: str) -> None:
    number = await asked(review)

    assert "weitergegeben" in (await in_thread(review, number, f"Ja {odd} gern"))[0]
    [said] = await review.room.read(MANAGEMENT)
    assert all(character.isprintable() or character == "\n" for character in said)
    assert "keinen Text" in (await in_thread(review, number, "\u200b"))[0]


async def test_lines_are_kept(review: Review) -> None:
    number = await asked(review)

    await in_thread(review, number, "Erstens\nZweitens")
    assert await review.room.read(MANAGEMENT) == [f"{ADA} antwortet:\n\nErstens\nZweitens"]
    assert "Erstens<br>Zweitens" in review.room.contents[-1]["formatted_body"]


# --- when it is decided


async def test_after_the_decision_nothing_is_passed_on(review: Review) -> None:
    number = await asked(review)
    await review.say(f"!annehmen {number}")
    await review.told()

    [said] = await in_thread(review, number, "Ja!")
    assert said == (
        f"Das habe ich nicht weitergegeben, denn Ihre Einreichung Nr. {number} ist abgeschlossen."
        f" Wie sie ausgegangen ist, zeigt !einreichung {number}"
    )
    [said] = await from_managers(review, number, "Danke!")
    assert "nicht mehr zu entscheiden: angenommen von" in said
    [said] = await review.say(f"!rückfrage {number} Noch etwas?")
    assert "nicht mehr zu entscheiden: angenommen von" in said
    assert await review.told() == []
    assert "kenne ich nicht" in (await write(review, "Ja, gern!"))[0]


async def test_a_forgotten_submitter_is_written_to_no_more(review: Review) -> None:
    number = await asked(review)
    await review.change(number, submitter=None)

    [said] = await from_managers(review, number, "Hallo?")
    assert "ist nicht mehr gespeichert" in said
    await in_thread(review, number, "Hallo!")
    assert await review.room.read(MANAGEMENT) == []


async def test_the_management_hears_if_a_question_does_not_arrive(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)
    await review.say(f"!rückfrage {number} {QUESTION}")
    async with review.database.transaction() as tx:
        await outbox.fail_room(tx, ADA, "403", NOW)

    [said] = await review.room.read(MANAGEMENT)
    assert f"{ADA} war im direkten Chat nicht zu erreichen" in said
    assert QUESTION in said
    assert review.room.contents[-1]["m.relates_to"]["event_id"] == root


# --- restarts


async def test_the_conversation_goes_on_after_a_restart_between_any_two_steps(
    review: Review,
) -> None:
    number = await review.submit()
    await review.notice(number)
    review.restart()
    await review.say(f"!rückfrage {number} {QUESTION}")
    review.restart()
    assert len(await review.told()) == 1
    review.restart()
    assert "weitergegeben" in (await in_thread(review, number, "Ja."))[0]
    review.restart()
    assert f"{ADA} antwortet:\n\nJa." in await review.room.read(MANAGEMENT)
    review.restart()
    await from_managers(review, number, "Danke!")
    review.restart()
    assert await review.told() == ["Das Netzwerkmanagement schreibt:\n\nDanke!"]
    [said] = await review.say("!offen")
    assert "zuletzt schrieb das Netzwerkmanagement" in said


async def test_the_same_answer_again_is_passed_on_once(review: Review) -> None:
    await asked(review)

    await write(review, "Ja.", event_id="$einmal")
    await write(review, "Ja.", event_id="$einmal")
    assert len(await review.room.read(MANAGEMENT)) == 1
