"""Whatever strangers and members send, the bot goes on answering everybody else."""

import asyncio
import contextlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from nio import Event

from bot.matrix import encryption
from bot.matrix.api import RefusedError, segment
from bot.matrix.person import Person
from bot.matrix.session import Credential, open_session
from bot.matrix.sync import Sync
from storage.matrix import rooms
from tests.homeserver.world import (
    PASSWORD,
    World,
    doubled,
    running_app,
    until,
    wait_for_replies,
)

# A real Curve25519 key, so that only the one-time key is no use.
CURVE_KEY = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo"


async def say_in_clear(person: Person, room: str, body: str) -> str:
    """Reaches the bot whatever became of anybody's keys."""
    path = f"v3/rooms/{segment(room)}/send/m.room.message/{uuid4()}"
    answer = await person.session.api.call("PUT", path, {"msgtype": "m.text", "body": body})
    return str(answer["event_id"])


async def send_plaintext(person: Person, room: str, plaintext: str) -> None:
    """Encrypted as it should be; inside is what nobody expects."""
    client = person.session.client
    await encryption.share_room_key(person.session, room)
    session = client.olm.outbound_group_sessions[room]
    content = {
        "algorithm": "m.megolm.v1.aes-sha2",
        "sender_key": client.olm.account.identity_keys["curve25519"],
        "ciphertext": session.encrypt(plaintext),
        "session_id": session.id,
        "device_id": client.device_id,
    }
    path = f"v3/rooms/{segment(room)}/send/m.room.encrypted/{uuid4()}"
    await person.session.api.call("PUT", path, content)


def message(content: object, **more: object) -> str:
    return json.dumps({"type": "m.room.message", "room_id": "!x", "content": content, **more})


def in_thread(root: str) -> str:
    relation = {"rel_type": "m.thread", "event_id": root}
    return message({"msgtype": "m.text", "body": "!hilfe", "m.relates_to": relation})


def editing(event_id: object) -> str:
    relation = {"rel_type": "m.replace", "event_id": event_id}
    new = {"msgtype": "m.text", "body": "!hilfe"}
    return message({"msgtype": "m.text", "m.new_content": new, "m.relates_to": relation})


@pytest.mark.parametrize(
    "plaintext",
    [
        "[]",
        "null",
        "5",
        "[" * 20_000,
        "{",
        message([]),
        message({"msgtype": {}, "body": "!hilfe"}),
        message({"msgtype": "m.text", "body": 5}),
        message({"msgtype": "m.text", "body": "!hilfe"}, unsigned="x"),
        message({"msgtype": "m.text", "body": "!hilfe", "m.relates_to": [1]}),
        in_thread("$\ud800"),
        in_thread("$\x00"),
        in_thread("no event id"),
        json.dumps({"type": {}, "room_id": "!x", "content": {}}),
        message({"msgtype": "m.file", "body": 5, "file": [1]}),
        message({"msgtype": "m.file", "body": "x", "file": {"url": 5, "key": {}, "hashes": 1}}),
        message({"msgtype": "m.image", "body": "x", "url": {"a": 1}, "info": 7}),
        message({"msgtype": "m.file", "filename": [], "url": "mxc://a/b", "info": {}}),
        editing("$gone"),
        editing("no id"),
        editing(5),
        json.dumps({"type": "m.room.redaction", "room_id": "!x", "content": {"redacts": "$x"}}),
        json.dumps({"type": "m.reaction", "room_id": "!x", "content": {"m.relates_to": 1}}),
    ],
    ids=lambda text: text[:60],
)
async def test_odd_contents_of_an_encrypted_message_stop_nobody(
    world: World, plaintext: str
) -> None:
    ada, room = await world.one_member()
    ben = await world.person("ben")
    config = world.config([room])
    async with running_app(config):
        await ada.until_in(room, world.bot_id)
        await ada.ask(room, "!hilfe")
        side = await world.room(ada, encrypted=False)
        await ada.until_in(side, world.bot_id)
        await send_plaintext(ada, room, plaintext)
        question = await say_in_clear(ada, side, "!kontakt")
        answered = await wait_for_replies(ada, side, world.bot_id, [question])
        assert doubled(answered) == 0

    async with running_app(config):
        again = await say_in_clear(ada, side, "!kontakt")
        await wait_for_replies(ada, side, world.bot_id, [again])
    assert ben.timeline == []


@pytest.mark.parametrize(
    ("kind", "body"), [(0, "AAAA"), (0, "garbage!!"), (1, "AAAA"), (7, "AAAA"), ("x", 5)]
)
async def test_odd_events_to_the_device_of_the_bot_stop_nobody(
    world: World, kind: object, body: object
) -> None:
    ada, room = await world.one_member()
    eve = await world.person("eve")
    async with running_app(world.config([room])) as app:
        await ada.until_in(room, world.bot_id)
        own_key = app.session.client.olm.account.identity_keys["curve25519"]
        content = {
            "algorithm": "m.olm.v1.curve25519-aes-sha2",
            "sender_key": "A" * 43,
            "ciphertext": {own_key: {"type": kind, "body": body}},
        }
        messages = {world.bot_id: {app.session.device_id: content}}
        path = f"v3/sendToDevice/m.room.encrypted/{uuid4()}"
        await eve.session.api.call("PUT", path, {"messages": messages})

        assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")


@dataclass(frozen=True)
class UselessKeys:
    """What another device of a member publishes, properly signed."""

    curve: str
    one_time: str


@pytest.mark.parametrize(
    "keys",
    [UselessKeys("AAAA", "AAAA"), UselessKeys(CURVE_KEY, "AAAA"), UselessKeys(CURVE_KEY, "")],
)
async def test_a_device_with_useless_keys_keeps_no_answer_from_the_others(
    world: World, keys: UselessKeys
) -> None:
    ada, room = await world.one_member()
    async with running_app(world.config([room])):
        await ada.until_in(room, world.bot_id)
        await publish(world, ada, keys)
        asked = [await ada.say(room, "!kontakt") for _ in range(3)]

        await wait_for_replies(ada, room, world.bot_id, asked)

        async def all_are_readable() -> bool:
            return sum(1 for each in ada.timeline if each.answers in asked and each.body) == 3

        # The homeserver has an answer before her own sync brings it.
        await until(all_are_readable)


async def publish(world: World, person: Person, keys: UselessKeys) -> None:
    folder = world.directory / f"useless-{uuid4().hex[:6]}"
    folder.mkdir(mode=0o700)
    credential = Credential(password=PASSWORD)
    session = await world.stack.enter_async_context(
        open_session(world.homeserver.url, person.user_id, credential, "Odd", folder)
    )
    olm, name = session.client.olm, session.device_id

    def signed(content: dict[str, Any]) -> dict[str, Any]:
        signature = olm.sign_json(content)
        return content | {"signatures": {session.user_id: {f"ed25519:{name}": signature}}}

    device = {
        "user_id": session.user_id,
        "device_id": name,
        "algorithms": ["m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"],
        "keys": {
            f"curve25519:{name}": keys.curve,
            f"ed25519:{name}": olm.account.identity_keys["ed25519"],
        },
    }
    body = {
        "device_keys": signed(device),
        "one_time_keys": {"signed_curve25519:AAAAAQ": signed({"key": keys.one_time})},
    }
    await session.api.call("POST", "v3/keys/upload", body)


async def tombstone(person: Person, room: str, successor: str) -> None:
    path = f"v3/rooms/{segment(room)}/state/m.room.tombstone"
    body = {"body": "moved", "replacement_room": successor}
    await person.session.api.call("PUT", path, body)


async def test_a_room_cannot_send_the_bot_where_it_was_not_invited_by_a_trusted_person(
    world: World,
) -> None:
    await world.bot_account()
    ada, eve = await world.person("ada"), await world.person("eve")
    side = await ada.create_room("Nebenraum", [world.bot_id, eve.user_id], encrypted=False)
    await eve.join(side)
    path = f"v3/rooms/{segment(side)}/state/m.room.power_levels"
    levels = await ada.session.api.call("GET", path)
    await ada.session.api.call("PUT", path, levels | {"state_default": 0, "events": {}})
    trap = await eve.create_room("Falle", [world.bot_id], encrypted=False)

    async with running_app(world.config(invite_from=f'["{ada.user_id}"]')) as app:
        await ada.until_in(side, world.bot_id)
        await tombstone(eve, side, trap)
        question = await say_in_clear(ada, side, "!kontakt")
        await wait_for_replies(ada, side, world.bot_id, [question])

        async with app.database.transaction() as tx:
            assert trap not in await rooms.joined(tx)
            assert await rooms.current(tx, side) == side


async def test_a_false_successor_is_left_and_the_network_room_stays_what_it_is(
    world: World,
) -> None:
    ada, network = await world.one_member(encrypted=False)
    config = world.config(management=network)
    async with running_app(config) as app:
        await ada.until_in(network, world.bot_id)
        side = await ada.create_room("Nebenraum", [world.bot_id], encrypted=False)
        await ada.until_in(side, world.bot_id)
        other = await ada.create_room("Fremd", [], encrypted=False)
        for successor in (network, other):
            await tombstone(ada, side, successor)
            question = await say_in_clear(ada, network, "!status")
            await wait_for_replies(ada, network, world.bot_id, [question])

        async def settled() -> bool:
            async with app.database.transaction() as tx:
                return await rooms.current(tx, side) == side and network in await rooms.joined(tx)

        await until(settled)
        assert app.rooms.joined[network] is False
        assert app.live.settings.management_room == network


async def test_an_invitation_after_a_kick_is_followed_although_both_came_while_away(
    world: World,
) -> None:
    ada, room = await world.one_member(encrypted=False)
    config = world.config()
    async with running_app(config):
        await ada.until_in(room, world.bot_id)
    body = {"user_id": world.bot_id}
    await ada.session.api.call("POST", f"v3/rooms/{segment(room)}/kick", body)
    await ada.session.api.call("POST", f"v3/rooms/{segment(room)}/invite", body)

    async with running_app(config):
        await ada.until_in(room, world.bot_id)
        question = await say_in_clear(ada, room, "!kontakt")
        await wait_for_replies(ada, room, world.bot_id, [question])


async def test_a_bug_in_reading_stops_the_bot_for_seconds_not_for_ever(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, room = await world.one_member(encrypted=False)
    receive = Sync._receive

    async def stumbles(self: Sync, room_id: str, event: Event) -> None:
        if event.source["content"].get("body") == "Stein":
            raise ZeroDivisionError
        await receive(self, room_id, event)

    async with running_app(world.config([room])):
        await ada.until_in(room, world.bot_id)
        monkeypatch.setattr(Sync, "_receive", stumbles)
        questions = [await say_in_clear(ada, room, "!kontakt")]
        await say_in_clear(ada, room, "Stein")
        # Also what came with it, and while the bot was trying.
        questions += [await say_in_clear(ada, room, "!nekopa")]
        await asyncio.sleep(2)
        questions += [await say_in_clear(ada, room, "!mitmachen")]
        await asyncio.sleep(4)
        questions += [await say_in_clear(ada, room, "!kontakt")]

        answered = await wait_for_replies(ada, room, world.bot_id, questions)
        assert answered == questions


ODD_EVENTS: list[tuple[str, dict[str, object]]] = [
    ("m.reaction", {}),
    ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": 5, "key": [1]}}),
    ("m.reaction", {"m.relates_to": [{"key": "x"}]}),
    ("m.room.message", {"msgtype": "m.file", "body": "x", "url": "mxc://../x"}),
    ("m.room.message", {"msgtype": "m.file", "body": {"a": 1}, "url": 5}),
    ("m.room.message", {"msgtype": "m.video", "file": {"url": "mxc://a/b", "key": 1}}),
    ("m.room.message", {"msgtype": "m.text", "body": "x", "m.new_content": 5}),
    ("m.room.message", {"msgtype": ["m.text"], "body": "!hilfe", "m.relates_to": {"x": None}}),
    ("m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2", "session_id": 5}),
]


async def test_odd_reactions_files_and_edits_stop_nobody_also_in_a_gap(world: World) -> None:
    ada, room = await world.one_member(encrypted=False)
    config = world.config([room])

    async def misbehave() -> None:
        for kind, content in ODD_EVENTS:
            path = f"v3/rooms/{segment(room)}/send/{kind}/{uuid4()}"
            with contextlib.suppress(RefusedError):
                await ada.session.api.call("PUT", path, content)

    async with running_app(config):
        await ada.until_in(room, world.bot_id)
        await misbehave()
        assert "Kiel" in await ada.ask(room, "!leitlinie Kiel")
    await misbehave()
    asked = await say_in_clear(ada, room, "!kontakt")
    for number in range(120):
        await say_in_clear(ada, room, f"Gespräch {number}")
    async with running_app(config):
        answered = await wait_for_replies(ada, room, world.bot_id, [asked])
        assert doubled(answered) == 0
