"""The file of the device's keys: nio's store, without what it does for nothing at each call."""

from collections.abc import Collection, Sequence
from contextlib import nullcontext
from typing import Any, ClassVar

from nio.crypto import OlmDevice
from nio.store import SqliteStore
from peewee import SqliteDatabase


class _KeyDatabase(SqliteDatabase):
    """Stays bound to nio's tables until another one is: nio binds all ten anew for each call."""

    _bound: ClassVar[dict[type, SqliteDatabase]] = {}

    def bind_ctx(self, models: Sequence[Any], *options: Any, **named: Any) -> nullcontext[None]:
        if any(self._bound.get(model) is not self for model in models):
            self.bind(models, *options, **named)
            self._bound.update(dict.fromkeys(models, self))
        return nullcontext()


class KeyStore(SqliteStore):
    """A store that ignores every device, so that nio need not read the marks for each message.

    The bot writes to all devices of the members, so none is verified or blocked.
    """

    def _create_database(self) -> SqliteDatabase:
        # What is deleted is overwritten; else it could be read from the file.
        pragmas = {"foreign_keys": 1, "secure_delete": 1}
        return _KeyDatabase(self.database_path, pragmas=pragmas)

    def is_device_verified(self, device: OlmDevice) -> bool:
        return False

    def is_device_blacklisted(self, device: OlmDevice) -> bool:
        return False

    def is_device_ignored(self, device: OlmDevice) -> bool:
        return True

    def ignore_devices(self, devices: Sequence[OlmDevice]) -> None:
        """Do nothing: every device is ignored already."""

    def save_encrypted_rooms(self, rooms: Collection[str]) -> None:
        if rooms:
            super().save_encrypted_rooms(rooms)
