"""The rooms of the bot during the dialogue: which there are, and new ones for each role."""

import asyncio
import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.matrix.api import Api, RefusedError, segment
from bot.matrix.power_levels import StateEvent
from bot.texts import setup_written as written
from commands.language.visible import cut, one_line

# In the order of [rooms].
ROLES = ("network", "exchange", "management")
# In the first event of a room: a later call recognises the room by it, however this one ended.
ROLE_FIELD = "de.netzwerk-buergerbeteiligung.role"
_ENCRYPTION = "m.megolm.v1.aes-sha2"
_MANAGER = 100
# From room version 12 on the creator stands above every level and must not be named.
_NAMING_CREATOR = frozenset(str(version) for version in range(1, 12))
_LONGEST_NAME = 60
_FEW_EVENTS = {
    "account_data": {"types": []},
    "presence": {"types": []},
    "room": {"timeline": {"limit": 1}, "state": {"types": []}, "ephemeral": {"types": []}},
}
# Synapse gives the same question about everything the same answer for two minutes.
_asked = itertools.count()


class AliasTakenError(Exception):
    """Another room has the address."""


class MayNotCreateError(Exception):
    """The homeserver allows the account no rooms."""


@dataclass(frozen=True)
class SeenRoom:
    """`role` is what it was made for by init, `people` are all in it or invited to it."""

    room_id: str
    name: str
    is_invitation: bool
    is_encrypted: bool
    address: str | None = None
    role: str | None = None
    people: frozenset[str] = frozenset()
    managers: frozenset[str] = frozenset()


async def seen_rooms(api: Api, user_id: str) -> list[SeenRoom]:
    """Return invitations first, then the rooms the account is in, by name.

    Raises UnreachableError, RefusedError.
    """
    query = {"timeout": str(next(_asked)), "filter": json.dumps(_FEW_EVENTS)}
    answer = await api.call("GET", "v3/sync", query=query)
    invited = answer.get("rooms", {}).get("invite", {})
    found = [
        _seen(room_id, room.get("invite_state", {}).get("events", []), user_id, invited=True)
        for room_id, room in invited.items()
    ]
    joined = (await api.call("GET", "v3/joined_rooms")).get("joined_rooms", [])
    states = await asyncio.gather(
        *(api.call("GET", f"v3/rooms/{segment(room_id)}/state") for room_id in joined)
    )
    for room_id, state in zip(joined, states, strict=True):
        if not any(event.get("type") == "m.room.tombstone" for event in state):
            found.append(_seen(room_id, state, user_id, invited=False))
    return sorted(found, key=lambda room: (not room.is_invitation, room.name.casefold()))


def _seen(room_id: str, state: Sequence[StateEvent], user_id: str, *, invited: bool) -> SeenRoom:
    create, levels = _content(state, "m.room.create"), _content(state, "m.room.power_levels")
    is_ours = any(e.get("type") == "m.room.create" and e.get("sender") == user_id for e in state)
    role = create.get(ROLE_FIELD) if is_ours and not invited else None
    alias = _content(state, "m.room.canonical_alias").get("alias")
    address = one_line(alias) if isinstance(alias, str) else None
    named = _content(state, "m.room.name").get("name") or address or room_id
    users = levels.get("users")
    return SeenRoom(
        room_id,
        cut(one_line(str(named)), _LONGEST_NAME) or room_id,
        invited,
        bool(_content(state, "m.room.encryption")),
        address,
        role if role in ROLES else None,
        frozenset(_people(state)),
        frozenset(
            each
            for each, level in (users.items() if isinstance(users, dict) else ())
            if level == _MANAGER and each != user_id
        ),
    )


def _content(state: Sequence[StateEvent], kind: str) -> dict[str, Any]:
    """Return the content of the event, or nothing: strangers can write anything there."""
    for event in state:
        content = event.get("content")
        if event.get("type") == kind and event.get("state_key") == "" and isinstance(content, dict):
            return content
    return {}


def _people(state: Iterable[StateEvent]) -> Iterable[str]:
    for event in state:
        content = event.get("content")
        membership = content.get("membership") if isinstance(content, dict) else None
        if event.get("type") == "m.room.member" and membership in ("join", "invite"):
            yield str(event.get("state_key"))


async def make_room(
    api: Api, user_id: str, role: str, alias: str | None, managers: Sequence[str]
) -> SeenRoom:
    """Create the encrypted room for the role, unless an earlier try has; return it.

    Raises UnreachableError, RefusedError, AliasTakenError, MayNotCreateError.
    """
    made = await _made(api, user_id, role)
    if made is not None:
        return made
    body = _creation(role, user_id, managers, await _default_version(api))
    address = {} if alias is None else {"room_alias_name": alias}
    try:
        await api.call("POST", "v3/createRoom", body | address)
    except RefusedError as error:
        if error.errcode == "M_ROOM_IN_USE":
            raise AliasTakenError(alias) from error
        if error.status == 403:
            raise MayNotCreateError from error
        raise
    made = await _made(api, user_id, role)
    if made is None:  # left by somebody else meanwhile
        raise MayNotCreateError
    return made


async def _made(api: Api, user_id: str, role: str) -> SeenRoom | None:
    rooms = await seen_rooms(api, user_id)
    return next((room for room in rooms if room.role == role), None)


async def _default_version(api: Api) -> str:
    answer = await api.call("GET", "v3/capabilities")
    versions = answer.get("capabilities", {}).get("m.room_versions", {})
    return str(versions.get("default", "1"))


def _creation(role: str, user_id: str, managers: Sequence[str], version: str) -> dict[str, Any]:
    """Return the body: by invitation only, encrypted from the first event, managers with power."""
    users = dict.fromkeys(managers, _MANAGER)
    if version in _NAMING_CREATOR:
        users[user_id] = _MANAGER
    states = {
        "m.room.encryption": {"algorithm": _ENCRYPTION},
        "m.room.history_visibility": {"history_visibility": "invited"},
        "m.room.guest_access": {"guest_access": "forbidden"},
    }
    return {
        "preset": "private_chat",
        "visibility": "private",
        "name": written.ROOM_NAMES[role],
        "topic": written.ROOM_TOPICS[role],
        "room_version": version,
        "creation_content": {ROLE_FIELD: role},
        "initial_state": [
            {"type": kind, "state_key": "", "content": content} for kind, content in states.items()
        ],
        "power_level_content_override": {"users": users},
    }


async def invite(api: Api, room: SeenRoom, user_id: str) -> bool:
    """Return whether the person is invited now. Raises UnreachableError."""
    try:
        await api.call("POST", f"v3/rooms/{segment(room.room_id)}/invite", {"user_id": user_id})
    except RefusedError as error:
        if error.status == 429:
            raise
        return False
    return True
