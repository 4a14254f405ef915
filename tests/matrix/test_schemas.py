"""nio's schemas, compiled: they judge as nio's own check does, and change the same."""

import copy
import random
from collections.abc import Callable
from typing import Any

import nio
import pytest
from jsonschema import SchemaError, ValidationError
from nio import schemas

from bot.matrix.schemas import CompiledValidator, compile_schemas, compiled

SCHEMAS = {
    name: schema for name, schema in vars(schemas.Schemas).items() if isinstance(schema, dict)
}
OWN = schemas.extend_with_default(schemas.Draft4Validator)
JUNK: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 1.0, 2.5, "", "x", "@ada:example.org", "@ada", "m.text"),
    *("https://example.org", "!r:example.org", [], [1], ["x"], {}, {"x": 1}, {"errcode": "M_X"}),
    "sha256",
)


def made(schema: Any, chance: random.Random) -> Any:
    """Something like what the schema wants, with slips."""
    if not isinstance(schema, dict) or chance.random() < 0.04:
        return copy.deepcopy(chance.choice(JUNK))
    if "enum" in schema and chance.random() < 0.9:
        return chance.choice(schema["enum"])
    kinds = schema.get("type", "object")
    kind = chance.choice(kinds) if isinstance(kinds, list) else kinds
    match kind:
        case "object":
            return _object(schema, chance)
        case "array":
            return [made(schema.get("items", {}), chance) for _ in range(chance.randrange(3))]
        case "integer":
            return chance.randrange(-1, 1000)
        case "string" if "const" in schema:
            return schema["const"]
        case "string":
            return chance.choice(["words", "@ada:example.org", "https://example.org", "==2"])
    return copy.deepcopy(chance.choice(JUNK))


def _object(schema: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    found = {
        name: made(each, chance)
        for name, each in schema.get("properties", {}).items()
        if chance.random() < 0.9
    }
    for each in schema.get("patternProperties", {}).values():
        names = ("@ada:example.org", "!r:example.org", "ed25519:AA", "signed_curve25519:AA", "x")
        found |= {name: made(each, chance) for name in names if chance.random() < 0.3}
    if chance.random() < 0.1:
        found[chance.choice(["state_key", "errcode", "other"])] = "x"
    return found


def outcome(validate: Callable[[Any], None], value: Any) -> tuple[str, Any]:
    """Return how it ended, and the value with the defaults."""
    mine = copy.deepcopy(value)
    try:
        validate(mine)
    except (ValidationError, SchemaError) as error:
        return error.message, mine
    except Exception as error:  # noqa: BLE001  slips in nio's schemas raise anything
        return type(error).__name__, mine
    return "valid", mine


@pytest.mark.parametrize("name", SCHEMAS)
def test_they_judge_and_change_as_nio_does(name: str) -> None:
    schema, chance = SCHEMAS[name], random.Random(name)
    own = OWN(schema, format_checker=schemas.Checker).validate
    ours = CompiledValidator(schema, schemas.Checker).validate
    for _ in range(40):
        value = made(schema, chance)
        assert outcome(ours, value) == outcome(own, value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_they_accept_needs_no_second_look(name: str) -> None:
    schema, chance = SCHEMAS[name], random.Random(name)
    own = OWN(schema, format_checker=schemas.Checker).validate
    check = compiled(schema)
    for _ in range(25):
        value = made(schema, chance)
        judged, changed = outcome(own, value)
        if check(value):
            assert judged == "valid"
            assert value == changed


MEMBER = {
    "type": "m.room.member",
    "state_key": "@ada:example.org",
    "sender": "@ada:example.org",
    "event_id": "$m",
    "origin_server_ts": 1,
    "content": {"membership": "join", "displayname": "Ada"},
}
MESSAGE = {
    "type": "m.room.message",
    "sender": "@ada:example.org",
    "event_id": "$1",
    "origin_server_ts": 1,
    "content": {"msgtype": "m.text", "body": "!leitlinie Bonn"},
}
ENCRYPTED = {
    **MESSAGE,
    "type": "m.room.encrypted",
    "content": {
        "algorithm": "m.megolm.v1.aes-sha2",
        "ciphertext": "x",
        "device_id": "A",
        "sender_key": "k",
        "session_id": "s",
    },
}
SYNC = {
    "next_batch": "s1",
    "device_one_time_keys_count": {"signed_curve25519": 50},
    "rooms": {
        "join": {
            "!r:example.org": {
                "timeline": {"events": [MESSAGE, ENCRYPTED], "limited": False, "prev_batch": "s0"},
                "state": {"events": [MEMBER]},
            }
        }
    },
}


def test_an_ordinary_sync_is_read_without_nios_own_check(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("nio's own check was asked")

    monkeypatch.setattr("bot.matrix.schemas._OWN_CHECK", refuse)
    monkeypatch.setattr(schemas, "Validator", schemas.Validator)
    compile_schemas()
    response = nio.SyncResponse.from_dict(copy.deepcopy(SYNC))

    [room] = response.rooms.join.values()
    kinds = [type(event).__name__ for event in (*room.timeline.events, *room.state)]
    assert kinds == ["RoomMessageText", "MegolmEvent", "RoomMemberEvent"]


def test_all_checks_of_nio_go_through_the_compiled_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr(schemas, "Validator", schemas.Validator)
    compile_schemas()
    monkeypatch.setattr(CompiledValidator, "validate", lambda self, _: seen.append(self))
    for module in (nio.responses, nio.events.misc, nio.crypto.olm_machine):
        module.validate_json({}, SCHEMAS["room_event"])

    assert len(seen) == 3


def test_what_is_not_valid_is_named_as_nio_names_it() -> None:
    bad = {key: value for key, value in MEMBER.items() if key != "content"}
    with pytest.raises(ValidationError, match="'content' is a required property"):
        CompiledValidator(SCHEMAS["room_membership"], schemas.Checker).validate(bad)
