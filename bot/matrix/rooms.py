"""Coming and going: invitations, upgrades, being put out; what stays of it is in storage."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nio import InviteInfo, InviteMemberEvent, RoomInfo, SyncResponse

from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.chats import Chats
from bot.matrix.session import Session
from bot.matrix.speakers import Speakers
from storage import direct_chats, outbox, rooms
from storage.database import Database, Transaction
from storage.rooms import PendingRoom

logger = logging.getLogger(__name__)

_LONGEST_PAUSE = timedelta(minutes=15)


@dataclass(frozen=True)
class Tombstone:
    """A room says that it was replaced, and who says so."""

    successor: str
    sender: str


@dataclass
class Rooms:
    """`joined` mirrors the table: room id -> whether it is a direct chat.

    `news` tells that a sync said something about rooms.
    """

    session: Session
    database: Database
    invite_from: tuple[str, ...]
    now: Callable[[], datetime]
    joined: dict[str, bool] = field(default_factory=dict)
    configured: set[str] = field(default_factory=set)
    on_changed: Callable[[], Awaitable[None]] | None = None
    news: asyncio.Condition = field(default_factory=asyncio.Condition)
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _seen: set[str] = field(default_factory=set)
    _started: bool = False

    def __post_init__(self) -> None:
        self.chats = Chats(self.session, self.now)
        self.speakers = Speakers(self.session)

    async def load(self, configured: Iterable[str]) -> None:
        async with self.database.transaction() as tx:
            await self.refresh(tx)
            self.configured = {await rooms.current(tx, room_id) for room_id in configured}

    async def refresh(self, tx: Transaction) -> None:
        """Mirror the tables."""
        self.joined = await rooms.joined(tx)
        await self.chats.load(tx)

    async def run(self) -> None:
        """Follow invitations until cancelled: at once, then again with growing pauses."""
        while True:
            self._woken.clear()
            pause = await self.follow_pending()
            try:
                async with asyncio.timeout(pause):
                    await self._woken.wait()
            except TimeoutError:
                continue

    def is_direct(self, room_id: str) -> bool:
        """Whoever invited us has said so, and nobody else has come."""
        return self.joined.get(room_id, False) and not self.chats.is_shared(room_id)

    def concerns(self, response: SyncResponse) -> bool:
        """Whether the sync says anything about membership that matters; most say nothing."""
        return bool(
            not self._started
            or response.rooms.invite
            or response.rooms.leave
            or self.chats.concerned(response)
            or any(
                room_id not in self._seen or _tombstone(info) is not None
                for room_id, info in response.rooms.join.items()
            )
        )

    async def absorb(self, response: SyncResponse) -> None:
        """Note what the sync says about our membership; doing it twice changes nothing."""
        async with self.database.transaction() as tx:
            await self._absorb(tx, response)
            await self.refresh(tx)
        self._seen.update(response.rooms.join)
        self._started = True
        async with self.news:
            self.news.notify_all()
        await self._tell()
        self._woken.set()

    async def _tell(self) -> None:
        if self.on_changed is not None:
            await self.on_changed()

    async def _absorb(self, tx: Transaction, response: SyncResponse) -> None:
        # First the rooms we were put out of: an invitation to one of them came after that.
        for room_id, info in response.rooms.leave.items():
            await self._gone(tx, room_id, info)
        for room_id, invitation in response.rooms.invite.items():
            await self._invited(tx, room_id, invitation)
        for room_id, info in response.rooms.join.items():
            if room_id not in self.joined:
                await rooms.entered(tx, room_id, self.now())
            if room_id not in self._seen:
                creator = self.speakers.creator(room_id)
                await self.chats.adopt(tx, room_id, creator, newest=self._started)
            await self.chats.follow(tx, room_id, info)
            tombstone = _tombstone(info)
            if tombstone is not None:
                await self._says_it_was_upgraded(tx, room_id, tombstone)

    async def _invited(self, tx: Transaction, room_id: str, invitation: InviteInfo) -> None:
        self._seen.discard(room_id)
        self.session.client.rooms.pop(room_id, None)
        for event in invitation.invite_state:
            ours = isinstance(event, InviteMemberEvent) and event.state_key == self.session.user_id
            if ours and event.membership == "invite":
                # Whoever invites cannot make a direct chat of a room of the network.
                direct = event.content.get("is_direct") is True and room_id not in self.configured
                await rooms.invited(tx, room_id, event.sender, self.now(), direct=direct)

    async def _gone(self, tx: Transaction, room_id: str, info: RoomInfo) -> None:
        self.session.client.rooms.pop(room_id, None)
        self.session.client.invited_rooms.pop(room_id, None)
        self._seen.discard(room_id)
        await rooms.withdrawn(tx, room_id)
        if await rooms.is_in(tx, room_id):
            reason = _reason(info, self.session.user_id)
            await rooms.gone(tx, room_id, reason, self.now())
            if not await self.chats.lost(tx, room_id):
                await outbox.fail_room(tx, room_id, "left the room", self.now())
            logger.warning("no longer in %s", room_id)

    async def _says_it_was_upgraded(
        self, tx: Transaction, room_id: str, tombstone: Tombstone
    ) -> None:
        """Believed from whom we would follow an invitation, and in rooms of the network."""
        upgraded = await rooms.current(tx, room_id) != room_id
        if upgraded or tombstone.successor == room_id:
            return
        if room_id not in self.configured and not self._trusts(tombstone.sender):
            logger.warning("room %s points elsewhere; not followed", room_id)
            return
        via = tombstone.sender.partition(":")[2]
        await rooms.succeeds(tx, room_id, tombstone.successor, via, self.now())

    async def follow_pending(self) -> float | None:
        """Join or refuse what is due; seconds until the next attempt, None if none is left."""
        async with self.database.transaction() as tx:
            pending = await rooms.pending(tx)
        for room in pending:
            if room.not_before <= self.now():
                await self._follow(room)
        async with self.database.transaction() as tx:
            left = await rooms.pending(tx)
        pauses = [(room.not_before - self.now()).total_seconds() for room in left]
        return max(1.0, min(pauses)) if pauses else None

    async def _follow(self, room: PendingRoom) -> None:
        try:
            if not self._welcome(room):
                await self._leave(room.room_id)
                logger.warning("refused an invitation to %s", room.room_id)
                async with self.database.transaction() as tx:
                    await rooms.withdrawn(tx, room.room_id)
                return
            await join(self.session, room.room_id, room.via)
            # The next sync brings it as a room that was not seen yet.
            async with self.database.transaction() as tx:
                await rooms.entered(tx, room.room_id, self.now())
            if room.replaces is not None:
                await self._move(room, room.replaces)
        except (UnreachableError, RefusedError) as error:
            await self._not_joined(room, error)

    async def _move(self, room: PendingRoom, old: str) -> None:
        """The new room must say itself that it comes from the old one."""
        new = room.room_id
        create = await self.session.api.call("GET", f"v3/rooms/{segment(new)}/state/m.room.create")
        predecessor = create.get("predecessor")
        proved = isinstance(predecessor, dict) and predecessor.get("room_id") == old
        if not proved:
            logger.warning("room %s does not come from %s", new, old)
            if not room.joined:
                await self._leave(new)
        async with self.database.transaction() as tx:
            if proved:
                await rooms.replaced(tx, old, new)
                await direct_chats.moved(tx, old, new)
                await self.chats.load(tx)
            else:
                await rooms.does_not_replace(tx, new)
        if proved and old in self.configured:
            self.configured.add(new)
        await self._tell()

    async def _leave(self, room_id: str) -> None:
        await self.session.api.call("POST", f"v3/rooms/{segment(room_id)}/leave", {})

    def _welcome(self, room: PendingRoom) -> bool:
        if room.inviter is None or room.room_id in self.configured:
            return True
        return self._trusts(room.inviter)

    def _trusts(self, user_id: str) -> bool:
        return user_id in self.invite_from or user_id.partition(":")[2] in self.invite_from

    async def _not_joined(self, room: PendingRoom, error: Exception) -> None:
        withdrawn = isinstance(error, RefusedError) and error.status == 403
        logger.warning("cannot join %s: %s", room.room_id, error)
        async with self.database.transaction() as tx:
            if withdrawn and room.inviter is not None:
                await rooms.withdrawn(tx, room.room_id)
            pause = min(timedelta(seconds=2 ** min(room.attempts + 1, 12)), _LONGEST_PAUSE)
            await rooms.postpone(tx, room.room_id, self.now() + pause)


async def join(session: Session, room_id: str, via: str | None) -> None:
    """Raises UnreachableError, RefusedError."""
    query = {"via": via, "server_name": via} if via else None
    await session.api.call("POST", f"v3/join/{segment(room_id)}", {}, query=query)


def _tombstone(info: RoomInfo) -> Tombstone | None:
    for event in (*info.state, *info.timeline.events):
        source = event.source
        if source.get("type") == "m.room.tombstone" and source.get("state_key") == "":
            content = source.get("content")
            successor = content.get("replacement_room") if isinstance(content, dict) else None
            if isinstance(successor, str) and successor.startswith("!"):
                return Tombstone(successor, str(source.get("sender", "")))
    return None


def _reason(info: RoomInfo, user_id: str) -> str:
    """Who put us out and what they said, as far as the homeserver tells."""
    for event in reversed((*info.state, *info.timeline.events)):
        source = event.source
        if source.get("type") == "m.room.member" and source.get("state_key") == user_id:
            content = source.get("content", {})
            words = (content.get("membership"), source.get("sender"), content.get("reason"))
            said = " ".join(str(word) for word in words if word)[:300]
            return "".join(c if c.isprintable() else " " for c in said)
    return "leave"
