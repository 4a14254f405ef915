"""Whose a room is and who may write in it, as the syncs tell, without asking."""

from dataclasses import dataclass, field

from nio import SyncResponse

from bot.matrix.power import StateEvent, power
from bot.matrix.session import Session

_KINDS = ("m.room.create", "m.room.power_levels")


@dataclass
class Speakers:
    """nio keeps no creators and forgets nobody who lost their power; so the events are kept."""

    session: Session
    _state: dict[str, dict[str, StateEvent]] = field(default_factory=dict)

    def absorb(self, response: SyncResponse) -> None:
        for room_id in response.rooms.leave:
            self._state.pop(room_id, None)
        for room_id, info in response.rooms.join.items():
            for event in (*info.state, *info.timeline.events):
                kind = event.source.get("type")
                if kind in _KINDS and event.source.get("state_key") == "":
                    self._state.setdefault(room_id, {})[kind] = event.source

    def creator(self, room_id: str) -> object:
        """None if it is not known."""
        return self._state.get(room_id, {}).get("m.room.create", {}).get("sender")

    def of(self, room_id: str) -> frozenset[str]:
        """The members, without us, who may write; all of them if the room does not tell."""
        room = self.session.client.rooms.get(room_id)
        if room is None:
            return frozenset()
        state = tuple(self._state.get(room_id, {}).values())
        kind = "m.room.encrypted" if room.encrypted else "m.room.message"
        members = room.users.keys() - room.invited_users.keys() - {self.session.user_id}
        found = ((user_id, power(state, user_id, kind)) for user_id in members)
        return frozenset(user_id for user_id, level in found if level is None or level.may_speak)
