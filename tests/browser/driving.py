"""People with a browser each, what they do in the web client, and what they see."""

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.demo.web import serving_web_client
from tests.support.running_demo import Demo, running_demo

TESTS = Path(__file__).parents[1]
DESKTOP = (1200, 800)
PHONE = (390, 844)
BOT = "netzwerkbot"
MOST_MESSAGES = 2
_SENDS = frozenset({"write", "say", "answer", "attach", "react"})


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

    def answer(self, who: str, to: str, words: str) -> None:
        """Something as a reply to the newest message with the words `to`; nothing is waited for."""
        self._add(who, "answer", to=to, words=words)

    def attach(self, who: str, file: Path) -> None:
        self._add(who, "attach", file=file)

    def settle(self, who: str) -> None:
        """The first command of a device that nobody has confirmed: the bot remarks on that once."""
        self._add(who, "settle", words="!offen")

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

    @contextmanager
    def task(self, who: str, picture: Path) -> Iterator[None]:
        """Fail if somebody needs more than two messages, and take a picture of the outcome."""
        first = len(self.steps)
        yield
        steps = [step for step in self.steps[first:] if step["who"] == who]
        assert 1 <= sum(step["action"] in _SENDS for step in steps) <= MOST_MESSAGES
        self.picture(who, picture)

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


def thursday(weeks: int) -> date:
    """Return the one in so many weeks: what the pictures show is near when they are taken."""
    today = datetime.now(ZoneInfo("Europe/Berlin")).date()
    return today + timedelta(weeks=weeks, days=3 - today.weekday())


def typed(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


@asynccontextmanager
async def open_place(directory: Path) -> AsyncIterator[Place]:
    async with (
        running_demo(directory) as demo,
        serving_web_client(TESTS / "web" / "dist", demo.homeserver) as address,
    ):
        yield Place(demo, address)


def folder_for_pictures(fallback: Path) -> Path:
    """Only `make pictures` changes files of the project."""
    if os.environ.get("NETZWERKBOT_PICTURES") != "1":
        return fallback
    folder = TESTS.parent / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
