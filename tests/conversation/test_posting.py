"""What is said becomes rows: answers, threads, edits, reactions, files, and substitutes."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from commands.about import housekeeping
from commands.conversation.events import Message, Reaction
from commands.conversation.posting import (
    answer,
    by_transaction_id,
    post,
    post_file,
    referred,
    relation_to,
    remove,
    resolved,
    rewrite,
    to_person,
)
from commands.language.markup import Text, text
from storage.conversation import outbox, queues
from storage.conversation.outbox import Fallback, OutgoingEvent
from storage.database import Database
from storage.matrix import direct_chats, rooms
from storage.matrix.direct_chats import DirectChat
from tests.support.say import MANAGEMENT, NOW, ROOM, Room

ADA, CHAT = "@ada:example.org", "!direkt:example.org"
HELLO = text("Guten Tag")


async def rows(database: Database) -> Sequence[dict[str, Any]]:
    async with database.transaction() as tx:
        found = await tx.execute_fetchall("SELECT * FROM outbox ORDER BY outbox_id")
    return [dict(row) | {"content": json.loads(row["content"])} for row in found]


async def say_here(room: Room, to: str, words: Text, name: str, **options: Any) -> None:
    async with room.database.transaction() as tx:
        await post(room.context(tx), to, words, name, **options)


async def sent(room: Room, to: str = ROOM) -> list[dict[str, Any]]:
    before = len(room.contents)
    await room.read(to)
    return room.contents[before:]


async def fail(database: Database, room_id: str = ROOM) -> None:
    async with database.transaction() as tx:
        await outbox.fail_room(tx, room_id, "403", NOW)


async def test_what_is_said_unasked_is_heard_and_names_whom_it_is_for(room: Room) -> None:
    room.names = {ADA: "Ada <b>Beispiel</b>"}
    async with room.database.transaction() as tx:
        ctx = room.context(tx)
        await post(ctx, ROOM, to_person(ctx, ADA, HELLO), "named")
        await post(ctx, ROOM, to_person(ctx, "@bo:example.org", HELLO), "nameless")
        await post(ctx, ROOM, HELLO, "for all")
        await post(ctx, ROOM, to_person(ctx, ADA, HELLO), "asked for", silent=True)

    named, nameless, for_all, asked_for = await sent(room)
    assert {each["msgtype"] for each in (named, nameless, for_all)} == {"m.text"}
    assert named["body"] == "Ada <b>Beispiel</b>: Guten Tag"
    assert named["formatted_body"] == (
        '<p><a href="https://matrix.to/#/@ada:example.org">Ada &lt;b&gt;Beispiel&lt;/b&gt;</a>'
        ": Guten Tag</p>"
    )
    assert named["m.mentions"] == {"user_ids": [ADA]}
    assert nameless["body"] == "Guten Tag"
    assert nameless["formatted_body"] == "<p>Guten Tag</p>"
    assert nameless["m.mentions"] == {"user_ids": ["@bo:example.org"]}
    assert for_all["m.mentions"] == {}
    assert (asked_for["msgtype"], asked_for["m.mentions"]) == ("m.notice", {})


async def test_reactions_are_placed_on_the_message_in_their_order(room: Room) -> None:
    await say_here(room, ROOM, HELLO, "t", reactions=("✅", "❌"))

    said, yes, no = await sent(room)
    assert said["body"] == "Guten Tag"
    for reaction, key in ((yes, "✅"), (no, "❌")):
        relation = reaction["m.relates_to"]
        assert relation == {"rel_type": "m.annotation", "event_id": "$sent1", "key": key}


def test_an_answer_stands_below_the_event_that_is_meant() -> None:
    """Of what a reaction chose: not below the reaction."""
    event = Message(ROOM, "@ada:example.org", "$reaktion", "eintrag 1", NOW, below="$wahl")
    assert relation_to(event) == {"m.relates_to": {"m.in_reply_to": {"event_id": "$wahl"}}}


async def test_a_post_in_a_thread_hangs_below_what_was_said_before(room: Room) -> None:
    await say_here(room, ROOM, HELLO, "t")
    await say_here(room, ROOM, HELLO, "u", thread="t")

    _, below = await sent(room)
    assert below["m.relates_to"] == {
        "rel_type": "m.thread",
        "event_id": "$sent1",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$sent1"},
    }


async def test_the_thread_of_something_that_was_never_said_is_no_thread(room: Room) -> None:
    await say_here(room, ROOM, HELLO, "t")
    await fail(room.database)
    await say_here(room, ROOM, HELLO, "u", thread="t")

    [alone] = await sent(room)
    assert "m.relates_to" not in alone


async def test_an_edit_replaces_the_text_and_shows_it_to_those_who_know_no_edits(
    room: Room,
) -> None:
    await say_here(room, ROOM, HELLO, "t")
    async with room.database.transaction() as tx:
        await rewrite(room.context(tx), ROOM, text("Auf Wiedersehen"), "t", 1)

    _, edit = await sent(room)
    assert edit["body"] == "* Auf Wiedersehen"
    assert edit["m.new_content"]["body"] == "Auf Wiedersehen"
    assert edit["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$sent1"}


async def test_an_edit_of_something_that_was_never_said_is_said_as_it_is(room: Room) -> None:
    await say_here(room, ROOM, HELLO, "t")
    await fail(room.database)
    async with room.database.transaction() as tx:
        await rewrite(room.context(tx), ROOM, text("Auf Wiedersehen"), "t", 1)

    [fresh] = await sent(room)
    assert fresh["body"] == "Auf Wiedersehen"
    assert "m.relates_to" not in fresh


async def test_the_same_revision_is_said_once(room: Room) -> None:
    for _ in range(2):
        async with room.database.transaction() as tx:
            await rewrite(room.context(tx), ROOM, HELLO, "t", 1)

    assert len(await rows(room.database)) == 1


async def test_what_was_said_can_be_removed(room: Room) -> None:
    await say_here(room, ROOM, HELLO, "t")
    async with room.database.transaction() as tx:
        await remove(room.context(tx), ROOM, "t")

    _, redaction = await rows(room.database)
    assert redaction["event_type"] == "m.room.redaction"
    assert (await sent(room))[1]["redacts"] == "$sent1"


def test_of_a_reaction_to_nothing_nothing_is_left() -> None:
    relation = {"rel_type": "m.annotation", "event_id": by_transaction_id("t"), "key": "✅"}

    assert resolved({"m.relates_to": relation}, {}) is None


def test_what_refers_to_nothing_stays_as_it_is() -> None:
    content = {"body": "x", "m.mentions": {}, "n": [1, {"a": None}]}

    assert referred(content) == set()
    assert resolved(content, {}) == content


def test_an_answer_to_a_reaction_stands_in_a_thread_below_what_it_was_put_on() -> None:
    reaction = Reaction(MANAGEMENT, ADA, "$r", "✅", "$notice", NOW)

    relation = answer(HELLO, reaction, "t")["m.relates_to"]
    assert relation == {
        "rel_type": "m.thread",
        "event_id": "$notice",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$notice"},
    }


def test_an_answer_in_a_thread_names_the_message_it_answers() -> None:
    message = Message(ROOM, ADA, "$e", "", NOW, thread_root="$root")

    relation = answer(HELLO, message, "t")["m.relates_to"]
    assert relation == {
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": False,
        "m.in_reply_to": {"event_id": "$e"},
    }


async def test_what_is_meant_for_a_person_waits_until_the_chat_is_open_and_joined(
    room: Room,
) -> None:
    await say_here(room, ADA, HELLO, "t")
    async with room.database.transaction() as tx:
        [head] = await outbox.heads(tx)
        assert head.room_id == ADA
        await rooms.entered(tx, CHAT, NOW)
        await direct_chats.opened(tx, DirectChat(ADA, CHAT, "invite"), NOW)
        assert await outbox.heads(tx) == []
        await direct_chats.opened(tx, DirectChat(ADA, CHAT, "join"), NOW)
        [head] = await outbox.heads(tx)
    assert head.room_id == CHAT

    await say_here(room, ADA, HELLO, "u")
    assert [row["room_id"] for row in await rows(room.database)] == [CHAT, CHAT]


async def test_a_lost_chat_gives_back_what_waited_there(room: Room) -> None:
    chat = DirectChat(ADA, CHAT, "join")
    async with room.database.transaction() as tx:
        await direct_chats.opened(tx, chat, NOW)
    await say_here(room, ADA, HELLO, "t")
    async with room.database.transaction() as tx:
        await direct_chats.lost(tx, chat)

    assert [row["room_id"] for row in await rows(room.database)] == [ADA]


async def test_who_has_not_accepted_the_invitation_is_no_fault_of_the_queue(room: Room) -> None:
    async with room.database.transaction() as tx:
        await direct_chats.opened(tx, DirectChat(ADA, CHAT, "invite"), NOW)
    await say_here(room, ADA, HELLO, "t")

    async with room.database.transaction() as tx:
        assert (await queues.to_rooms(tx)).oldest_at is None


async def test_who_does_not_accept_for_a_month_is_told_otherwise(room: Room) -> None:
    async with room.database.transaction() as tx:
        await direct_chats.opened(tx, DirectChat(ADA, CHAT, "invite"), NOW)
    await say_here(room, ADA, HELLO, "t", fallback=Fallback(ROOM, {"body": "Ersatz"}))
    room.now = NOW + timedelta(days=30)
    for said in ([], ["Ersatz"]):
        async with room.database.transaction() as tx:
            await housekeeping.forget(room.context(tx))
        assert await room.read() == said
        room.now += timedelta(seconds=1)


async def test_what_cannot_be_said_is_said_otherwise_and_once(room: Room) -> None:
    instead = Fallback(ROOM, {"body": "Bitte schreiben Sie mir"})
    await say_here(room, ADA, HELLO, "t", fallback=instead)
    for _ in range(2):
        await fail(room.database, ADA)

    assert await room.read() == ["Bitte schreiben Sie mir"]


async def test_a_single_event_that_is_given_up_leaves_the_others_of_its_room(room: Room) -> None:
    await say_here(room, ADA, HELLO, "t", fallback=Fallback(ROOM, {"body": "Ersatz"}))
    await say_here(room, ADA, HELLO, "u", fallback=Fallback(ROOM, {"body": "Nicht"}))
    async with room.database.transaction() as tx:
        [head] = await outbox.heads(tx)
        await outbox.mark_failed(tx, head, "403", NOW)

    assert await room.read() == ["Ersatz"]
    assert [row["state"] for row in await rows(room.database)] == ["failed", "waiting", "sent"]


async def test_what_something_was_about_is_found_by_its_event_as_long_as_it_matters(
    room: Room,
) -> None:
    await say_here(room, MANAGEMENT, HELLO, "t", subject="submission:1")
    await say_here(room, MANAGEMENT, HELLO, "u")
    await room.read(MANAGEMENT)
    later = NOW + timedelta(days=400)
    async with room.database.transaction() as tx:
        await outbox.forget_before(tx, later)
        assert await outbox.subject_of(tx, "$sent1") == "submission:1"
        assert await outbox.subject_of(tx, "$sent2") is None
        assert await outbox.events_about(tx, "submission:1") == ["t"]

        await outbox.forget_about(tx, "submission:1")
        await outbox.forget_before(tx, later)
        assert await outbox.subject_of(tx, "$sent1") is None
    assert await rows(room.database) == []


async def test_the_bytes_of_a_file_are_kept_until_it_is_sent(room: Room) -> None:
    async with room.database.transaction() as tx:
        await post_file(room.context(tx), ADA, b"{}", "daten.json", "application/json", "t")
        event = await outbox.next_ready(tx, ADA, NOW)
    assert isinstance(event, OutgoingEvent)
    assert event.file == b"{}"
    assert event.content["info"] == {"mimetype": "application/json", "size": 2}

    await room.read(ADA)
    assert [row["file"] for row in await rows(room.database)] == [None]


@pytest.mark.parametrize("given_up", [True, False])
async def test_nothing_of_a_message_is_kept_once_it_is_sent_or_given_up(
    room: Room, given_up: bool
) -> None:
    async with room.database.transaction() as tx:
        await post_file(room.context(tx), ROOM, b"bytes", "a.txt", "text/plain", "t")
    if given_up:
        await fail(room.database)
    else:
        await room.read()

    [row] = await rows(room.database)
    assert row["file"] is None
