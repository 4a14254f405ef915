"""The bot as it is started by people, and a careful client of another make."""

from pathlib import Path

import pytest

from tests.interop.peer import running_peer
from tests.support.running_demo import running_demo

pytestmark = [pytest.mark.interop, pytest.mark.timeout(60)]

NO_SHIELD = 0


async def test_a_careful_client_gets_an_answer_without_a_warning(tmp_path: Path) -> None:
    async with running_demo(tmp_path / "demo") as demo, running_peer(tmp_path / "log.txt") as peer:
        member, room = demo.users["mitglied"], demo.rooms["network"]
        await peer.ask(
            "login", homeserver=demo.homeserver, user=member.user_id, password=member.password
        )
        await peer.ask("bootstrap")
        await peer.ask("join", room=room)
        await peer.ask("onlySignedDevices", room=room)

        await peer.ask("send", room=room, body="!hilfe")
        answer = await peer.ask("wait", room=room, contains="!hilfe")

        assert answer["encrypted"] is True
        assert answer["shield"] == NO_SHIELD
        assert answer["content"]["msgtype"] == "m.notice"
        devices = await peer.ask("devices", user=answer["sender"])
        assert [device["signed_by_owner"] for device in devices.values()] == [True]
