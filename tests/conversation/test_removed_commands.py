"""Who removes a command has its answer removed, with all that the answer brought."""

from datetime import timedelta

from commands import COMMANDS
from commands.conversation.command import Arguments, Attachment, Command, CommandContext, Reply
from commands.conversation.posting import file_content
from commands.language.markup import text
from storage.conversation import file_requests, outbox
from storage.conversation.outbox import OutboxPost
from storage.database import Database
from tests.support.look_ups import ADA, answers, edit, meeting, removed
from tests.support.say import NOW, ROOM, Room

# --- removed


async def test_who_removes_a_look_up_removes_its_answer(net: Room) -> None:
    await net.say("!leitlinie Bonn", event_id="$frage", sender=ADA)
    [answer] = net.sent_ids

    await net.redact("$frage", sender=ADA)
    assert removed(net) == [answer]


async def test_edits_of_the_answer_go_with_it(net: Room) -> None:
    await net.say("!leitlinie Kiel", event_id="$frage", sender=ADA)
    await edit(net, "!leitlinie Bonn")

    await net.redact("$frage", sender=ADA)
    assert removed(net) == net.sent_ids[:2]


async def test_what_a_number_brought_goes_with_the_number(net: Room) -> None:
    await net.say("!leitlinie Göppingen", event_id="$frage", sender=ADA)
    await net.say("2", event_id="$zwei", sender=ADA)
    answer = net.sent_ids[-1]

    await net.redact("$zwei", sender=ADA)
    assert removed(net) == [answer]


async def test_after_the_removal_there_is_nothing_to_choose(net: Room) -> None:
    await net.say("!leitlinie Göppingen", event_id="$frage", sender=ADA)
    await net.redact("$frage", sender=ADA)

    assert await net.say("2", sender=ADA) == []


async def test_the_record_of_a_change_stays(net: Room) -> None:
    await meeting(net)
    await net.say("!dabei 1", event_id="$frage", sender=ADA)

    await net.redact("$frage", sender=ADA)
    assert removed(net) == []
    assert await answers(net) == [(ADA, "yes")]


async def test_a_removal_in_another_room_removes_nothing_here(net: Room) -> None:
    await net.say("!leitlinie Bonn", event_id="$frage", sender=ADA)

    await net.redact("$frage", sender=ADA, room_id="!andere:example.org")
    await net.read()
    assert removed(net) == []


async def test_removing_it_twice_is_the_same_as_once(net: Room) -> None:
    await net.say("!leitlinie Bonn", event_id="$frage", sender=ADA)
    await net.redact("$frage", sender=ADA)
    await net.redact("$frage", sender=ADA)

    assert len(removed(net)) == 1


# --- what an answer brings


async def brings(_ctx: CommandContext, _args: Arguments) -> Reply:
    content = file_content("karte.png", "image/png", "m.image")
    return Reply(text("Hier ist die Karte."), attachments=(Attachment("map", {}, content),))


BRING = Command("bringe", brings, Arguments, "Bringt etwas.", "bringe", lookup=True)


async def wanted(database: Database) -> list[str]:
    async with database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT transaction_id FROM file_request")
        return [row["transaction_id"] for row in rows]


async def brought(database: Database) -> None:
    """What is wanted goes into the outbox."""
    async with database.transaction() as tx:
        found = await file_requests.first(tx)
        assert found is not None
        await file_requests.drop(tx, found.transaction_id)
        await outbox.put(tx, ROOM, found.content, found.transaction_id, NOW, file=b"png")


async def test_what_was_wanted_is_so_no_longer_when_the_question_is_gone(
    database: Database,
) -> None:
    net = Room(database, commands=(*COMMANDS, BRING))
    await net.say("!bringe", event_id="$frage", sender=ADA)
    assert await wanted(database) == ["answer-$frage-file-0-1"]

    await net.redact("$frage", sender=ADA)
    assert await wanted(database) == []


async def test_a_file_that_was_brought_is_removed_with_the_question(database: Database) -> None:
    net = Room(database, commands=(*COMMANDS, BRING))
    await net.say("!bringe", event_id="$frage", sender=ADA)
    await brought(database)
    await net.read()

    await net.redact("$frage", sender=ADA)
    assert removed(net) == net.sent_ids[:2]


async def test_an_edit_brings_another_file_in_the_place_of_the_first(database: Database) -> None:
    net = Room(database, commands=(*COMMANDS, BRING))
    await net.say("!bringe", event_id="$frage", sender=ADA)
    await edit(net, "!bringe noch einmal")
    await edit(net, "!bringe")

    assert await wanted(database) == ["answer-$frage-file-2-1"]


async def test_an_edit_takes_away_the_file_that_was_brought(database: Database) -> None:
    net = Room(database, commands=(*COMMANDS, BRING))
    await net.say("!bringe", event_id="$frage", sender=ADA)
    await brought(database)
    await net.read()
    await edit(net, "!hilfe bringe")

    assert removed(net) == [net.sent_ids[1]]


async def test_only_what_begins_with_the_whole_name_belongs_to_it(database: Database) -> None:
    async with database.transaction() as tx:
        for name in ("answer-$a", "answer-$a-edit-1", "answer-$ab", "answer-$"):
            await outbox.put(tx, ROOM, {"body": "x"}, name, NOW)
        said = await outbox.posts_named(tx, "answer-$a")

    assert said == [
        OutboxPost(ROOM, name, "m.room.message") for name in ("answer-$a", "answer-$a-edit-1")
    ]


async def test_an_answer_that_is_long_gone_is_said_anew(net: Room) -> None:
    await net.say("!leitlinie Kiel", event_id="$frage", sender=ADA)
    async with net.database.transaction() as tx:
        await outbox.forget_before(tx, NOW + timedelta(days=1))

    [said] = await edit(net, "!leitlinie Bonn")
    assert said.startswith("Bonn (Stadt")
