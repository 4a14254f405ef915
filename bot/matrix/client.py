"""nio's client, without the work that it does for others."""

from collections.abc import Sequence
from typing import Any

from aiohttp import ClientResponse
from nio import AsyncClient, AsyncClientConfig

from bot.matrix.marks import FIELD
from bot.matrix.schemas import compile_schemas


class LeanClient(AsyncClient):
    """Keeps what nio drops from a sync, so that nobody has to parse it a second time.

    `unused_fallback_keys` are the algorithms whose fallback key nobody has used, None if the
    homeserver has not said.
    """

    unused_fallback_keys: Sequence[str] | None = None

    async def parse_body(self, transport_response: ClientResponse) -> Any:
        content = await super().parse_body(transport_response)
        if isinstance(content, dict) and "next_batch" in content:
            self.unused_fallback_keys = content.get("device_unused_fallback_key_types")
        return content

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
