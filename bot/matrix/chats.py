"""The direct chats by the syncs: joins, leaves, and chats that people open with the bot."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from nio import RoomInfo, SyncResponse

from bot.matrix.messages import AnyEvent
from bot.matrix.room_states import RoomStates
from bot.matrix.session import Session
from storage.conversation import outbox
from storage.database import Transaction
from storage.matrix import direct_chats, rooms
from storage.matrix.direct_chats import DirectChat, Membership


@dataclass
class Chats:
    """The direct chats; `people` mirrors the table: room id -> user id of the person."""

    session: Session
    states: RoomStates
    now: Callable[[], datetime]
    people: dict[str, str] = field(default_factory=dict)

    async def load(self, tx: Transaction) -> None:
        everybody = await direct_chats.everybody(tx)
        self.people = {room_id: user_id for user_id, room_id in everybody.items()}

    def concerned(self, response: SyncResponse) -> bool:
        return any(
            room_id in self.people
            and any(map(self.states.concerned, (*info.state, *info.timeline.events)))
            for room_id, info in response.rooms.join.items()
        )

    async def follow(self, tx: Transaction, room_id: str, info: RoomInfo) -> None:
        """Follow the person's membership; drop the chat once others can read there.

        Nothing more is sent to a person who leaves or refuses.
        """
        chat = await direct_chats.in_room(tx, room_id)
        if chat is not None and self.is_exposed(room_id, chat.user_id):
            await direct_chats.lost(tx, chat)
            return
        membership = None if chat is None else _membership(info, chat.user_id)
        if chat is None or membership in (None, chat.membership):
            return
        await direct_chats.changed(tx, room_id, membership or "leave", self.now())
        if membership == "leave":
            await outbox.fail_room(tx, room_id, "left", self.now())

    async def adopt(
        self, tx: Transaction, room_id: str, creator: object, *, newest: bool
    ) -> str | None:
        """Take a room that a person opened as their direct chat, if nobody else can read there.

        Return the person if it was taken now.
        """
        user_id = self._only_other(room_id)
        if user_id is None or user_id != creator or self.is_exposed(room_id, user_id):
            return None
        direct = (await rooms.joined(tx)).get(room_id, False)
        if not direct or await direct_chats.in_room(tx, room_id) is not None:
            return None
        if not newest and await direct_chats.of(tx, user_id) is not None:
            return None
        chat = DirectChat(user_id, room_id, self.membership(room_id, user_id))
        await direct_chats.opened(tx, chat, self.now())
        return user_id

    async def lost(self, tx: Transaction, room_id: str) -> bool:
        """Forget the room; return whether it was a direct chat, so that another can be opened."""
        chat = await direct_chats.in_room(tx, room_id)
        if chat is not None:
            await direct_chats.lost(tx, chat)
        return chat is not None

    def membership(self, room_id: str, user_id: str) -> Membership:
        """Return the person's membership, as far as the syncs have told."""
        room = self.session.client.rooms.get(room_id)
        if room is None or user_id not in room.users:
            return "leave"
        return "invite" if user_id in room.invited_users else "join"

    def is_exposed(self, room_id: str, user_id: str) -> bool:
        """Return whether somebody else can read there, as far as the syncs have told."""
        return self.states.is_known(room_id) and not self.states.is_private(room_id, user_id)

    def _only_other(self, room_id: str) -> str | None:
        room = self.session.client.rooms.get(room_id)
        others = set() if room is None else set(room.users) - {self.session.user_id}
        return others.pop() if len(others) == 1 else None


def _membership(info: RoomInfo, user_id: str) -> Membership | None:
    """Return the person's membership by this sync, None if it does not mention them."""
    for event in reversed((*info.state, *info.timeline.events)):
        source = event.source
        if _is_membership(event) and source.get("state_key") == user_id:
            content = source.get("content")
            return as_membership(content.get("membership") if isinstance(content, dict) else None)
    return None


def _is_membership(event: AnyEvent) -> bool:
    return bool(event.source.get("type") == "m.room.member")


def as_membership(value: object) -> Membership:
    if value == "join":
        return "join"
    return "invite" if value == "invite" else "leave"
