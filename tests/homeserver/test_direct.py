"""The direct chat with a person: opened once, found again, left and returned to."""

import asyncio
from collections import Counter
from typing import Any
from urllib.parse import unquote

import pytest

from bot.app import App, now
from bot.matrix.api import Api, UnreachableError, segment
from bot.matrix.direct import MARKER, DirectChats
from bot.matrix.person import Heard, Person
from commands.posting import notice, rewrite, say
from commands.texts.markup import text
from storage import direct_chats, outbox
from storage.database import open_database
from storage.direct_chats import DirectChat
from storage.outbox import Otherwise
from tests.homeserver.world import World, running_app, timeline, until


async def tell(app: App, person: str, words: str, *, otherwise: str | None = None) -> None:
    """As a command does it: a row for the person; `otherwise` is a room."""
    async with app.database.transaction() as tx:
        instead = None
        if otherwise is not None:
            instead = Otherwise(otherwise, notice(text(f"statt dessen: {words}"), f"o-{words}"))
        await say(app.dispatch.occasion(tx), person, text(words), words, otherwise=instead)
    app.outbox.wake()


async def chat_of(app: App, person: Person) -> DirectChat | None:
    async with app.database.transaction() as tx:
        return await direct_chats.of(tx, person.user_id)


async def until_heard(person: Person, words: str, seconds: float = 40) -> Heard:
    async def heard() -> bool:
        return any(h.body == words for h in person.heard)

    await until(heard, seconds)
    return next(h for h in person.heard if h.body == words)


async def rooms_of(person: Person) -> set[str]:
    answer = await person.session.api.call("GET", "v3/joined_rooms")
    return set(answer["joined_rooms"])


async def test_the_first_word_to_a_person_opens_an_encrypted_chat_that_they_can_read(
    world: World,
) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config()) as app:
        await tell(app, ada.user_id, "Guten Tag")
        heard = await until_heard(ada, "Guten Tag")

        assert ada.session.client.rooms[heard.room_id].encrypted
        chat = await chat_of(app, ada)
        assert chat == DirectChat(ada.user_id, heard.room_id, "join")
        # What is said in it needs no prefix.
        assert "Kiel" in await ada.ask(heard.room_id, "leitlinie Kiel")
        path = f"v3/user/{segment(world.bot_id)}/account_data/m.direct"
        assert await app.session.api.call("GET", path) == {ada.user_id: [heard.room_id]}


async def test_the_chat_is_used_again_also_after_a_restart(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    config = world.config()
    async with running_app(config) as app:
        await tell(app, ada.user_id, "eins")
        first = await until_heard(ada, "eins")
    async with running_app(config) as app:
        await tell(app, ada.user_id, "zwei")
        await tell(app, ada.user_id, "drei")
        await until_heard(ada, "drei")

    said = [(h.room_id, h.body) for h in ada.heard if h.sender == world.bot_id]
    assert said == [(first.room_id, words) for words in ("eins", "zwei", "drei")]
    assert await rooms_of(ada) == {first.room_id}


async def test_people_in_each_others_sight_get_a_chat_each(world: World) -> None:
    await world.bot_account()
    people = [await world.person(name) for name in ("ada", "bo", "cora")]
    async with running_app(world.config()) as app:
        for person in people:
            await tell(app, person.user_id, f"für {person.user_id}")
        rooms = {(await until_heard(person, f"für {person.user_id}")).room_id for person in people}
        path = f"v3/user/{segment(world.bot_id)}/account_data/m.direct"
        listed = await app.session.api.call("GET", path)

    assert len(rooms) == 3
    assert listed.keys() == {person.user_id for person in people}
    assert all(len(h.heard) == 1 for h in people)


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
                await until_heard(ada, "Guten Tag")
    async with running_app(config) as app:
        if answered:
            assert await chat_of(app, ada) is None
            await ada.join(created[0])
        heard = await until_heard(ada, "Guten Tag")

    assert heard.room_id == created[0]
    assert await rooms_of(ada) == set(created)
    bodies = [h.body for h in ada.heard if h.sender == world.bot_id]
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
        await until_heard(ada, "Guten Tag", 15)


async def test_a_room_that_somebody_else_marked_is_never_taken_for_a_chat(world: World) -> None:
    await world.bot_account()
    ada, eve = await world.person("ada"), await world.person("eve")
    async with running_app(world.config()) as app:
        body = {"creation_content": {MARKER: ada.user_id}, "invite": [world.bot_id]}
        trap = (await eve.session.api.call("POST", "v3/createRoom", body))["room_id"]
        await eve.until_in(trap, world.bot_id)
        await tell(app, ada.user_id, "vertraulich")
        heard = await until_heard(ada, "vertraulich")

    assert heard.room_id != trap
    assert all(h.body != "vertraulich" for h in eve.heard)


async def test_an_invitation_that_is_refused_is_said_where_it_was_asked(world: World) -> None:
    ada, room = await world.one_member()
    ada.follows_invitations = False
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await tell(app, ada.user_id, "leise", otherwise=room)
        chat = await until_invited(app, ada)
        await leave(ada, chat.room_id)

        assert (await until_heard(ada, "statt dessen: leise")).room_id == room
        assert await waiting(app) == 0


async def test_a_person_who_cannot_be_invited_is_answered_where_they_asked(world: World) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        await tell(app, "@zoe:unreachable.invalid", "leise", otherwise=room)

        assert (await until_heard(ada, "statt dessen: leise")).room_id == room
        assert await waiting(app) == 0


async def test_who_left_is_invited_again_when_there_is_something_to_say(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config()) as app:
        await tell(app, ada.user_id, "eins")
        room = (await until_heard(ada, "eins")).room_id
        await leave(ada, room)
        await until_membership(app, ada, "leave")

        await tell(app, ada.user_id, "zwei")
        assert (await until_heard(ada, "zwei")).room_id == room
        await until_membership(app, ada, "join")


async def test_who_left_while_the_bot_was_away_is_invited_again_too(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    config = world.config()
    async with running_app(config) as app:
        await tell(app, ada.user_id, "eins")
        room = (await until_heard(ada, "eins")).room_id
    await leave(ada, room)
    async with running_app(config) as app:
        await until_membership(app, ada, "leave")
        await tell(app, ada.user_id, "zwei")
        assert (await until_heard(ada, "zwei")).room_id == room


async def test_an_edit_does_not_call_anybody_back(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config()) as app:
        await tell(app, ada.user_id, "eins")
        room = (await until_heard(ada, "eins")).room_id
        await leave(ada, room)
        await until_membership(app, ada, "leave")
        async with app.database.transaction() as tx:
            await rewrite(app.dispatch.occasion(tx), ada.user_id, text("zwei"), "eins", 1)
        app.outbox.wake()

        async def sent() -> bool:
            return await waiting(app) == 0

        await until(sent)
        assert room not in await rooms_of(ada)
        assert room not in ada.session.client.invited_rooms


async def test_a_chat_that_the_person_opened_is_theirs(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config()) as app:
        room = await ada.direct_chat_with(world.bot_id)
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "hilfe")
        await tell(app, ada.user_id, "Guten Tag")

        assert (await until_heard(ada, "Guten Tag")).room_id == room
    assert await rooms_of(ada) == {room}


async def test_a_chat_from_before_there_was_a_table_of_chats_is_theirs(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    config = world.config()
    async with running_app(config) as app:
        room = await ada.direct_chat_with(world.bot_id)
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "hilfe")
        async with app.database.transaction() as tx:
            await tx.execute("DELETE FROM direct_chat")
    async with running_app(config) as app:
        await tell(app, ada.user_id, "Guten Tag")
        assert (await until_heard(ada, "Guten Tag")).room_id == room


async def test_of_two_chats_the_newer_is_written_to_and_both_are_listened_to(
    world: World,
) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    config = world.config()
    async with running_app(config) as app:
        await tell(app, ada.user_id, "eins")
        ours = (await until_heard(ada, "eins")).room_id
        theirs = await open_direct(ada, world.bot_id)
        await tell(app, ada.user_id, "zwei")
        assert (await until_heard(ada, "zwei")).room_id == theirs
    async with running_app(config) as app:
        await tell(app, ada.user_id, "drei")
        assert (await until_heard(ada, "drei")).room_id == theirs
        for room in (ours, theirs):
            assert "Kiel" in await ada.ask(room, "leitlinie Kiel")


async def test_a_room_of_three_is_nobodys_direct_chat(world: World) -> None:
    await world.bot_account()
    ada, eve = await world.person("ada"), await world.person("eve")
    async with running_app(world.config()) as app:
        body = {"invite": [world.bot_id, ada.user_id], "is_direct": True}
        three = (await eve.session.api.call("POST", "v3/createRoom", body))["room_id"]
        await eve.until_in(three, world.bot_id, ada.user_id)
        assert "Kiel" in await eve.ask(three, "!leitlinie Kiel")
        said = len([h for h in eve.heard if h.room_id == three])
        await ada.say(three, "leitlinie Kiel")  # not to the bot, whatever Eve has called the room
        await eve.ask(three, "!hilfe")
        assert len([h for h in eve.heard if h.room_id == three]) == said + 2
        for person in (ada, eve):
            await tell(app, person.user_id, f"für {person.user_id}")
            assert (await until_heard(person, f"für {person.user_id}")).room_id != three


async def test_a_chat_into_which_a_third_one_comes_is_one_no_more(world: World) -> None:
    await world.bot_account()
    ada, eve = await world.person("ada"), await world.person("eve")
    async with running_app(world.config()) as app:
        room = await open_direct(ada, world.bot_id)
        await tell(app, ada.user_id, "zu zweit")
        assert (await until_heard(ada, "zu zweit")).room_id == room

        invite = f"v3/rooms/{segment(room)}/invite"
        await ada.session.api.call("POST", invite, {"user_id": eve.user_id})
        await eve.session.api.call("POST", f"v3/join/{segment(room)}", {})

        async def noticed() -> bool:
            return not app.rooms.is_direct(room) and await chat_of(app, ada) is None

        await until(noticed)
        await tell(app, ada.user_id, "nur für Sie")
        assert (await until_heard(ada, "nur für Sie")).room_id != room


async def test_a_chat_is_encrypted_although_no_sync_has_told_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync may come while the room is being created; later ones leave out what we did."""
    await world.bot_account()
    ada = await world.person("ada")
    until_known = DirectChats._until_known

    async def early(self: DirectChats, room_id: str) -> None:
        rooms, encrypted = self.session.client.rooms, self.session.client.encrypted_rooms

        async def there() -> bool:
            return room_id in rooms and rooms[room_id].encrypted

        await until(there)
        rooms[room_id].encrypted = False
        encrypted.discard(room_id)
        await until_known(self, room_id)

    async with running_app(world.config()) as app:
        monkeypatch.setattr(DirectChats, "_until_known", early)
        await tell(app, ada.user_id, "vertraulich")
        room = (await until_heard(ada, "vertraulich")).room_id

    kinds = {e["type"] for e in await timeline(ada, room) if e["sender"] == world.bot_id}
    assert "m.room.message" not in kinds


async def test_a_room_that_somebody_else_opened_and_left_is_nobodys_direct_chat(
    world: World,
) -> None:
    """Who opened it may have left it open for themselves."""
    await world.bot_account()
    ada, eve = await world.person("ada"), await world.person("eve")
    config = world.config()
    async with running_app(config):
        pass
    body = {"invite": [world.bot_id, ada.user_id], "is_direct": True, "preset": "public_chat"}
    trap = (await eve.session.api.call("POST", "v3/createRoom", body))["room_id"]
    await eve.until_in(trap, ada.user_id)
    await leave(eve, trap)
    async with running_app(config) as app:
        await ada.until_in(trap, world.bot_id)
        await ada.ask(trap, "hilfe")
        await tell(app, ada.user_id, "vertraulich")
        assert (await until_heard(ada, "vertraulich")).room_id != trap


async def test_put_out_of_a_chat_the_bot_opens_another_one(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config()) as app:
        room = await open_direct(ada, world.bot_id)
        await tell(app, ada.user_id, "eins")
        await until_heard(ada, "eins")
        path = f"v3/rooms/{segment(room)}/kick"
        await ada.session.api.call("POST", path, {"user_id": world.bot_id})

        async def lost() -> bool:
            return await chat_of(app, ada) is None

        await until(lost)
        await tell(app, ada.user_id, "zwei")
        assert (await until_heard(ada, "zwei")).room_id != room


async def test_what_others_keep_in_the_list_of_direct_chats_stays(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    path = f"v3/user/{segment(world.bot_id)}/account_data/m.direct"
    async with running_app(world.config()) as app:
        before = {"@someone:example.org": ["!a:example.org"], ada.user_id: ["!old:example.org"]}
        await app.session.api.call("PUT", path, before)
        await tell(app, ada.user_id, "eins")
        room = (await until_heard(ada, "eins")).room_id

        after = await app.session.api.call("GET", path)
        assert after == before | {ada.user_id: ["!old:example.org", room]}


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
        await until_heard(ada, f"Wort {number}", 60)

    assert await invitations_and_rooms(ada) == {room, chat}
    assert Counter(h.body for h in ada.heard if h.room_id == chat) == Counter(
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


async def open_direct(person: Person, other: str) -> str:
    """Another one, whatever there is."""
    body = {"invite": [other], "is_direct": True, "preset": "private_chat"}
    room = str((await person.session.api.call("POST", "v3/createRoom", body))["room_id"])
    await person.until_in(room, other)
    await person.ask(room, "hilfe")
    return room


async def leave(person: Person, room: str) -> None:
    await person.session.api.call("POST", f"v3/rooms/{segment(room)}/leave", {})


async def waiting(app: App) -> int:
    async with app.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT 1 FROM outbox WHERE state = 'waiting'")
    return len(list(rows))


async def until_invited(app: App, person: Person) -> DirectChat:
    await until_membership(app, person, "invite")
    chat = await chat_of(app, person)
    assert chat is not None
    return chat


async def until_membership(app: App, person: Person, membership: str) -> None:
    async def holds() -> bool:
        chat = await chat_of(app, person)
        return chat is not None and chat.membership == membership

    await until(holds)
