"""A person who only reads and joins: raw requests."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.demo.homeserver import Account


class Client:
    """One user; raises RuntimeError for what the homeserver refuses."""

    def __init__(self, session: aiohttp.ClientSession, url: str, account: Account) -> None:
        self._session = session
        self._url = url
        self._headers = {"Authorization": f"Bearer {account.access_token}"}
        self.user_id = account.user_id

    async def call(
        self,
        method: str,
        path: str,
        body: Mapping[str, object] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        async with self._session.request(
            method, f"{self._url}{path}", json=body, params=query, headers=self._headers
        ) as response:
            answer: dict[str, Any] = await response.json()
            if response.status >= 400:
                raise RuntimeError(f"{method} {path}: {response.status} {answer}")
            return answer

    async def room(self, bot: "Client", *, encrypted: bool) -> str:
        """Create one with the bot in it."""
        body: dict[str, object] = {"preset": "private_chat", "invite": [bot.user_id]}
        if encrypted:
            algorithm = {"algorithm": "m.megolm.v1.aes-sha2"}
            body["initial_state"] = [{"type": "m.room.encryption", "content": algorithm}]
        room_id = str((await self.call("POST", "/_matrix/client/v3/createRoom", body))["room_id"])
        await bot.call("POST", f"/_matrix/client/v3/join/{quote(room_id)}", {})
        return room_id

    async def history(self, room_id: str, since_ms: int) -> list[dict[str, Any]]:
        """Return what was stored in the room since then, newest first."""
        events: list[dict[str, Any]] = []
        start = ""
        while not events or events[-1]["origin_server_ts"] >= since_ms:
            query = {"dir": "b", "limit": "1000", **({"from": start} if start else {})}
            path = f"/_matrix/client/v3/rooms/{quote(room_id)}/messages"
            page = await self.call("GET", path, query=query)
            events += page["chunk"]
            start = page.get("end", "")
            if not start:
                break
        return [event for event in events if event["origin_server_ts"] >= since_ms]
