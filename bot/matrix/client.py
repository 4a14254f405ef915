"""nio's client, without the work that it does for others."""

from collections.abc import Sequence
from typing import Any

from nio import AsyncClient, AsyncClientConfig, SyncResponse

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
