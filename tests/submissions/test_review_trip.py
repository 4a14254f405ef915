"""The whole way: a member submits, link and file are looked at, the management decides."""

from dataclasses import replace
from typing import Any

from commands.conversation.events import File
from commands.submissions.intake import examined
from storage.submissions import submissions
from tests.support.reviewing import ADA, BO, CORA, SHA, Review
from tests.support.say import MANAGEMENT, ROOM

LINE = "!einreichen Köln https://www.koeln.example/leitlinien | Leitlinien | beschlossen 2018"
PDF = File("leitlinien.pdf", {"url": "mxc://example.org/pdf"}, encrypted=True)
STORED = {"state": "stored", "sha256": SHA, "kind": "PDF", "bytes": 1000}


async def submit(review: Review, line: str = LINE, **more: Any) -> int:
    """The number; receipt read, nothing looked at yet."""
    await review.room.say(line, sender=ADA, event_id="$einreichung", **more)
    async with review.database.transaction() as tx:
        found = await submissions.by_event(tx, "$einreichung")
    assert found is not None
    return found.submission_id


async def look(review: Review, number: int, **file: Any) -> None:
    async with review.database.transaction() as tx:
        known = await submissions.file_of(tx, number)
        looked_at = None if known is None else replace(known, **file)
        await examined(review.room.context(tx), number, "OK", looked_at)


async def test_from_one_line_to_the_look_up(review: Review) -> None:
    number = await submit(review)
    assert await review.room.read(MANAGEMENT) == []
    review.restart()
    await look(review, number)
    review.restart()
    _, said = await review.react("✅", number)
    review.restart()

    assert "ist angenommen" in said
    assert any("ist angenommen" in told for told in await review.told())
    [shown] = await review.room.say("!leitlinie köln", sender=ADA)
    assert "Leitlinien. Stand: beschlossen. Beschluss: 2018." in shown
    assert "https://www.koeln.example/leitlinien" in shown
    steps = [what for _, what, _ in await review.steps(number)]
    assert steps == ["submitted", "checked", "accepted"]


async def test_an_encrypted_file_alone_becomes_a_document_of_the_entry(review: Review) -> None:
    number = await submit(review, "!einreichen Köln", replied_file=PDF, reply_to="$datei")
    await look(review, number, **STORED)
    notice = (await review.room.read(MANAGEMENT))[0]
    assert "– Dokument: neu »leitlinien.pdf«" in notice

    await review.say(f"!annehmen {number}")
    [shown] = await review.room.say("!leitlinie Köln", sender=ADA)
    assert "Ein Dokument ist gespeichert: leitlinien.pdf" in shown


async def test_a_file_that_comes_late_renews_the_notice_and_can_be_accepted(
    review: Review,
) -> None:
    number = await submit(review, "!einreichen Köln", replied_file=PDF, reply_to="$datei")
    await look(review, number, state="unreachable", attempts=1)
    assert "Sie ließ sich bisher nicht holen" in (await review.room.read(MANAGEMENT))[0]
    assert "nicht holen ließ" in (await review.say(f"!annehmen {number}"))[0]

    await look(review, number, **STORED)
    [edited] = await review.room.read(MANAGEMENT)
    assert "geprüft und gespeichert" in edited
    assert "ist angenommen" in (await review.say(f"!annehmen {number}"))[-1]


async def test_an_edit_while_it_is_open_reaches_the_management_twice_over(review: Review) -> None:
    number = await submit(review)
    await look(review, number)
    root = await review.notice(number)

    await review.room.say(LINE.replace("2018", "2019"), sender=ADA, replaces="$einreichung")
    told, edited = await review.room.read(MANAGEMENT)
    assert told.startswith(f"Einreichung Nr. {number} wurde geändert.")
    assert "– Beschluss: neu 2019" in edited
    relations = [content["m.relates_to"] for content in review.room.contents[-2:]]
    assert [relation["event_id"] for relation in relations] == [root, root]


async def test_what_is_withdrawn_can_neither_be_decided_nor_asked(review: Review) -> None:
    number = await submit(review)
    await look(review, number)
    await review.notice(number)

    await review.room.redact("$einreichung", sender=ADA)
    [edited] = await review.room.read(MANAGEMENT)
    assert f"Stand: zurückgezogen von {ADA}" in edited
    for words in ("annehmen {}", "ablehnen {} Veraltet", "rückfrage {} Warum?"):
        [said] = await review.say("!" + words.format(number))
        assert f"schon entschieden: zurückgezogen von {ADA}" in said


async def test_question_answer_and_refusal_in_one_go(review: Review) -> None:
    number = await submit(review)
    await look(review, number)
    await review.notice(number)
    await review.say(f"!rückfrage {number} Ist das die letzte Fassung?", BO)
    root = await review.question(number, "member")
    await review.room.say("Leider nein.", sender=ADA, direct=True, thread_root=root)
    await review.say(f"!ablehnen {number} Bitte die letzte Fassung.", CORA)

    told = await review.told()
    assert "Grund: »Bitte die letzte Fassung.«" in told[-1]
    [said] = await review.say(f"!einreichung {number}")
    for step in (
        f"eingereicht von {ADA}",
        "geprüft vom Bot",
        f"Rückfrage von {BO}: »Ist das die letzte Fassung?«",
        f"Antwort von {ADA}: »Leider nein.«",
        f"abgelehnt von {CORA}: »Bitte die letzte Fassung.«",
    ):
        assert step in said
    [own] = await review.room.say(f"!einreichung {number}", sender=ADA, direct=True)
    assert CORA not in own
    assert BO not in own


async def test_a_stranger_sees_nothing_of_it(review: Review) -> None:
    number = await submit(review)
    other = "@dan:example.org"

    [mine] = await review.room.say(f"!einreichung {number}", sender=other, room_id=ROOM)
    [unknown] = await review.room.say("!einreichung 999", sender=other, room_id=ROOM)
    assert mine.replace(str(number), "N") == unknown.replace("999", "N")
