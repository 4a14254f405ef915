"""Keys, kept up before events are handled: what nio 0.26 leaves undone included."""

import asyncio
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

from bot.matrix.api import UnreachableError
from bot.matrix.session import Session

_ALGORITHM = "signed_curve25519"
_TIMEOUT = 120


async def upkeep(session: Session, response: SyncResponse) -> None:
    """Everything that must be true before an answer to this sync may be encrypted.

    Raises UnreachableError, aiohttp.ClientError, TimeoutError; then the sync is to be repeated.
    """
    client = session.client
    count = response.device_key_count.signed_curve25519
    if count is not None:
        # nio ignores a count of 0 and then never uploads again.
        client.olm.uploaded_key_count = count
    async with asyncio.timeout(_TIMEOUT):
        if client.should_upload_keys:
            await upload_keys(session)
        if await _fallback_key_used(response):
            await upload_fallback_key(session)
        if client.should_query_keys:
            await query_keys(session)
        if client.should_claim_keys:
            await claim_keys(session, client.get_users_for_key_claiming())
        await client.send_to_device_messages()


def arrived_sessions(response: SyncResponse) -> list[str]:
    """Megolm session ids whose keys came with this sync."""
    return [
        event.session_id
        for event in response.to_device_events
        if isinstance(event, RoomKeyEvent | ForwardedRoomKeyEvent)
    ]


async def share_room_key(session: Session, room_id: str) -> None:
    """Give the key of the room's messages to every device in it, or raise as upkeep does.

    nio's own sharing takes a failed request for done; the messages would stay unreadable.
    """
    client = session.client
    room = client.rooms[room_id]
    if not room.members_synced:
        _require(await client.joined_members(room_id))
    if client.should_query_keys:
        await query_keys(session)
    if not client.olm.should_share_group_session(room_id):
        return
    missing = client.get_missing_sessions(room_id)
    if missing:
        await claim_keys(session, missing)
    requests = client.olm.share_group_session_parallel(
        room_id,
        list(room.users),
        ignore_unverified_devices=True,  # nio knows nothing of cross-signing
    )
    for devices, messages in requests:
        await session.api.call("PUT", f"v3/sendToDevice/m.room.encrypted/{uuid4()}", messages)
        client.olm.outbound_group_sessions[room_id].users_shared_with.update(devices)
    client.olm.outbound_group_sessions[room_id].shared = True


async def own_keys(session: Session) -> dict[str, Any]:
    """What the homeserver tells others about us: the answer of /keys/query."""
    answer: dict[str, Any] = await session.api.call(
        "POST", "v3/keys/query", {"device_keys": {session.user_id: [session.device_id]}}
    )
    return answer


def has_device(published: dict[str, Any], session: Session) -> bool:
    return session.device_id in published.get("device_keys", {}).get(session.user_id, {})


async def publish_own_keys(session: Session) -> None:
    """For a new device, and for one whose keys the homeserver has lost.

    A device that was deleted there keeps its store here: nio would never upload again.
    """
    session.client.olm.account.shared = False
    async with asyncio.timeout(_TIMEOUT):
        await upload_keys(session)
    await upload_fallback_key(session)


async def query_keys(session: Session) -> None:
    """Ask for the devices of all whose devices may have changed.

    nio asks for ever for users without any device, and lets one odd answer spoil all.
    """
    olm = session.client.olm
    asked = set(olm.users_for_key_query)
    body: dict[str, dict[str, list[str]]] = {"device_keys": {user_id: [] for user_id in asked}}
    answer = await session.api.call("POST", "v3/keys/query", body)
    failures = answer.get("failures", {})
    await session.client.receive_response(KeysQueryResponse(answer["device_keys"], failures))
    settled = {user_id for user_id in asked if user_id.partition(":")[2] not in failures}
    olm.users_for_key_query -= settled
    olm.tracked_users |= settled


async def claim_keys(session: Session, devices: dict[str, list[str]]) -> None:
    """One-time keys, to begin a conversation with devices that we have none with yet."""
    body = {user_id: dict.fromkeys(ids, _ALGORITHM) for user_id, ids in devices.items()}
    answer = await session.api.call("POST", "v3/keys/claim", {"one_time_keys": body})
    await session.client.receive_response(KeysClaimResponse(answer["one_time_keys"], {}))


async def upload_keys(session: Session) -> None:
    """Saved first: after a crash the homeserver may hold keys that only this store can answer."""
    olm = session.client.olm
    content = olm.share_keys()
    olm.save_account()
    answer = await session.api.call("POST", "v3/keys/upload", content)
    olm.account.shared = True
    olm.uploaded_key_count = answer["one_time_key_counts"].get(_ALGORITHM, 0)
    olm.mark_keys_as_published()
    olm.save_account()


async def upload_fallback_key(session: Session) -> None:
    """Serves new senders when all one-time keys are taken; nio has no words for it."""
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


async def _fallback_key_used(response: SyncResponse) -> bool:
    """nio drops this part of the answer, so it is read from the raw one."""
    raw = await response.transport_response.json()
    unused = raw.get("device_unused_fallback_key_types")
    return unused is not None and _ALGORITHM not in unused


def _require(response: object) -> None:
    if isinstance(response, ErrorResponse):
        raise UnreachableError(f"{type(response).__name__} {response.status_code}")
