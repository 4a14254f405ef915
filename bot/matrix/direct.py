"""The direct chat with a person: the existing one or a new one, never two."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.delivery.outbox import NotSentError
from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.chats import as_membership
from bot.matrix.rooms import Rooms
from bot.matrix.session import Session
from storage.conversation.outbox import OutgoingEvent
from storage.database import Database
from storage.matrix import direct_chats, rooms
from storage.matrix.direct_chats import DirectChat, Membership

logger = logging.getLogger(__name__)

# In the room's first event: it identifies the room if its creation was interrupted.
MARKER = "de.netzwerk-buergerbeteiligung.direct_with"
_PATIENCE = 30
ENCRYPTION = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}


@dataclass
class DirectChats:
    """Opens direct chats; its methods raise UnreachableError, RefusedError and NotSentError."""

    session: Session
    database: Database
    rooms: Rooms
    now: Callable[[], datetime]
    _foreign: set[str] = field(default_factory=set)
    _listing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def open(self, user_id: str) -> None:
        """Find or create the chat, and queue what waits for the person in its room."""
        async with self.database.transaction() as tx:
            chat = await direct_chats.of(tx, user_id)
            if chat is not None:
                await direct_chats.opened(tx, chat, self.now())
                return
        room_id = await self._find(user_id)
        membership: Membership = "invite"
        if room_id is None:
            room_id = await self._create(user_id)
        else:
            membership = await self._membership(room_id, user_id)
        await self._list(user_id, room_id)
        await self._until_known(room_id)
        await self._enter(DirectChat(user_id, room_id, membership))

    async def prepare(self, event: OutgoingEvent) -> None:
        """Invite a person who has left again, if there is a new message for them."""
        if event.room_id not in self.rooms.chats.people:
            return
        async with self.database.statement() as tx:
            chat = await direct_chats.in_room(tx, event.room_id)
        if chat is not None and self.rooms.chats.is_exposed(event.room_id, chat.user_id):
            await self._give_up(chat)
            raise NotSentError("others can read there")
        if chat is None or chat.membership == "join":
            return
        if chat.membership == "leave":
            if event.event_type != "m.room.message" or "m.new_content" in event.content:
                return
            await self._invite_again(chat)
        raise NotSentError("waits until the person comes")

    async def _invite_again(self, chat: DirectChat) -> None:
        try:
            content = {"membership": "invite", "is_direct": True}
            await self.session.api.call("PUT", _member(chat.room_id, chat.user_id), content)
        except RefusedError:
            if await self._is_ours(chat.room_id, chat.user_id):
                raise
            # In a room of theirs the bot may not invite; then it opens one of its own.
            await self._give_up(chat)
            return
        async with self.database.transaction() as tx:
            present = await direct_chats.in_room(tx, chat.room_id)
            # They may have joined before the answer arrived.
            if present is not None and present.membership == "leave":
                await direct_chats.changed(tx, chat.room_id, "invite", self.now())

    async def _give_up(self, chat: DirectChat) -> None:
        """Address what waits there to the person again: it goes to another room."""
        async with self.database.transaction() as tx:
            await direct_chats.lost(tx, chat)
            await self.rooms.chats.load(tx)

    async def _find(self, user_id: str) -> str | None:
        """Return a room that is their direct chat although it is in no table."""
        joined = set((await self.session.api.call("GET", "v3/joined_rooms"))["joined_rooms"])
        for room_id in reversed(await direct_rooms(self.session, user_id)):
            if room_id in joined and await self._is_between(room_id, user_id):
                await self._until_known(room_id)
                if self.rooms.states.is_private(room_id, user_id):
                    return room_id
        for room_id in sorted(joined - self.rooms.chats.people.keys() - self._foreign):
            if await self._is_ours(room_id, user_id):
                return str(room_id)
        return None

    async def _is_between(self, room_id: str, user_id: str) -> bool:
        """Return whether the person has joined or is invited, and nobody else is there."""
        path = f"v3/rooms/{segment(room_id)}/joined_members"
        members = (await self.session.api.call("GET", path))["joined"].keys()
        between = members <= {self.session.user_id, user_id}
        return between and await self._membership(room_id, user_id) != "leave"

    async def _is_ours(self, room_id: str, user_id: str) -> bool:
        """Check the marker and the creator: anybody can mark a room of their own."""
        path = f"v3/rooms/{segment(room_id)}/state/m.room.create"
        try:
            create = await self.session.api.call("GET", path, query={"format": "event"})
        except RefusedError:  # removed from it just now
            return False
        marked = create.get("content", {}).get(MARKER)
        if create.get("sender") != self.session.user_id or marked is None:
            self._foreign.add(room_id)
            return False
        return bool(marked == user_id)

    async def _membership(self, room_id: str, user_id: str) -> Membership:
        try:
            member = await self.session.api.call("GET", _member(room_id, user_id))
        except RefusedError as error:
            if error.status != 404:
                raise
            return "leave"
        return as_membership(member["membership"])

    async def _create(self, user_id: str) -> str:
        body = {
            "preset": "private_chat",
            "is_direct": True,
            "invite": [user_id],
            "initial_state": [ENCRYPTION],
            "creation_content": {MARKER: user_id},
            # It stays a chat of two.
            "power_level_content_override": {"invite": 50},
        }
        return str((await self.session.api.call("POST", "v3/createRoom", body))["room_id"])

    async def _until_known(self, room_id: str) -> None:
        """Wait until a sync has shown the room, and take over its encryption.

        Nothing can be sent before; and a sync need not repeat what the bot did itself.
        """
        client = self.session.client
        try:
            async with asyncio.timeout(_PATIENCE), self.rooms.news:
                await self.rooms.news.wait_for(lambda: room_id in client.rooms)
        except TimeoutError as error:
            raise NotSentError("the room is not known yet") from error
        state = await self.session.api.call("GET", f"v3/rooms/{segment(room_id)}/state")
        self.rooms.states.learn(room_id, state)
        encrypted = any(event["type"] == "m.room.encryption" for event in state)
        if encrypted and room_id in client.rooms:
            room = client.rooms[room_id]
            room.encrypted = True
            client.encrypted_rooms.add(room_id)
            client.olm.update_tracked_users(room)

    async def _enter(self, chat: DirectChat) -> None:
        async with self.database.transaction() as tx:
            # First the mirrors: from here on, syncs about the person are noticed.
            self.rooms.joined[chat.room_id] = True
            self.rooms.chats.people[chat.room_id] = chat.user_id
            if self.rooms.chats.membership(chat.room_id, chat.user_id) == "join":
                chat = DirectChat(chat.user_id, chat.room_id, "join")
            await rooms.entered(tx, chat.room_id, self.now())
            await direct_chats.opened(tx, chat, self.now())

    async def _list(self, user_id: str, room_id: str) -> None:
        """Add this chat, and those that people opened, to m.direct."""
        async with self.database.transaction() as tx:
            everybody = await direct_chats.everybody(tx)
        try:
            async with self._listing:
                await add_direct_rooms(self.session, everybody | {user_id: room_id})
        except (UnreachableError, RefusedError) as error:
            logger.warning("m.direct was not updated: %s", error)


def _member(room_id: str, user_id: str) -> str:
    return f"v3/rooms/{segment(room_id)}/state/m.room.member/{segment(user_id)}"


async def direct_rooms(session: Session, user_id: str) -> list[str]:
    """Return the direct chats with the person, latest last.

    Raises UnreachableError, RefusedError.
    """
    return _room_ids((await _m_direct(session)).get(user_id))


async def add_direct_rooms(session: Session, chats: Mapping[str, str]) -> None:
    """Add rooms by user id, and leave the rest of the list as it is. Raises as direct_rooms."""
    before = await _m_direct(session)
    after = dict(before)
    for user_id, room_id in chats.items():
        rooms = _room_ids(after.get(user_id))
        after[user_id] = rooms if room_id in rooms else [*rooms, room_id]
    if after != before:
        await session.api.call("PUT", _m_direct_path(session), after)


def _room_ids(value: object) -> list[str]:
    """Return the room ids, whatever else stands there."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


async def _m_direct(session: Session) -> dict[str, object]:
    try:
        answer = await session.api.call("GET", _m_direct_path(session))
    except RefusedError as error:
        if error.status != 404:
            raise
        return {}
    return answer if isinstance(answer, dict) else {}


def _m_direct_path(session: Session) -> str:
    return f"v3/user/{segment(session.user_id)}/account_data/m.direct"
