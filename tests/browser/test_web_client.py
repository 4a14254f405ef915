"""A person with a browser asks the running bot; the pictures in docs/pictures come from here."""

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.web import serving_web_client
from tests.running_demo import Demo, Login, running_demo

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]

TESTS = Path(__file__).parents[1]
DESKTOP = (1200, 800)
PHONE = (390, 844)


@dataclass(frozen=True)
class Place:
    """The demo, and the address under which the web client is served."""

    demo: Demo
    address: str


@dataclass(frozen=True)
class Visit:
    """What a person does in the browser, in this order."""

    login: Login
    room_id: str
    commands: list[str]
    size: tuple[int, int]
    picture: Path
    login_picture: Path | None = None
    back_to_rooms: bool = False


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with (
        running_demo(tmp_path / "demo") as demo,
        serving_web_client(TESTS / "web" / "dist", demo.homeserver) as address,
    ):
        yield Place(demo, address)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Only `make pictures` changes files of the project."""
    if os.environ.get("NETZWERKBOT_PICTURES") != "1":
        return tmp_path
    folder = TESTS.parent / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


async def visit(address: str, visit: Visit) -> dict[str, Any]:
    """What the person saw: answers, errors of the page, hosts that were asked."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium is not None, "Chromium is missing: make chromium"
    job = asdict(visit) | {"address": address, "chromium": chromium}
    process = await asyncio.create_subprocess_exec(
        "node",
        str(TESTS / "browser" / "drive.mjs"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        output, errors = await process.communicate(json.dumps(job, default=str).encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode == 0, errors.decode(errors="replace")
    seen: dict[str, Any] = json.loads(output)
    return seen


async def test_a_member_at_a_desk_sees_the_answer_in_the_encrypted_room(
    place: Place, pictures: Path
) -> None:
    seen = await visit(
        place.address,
        Visit(
            login=place.demo.users["mitglied"],
            room_id=place.demo.rooms["network"],
            commands=["!leitlinie Bonn"],
            size=DESKTOP,
            picture=pictures / "web-desktop.png",
            login_picture=pictures / "web-login.png",
        ),
    )
    assert "Bonn" in seen["answers"][-1]
    assert seen["errors"] == []
    assert seen["hosts"] == ["127.0.0.1"]


async def test_a_member_with_a_phone_sees_the_answer_and_goes_back_to_the_rooms(
    place: Place, pictures: Path
) -> None:
    seen = await visit(
        place.address,
        Visit(
            login=place.demo.users["mitglied"],
            room_id=place.demo.rooms["network"],
            commands=["!leitlinie Bonn"],
            size=PHONE,
            picture=pictures / "web-phone.png",
            back_to_rooms=True,
        ),
    )
    assert "Bonn" in seen["answers"][-1]
    assert seen["errors"] == []


async def test_the_management_asks_in_its_own_room_how_the_bot_is(
    place: Place, pictures: Path
) -> None:
    seen = await visit(
        place.address,
        Visit(
            login=place.demo.users["leitung"],
            room_id=place.demo.rooms["management"],
            commands=["!status"],
            size=DESKTOP,
            picture=pictures / "web-management.png",
        ),
    )
    assert "Verschlüsselung" in seen["answers"][-1]
    assert seen["errors"] == []
