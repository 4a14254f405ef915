"""Very many open submissions of one place: a decision takes as long as it has notices to edit."""

import pytest

from commands.conversation.posting import subject_of
from commands.submissions import notices, undecided
from commands.submissions.undecided import MOST_COMPARED
from storage.conversation import outbox
from storage.submissions import submissions
from tests.support.growth import calls, instructions
from tests.support.reviewing import LINK, Review, blank
from tests.support.say import MANAGEMENT, NOW


async def put_many(review: Review, count: int, place: str = "Köln") -> int:
    """Open ones of the place with titles of their own, each with its notice; the first one."""
    first = await review.submit(place)
    async with review.database.transaction() as tx:
        like = await submissions.get(tx, first)
        assert like is not None
        for index in range(1, count):
            title = f"Leitlinien {chr(97 + index % 26) * 9} {chr(97 + index // 26) * 9}"
            fields = {"municipality_id": like.municipality_id, "title": title, "url": LINK}
            new = await submissions.add(tx, blank(place, **fields))
            name = notices.notice_of(new.submission_id)
            subject = subject_of(notices.KIND, new.submission_id)
            await outbox.put(tx, MANAGEMENT, {}, name, NOW, subject=subject)
        await tx.execute("UPDATE outbox SET state = 'sent', event_id = transaction_id")
    return first


async def work(review: Review, count: int, place: str) -> tuple[int, int]:
    """Of accepting one of so many: what SQLite does, and the functions called."""
    first = await put_many(review, count, place)
    in_database = 0

    async def accept() -> None:
        nonlocal in_database

        async def say() -> None:
            said = await review.say(f"!annehmen {first}")
            assert len(said) == count + 1

        in_database = await instructions(review.database, say)

    called = await calls(accept)
    return in_database, called


@pytest.mark.slow
async def test_accepting_takes_work_that_grows_with_the_open_ones_and_no_faster(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undecided, "MOST_COMPARED", 15)
    few = await work(review, 15, "Köln")
    many = await work(review, 60, "Bonn")

    assert many[0] < 6 * few[0]
    assert many[1] < 6 * few[1]


async def test_each_notice_is_edited_and_names_others_of_the_same(review: Review) -> None:
    await put_many(review, 5)
    told = await review.say("!annehmen 1")
    for number in (2, 3, 4, 5):
        [edit] = [each for each in told if f"Einreichung Nr. {number}: Köln" in each]
        others = [other for other in (2, 3, 4, 5) if other != number]
        assert all(f"Einreichung Nr. {other}" in edit for other in others)


@pytest.mark.parametrize("count", [MOST_COMPARED + 10])
async def test_of_very_many_the_oldest_are_named(review: Review, count: int) -> None:
    await put_many(review, count)
    told = await review.say("!annehmen 1")
    [edit] = [each for each in told if f"Einreichung Nr. {count}: Köln" in each]
    assert "Einreichung Nr. 2," in edit
    assert f"Einreichung Nr. {MOST_COMPARED + 1}" in edit
    assert f"Einreichung Nr. {MOST_COMPARED + 2}" not in edit
