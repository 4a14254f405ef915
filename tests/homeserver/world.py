"""A network in a box: people, rooms and the bot as a process of its own, on a real Synapse."""

import asyncio
import contextlib
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import IO, Any

from bot.app import App, open_app
from bot.config.reading import load
from bot.config.sections import Config
from bot.demo.homeserver import Account, Homeserver
from bot.matrix.api import segment
from bot.matrix.person import Person, listening_person
from tests.support.waiting import PATIENCE

PASSWORD = "ein gutes Passwort"
_ids = count(1)


@dataclass
class BotProcess:
    """`python -m bot.cli run`, to be stopped, killed and started again."""

    config_file: Path
    process: asyncio.subprocess.Process | None = None
    options: Sequence[str] = ()
    program: Sequence[str] = ("-m", "bot.cli")
    python: str = sys.executable

    @property
    def log_file(self) -> Path:
        return self.config_file.with_suffix(".log")

    def output(self) -> AbstractContextManager[IO[bytes]]:
        """Return what the process writes to."""
        return self.log_file.open("ab")

    async def start(self) -> None:
        with self.output() as log:
            self.process = await asyncio.create_subprocess_exec(
                self.python,
                *self.program,
                "run",
                "--config",
                str(self.config_file),
                *self.options,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={k: v for k, v in os.environ.items() if not k.startswith("NETZWERKBOT_")},
            )

    def send(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    async def kill(self) -> None:
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        process, self.process = self.process, None
        if process is None:
            return 0
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(number)
        return await process.wait()

    async def result(self) -> tuple[int, str]:
        """Exit code and everything it said, when it ends by itself."""
        await self.start()
        assert self.process is not None
        async with asyncio.timeout(PATIENCE):
            code = await self.process.wait()
        self.process = None
        return code, self.log_file.read_text(encoding="utf-8")


@dataclass
class World:
    homeserver: Homeserver
    directory: Path
    stack: AsyncExitStack
    number: int = field(default_factory=lambda: next(_ids))

    @property
    def bot_id(self) -> str:
        return f"@bot{self.number}:localhost"

    async def person(self, name: str, *, device: int = 1) -> Person:
        """A new person, or another device of one who is here already."""
        localpart = f"{name}{self.number}"
        if device == 1:
            await self.homeserver.register(localpart, PASSWORD)
        folder = self.directory / f"{localpart}-{device}"
        folder.mkdir(mode=0o700)
        return await self.stack.enter_async_context(
            listening_person(self.homeserver.url, f"@{localpart}:localhost", PASSWORD, folder)
        )

    async def bot_account(self) -> Account:
        return await self.homeserver.register(f"bot{self.number}", PASSWORD)

    async def one_member(self, *, encrypted: bool = True) -> tuple[Person, str]:
        """The account of the bot, and Ada in a room to which it is invited."""
        await self.bot_account()
        ada = await self.person("ada")
        return ada, await self.room(ada, encrypted=encrypted)

    def write_config(
        self,
        rooms: Sequence[str] = (),
        *,
        management: str | None = None,
        exchange: str | None = None,
        credential: str = f'password = "{PASSWORD}"',
        more: Sequence[str] = (),
        **matrix: str,
    ) -> Path:
        """The file of a bot that anybody on this server may invite."""
        network = ", ".join(f'"{room}"' for room in rooms)
        invite_from = matrix.get("invite_from", '["localhost"]')
        lines = [
            "[matrix]",
            f'homeserver = "{matrix.get("homeserver", self.homeserver.url)}"',
            f'user_id = "{self.bot_id}"',
            f"invite_from = {invite_from}",
            credential,
            "[rooms]",
            f"network = [{network}]",
            f'management = "{management}"' if management else "",
            f'exchange = "{exchange}"' if exchange else "",
            "[storage]",
            'directory = "data"',
            "[limits]",
            "commands_per_minute = 100000",
            "[submissions]",
            "check_links = false",  # nothing leaves this machine
            *more,
        ]
        path = self.directory / "config.toml"
        path.write_text("\n".join(lines), encoding="utf-8")
        path.chmod(0o600)
        return path

    def config(self, rooms: Sequence[str] = (), **options: Any) -> Config:
        return load(self.write_config(rooms, **options), {})

    def bot_process(self, rooms: Sequence[str] = (), **options: Any) -> BotProcess:
        """Not started yet; killed at the end of the test."""
        process = BotProcess(self.write_config(rooms, **options))
        self.stack.push_async_callback(process.kill)
        return process

    async def room(self, person: Person, *others: Person, encrypted: bool = True) -> str:
        """A room of these people to which the bot is invited."""
        invited = [self.bot_id, *(other.user_id for other in others)]
        room_id = await person.create_room("Austausch", invited, encrypted=encrypted)
        for other in others:
            await other.join(room_id)
            await other.until_in(room_id)
        await person.until_in(room_id)
        return room_id


@asynccontextmanager
async def running_app(config: Config, *, greets: bool = False) -> AsyncIterator[App]:
    """The bot inside this process, to look into it; without its first words, which few count."""
    async with open_app(config) as app:
        if not greets:
            app.rooms.hello = None
        task = asyncio.create_task(app.run())
        ready = asyncio.create_task(app.ready.wait())
        await asyncio.wait((task, ready), return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            await task
        try:
            yield app
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = PATIENCE) -> None:
    """Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while True:
            if await holds():
                return
            await asyncio.sleep(0.2)


async def timeline(person: Person, room_id: str) -> list[dict[str, Any]]:
    """Everything in the room as the homeserver has it, oldest first."""
    events: list[dict[str, Any]] = []
    start: str | None = None
    while True:
        query = {"dir": "b", "limit": "1000"} | ({"from": start} if start else {})
        page = await person.session.api.call(
            "GET", f"v3/rooms/{segment(room_id)}/messages", query=query
        )
        events += page["chunk"]
        start = page.get("end")
        if start is None or not page["chunk"]:
            return events[::-1]


def replies(events: Sequence[dict[str, Any]], sender: str) -> list[str]:
    """Ids of the events that `sender` replied to, in the order of the replies."""
    found = []
    for event in events:
        relation = event["content"].get("m.relates_to", {})
        if event["sender"] == sender and "m.in_reply_to" in relation:
            found.append(relation["m.in_reply_to"]["event_id"])
    return found


async def wait_for_replies(
    person: Person, room_id: str, sender: str, asked: Sequence[str], seconds: float = PATIENCE
) -> list[str]:
    """All replies in the room, as soon as every question has one. Fails when time is up."""
    try:
        async with asyncio.timeout(seconds):
            while True:
                answered = replies(await timeline(person, room_id), sender)
                if set(asked) <= set(answered):
                    return answered
                await asyncio.sleep(0.3)
    except TimeoutError:
        missing = len(set(asked) - set(replies(await timeline(person, room_id), sender)))
        raise AssertionError(f"{missing} of {len(asked)} unanswered") from None


def doubled(answered: Sequence[str]) -> int:
    return sum(n - 1 for n in Counter(answered).values())
