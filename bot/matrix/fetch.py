"""Fetch single events: those that others refer to, and those whose key came late."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from nio import EncryptionError, MegolmEvent, RoomGetEventResponse

from bot.matrix.api import UnreachableError
from bot.matrix.files import file_of
from bot.matrix.messages import AnyEvent, as_edit_of, is_event
from bot.matrix.session import Session, status_of
from commands.conversation.events import Message

_TIMEOUT = 45


async def fetch_event(session: Session, room_id: str, event_id: str) -> AnyEvent | None:
    """Return it decrypted if its key is known; None if there is none for the bot.

    Raises UnreachableError, aiohttp.ClientError, TimeoutError.
    """
    async with asyncio.timeout(_TIMEOUT):
        response = await session.client.room_get_event(room_id, event_id)
    if isinstance(response, RoomGetEventResponse):
        return _decrypted(session, response.event, room_id) if is_event(response.event) else None
    status = status_of(response)
    # A proxy also answers 404 while the homeserver starts.
    refused = status in (400, 403, 404) and str(response.status_code).startswith("M_")
    if status == 200 or refused:
        return None
    raise UnreachableError(f"event: HTTP {status}")


async def with_what_it_refers_to(
    session: Session, message: Message, wants_replied: Callable[[Message], bool]
) -> Message | None:
    """Return an edit with the relations of its original, None if that is somebody else's.

    Return a reply with the file that it answers, if `wants_replied`. Raises as fetch_event.
    """
    if message.replaces is not None:
        original = await fetch_event(session, message.room_id, message.replaces)
        return None if original is None else as_edit_of(original, message)
    if message.reply_to is None or not wants_replied(message):
        return message
    replied = await fetch_event(session, message.room_id, message.reply_to)
    if replied is None:
        return message
    if isinstance(replied, MegolmEvent):
        return replace(message, replies_to_unreadable=True)
    return replace(message, replied_file=file_of(replied.source["content"]))


def _decrypted(session: Session, event: AnyEvent, room_id: str) -> AnyEvent | None:
    if not isinstance(event, MegolmEvent):
        return event
    event.room_id = room_id
    try:
        plain = session.client.decrypt_event(event)
    except EncryptionError:
        return event
    return plain if is_event(plain) else None
