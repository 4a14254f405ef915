"""Coming and going: invitations, upgrades, being put out; what stays of it is in storage."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nio import InviteInfo, InviteMemberEvent, RoomInfo, SyncResponse

from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.session import Session
from storage import outbox, rooms
from storage.database import Database, Transaction
from storage.rooms import PendingRoom

logger = logging.getLogger(__name__)

_LONGEST_PAUSE = timedelta(minutes=15)


@dataclass
class Rooms:
    """`joined` mirrors the table: room id -> whether it is a direct chat."""

    session: Session
    database: Database
    invite_from: tuple[str, ...]
    now: Callable[[], datetime]
    joined: dict[str, bool] = field(default_factory=dict)
    configured: frozenset[str] = frozenset()
    on_changed: Callable[[], Awaitable[None]] | None = None
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    async def load(self, configured: Iterable[str]) -> None:
        self.configured = frozenset(configured)
        async with self.database.transaction() as tx:
            self.joined = await rooms.joined(tx)

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

    def concerns(self, response: SyncResponse) -> bool:
        """Whether the sync says anything about our membership; most say nothing."""
        return bool(
            response.rooms.invite
            or response.rooms.leave
            or any(
                room_id not in self.joined or _successor(info) is not None
                for room_id, info in response.rooms.join.items()
            )
        )

    async def absorb(self, response: SyncResponse) -> None:
        """Note what the sync says about our membership; doing it twice changes nothing."""
        async with self.database.transaction() as tx:
            await self._absorb(tx, response)
            self.joined = await rooms.joined(tx)
        if self.on_changed is not None:
            await self.on_changed()
        self._woken.set()

    async def _absorb(self, tx: Transaction, response: SyncResponse) -> None:
        for room_id, invitation in response.rooms.invite.items():
            await self._invited(tx, room_id, invitation)
        for room_id in response.rooms.join:
            if room_id not in self.joined:
                await rooms.entered(tx, room_id, self.now())
        for room_id, info in response.rooms.leave.items():
            await self._gone(tx, room_id, info)
        for room_id, info in response.rooms.join.items():
            successor = _successor(info)
            if successor is not None:
                await self._replaced(tx, room_id, successor)

    async def _invited(self, tx: Transaction, room_id: str, invitation: InviteInfo) -> None:
        for event in invitation.invite_state:
            ours = isinstance(event, InviteMemberEvent) and event.state_key == self.session.user_id
            if ours and event.membership == "invite":
                direct = event.content.get("is_direct") is True
                await rooms.invited(tx, room_id, event.sender, self.now(), direct=direct)

    async def _gone(self, tx: Transaction, room_id: str, info: RoomInfo) -> None:
        self.session.client.rooms.pop(room_id, None)
        self.session.client.invited_rooms.pop(room_id, None)
        await rooms.withdrawn(tx, room_id)
        if room_id in self.joined:
            reason = _reason(info, self.session.user_id)
            await rooms.gone(tx, room_id, reason, self.now())
            await outbox.fail_room(tx, room_id, "left the room")
            logger.warning("no longer in %s: %s", room_id, reason)

    async def _replaced(self, tx: Transaction, room_id: str, successor: str) -> None:
        logger.info("room %s was replaced by %s", room_id, successor)
        await rooms.replaced(tx, room_id, successor, self.now())

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
                await self.session.api.call("POST", f"v3/rooms/{segment(room.room_id)}/leave", {})
                logger.warning("refused an invitation to %s", room.room_id)
                async with self.database.transaction() as tx:
                    await rooms.withdrawn(tx, room.room_id)
                return
            await self.session.api.call("POST", f"v3/join/{segment(room.room_id)}", {})
        except (UnreachableError, RefusedError) as error:
            await self._not_joined(room, error)
            return
        # self.joined does not know the room until the next sync brings it as a new one.
        async with self.database.transaction() as tx:
            await rooms.entered(tx, room.room_id, self.now())

    def _welcome(self, room: PendingRoom) -> bool:
        if room.inviter is None or room.room_id in self.configured:
            return True
        _, _, server = room.inviter.partition(":")
        return room.inviter in self.invite_from or server in self.invite_from

    async def _not_joined(self, room: PendingRoom, error: Exception) -> None:
        withdrawn = isinstance(error, RefusedError) and error.status == 403
        logger.warning("cannot join %s: %s", room.room_id, error)
        async with self.database.transaction() as tx:
            if withdrawn and room.inviter is not None:
                await rooms.withdrawn(tx, room.room_id)
            pause = min(timedelta(seconds=2 ** min(room.attempts + 1, 12)), _LONGEST_PAUSE)
            await rooms.postpone(tx, room.room_id, self.now() + pause)


def _successor(info: RoomInfo) -> str | None:
    for event in (*info.state, *info.timeline.events):
        if event.source.get("type") == "m.room.tombstone":
            successor = event.source.get("content", {}).get("replacement_room")
            return str(successor) if successor else None
    return None


def _reason(info: RoomInfo, user_id: str) -> str:
    """Who put us out and what they said, as far as the homeserver tells."""
    for event in reversed((*info.state, *info.timeline.events)):
        source = event.source
        if source.get("type") == "m.room.member" and source.get("state_key") == user_id:
            content = source.get("content", {})
            given = str(content.get("reason") or "")[:200]
            return (
                f"{content.get('membership', 'leave')} {source.get('sender', '')} {given}".strip()
            )
    return "leave"
