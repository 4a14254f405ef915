"""Send one event of the outbox to its room, encrypted if the room is."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import aiohttp
import peewee
from nio import (
    EncryptionError,
    ErrorResponse,
    LocalProtocolError,
    MessageDirection,
    RoomMessagesResponse,
)

from bot.delivery.outbox import BarredError, NotAllowedError, NotSentError
from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.direct import DirectChats
from bot.matrix.encryption import share_room_key
from bot.matrix.marks import FIELD, mark_in
from bot.matrix.media import TooLargeError, upload
from bot.matrix.messages import AnyEvent, is_event, sent_at
from bot.matrix.session import Session, status_of
from bot.process.guard import damage
from commands.conversation.posting import TRANSACTION_FIELD
from storage.conversation.outbox import OutgoingEvent

_TIMEOUT = 120
_UPLOAD_TIMEOUT = 180
_PAGES = 100
_CLOCK_DIFFERENCE = timedelta(minutes=10)
# For what is refused although we may send: by a filter of the homeserver, for its words.
_PATIENCE_WITHOUT_REASON = timedelta(hours=1)
# A reaction is not worth holding up what is said behind it.
_PATIENCE_WITH_TRIFLES = timedelta(seconds=10)
_TEMPORARY = (
    EncryptionError,
    UnreachableError,
    RefusedError,
    aiohttp.ClientError,
    TimeoutError,
    LocalProtocolError,
    peewee.PeeweeException,
)


@dataclass
class MatrixSender:
    """Sends events of the outbox; it holds one file at a time in memory, plain and encrypted."""

    session: Session
    chats: DirectChats
    _uploading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def open_chat(self, user_id: str) -> None:
        """Make sure that there is a direct chat. Raises NotSentError, NotAllowedError."""
        try:
            async with asyncio.timeout(_TIMEOUT):
                await self.chats.open(user_id)
        except RefusedError as error:
            raise _refused(error) from error
        except _TEMPORARY as error:
            raise _not_sent(error) from error

    async def send(self, event: OutgoingEvent) -> str:
        """Return the id of the sent event. Raises NotSentError, NotAllowedError."""
        try:
            async with asyncio.timeout(_TIMEOUT):
                await self._prepare(event)
            content = await self._with_file(event)
            async with asyncio.timeout(_TIMEOUT):
                return await self._put(event, content)
        except _TEMPORARY as error:
            raise _not_sent(error) from error

    async def _put(self, event: OutgoingEvent, content: Mapping[str, object]) -> str:
        try:
            if event.event_type == "m.reaction":
                return await self._react(event)
            if event.event_type == "m.room.redaction":
                return await self._redact(event)
            return await self._say(event, content)
        except BarredError as error:
            if self.chats.rooms.states.may_send(event.room_id, "m.room.message") is not True:
                raise
            said = event.event_type == "m.room.message"
            patience = _PATIENCE_WITHOUT_REASON if said else _PATIENCE_WITH_TRIFLES
            raise BarredError(str(error), patience) from error

    async def _prepare(self, event: OutgoingEvent) -> None:
        if event.room_id not in self.session.client.rooms:  # it may come with the next sync
            raise BarredError("not in the room")
        try:
            await self.chats.prepare(event)
        except RefusedError as error:
            raise _refused(error) from error

    async def _say(self, event: OutgoingEvent, content: Mapping[str, object]) -> str:
        kind, body = event.event_type, {**content, FIELD: self._mark(event)}
        if self._is_encrypted(event.room_id):
            await share_room_key(self.session, event.room_id)
            kind, body = self.session.client.encrypt(event.room_id, kind, body)
        try:
            return await self._request(event, f"send/{segment(kind)}", body)
        except RefusedError as error:
            if not _has_no_root(error, content):
                raise _refused(error) from error
        alone = {key: value for key, value in content.items() if key != "m.relates_to"}
        return await self._say(event, alone)

    async def _request(self, event: OutgoingEvent, path: str, body: Mapping[str, object]) -> str:
        """Return the id of what was made of it. Raises RefusedError, UnreachableError."""
        place = f"v3/rooms/{segment(event.room_id)}/{path}/{self._segment(event)}"
        answer = await self.session.api.call("PUT", place, body)
        event_id = answer.get("event_id") if isinstance(answer, dict) else None
        if not isinstance(event_id, str):
            raise UnreachableError("no event_id")
        return event_id

    def _is_encrypted(self, room_id: str) -> bool:
        room = self.session.client.rooms.get(room_id)
        if room is None:
            raise BarredError("not in the room")
        return bool(room.encrypted)

    async def _with_file(self, event: OutgoingEvent) -> Mapping[str, object]:
        """Upload the file. A second upload after a failure is harmless: the event is sent once."""
        if event.file is None:
            return event.content
        info = event.content.get("info")
        media_type = info.get("mimetype") if isinstance(info, dict) else None
        async with self._uploading, asyncio.timeout(_UPLOAD_TIMEOUT):
            encrypted = self._is_encrypted(event.room_id)
            kind = str(media_type or "application/octet-stream")
            try:
                place = await upload(self.session, event.file, kind, encrypted=encrypted)
            except TooLargeError as error:
                raise NotAllowedError("too large for the homeserver") from error
            except RefusedError as error:
                refused = _refused(error)
                if isinstance(refused, BarredError):  # the file, not the room
                    raise NotAllowedError(str(refused)) from error
                raise refused from error
        return {**event.content, **place}

    async def _react(self, event: OutgoingEvent) -> str:
        """Send it unencrypted, as every client does; the same reaction twice is no failure."""
        try:
            return await self._request(event, "send/m.reaction", self._in_clear(event))
        except RefusedError as error:
            if error.errcode != "M_DUPLICATE_ANNOTATION":
                raise _refused(error) from error
        return await self._own_reaction(event) or f"duplicate-{event.transaction_id}"

    async def _own_reaction(self, event: OutgoingEvent) -> str | None:
        relation: Any = event.content["m.relates_to"]
        path = f"v1/rooms/{segment(event.room_id)}/relations/{segment(relation['event_id'])}"
        answer = await self.session.api.call(
            "GET", f"{path}/m.annotation/m.reaction", query={"limit": "100"}
        )
        for found in answer["chunk"]:
            same = found["content"].get("m.relates_to", {}).get("key") == relation["key"]
            if same and found["sender"] == self.session.user_id:
                return str(found["event_id"])
        return None

    async def _redact(self, event: OutgoingEvent) -> str:
        path = f"redact/{segment(str(event.content['redacts']))}"
        try:
            return await self._request(event, path, self._in_clear(event))
        except RefusedError as error:
            raise _refused(error) from error

    def _mark(self, event: OutgoingEvent) -> str:
        return str(self.session.marker.of(event.transaction_id, event.content))

    def _in_clear(self, event: OutgoingEvent) -> dict[str, object]:
        """Return the content of what is never encrypted: the mark in place of our own id."""
        hidden = ("redacts", TRANSACTION_FIELD)
        kept = {key: value for key, value in event.content.items() if key not in hidden}
        return {**kept, FIELD: self._mark(event)}

    def _segment(self, event: OutgoingEvent) -> str:
        return segment(self.session.on_the_wire(event.transaction_id))

    async def find(self, event: OutgoingEvent) -> str | None:
        """Look for the event in the room, back to when it was queued; return its id."""
        start = ""
        for _ in range(_PAGES):
            page = await self._page(event.room_id, start)
            events = [found for found in page.chunk if is_event(found)]
            for found in events:
                if found.sender == self.session.user_id and self._is_of(event, found):
                    return str(found.event_id)
            oldest = min(map(sent_at, events), default=event.created_at)
            if not page.end or not page.chunk or oldest < event.created_at - _CLOCK_DIFFERENCE:
                return None
            start = page.end
        return None

    def _is_of(self, event: OutgoingEvent, found: AnyEvent) -> bool:
        """Tell by the id inside, or by the mark, which is there if nobody can decrypt it."""
        content = found.source["content"]
        named = content.get(TRANSACTION_FIELD) == event.transaction_id
        return named or mark_in(content) == self.session.marker.of(
            event.transaction_id, event.content
        )

    async def _page(self, room_id: str, start: str) -> RoomMessagesResponse:
        try:
            async with asyncio.timeout(_TIMEOUT):
                response = await self.session.client.room_messages(
                    room_id, start=start or None, direction=MessageDirection.back, limit=100
                )
        except _TEMPORARY as error:
            raise _not_sent(error) from error
        if isinstance(response, RoomMessagesResponse):
            return response
        raise _as_failure(response)


def _not_sent(error: Exception) -> Exception:
    """Another attempt may succeed, unless the store of the keys is broken."""
    reason = str(error) if isinstance(error, UnreachableError) else type(error).__name__
    return NotSentError(reason) if damage(error) is None else error


def _refused(error: RefusedError) -> NotSentError:
    return _failure(error.status, error.errcode, error.answer.get("retry_after_ms"))


def _as_failure(response: ErrorResponse) -> NotSentError:
    return _failure(status_of(response), response.status_code, response.retry_after_ms)


def _has_no_root(error: RefusedError, content: Mapping[str, object]) -> bool:
    """Return whether the homeserver does not know the thread: the answer goes out without it."""
    relation = content.get("m.relates_to")
    threaded = isinstance(relation, dict) and relation.get("rel_type") == "m.thread"
    return threaded and error.errcode == "M_UNKNOWN"


def _failure(status: int, errcode: object, retry_after_ms: object) -> NotSentError:
    reason = f"HTTP {status} {errcode or ''}".strip()
    if status == 429 or errcode == "M_LIMIT_EXCEEDED":
        pause = retry_after_ms if isinstance(retry_after_ms, int) else 5000
        return NotSentError(reason, timedelta(milliseconds=pause or 5000))
    # A proxy also answers 404 while the homeserver starts; only a Matrix error is an answer.
    is_matrix_error = str(errcode).startswith("M_")
    if is_matrix_error and status == 403:
        return BarredError(reason)
    if is_matrix_error and status in (400, 404, 413):
        return NotAllowedError(reason)
    return NotSentError(reason)
