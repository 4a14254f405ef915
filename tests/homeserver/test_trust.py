"""Whom the bot believes, tried by people who should not be."""

import asyncio
import json
from typing import Any
from uuid import uuid4

import pytest

from bot.app import App
from bot.doctor import accept_room, check
from bot.matrix import cross_signing, encryption, rooms
from bot.matrix.api import segment
from bot.matrix.cross_signing import CrossSigningState
from bot.matrix.person import Person
from bot.matrix.sync import Sync
from storage.matrix import rooms as stored
from tests.homeserver.direct_chats import tell, until_event
from tests.homeserver.test_direct_return import open_direct
from tests.homeserver.test_hostile import say_in_clear, send_plaintext
from tests.homeserver.world import PASSWORD, World, replies, running_app, timeline, until

ONLY_MEMBERS = "Mitgliedern des Netzwerks vorbehalten"


async def put_state(
    person: Person, room: str, kind: str, content: dict[str, Any], key: str = ""
) -> None:
    path = f"v3/rooms/{segment(room)}/state/{kind}/{segment(key)}"
    await person.session.api.call("PUT", path, content)


async def answered(person: Person, room: str, bot: str) -> int:
    return len([h for h in person.timeline if h.room_id == room and h.sender == bot and h.body])


# --- members


async def test_who_leaves_the_last_room_is_a_member_no_more(world: World) -> None:
    ada, room = await world.one_member()
    bo = await world.person("bo")
    await ada.session.api.call("POST", f"v3/rooms/{segment(room)}/invite", {"user_id": bo.user_id})
    await bo.join(room)
    async with running_app(world.config([room])) as app:
        await bo.until_in(room, world.bot_id)
        chat = await open_direct(bo, world.bot_id)
        assert ONLY_MEMBERS not in await bo.ask(chat, "termine")

        await bo.session.api.call("POST", f"v3/rooms/{segment(room)}/leave", {})

        async def left() -> bool:
            return app.live.membership(bo.user_id) is False

        await until(left)
        assert ONLY_MEMBERS in await bo.ask(chat, "termine")
        assert "Kiel" in await bo.ask(chat, "leitlinie Kiel")
        assert app.live.membership(ada.user_id) is True


async def test_encrypted_state_makes_nobody_a_member_and_puts_nobody_out(world: World) -> None:
    ada, room = await world.one_member()
    eve = await world.person("eve")
    async with running_app(world.config(management=room)) as app:
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!hilfe")
        for kind, key, content in (
            ("m.room.member", eve.user_id, {"membership": "join"}),
            ("m.room.member", ada.user_id, {"membership": "leave"}),
            ("m.room.power_levels", "", {"users_default": 0, "events_default": 100}),
            ("m.room.tombstone", "", {"body": "x", "replacement_room": "!falle:localhost"}),
        ):
            state = {"type": kind, "state_key": key, "room_id": room, "content": content}
            await send_plaintext(ada, room, json.dumps(state))
        assert "Status: " in await ada.ask(room, "!status")

        assert app.live.membership(eve.user_id) is False
        assert app.live.membership(ada.user_id) is True
        assert app.live.managers() == {ada.user_id}
        assert app.live.settings.management_room == room


# --- direct chats and plain text


async def test_what_is_said_in_clear_in_an_encrypted_room_is_no_command(world: World) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])):
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!hilfe")
        before = await answered(ada, room, world.bot_id)
        await say_in_clear(ada, room, "!kontakt")
        assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")

        assert await answered(ada, room, world.bot_id) == before + 1


async def test_nothing_private_goes_into_a_chat_that_others_can_read(world: World) -> None:
    ada, network = await world.one_member()
    async with running_app(world.config([network])) as app:
        await ada.until_in(network, world.bot_id)
        body = {"invite": [world.bot_id], "is_direct": True, "preset": "private_chat"}
        plain = (await ada.session.api.call("POST", "v3/createRoom", body))["room_id"]
        await ada.until_in(plain, world.bot_id)
        assert "Direktchat" in await ada.ask(plain, "!meinedaten")
        await tell(app, ada.user_id, "vertraulich")
        assert (await until_event(ada, "vertraulich")).room_id not in (plain, network)


async def test_a_chat_that_is_opened_to_the_world_is_one_no_more(world: World) -> None:
    ada, network = await world.one_member()
    async with running_app(world.config([network])) as app:
        await ada.until_in(network, world.bot_id)
        chat = await open_direct(ada, world.bot_id)
        await put_state(ada, chat, "m.room.join_rules", {"join_rule": "public"})

        async def exposed() -> bool:
            return not app.rooms.is_direct(chat, ada.user_id)

        await until(exposed)
        await tell(app, ada.user_id, "vertraulich")
        assert (await until_event(ada, "vertraulich")).room_id != chat


# --- the management room


async def test_the_address_of_the_management_room_cannot_be_taken_over(world: World) -> None:
    await world.bot_account()
    ada, eve = await world.person("ada"), await world.person("eve")
    alias = f"#leitung-{uuid4().hex[:8]}:localhost"
    path = f"v3/directory/room/{segment(alias)}"
    room, trap = await world.room(ada), await world.room(eve)
    await eve_points(eve, path, room, ada)
    config_file = world.write_config(management=alias)
    config = world.config(management=alias)
    async with running_app(config):
        await ada.until_in(room, world.bot_id)
        assert "Status: " in await ada.ask(room, "!status")
    await eve_points(eve, path, trap, ada)

    async with running_app(config) as app:
        assert app.live.settings.management_room == room
        await until_heard_part(ada, "führt jetzt in einen anderen Raum")
        await eve.until_in(trap, world.bot_id)
        assert "Netzwerk" in await eve.ask(trap, "!status")
        assert "Status: " in await ada.ask(room, "!status")
    lines: list[str] = []
    assert await check(config, config_file, lines.append) > 0
    assert any("--accept-room" in line for line in lines)

    assert trap in await accept_room(config, alias)
    async with running_app(config) as app:
        assert app.live.settings.management_room == trap


async def eve_points(eve: Person, path: str, room: str, owner: Person) -> None:
    """The address is Eve's, wherever it leads."""
    if room in eve.session.client.rooms:
        await eve.session.api.call("DELETE", path)
        await eve.session.api.call("PUT", path, {"room_id": room})
        return
    invite = f"v3/rooms/{segment(room)}/invite"
    await owner.session.api.call("POST", invite, {"user_id": eve.user_id})
    await eve.join(room)
    await eve.session.api.call("PUT", path, {"room_id": room})
    await eve.session.api.call("POST", f"v3/rooms/{segment(room)}/leave", {})


async def until_heard_part(person: Person, words: str) -> None:
    async def there() -> bool:
        return any(h.body is not None and words in h.body for h in person.timeline)

    await until(there)


async def test_in_a_management_room_that_anybody_may_enter_nobody_decides(world: World) -> None:
    ada, room = await world.one_member()
    config_file = world.write_config(management=room)
    config = world.config(management=room)
    async with running_app(config) as app:
        await ada.until_in(room, world.bot_id)
        assert "Status: " in await ada.ask(room, "!status")
        await put_state(ada, room, "m.room.join_rules", {"join_rule": "public"})
        await until_open(app, is_open=True)
        assert "ohne Einladung betreten" in await ada.ask(room, "!status")
        lines: list[str] = []
        await check(config, config_file, lines.append)
        assert any("ohne Einladung" in line and line.startswith("Problem") for line in lines)
        await put_state(ada, room, "m.room.join_rules", {"join_rule": "invite"})
        await until_open(app, is_open=False)
        assert "Status: " in await ada.ask(room, "!status")


async def until_open(app: App, *, is_open: bool) -> None:
    async def seen() -> bool:
        return bool(app.live.faults()) is is_open

    await until(seen)


async def test_an_unencrypted_management_room_works_and_is_a_problem(world: World) -> None:
    ada, room = await world.one_member(encrypted=False)
    config_file = world.write_config(management=room)
    config = world.config(management=room)
    async with running_app(config):
        await ada.until_in(room, world.bot_id)
        assert "ist nicht verschlüsselt" in await ada.ask(room, "!status")
        lines: list[str] = []
        assert await check(config, config_file, lines.append) > 0
        assert any("er ist nicht verschlüsselt" in line for line in lines)


async def test_a_command_from_a_device_that_is_not_cross_signed_is_told_once(world: World) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config(management=room)):
        await ada.until_in(room, world.bot_id)
        for _ in range(2):
            assert "Status: " in await ada.ask(room, "!status")
        await until_heard_part(ada, "nicht quersigniert")
        told = [h for h in ada.timeline if h.body and "nicht quersigniert" in h.body]
        assert len(told) == 1
        assert ada.session.device_id in str(told[0].body)


async def test_only_cross_signed_devices_decide_if_that_is_configured(world: World) -> None:
    ada, room = await world.one_member()
    config = world.config(management=room)
    section = config.rooms.model_copy(update={"management_verified_only": True})
    async with running_app(config.model_copy(update={"rooms": section})):
        await ada.until_in(room, world.bot_id)
        assert "nur quersignierte" in await ada.ask(room, "!status")
        keys = await encryption.own_keys(ada.session)
        folder = world.directory / "signing"
        folder.mkdir()
        signed = await cross_signing.ensure_signed(ada.session, keys, folder, PASSWORD)
        assert signed is CrossSigningState.SIGNED

        async def believed() -> bool:
            return "Status: " in await ada.ask(room, "!status")

        await until(believed)


async def test_an_encrypted_message_of_somebody_else_is_not_the_managers(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The homeserver says who sent an event; the session says whose it is."""
    ada, room = await world.one_member()
    eve = await world.person("eve")
    invite = f"v3/rooms/{segment(room)}/invite"
    await ada.session.api.call("POST", invite, {"user_id": eve.user_id})
    await eve.join(room)
    receive = Sync._receive

    async def relabelled(self: Sync, room_id: str, event: Any) -> None:
        if event.sender == eve.user_id:
            event.sender = event.source["sender"] = ada.user_id
        await receive(self, room_id, event)

    async with running_app(world.config(management=room)):
        await eve.until_in(room, world.bot_id, ada.user_id)
        assert "Status: " in await ada.ask(room, "!status")
        monkeypatch.setattr(Sync, "_receive", relabelled)
        forged = await eve.say(room, "!offen")
        assert "Status: " in await ada.ask(room, "!status")

        assert forged not in replies(await timeline(ada, room), world.bot_id)


# --- invitations


async def test_a_room_that_all_have_left_is_left(world: World) -> None:
    ada, network = await world.one_member()
    async with running_app(world.config([network])) as app:
        room = await world.room(ada, encrypted=False)
        await ada.until_in(room, world.bot_id)
        await ada.session.api.call("POST", f"v3/rooms/{segment(room)}/leave", {})

        async def alone() -> bool:
            return room not in app.rooms.joined and network in app.rooms.joined

        await until(alone)


async def test_nobody_fills_the_bot_with_rooms(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "MOST_ROOMS_WITH_ONE", 3)
    ada, network = await world.one_member()
    eve = await world.person("eve")
    async with running_app(world.config([network])) as app:
        for number in range(6):
            await eve.create_room(f"Raum {number}", [world.bot_id], encrypted=False)

        async def settled() -> bool:
            async with app.database.transaction() as tx:
                return not await stored.pending(tx) and len(app.rooms.joined) >= 4

        await until(settled)
        await asyncio.sleep(2)
        assert len(app.rooms.joined) == 3 + 1
        other = await world.room(ada, encrypted=False)
        await ada.until_in(other, world.bot_id)
