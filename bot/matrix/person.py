"""Somebody who talks to the bot, with encryption of their own: for the demo and the tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from nio import MegolmEvent, RoomMessage, RoomSendResponse, SyncResponse

from bot.matrix import encryption
from bot.matrix.api import UnreachableError, segment
from bot.matrix.session import Credential, Session, open_session

_ENCRYPTED = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}


@dataclass(frozen=True)
class Heard:
    """A message as it arrived; `body` is None if it could not be decrypted."""

    event_id: str
    room_id: str
    sender: str
    body: str | None
    content: dict[str, Any]

    @property
    def answers(self) -> str | None:
        """The event that this one replies to."""
        relation: dict[str, Any] = self.content.get("m.relates_to") or {}
        reply: dict[str, Any] = relation.get("m.in_reply_to") or {}
        return reply.get("event_id")


class Person:
    """Reads in the background; `heard` holds everything that others said, in order."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.heard: list[Heard] = []
        self._since: str | None = None
        self._members: dict[str, set[str]] = {}
        self._news = asyncio.Condition()

    @property
    def user_id(self) -> str:
        return self.session.user_id

    async def create_room(
        self, name: str, invite: list[str], *, alias: str | None = None, encrypted: bool = True
    ) -> str:
        body: dict[str, Any] = {"name": name, "invite": invite, "preset": "private_chat"}
        body["initial_state"] = [_ENCRYPTED] if encrypted else []
        if alias is not None:
            body["room_alias_name"] = alias
        answer = await self.session.api.call("POST", "v3/createRoom", body)
        return str(answer["room_id"])

    async def join(self, room_id: str) -> None:
        await self.session.api.call("POST", f"v3/join/{segment(room_id)}", {})

    async def until_in(self, room_id: str, *others: str) -> None:
        """Wait until we know the room, the others as its members, and their keys."""
        async with self._news:
            while not {self.user_id, *others} <= self._members.get(room_id, set()):
                await self._news.wait()

    async def say(self, room_id: str, body: str, **content: object) -> str:
        """The event id. Raises UnreachableError."""
        if self.session.client.rooms[room_id].encrypted:
            await encryption.share_room_key(self.session, room_id)
        response = await self.session.client.room_send(
            room_id,
            "m.room.message",
            {"msgtype": "m.text", "body": body, **content},
            tx_id=str(uuid4()),
            ignore_unverified_devices=True,
        )
        if not isinstance(response, RoomSendResponse):
            raise UnreachableError(f"send: {response.status_code}")
        return str(response.event_id)

    async def answer_to(self, event_id: str, seconds: float = 30) -> Heard:
        """The first reply to the event. Raises TimeoutError."""
        async with asyncio.timeout(seconds), self._news:
            while True:
                for heard in self.heard:
                    if heard.answers == event_id:
                        return heard
                await self._news.wait()

    async def ask(self, room_id: str, body: str) -> str:
        """Say it and read the answer."""
        answer = await self.answer_to(await self.say(room_id, body))
        return answer.body or ""

    async def listen(self) -> None:
        """Until cancelled."""
        while True:
            await self.sync()

    async def sync(self, wait: int = 20) -> None:
        self.session.client.next_batch = ""
        response = await self.session.client.sync(
            timeout=wait * 1000 if self._since else 0,
            since=self._since,
            sync_filter={"room": {"timeline": {"limit": 100}}},
        )
        if not isinstance(response, SyncResponse):
            await asyncio.sleep(0.5)
            return
        await encryption.upkeep(self.session, response)
        first, self._since = self._since is None, response.next_batch
        async with self._news:
            self._members = {
                room_id: set(room.users) - set(room.invited_users)
                for room_id, room in self.session.client.rooms.items()
            }
            if not first:
                self._hear(response)
            self._news.notify_all()

    def _hear(self, response: SyncResponse) -> None:
        for room_id, info in response.rooms.join.items():
            for event in info.timeline.events:
                heard = _heard(room_id, event)
                if heard is not None and heard.sender != self.user_id:
                    self.heard.append(heard)


def _heard(room_id: str, event: Any) -> Heard | None:
    if isinstance(event, MegolmEvent):
        content = event.source["content"]
        return Heard(event.event_id, room_id, event.sender, None, content)
    if isinstance(event, RoomMessage):
        content = event.source["content"]
        return Heard(event.event_id, room_id, event.sender, content.get("body"), content)
    return None


@asynccontextmanager
async def listening_person(
    homeserver: str, user_id: str, password: str, directory: Path
) -> AsyncIterator[Person]:
    """Logged in with keys published, and reading; the directory must exist."""
    credential = Credential(password=password)
    async with open_session(homeserver, user_id, credential, "Person", directory) as session:
        if not encryption.has_device(await encryption.own_keys(session), session):
            await encryption.publish_own_keys(session)
        person = Person(session)
        await person.sync()
        task = asyncio.create_task(person.listen())
        try:
            yield person
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
