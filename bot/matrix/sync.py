"""Read what happens: our own loop, gaps filled, the position stored when all is handled."""

import asyncio
import json
import logging
import random
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import peewee
from nio import (
    LocalProtocolError,
    MegolmEvent,
    MessageDirection,
    RoomInfo,
    RoomMessagesResponse,
    SyncResponse,
)

from bot.matrix import encryption
from bot.matrix.api import RefusedError, UnreachableError
from bot.matrix.fetch import fetch_event, with_what_it_refers_to
from bot.matrix.messages import (
    AnyEvent,
    is_event,
    is_of_use,
    is_ours_to_read,
    sent_at,
    to_heard,
)
from bot.matrix.rooms import Rooms
from bot.matrix.session import Session
from commands.command import Heard, Message
from storage import sync, undecrypted
from storage.database import Database, is_environment_error
from storage.undecrypted import UndecryptedEvent

logger = logging.getLogger(__name__)

LONG_POLL = 30
_GRACE = 15
_TRIES = 3
_PAGE = 100  # Synapse gives no more, whatever is asked


class TokenLostError(Exception):
    """The homeserver no longer accepts our access token."""


def sync_filter(user_id: str) -> dict[str, Any]:
    """Lean: no presence, no typing, not our own messages."""
    nothing: dict[str, Any] = {"types": []}
    return {
        "presence": nothing,
        "account_data": nothing,
        "room": {
            # Members lazily would come again and again, each time with a question for keys.
            "timeline": {"limit": _PAGE, "not_senders": [user_id]},
            "state": {"lazy_load_members": False},
            "ephemeral": nothing,
            "account_data": nothing,
        },
    }


@dataclass
class Sync:
    """`wants_replied` tells for which messages the one they reply to is to be fetched."""

    session: Session
    database: Database
    rooms: Rooms
    on_heard: Callable[[Heard], Awaitable[None]]
    now: Callable[[], datetime]
    first_day: datetime
    # Of what was handled longer ago, nobody knows any more that it was.
    remembered: timedelta
    on_synced: Callable[[], None] = lambda: None
    wants_replied: Callable[[Message], bool] = lambda _: False
    started: bool = False
    _since: str | None = None
    _arrived: set[str] = field(default_factory=set)
    _failures: int = 0

    async def run(self) -> None:
        """Until cancelled. Raises TokenLostError."""
        while True:
            try:
                await self.step()
                self._failures = 0
            except TokenLostError:
                raise
            except Exception as error:  # noqa: BLE001  a bug must not stop the bot for ever
                self._failures += 1
                logger.warning("sync failed: %s", described(error))
                if not is_trouble(error) and self._failures >= _TRIES:
                    await self._leave_out()
                await asyncio.sleep(_pause(self._failures))

    async def _leave_out(self) -> None:
        """Go on behind what could not be handled several times; better than never to answer."""
        logger.error("a sync could not be handled and is left out")
        nothing = json.dumps({"room": {"rooms": []}, "presence": {"types": []}})
        query = {"timeout": "0", "filter": nothing} | (
            {"since": self._since} if self._since else {}
        )
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
            async with self.database.statement() as tx:
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
        async with self.database.statement() as tx:
            await sync.advance(tx, response.next_batch, self.now())
        self._since = response.next_batch
        if not self.started:
            await self._find_late()
        self.started = True
        self.on_synced()
        await self._read_late()

    async def _next(self, since: str | None) -> SyncResponse | None:
        """None if the homeserver does not accept the position."""
        client = self.session.client
        # Else nio would take a repeated answer for known and leave it encrypted.
        client.next_batch = ""
        wait = LONG_POLL if self.started else 0
        try:
            async with asyncio.timeout(wait + _GRACE if self.started else 300):
                response = await client.sync(
                    timeout=wait * 1000,
                    sync_filter=sync_filter(self.session.user_id),
                    since=since,
                    full_state=not self.started,
                )
        except LocalProtocolError as error:  # nio has thrown the token away
            raise TokenLostError from error
        if isinstance(response, SyncResponse):
            return response
        if response.status_code in ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"):
            raise TokenLostError
        transport = response.transport_response
        status = 0 if transport is None else transport.status
        if since is not None and status == 400 and response.status_code in _BAD_POSITION:
            return None
        raise UnreachableError(f"HTTP {status} {response.status_code or ''}".strip())

    async def _handle(self, response: SyncResponse, since: str | None) -> None:
        self.rooms.speakers.absorb(response)
        if self.rooms.concerns(response):
            await self.rooms.absorb(response)
        for room_id, info in response.rooms.join.items():
            for event in await self._events(room_id, info, since):
                await self._receive_or_leave_out(room_id, event)
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
        """What the homeserver left out between the last sync and this timeline, oldest first."""
        found: list[AnyEvent] = []
        while True:
            async with asyncio.timeout(LONG_POLL + _GRACE):
                page = await self.session.client.room_messages(
                    room_id, start=start, end=since, direction=MessageDirection.back, limit=_PAGE
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
        try:
            await self._receive(room_id, event)
        except Exception as error:
            if is_trouble(error) or self._failures < _TRIES - 1:
                raise
            logger.error("an event could not be handled and is left out: %s", described(error))

    async def _receive(self, room_id: str, event: AnyEvent) -> None:
        if not is_ours_to_read(event) or event.sender == self.session.user_id:
            return
        if isinstance(event, MegolmEvent):
            async with self.database.transaction() as tx:
                await undecrypted.put(tx, event.event_id, room_id, event.session_id, self.now())
            return
        heard = to_heard(room_id, event, direct=self.rooms.is_direct(room_id))
        if isinstance(heard, Message):
            wanted = self.wants_replied(heard)
            heard = await with_what_it_refers_to(self.session, heard, wants_replied=wanted)
        if heard is not None:
            await self.on_heard(heard)

    async def _find_late(self) -> None:
        """Keys that came when the process died, before their messages were read again."""
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
_TROUBLE = (
    aiohttp.ClientError,
    TimeoutError,
    UnreachableError,
    RefusedError,
    peewee.PeeweeException,
)


def _pause(failures: int) -> float:
    """1, 2, 4 … 60 seconds, spread so that many bots do not return at once."""
    return float(min(2 ** min(failures - 1, 6), 60)) * random.SystemRandom().uniform(0.8, 1.2)


def is_trouble(error: Exception) -> bool:
    """Network, homeserver or disk: it passes by itself."""
    return isinstance(error, _TROUBLE) or is_environment_error(error)


def described(error: Exception) -> str:
    """Kind and place; only our own errors are known to quote nothing from a room."""
    if isinstance(error, UnreachableError | RefusedError):
        return f"{type(error).__name__} {error}"
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " > ".join(f"{frame.name}:{frame.lineno}" for frame in frames)
    return type(error).__name__ if is_trouble(error) else f"{type(error).__name__} at {places}"
