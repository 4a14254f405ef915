"""The bot's own cross-signing: without it, careful clients neither read the bot nor write to it."""

import base64
import json
import logging
import secrets
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa
from nio import Api as NioApi

from bot.matrix import encryption
from bot.matrix.api import RefusedError, UnreachableError
from bot.matrix.session import Credential, DamagedFileError, Session, password_login
from bot.process.files import write_whole

logger = logging.getLogger(__name__)

_UPLOAD = "v3/keys/device_signing/upload"
_ROLES = ("master", "self_signing", "user_signing")


class CrossSigningState(StrEnum):
    """How other clients see the device; FOREIGN: signed by keys that are not in this directory."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class SigningKey:
    """An Ed25519 key pair made from 32 secret bytes."""

    seed: bytes

    def __repr__(self) -> str:
        return f"SigningKey({self.public})"

    @property
    def _key(self) -> ECC.EccKey:
        return ECC.construct(curve="Ed25519", seed=self.seed)

    @property
    def public(self) -> str:
        """Return it without padding: clients in Rust ignore key ids with padding."""
        return _unpadded(self._key.public_key().export_key(format="raw"))

    def sign(self, content: dict[str, Any]) -> str:
        return _unpadded(eddsa.new(self._key, "rfc8032").sign(_signable(content)))


@dataclass(frozen=True)
class SigningKeys:
    master: SigningKey
    self_signing: SigningKey
    user_signing: SigningKey


async def ensure_signed(
    session: Session, published: dict[str, Any], directory: Path, password: str | None
) -> CrossSigningState:
    """Set up what is missing in `published`, an answer of /keys/query, at every start.

    Raises UnreachableError, RefusedError.
    """
    keys = _load(directory)
    theirs = published.get("self_signing_keys", {}).get(session.user_id)
    if theirs is not None and (keys is None or keys.self_signing.public not in _publics(theirs)):
        return CrossSigningState.FOREIGN
    if keys is None:
        keys = _create(directory)
    if theirs is None and not await _upload_keys(session, keys, password):
        return CrossSigningState.UNSIGNED
    device = published.get("device_keys", {}).get(session.user_id, {}).get(session.device_id)
    if device is None:
        return CrossSigningState.UNSIGNED
    if not _is_signed(device, session.user_id, keys.self_signing):
        await _sign_device(session, device, keys.self_signing)
    return CrossSigningState.SIGNED


def state_of(
    published: dict[str, Any], user_id: str, device_id: str, directory: Path
) -> CrossSigningState:
    """Return the state of the device by an answer of /keys/query."""
    keys = _load(directory)
    theirs = published.get("self_signing_keys", {}).get(user_id)
    if theirs is None:
        return CrossSigningState.UNSIGNED
    if keys is None or keys.self_signing.public not in _publics(theirs):
        return CrossSigningState.FOREIGN
    device = published.get("device_keys", {}).get(user_id, {}).get(device_id)
    signed = device is not None and _is_signed(device, user_id, keys.self_signing)
    return CrossSigningState.SIGNED if signed else CrossSigningState.UNSIGNED


def _load(directory: Path) -> SigningKeys | None:
    try:
        content = json.loads((directory / "cross_signing.json").read_text(encoding="utf-8"))
        return SigningKeys(*(SigningKey(base64.b64decode(content[role])) for role in _ROLES))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedFileError(directory / "cross_signing.json") from error


def _create(directory: Path) -> SigningKeys:
    """Store new keys before they are published: only a password could replace lost ones."""
    keys = SigningKeys(*(SigningKey(secrets.token_bytes(32)) for _ in _ROLES))
    content = {role: base64.b64encode(getattr(keys, role).seed).decode() for role in _ROLES}
    write_whole(directory / "cross_signing.json", json.dumps(content).encode())
    return keys


async def _upload_keys(session: Session, keys: SigningKeys, password: str | None) -> bool:
    """Return False if the homeserver wants a password and there is none.

    Most homeservers want none the first time.
    """
    user_id = session.user_id
    master = _public_key(user_id, "master", keys.master)
    device_signature = session.client.olm.sign_json(master)
    body = {"master_key": _with(master, user_id, session.device_id, device_signature)}
    for role in _ROLES[1:]:
        key = _public_key(user_id, role, getattr(keys, role))
        body[f"{role}_key"] = _with(key, user_id, keys.master.public, keys.master.sign(key))
    try:
        await session.api.call("POST", _UPLOAD, body)
    except RefusedError as error:
        if error.status != 401:
            raise
        if password is None:
            return False
        proof = password_login(user_id, password) | {"session": error.answer.get("session")}
        await session.api.call("POST", _UPLOAD, body | {"auth": proof})
    return True


async def _sign_device(session: Session, device: dict[str, Any], key: SigningKey) -> None:
    bare = {k: v for k, v in device.items() if k != "unsigned"}
    signed = _with(bare, session.user_id, key.public, key.sign(bare))
    answer = await session.api.call(
        "POST", "v3/keys/signatures/upload", {session.user_id: {session.device_id: signed}}
    )
    if answer.get("failures"):
        raise UnreachableError("the homeserver did not take the signature of the device")


def _public_key(user_id: str, role: str, key: SigningKey) -> dict[str, Any]:
    return {"user_id": user_id, "usage": [role], "keys": {f"ed25519:{key.public}": key.public}}


def _with(content: dict[str, Any], user_id: str, key_id: str, signature: str) -> dict[str, Any]:
    known = content.get("signatures", {}).get(user_id, {})
    return content | {"signatures": {user_id: known | {f"ed25519:{key_id}": signature}}}


def _publics(key: dict[str, Any]) -> set[str]:
    return set(key.get("keys", {}).values())


def _is_signed(device: dict[str, Any], user_id: str, key: SigningKey) -> bool:
    return f"ed25519:{key.public}" in device.get("signatures", {}).get(user_id, {})


def is_signed_by(content: dict[str, Any], user_id: str, public: str) -> bool:
    """Return whether the unpadded Ed25519 key has signed it for the user."""
    try:
        signature = content["signatures"][user_id][f"ed25519:{public}"]
        key = eddsa.import_public_key(_decoded(public))
        eddsa.new(key, "rfc8032").verify(_signable(content), _decoded(signature))
    except (KeyError, TypeError, ValueError):
        return False
    return True


def _decoded(unpadded: str) -> bytes:
    return base64.b64decode(unpadded + "=" * (-len(unpadded) % 4))


def _signable(content: dict[str, Any]) -> bytes:
    bare = {k: v for k, v in content.items() if k not in ("signatures", "unsigned")}
    return bytes(NioApi.to_canonical_json(bare).encode())


def _unpadded(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")


async def publish_identity(
    session: Session, directory: Path, credential: Credential
) -> CrossSigningState:
    """Publish the keys and sign the device, so that all clients can talk to the bot."""
    published = await encryption.own_keys(session)
    if not encryption.has_device(published, session):
        await encryption.publish_own_keys(session)
        logger.info("published the keys of device %s", session.device_id)
        published = await encryption.own_keys(session)
    state = await ensure_signed(session, published, directory, credential.password)
    if state is not CrossSigningState.SIGNED:
        logger.error("cross-signing is %s", state)
    return state
