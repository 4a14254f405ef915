"""A user with end-to-end encryption who asks: encrypts before the clock starts, reads after."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nio import (
    AsyncClient,
    AsyncClientConfig,
    JoinedMembersResponse,
    LoginResponse,
    RoomMessageNotice,
    SyncResponse,
)

from bot.demo.homeserver import Account

_NO_WAIT_MS = 1
_FILTER = {"room": {"timeline": {"limit": 100}}, "presence": {"types": []}}


class EncryptingUser:
    def __init__(self, url: str, user_id: str, store: Path) -> None:
        store.mkdir()
        config = AsyncClientConfig(encryption_enabled=True, max_timeouts=3)
        self._client = AsyncClient(url, user_id, store_path=str(store), config=config)
        self._readable: set[str] = set()

    async def log_in(self, password: str) -> Account:
        answer = await self._client.login(password, device_name="asker")
        if not isinstance(answer, LoginResponse):
            raise TypeError(f"login: {answer}")
        await self._client.sync(timeout=_NO_WAIT_MS, sync_filter=_FILTER, full_state=True)
        await self._client.keys_upload()
        return Account(answer.user_id, answer.access_token, answer.device_id)

    async def close(self) -> None:
        await self._client.close()

    async def encrypted(self, room_id: str, bodies: Sequence[str]) -> list[dict[str, Any]]:
        """The contents of events to send, for every device that is in the room now."""
        await self.read()
        members = await self._client.joined_members(room_id)
        if not isinstance(members, JoinedMembersResponse):
            raise TypeError(f"members: {members}")
        if self._client.should_query_keys:
            await self._client.keys_query()
        contents: list[dict[str, Any]] = []
        for body in bodies:
            if self._client.olm and self._client.olm.should_share_group_session(room_id):
                await self._client.share_group_session(room_id, ignore_unverified_devices=True)
            content = {"msgtype": "m.text", "body": body, "m.mentions": {}}
            contents.append(self._client.encrypt(room_id, "m.room.message", content)[1])
        return contents

    async def read(self) -> None:
        """Take what has come until nothing more comes."""
        while True:
            answer = await self._client.sync(timeout=_NO_WAIT_MS, sync_filter=_FILTER)
            if not isinstance(answer, SyncResponse):
                raise TypeError(f"sync: {answer}")
            await self._upkeep()
            events = [e for room in answer.rooms.join.values() for e in room.timeline.events]
            for event in events:
                if isinstance(event, RoomMessageNotice) and event.decrypted:
                    relation = event.source["content"].get("m.relates_to", {})
                    self._readable.add(relation.get("m.in_reply_to", {}).get("event_id", ""))
            if not events:
                return

    async def _upkeep(self) -> None:
        if self._client.should_upload_keys:
            await self._client.keys_upload()
        if self._client.should_query_keys:
            await self._client.keys_query()
        await self._client.send_to_device_messages()

    async def unreadable(self, asked: Sequence[str]) -> int:
        """How many of these commands have no answer that could be decrypted."""
        await self.read()
        return len(set(asked) - self._readable)
