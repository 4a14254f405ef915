"""Membership: invitations, upgrades and removals, with the state of each room in storage."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nio import InviteInfo, InviteMemberEvent, RoomInfo, SyncResponse

from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.chats import Chats
from bot.matrix.room_states import RoomStates
from bot.matrix.session import Session
from bot.process.guard import backoff
from bot.process.logs import summing
from bot.workers.worker import Worker
from commands.conversation.posting import notice
from commands.language.markup import Text
from storage.conversation import outbox, refusals
from storage.database import Database, Transaction
from storage.matrix import direct_chats, rooms
from storage.matrix.rooms import PendingRoom

logger = logging.getLogger(__name__)
of_invitations = summing(f"{__name__}.invitations")

_LONGEST_PAUSE = timedelta(minutes=15)
# Nobody needs more, and each costs memory and time at every start.
MOST_ROOMS_WITH_ONE = 20


@dataclass(frozen=True)
class Tombstone:
    """An upgrade of a room: `sender` named its `successor`."""

    successor: str
    sender: str


@dataclass
class Rooms(Worker):
    """The rooms of the bot. `joined` mirrors the table: room id -> whether it is a direct chat.

    `news` is notified when a sync changed something about rooms.
    """

    session: Session
    database: Database
    invite_from: tuple[str, ...]
    now: Callable[[], datetime]
    joined: dict[str, bool] = field(default_factory=dict)
    configured: set[str] = field(default_factory=set)
    on_changed: Callable[[], Awaitable[None]] | None = None
    # What a person reads in a new direct chat, or (None) a room that the bot joins.
    hello: Callable[[str | None], Text] | None = None
    news: asyncio.Condition = field(default_factory=asyncio.Condition)
    _seen: set[str] = field(default_factory=set)
    _started: bool = False
    _followed: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.states = RoomStates(self.session)
        self.chats = Chats(self.session, self.states, self.now)

    async def load(self, configured: Iterable[str]) -> None:
        async with self.database.transaction() as tx:
            await self.refresh(tx)
            self.configured = {await rooms.current(tx, room_id) for room_id in configured}

    async def refresh(self, tx: Transaction) -> None:
        """Read the tables again."""
        self.joined = await rooms.joined(tx)
        await self.chats.load(tx)

    def is_direct(self, room_id: str, user_id: str) -> bool:
        """Return whether this is a chat of two with the person, that nobody else can read."""
        return self.joined.get(room_id, False) and self.states.is_private(room_id, user_id)

    def is_encrypted(self, room_id: str) -> bool:
        room = self.session.client.rooms.get(room_id)
        return room is not None and bool(room.encrypted)

    def concerns(self, response: SyncResponse) -> bool:
        """Return whether the sync changes any membership that matters; most do not."""
        return bool(
            not self._started
            or response.rooms.invite
            or response.rooms.leave
            or self.chats.concerned(response)
            or any(map(self._may_let_us_speak, response.rooms.join.values()))
            or any(map(self._may_be_empty, response.rooms.join))
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
        await self._leave_empty()
        async with self.news:
            self.news.notify_all()
        await self._tell()
        self.wake()

    async def _greet_room(self, tx: Transaction, room_id: str) -> None:
        """Say who came, but not in a direct chat, nor after the upgrade of a room."""
        replacing = {room.room_id for room in await rooms.pending(tx) if room.replaces}
        is_direct = (await rooms.joined(tx)).get(room_id, False)
        if is_direct or room_id in replacing or await rooms.predecessors(tx, [room_id]):
            return
        await self._greet(tx, room_id, None)

    async def _greet(self, tx: Transaction, room_id: str, person: str | None) -> None:
        if self.hello is not None:
            transaction_id = f"hello-{room_id}"
            content = notice(self.hello(person), transaction_id)
            await outbox.put(tx, room_id, content, transaction_id, self.now())

    def _may_let_us_speak(self, info: RoomInfo) -> bool:
        """Return whether others may write there now than before."""
        events = (*info.state, *info.timeline.events)
        return any(event.source.get("type") == "m.room.power_levels" for event in events)

    def _may_be_empty(self, room_id: str) -> bool:
        """Return whether we are alone in a room that nothing is wanted of."""
        needed = room_id in self.configured or room_id in self.chats.people
        return self.joined.get(room_id) is not None and not needed and self.states.is_empty(room_id)

    async def _leave_empty(self) -> None:
        """Leave rooms that all others have left; try again what fails when a room changes."""
        for room_id in [each for each in self.joined if self._may_be_empty(each)]:
            try:
                await self._leave(room_id)
            except (UnreachableError, RefusedError) as error:
                logger.warning("cannot leave the empty room %s: %s", room_id, error)
                continue
            # A sync need not tell what we did ourselves.
            self.session.client.rooms.pop(room_id, None)
            self._seen.discard(room_id)
            async with self.database.transaction() as tx:
                await rooms.departed(tx, room_id)
                await outbox.fail_room(tx, room_id, "left the empty room", self.now())
                await self.refresh(tx)

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
            creator, is_new = self.states.creator(room_id), room_id not in self.joined
            if room_id not in self._seen or self._may_let_us_speak(info):
                await refusals.try_again(tx, room_id, self.now())
            if is_new:
                await rooms.entered(tx, room_id, self.now())
            if room_id not in self._seen:
                person = await self.chats.adopt(tx, room_id, creator, newest=self._started)
                if person is not None:
                    await self._greet(tx, room_id, person)
            if is_new and creator != self.session.user_id:
                await self._greet_room(tx, room_id)
            await self.chats.follow(tx, room_id, info)
            tombstone = _tombstone(info)
            if tombstone is not None:
                await self._follow_upgrade(tx, room_id, tombstone)

    async def _invited(self, tx: Transaction, room_id: str, invitation: InviteInfo) -> None:
        self._seen.discard(room_id)
        self.session.client.rooms.pop(room_id, None)
        for event in invitation.invite_state:
            ours = isinstance(event, InviteMemberEvent) and event.state_key == self.session.user_id
            if ours and event.membership == "invite":
                # An invitation cannot turn a configured room into a direct chat.
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
                await refusals.put_out(tx, room_id, "not in the room", self.now())
            logger.warning("no longer in %s", room_id)

    async def _follow_upgrade(self, tx: Transaction, room_id: str, tombstone: Tombstone) -> None:
        """Follow it in a configured room, or from a sender whose invitations the bot follows."""
        upgraded = await rooms.current(tx, room_id) != room_id
        if upgraded or tombstone.successor == room_id:
            return
        if room_id not in self.configured and not self._trusts(tombstone.sender):
            logger.warning("room %s points elsewhere; not followed", room_id)
            return
        via = tombstone.sender.partition(":")[2]
        await rooms.succeeds(tx, room_id, tombstone.successor, via, self.now())

    async def look(self) -> float | None:
        """Join or refuse the rooms that are due; return the seconds until the next attempt."""
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
                of_invitations.warning("refused an invitation: %s", room.room_id)
                async with self.database.transaction() as tx:
                    await rooms.withdrawn(tx, room.room_id)
                return
            await join(self.session, room.room_id, room.via)
            # The next sync treats it as a room that was not seen yet.
            async with self.database.transaction() as tx:
                await rooms.entered(tx, room.room_id, self.now())
                if room.replaces is None:
                    await self._greet_room(tx, room.room_id)
            if room.inviter is not None:
                self.joined.setdefault(room.room_id, False)
                self._followed.setdefault(room.inviter, set()).add(room.room_id)
            if room.replaces is not None:
                await self._move(room, room.replaces)
        except (UnreachableError, RefusedError) as error:
            await self._not_joined(room, error)

    async def _move(self, room: PendingRoom, old: str) -> None:
        """Replace the old room if the new one names it as its predecessor."""
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
        return self._trusts(room.inviter) and not self._has_enough(room.inviter, room.room_id)

    def _has_enough(self, inviter: str, room_id: str) -> bool:
        """Return whether we are in many rooms with them already, beside those of the network.

        What was followed just now may not be in a sync yet.
        """
        together = {each for each in self.joined if self.states.is_in(each, inviter)}
        followed = self._followed.get(inviter, set()) & self.joined.keys()
        return len((together | followed) - self.configured - {room_id}) >= MOST_ROOMS_WITH_ONE

    def _trusts(self, user_id: str) -> bool:
        return user_id in self.invite_from or user_id.partition(":")[2] in self.invite_from

    async def _not_joined(self, room: PendingRoom, error: Exception) -> None:
        withdrawn = isinstance(error, RefusedError) and error.status == 403
        of_invitations.warning("cannot join: %s, %s", room.room_id, error)
        async with self.database.transaction() as tx:
            if withdrawn and room.inviter is not None:
                await rooms.withdrawn(tx, room.room_id)
            pause = backoff(room.attempts + 1, _LONGEST_PAUSE)
            await rooms.postpone(tx, room.room_id, self.now() + pause)


async def join(session: Session, room_id: str, via: str | None) -> None:
    """Join the room, through the server `via` if given. Raises UnreachableError, RefusedError."""
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
    """Return who removed the bot and their reason, as far as the sync says."""
    for event in reversed((*info.state, *info.timeline.events)):
        source = event.source
        if source.get("type") == "m.room.member" and source.get("state_key") == user_id:
            content = source.get("content", {})
            words = (content.get("membership"), source.get("sender"), content.get("reason"))
            reason = " ".join(str(word) for word in words if word)[:300]
            return "".join(c if c.isprintable() else " " for c in reason)
    return "leave"
