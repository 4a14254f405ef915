"""The direct chat with a person: the one there is, or a new one, never two."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.matrix import listed
from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.rooms import Rooms
from bot.matrix.session import Session
from bot.outbox import NotSentError
from storage import direct_chats, rooms
from storage.database import Database
from storage.direct_chats import DirectChat, Membership
from storage.outbox import OutgoingEvent

logger = logging.getLogger(__name__)

# In the room's first event: finds it again if we died, or heard no answer, while creating it.
MARKER = "de.netzwerk-buergerbeteiligung.direct_with"
_PATIENCE = 30
_ENCRYPTION = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}


@dataclass
class DirectChats:
    """Everything here raises UnreachableError, RefusedError and NotSentError."""

    session: Session
    database: Database
    rooms: Rooms
    now: Callable[[], datetime]
    _foreign: set[str] = field(default_factory=set)
    _listing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def open(self, user_id: str) -> None:
        """Afterwards what waits for the person waits in a room."""
        async with self.database.transaction() as tx:
            chat = await direct_chats.of(tx, user_id)
            if chat is not None:
                await direct_chats.opened(tx, chat, self.now())
                return
        room_id = await self._found(user_id)
        membership: Membership = "invite"
        if room_id is None:
            room_id = await self._create(user_id)
        else:
            membership = await self._membership(room_id, user_id)
        await self._list(user_id, room_id)
        await self._until_known(room_id)
        await self._enter(DirectChat(user_id, room_id, membership))

    async def prepare(self, event: OutgoingEvent) -> None:
        """Who has left is invited again when there is something to say, and only then."""
        if event.room_id not in self.rooms.chats.people:
            return
        async with self.database.statement() as tx:
            chat = await direct_chats.in_room(tx, event.room_id)
        if chat is None or chat.membership == "join":
            return
        if chat.membership == "leave":
            if event.event_type != "m.room.message" or "m.new_content" in event.content:
                return
            await self._invite_again(chat)
        raise NotSentError("waits until the person comes")

    async def _invite_again(self, chat: DirectChat) -> None:
        try:
            await self._invite(chat)
        except RefusedError:
            if await self._is_ours(chat.room_id, chat.user_id):
                raise
            # In a room of theirs we may have no say; then it is time for one of ours.
            async with self.database.transaction() as tx:
                await direct_chats.lost(tx, chat)
                await self.rooms.chats.load(tx)
            return
        async with self.database.transaction() as tx:
            present = await direct_chats.in_room(tx, chat.room_id)
            # They may have been quicker than the answer.
            if present is not None and present.membership == "leave":
                await direct_chats.changed(tx, chat.room_id, "invite", self.now())

    async def _invite(self, chat: DirectChat) -> None:
        content = {"membership": "invite", "is_direct": True}
        await self.session.api.call("PUT", _member(chat.room_id, chat.user_id), content)

    async def _found(self, user_id: str) -> str | None:
        """A room that is their direct chat though no table says so."""
        joined = set((await self.session.api.call("GET", "v3/joined_rooms"))["joined_rooms"])
        for room_id in reversed(await listed.listed(self.session, user_id)):
            if room_id in joined and await self._is_between(room_id, user_id):
                return room_id
        for room_id in sorted(joined - self.rooms.chats.people.keys() - self._foreign):
            if await self._is_ours(room_id, user_id):
                return str(room_id)
        return None

    async def _is_between(self, room_id: str, user_id: str) -> bool:
        """Whether they are there, or asked to come, and nobody else is."""
        path = f"v3/rooms/{segment(room_id)}/joined_members"
        members = (await self.session.api.call("GET", path))["joined"].keys()
        between = members <= {self.session.user_id, user_id}
        return between and await self._membership(room_id, user_id) != "leave"

    async def _is_ours(self, room_id: str, user_id: str) -> bool:
        """Anybody can mark a room; only in our own does it mean something."""
        path = f"v3/rooms/{segment(room_id)}/state/m.room.create"
        try:
            create = await self.session.api.call("GET", path, query={"format": "event"})
        except RefusedError:  # put out of it just now
            return False
        marked = create.get("content", {}).get(MARKER)
        if create.get("sender") != self.session.user_id or marked is None:
            self._foreign.add(room_id)
            return False
        return bool(marked == user_id)

    async def _membership(self, room_id: str, user_id: str) -> Membership:
        try:
            found = (await self.session.api.call("GET", _member(room_id, user_id)))["membership"]
        except RefusedError as error:
            if error.status != 404:
                raise
            return "leave"
        if found == "join":
            return "join"
        return "invite" if found == "invite" else "leave"

    async def _create(self, user_id: str) -> str:
        body = {
            "preset": "private_chat",
            "is_direct": True,
            "invite": [user_id],
            "initial_state": [_ENCRYPTION],
            "creation_content": {MARKER: user_id},
            # It stays a chat of two.
            "power_level_content_override": {"invite": 50},
        }
        return str((await self.session.api.call("POST", "v3/createRoom", body))["room_id"])

    async def _until_known(self, room_id: str) -> None:
        """Before its first sync nothing could be sent; and what we did ourselves, such as turning
        encryption on, the syncs need not tell."""
        client = self.session.client
        try:
            async with asyncio.timeout(_PATIENCE), self.rooms.news:
                await self.rooms.news.wait_for(lambda: room_id in client.rooms)
        except TimeoutError as error:
            raise NotSentError("the room is not known yet") from error
        if await self._is_encrypted(room_id) and room_id in client.rooms:
            room = client.rooms[room_id]
            room.encrypted = True
            client.encrypted_rooms.add(room_id)
            client.olm.update_tracked_users(room)

    async def _is_encrypted(self, room_id: str) -> bool:
        path = f"v3/rooms/{segment(room_id)}/state/m.room.encryption"
        try:
            await self.session.api.call("GET", path)
        except RefusedError as error:
            if error.status != 404:
                raise
            return False
        return True

    async def _enter(self, chat: DirectChat) -> None:
        async with self.database.transaction() as tx:
            # First the mirrors: from here on no sync that tells of the person is overlooked.
            self.rooms.joined[chat.room_id] = True
            self.rooms.chats.people[chat.room_id] = chat.user_id
            if self.rooms.chats.membership(chat.room_id, chat.user_id) == "join":
                chat = DirectChat(chat.user_id, chat.room_id, "join")
            await rooms.entered(tx, chat.room_id, self.now())
            await direct_chats.opened(tx, chat, self.now())

    async def _list(self, user_id: str, room_id: str) -> None:
        """This chat, and those that people opened with us."""
        async with self.database.transaction() as tx:
            everybody = await direct_chats.everybody(tx)
        try:
            async with self._listing:
                await listed.add(self.session, everybody | {user_id: room_id})
        except (UnreachableError, RefusedError) as error:
            logger.warning("m.direct was not kept: %s", error)


def _member(room_id: str, user_id: str) -> str:
    return f"v3/rooms/{segment(room_id)}/state/m.room.member/{segment(user_id)}"
