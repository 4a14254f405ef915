"""The asking side: raw requests, and a watcher that notes when answers arrive."""

import asyncio
import json
import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.demo.homeserver import Account
from tests.bench.counting import Tally, tally

_FILTER = {
    "room": {
        "timeline": {"limit": 100, "types": ["m.room.message", "m.room.encrypted"]},
        "state": {"types": []},
        "ephemeral": {"types": []},
        "account_data": {"types": []},
    },
    "presence": {"types": []},
    "account_data": {"types": []},
}
_ATTEMPTS = 5


class Client:
    """One user; raises RuntimeError for what the homeserver refuses."""

    def __init__(self, session: aiohttp.ClientSession, url: str, account: Account) -> None:
        self._session = session
        self._url = url
        self._headers = {"Authorization": f"Bearer {account.access_token}"}
        self._sent = 0
        self._device_id = account.device_id
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

    async def send(
        self, room_id: str, content: Mapping[str, object], event_type: str = "m.room.message"
    ) -> str:
        self._sent += 1
        path = f"/_matrix/client/v3/rooms/{quote(room_id)}/send/{event_type}"
        path += f"/{self._device_id}-{self._sent}"
        for _ in range(_ATTEMPTS):
            try:
                return str((await self.call("PUT", path, content))["event_id"])
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)
        raise RuntimeError("the homeserver does not take the command")

    async def ask(self, room_id: str, text: str) -> str:
        return await self.send(room_id, {"msgtype": "m.text", "body": text, "m.mentions": {}})

    async def tally(self, room_id: str, asked: Collection[str], bot: str) -> Tally:
        """Read the room back to its first of these commands and count the bot's replies."""
        commands: list[str] = []
        replies: list[str] = []
        start, missing = "", set(asked)
        while missing:
            query = {"dir": "b", "limit": "100", **({"from": start} if start else {})}
            path = f"/_matrix/client/v3/rooms/{quote(room_id)}/messages"
            page = await self.call("GET", path, query=query)
            for event in page["chunk"]:
                if event["event_id"] in missing:
                    commands.append(event["event_id"])
                    missing.discard(event["event_id"])
                if event["sender"] == bot and (target := replied_to(event)):
                    replies.append(target)
            start = page.get("end", "")
            if not start:
                break
        return tally(commands[::-1], replies[::-1])

    async def history(self, room_id: str, since_ms: int) -> list[dict[str, Any]]:
        """What was stored in the room since then, newest first."""
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


class Watcher:
    """Keeps a /sync open and notes, by command, the moment its answer arrived."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._arrived: dict[str, float] = {}
        self._news = asyncio.Condition()

    async def run(self) -> None:
        query = {"filter": json.dumps(_FILTER), "timeout": "0"}
        while True:
            answer = await self._client.call("GET", "/_matrix/client/v3/sync", query=query)
            now = time.perf_counter()
            rooms = answer.get("rooms", {}).get("join", {})
            if "since" in query:
                await self._note(rooms, now, query["since"])
            query |= {"since": answer["next_batch"], "timeout": "30000"}

    async def _note(self, rooms: Mapping[str, Any], now: float, since: str) -> None:
        for room_id, room in rooms.items():
            events = room["timeline"]["events"]
            if room["timeline"]["limited"]:
                events = [*events, *await self._gap(room_id, room["timeline"], since)]
            for event in events:
                if target := replied_to(event):
                    self._arrived.setdefault(target, now)
        async with self._news:
            self._news.notify_all()

    async def _gap(self, room_id: str, timeline: Mapping[str, Any], since: str) -> list[Any]:
        events: list[Any] = []
        start = timeline["prev_batch"]
        while start:
            query = {"dir": "b", "limit": "100", "from": start, "to": since}
            path = f"/_matrix/client/v3/rooms/{quote(room_id)}/messages"
            page = await self._client.call("GET", path, query=query)
            events += page["chunk"]
            start = page.get("end") if page["chunk"] else None
        return events

    async def arrival(self, event_id: str, seconds: float) -> float | None:
        """When the answer was seen (perf_counter); None if not within these seconds."""
        return await self.last_arrival([event_id], seconds)

    async def last_arrival(self, asked: Sequence[str], quiet_seconds: float) -> float | None:
        """When the last answer was seen; None once nothing has come for so many seconds."""
        missing = set(asked)
        try:
            async with self._news:
                while missing := {each for each in missing if each not in self._arrived}:
                    await self._more_than(len(self._arrived), quiet_seconds)
        except TimeoutError:
            return None
        return max(self._arrived[each] for each in asked)

    async def _more_than(self, count: int, seconds: float) -> None:
        async with asyncio.timeout(seconds):
            await self._news.wait_for(lambda: len(self._arrived) > count)


def replied_to(event: Mapping[str, Any]) -> str | None:
    """The event that this one answers; an edit of an answer is not another answer."""
    relation = event.get("content", {}).get("m.relates_to", {})
    if relation.get("rel_type") == "m.replace":
        return None
    target = relation.get("m.in_reply_to", {}).get("event_id")
    return None if target is None else str(target)
