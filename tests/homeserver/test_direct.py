"""The direct chat with a person: opened once, and found again."""

import asyncio
from collections import Counter
from typing import Any
from urllib.parse import unquote

import pytest

from bot.app import App, now
from bot.matrix.api import Api, UnreachableError, segment
from bot.matrix.direct import MARKER
from bot.matrix.person import Person
from commands.conversation.posting import notice
from commands.language.markup import text
from storage.conversation import outbox
from storage.database import open_database
from storage.matrix.direct_chats import DirectChat
from tests.homeserver.direct_chats import (
    chat_of,
    leave,
    rooms_of,
    tell,
    until_event,
    until_membership,
    waiting,
)
from tests.homeserver.world import World, running_app, until


@pytest.mark.spine
async def test_the_first_word_to_a_person_opens_an_encrypted_chat_that_they_can_read(
    world: World,
) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config()) as app:
        await tell(app, ada.user_id, "Guten Tag")
        event = await until_event(ada, "Guten Tag")

        assert ada.session.client.rooms[event.room_id].encrypted
        chat = await chat_of(app, ada)
        assert chat == DirectChat(ada.user_id, event.room_id, "join")
        # What is said in it needs no prefix.
        assert "Kiel" in await ada.ask(event.room_id, "leitlinie Kiel")
        path = f"v3/user/{segment(world.bot_id)}/account_data/m.direct"
        assert await app.session.api.call("GET", path) == {ada.user_id: [event.room_id]}


async def test_the_chat_is_used_again_also_after_a_restart(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    config = world.config()
    async with running_app(config) as app:
        await tell(app, ada.user_id, "eins")
        first = await until_event(ada, "eins")
    async with running_app(config) as app:
        await tell(app, ada.user_id, "zwei")
        await tell(app, ada.user_id, "drei")
        await until_event(ada, "drei")

    said = [(h.room_id, h.body) for h in ada.timeline if h.sender == world.bot_id]
    assert said == [(first.room_id, words) for words in ("eins", "zwei", "drei")]
    assert await rooms_of(ada) == {first.room_id}


async def test_people_in_each_others_sight_get_a_chat_each(world: World) -> None:
    await world.bot_account()
    people = [await world.person(name) for name in ("ada", "bo", "cora")]
    async with running_app(world.config()) as app:
        for person in people:
            await tell(app, person.user_id, f"für {person.user_id}")
        rooms = {(await until_event(person, f"für {person.user_id}")).room_id for person in people}
        path = f"v3/user/{segment(world.bot_id)}/account_data/m.direct"
        listed = await app.session.api.call("GET", path)

    assert len(rooms) == 3
    assert listed.keys() == {person.user_id for person in people}
    assert all(len(h.timeline) == 1 for h in people)


@pytest.mark.parametrize("answered", [False, True], ids=["answer lost", "died before it was noted"])
async def test_a_chat_that_was_created_but_not_noted_is_found_again(
    world: World, answered: bool
) -> None:
    """Twice the same chat would be a second invitation."""
    await world.bot_account()
    ada = await world.person("ada")
    config = world.config()
    call = Api.call
    created: list[str] = []

    async def forgets(self: Api, method: str, path: str, *args: Any, **options: Any) -> Any:
        if answered and created and "account_data" in path:
            raise ZeroDivisionError  # as if the process died here
        answer = await call(self, method, path, *args, **options)
        if path == "v3/createRoom" and not created:
            created.append(answer["room_id"])
            if not answered:
                raise UnreachableError("planted")
        return answer

    ada.follows_invitations = not answered
    with pytest.MonkeyPatch.context() as patch:
        async with running_app(config) as app:
            patch.setattr(Api, "call", forgets)
            await tell(app, ada.user_id, "Guten Tag")

            async def made() -> bool:
                return bool(created)

            await until(made)
            if not answered:
                await until_event(ada, "Guten Tag")
    async with running_app(config) as app:
        if answered:
            assert await chat_of(app, ada) is None
            await ada.join(created[0])
        event = await until_event(ada, "Guten Tag")

    assert event.room_id == created[0]
    assert await rooms_of(ada) == set(created)
    bodies = [h.body for h in ada.timeline if h.sender == world.bot_id]
    assert bodies == ["Guten Tag"]


async def test_a_person_who_comes_before_the_chat_is_noted_is_not_waited_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    call = Api.call

    async def come() -> bool:
        return bool(await rooms_of(ada))

    async def dawdles(self: Api, method: str, path: str, *args: Any, **options: Any) -> Any:
        if method == "PUT" and world.bot_id in unquote(path) and path.endswith("m.direct"):
            await until(come)
            await asyncio.sleep(1)
        return await call(self, method, path, *args, **options)

    async with running_app(world.config()) as app:
        monkeypatch.setattr(Api, "call", dawdles)
        await tell(app, ada.user_id, "Guten Tag")
        await until_event(ada, "Guten Tag")


async def test_a_room_that_somebody_else_marked_is_never_taken_for_a_chat(world: World) -> None:
    await world.bot_account()
    ada, eve = await world.person("ada"), await world.person("eve")
    async with running_app(world.config()) as app:
        body = {"creation_content": {MARKER: ada.user_id}, "invite": [world.bot_id]}
        trap = (await eve.session.api.call("POST", "v3/createRoom", body))["room_id"]
        await eve.until_in(trap, world.bot_id)
        await tell(app, ada.user_id, "vertraulich")
        event = await until_event(ada, "vertraulich")

    assert event.room_id != trap
    assert all(h.body != "vertraulich" for h in eve.timeline)


async def test_an_invitation_that_is_refused_is_said_where_it_was_asked(world: World) -> None:
    ada, room = await world.one_member()
    ada.follows_invitations = False
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await tell(app, ada.user_id, "leise", fallback=room)
        chat = await until_invited(app, ada)
        await leave(ada, chat.room_id)

        assert (await until_event(ada, "statt dessen: leise")).room_id == room
        assert await waiting(app) == 0


async def test_a_person_who_cannot_be_invited_is_answered_where_they_asked(world: World) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await tell(app, "@zoe:unreachable.invalid", "leise", fallback=room)

        assert (await until_event(ada, "statt dessen: leise")).room_id == room
        assert await waiting(app) == 0


async def test_killed_at_any_moment_the_bot_invites_a_person_once(world: World) -> None:
    """Asked in the room by process, so that SIGKILL is one."""
    ada, room = await world.one_member()
    bot = world.bot_process([room])
    await bot.start()
    await ada.until_in(room, world.bot_id)
    await ada.ask(room, "!hilfe")
    await bot.stop()

    ada.follows_invitations = False
    for number, delay in enumerate((0, 0.9, 1.1, 1.3, 1.6)):
        await queue(world, ada.user_id, f"Wort {number}")
        await bot.start()
        await asyncio.sleep(delay)
        if number == 0:  # as soon as there is a room, which the bot has hardly noted yet
            async with ada._news:
                await ada._news.wait_for(lambda: ada.session.client.invited_rooms)
        await bot.kill()
    await bot.start()
    [chat] = list(ada.session.client.invited_rooms)
    await ada.join(chat)
    for number in range(5):
        await until_event(ada, f"Wort {number}")

    assert await invitations_and_rooms(ada) == {room, chat}
    assert Counter(h.body for h in ada.timeline if h.room_id == chat) == Counter(
        f"Wort {number}" for number in range(5)
    )


async def invitations_and_rooms(person: Person) -> set[str]:
    """As the homeserver has it."""
    answer = await person.session.api.call("GET", "v3/sync", query={"timeout": "0"})
    return set(answer["rooms"].get("join", {})) | set(answer["rooms"].get("invite", {}))


async def queue(world: World, user_id: str, words: str) -> None:
    """Into the database of a bot that is not running."""
    file = world.directory / "data" / "netzwerkbot.db"
    async with open_database(file) as database, database.transaction() as tx:
        await outbox.put(tx, user_id, notice(text(words), words), words, now())


async def until_invited(app: App, person: Person) -> DirectChat:
    await until_membership(app, person, "invite")
    chat = await chat_of(app, person)
    assert chat is not None
    return chat
