"""Whose a room is, who is in it, who may write and read there: as the syncs tell, and are asked."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from nio import MatrixRoom, SyncResponse

from bot.matrix.api import Api
from bot.matrix.messages import AnyEvent
from bot.matrix.power_levels import StateEvent, may_ring, power
from bot.matrix.session import Session
from commands.conversation.room_facts import RoomFacts, RoomFault
from commands.language.visible import cut, one_line

_LONGEST_NAME = 60
# Who wants in must be invited; what other rules there are, now or later, let others in.
_BY_INVITATION = frozenset({"invite", "knock", "private"})
# Event type -> its field, and what holds without it.
_FIELDS = MappingProxyType(
    {
        "m.room.join_rules": ("join_rule", "invite"),
        "m.room.history_visibility": ("history_visibility", "shared"),
        "m.room.encryption": ("algorithm", ""),
    }
)
KINDS = frozenset({"m.room.create", "m.room.power_levels", *_FIELDS})
PAGE = 100  # Synapse gives no more, whatever is asked
# What is told by the room, and what is said in it; nobody here reads other kinds of events.
_STATE = ("m.room.member", "m.room.name", "m.room.tombstone", *sorted(KINDS))
_SPOKEN = ("m.room.message", "m.room.encrypted", "m.reaction", "m.room.redaction")


@dataclass
class RoomStates:
    """nio keeps no creators and forgets nobody who lost their power; so the events are kept.

    They are in memory only, as are nio's members.
    """

    session: Session
    _state: dict[str, dict[str, StateEvent]] = field(default_factory=dict)

    def absorb(self, response: SyncResponse) -> None:
        for room_id in response.rooms.leave:
            self._state.pop(room_id, None)
        for room_id, info in response.rooms.join.items():
            events = (*info.state, *info.timeline.events)
            self.learn(room_id, (event.source for event in events))

    def learn(self, room_id: str, events: Iterable[StateEvent]) -> None:
        """Take state events in the order in which they came."""
        for event in events:
            kind = event.get("type")
            # Strangers can write anything there.
            if isinstance(kind, str) and kind in KINDS and event.get("state_key") == "":
                self._state.setdefault(room_id, {})[kind] = event

    def creator(self, room_id: str) -> object:
        """Return None if it is not known."""
        return self._state.get(room_id, {}).get("m.room.create", {}).get("sender")

    def managers(self, room_id: str) -> frozenset[str]:
        """Return the members, without us, who may write; all of them if the room does not tell."""
        room = self._room(room_id)
        if room is None:
            return frozenset()
        state = tuple(self._state.get(room_id, {}).values())
        kind = "m.room.encrypted" if room.encrypted else "m.room.message"
        members = _joined(room) - {self.session.user_id}
        found = ((user_id, power(state, user_id, kind)) for user_id in members)
        return frozenset(user_id for user_id, level in found if level is None or level.may_speak)

    def may_send(self, room_id: str, event_type: str) -> bool | None:
        """Return whether we may send such an event there; None if the room does not tell."""
        room, state = self._room(room_id), tuple(self._state.get(room_id, {}).values())
        if room is None:
            return False
        encrypted = room.encrypted and event_type == "m.room.message"
        level = power(state, self.session.user_id, "m.room.encrypted" if encrypted else event_type)
        return None if level is None else level.may_speak

    def membership(
        self, user_id: str, rooms: Iterable[str], predecessors: Iterable[str] = ()
    ) -> bool | None:
        """Return whether the person is in one of the rooms; None if that is not known.

        Who is in a room that was upgraded may still be on the way to its successor.
        """
        found = [self._room(room_id) for room_id in rooms]
        if any(_is_joined(room, user_id) for room in found):
            return True
        if not found or None in found:
            return None
        coming = (self._room(room_id) for room_id in predecessors)
        return None if any(_is_joined(room, user_id) for room in coming) else False

    def name_of(self, user_id: str, rooms: Iterable[str]) -> str | None:
        """Return the display name that the person has in the first of the rooms they are in."""
        for room in map(self._room, rooms):
            if room is not None and _is_joined(room, user_id):
                name = one_line(room.users[user_id].display_name or "")
                return cut(name, _LONGEST_NAME) or None
        return None

    def rooms_of(self, user_id: str, rooms: Iterable[str]) -> frozenset[str]:
        """Return those of the rooms that the person is in."""
        return frozenset(each for each in rooms if self.is_in(each, user_id))

    def facts(self, room_id: str) -> RoomFacts | None:
        """Return None for a room that we are not in."""
        room, state = self._room(room_id), tuple(self._state.get(room_id, {}).values())
        if room is None:
            return None
        us = self.session.user_id
        name = cut(one_line(room.name or ""), _LONGEST_NAME) or None
        members, speaks = frozenset(_joined(room) - {us}), self.may_send(room_id, "m.room.message")
        return RoomFacts(name, members, speaks, lambda person: may_ring(state, person or us))

    def faults(self, room_id: str) -> frozenset[RoomFault]:
        """Return what makes it no safe place for the management; nothing of an unknown room."""
        state = self._state.get(room_id)
        return frozenset() if state is None else faults_of(tuple(state.values()))

    def is_private(self, room_id: str, user_id: str) -> bool:
        """Return whether nobody but the person can read what we say to them there.

        One of both must have created it: in a room of somebody else's that one could listen.
        """
        room, creator = self._room(room_id), self.creator(room_id)
        if room is None or creator not in (user_id, self.session.user_id):
            return False
        alone = room.users.keys() <= {user_id, self.session.user_id}
        encrypted = bool(room.encrypted)
        return alone and encrypted and not self.faults(room_id) - {RoomFault.UNENCRYPTED}

    def members(self, room_id: str) -> frozenset[str] | None:
        """Return who is joined, without us; None if the room is not known."""
        room = self._room(room_id)
        return None if room is None else frozenset(_joined(room) - {self.session.user_id})

    def is_in(self, room_id: str, user_id: str) -> bool:
        return _is_joined(self._room(room_id), user_id)

    def is_empty(self, room_id: str) -> bool:
        """Return whether all have left a room of somebody else's; False if that is not known.

        A room of ours is empty until the invitation that comes with it is in a sync, too.
        """
        room, us = self._room(room_id), self.session.user_id
        theirs = self.creator(room_id) not in (None, us)
        return room is not None and theirs and room.users.keys() == {us}

    def is_known(self, room_id: str) -> bool:
        return self._room(room_id) is not None and self.creator(room_id) is not None

    def concerned(self, event: AnyEvent) -> bool:
        """Return whether the event may change what is told here."""
        kind = event.source.get("type")
        return isinstance(kind, str) and (kind in KINDS or kind == "m.room.member")

    def _room(self, room_id: str) -> MatrixRoom | None:
        return self.session.client.rooms.get(room_id)


def _joined(room: MatrixRoom) -> set[str]:
    return set(room.users.keys() - room.invited_users.keys())


def _is_joined(room: MatrixRoom | None, user_id: str) -> bool:
    return room is not None and user_id in room.users and user_id not in room.invited_users


def faults_of(state: Sequence[StateEvent]) -> frozenset[RoomFault]:
    """Return what makes a room no safe place for the management, from its raw state events."""
    found = set()
    if _value(state, "m.room.join_rules") not in _BY_INVITATION:
        found.add(RoomFault.NO_INVITATION)
    if _value(state, "m.room.history_visibility") == "world_readable":
        found.add(RoomFault.WORLD_READABLE)
    if not _value(state, "m.room.encryption"):
        found.add(RoomFault.UNENCRYPTED)
    return frozenset(found)


def _value(state: Sequence[StateEvent], kind: str) -> str:
    name, default = _FIELDS[kind]
    for event in state:
        if event.get("type") == kind and event.get("state_key") == "":
            content = event.get("content")
            value = content.get(name, default) if isinstance(content, dict) else None
            return value if isinstance(value, str) else ""
    return default


async def invitations(api: Api) -> Collection[str]:
    """Return the rooms to which the bot is invited, without following any."""
    answer = await api.call("GET", "v3/sync", query={"timeout": "0", "filter": _FEW_EVENTS})
    return frozenset(answer.get("rooms", {}).get("invite", {}))


_FEW_EVENTS = json.dumps(
    {
        "account_data": {"limit": 1, "types": []},
        "room": {"timeline": {"limit": 1}, "state": {"types": []}, "ephemeral": {"types": []}},
    }
)


def sync_filter(user_id: str) -> dict[str, Any]:
    """Lean: no presence, no typing, not our own messages, no kinds that nobody reads."""
    nothing: dict[str, Any] = {"types": []}
    return {
        "presence": nothing,
        "account_data": nothing,
        "room": {
            # Members lazily would come again and again, each time with a question for keys.
            "timeline": {
                "limit": PAGE,
                "not_senders": [user_id],
                "types": [*_SPOKEN, *_STATE],
            },
            "state": {"lazy_load_members": False, "types": [*_STATE]},
            "ephemeral": nothing,
            "account_data": nothing,
        },
    }
