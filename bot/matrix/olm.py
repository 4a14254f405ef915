"""nio's encryption, closed against what strangers send: nothing they write may end the process."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from nio import EncryptionError, MegolmEvent, UnknownEvent
from nio.crypto import Olm, OutboundGroupSession

from bot.process.guard import guard, is_storage_error
from bot.process.logs import summing

logger = summing(__name__)


# What strangers write is no error of ours.
_understood = partial(guard, logger, level=logging.WARNING)


class LeanSession(OutboundGroupSession):
    """Encrypts each letter as itself.

    nio escapes all that is not ASCII: an umlaut is three times as long, and of more than 65,536
    bytes in an event, with the encryption on top, the homeserver takes none.
    """

    def encrypt(self, plaintext: str) -> str:
        return str(super().encrypt(_unescaped(plaintext)))


def _unescaped(plaintext: str) -> str:
    """Return JSON with its characters as they are; other text, or half a character, unchanged."""
    try:
        shorter = json.dumps(json.loads(plaintext), ensure_ascii=False, separators=(",", ":"))
        shorter.encode()
    except (ValueError, RecursionError):
        return plaintext
    return shorter


def _without_state(event: Any) -> Any:
    """Make an event of no meaning of encrypted state: the homeserver asked nobody's power.

    nio would take it for true: anybody in the room could let others join, leave or speak.
    """
    if "state_key" not in event.source:
        return event
    bare = UnknownEvent({**event.source, "type": "encrypted state"}, "encrypted state")
    del bare.source["state_key"]
    bare.decrypted, bare.room_id = True, event.room_id
    return bare


class GuardedOlm(Olm):
    """nio lets many errors of parsing through; each would end the sync, and come back with it.

    A storage error is no such nonsense: it is raised, for the sync to be repeated.
    """

    _torn = False

    def create_outbound_group_session(self, room_id: str) -> None:
        session = LeanSession()
        keys = self.account.identity_keys
        with self._stored():
            self.create_group_session(
                keys["curve25519"], keys["ed25519"], room_id, session.id, session.session_key
            )
        self.outbound_group_sessions[room_id] = session

    def handle_to_device_event(self, event: Any) -> Any:
        with self._stored(), _understood("a to-device event was not understood"):
            return super().handle_to_device_event(event)
        return None

    def decrypt_megolm_event(self, event: MegolmEvent, room_id: str | None = None) -> Any:
        with _understood("an encrypted event was not understood", passes=_is_expected) as attempt:
            return _without_state(super().decrypt_megolm_event(event, room_id))
        raise EncryptionError(type(attempt.error).__name__)

    def _handle_key_query(self, response: Any) -> None:
        """One user at a time, so that one odd device spoils nobody else's."""
        everybody = dict(response.device_keys)
        changed: dict[str, Any] = {}
        for user_id, devices in everybody.items():
            response.device_keys = {user_id: devices}
            with self._stored(), _understood("keys of a user were not understood") as attempt:
                super()._handle_key_query(response)
                changed |= response.changed
                self._believe_again(user_id, devices)
            if attempt.error is not None:
                self.users_for_key_query.discard(user_id)
        response.device_keys, response.changed = everybody, changed

    def _believe_again(self, user_id: str, payloads: dict[str, Any]) -> None:
        """nio never does in a device that was deleted once, though it came back the same."""
        known = self.device_store[user_id]
        for device_id in payloads.keys() & known.keys():
            device = known[device_id]
            if (
                device.deleted
                and device.ed25519 == payloads[device_id]["keys"][f"ed25519:{device_id}"]
            ):
                device.deleted = False
                self.store.save_device_keys({user_id: {device_id: device}})

    def _handle_key_claiming(self, response: Any) -> None:
        """One device at a time; a device whose keys cannot be used is not written to again."""
        for user_id, devices in response.one_time_keys.items():
            for device_id, key in devices.items():
                claimed = type(response)({user_id: {device_id: key}}, {})
                with self._stored(), _understood("the key of a device is no use") as attempt:
                    super()._handle_key_claiming(claimed)
                if attempt.error is not None:
                    self._give_up(user_id, device_id)

    def _give_up(self, user_id: str, device_id: str) -> None:
        """Treat the device as deleted until its owner publishes something new."""
        device = self.device_store[user_id].get(device_id)
        if device is not None:
            device.deleted = True

    @contextmanager
    def _stored(self) -> Iterator[None]:
        """Store all that the block changes in memory, or take it back there as well.

        nio changes its memory first. A session that is known but not stored, or a one-time key that
        is used up only in memory, would leave a message, or a device, unreadable for good.
        """
        if self._torn:
            self._read_again()
        to_query = set(self.users_for_key_query)
        self._torn = True
        try:
            with self.store.database.atomic():
                yield
            self._torn = False
        finally:
            if self._torn:
                self.users_for_key_query |= to_query
                self._read_again()

    def _read_again(self) -> None:
        self.account = self.store.load_account()
        self.load()
        self._torn = False


def _is_expected(error: Exception) -> bool:
    return isinstance(error, EncryptionError) or is_storage_error(error)
