"""Several commands in one message: each is answered once, in order, and can be taken back."""

import pytest

from bot.dispatch.meaning import Vocabulary
from commands.conversation.addressing import MOST_COMMANDS
from storage.database import Database
from tests.support.collection_fixtures import shipped
from tests.support.meeting_fixtures import Net
from tests.support.say import MANAGEMENT, MANAGER, Room


async def handled(database: Database) -> int:
    async with database.transaction() as tx:
        [row] = await tx.execute_fetchall("SELECT count(*) AS number FROM handled_event")
    return int(row["number"])


async def test_each_line_is_answered_once_and_below_the_message() -> None:
    async with shipped() as database:
        room = Room(database)
        first, second = await room.say("!leitlinie Bonn\n!leitlinie Kiel", event_id="$two")

        assert "Bonn" in first
        assert "Kiel" in second
        replies = [each["m.relates_to"] for each in room.contents]
        assert replies == [{"m.in_reply_to": {"event_id": "$two"}}] * 2
        assert await room.say("!leitlinie Bonn\n!leitlinie Kiel", event_id="$two") == []


async def test_after_a_crash_between_two_only_the_second_is_left() -> None:
    async with shipped() as database:
        room = Room(database)
        await room.say("!leitlinie Bonn", event_id="$two")

        [second] = await room.say("!leitlinie Bonn\n!leitlinie Kiel", event_id="$two")
        assert "Kiel" in second


async def test_an_edit_edits_each_answer_and_a_removal_takes_each_away() -> None:
    async with shipped() as database:
        room = Room(database)
        await room.say("!leitlinie Bonn\n!leitlinie Kiel", event_id="$two")
        answers = list(room.sent_ids)
        await room.say("!leitlinie Bonn\n!leitlinie Köln", event_id="$edit", replaces="$two")

        edits = [each for each in room.contents if "m.new_content" in each]
        assert [each["m.relates_to"]["event_id"] for each in edits] == answers
        assert "Köln" in edits[1]["body"]
        await room.redact("$two", sender="@ada:example.org")
        removed = [each["redacts"] for each in room.contents if "redacts" in each]
        assert set(answers) <= set(removed)


async def test_a_line_that_an_edit_drops_takes_its_answer_along() -> None:
    async with shipped() as database:
        room = Room(database)
        await room.say("!leitlinie Bonn\n!leitlinie Kiel", event_id="$two")
        _, kiel = list(room.sent_ids)
        await room.say("!leitlinie Bonn", event_id="$edit", replaces="$two")

        assert [each["redacts"] for each in room.contents if "redacts" in each] == [kiel]


async def test_what_was_changed_stays_when_the_message_is_removed(database: Database) -> None:
    net = Net(database)
    await net.create()
    await net.read()
    room = net.room
    await room.say("!termine\n!dabei 1", event_id="$two")
    listed, noted = room.sent_ids[-2:]
    await room.redact("$two", sender="@ada:example.org")

    removed = [each["redacts"] for each in room.contents if "redacts" in each]
    assert listed in removed
    assert noted not in removed


async def test_too_many_are_refused_together(database: Database) -> None:
    room = Room(database, limit=100)
    [said] = await room.say("\n".join(["!hilfe"] * (MOST_COMMANDS + 1)))

    assert said.startswith("In einer Nachricht bearbeite ich höchstens 10 Befehle.")
    assert await handled(database) == 1
    assert len(await room.say("\n".join(["!hilfe"] * MOST_COMMANDS))) == MOST_COMMANDS


async def test_each_counts_for_the_limit_of_its_sender(database: Database) -> None:
    room = Room(database, limit=2)
    said = await room.say("!hilfe\n!hilfe\n!hilfe\n!hilfe")

    assert len(said) == 3
    assert said[-1].startswith("Das waren sehr viele Befehle")


async def test_a_second_command_never_becomes_part_of_a_date(database: Database) -> None:
    net = Net(database)
    lines = "!termin neu online-konferenz »Losverfahren« 14.1.2027 10 Uhr\n!unbekannt am Rhein"
    preview, unknown = await net.say(lines)

    assert "Rhein" not in preview
    assert unknown.startswith("Diesen Befehl kenne ich nicht.")


@pytest.mark.parametrize(
    "below",
    [
        "\n\nViele Grüße\nPetra Muster",
        "\nMit freundlichen Grüßen\nPetra",
        "\n-- \nPetra",
        "\nLG, P.",
    ],
)
async def test_a_signature_below_a_command_is_no_part_of_it(below: str) -> None:
    async with shipped() as database:
        room = Room(database)
        [plain] = await room.say("!leitlinie Bonn")
        assert await room.say(f"!leitlinie Bonn{below}") == [plain]
        [listed] = await room.say("!termine")
        assert await room.say(f"!termine{below}") == [listed]


async def test_a_name_below_a_look_up_is_a_signature_too() -> None:
    async with shipped() as database:
        room = Room(database)
        [plain] = await room.say("!leitlinie Bonn")
        assert await room.say("!leitlinie Bonn\n\nPetra Muster\nStadt Musterhausen") == [plain]


async def test_a_letter_to_a_member_keeps_its_end(database: Database) -> None:
    room = Room(database)
    words = next(c for c in room.commands if c.name == "rückfrage")
    assert words.prose
    assert isinstance(room.dispatch.vocabulary, Vocabulary)
    said = await room.say("!ablehnen 1 Kein Link\n\nViele Grüße\nBea", room_id=MANAGEMENT,
                          sender=MANAGER)  # fmt: skip
    assert said[0].startswith("Eine Einreichung Nr. 1 gibt es nicht.")
