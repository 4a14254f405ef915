"""The direct chat with a person: left, returned to, and told from other rooms."""

import pytest

from bot.matrix.api import segment
from bot.matrix.direct import DirectChats
from bot.matrix.person import Person
from commands.conversation.posting import rewrite
from commands.language.markup import text
from tests.homeserver.direct_chats import (
    ENCRYPTION,
    chat_of,
    leave,
    rooms_of,
    tell,
    until_event,
    until_membership,
    waiting,
)
from tests.homeserver.world import World, running_app, timeline, until


async def test_who_left_is_invited_again_when_there_is_something_to_say(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config()) as app:
        await tell(app, ada.user_id, "eins")
        room = (await until_event(ada, "eins")).room_id
        await leave(ada, room)
        await until_membership(app, ada, "leave")

        await tell(app, ada.user_id, "zwei")
        assert (await until_event(ada, "zwei")).room_id == room
        await until_membership(app, ada, "join")


async def test_who_left_while_the_bot_was_away_is_invited_again_too(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    config = world.config()
    async with running_app(config) as app:
        await tell(app, ada.user_id, "eins")
        room = (await until_event(ada, "eins")).room_id
    await leave(ada, room)
    async with running_app(config) as app:
        await until_membership(app, ada, "leave")
        await tell(app, ada.user_id, "zwei")
        assert (await until_event(ada, "zwei")).room_id == room


async def test_an_edit_does_not_call_anybody_back(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config()) as app:
        await tell(app, ada.user_id, "eins")
        room = (await until_event(ada, "eins")).room_id
        await leave(ada, room)
        await until_membership(app, ada, "leave")
        async with app.database.transaction() as tx:
            await rewrite(app.live.context(tx), ada.user_id, text("zwei"), "eins", 1)
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

        assert (await until_event(ada, "Guten Tag")).room_id == room
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
        assert (await until_event(ada, "Guten Tag")).room_id == room


async def test_of_two_chats_the_newer_is_written_to_and_both_are_listened_to(
    world: World,
) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    config = world.config()
    async with running_app(config) as app:
        await tell(app, ada.user_id, "eins")
        ours = (await until_event(ada, "eins")).room_id
        theirs = await open_direct(ada, world.bot_id)
        await tell(app, ada.user_id, "zwei")
        assert (await until_event(ada, "zwei")).room_id == theirs
    async with running_app(config) as app:
        await tell(app, ada.user_id, "drei")
        assert (await until_event(ada, "drei")).room_id == theirs
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
        said = len([h for h in eve.timeline if h.room_id == three])
        await ada.say(three, "leitlinie Kiel")  # not to the bot, whatever Eve has called the room
        await eve.ask(three, "!hilfe")
        assert len([h for h in eve.timeline if h.room_id == three]) == said + 2
        for person in (ada, eve):
            await tell(app, person.user_id, f"für {person.user_id}")
            assert (await until_event(person, f"für {person.user_id}")).room_id != three


async def test_a_chat_into_which_a_third_one_comes_is_one_no_more(world: World) -> None:
    await world.bot_account()
    ada, eve = await world.person("ada"), await world.person("eve")
    async with running_app(world.config()) as app:
        room = await open_direct(ada, world.bot_id)
        await tell(app, ada.user_id, "zu zweit")
        assert (await until_event(ada, "zu zweit")).room_id == room

        invite = f"v3/rooms/{segment(room)}/invite"
        await ada.session.api.call("POST", invite, {"user_id": eve.user_id})
        await eve.session.api.call("POST", f"v3/join/{segment(room)}", {})

        async def noticed() -> bool:
            return not app.rooms.is_direct(room, ada.user_id) and await chat_of(app, ada) is None

        await until(noticed)
        await tell(app, ada.user_id, "nur für Sie")
        assert (await until_event(ada, "nur für Sie")).room_id != room


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
        room = (await until_event(ada, "vertraulich")).room_id

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
        await ada.ask(trap, "!hilfe")
        await tell(app, ada.user_id, "vertraulich")
        assert (await until_event(ada, "vertraulich")).room_id != trap


async def test_put_out_of_a_chat_the_bot_opens_another_one(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config()) as app:
        room = await open_direct(ada, world.bot_id)
        await tell(app, ada.user_id, "eins")
        await until_event(ada, "eins")
        path = f"v3/rooms/{segment(room)}/kick"
        await ada.session.api.call("POST", path, {"user_id": world.bot_id})

        async def lost() -> bool:
            return await chat_of(app, ada) is None

        await until(lost)
        await tell(app, ada.user_id, "zwei")
        assert (await until_event(ada, "zwei")).room_id != room


async def test_what_others_keep_in_the_list_of_direct_chats_stays(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    path = f"v3/user/{segment(world.bot_id)}/account_data/m.direct"
    async with running_app(world.config()) as app:
        before = {"@someone:example.org": ["!a:example.org"], ada.user_id: ["!old:example.org"]}
        await app.session.api.call("PUT", path, before)
        await tell(app, ada.user_id, "eins")
        room = (await until_event(ada, "eins")).room_id

        after = await app.session.api.call("GET", path)
        assert after == before | {ada.user_id: ["!old:example.org", room]}


async def open_direct(person: Person, other: str) -> str:
    """Another one, whatever there is."""
    body = {
        "invite": [other],
        "is_direct": True,
        "preset": "private_chat",
        "initial_state": [ENCRYPTION],
    }
    room = str((await person.session.api.call("POST", "v3/createRoom", body))["room_id"])
    await person.until_in(room, other)
    await person.ask(room, "hilfe")
    return room
