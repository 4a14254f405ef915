"""People with a browser each, what they do in the web client, and what they see."""

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.web import serving_web_client
from tests.running_demo import Demo, running_demo

TESTS = Path(__file__).parents[1]
DESKTOP = (1200, 800)
PHONE = (390, 844)
BOT = "netzwerkbot"


@dataclass(frozen=True)
class Place:
    """The demo, and the address under which the web client is served."""

    demo: Demo
    address: str


@dataclass(frozen=True)
class Seen:
    """What was said to whom, in the order of the steps; errors of the page; hosts asked."""

    said: list[str]
    errors: list[str]
    hosts: list[str]


@dataclass
class Scene:
    """Steps to be done one after the other, by several people at once."""

    place: Place
    size: tuple[int, int] = DESKTOP
    steps: list[dict[str, Any]] = field(default_factory=list)

    def log_in(self, who: str, room: str, picture: Path | None = None) -> None:
        """And open one of the demo's rooms."""
        login = self.place.demo.users[who]
        account = {"user_id": login.user_id, "password": login.password}
        self._add(who, "log_in", login=account, picture=picture)
        self._add(who, "open", room_id=self.place.demo.rooms[room])

    def open(self, who: str, name: str) -> None:
        self._add(who, "open", name=name)

    def write(self, who: str, words: str) -> None:
        """Something to which there is no reply, but what is posted can be read."""
        self._add(who, "write", words=words)

    def say(self, who: str, words: str) -> None:
        """Something that the bot answers; the answer is in what was seen."""
        self._add(who, "say", words=words)

    def read(self, who: str, words: str) -> None:
        """What the bot says unasked."""
        self._add(who, "read", words=words)

    def react(self, who: str, words: str, key: str) -> None:
        self._add(who, "react", words=words, key=key)

    def reactions(self, who: str, words: str, *keys: str) -> None:
        self._add(who, "reactions", words=words, keys=keys)

    def resize(self, who: str, size: tuple[int, int]) -> None:
        self._add(who, "resize", size=size)

    def picture(self, who: str, path: Path) -> None:
        self._add(who, "picture", path=path)

    def back(self, who: str, room: str) -> None:
        self._add(who, "back", room_id=self.place.demo.rooms[room])

    def _add(self, who: str, action: str, **what: Any) -> None:
        self.steps.append({"who": who, "action": action, **what})

    async def play(self) -> Seen:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        assert chromium is not None, "Chromium is missing: make chromium"
        job: dict[str, Any] = {"address": self.place.address, "chromium": chromium}
        job |= {"size": self.size, "steps": self.steps}
        output = await _drive(json.dumps(job, default=str))
        return Seen(**json.loads(output))


async def _drive(job: str) -> bytes:
    process = await asyncio.create_subprocess_exec(
        "node",
        str(TESTS / "browser" / "drive.mjs"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        output, errors = await process.communicate(job.encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode == 0, errors.decode(errors="replace")
    return output


@asynccontextmanager
async def open_place(directory: Path) -> AsyncIterator[Place]:
    async with (
        running_demo(directory) as demo,
        serving_web_client(TESTS / "web" / "dist", demo.homeserver) as address,
    ):
        yield Place(demo, address)


def folder_for_pictures(otherwise: Path) -> Path:
    """Only `make pictures` changes files of the project."""
    if os.environ.get("NETZWERKBOT_PICTURES") != "1":
        return otherwise
    folder = TESTS.parent / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
