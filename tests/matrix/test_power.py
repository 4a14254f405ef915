"""Who may speak, from raw state of every room version."""

from typing import Any

import pytest
from hypothesis import given

from bot.matrix.power_levels import CREATOR, power
from tests.matrix.test_messages import JSON

BOT, ADA = "@bot:example.org", "@ada:example.org"
MESSAGE = "m.room.message"


def create(version: str = "11", sender: str = ADA, **content: object) -> dict[str, Any]:
    return {
        "type": "m.room.create",
        "state_key": "",
        "sender": sender,
        "content": {"room_version": version, **content},
    }


def levels(**content: object) -> dict[str, Any]:
    return {"type": "m.room.power_levels", "state_key": "", "sender": ADA, "content": content}


@pytest.mark.parametrize(
    ("content", "speaks"),
    [
        ({}, True),
        ({"events_default": 50}, False),
        ({"events_default": 50, "users": {BOT: 50}}, True),
        ({"events_default": 50, "users_default": 50}, True),
        ({"events": {MESSAGE: 10}}, False),
        ({"events": {MESSAGE: 0}, "events_default": 50}, True),
        ({"events_default": "50", "users": {BOT: "50"}}, True),
        ({"events_default": "viel"}, True),
    ],
)
def test_power_levels_decide_who_may_speak(content: dict[str, Any], speaks: bool) -> None:
    found = power([create(), levels(**content)], BOT, MESSAGE)

    assert found is not None
    assert found.may_speak is speaks


def test_without_power_levels_only_the_creator_of_an_old_room_has_power() -> None:
    for version, creator in (("1", {"creator": BOT}), ("11", {})):
        sender = ADA if creator else BOT
        found = power([create(version, sender, **creator)], BOT, MESSAGE)
        assert found is not None
        assert found.level == 100


@pytest.mark.parametrize(("sender", "content"), [(BOT, {}), (ADA, {"additional_creators": [BOT]})])
def test_creators_from_version_12_on_stand_above_every_level(
    sender: str, content: dict[str, Any]
) -> None:
    state = [create("12", sender, **content), levels(events_default=1000)]

    found = power(state, BOT, MESSAGE)

    assert found is not None
    assert found.level == CREATOR
    assert found.may_speak


def test_in_older_versions_a_creator_has_only_the_level_that_is_written_down() -> None:
    found = power([create("11", BOT), levels(events_default=50)], BOT, MESSAGE)

    assert found is not None
    assert not found.may_speak


def test_unknown_state_tells_nothing() -> None:
    assert power([], BOT, MESSAGE) is None
    assert power([levels()], BOT, MESSAGE) is None


@given(content=JSON, other=JSON, version=JSON)
def test_whatever_stands_in_the_state_tells_something_or_nothing(
    content: Any, other: Any, version: Any
) -> None:
    odd_create = create() | {"content": other}
    for first in (odd_create, create(version)):
        for key in ("users", "events", "users_default", "events_default", "content"):
            odd_levels = levels(**{key: content}) if key != "content" else levels() | {key: content}
            power([first, odd_levels], BOT, MESSAGE)
    power([create("12", additional_creators=other), levels()], BOT, MESSAGE)
