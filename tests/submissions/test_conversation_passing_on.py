"""What is written in the two threads is passed on once, corrected, or refused in words."""

from typing import Any

import pytest

from commands.conversation.events import File
from storage.conversation import outbox
from tests.support.reviewing import ADA, BO, CORA, QUESTION, Review, asked, in_thread, write
from tests.support.say import MANAGEMENT, NOW


async def from_managers(
    review: Review, number: int, words: str, sender: str = BO, **more: Any
) -> list[str]:
    root = await review.question(number, "management")
    return await review.say(words, sender, thread_root=root, **more)


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
    assert "schon entschieden: angenommen von" in said
    [said] = await review.say(f"!rückfrage {number} Noch etwas?")
    assert "schon entschieden: angenommen von" in said
    assert await review.told() == []
    assert "nicht verstanden" in (await write(review, "Ja, gern!"))[0]


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
    assert f"{ADA} war im Direktchat nicht zu erreichen" in said
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
