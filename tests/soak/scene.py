"""The scene of the soak: two members, a newcomer and two managers, in plain and encrypted rooms."""

import asyncio
import contextlib
import os
import random
import resource
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from bot.config.reading import load
from bot.config.sections import Config
from bot.matrix.direct import direct_rooms
from bot.matrix.person import Person, TimelineEvent
from tests.homeserver.world import BotProcess, World
from tests.soak.ledger import Ledger, Record, read_rooms
from tests.support.bad_line import BadLine, bad_line

LEADS = ("[reminders]", 'quiet_hours = ""', 'online-konferenz = ["1h"]')
# Eva makes a new key for each of her messages.
_NAMES = "ada", "bo", "dora", "eva", "bea", "cem"
WEAKENED = Path(__file__).with_name("weakened.py")


@dataclass
class SupervisedBot(BotProcess):
    """Started again when it ends by itself, as systemd does it."""

    ended: list[int] = field(default_factory=list)
    _at_work: asyncio.Lock = field(default_factory=asyncio.Lock)

    def output(self) -> AbstractContextManager[IO[bytes]]:
        """Return a pipe, as systemd does it: what is logged needs no disk of the bot."""
        reading, writing = os.pipe()
        threading.Thread(target=self._copy, args=(reading,), daemon=True).start()
        return open(writing, "wb")  # noqa: PTH123

    def _copy(self, reading: int) -> None:
        with open(reading, "rb") as source, self.log_file.open("ab") as log:
            while piece := source.read1(65_536):
                log.write(piece)
                log.flush()

    async def supervise(self) -> None:
        while True:
            await asyncio.sleep(0.1)
            async with self._at_work:
                if self.process is not None and self.process.returncode is not None:
                    self.ended.append(self.process.returncode)
                    await self.start()

    @asynccontextmanager
    async def killed(self) -> AsyncIterator[None]:
        """While it is dead; then it is started."""
        async with self._at_work:
            await self.kill()
            yield
            await self.start()

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """No file of the process can be written to; what is open stays open."""
        assert self.process is not None
        pid, limit = self.process.pid, resource.RLIMIT_FSIZE
        with contextlib.suppress(ProcessLookupError):
            _, hard = resource.prlimit(pid, limit)
            resource.prlimit(pid, limit, (0, hard))
        yield
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(pid, limit, (hard, hard))


@dataclass
class Scene:
    """`bot` is a process of its own behind `line`; the people have no such line.

    `calm` is an encrypted room in which only Eva says something.
    """

    world: World
    people: dict[str, Person]
    plain: str
    encrypted: str
    calm: str
    management: str
    line: BadLine
    bot: SupervisedBot
    seed: int
    ledger: Ledger = field(default_factory=Ledger)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    patience: float = 25

    @property
    def config(self) -> Config:
        return load(self.bot.config_file, {})

    def chance(self, name: str) -> random.Random:
        return random.Random(f"{self.seed} {name}")

    async def direct_chat(self, name: str) -> str | None:
        known = await direct_rooms(self.people[name].session, self.world.bot_id)
        return known[-1] if known else None

    async def record(self) -> Record:
        readers = {
            self.plain: self.people["ada"],
            self.encrypted: self.people["bo"],
            self.calm: self.people["eva"],
            self.management: self.people["bea"],
        }
        for name, person in self.people.items():
            chat = await self.direct_chat(name)
            readers |= {} if chat is None else {chat: person}
        return await read_rooms(self.world.bot_id, readers)

    async def seen(
        self,
        person: Person,
        holds: Callable[[TimelineEvent], bool],
        begin: int = 0,
        patience: float | None = None,
    ) -> TimelineEvent | None:
        """Return the first event of the bot behind `begin` that fits; None if time is up."""
        place = begin
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience or self.patience), person._news:
                while True:
                    for event in person.timeline[place:]:
                        if event.sender == self.world.bot_id and holds(event):
                            return event
                    place = len(person.timeline)
                    await person._news.wait()
        return None

    async def answer(self, person: Person, event_id: str) -> TimelineEvent | None:
        return await self.seen(person, lambda event: event.answers == event_id and said(event))


def said(event: TimelineEvent) -> bool:
    return event.type == "m.room.message" and event.edits is None


@asynccontextmanager
async def open_scene(world: World, seed: int, without: Sequence[str] = ()) -> AsyncIterator[Scene]:
    await world.bot_account()
    people = {name: await world.person(name) for name in _NAMES}
    ada, bo, dora, eva, bea, cem = people.values()
    plain = await world.room(ada, bo, dora, encrypted=False)
    encrypted = await world.room(bo, ada, dora)
    calm = await world.room(eva, cem)
    management = await world.room(bea, cem)
    async with bad_line(world.homeserver.url, random.Random(f"{seed} line")) as line:
        config = world.write_config(
            [plain, encrypted, calm], management=management, more=LEADS, homeserver=line.url
        )
        bot = SupervisedBot(config)
        if without:
            bot.program = (str(WEAKENED), ",".join(without))
        world.stack.push_async_callback(bot.kill)
        await bot.start()
        await ada.until_in(plain, world.bot_id)
        await bo.until_in(encrypted, world.bot_id)
        await eva.until_in(calm, world.bot_id)
        await bea.until_in(management, world.bot_id)
        supervising = asyncio.create_task(bot.supervise())
        try:
            rooms = plain, encrypted, calm, management
            yield Scene(world, people, *rooms, line, bot, seed)
        finally:
            supervising.cancel()
            await asyncio.gather(supervising, return_exceptions=True)
