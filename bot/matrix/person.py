"""A Matrix user with an encrypting client of their own, for the demo and the tests."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from nio import InviteMemberEvent, MegolmEvent, ReactionEvent, RoomSendResponse, SyncResponse

from bot.matrix import encryption, media
from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.direct import ENCRYPTION, add_direct_rooms, direct_rooms
from bot.matrix.files import file_of
from bot.matrix.messages import is_event
from bot.matrix.session import Credential, Session, open_session
from commands.conversation.events import File

_LARGEST = 100_000_000
_BYTES = "application/octet-stream"


@dataclass(frozen=True)
class TimelineEvent:
    """A message or reaction of somebody else; `body` is None if it could not be decrypted.

    The body of a reaction is its key, the body of a file its name.
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
        """Return the id of the event that this one replies to."""
        reply: dict[str, Any] = self._relation.get("m.in_reply_to") or {}
        return reply.get("event_id")

    @property
    def edits(self) -> str | None:
        """Return the id of the event that this one replaces."""
        relation = self._relation
        return relation.get("event_id") if relation.get("rel_type") == "m.replace" else None

    @property
    def reacts_to(self) -> str | None:
        return self._relation.get("event_id") if self.type == "m.reaction" else None

    @property
    def text(self) -> str:
        """Return the words as clients show them: for an edit, the new ones."""
        new = self.content.get("m.new_content")
        return str(new["body"]) if isinstance(new, dict) else self.body or ""

    @property
    def file(self) -> File | None:
        return file_of(self.content)


class Person:
    """A logged-in user; `timeline` holds the events of others, oldest first.

    `removed` holds the ids of events that others redacted. While `follows_invitations` is set, the
    person joins each direct chat to which they are invited.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.timeline: list[TimelineEvent] = []
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
        body["initial_state"] = [ENCRYPTION] if encrypted else []
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
        """Check the encryption, too: a sync may come before a new room is encrypted."""
        if not members <= self._members.get(room_id, set()):
            return False
        return room_id not in self._encrypted or self.session.client.rooms[room_id].encrypted

    async def say(self, room_id: str, body: str, **content: object) -> str:
        """Send a text; return its event id. Raises UnreachableError."""
        return await self._send(room_id, {"msgtype": "m.text", "body": body, **content})

    async def reply(self, room_id: str, to: str, body: str, thread: str | None = None) -> str:
        """Send a reply, below the root `thread` if one is given; return its event id."""
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
        """Send a file, encrypted as the room is, unless given; return its event id."""
        if encrypted is None:
            encrypted = self.session.client.rooms[room_id].encrypted
        place = await media.upload(self.session, data, _BYTES, encrypted=encrypted)
        size = {"size": len(data)}
        about = {"msgtype": "m.file", "body": name, "filename": name, "info": size}
        return await self._send(room_id, {**about, **place, **content})

    async def download(self, event: TimelineEvent) -> bytes:
        """Return the bytes of its file. Raises MediaError, UnreachableError."""
        if event.file is None:
            raise media.NotThereError
        return await media.download(self.session, event.file.source, _LARGEST)

    async def direct_chat_with(self, user_id: str) -> str:
        """Return the newest direct chat, or a new one, which the other has yet to join."""
        if known := await direct_rooms(self.session, user_id):
            return known[-1]
        body = {
            "preset": "trusted_private_chat",
            "is_direct": True,
            "invite": [user_id],
            "initial_state": [ENCRYPTION],
        }
        answer = await self.session.api.call("POST", "v3/createRoom", body)
        await add_direct_rooms(self.session, {user_id: answer["room_id"]})
        return str(answer["room_id"])

    async def _send(self, room_id: str, content: dict[str, object]) -> str:
        if self.session.client.rooms[room_id].encrypted:
            await encryption.share_room_key(self.session, room_id)
        response = await self.session.client.room_send(
            room_id, "m.room.message", content, tx_id=str(uuid4()), ignore_unverified_devices=True
        )
        if not isinstance(response, RoomSendResponse):
            raise UnreachableError(f"send: {response.status_code}")
        return str(response.event_id)

    async def answer_to(self, event_id: str, seconds: float = 100) -> TimelineEvent:
        """Wait for the first reply to the event. Raises TimeoutError."""
        async with asyncio.timeout(seconds), self._news:
            while True:
                for event in self.timeline:
                    if event.answers == event_id:
                        return event
                await self._news.wait()

    async def ask(self, room_id: str, body: str) -> str:
        """Send a text; return the body of the first reply."""
        answer = await self.answer_to(await self.say(room_id, body))
        return answer.body or ""

    async def listen(self) -> None:
        """Sync until cancelled."""
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
                self._receive(response)
            self._news.notify_all()

    async def _follow_invitations(self, response: SyncResponse) -> None:
        for room_id, invitation in response.rooms.invite.items():
            for event in invitation.invite_state:
                ours = isinstance(event, InviteMemberEvent) and event.state_key == self.user_id
                if ours and self.follows_invitations and event.content.get("is_direct") is True:
                    with contextlib.suppress(RefusedError, UnreachableError):
                        await self.join(room_id)
                        await add_direct_rooms(self.session, {event.sender: room_id})

    def _receive(self, response: SyncResponse) -> None:
        for room_id, info in response.rooms.join.items():
            for event in info.timeline.events:
                if not is_event(event) or event.sender == self.user_id:
                    continue
                content = event.source["content"]
                if event.source["type"] == "m.room.redaction":
                    self.removed.append(event.source.get("redacts") or content.get("redacts"))
                elif isinstance(event, MegolmEvent | ReactionEvent) or (
                    event.source["type"] == "m.room.message"
                ):
                    self.timeline.append(_timeline_event(room_id, event, content))


def _timeline_event(room_id: str, event: Any, content: dict[str, Any]) -> TimelineEvent:
    kind, body = "m.room.message", content.get("body")
    if isinstance(event, ReactionEvent):
        kind, body = "m.reaction", event.key
    body = None if isinstance(event, MegolmEvent) else body
    return TimelineEvent(event.event_id, room_id, event.sender, body, content, kind)


@asynccontextmanager
async def listening_person(
    homeserver: str, user_id: str, password: str, directory: Path
) -> AsyncIterator[Person]:
    """Log in, publish the keys and sync in the background; the directory must exist."""
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
