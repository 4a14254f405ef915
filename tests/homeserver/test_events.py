"""Reactions, edits, removals and files, both ways, in clear and encrypted."""

from typing import Any

import pytest

from bot.app import App
from bot.matrix import fetch
from bot.matrix.api import UnreachableError, segment
from bot.matrix.messages import AnyEvent
from bot.matrix.person import Person
from bot.matrix.session import Session
from commands.conversation.events import IncomingEvent, Message, Reaction, Redaction
from commands.conversation.posting import post, post_file, remove, rewrite
from commands.language.markup import text
from storage.conversation import outbox
from tests.homeserver.test_encryption import deliver, say_without_key
from tests.homeserver.world import World, running_app, timeline, until

EITHER = pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])


@pytest.fixture
def event(monkeypatch: pytest.MonkeyPatch) -> list[IncomingEvent]:
    """What reaches the bot, in order."""
    found: list[IncomingEvent] = []
    handle = App._handle

    async def note(self: App, each: IncomingEvent) -> bool:
        found.append(each)
        return await handle(self, each)

    monkeypatch.setattr(App, "_handle", note)
    return found


async def until_there(event: list[IncomingEvent], event_id: str) -> Any:
    async def there() -> bool:
        return any(each.event_id == event_id for each in event)

    await until(there)
    return next(each for each in event if each.event_id == event_id)


async def tell_all(person: Person, room: str) -> list[str]:
    """One of each kind; the ids of the events, in order."""
    said = await person.say(room, "!kontakt")
    return [
        said,
        await person.react(room, said, "✅"),
        await person.edit(room, said, "!leitlinie Kiel"),
        await person.upload(room, b"%PDF-1.7 x", "leitlinien.pdf"),
        await person.reply(room, said, "ganz richtig"),
        await person.redact(room, said),
    ]


def check_all(event: list[IncomingEvent], ids: list[str], *, encrypted: bool) -> None:
    by_id = {each.event_id: each for each in event}
    assert [each.event_id for each in event if each.event_id in ids[1:]] == ids[1:]
    reaction, edit, file, reply, redaction = (by_id[each] for each in ids[1:])
    assert isinstance(reaction, Reaction)
    assert (reaction.key, reaction.target) == ("✅", ids[0])
    assert isinstance(edit, Message)
    assert (edit.body, edit.replaces) == ("!leitlinie Kiel", ids[0])
    assert isinstance(file, Message)
    assert file.file is not None
    assert (file.file.name, file.file.encrypted, file.body) == ("leitlinien.pdf", encrypted, "")
    assert isinstance(reply, Message)
    assert reply.reply_to == ids[0]
    assert isinstance(redaction, Redaction)
    assert redaction.target == ids[0]


@EITHER
async def test_what_people_do_reaches_the_bot(
    world: World, event: list[IncomingEvent], encrypted: bool
) -> None:
    ada, room = await world.one_member(encrypted=encrypted)
    async with running_app(world.config([room])):
        await ada.until_in(room, world.bot_id)
        ids = await tell_all(ada, room)
        await until_there(event, ids[-1])

    assert event[0].event_id == ids[0]
    check_all(event, ids, encrypted=encrypted)


@EITHER
@pytest.mark.parametrize("more", [0, 250], ids=["few events", "a gap"])
async def test_what_people_did_while_the_bot_was_away_reaches_it_in_order(
    world: World, event: list[IncomingEvent], encrypted: bool, more: int
) -> None:
    """But not what was removed meanwhile."""
    ada, room = await world.one_member(encrypted=encrypted)
    config = world.config([room])
    async with running_app(config):
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!kontakt")
    event.clear()
    ids = await tell_all(ada, room)
    for number in range(more):
        await ada.say(room, f"Gespräch {number}")
    last = await ada.say(room, "das letzte")
    async with running_app(config):
        await until_there(event, last)

    check_all(event, ids, encrypted=encrypted)
    assert all(each.event_id != ids[0] for each in event)
    assert len(event) == len({each.event_id for each in event}) == 5 + more + 1


@EITHER
async def test_an_edit_of_what_somebody_else_said_is_not_heard(
    world: World, event: list[IncomingEvent], encrypted: bool
) -> None:
    await world.bot_account()
    ada, eve = await world.person("ada"), await world.person("eve")
    room = await world.room(ada, eve, encrypted=encrypted)
    async with running_app(world.config([room])):
        await ada.until_in(room, world.bot_id, eve.user_id)
        said = await ada.say(room, "!leitlinie Bonn")
        await until_there(event, said)
        await eve.edit(room, said, "!leitlinie Kiel")
        last = await eve.say(room, "fertig")
        await until_there(event, last)

    assert [each.event_id for each in event] == [said, last]


@EITHER
async def test_a_question_about_a_file_brings_the_file_it_answers(
    world: World, event: list[IncomingEvent], encrypted: bool
) -> None:
    ada, room = await world.one_member(encrypted=encrypted)
    async with running_app(world.config([room])):
        await ada.until_in(room, world.bot_id)
        file = await ada.upload(room, b"%PDF-1.7 x", "leitlinien.pdf")
        asked = await until_there(event, await ada.reply(room, file, "!hilfe"))
        in_thread = await until_there(event, await ada.reply(room, file, "!hilfe", thread=file))
        talk = await until_there(event, await ada.reply(room, file, "danke"))
        text_only = await until_there(event, await ada.reply(room, asked.event_id, "!hilfe"))

    for message in (asked, in_thread):
        assert message.replied_file is not None
        assert message.replied_file.name == "leitlinien.pdf"
        assert message.replied_file.encrypted == encrypted
        assert not message.replies_to_unreadable
    assert (talk.replied_file, talk.replies_to_unreadable) == (None, False)
    assert (text_only.replied_file, text_only.replies_to_unreadable) == (None, False)


async def test_a_question_about_what_the_bot_cannot_read_says_so(
    world: World, event: list[IncomingEvent]
) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    room = await ada.create_room("Austausch", [])
    await ada.until_in(room)
    file = await ada.upload(room, b"%PDF-1.7 x", "leitlinien.pdf")
    async with running_app(world.config()):
        path = f"v3/rooms/{segment(room)}/invite"
        await ada.session.api.call("POST", path, {"user_id": world.bot_id})
        await ada.until_in(room, world.bot_id)
        message = await until_there(event, await ada.reply(room, file, "!hilfe"))
        nothing = await until_there(event, await ada.reply(room, "$none", "!hilfe"))

    assert (message.replied_file, message.replies_to_unreadable) == (None, True)
    assert (nothing.replied_file, nothing.replies_to_unreadable) == (None, False)


async def test_a_file_and_an_edit_that_could_not_be_read_at_first_are_heard_when_their_key_comes(
    world: World, event: list[IncomingEvent]
) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])):
        await ada.until_in(room, world.bot_id)
        said, key = await say_without_key(ada, room, "!kontakt")
        edit = await ada.edit(room, said, "!leitlinie Kiel")
        file = await ada.upload(room, b"%PDF-1.7 x", "leitlinien.pdf")
        reaction = await ada.react(room, said, "✅")
        await until_there(event, reaction)
        await deliver(ada, key)
        await until_there(event, file)

    ids = [each.event_id for each in event]
    assert ids == [reaction, said, edit, file]
    assert isinstance(event[-1], Message)
    assert event[-1].file is not None


async def test_what_cannot_be_fetched_now_is_fetched_with_the_next_try(
    world: World, event: list[IncomingEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, room = await world.one_member()
    fetch_event = fetch.fetch_event
    tries = 0

    async def fails_twice(session: Session, room_id: str, event_id: str) -> AnyEvent | None:
        nonlocal tries
        tries += 1
        if tries <= 2:
            raise UnreachableError("planted")
        return await fetch_event(session, room_id, event_id)

    async with running_app(world.config([room])):
        await ada.until_in(room, world.bot_id)
        file = await ada.upload(room, b"%PDF-1.7 x", "leitlinien.pdf")
        await until_there(event, file)
        monkeypatch.setattr(fetch, "fetch_event", fails_twice)
        asked = await ada.reply(room, file, "!hilfe")
        message = await until_there(event, asked)
        await ada.answer_to(asked)

    assert message.replied_file is not None
    assert len([each for each in ada.timeline if each.answers == asked]) == 1


@EITHER
async def test_what_the_bot_does_reaches_people_and_never_itself(
    world: World, event: list[IncomingEvent], encrypted: bool
) -> None:
    """Said, reacted to, edited, removed, a file brought; in order, though all queued at once."""
    ada, room = await world.one_member(encrypted=encrypted)
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!kontakt")
        async with app.database.transaction() as tx:
            ctx = app.live.context(tx)
            await post(ctx, room, text("erste Fassung"), "post-1", reactions=("✅", "❌"))
            await rewrite(ctx, room, text("zweite Fassung"), "post-1", 1)
            await post_file(ctx, room, b"x" * 100_000, "daten.json", "application/json", "file-1")
            await post(ctx, room, text("zu viel"), "post-2")
            await remove(ctx, room, "post-2")
            await post(ctx, room, text("fertig"), "post-3")
        app.outbox.wake()

        async def done() -> bool:
            return any(each.body == "fertig" for each in ada.timeline) and bool(ada.removed)

        await until(done)
        said = [each for each in ada.timeline if each.sender == world.bot_id][1:]
        first, yes, no, edit, file, extra, _ = said

        assert first.body == "erste Fassung"
        assert [(yes.body, yes.reacts_to), (no.body, no.reacts_to)] == [
            ("✅", first.event_id),
            ("❌", first.event_id),
        ]
        assert (edit.text, edit.edits) == ("zweite Fassung", first.event_id)
        assert file.file is not None
        assert (file.file.name, file.file.encrypted) == ("daten.json", encrypted)
        assert await ada.download(file) == b"x" * 100_000
        assert ada.removed == [extra.event_id]
        # With the next question the bot has read all that it sent before.
        await ada.ask(room, "!kontakt")
        assert {each.sender for each in event} == {ada.user_id}


async def test_the_same_reaction_twice_is_sent_not_failed(world: World) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        said = await ada.say(room, "Guten Tag")
        relation = {"rel_type": "m.annotation", "event_id": said, "key": "✅"}
        async with app.database.transaction() as tx:
            now = app.live.now()
            for name in ("one", "two"):
                content = {"m.relates_to": relation}
                await outbox.put(tx, room, content, name, now, event_type="m.reaction")
        app.outbox.wake()

        async def sent() -> bool:
            async with app.database.transaction() as tx:
                return len(await outbox.sent_events(tx, ["one", "two"])) == 2

        await until(sent)
        async with app.database.transaction() as tx:
            ids = set((await outbox.sent_events(tx, ["one", "two"])).values())

    reactions = {e["event_id"] for e in await timeline(ada, room) if e["type"] == "m.reaction"}
    assert ids == reactions


async def test_who_may_write_in_the_management_room_is_known(world: World) -> None:
    await world.bot_account()
    ada, bo, cora = [await world.person(name) for name in ("ada", "bo", "cora")]
    room = await world.room(ada, bo)
    config = world.config(management=room)
    async with running_app(config) as app:
        await ada.until_in(room, world.bot_id, bo.user_id)

        async def both() -> bool:
            return app.live.managers() == {ada.user_id, bo.user_id}

        await until(both)
        path = f"v3/rooms/{segment(room)}"
        await ada.session.api.call("POST", f"{path}/invite", {"user_id": cora.user_id})
        levels = await ada.session.api.call("GET", f"{path}/state/m.room.power_levels")
        stricter = levels | {"events_default": 50, "events": {}}
        await ada.session.api.call("PUT", f"{path}/state/m.room.power_levels", stricter)

        async def only_ada() -> bool:
            return app.live.managers() == {ada.user_id}

        await until(only_ada)
    async with running_app(config) as app:
        assert app.live.managers() == {ada.user_id}
