"""Power levels of a room, from its raw state events, including room version 12."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

StateEvent = Mapping[str, Any]

# From room version 12 on, creators stand above every level.
CREATOR = 2**53
# Unless the room says otherwise.
_TO_RING = 50
_WITHOUT_CREATOR_POWER = frozenset(str(version) for version in range(1, 12))


@dataclass(frozen=True)
class Power:
    """The level of one user, and the level that sending takes."""

    level: int
    to_send_messages: int

    @property
    def may_speak(self) -> bool:
        return self.level >= self.to_send_messages


def power(state: Sequence[StateEvent], user_id: str, event_type: str) -> Power | None:
    """Return None if the state has no create event: then nothing may be assumed."""
    create = _find(state, "m.room.create")
    if create is None:
        return None
    levels = _find(state, "m.room.power_levels")
    content = _content(levels)
    needed = _level(_table(content, "events").get(event_type, content.get("events_default")), 0)
    return Power(_level_of(user_id, create, levels), needed)


def may_ring(state: Sequence[StateEvent], user_id: str) -> bool:
    """Return whether a mention of the whole room by this user is heard."""
    create, levels = _find(state, "m.room.create"), _find(state, "m.room.power_levels")
    if create is None:
        return False
    needed = _level(_table(_content(levels), "notifications").get("room"), _TO_RING)
    return _level_of(user_id, create, levels) >= needed


def _level_of(user_id: str, create: StateEvent, levels: StateEvent | None) -> int:
    content = _content(create)
    version = str(content.get("room_version", "1"))
    more = content.get("additional_creators")
    creators = [create.get("sender"), *(more if isinstance(more, list) else ())]
    if version not in _WITHOUT_CREATOR_POWER and user_id in creators:
        return CREATOR
    if levels is None:
        return 100 if user_id == content.get("creator", create.get("sender")) else 0
    given = _content(levels)
    return _level(_table(given, "users").get(user_id, given.get("users_default")), 0)


def _content(event: StateEvent | None) -> Mapping[str, Any]:
    return {} if event is None else _table(event, "content")


def _table(content: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return the table, or an empty one: old rooms hold anything at all."""
    value = content.get(key)
    return value if isinstance(value, dict) else {}


def _level(value: object, default: int) -> int:
    """Read a level, which old rooms hold as a string."""
    try:
        return default if value is None else int(str(value))
    except ValueError:
        return default


def _find(state: Sequence[StateEvent], kind: str) -> StateEvent | None:
    return next((e for e in state if e.get("type") == kind and e.get("state_key") == ""), None)
