"""The least that answers: one /sync, one PUT per command, the position kept. Nothing else."""

import asyncio
import json
import sqlite3
import sys
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp

# About as long as the bot's answer to the command that the benchmark asks.
ANSWER = (
    "Zu »Bamberg« gibt es einen Eintrag in der Sammlung:",
    "Bamberg (Bayern, kreisfrei), Leitlinien Bürgerbeteiligung.",
    "Einzelheiten liegen noch nicht vor. Wenn Sie welche kennen, ergänzen Sie diese bitte:",
    "!einreichen Bamberg und die Adresse des Dokuments.",
)
_ANSWERED_AT_ONCE = 50


@dataclass(frozen=True)
class Access:
    homeserver: str
    user_id: str
    device_id: str
    access_token: str
    directory: str

    @staticmethod
    def read(path: Path) -> "Access":
        return Access(**json.loads(path.read_text(encoding="utf-8")))


def answer_to(event_id: str) -> dict[str, Any]:
    return {
        "msgtype": "m.notice",
        "body": "\n\n".join(ANSWER),
        "format": "org.matrix.custom.html",
        "formatted_body": "".join(f"<p>{escape(line)}</p>" for line in ANSWER),
        "m.mentions": {},
        "m.relates_to": {"m.in_reply_to": {"event_id": event_id}},
    }


class Floor:
    def __init__(self, access: Access, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._url = f"{access.homeserver}/_matrix/client/v3"
        self._filter = json.dumps(_lean_filter(access.user_id))
        self._database = sqlite3.connect(f"{access.directory}/floor.db", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._database.execute("CREATE TABLE IF NOT EXISTS position (one PRIMARY KEY, since)")
        self._one_of_few = asyncio.Semaphore(_ANSWERED_AT_ONCE)

    async def run(self) -> None:
        row = self._database.execute("SELECT since FROM position").fetchone()
        since = row[0] if row else None
        while True:
            batch = await self._sync(since)
            if since is not None:
                await self._answer_all(batch.get("rooms", {}).get("join", {}))
            if batch["next_batch"] != since:
                since = batch["next_batch"]
                self._database.execute("INSERT OR REPLACE INTO position VALUES (1, ?)", (since,))

    async def _sync(self, since: str | None) -> dict[str, Any]:
        query = {"filter": self._filter, "timeout": "30000"}
        if since:
            query["since"] = since
        async with self._session.get(f"{self._url}/sync", params=query) as response:
            response.raise_for_status()
            answer: dict[str, Any] = await response.json()
            return answer

    async def _answer_all(self, rooms: dict[str, Any]) -> None:
        async with asyncio.TaskGroup() as group:
            for room_id, room in rooms.items():
                events = room["timeline"]["events"]
                group.create_task(self._answer_room(room_id, [e for e in events if _asks(e)]))

    async def _answer_room(self, room_id: str, events: list[dict[str, Any]]) -> None:
        for event in events:
            await self._put(room_id, event["event_id"])

    async def _put(self, room_id: str, event_id: str) -> None:
        address = f"{self._url}/rooms/{quote(room_id)}/send/m.room.message/{quote(event_id)}"
        while True:
            async with (
                self._one_of_few,
                self._session.put(address, json=answer_to(event_id)) as response,
            ):
                if response.status != 429:
                    response.raise_for_status()
                    return
                wait_ms = (await response.json()).get("retry_after_ms", 1000)
            await asyncio.sleep(wait_ms / 1000)


def _asks(event: dict[str, Any]) -> bool:
    return bool(event["content"].get("msgtype") == "m.text") and str(
        event["content"].get("body", "")
    ).startswith("!")


def _lean_filter(user_id: str) -> dict[str, Any]:
    nothing: dict[str, Any] = {"types": []}
    return {
        "room": {
            "timeline": {"limit": 100, "types": ["m.room.message"], "not_senders": [user_id]},
            "state": nothing,
            "ephemeral": nothing,
            "account_data": nothing,
        },
        "presence": nothing,
        "account_data": nothing,
    }


async def main(path: Path) -> None:
    access = Access.read(path)
    authorization = {"Authorization": f"Bearer {access.access_token}"}
    async with aiohttp.ClientSession(headers=authorization) as session:
        await Floor(access, session).run()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
