"""Hostile events by the dozen through a real homeserver: the bot goes on and notices no error.

Each is a probe of its own, see tests/probes; what Synapse itself refuses has not reached the bot.
"""

import contextlib
import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.person import Person
from tests.homeserver.test_hostile import message, send_plaintext
from tests.homeserver.world import BotProcess, World, wait_for_replies

Record = Callable[[str, object], None]
NOWHERE = "$" + "x" * 43
DEEP: Any = "x"
for _ in range(60):
    DEEP = {"x": DEEP}

# What stands where a text, a mapping or an event id should.
ODD: tuple[Any, ...] = (
    None,
    5,
    True,
    [],
    {},
    ["!hilfe"],
    {"x": "y"},
    "",
    "\x00",
    "\u202e" * 9,
    DEEP,
)
_TEXT = {"msgtype": "m.text", "body": "!kontakt"}


def _contents() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield types and contents: messages, relations, edits, files, reactions, and of no type."""
    for odd in ODD:
        yield "m.room.message", {"msgtype": odd, "body": "!kontakt"}
        yield "m.room.message", {"msgtype": "m.text", "body": odd}
        yield "m.room.message", _TEXT | {"m.relates_to": odd}
        yield "m.room.message", _TEXT | {"m.mentions": odd, "format": odd, "formatted_body": odd}
        yield "m.room.message", _TEXT | {"m.new_content": odd, "m.relates_to": _replacing(NOWHERE)}
        yield "m.room.message", _TEXT | {"m.new_content": _TEXT, "m.relates_to": _replacing(odd)}
        yield "m.room.message", _TEXT | {"m.relates_to": {"rel_type": "m.thread", "event_id": odd}}
        yield "m.room.message", _TEXT | {"m.relates_to": {"m.in_reply_to": odd}}
        yield "m.room.message", _TEXT | {"m.relates_to": {"m.in_reply_to": {"event_id": odd}}}
        yield "m.room.message", {"msgtype": "m.file", "body": odd, "filename": odd, "url": odd}
        yield "m.room.message", {"msgtype": "m.image", "body": "x", "file": odd, "info": odd}
        yield "m.reaction", {"m.relates_to": odd}
        yield (
            "m.reaction",
            {"m.relates_to": {"rel_type": "m.annotation", "event_id": odd, "key": odd}},
        )
        yield "m.room.redaction", {"redacts": odd}


def _replacing(event_id: object) -> dict[str, object]:
    return {"rel_type": "m.replace", "event_id": event_id}


CONTENTS = list(_contents())
PARTS = 3
_NO_STATE: tuple[Any, ...] = (None, 5, [], {"x": "y"}, "\x00\u202e")
STATE: tuple[tuple[str, str, dict[str, Any]], ...] = tuple(
    (kind, "", {field: odd})
    for kind, field in (
        ("m.room.name", "name"),
        ("m.room.topic", "topic"),
        ("m.room.avatar", "url"),
        ("m.room.canonical_alias", "alias"),
        ("m.room.pinned_events", "pinned"),
        ("m.room.history_visibility", "history_visibility"),
        ("m.room.guest_access", "guest_access"),
        ("m.room.tombstone", "replacement_room"),
        ("m.space.parent", "via"),
    )
    for odd in _NO_STATE
)
_NO_KEYS: tuple[dict[str, Any], ...] = (
    {},
    {"algorithm": 5, "ciphertext": [], "sender_key": {}},
    {
        "algorithm": "m.megolm.v1.aes-sha2",
        "room_id": "!x",
        "session_id": "x",
        "session_key": "x",
    },
    {"action": "request", "request_id": [], "requesting_device_id": 5, "body": DEEP},
    {"from_device": None, "methods": 5, "timestamp": "x", "transaction_id": {}},
)
KEYS: tuple[tuple[str, dict[str, Any]], ...] = tuple(
    (kind, content)
    for kind in (
        "m.room.encrypted",
        "m.room_key",
        "m.forwarded_room_key",
        "m.room_key_request",
        "m.secret.request",
        "m.secret.send",
        "m.key.verification.request",
        "m.key.verification.start",
        "org.example.unknown",
    )
    for content in _NO_KEYS
)


async def reaches(person: Person, method: str, path: str, content: object) -> bool:
    """Return whether Synapse took it; what it refuses, or stumbles over, the bot never sees."""
    try:
        await person.session.api.call(method, path, content)
    except (RefusedError, UnreachableError):
        return False
    return True


async def put(person: Person, room: str, kind: str, content: object) -> bool:
    path = f"v3/rooms/{segment(room)}/send/{segment(kind)}/{uuid4()}"
    return await reaches(person, "PUT", path, content)


async def still_well(world: World, bot: BotProcess, ada: Person, *rooms: str) -> None:
    """It answers in each room, once; it was not started anew and logged no error."""
    for room in rooms:
        asked = await ada.say(room, "!leitlinie Kiel")
        answered = await wait_for_replies(ada, room, world.bot_id, [asked])
        assert answered.count(asked) == 1
    assert bot.process is not None
    assert bot.process.returncode is None
    log = bot.log_file.read_text(encoding="utf-8")
    assert "ERROR" not in log, log
    assert "Traceback" not in log, log


@pytest.mark.parametrize("part", range(PARTS))
async def test_odd_contents_in_plain_and_encrypted_rooms(
    world: World, record_property: Record, part: int
) -> None:
    ada, encrypted = await world.one_member()
    plain = await world.room(ada, encrypted=False)
    bot = world.bot_process([encrypted, plain])
    await bot.start()
    for room in (encrypted, plain):
        await ada.until_in(room, world.bot_id)
    await still_well(world, bot, ada, encrypted)
    contents = CONTENTS[part::PARTS]
    for kind, content in contents:
        if await put(ada, plain, kind, content):
            record_property("probe", f"plain: {kind} {str(content)[:80]}")
        await send_plaintext(
            ada, encrypted, json.dumps({"type": kind, "room_id": encrypted, "content": content})
        )
        record_property("probe", f"encrypted: {kind} {str(content)[:80]}")
    await still_well(world, bot, ada, encrypted, plain)
    # And those that come in the backlog.
    await bot.stop()
    for kind, content in contents[::5]:
        await put(ada, plain, kind, content)
        await send_plaintext(ada, encrypted, message(content))
        record_property("probe", f"backlog: {kind} {str(content)[:80]}")
    await bot.start()
    await still_well(world, bot, ada, encrypted, plain)


async def test_odd_state_of_rooms(world: World, record_property: Record) -> None:
    ada, room = await world.one_member()
    bot = world.bot_process([room])
    await bot.start()
    await ada.until_in(room, world.bot_id)
    side = await world.room(ada, encrypted=False)
    await ada.until_in(side, world.bot_id)
    for kind, key, content in STATE:
        path = f"v3/rooms/{segment(side)}/state/{segment(kind)}/{segment(key)}"
        if await reaches(ada, "PUT", path, content):
            record_property("probe", f"{kind} {content}")
    await still_well(world, bot, ada, room)
    await bot.stop()
    await bot.start()
    await still_well(world, bot, ada, room)


async def test_odd_events_to_its_device(world: World, record_property: Record) -> None:
    ada, room = await world.one_member()
    eve = await world.person("eve")
    bot = world.bot_process([room])
    await bot.start()
    await ada.until_in(room, world.bot_id)
    for kind, content in KEYS:
        path = f"v3/sendToDevice/{segment(kind)}/{uuid4()}"
        if await reaches(eve, "PUT", path, {"messages": {world.bot_id: {"*": content}}}):
            record_property("probe", f"{kind} {str(content)[:80]}")
    await still_well(world, bot, ada, room)
    await ada.ask(room, "!hilfe")


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
async def test_nobody_edits_or_removes_the_words_of_others(
    world: World, record_property: Record, encrypted: bool
) -> None:
    ada, room = await world.one_member(encrypted=encrypted)
    eve = await world.person("eve")
    await ada.session.api.call("POST", f"v3/rooms/{segment(room)}/invite", {"user_id": eve.user_id})
    await eve.join(room)
    bot = world.bot_process([room])
    await bot.start()
    for person in (ada, eve):
        await person.until_in(room, ada.user_id, eve.user_id, world.bot_id)
    asked = await ada.say(room, "!leitlinie Göppingen")
    choice = await ada.answer_to(asked)
    known = len(ada.timeline)
    tries = {
        "edits the command of another": eve.edit(room, asked, "!leitlinie Jena"),
        "edits the answer of the bot": eve.edit(room, choice.event_id, "Geändert"),
        "taps the choice of another": eve.react(room, choice.event_id, "1️⃣"),
        "types the number of another": eve.say(room, "2"),
        "replies to the choice of another": eve.reply(room, choice.event_id, "2"),
        "answers in a thread below it": eve.reply(room, choice.event_id, "1", choice.event_id),
        "taps what is no sign": eve.react(room, choice.event_id, "!leitlinie Bonn"),
        "removes the answer of the bot": eve.redact(room, choice.event_id),
        "removes the command of another": eve.redact(room, asked),
    }
    for name, work in tries.items():
        with contextlib.suppress(RefusedError):
            await work
        record_property("probe", f"{name}, {'encrypted' if encrypted else 'plain'}")
    await still_well(world, bot, ada, room)
    said = [event.text for event in ada.timeline[known:] if event.sender == world.bot_id]
    assert not [text for text in said if "Jena" in text or "Göppingen (" in text], said
    assert choice.event_id not in ada.removed
