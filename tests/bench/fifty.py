"""The bot that fifty lines of matrix-nio make: `sync_forever` and a callback."""

import asyncio
import sys
from pathlib import Path

from nio import AsyncClient, AsyncClientConfig, MatrixRoom, RoomMessageText

from tests.bench.floor import Access, answer_to


class Fifty:
    def __init__(self, access: Access) -> None:
        config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=True)
        self._client = AsyncClient(
            access.homeserver,
            access.user_id,
            device_id=access.device_id,
            store_path=access.directory,
            config=config,
        )
        self._client.restore_login(access.user_id, access.device_id, access.access_token)

    async def run(self) -> None:
        self._client.add_event_callback(self._on_text, RoomMessageText)
        await self._client.sync_forever(timeout=30_000, full_state=True)

    async def _on_text(self, room: MatrixRoom, event: RoomMessageText) -> None:
        if event.sender == self._client.user_id or not event.body.startswith("!"):
            return
        await self._client.room_send(
            room.room_id,
            "m.room.message",
            answer_to(event.event_id),
            ignore_unverified_devices=True,
        )


async def main(path: Path) -> None:
    await Fifty(Access.read(path)).run()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
