"""What a careful client of another make thinks of the bot's device, before and after signing.

"Careful" is MSC4153: it neither reads nor serves a device that its owner has not signed.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from nio import Event, MegolmEvent, RoomMessageText, SyncResponse

from bot.demo.homeserver import running_homeserver
from bot.matrix.cross_signing import CrossSigningState, ensure_signed
from bot.matrix.encryption import own_keys, publish_own_keys, share_room_key, upkeep
from bot.matrix.session import Credential, Session, open_session
from tests.interop.peer import Peer, running_peer

pytestmark = [pytest.mark.interop, pytest.mark.timeout(60)]

BOT = "@netzwerkbot:localhost"
MEMBER = "@mitglied:localhost"
NO_SHIELD = 0
ENCRYPTED_ROOM = {
    "preset": "private_chat",
    "invite": [MEMBER],
    "initial_state": [
        {
            "type": "m.room.encryption",
            "state_key": "",
            "content": {"algorithm": "m.megolm.v1.aes-sha2"},
        }
    ],
}


@dataclass(frozen=True)
class Conversation:
    """The bot's device with everything but a signature, and a careful client in one room."""

    session: Session
    peer: Peer
    room_id: str
    directory: Path

    async def sync(self) -> list[Event]:
        response = await self.session.client.sync(timeout=1000)
        assert isinstance(response, SyncResponse)
        await upkeep(self.session, response)
        room = response.rooms.join.get(self.room_id)
        return [] if room is None else room.timeline.events

    async def heard_from_the_member(self) -> Event:
        async with asyncio.timeout(20):
            while True:
                for event in await self.sync():
                    if event.sender == MEMBER and isinstance(event, MegolmEvent | RoomMessageText):
                        return event

    async def say(self, body: str) -> None:
        client = self.session.client
        await share_room_key(self.session, self.room_id)
        content = {"msgtype": "m.notice", "body": body}
        await client.room_send(
            self.room_id, "m.room.message", content, ignore_unverified_devices=True
        )

    async def signed_by_owner(self) -> bool:
        devices = await self.peer.ask("devices", user=BOT)
        return bool(devices[self.session.device_id]["signed_by_owner"])


@pytest.fixture
async def conversation(tmp_path: Path) -> AsyncIterator[Conversation]:
    (tmp_path / "bot").mkdir()
    async with running_homeserver(tmp_path / "homeserver") as homeserver:
        await homeserver.register("netzwerkbot", "secret-b")
        await homeserver.register("mitglied", "secret-m")
        async with (
            open_session(
                homeserver.url, BOT, Credential(password="secret-b"), "Bot", tmp_path / "bot"
            ) as session,
            running_peer(tmp_path / "peer.txt") as peer,
        ):
            await publish_own_keys(session)
            room = await session.api.call("POST", "v3/createRoom", ENCRYPTED_ROOM)
            here = Conversation(session, peer, room["room_id"], tmp_path / "bot")
            await peer.ask("login", homeserver=homeserver.url, user=MEMBER, password="secret-m")
            await peer.ask("bootstrap")
            await peer.ask("join", room=here.room_id)
            await peer.ask("onlySignedDevices", room=here.room_id)
            await here.sync()
            yield here


async def test_without_a_signature_neither_side_can_read_the_other(
    conversation: Conversation,
) -> None:
    assert await conversation.signed_by_owner() is False

    await conversation.say("Guten Tag")
    unread = await conversation.peer.ask("wait", room=conversation.room_id, unreadable=True)
    assert unread["failure"] == "UNSIGNED_SENDER_DEVICE"

    await conversation.peer.ask("send", room=conversation.room_id, body="!leitlinie Bonn")
    assert isinstance(await conversation.heard_from_the_member(), MegolmEvent)


async def test_once_the_bot_has_signed_its_device_both_read_each_other(
    conversation: Conversation,
) -> None:
    published = await own_keys(conversation.session)
    state = await ensure_signed(conversation.session, published, conversation.directory, "secret-b")
    assert state is CrossSigningState.SIGNED
    assert await conversation.signed_by_owner() is True

    await conversation.peer.ask("send", room=conversation.room_id, body="!leitlinie Bonn")
    event = await conversation.heard_from_the_member()
    assert isinstance(event, RoomMessageText)
    assert event.body == "!leitlinie Bonn"

    await conversation.say("Bonn steht in der Sammlung")
    read = await conversation.peer.ask("wait", room=conversation.room_id, contains="Bonn")
    assert read["encrypted"] is True
    assert read["shield"] == NO_SHIELD
