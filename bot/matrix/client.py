"""nio's client and its store of keys, without the work that they do for others."""

from collections.abc import Collection, Sequence
from contextlib import nullcontext
from typing import Any, ClassVar

from nio import AsyncClient, AsyncClientConfig, SyncResponse
from nio.crypto import OlmDevice
from nio.store import SqliteStore
from peewee import SqliteDatabase

from bot.matrix.api import UnreachableError
from bot.matrix.marks import FIELD
from bot.matrix.schemas import compile_schemas


class LeanClient(AsyncClient):
    """`unused_fallback_keys` are the algorithms whose fallback key nobody has used.

    It is None if the homeserver has not said. nio drops it from a sync.
    """

    unused_fallback_keys: Sequence[str] | None = None

    async def take_in(self, answer: dict[str, Any]) -> SyncResponse:
        """Let nio know what a sync has told. Raises UnreachableError if that is none."""
        response = SyncResponse.from_dict(answer)
        if not isinstance(response, SyncResponse):
            raise UnreachableError("the answer is no sync")
        # Else nio would take a repeated answer for known and leave it encrypted.
        self.next_batch = ""
        self.unused_fallback_keys = answer.get("device_unused_fallback_key_types")
        await self.receive_response(response)
        return response

    def encrypt(
        self, room_id: str, message_type: str, content: dict[str, Any]
    ) -> tuple[str, dict[str, Any]]:
        """Encrypt all but the relation and the mark, which stand beside in clear."""
        marked = {FIELD: content.pop(FIELD)} if FIELD in content else {}
        kind, encrypted = super().encrypt(room_id, message_type, content)
        return kind, {**encrypted, **marked}


def lean_client(homeserver: str, user_id: str, device_id: str) -> LeanClient:
    compile_schemas()
    config = AsyncClientConfig(
        max_timeouts=0,
        max_limit_exceeded=5,
        request_timeout=30,
        # nio would advance its own position before the events are handled.
        store_sync_tokens=False,
    )
    return LeanClient(homeserver, user_id, device_id, config=config)


# --- the file of the device's keys


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
