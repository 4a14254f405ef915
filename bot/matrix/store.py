"""nio's store of keys without what the bot never uses: marks of who was verified by hand."""

from collections.abc import Collection, Sequence

from nio.crypto import OlmDevice
from nio.store import SqliteStore


class Store(SqliteStore):
    """nio asks the database for every message and every sync; here there is nothing to ask.

    The bot writes to every device of the members, so no device is verified or shut out.
    """

    def is_device_verified(self, device: OlmDevice) -> bool:
        return False

    def is_device_blacklisted(self, device: OlmDevice) -> bool:
        return False

    def is_device_ignored(self, device: OlmDevice) -> bool:
        return True

    def ignore_devices(self, devices: Sequence[OlmDevice]) -> None:
        """Nothing to remember: is_device_ignored is always true."""

    def save_encrypted_rooms(self, rooms: Collection[str]) -> None:
        if rooms:
            super().save_encrypted_rooms(rooms)
