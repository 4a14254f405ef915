"""Single events from the homeserver, for what others refer to and what came before its key."""

import asyncio
from dataclasses import replace

from nio import EncryptionError, MegolmEvent, RoomGetEventResponse

from bot.matrix.api import UnreachableError
from bot.matrix.files import file_of
from bot.matrix.messages import AnyEvent, as_edit_of, is_event
from bot.matrix.session import Session
from commands.command import Message

_TIMEOUT = 45


async def fetch_event(session: Session, room_id: str, event_id: str) -> AnyEvent | None:
    """Decrypted if its key is known, else as it is; None if there is none for us.

    Raises UnreachableError, aiohttp.ClientError, TimeoutError.
    """
    async with asyncio.timeout(_TIMEOUT):
        response = await session.client.room_get_event(room_id, event_id)
    if isinstance(response, RoomGetEventResponse):
        return _decrypted(session, response.event, room_id) if is_event(response.event) else None
    transport = response.transport_response
    status = 0 if transport is None else transport.status
    # A proxy answers 404, too, while the homeserver starts.
    refused = status in (400, 403, 404) and str(response.status_code).startswith("M_")
    if status == 200 or refused:
        return None
    raise UnreachableError(f"event: HTTP {status}")


async def with_what_it_refers_to(
    session: Session, message: Message, *, wants_replied: bool
) -> Message | None:
    """An edit in the place of its original, None if it is not the sender's to edit; a reply with
    the file it answers, if that is wanted. Raises as fetch_event."""
    if message.replaces is not None:
        original = await fetch_event(session, message.room_id, message.replaces)
        return None if original is None else as_edit_of(original, message)
    if message.reply_to is None or not wants_replied:
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
        found = session.client.decrypt_event(event)
    except EncryptionError:
        return event
    return found if is_event(found) else None
