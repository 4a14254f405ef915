"""Deliver the outbox: in order per room, again after a failure, never twice."""

import asyncio
import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from commands.posting import referred, resolved
from storage import outbox
from storage.database import Database, is_environment_error
from storage.outbox import OutgoingEvent

logger = logging.getLogger(__name__)

# The homeserver remembers a transaction id for a day.
_REMEMBERED = timedelta(hours=23)
_LONGEST_PAUSE = timedelta(minutes=15)
_REFUSALS_BEFORE_GIVING_UP = 3
_TRIES_BEFORE_GIVING_UP = 12


class NotSentError(Exception):
    """Try again later, under the same transaction id; `after` is what the homeserver asks for."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class NotAllowedError(NotSentError):
    """The homeserver refuses this event; more attempts will hardly help."""


class NothingToSayError(NotAllowedError):
    """There is nothing left that could be said."""


class Sender(Protocol):
    async def send(self, event: OutgoingEvent) -> str:
        """The id of the event in the room. Raises NotSentError, NotAllowedError."""
        ...

    async def find(self, event: OutgoingEvent) -> str | None:
        """Its id, if an earlier attempt did reach the room. Raises NotSentError."""
        ...

    async def open_chat(self, user_id: str) -> None:
        """Afterwards what waits for the person waits in a room. Raises NotSentError."""
        ...


class Outbox:
    def __init__(self, database: Database, sender: Sender, now: Callable[[], datetime]) -> None:
        self._database = database
        self._sender = sender
        self._now = now
        self._woken = asyncio.Event()
        self._busy: set[str] = set()
        self._overtaken: set[str] = set()
        self._last_success = now()

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver until cancelled: rooms beside each other, events of a room in order."""
        async with asyncio.TaskGroup() as rooms:
            while True:
                self._woken.clear()
                pause = await self._start_rooms(rooms)
                try:
                    async with asyncio.timeout(pause):
                        await self._woken.wait()
                except TimeoutError:
                    continue

    async def _start_rooms(self, rooms: asyncio.TaskGroup) -> float | None:
        """Seconds until the next event may be sent; None if there is none."""
        async with self._database.statement() as tx:
            heads = await outbox.heads(tx)
        now = self._now()
        self._overtaken |= self._busy
        waiting = [head for head in heads if head.room_id not in self._busy]
        for head in waiting:
            if head.not_before <= now:
                self._busy.add(head.room_id)
                rooms.create_task(self._deliver_room(head))
        pauses = [(head.not_before - now).total_seconds() for head in waiting]
        return min((pause for pause in pauses if pause > 0), default=None)

    async def _deliver_room(self, first: OutgoingEvent) -> None:
        room_id, event = first.room_id, first
        try:
            if event.file is not None:
                event = await self._next(room_id) or event
            while (following := await self._deliver(event)) is not None:
                event = following
        finally:
            self._busy.discard(room_id)
            # Somebody looked while we were busy: what is new for this room was not started.
            if room_id in self._overtaken:
                self._overtaken.discard(room_id)
                self.wake()

    async def _deliver(self, event: OutgoingEvent) -> OutgoingEvent | None:
        """Try once; the next event of the room, if it may be sent now."""
        try:
            if event.room_id.startswith("@"):
                await self._sender.open_chat(event.room_id)
                self.wake()
                return None
            event_id = await self._send_once(event)
        except NotSentError as error:
            await self._failed(event, error)
            self.wake()
            return None
        except Exception as error:
            # A full disk passes. A bug must not end the bot, and again at each start.
            if is_environment_error(error):
                raise
            await self._failed(event, NotAllowedError(_place(error)))
            self.wake()
            return None
        async with self._database.statement() as tx:
            await outbox.mark_sent(tx, event.outbox_id, event_id)
        if event.room_id != outbox.MAIL:  # says nothing about the homeserver
            self._last_success = self._now()
        return await self._next(event.room_id)

    async def _next(self, room_id: str) -> OutgoingEvent | None:
        async with self._database.statement() as tx:
            return await outbox.next_ready(tx, room_id, self._now())

    async def _send_once(self, event: OutgoingEvent) -> str:
        content = await self._resolved(event.content)
        if content is None:
            raise NothingToSayError("what it belongs to is not there")
        if self._now() - event.created_at > _REMEMBERED:
            found = await self._sender.find(event)
            if found is not None:
                return found
        return await self._sender.send(replace(event, content=content))

    async def _resolved(self, content: Mapping[str, object]) -> Mapping[str, object] | None:
        """What it refers to was said before it in the same room, or not at all."""
        names = referred(content)
        if not names:
            return content
        async with self._database.statement() as tx:
            return resolved(content, await outbox.sent_events(tx, names))

    async def _failed(self, event: OutgoingEvent, error: NotSentError) -> None:
        logger.warning("not sent: row %d, %s", event.outbox_id, error)
        async with self._database.transaction() as tx:
            if self._is_hopeless(event, error):
                await outbox.mark_failed(tx, event, str(error), self._now())
            else:
                until = self._now() + (error.after or _pause(event.attempts))
                await outbox.postpone(tx, event.outbox_id, until, str(error))

    def _is_hopeless(self, event: OutgoingEvent, error: NotSentError) -> bool:
        """Refused again and again, or stuck although others got through since its last attempt."""
        tries = event.attempts + 1
        if isinstance(error, NothingToSayError):
            return True
        if isinstance(error, NotAllowedError):
            return tries >= _REFUSALS_BEFORE_GIVING_UP
        others_pass = self._last_success > event.not_before
        # What follows a file in its room does not wait for hours.
        enough = _TRIES_BEFORE_GIVING_UP if event.file is None else _REFUSALS_BEFORE_GIVING_UP
        return error.after is None and tries >= enough and others_pass


def _place(error: Exception) -> str:
    """Kind and place: the error itself could quote what is to be sent."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " > ".join(f"{frame.name}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {places}"


def _pause(attempts: int) -> timedelta:
    """1, 2, 4 … seconds, at most a quarter of an hour."""
    return min(timedelta(seconds=2 ** min(attempts, 12)), _LONGEST_PAUSE)
