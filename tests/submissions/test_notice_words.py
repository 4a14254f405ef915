"""What the management reads of a decided submission: sentences with one full stop each."""

import pytest

from commands.submissions.texts.notices import ended
from tests.support.reviewing import Review


async def edited_notice(review: Review) -> str:
    edits = [
        each["m.new_content"]["body"] for each in review.room.contents if "m.new_content" in each
    ]
    return str(edits[-1])


async def test_of_a_file_alone_no_empty_list_is_shown_after_the_decision(review: Review) -> None:
    number = await review.submit(url=None, file={"name": "leitlinien.pdf"})
    await review.say(f"!ablehnen {number} Das ist nur ein Entwurf.")

    notice = await edited_notice(review)
    assert "Eingereicht wurde eine Datei.\n" in notice
    assert "Eingereicht wurde:" not in notice
    assert "leitlinien.pdf" in notice


async def test_a_reason_that_ends_with_a_full_stop_gets_no_second_one(review: Review) -> None:
    number = await review.submit()
    await review.say(f"!ablehnen {number} Das ist nur ein Entwurf.")

    notice = await edited_notice(review)
    assert "Grund: »Das ist nur ein Entwurf.«\n" in notice
    [again] = await review.say(f"!annehmen {number}")
    assert "Entwurf.« Dabei bleibt es." in again


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Stand: offen", "Stand: offen."),
        ("Grund: »doppelt«", "Grund: »doppelt«."),
        ("Grund: »Warum?«", "Grund: »Warum?«"),
    ],
)
def test_a_sentence_ends_with_one_mark(said: str, read: str) -> None:
    assert ended(said) == read
