"""What people see of a bot that is new: its name, its picture, and its first words."""

from pathlib import Path
from typing import Any

import pytest

from bot.matrix.api import Api, segment
from bot.matrix.person import Person
from storage.data import __file__ as data
from tests.homeserver.world import World, running_app, until

HELLO = "Guten Tag, ich bin der Netzwerkbot"


async def profile(world: World, person: Person) -> dict[str, str]:
    path = f"v3/profile/{segment(world.bot_id)}"
    answer: dict[str, str] = await person.session.api.call("GET", path)
    return answer


def hellos(world: World, person: Person, room_id: str) -> list[str]:
    said = [
        h.body or "" for h in person.timeline if h.sender == world.bot_id and h.room_id == room_id
    ]
    return [body for body in said if body.startswith(HELLO)]


async def until_greeted(world: World, person: Person, room_id: str) -> None:
    async def greeted() -> bool:
        return bool(hellos(world, person, room_id))

    await until(greeted)


async def test_a_new_account_gets_a_name_and_a_picture(world: World) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])) as app:
        shown = await profile(world, ada)
        media = shown["avatar_url"].removeprefix("mxc://")
        async with app.session.api.http.get(
            f"{world.homeserver.url}/_matrix/client/v1/media/download/{media}",
            headers={"Authorization": f"Bearer {app.session.api.access_token}"},
        ) as response:
            picture = await response.read()

    assert shown["displayname"] == "Netzwerkbot"
    assert picture == Path(data).with_name("netzwerkbot.png").read_bytes()


async def test_a_name_that_somebody_chose_stays(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    path = f"v3/profile/{segment(world.bot_id)}/displayname"
    async with running_app(world.config()) as app:
        await app.session.api.call("PUT", path, {"displayname": "Bea Beteiligung"})
        # As if this start had been the first.
        async with app.database.transaction() as tx:
            await tx.execute("DELETE FROM key_value WHERE name = 'introduced_at'")
    async with running_app(world.config()):
        assert (await profile(world, ada))["displayname"] == "Bea Beteiligung"


async def test_a_room_is_greeted_once_also_over_restarts(world: World) -> None:
    ada, room = await world.one_member()
    config = world.config([room])
    async with running_app(config, greets=True):
        await until_greeted(world, ada, room)
    async with running_app(config, greets=True):
        assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")

    assert hellos(world, ada, room) == [
        f"{HELLO}; was ich für Sie tun kann, zeigt !hilfe.",
    ]


async def test_a_new_direct_chat_gets_the_short_help_once(world: World) -> None:
    ada, room = await world.one_member()
    config = world.config([room])
    async with running_app(config, greets=True):
        chat = await ada.direct_chat_with(world.bot_id)
        await until_greeted(world, ada, chat)
        helped = await ada.ask(chat, "hilfe")
    async with running_app(config, greets=True):
        assert "Kiel" in await ada.ask(chat, "leitlinie Kiel")

    assert hellos(world, ada, chat) == [helped, helped]


async def test_a_homeserver_that_refuses_a_name_is_no_obstacle(world: World) -> None:
    ada, room = await world.one_member()
    call = Api.call

    async def refuses(self: Api, method: str, path: str, *args: Any, **more: Any) -> Any:
        if method == "PUT" and "/profile/" in path:
            raise OSError
        return await call(self, method, path, *args, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Api, "call", refuses)
        async with running_app(world.config([room])):
            assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")
    assert (await profile(world, ada))["displayname"] != "Netzwerkbot"
