"""Bring one event of the outbox into its room, encrypted where the room is."""

import asyncio
from datetime import timedelta

import aiohttp
import peewee
from nio import (
    EncryptionError,
    ErrorResponse,
    Event,
    LocalProtocolError,
    MessageDirection,
    RoomMessagesResponse,
    RoomSendResponse,
    SendRetryError,
)

from bot.matrix.api import RefusedError, UnreachableError
from bot.matrix.encryption import share_room_key
from bot.matrix.messages import sent_at
from bot.matrix.session import Session
from bot.outbox import NotAllowedError, NotSentError
from commands.posting import TRANSACTION_FIELD
from storage.outbox import OutgoingEvent

_TIMEOUT = 120
_PAGES = 20
_CLOCK_DIFFERENCE = timedelta(minutes=10)
_TEMPORARY = (
    EncryptionError,
    UnreachableError,
    RefusedError,
    aiohttp.ClientError,
    TimeoutError,
    LocalProtocolError,
    SendRetryError,
    peewee.PeeweeException,
)


class MatrixSender:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def send(self, event: OutgoingEvent) -> str:
        try:
            async with asyncio.timeout(_TIMEOUT):
                if self._session.client.rooms[event.room_id].encrypted:
                    await share_room_key(self._session, event.room_id)
                response = await self._session.client.room_send(
                    event.room_id,
                    event.event_type,
                    dict(event.content),
                    tx_id=event.transaction_id,
                    ignore_unverified_devices=True,  # nio knows nothing of cross-signing
                )
        except KeyError as error:  # its state may still come with the next sync
            raise NotAllowedError("not in the room") from error
        except _TEMPORARY as error:
            raise NotSentError(type(error).__name__) from error
        if isinstance(response, RoomSendResponse):
            return str(response.event_id)
        raise _as_failure(response)

    async def find(self, event: OutgoingEvent) -> str | None:
        """Walk the room back to when the event was queued."""
        start = ""
        for _ in range(_PAGES):
            page = await self._page(event.room_id, start)
            events = [found for found in page.chunk if isinstance(found, Event)]
            for found in events:
                content = found.source.get("content", {})
                ours = found.sender == self._session.user_id
                if ours and content.get(TRANSACTION_FIELD) == event.transaction_id:
                    return str(found.event_id)
            oldest = min(map(sent_at, events), default=event.created_at)
            if not page.end or not page.chunk or oldest < event.created_at - _CLOCK_DIFFERENCE:
                return None
            start = page.end
        return None

    async def _page(self, room_id: str, start: str) -> RoomMessagesResponse:
        try:
            async with asyncio.timeout(_TIMEOUT):
                response = await self._session.client.room_messages(
                    room_id, start=start or None, direction=MessageDirection.back, limit=100
                )
        except _TEMPORARY as error:
            raise NotSentError(type(error).__name__) from error
        if isinstance(response, RoomMessagesResponse):
            return response
        raise _as_failure(response)


def _as_failure(response: ErrorResponse) -> NotSentError:
    transport = response.transport_response
    status = 0 if transport is None else transport.status
    reason = f"HTTP {status} {response.status_code or ''}".strip()
    if status == 429 or response.status_code == "M_LIMIT_EXCEEDED":
        return NotSentError(reason, timedelta(milliseconds=response.retry_after_ms or 5000))
    # A proxy answers 404, too, while the homeserver starts; only Matrix knows what is allowed.
    matrix_says = str(response.status_code).startswith("M_")
    if matrix_says and status in (400, 403, 404, 413):
        return NotAllowedError(reason)
    return NotSentError(reason)
