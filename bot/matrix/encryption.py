"""Upload, query, claim and share keys, including what nio 0.26 leaves undone."""

import asyncio
import logging
from typing import Any
from uuid import uuid4

from nio import (
    ErrorResponse,
    ForwardedRoomKeyEvent,
    KeysClaimResponse,
    KeysQueryResponse,
    RoomKeyEvent,
    SyncResponse,
)

from bot.matrix import key_generation
from bot.matrix.api import RefusedError, UnreachableError
from bot.matrix.key_generation import OutdatedKeysError
from bot.matrix.session import Session, published_keys

logger = logging.getLogger(__name__)

# What Synapse says of a one-time key that it has with another content.
_TAKEN = "already exists"
_ALGORITHM = "signed_curve25519"
_TIMEOUT = 120


async def upkeep(session: Session, response: SyncResponse) -> None:
    """Do all that must be done before an answer to this sync may be encrypted.

    Raises UnreachableError, aiohttp.ClientError, TimeoutError; then the sync is to be repeated.
    """
    client = session.client
    count = response.device_key_count.signed_curve25519
    if count is not None:
        # nio ignores a count of 0 and then never uploads again.
        client.olm.uploaded_key_count = count
    async with asyncio.timeout(_TIMEOUT):
        if client.should_upload_keys or arrived_sessions(response):
            await advance(session)
        if client.should_upload_keys:
            await upload_keys(session)
        unused = client.unused_fallback_keys
        if unused is not None and _ALGORITHM not in unused:
            await upload_fallback_key(session)
        if client.should_query_keys:
            await query_keys(session)
        if client.should_claim_keys:
            await claim_keys(session, client.get_users_for_key_claiming())
        await client.send_to_device_messages()


def arrived_sessions(response: SyncResponse) -> list[str]:
    """Return the ids of the Megolm sessions whose keys came with this sync."""
    return [
        event.session_id
        for event in response.to_device_events
        if isinstance(event, RoomKeyEvent | ForwardedRoomKeyEvent)
    ]


async def share_room_key(session: Session, room_id: str) -> None:
    """Give the key of the room's messages to every device in it, or raise as upkeep does.

    nio ignores a failed request; the messages would stay unreadable.
    """
    client = session.client
    room = client.rooms[room_id]
    if not room.members_synced:
        members = await client.joined_members(room_id)
        if isinstance(members, ErrorResponse):
            raise UnreachableError(f"members {members.status_code}")
    if client.should_query_keys:
        await query_keys(session)
    if not client.olm.should_share_group_session(room_id):
        return
    await advance(session)
    missing = client.get_missing_sessions(room_id)
    if missing:
        await claim_keys(session, missing)
    requests = client.olm.share_group_session_parallel(
        room_id,
        list(room.users),
        ignore_unverified_devices=True,  # nio knows nothing of cross-signing
    )
    sessions = client.olm.session_store
    for devices, messages in requests:
        await session.api.call("PUT", f"v3/sendToDevice/m.room.encrypted/{uuid4()}", messages)
        client.olm.outbound_group_sessions[room_id].users_shared_with.update(devices)
        if client.olm.session_store is not sessions:
            # The rest would be encrypted with sessions that nobody goes on with.
            raise UnreachableError("the keys were read again meanwhile")
    client.olm.outbound_group_sessions[room_id].shared = True


async def advance(session: Session) -> None:
    """Tell the homeserver that the store of the keys has changed. Raises UnreachableError."""
    database = session.client.store.database
    try:
        await key_generation.advance(session.api, session.user_id, session.device_id, database)
    except RefusedError as error:
        logger.warning("an old store of keys would not be recognised: %s", error)


async def own_keys(session: Session) -> dict[str, Any]:
    """Return the answer of /keys/query about the bot's own device."""
    return await published_keys(session.api, session.user_id, session.device_id)


def has_device(published: dict[str, Any], session: Session) -> bool:
    return session.device_id in published.get("device_keys", {}).get(session.user_id, {})


async def publish_own_keys(session: Session) -> None:
    """Upload the keys of a new device, or of one whose keys the homeserver has lost.

    nio would never upload them again after the device was deleted there.
    """
    session.client.olm.account.shared = False
    async with asyncio.timeout(_TIMEOUT):
        await upload_keys(session)
    await upload_fallback_key(session)


async def query_keys(session: Session) -> None:
    """Ask for the devices of all users whose devices may have changed.

    nio never stops asking for users without any device, and one odd answer spoils all.
    """
    olm = session.client.olm
    users = set(olm.users_for_key_query)
    body: dict[str, dict[str, list[str]]] = {"device_keys": {user_id: [] for user_id in users}}
    answer = await session.api.call("POST", "v3/keys/query", body)
    failures = answer.get("failures", {})
    await session.client.receive_response(KeysQueryResponse(answer["device_keys"], failures))
    settled = {user_id for user_id in users if user_id.partition(":")[2] not in failures}
    olm.users_for_key_query -= settled
    olm.tracked_users |= settled


async def claim_keys(session: Session, devices: dict[str, list[str]]) -> None:
    """Claim one-time keys, to begin Olm sessions with new devices."""
    body = {user_id: dict.fromkeys(ids, _ALGORITHM) for user_id, ids in devices.items()}
    answer = await session.api.call("POST", "v3/keys/claim", {"one_time_keys": body})
    await session.client.receive_response(KeysClaimResponse(answer["one_time_keys"], {}))


async def upload_keys(session: Session) -> None:
    """Save the keys before the upload: after a crash the homeserver may hold them already.

    Raises OutdatedKeysError if it holds others of the same names, UnreachableError, RefusedError.
    """
    olm = session.client.olm
    content = olm.share_keys()
    olm.save_account()
    try:
        answer = await session.api.call("POST", "v3/keys/upload", content)
    except RefusedError as error:
        if error.status != 400 or _TAKEN not in str(error.answer.get("error")):
            raise
        key_generation.mark_outdated(session.client.store.database)
        raise OutdatedKeysError(session.device_id) from error
    olm.account.shared = True
    olm.uploaded_key_count = answer["one_time_key_counts"].get(_ALGORITHM, 0)
    olm.mark_keys_as_published()
    olm.save_account()


async def upload_fallback_key(session: Session) -> None:
    """Upload the key for new senders when all one-time keys are used up; nio cannot."""
    olm = session.client.olm
    account = olm.account._account  # noqa: SLF001  nio offers no other way
    if not account.fallback_key:
        account.generate_fallback_key()
    [(key_id, key)] = account.fallback_key.items()
    olm.save_account()
    signed: dict[str, Any] = {"key": key.to_base64(), "fallback": True}
    signature = olm.sign_json(signed)
    signed["signatures"] = {session.user_id: {f"ed25519:{session.device_id}": signature}}
    await session.api.call(
        "POST", "v3/keys/upload", {"fallback_keys": {f"{_ALGORITHM}:{key_id}": signed}}
    )
    account.mark_keys_as_published()
    olm.save_account()
