"""Read what happens: our own loop, gaps filled, the position stored when all is handled."""

import asyncio
import json
import logging
import random
import secrets
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from aiohttp import ClientTimeout
from nio import (
    MegolmEvent,
    MessageDirection,
    RoomInfo,
    RoomMessagesResponse,
    SyncResponse,
)

from bot.matrix import encryption
from bot.matrix.api import RefusedError, UnreachableError
from bot.matrix.fetch import fetch_event, with_what_it_refers_to
from bot.matrix.key_generation import OutdatedKeysError
from bot.matrix.messages import (
    AnyEvent,
    is_event,
    is_of_use,
    is_ours_to_read,
    membership_in,
    reply_in,
    sent_at,
    to_incoming_event,
)
from bot.matrix.room_states import PAGE, sync_filter
from bot.matrix.rooms import Rooms
from bot.matrix.session import Session
from bot.matrix.signed_devices import SignedDevices
from bot.process.guard import backoff, guard, is_trouble
from commands.conversation.events import (
    IncomingEvent,
    MembershipChange,
    Message,
    Reaction,
    ThreadReply,
)
from storage.database import Database
from storage.matrix import sync, undecrypted
from storage.matrix.undecrypted import UndecryptedEvent

logger = logging.getLogger(__name__)

LONG_POLL = 30
_GRACE = 15
_FIRST, _LATER = ClientTimeout(total=300), ClientTimeout(total=LONG_POLL + _GRACE)
_TRIES = 3
# Seconds, of which Synapse needs less to hand an answer on.
_BREATH = 0.01
_LONGEST_PAUSE = timedelta(minutes=1)


class TokenLostError(Exception):
    """The homeserver no longer accepts our access token."""


@dataclass
class Sync:
    """`on_event` returns whether there may be something to send, `answered` waits for it to leave.

    `wants_replied` tells for which messages the one they reply to is to be fetched,
    `wants_device` in which rooms it matters from which device they came.
    """

    session: Session
    database: Database
    rooms: Rooms
    on_event: Callable[[IncomingEvent], Awaitable[bool]]
    answered: Callable[[Collection[str]], Awaitable[None]]
    now: Callable[[], datetime]
    # By the clock of the homeserver.
    first_day: datetime
    # Of what was handled longer ago, nobody knows any more that it was.
    remembered: timedelta
    # The rooms are known; what was said in them is still to be handled.
    on_rooms: Callable[[], None] = lambda: None
    on_synced: Callable[[], None] = lambda: None
    wants_replied: Callable[[Message], bool] = lambda _: False
    wants_device: Callable[[str], bool] = lambda _: False
    on_reply: Callable[[ThreadReply], Awaitable[None]] | None = None
    on_members: Callable[[Sequence[MembershipChange]], Awaitable[None]] | None = None
    # Gets the room and the id of an event that cannot be decrypted.
    was_answered: Callable[[str, str], Awaitable[bool]] | None = None
    started: bool = False
    _since: str | None = None
    _arrived: set[str] = field(default_factory=set)
    _members: list[MembershipChange] = field(default_factory=list)
    _failures: int = 0
    _is_backlog: bool = False
    _said: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._devices = SignedDevices(self.session)
        self._filter = json.dumps(sync_filter(self.session.user_id))

    async def run(self) -> None:
        """Until cancelled. Raises TokenLostError, OutdatedKeysError."""
        while True:
            with guard(
                logger,
                "sync failed",
                passes=lambda error: isinstance(error, TokenLostError | OutdatedKeysError),
                level=logging.WARNING,
            ) as attempt:
                await self.step()
            if attempt.error is None:
                self._failures = 0
                continue
            self._failures += 1
            if not is_trouble(attempt.error) and self._failures >= _TRIES:
                await self._leave_out()
            await asyncio.sleep(_pause(self._failures))

    async def _leave_out(self) -> None:
        """Go on behind what could not be handled several times; better than never to answer."""
        logger.error("a sync could not be handled and is left out")
        nothing = json.dumps({"room": {"rooms": []}, "presence": {"types": []}})
        place = {"since": self._since, "timeout": "0"} if self._since else {}
        query = {"filter": nothing, "timeout": str(_unlike_others())} | place
        try:
            answer = await self.session.api.call("GET", "v3/sync", query=query)
        except (UnreachableError, RefusedError):
            return
        async with self.database.statement() as tx:
            await sync.advance(tx, answer["next_batch"], self.now())
        self._since = answer["next_batch"]

    async def step(self) -> None:
        """One sync, handled whole."""
        if self._since is None:
            async with self.database.reading() as tx:
                self._since = await sync.token(tx)
        response = await self._next(self._since)
        if response is None:
            logger.error("the homeserver does not know our position; starting anew")
            async with self.database.statement() as tx:
                await sync.forget(tx)
            self._since = None
            return
        await encryption.upkeep(self.session, response)
        await self._handle(response, self._since)
        async with self.database.transaction(at_once=True) as tx:
            await sync.advance(tx, response.next_batch, self.now())
        self._since = response.next_batch
        # A step that failed may have stored keys, which do not come again.
        if self._failures or not self.started:
            await self._find_late()
        self.started = True
        await self._let_answers_go()
        self.on_synced()
        await self._read_late()

    async def _let_answers_go(self) -> None:
        """Let what was said arrive before the next request: meanwhile more of them gather.

        The homeserver does one thing after the other: so it gives an answer to people first.
        """
        rooms, self._said = self._said, set()
        await self.answered(rooms)
        if rooms:
            await asyncio.sleep(_BREATH)

    async def _next(self, since: str | None) -> SyncResponse | None:
        """None if the homeserver does not accept the position."""
        timeout = _LATER if self.started else _FIRST
        api = replace(self.session.api, timeout=timeout, patience=LONG_POLL)
        try:
            answer = await api.call("GET", "v3/sync", query=self._query(since))
        except RefusedError as error:
            if error.errcode in ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"):
                raise TokenLostError from error
            if since is not None and error.status == 400 and error.errcode in _BAD_POSITION:
                return None
            raise UnreachableError(f"HTTP {error.status} {error.errcode}".strip()) from error
        return await self.session.client.take_in(answer)

    def _query(self, since: str | None) -> dict[str, str]:
        place = {} if since is None else {"since": since}
        wait = LONG_POLL * 1000 if self.started else 0
        whole = {} if self.started else {"full_state": "true"}
        timeout = _unlike_others() if since is None else wait
        return {"filter": self._filter, "timeout": str(timeout)} | place | whole

    async def _handle(self, response: SyncResponse, since: str | None) -> None:
        self.rooms.states.absorb(response)
        self._devices.forget(response.device_list.changed)
        if self.rooms.concerns(response):
            await self.rooms.absorb(response)
        self.on_rooms()
        self._members.clear()
        for room_id, info in response.rooms.join.items():
            self._is_backlog = not self.started or bool(info.timeline.limited)
            for event in await self._events(room_id, info, since):
                await self._receive_or_leave_out(room_id, event)
        self._is_backlog = False
        # Of who was there when we began, nobody came.
        if self._members and since is not None and self.on_members is not None:
            await self.on_members(tuple(self._members))
        self._arrived.update(encryption.arrived_sessions(response))

    async def _events(self, room_id: str, info: RoomInfo, since: str | None) -> Sequence[AnyEvent]:
        """Oldest first, without gaps. What was said before our first day is not for us."""
        events = [event for event in info.timeline.events if is_event(event)]
        if since is None:
            begin = max(self.first_day, self.now() - self.remembered)
            return [event for event in events if sent_at(event) >= begin]
        if not info.timeline.limited:
            return events
        return [*await self._gap(room_id, info.timeline.prev_batch, since), *events]

    async def _gap(self, room_id: str, start: str, since: str) -> list[AnyEvent]:
        """Fetch what the homeserver left out between the last sync and this timeline, in order."""
        found: list[AnyEvent] = []
        while True:
            async with asyncio.timeout(LONG_POLL + _GRACE):
                page = await self.session.client.room_messages(
                    room_id, start=start, end=since, direction=MessageDirection.back, limit=PAGE
                )
            if not isinstance(page, RoomMessagesResponse):
                raise UnreachableError(f"messages: {page.status_code}")
            events = [event for event in page.chunk if is_event(event)]
            ours = [event for event in events if is_ours_to_read(event)]
            # A long gap is kept in memory; what nobody handles is not.
            found += [event for event in ours if is_of_use(event)]
            if len(ours) < len(events) or not page.end or page.end == start:
                return found[::-1]
            start = page.end

    async def _receive_or_leave_out(self, room_id: str, event: AnyEvent) -> None:
        """One event that cannot be handled must not take the others with it."""
        with guard(
            logger,
            "an event could not be handled and is left out",
            passes=lambda error: is_trouble(error) or self._failures < _TRIES - 1,
        ):
            await self._receive(room_id, event)

    async def _receive(self, room_id: str, event: AnyEvent) -> None:
        if not is_ours_to_read(event) or event.sender == self.session.user_id:
            return
        change = membership_in(room_id, event)
        if change is not None:
            self._members.append(change)
            return
        reply = reply_in(room_id, event)
        if reply is not None and self.on_reply is not None:
            await self.on_reply(reply)
        if isinstance(event, MegolmEvent):
            if self.was_answered is not None and await self.was_answered(room_id, event.event_id):
                return
            async with self.database.transaction(at_once=True) as tx:
                await undecrypted.put(tx, event.event_id, room_id, event.session_id, self.now())
            return
        direct = self.rooms.is_direct(room_id, event.sender)
        incoming = to_incoming_event(room_id, event, direct=direct)
        if isinstance(incoming, Message):
            if not event.decrypted and self.rooms.is_encrypted(room_id):
                return  # the homeserver could have written it
            if event.decrypted and not await self._devices.is_from_sender(event):
                logger.warning("an encrypted message is not of whom it says; left out")
                return
            incoming = await with_what_it_refers_to(self.session, incoming, self.wants_replied)
        if isinstance(incoming, Message) and self.wants_device(room_id):
            incoming = replace(incoming, device=await self._devices.of(event))
        if isinstance(incoming, Message | Reaction) and self._is_backlog:
            incoming = replace(incoming, backlog=True)
        if incoming is not None:
            if await self.on_event(incoming):
                self._said.add(room_id)
            # Of many events in a sync, the first is not answered behind the last.
            await asyncio.sleep(0)

    async def _find_late(self) -> None:
        """Keys that came before their messages were read again, when the process died or failed."""
        async with self.database.transaction() as tx:
            waiting = await undecrypted.sessions(tx)
        known = {session.id for session in self.session.client.olm.inbound_group_store}
        self._arrived |= waiting & known

    async def _read_late(self) -> None:
        """Keys came after their messages; what fails here is tried again with the next sync."""
        while self._arrived:
            session_id = next(iter(self._arrived))
            async with self.database.transaction() as tx:
                events = await undecrypted.of_session(tx, session_id)
            for waiting in events:
                await self._read_again(waiting)
            self._arrived.discard(session_id)

    async def _read_again(self, waiting: UndecryptedEvent) -> None:
        event = await fetch_event(self.session, waiting.room_id, waiting.event_id)
        if isinstance(event, MegolmEvent):
            return
        if event is not None:
            await self._receive_or_leave_out(waiting.room_id, event)
        async with self.database.transaction() as tx:
            await undecrypted.remove(tx, waiting.event_id)


_BAD_POSITION = ("M_UNKNOWN", "M_INVALID_PARAM")


def _unlike_others() -> int:
    """Return a timeout in milliseconds for a sync without a position, which never waits.

    Synapse repeats its answer to the same request for two minutes: with an old position, behind
    which would come what was said before we began.
    """
    return secrets.randbelow(LONG_POLL * 1000) + 1


def _pause(failures: int) -> float:
    """1, 2, 4 … 60 seconds, spread so that many bots do not return at once."""
    pause = backoff(failures - 1, _LONGEST_PAUSE)
    return pause.total_seconds() * random.SystemRandom().uniform(0.8, 1.2)
