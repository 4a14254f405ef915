"""Somebody who talks to the bot, with encryption of their own: for the demo and the tests."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from nio import (
    InviteMemberEvent,
    MegolmEvent,
    ReactionEvent,
    RoomSendResponse,
    SyncResponse,
)

from bot.matrix import encryption, listed, media
from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.files import file_of
from bot.matrix.messages import is_event
from bot.matrix.session import Credential, Session, open_session
from commands.command import File

_ENCRYPTED = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}
_LARGEST = 100_000_000
_BYTES = "application/octet-stream"


@dataclass(frozen=True)
class Heard:
    """A message or reaction as it arrived; `body` is None if it could not be decrypted.

    The body of a reaction is its key, that of a file its name.
    """

    event_id: str
    room_id: str
    sender: str
    body: str | None
    content: dict[str, Any]
    type: str = "m.room.message"

    @property
    def _relation(self) -> dict[str, Any]:
        return self.content.get("m.relates_to") or {}

    @property
    def answers(self) -> str | None:
        """The event that this one replies to."""
        reply: dict[str, Any] = self._relation.get("m.in_reply_to") or {}
        return reply.get("event_id")

    @property
    def edits(self) -> str | None:
        """The event that this one replaces."""
        relation = self._relation
        return relation.get("event_id") if relation.get("rel_type") == "m.replace" else None

    @property
    def reacts_to(self) -> str | None:
        return self._relation.get("event_id") if self.type == "m.reaction" else None

    @property
    def text(self) -> str:
        """As it is to be read now: of an edit the new words."""
        new = self.content.get("m.new_content")
        return str(new["body"]) if isinstance(new, dict) else self.body or ""

    @property
    def file(self) -> File | None:
        return file_of(self.content)


class Person:
    """Reads in the background; `heard` holds everything that others said, in order.

    `removed` are the events that others redacted. `follows_invitations` to direct chats.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.heard: list[Heard] = []
        self.removed: list[str] = []
        self.follows_invitations = True
        self._since: str | None = None
        self._members: dict[str, set[str]] = {}
        self._encrypted: set[str] = set()
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
        room_id = str((await self.session.api.call("POST", "v3/createRoom", body))["room_id"])
        if encrypted:
            self._encrypted.add(room_id)
        return room_id

    async def join(self, room_id: str) -> None:
        await self.session.api.call("POST", f"v3/join/{segment(room_id)}", {})

    async def until_in(self, room_id: str, *others: str) -> None:
        """Wait until we know the room, the others as its members, and their keys."""
        async with self._news:
            await self._news.wait_for(lambda: self._is_in(room_id, {self.user_id, *others}))

    def _is_in(self, room_id: str, members: set[str]) -> bool:
        """A sync may come while the room is being created, before it is encrypted."""
        if not members <= self._members.get(room_id, set()):
            return False
        return room_id not in self._encrypted or self.session.client.rooms[room_id].encrypted

    async def say(self, room_id: str, body: str, **content: object) -> str:
        """The event id. Raises UnreachableError."""
        return await self._send(room_id, {"msgtype": "m.text", "body": body, **content})

    async def reply(self, room_id: str, to: str, body: str, thread: str | None = None) -> str:
        """`thread` is the root of the thread, if it is to stand in one."""
        relation: dict[str, object] = {"m.in_reply_to": {"event_id": to}}
        if thread is not None:
            relation |= {"rel_type": "m.thread", "event_id": thread, "is_falling_back": False}
        return await self.say(room_id, body, **{"m.relates_to": relation})

    async def edit(self, room_id: str, event_id: str, body: str) -> str:
        new = {"msgtype": "m.text", "body": body}
        relation = {"rel_type": "m.replace", "event_id": event_id}
        more: dict[str, object] = {"m.new_content": new, "m.relates_to": relation}
        return await self.say(room_id, f"* {body}", **more)

    async def react(self, room_id: str, event_id: str, key: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": event_id, "key": key}
        path = f"v3/rooms/{segment(room_id)}/send/m.reaction/{uuid4()}"
        answer = await self.session.api.call("PUT", path, {"m.relates_to": relation})
        return str(answer["event_id"])

    async def redact(self, room_id: str, event_id: str) -> str:
        path = f"v3/rooms/{segment(room_id)}/redact/{segment(event_id)}/{uuid4()}"
        return str((await self.session.api.call("PUT", path, {}))["event_id"])

    async def upload(
        self, room_id: str, data: bytes, name: str, encrypted: bool | None = None, **content: object
    ) -> str:
        """A file in the room; encrypted if the room is, unless told otherwise. The event id."""
        if encrypted is None:
            encrypted = self.session.client.rooms[room_id].encrypted
        place = await media.upload(self.session, data, _BYTES, encrypted=encrypted)
        told = {"msgtype": "m.file", "body": name, "filename": name, "info": {"size": len(data)}}
        return await self._send(room_id, {**told, **place, **content})

    async def download(self, heard: Heard) -> bytes:
        """Raises MediaError, UnreachableError."""
        if heard.file is None:
            raise media.NotThereError
        return await media.download(self.session, heard.file.source, _LARGEST)

    async def direct_chat_with(self, user_id: str) -> str:
        """The newest one that there is, or a new one; the other has still to join that."""
        known = await listed.listed(self.session, user_id)
        if known:
            return known[-1]
        body = {
            "preset": "trusted_private_chat",
            "is_direct": True,
            "invite": [user_id],
            "initial_state": [_ENCRYPTED],
        }
        answer = await self.session.api.call("POST", "v3/createRoom", body)
        await listed.add(self.session, {user_id: answer["room_id"]})
        return str(answer["room_id"])

    async def _send(self, room_id: str, content: dict[str, object]) -> str:
        if self.session.client.rooms[room_id].encrypted:
            await encryption.share_room_key(self.session, room_id)
        response = await self.session.client.room_send(
            room_id,
            "m.room.message",
            content,
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
        await self._follow_invitations(response)
        first, self._since = self._since is None, response.next_batch
        async with self._news:
            self._members = {
                room_id: set(room.users) - set(room.invited_users)
                for room_id, room in self.session.client.rooms.items()
            }
            if not first:
                self._hear(response)
            self._news.notify_all()

    async def _follow_invitations(self, response: SyncResponse) -> None:
        for room_id, invitation in response.rooms.invite.items():
            for event in invitation.invite_state:
                ours = isinstance(event, InviteMemberEvent) and event.state_key == self.user_id
                if ours and self.follows_invitations and event.content.get("is_direct") is True:
                    with contextlib.suppress(RefusedError, UnreachableError):
                        await self.join(room_id)
                        await listed.add(self.session, {event.sender: room_id})

    async def refuse_invitations(self) -> None:
        """As soon as there is one."""
        invited = self.session.client.invited_rooms
        async with self._news:
            await self._news.wait_for(lambda: invited)
        for room_id in list(invited):
            await self.session.api.call("POST", f"v3/rooms/{segment(room_id)}/leave", {})
            invited.pop(room_id)

    def _hear(self, response: SyncResponse) -> None:
        for room_id, info in response.rooms.join.items():
            for event in info.timeline.events:
                if not is_event(event) or event.sender == self.user_id:
                    continue
                heard = _heard(room_id, event)
                if heard is not None:
                    self.heard.append(heard)
                if event.source["type"] == "m.room.redaction":
                    content = event.source["content"]
                    self.removed.append(event.source.get("redacts") or content.get("redacts"))


def _heard(room_id: str, event: Any) -> Heard | None:
    content = event.source["content"]
    if isinstance(event, MegolmEvent):
        return Heard(event.event_id, room_id, event.sender, None, content)
    if isinstance(event, ReactionEvent):
        return Heard(event.event_id, room_id, event.sender, event.key, content, "m.reaction")
    if event.source["type"] == "m.room.message":
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
