"""Which device an encrypted message came from, and whether its owner has cross-signed it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.matrix.cross_signing import is_signed_by
from bot.matrix.messages import AnyEvent
from bot.matrix.session import Session
from commands.conversation.events import SendingDevice


@dataclass
class SignedDevices:
    """Asked of the homeserver when needed, and remembered until a user's devices change.

    It may lie about a user whose keys nobody has compared; more is not known of a first sight.
    """

    session: Session
    _known: dict[str, Mapping[str, SendingDevice]] = field(default_factory=dict)

    def forget(self, user_ids: Iterable[str]) -> None:
        """Their devices may have changed."""
        for user_id in user_ids:
            self._known.pop(user_id, None)

    async def of(self, event: AnyEvent) -> SendingDevice | None:
        """Return None if no device of the sender has the key. Raises as the API does.

        The key is that of the session, which Olm has proved; the event names any device it likes.
        """
        key = event.sender_key if event.decrypted else None
        if key is None:
            return None
        if event.sender not in self._known:
            self._known[event.sender] = await self._by_key(event.sender)
        return self._known[event.sender].get(key)

    async def is_from_sender(self, event: AnyEvent) -> bool:
        """Return whether the key of an encrypted event is one of its sender's, also an old one.

        Anybody can give us a session for any room; who is said to have sent an event in it, only
        the homeserver says.
        """
        known = self.session.client.olm.device_store[event.sender].values()
        if any(device.curve25519 == event.sender_key for device in known):
            return True
        return await self.of(event) is not None

    async def _by_key(self, user_id: str) -> Mapping[str, SendingDevice]:
        body = {"device_keys": {user_id: list[str]()}}
        answer = await self.session.api.call("POST", "v3/keys/query", body)
        return devices_by_key(answer, user_id)


def devices_by_key(answer: Mapping[str, Any], user_id: str) -> dict[str, SendingDevice]:
    """Return by Curve25519 key what an answer of /keys/query says of the user's devices."""
    master = _key(answer, "master_keys", user_id)
    signing = _key(answer, "self_signing_keys", user_id)
    trusted = bool(signing) and is_signed_by(signing, user_id, _public(master))
    devices = _table(_table(answer, "device_keys"), user_id)
    found = {}
    for device_id in devices:
        device = _table(devices, device_id)
        key = _table(device, "keys").get(f"curve25519:{device_id}")
        signed = trusted and is_signed_by(device, user_id, _public(signing))
        if isinstance(key, str):
            found[key] = SendingDevice(device_id, signed)
    return found


def _key(answer: Mapping[str, Any], kind: str, user_id: str) -> dict[str, Any]:
    return _table(_table(answer, kind), user_id)


def _public(key: Mapping[str, Any]) -> str:
    return next((str(value) for value in _table(key, "keys").values()), "")


def _table(content: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Anything at all may stand there."""
    value = content.get(key)
    return value if isinstance(value, dict) else {}
