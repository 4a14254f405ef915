"""Direct chats as the syncs tell: who came, who went, who opened one with us."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from nio import RoomInfo, SyncResponse

from bot.matrix.messages import AnyEvent
from bot.matrix.session import Session
from storage import direct_chats, outbox, rooms
from storage.database import Transaction
from storage.direct_chats import DirectChat, Membership


@dataclass
class Chats:
    """`people` mirrors the table: room id -> with whom."""

    session: Session
    now: Callable[[], datetime]
    people: dict[str, str] = field(default_factory=dict)

    async def load(self, tx: Transaction) -> None:
        everybody = await direct_chats.everybody(tx)
        self.people = {room_id: user_id for user_id, room_id in everybody.items()}

    def concerned(self, response: SyncResponse) -> bool:
        return any(
            room_id in self.people
            and any(map(_is_membership, (*info.state, *info.timeline.events)))
            for room_id, info in response.rooms.join.items()
        )

    async def follow(self, tx: Transaction, room_id: str, info: RoomInfo) -> None:
        """Who leaves, or refuses, is told nothing more there, nor who has let others in."""
        chat = await direct_chats.in_room(tx, room_id)
        if chat is not None and self.is_shared(room_id):
            await direct_chats.lost(tx, chat)
            return
        membership = None if chat is None else _membership(info, chat.user_id)
        if chat is None or membership in (None, chat.membership):
            return
        await direct_chats.changed(tx, room_id, membership or "leave", self.now())
        if membership == "leave":
            await outbox.fail_room(tx, room_id, "left", self.now())

    async def adopt(self, tx: Transaction, room_id: str, creator: object, *, newest: bool) -> None:
        """A room that a person opened as their direct chat, if nobody else is in it.

        In a room of somebody else's that one could listen.
        """
        user_id = self._only_other(room_id)
        if user_id is None or user_id != creator:
            return
        direct = (await rooms.joined(tx)).get(room_id, False)
        if not direct or await direct_chats.in_room(tx, room_id) is not None:
            return
        if newest or await direct_chats.of(tx, user_id) is None:
            chat = DirectChat(user_id, room_id, self.membership(room_id, user_id))
            await direct_chats.opened(tx, chat, self.now())

    async def lost(self, tx: Transaction, room_id: str) -> bool:
        """We are out of the room; True if it was a direct chat: then another one can be opened."""
        chat = await direct_chats.in_room(tx, room_id)
        if chat is not None:
            await direct_chats.lost(tx, chat)
        return chat is not None

    def membership(self, room_id: str, user_id: str) -> Membership:
        """As far as the syncs have told."""
        room = self.session.client.rooms.get(room_id)
        if room is None or user_id not in room.users:
            return "leave"
        return "invite" if user_id in room.invited_users else "join"

    def is_shared(self, room_id: str) -> bool:
        """A third one reads along, as far as the syncs have told."""
        room = self.session.client.rooms.get(room_id)
        return room is not None and len(room.users.keys() - room.invited_users.keys()) > 2

    def _only_other(self, room_id: str) -> str | None:
        room = self.session.client.rooms.get(room_id)
        others = set() if room is None else set(room.users) - {self.session.user_id}
        return others.pop() if len(others) == 1 else None


def _membership(info: RoomInfo, user_id: str) -> Membership | None:
    """The last word of this sync about the person."""
    for event in reversed((*info.state, *info.timeline.events)):
        source = event.source
        if _is_membership(event) and source.get("state_key") == user_id:
            content = source.get("content")
            found = content.get("membership") if isinstance(content, dict) else None
            return _as_membership(found)
    return None


def _is_membership(event: AnyEvent) -> bool:
    return bool(event.source.get("type") == "m.room.member")


def _as_membership(value: object) -> Membership:
    if value == "join":
        return "join"
    return "invite" if value == "invite" else "leave"
