"""Deliver the outbox: in order per room, again after a failure, never twice."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.process.guard import backoff, guard, is_storage_error
from bot.workers.worker import Worker
from commands.conversation.posting import referred, resolved
from storage.conversation import outbox, queues, refusals, sent_posts
from storage.conversation.outbox import OutgoingEvent
from storage.database import Database, Transaction

logger = logging.getLogger(__name__)

# The homeserver remembers a transaction id for a day.
_REMEMBERED = timedelta(hours=23)
_LONGEST_PAUSE = timedelta(minutes=15)
_LONGEST_PAUSE_IF_FORBIDDEN = timedelta(hours=1)
_REFUSALS_BEFORE_GIVING_UP = 3
_TRIES_BEFORE_GIVING_UP = 12
# Seconds; who writes a row calls, and this is for what nobody calls about.
_NET = 60.0


class NotSentError(Exception):
    """Try again later, under the same transaction id; `after` is what the homeserver asks for."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class NotAllowedError(NotSentError):
    """The homeserver refuses this event; more attempts will hardly help."""


class BarredError(NotSentError):
    """The room takes nothing from us: muted, put out. People can change that for `patience`."""

    def __init__(self, reason: str, patience: timedelta = timedelta(days=14)) -> None:
        super().__init__(reason)
        self.patience = patience


class NothingToSayError(NotAllowedError):
    """There is nothing left that could be said."""


class UndeliverableError(NotAllowedError):
    """The mail server refuses these recipients."""

    def __init__(self, recipients: Sequence[str], after: timedelta | None = None) -> None:
        super().__init__("the mail server refuses it", after)
        self.recipients = recipients


class PartlySentError(NotSentError):
    """Some recipients have the mail; it is sent again to others, and some are refused."""

    def __init__(self, event_id: str, again: Sequence[str], refused: Sequence[str]) -> None:
        super().__init__(f"to {len(again)} recipients later, {len(refused)} refused")
        self.event_id, self.again, self.refused = event_id, again, refused


class Carrier(Protocol):
    async def send(self, event: OutgoingEvent) -> str:
        """Send it; return the id of the event. Raises NotSentError, NotAllowedError."""
        ...

    async def find(self, event: OutgoingEvent) -> str | None:
        """Return its id if an earlier attempt reached the room. Raises NotSentError."""
        ...


class Sender(Carrier, Protocol):
    async def open_chat(self, user_id: str) -> None:
        """Make a direct chat, so that rows for the person have a room. Raises NotSentError."""
        ...


@dataclass
class Outbox(Worker):
    _database: Database
    _sender: Sender
    _now: Callable[[], datetime]
    # Gets the room of a mail, and the recipients whom the mail server refuses.
    _report: Callable[[Transaction, str, Sequence[str]], Awaitable[None]] | None = None
    _rooms: asyncio.TaskGroup = field(init=False)
    _busy: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _overtaken: set[str] = field(default_factory=set)
    _running: asyncio.Task[Any] | None = None
    # Seconds that the next sync waits for answers on their way.
    patience: float = 0.25

    def __post_init__(self) -> None:
        self._last_success = self._now()

    async def run(self, ready: asyncio.Event | None = None) -> None:
        """Deliver until cancelled: rooms beside each other, events of a room in order.

        Before it is `ready`, only to rooms for which `answer` is called.
        """
        # After a storage error: what was cancelled before it had begun could not clean up.
        self._busy.clear()
        self._overtaken.clear()
        async with asyncio.TaskGroup() as self._rooms:
            self._running = asyncio.current_task()
            try:
                if ready is not None:
                    await ready.wait()
                await super().run()
            finally:
                self._running = None

    def answer(self, room_id: str, *, alone: bool = True) -> None:
        """Deliver what was written for this room, without a look at all rooms if it is `alone`."""
        if not alone:
            self.wake()
        if room_id in self._busy:
            self._overtaken.add(room_id)
        elif self._running is not None and not self._running.cancelling():
            self._begin(room_id, None)
        else:
            self.wake()

    async def answered(self, rooms: Collection[str]) -> None:
        """Wait until what waits for the rooms has left, or a homeserver takes its time."""
        delivering = [self._busy[room_id] for room_id in rooms if room_id in self._busy]
        if delivering:
            await asyncio.wait(delivering, timeout=self.patience)

    async def look(self) -> float | None:
        """Begin to deliver to rooms where something may be sent."""
        async with self._database.reading() as tx:
            heads = await outbox.heads(tx)
        now = self._now()
        self._overtaken |= self._busy.keys()
        waiting = [head for head in heads if head.room_id not in self._busy]
        for head in waiting:
            if head.not_before <= now:
                self._begin(head.room_id, head)
        pauses = [(head.not_before - now).total_seconds() for head in waiting]
        return min((pause for pause in pauses if 0 < pause < _NET), default=_NET)

    def _begin(self, room_id: str, first: OutgoingEvent | None) -> None:
        self._busy[room_id] = self._rooms.create_task(self._deliver_room(room_id, first))

    async def _deliver_room(self, room_id: str, event: OutgoingEvent | None) -> None:
        """Deliver what may be sent now; without an event, find out which is the first."""
        try:
            if event is None:
                event = await self._head(room_id)
            elif event.file is not None:
                event = await self._next(room_id) or event
            while event is not None:
                event = await self._deliver(event)
        finally:
            self._busy.pop(room_id, None)
            # Somebody looked while we were busy: what is new for this room was not started.
            if room_id in self._overtaken:
                self._overtaken.discard(room_id)
                self.wake()

    async def _deliver(self, event: OutgoingEvent) -> OutgoingEvent | None:
        """Try once; return the next event of the room, if it may be sent now."""
        try:
            event_id = await self._attempt(event)
        except PartlySentError as partly:
            await self._partly_sent(event, partly)
            event_id = None
        except NotSentError as error:
            await self._failed(event, error)
            event_id = None
        if event_id is None:
            self.wake()
            return None
        if not queues.is_mail(event.room_id):  # says nothing about the homeserver
            self._last_success = self._now()
        async with self._database.transaction(at_once=True) as tx:
            await outbox.mark_sent(tx, event.outbox_id, event_id)
            return await outbox.next_ready(tx, event.room_id, self._now())

    async def _head(self, room_id: str) -> OutgoingEvent | None:
        """Return the first event of the room; if there is none, what was written is elsewhere."""
        async with self._database.reading() as tx:
            heads = await outbox.heads(tx, room_id)
        if not any(head.not_before <= self._now() for head in heads):
            self.wake()
            return None
        [head] = heads
        return head if head.file is None else await self._next(room_id)

    async def _next(self, room_id: str) -> OutgoingEvent | None:
        async with self._database.reading() as tx:
            return await outbox.next_ready(tx, room_id, self._now())

    async def _attempt(self, event: OutgoingEvent) -> str | None:
        """Return its id in the room; None if only a chat was opened. Raises NotSentError.

        A bug counts as a refusal, so that it cannot end the bot again at each start.
        """
        with guard(
            logger,
            f"row {event.outbox_id} cannot be sent",
            passes=lambda error: isinstance(error, NotSentError) or is_storage_error(error),
        ) as attempt:
            if event.room_id.startswith("@"):
                await self._sender.open_chat(event.room_id)
                return None
            return await self._send_once(event)
        raise NotAllowedError(type(attempt.error).__name__)

    async def _send_once(self, event: OutgoingEvent) -> str:
        whole = await self._resolved(event)
        if whole is None:
            raise NothingToSayError("what it belongs to is not there")
        if self._now() - event.created_at > _REMEMBERED:
            found = await self._sender.find(whole)
            if found is not None:
                return found
        try:
            return await self._sender.send(whole)
        except BarredError as error:
            if whole.room_id != event.room_id:  # the present room does not wait for a former one
                raise NotAllowedError(str(error)) from error
            raise

    async def _resolved(self, event: OutgoingEvent) -> OutgoingEvent | None:
        """Fill in the events it refers to: they were sent before it in the same room, or never.

        A removal goes to the room where the post stands, although that may be replaced.
        """
        names = referred(event.content)
        if not names:
            return event
        async with self._database.reading() as tx:
            room_id = event.room_id
            if event.event_type == "m.room.redaction":
                room_id = await sent_posts.room_of(tx, *names) or room_id
            content = resolved(event.content, await sent_posts.events_in(tx, room_id, names))
        return None if content is None else replace(event, content=content, room_id=room_id)

    async def _partly_sent(self, event: OutgoingEvent, partly: PartlySentError) -> None:
        """Queue it for the others, behind no other mail, and report who is refused."""
        logger.warning("sent in part: row %d, %s", event.outbox_id, partly)
        async with self._database.transaction() as tx:
            await outbox.mark_sent(tx, event.outbox_id, partly.event_id)
            if partly.again:
                content = {**event.content, "recipients": list(partly.again)}
                await outbox.put(
                    tx,
                    outbox.MAIL_AGAIN,
                    content,
                    f"{event.transaction_id}-again",
                    event.created_at,
                    event_type=event.event_type,
                )
            await self._report_refused(tx, event.room_id, partly.refused)

    async def _report_refused(
        self, tx: Transaction, room_id: str, recipients: Sequence[str]
    ) -> None:
        if recipients and self._report is not None:
            await self._report(tx, room_id, recipients)

    async def _failed(self, event: OutgoingEvent, error: NotSentError) -> None:
        logger.warning("not sent: row %d, %s", event.outbox_id, error)
        async with self._database.transaction() as tx:
            if isinstance(error, BarredError):
                await self._forbidden(tx, event, error)
            elif self._is_hopeless(event, error):
                await outbox.mark_failed(tx, event, str(error), self._now())
                if isinstance(error, UndeliverableError):
                    await self._report_refused(tx, event.room_id, error.recipients)
            else:
                until = self._now() + (error.after or backoff(event.attempts, _LONGEST_PAUSE))
                await outbox.postpone(tx, event.outbox_id, until, str(error))

    async def _forbidden(self, tx: Transaction, event: OutgoingEvent, error: BarredError) -> None:
        """Keep it, and with it the order of the room; what can be said elsewhere is said there.

        Counted by what is stored: the room may have changed since the event was read.
        """
        refusal, now = await refusals.refuse(tx, event, str(error), self._now()), self._now()
        if now - refusal.since >= error.patience:
            await outbox.mark_failed(tx, event, str(error), now)
            return
        pause = backoff(refusal.attempts - 1, _LONGEST_PAUSE_IF_FORBIDDEN)
        await refusals.wait_until(tx, event.outbox_id, now + pause)
        if refusal.attempts >= _REFUSALS_BEFORE_GIVING_UP:
            await outbox.fall_back(tx, event.room_id, str(error), now)

    def _is_hopeless(self, event: OutgoingEvent, error: NotSentError) -> bool:
        """Return whether it is refused again and again, or stuck although others got through."""
        tries = event.attempts + 1
        if isinstance(error, NothingToSayError):
            return True
        if isinstance(error, NotAllowedError):
            return tries >= _REFUSALS_BEFORE_GIVING_UP
        others_pass = self._last_success > event.not_before
        # What follows a file in its room does not wait for hours.
        enough = _TRIES_BEFORE_GIVING_UP if event.file is None else _REFUSALS_BEFORE_GIVING_UP
        return error.after is None and tries >= enough and others_pass
