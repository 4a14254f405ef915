"""Coming and going: invitations, upgrades, being put out."""

from typing import Any

import pytest

from bot.app import App, now
from bot.doctor import check
from bot.matrix.api import Api, RefusedError, UnreachableError, segment
from bot.matrix.person import Person
from commands.conversation.posting import notice
from commands.language.markup import text
from storage.conversation import outbox
from storage.matrix import rooms
from tests.homeserver.direct_chats import ENCRYPTION
from tests.homeserver.world import World, running_app, until


async def membership(person: Person, room: str, user_id: str) -> str:
    path = f"v3/rooms/{segment(room)}/state/m.room.member/{segment(user_id)}"
    try:
        return str((await person.session.api.call("GET", path))["membership"])
    except RefusedError:
        return "none"


async def invite(person: Person, room: str, user_id: str) -> None:
    await person.session.api.call("POST", f"v3/rooms/{segment(room)}/invite", {"user_id": user_id})


async def kick(person: Person, room: str, user_id: str, reason: str = "") -> None:
    body = {"user_id": user_id, "reason": reason}
    await person.session.api.call("POST", f"v3/rooms/{segment(room)}/kick", body)


async def pending(app: App) -> int:
    async with app.database.transaction() as tx:
        return len(await rooms.pending(tx))


async def test_an_invitation_from_a_trusted_person_is_followed(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config(invite_from=f'["{ada.user_id}"]')):
        room = await world.room(ada)
        await ada.until_in(room, world.bot_id)

        assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")


async def test_an_invitation_from_anybody_else_is_refused(world: World) -> None:
    await world.bot_account()
    ada, eve = await world.person("ada"), await world.person("eve")
    async with running_app(world.config(invite_from=f'["{ada.user_id}"]')) as app:
        room = await world.room(eve)

        async def refused() -> bool:
            return await membership(eve, room, world.bot_id) == "leave"

        async def settled() -> bool:
            return await pending(app) == 0

        await until(refused)
        await until(settled)


async def test_an_invitation_that_came_while_the_bot_was_away_is_followed(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    config = world.config()
    async with running_app(config):
        pass
    room = await world.room(ada)

    async with running_app(config):
        await ada.until_in(room, world.bot_id)
        assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")


async def test_joining_is_tried_again_until_it_works_also_after_a_restart(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    config = world.config()
    call = Api.call
    attempts = 0

    async def never_joins(self: Api, method: str, path: str, *args: Any, **options: Any) -> Any:
        nonlocal attempts
        if "/join/" in path:
            attempts += 1
            raise UnreachableError("planted")
        return await call(self, method, path, *args, **options)

    async with running_app(config):
        monkeypatch.setattr(Api, "call", never_joins)
        room = await world.room(ada)

        async def tried_twice() -> bool:
            return attempts >= 2

        await until(tried_twice)
    monkeypatch.undo()

    async with running_app(config) as app:
        await ada.until_in(room, world.bot_id)
        assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")
        assert await pending(app) == 0


async def test_a_withdrawn_invitation_is_forgotten(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    call = Api.call

    async def never_joins(self: Api, method: str, path: str, *args: Any, **options: Any) -> Any:
        if "/join/" in path:
            raise UnreachableError("planted")
        return await call(self, method, path, *args, **options)

    async with running_app(world.config()) as app:
        monkeypatch.setattr(Api, "call", never_joins)
        room = await world.room(ada)

        async def waiting() -> bool:
            return await pending(app) == 1

        await until(waiting)
        await kick(ada, room, world.bot_id)

        async def forgotten() -> bool:
            return await pending(app) == 0

        await until(forgotten)


async def test_a_kick_is_shown_to_the_management_until_it_is_invited_again(
    world: World,
) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    management = await world.room(ada)
    room = await world.room(ada)
    async with running_app(world.config([room], management=management)) as app:
        await ada.until_in(management, world.bot_id)
        await ada.until_in(room, world.bot_id)
        await kick(ada, room, world.bot_id, "aufgeräumt")

        async def noticed() -> bool:
            async with app.database.transaction() as tx:
                return [r.room_id for r in await rooms.left(tx)] == [room]

        await until(noticed)
        assert room not in app.session.client.rooms
        status = await ada.ask(management, "!status")
        assert "aufgeräumt" in status

        await invite(ada, room, world.bot_id)
        await ada.until_in(room, world.bot_id)
        assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")
        async with app.database.transaction() as tx:
            assert await rooms.left(tx) == []


async def upgrade(person: Person, room: str) -> str:
    answer = await person.session.api.call(
        "POST", f"v3/rooms/{segment(room)}/upgrade", {"new_version": "11"}
    )
    return str(answer["replacement_room"])


@pytest.mark.spine
async def test_an_upgraded_room_is_followed_and_what_waits_for_it_moves_along(
    world: World,
) -> None:
    ada, room = await world.one_member()
    config = world.config(management=room)
    async with running_app(config) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!status")

        successor = await upgrade(ada, room)
        async with app.database.transaction() as tx:
            content = notice(text("Noch zu sagen"), "test-1")
            await outbox.put(tx, room, content, "test-1", now())
        app.outbox.wake()
        await invite(ada, successor, world.bot_id)
        await ada.until_in(successor, world.bot_id)

        async def said() -> bool:
            return any(h.room_id == successor and h.body == "Noch zu sagen" for h in ada.timeline)

        await until(said)
        assert "Status: " in await ada.ask(successor, "!status")

    async with running_app(config):
        assert "Status: " in await ada.ask(successor, "!status")


async def test_a_question_in_a_room_that_the_bot_was_invited_to_as_a_direct_chat_needs_no_prefix(
    world: World,
) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config()):
        body = {
            "invite": [world.bot_id],
            "is_direct": True,
            "preset": "trusted_private_chat",
            "initial_state": [ENCRYPTION],
        }
        answer = await ada.session.api.call("POST", "v3/createRoom", body)
        room = answer["room_id"]
        await ada.until_in(room, world.bot_id)

        assert "Kiel" in await ada.ask(room, "leitlinie Kiel")


async def test_what_was_said_before_the_bot_came_is_not_answered(world: World) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config()):
        room = await ada.create_room("Austausch", [], encrypted=False)
        await ada.until_in(room)
        for _ in range(5):
            await ada.say(room, "!leitlinie Bonn")
        await invite(ada, room, world.bot_id)
        await ada.until_in(room, world.bot_id)
        assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")

        assert len([h for h in ada.timeline if h.sender == world.bot_id]) == 1


async def test_check_says_whether_the_bot_may_speak_in_each_room(world: World) -> None:
    ada, room = await world.one_member()
    silent = await world.room(ada)
    config = world.config([room, silent])
    async with running_app(config):
        await ada.until_in(room, world.bot_id)
        await ada.until_in(silent, world.bot_id)
    path = f"v3/rooms/{segment(silent)}/state/m.room.power_levels"
    levels = await ada.session.api.call("GET", path)
    await ada.session.api.call("PUT", path, levels | {"events_default": 50, "events": {}})

    lines: list[str] = []
    problems = await check(config, world.directory / "config.toml", lines.append)

    assert problems == 1
    assert any("darf schreiben, verschlüsselt" in line and room in line for line in lines)
    assert any("darf aber nicht schreiben" in line and silent in line for line in lines)
