"""nio's encryption, closed against what strangers send: nothing they write may end the process."""

import json
import logging
from typing import Any

from nio import EncryptionError, MegolmEvent
from nio.crypto import Olm, OutboundGroupSession

logger = logging.getLogger(__name__)


class LeanSession(OutboundGroupSession):
    """Encrypts each letter as itself.

    nio escapes all that is not ASCII: an umlaut is three times as long, and of more than 65,536
    bytes in an event, with the encryption on top, the homeserver takes none.
    """

    def encrypt(self, plaintext: str) -> str:
        return str(super().encrypt(_unescaped(plaintext)))


def _unescaped(plaintext: str) -> str:
    """As it is, if it is no JSON, or has half a character in it."""
    try:
        shorter = json.dumps(json.loads(plaintext), ensure_ascii=False, separators=(",", ":"))
        shorter.encode()
    except (ValueError, RecursionError):
        return plaintext
    return shorter


class GuardedOlm(Olm):
    """nio lets many errors of parsing through; each would end the sync, and come back with it.

    Only the kind of an error is logged: its text may quote what somebody wrote.
    """

    def create_outbound_group_session(self, room_id: str) -> None:
        session = LeanSession()
        self.outbound_group_sessions[room_id] = session
        keys = self.account.identity_keys
        self.create_group_session(
            keys["curve25519"], keys["ed25519"], room_id, session.id, session.session_key
        )

    def handle_to_device_event(self, event: Any) -> Any:
        try:
            return super().handle_to_device_event(event)
        except Exception as error:
            logger.warning("a to-device event was not understood: %s", type(error).__name__)
            return None

    def decrypt_megolm_event(self, event: MegolmEvent, room_id: str | None = None) -> Any:
        try:
            return super().decrypt_megolm_event(event, room_id)
        except EncryptionError:
            raise
        except Exception as error:
            logger.warning("an encrypted event was not understood: %s", type(error).__name__)
            raise EncryptionError(type(error).__name__) from None

    def _handle_key_query(self, response: Any) -> None:
        """One user at a time, so that one odd device spoils nobody else's."""
        everybody = dict(response.device_keys)
        changed: dict[str, Any] = {}
        for user_id, devices in everybody.items():
            response.device_keys = {user_id: devices}
            try:
                super()._handle_key_query(response)
                changed |= response.changed
                self._believe_again(user_id, devices)
            except Exception as error:
                logger.warning("keys of a user were not understood: %s", type(error).__name__)
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
                try:
                    super()._handle_key_claiming(claimed)
                except Exception as error:
                    logger.warning("the key of a device is no use: %s", type(error).__name__)
                    self._give_up(user_id, device_id)

    def _give_up(self, user_id: str, device_id: str) -> None:
        """As if it were deleted, until its owner publishes something new."""
        device = self.device_store[user_id].get(device_id)
        if device is not None:
            device.deleted = True
