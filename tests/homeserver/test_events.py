"""Reactions, edits, removals and files, both ways, in clear and encrypted."""

from typing import Any

import pytest

from bot.app import App
from bot.matrix import fetch
from bot.matrix.api import UnreachableError, segment
from bot.matrix.messages import AnyEvent
from bot.matrix.person import Person
from bot.matrix.session import Session
from commands.command import Heard, Message, Reaction, Redaction
from commands.posting import bring, remove, rewrite, say
from commands.texts.markup import text
from storage import outbox
from tests.homeserver.test_encryption import deliver, say_without_key
from tests.homeserver.world import World, running_app, timeline, until

EITHER = pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Heard]:
    """What reaches the bot, in order."""
    found: list[Heard] = []
    handle = App._heard

    async def note(self: App, each: Heard) -> None:
        found.append(each)
        await handle(self, each)

    monkeypatch.setattr(App, "_heard", note)
    return found


async def until_there(heard: list[Heard], event_id: str) -> Any:
    async def there() -> bool:
        return any(each.event_id == event_id for each in heard)

    await until(there)
    return next(each for each in heard if each.event_id == event_id)


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


def check_all(heard: list[Heard], ids: list[str], *, encrypted: bool) -> None:
    by_id = {each.event_id: each for each in heard}
    assert [each.event_id for each in heard if each.event_id in ids[1:]] == ids[1:]
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
    world: World, heard: list[Heard], encrypted: bool
) -> None:
    ada, room = await world.one_member(encrypted=encrypted)
    async with running_app(world.config([room])):
        await ada.until_in(room, world.bot_id)
        ids = await tell_all(ada, room)
        await until_there(heard, ids[-1])

    assert heard[0].event_id == ids[0]
    check_all(heard, ids, encrypted=encrypted)


@EITHER
@pytest.mark.parametrize("more", [0, 250], ids=["few events", "a gap"])
async def test_what_people_did_while_the_bot_was_away_reaches_it_in_order(
    world: World, heard: list[Heard], encrypted: bool, more: int
) -> None:
    """But not what was removed meanwhile."""
    ada, room = await world.one_member(encrypted=encrypted)
    config = world.config([room])
    async with running_app(config):
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!kontakt")
    heard.clear()
    ids = await tell_all(ada, room)
    for number in range(more):
        await ada.say(room, f"Gespräch {number}")
    last = await ada.say(room, "das letzte")
    async with running_app(config):
        await until_there(heard, last)

    check_all(heard, ids, encrypted=encrypted)
    assert all(each.event_id != ids[0] for each in heard)
    assert len(heard) == len({each.event_id for each in heard}) == 5 + more + 1


@EITHER
async def test_an_edit_of_what_somebody_else_said_is_not_heard(
    world: World, heard: list[Heard], encrypted: bool
) -> None:
    await world.bot_account()
    ada, eve = await world.person("ada"), await world.person("eve")
    room = await world.room(ada, eve, encrypted=encrypted)
    async with running_app(world.config([room])):
        await ada.until_in(room, world.bot_id, eve.user_id)
        said = await ada.say(room, "!leitlinie Bonn")
        await until_there(heard, said)
        await eve.edit(room, said, "!leitlinie Kiel")
        last = await eve.say(room, "fertig")
        await until_there(heard, last)

    assert [each.event_id for each in heard] == [said, last]


@EITHER
async def test_a_question_about_a_file_brings_the_file_it_answers(
    world: World, heard: list[Heard], encrypted: bool
) -> None:
    ada, room = await world.one_member(encrypted=encrypted)
    async with running_app(world.config([room])):
        await ada.until_in(room, world.bot_id)
        file = await ada.upload(room, b"%PDF-1.7 x", "leitlinien.pdf")
        asked = await until_there(heard, await ada.reply(room, file, "!hilfe"))
        in_thread = await until_there(heard, await ada.reply(room, file, "!hilfe", thread=file))
        talk = await until_there(heard, await ada.reply(room, file, "danke"))
        text_only = await until_there(heard, await ada.reply(room, asked.event_id, "!hilfe"))

    for message in (asked, in_thread):
        assert message.replied_file is not None
        assert message.replied_file.name == "leitlinien.pdf"
        assert message.replied_file.encrypted == encrypted
        assert not message.replies_to_unreadable
    assert (talk.replied_file, talk.replies_to_unreadable) == (None, False)
    assert (text_only.replied_file, text_only.replies_to_unreadable) == (None, False)


async def test_a_question_about_what_the_bot_cannot_read_says_so(
    world: World, heard: list[Heard]
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
        message = await until_there(heard, await ada.reply(room, file, "!hilfe"))
        nothing = await until_there(heard, await ada.reply(room, "$none", "!hilfe"))

    assert (message.replied_file, message.replies_to_unreadable) == (None, True)
    assert (nothing.replied_file, nothing.replies_to_unreadable) == (None, False)


async def test_a_file_and_an_edit_that_could_not_be_read_at_first_are_heard_when_their_key_comes(
    world: World, heard: list[Heard]
) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])):
        await ada.until_in(room, world.bot_id)
        said, key = await say_without_key(ada, room, "!kontakt")
        edit = await ada.edit(room, said, "!leitlinie Kiel")
        file = await ada.upload(room, b"%PDF-1.7 x", "leitlinien.pdf")
        reaction = await ada.react(room, said, "✅")
        await until_there(heard, reaction)
        await deliver(ada, key)
        await until_there(heard, file)

    ids = [each.event_id for each in heard]
    assert ids == [reaction, said, edit, file]
    assert isinstance(heard[-1], Message)
    assert heard[-1].file is not None


async def test_what_cannot_be_fetched_now_is_fetched_with_the_next_try(
    world: World, heard: list[Heard], monkeypatch: pytest.MonkeyPatch
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
        await until_there(heard, file)
        monkeypatch.setattr(fetch, "fetch_event", fails_twice)
        asked = await ada.reply(room, file, "!hilfe")
        message = await until_there(heard, asked)
        await ada.answer_to(asked)

    assert message.replied_file is not None
    assert len([each for each in ada.heard if each.answers == asked]) == 1


@EITHER
async def test_what_the_bot_does_reaches_people(world: World, encrypted: bool) -> None:
    """Said, reacted to, edited, removed, a file brought; in order, though all queued at once."""
    ada, room = await world.one_member(encrypted=encrypted)
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!kontakt")
        async with app.database.transaction() as tx:
            occasion = app.dispatch.occasion(tx)
            await say(occasion, room, text("erste Fassung"), "post-1", reactions=("✅", "❌"))
            await rewrite(occasion, room, text("zweite Fassung"), "post-1", 1)
            await bring(occasion, room, b"x" * 100_000, "daten.json", "application/json", "file-1")
            await say(occasion, room, text("zu viel"), "post-2")
            await remove(occasion, room, "post-2")
            await say(occasion, room, text("fertig"), "post-3")
        app.outbox.wake()

        async def done() -> bool:
            return any(each.body == "fertig" for each in ada.heard) and bool(ada.removed)

        await until(done)
        said = [each for each in ada.heard if each.sender == world.bot_id][1:]
        post, yes, no, edit, file, extra, _ = said

        assert post.body == "erste Fassung"
        assert [(yes.body, yes.reacts_to), (no.body, no.reacts_to)] == [
            ("✅", post.event_id),
            ("❌", post.event_id),
        ]
        assert (edit.text, edit.edits) == ("zweite Fassung", post.event_id)
        assert file.file is not None
        assert (file.file.name, file.file.encrypted) == ("daten.json", encrypted)
        assert await ada.download(file) == b"x" * 100_000
        assert ada.removed == [extra.event_id]


async def test_the_same_reaction_twice_is_sent_not_failed(world: World) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        said = await ada.say(room, "Guten Tag")
        relation = {"rel_type": "m.annotation", "event_id": said, "key": "✅"}
        async with app.database.transaction() as tx:
            now = app.dispatch.now()
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
    config = world.config([room], management=room)
    async with running_app(config) as app:
        await ada.until_in(room, world.bot_id, bo.user_id)

        async def both() -> bool:
            return app.dispatch.managers() == {ada.user_id, bo.user_id}

        await until(both)
        path = f"v3/rooms/{segment(room)}"
        await ada.session.api.call("POST", f"{path}/invite", {"user_id": cora.user_id})
        levels = await ada.session.api.call("GET", f"{path}/state/m.room.power_levels")
        stricter = levels | {"events_default": 50, "events": {}}
        await ada.session.api.call("PUT", f"{path}/state/m.room.power_levels", stricter)

        async def only_ada() -> bool:
            return app.dispatch.managers() == {ada.user_id}

        await until(only_ada)
    async with running_app(config) as app:
        assert app.dispatch.managers() == {ada.user_id}
