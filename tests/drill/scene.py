"""One drill: a member, one who will be forgotten, and a manager, in plain and encrypted rooms."""

import asyncio
import random
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.config.reading import load
from bot.config.sections import Config
from bot.matrix.person import Person, TimelineEvent
from storage.database import open_database
from tests.homeserver.world import BotProcess, World
from tests.support.reminding import HOUR, MINUTE, conference, context_at, plan

PLACES = ("Bonn", "Kiel", "Jena", "Bamberg", "Potsdam", "Leipzig", "Erlangen", "Mannheim")
TITLES = ("Fällig vorher", "Fällig dazwischen", "Fällig nachher")
# Seconds.
_PATIENCE = 60
_WEAKENED = Path(__file__).parents[1] / "soak" / "weakened.py"


@dataclass
class Drill:
    """Notes what was asked in which room, before the death and after; `forgotten`: it was told."""

    world: World
    chance: random.Random
    ada: Person
    eva: Person
    cem: Person
    plain: str
    encrypted: str
    management: str
    chat: str
    bot: BotProcess
    asked: dict[str, list[str]] = field(default_factory=dict)
    # Those that have to be answered: of encrypted ones nobody knows what the dead bot had read.
    owed: set[str] = field(default_factory=set)
    forgotten: bool = False
    came_back: bool = False

    @property
    def config(self) -> Config:
        return load(self.bot.config_file, {})

    @property
    def backup(self) -> Path:
        return self.world.directory / "backups" / "sicherung.nkb"

    def readers(self) -> dict[str, Person]:
        """Return by room who reads there."""
        return {
            self.plain: self.ada,
            self.encrypted: self.ada,
            self.management: self.cem,
            self.chat: self.eva,
        }

    async def ask(self, room_id: str, line: str, *, owed: bool) -> str:
        person = self.readers()[room_id]
        event_id = await person.say(room_id, line)
        self.asked.setdefault(room_id, []).append(event_id)
        if owed:
            self.owed.add(event_id)
        return event_id

    async def talk(self, count: int, *, encrypted_is_owed: bool) -> None:
        """Say so many things, with and without waiting for the answer."""
        for number in range(count):
            room_id = self.chance.choice((self.plain, self.plain, self.encrypted))
            owed = room_id == self.plain or encrypted_is_owed
            event_id = await self.ask(room_id, self._line(number), owed=owed)
            if self.chance.random() < 0.4:
                with suppress(TimeoutError):
                    await self.ada.answer_to(event_id, 4)

    def _line(self, number: int) -> str:
        place = self.chance.choice(PLACES)
        if self.chance.random() < 0.3:
            title = f"Leitlinien {number} {self.chance.random()}"
            return f"!einreichen {place} | https://www.example.org/{number} | {title}"
        return f"!leitlinie {place}"

    async def attend(self) -> None:
        """Let the two say by reaction and by command whether they come."""
        post = await self.seen(self.eva, lambda event: TITLES[0] in event.text)
        if post is not None:
            await self.eva.react(post.room_id, post.event_id, self.chance.choice("✅❌"))
        await self.ask(self.plain, "!dabei 2", owed=True)

    async def forget(self) -> None:
        """Let Eva ask to be forgotten; what was told counts."""
        asked = await self.ask(self.chat, "!vergissmich", owed=False)
        await self.eva.answer_to(asked, _PATIENCE)
        done = await self.ask(self.chat, "ja", owed=False)
        with suppress(TimeoutError):
            await self.eva.answer_to(done, self.chance.choice((0.05, 0.3, 2, _PATIENCE)))

    async def seen(self, person: Person, holds: object) -> TimelineEvent | None:
        assert callable(holds)
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE), person._news:
                while True:
                    for event in person.timeline:
                        if event.sender == self.world.bot_id and holds(event):
                            return event
                    await person._news.wait()
        return None

    async def command(self, *arguments: str) -> str:
        """Run netzwerkbot with the configuration; return what it said."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.cli", *arguments, "--config", str(self.bot.config_file)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said = (await process.communicate())[0].decode()
        assert process.returncode == 0, said
        return said

    async def lose_everything(self) -> None:
        """Die, and leave nothing but the backups."""
        await self.bot.kill()
        shutil.rmtree(self.config.storage.directory)


async def open_drill(world: World, seed: str, without: Sequence[str] = ()) -> Drill:
    chance = random.Random(seed)
    await world.bot_account()
    ada, eva, cem = [await world.person(name) for name in ("ada", "eva", "cem")]
    plain = await world.room(ada, eva, encrypted=False)
    encrypted = await world.room(ada, eva)
    management = await world.room(cem)
    (world.directory / "backups").mkdir(mode=0o700)
    more = (
        *("[reminders]", 'quiet_hours = ""', 'online-konferenz = ["1h"]'),
        *("[backup]", 'directory = "backups"'),
    )
    bot = BotProcess(world.write_config([plain, encrypted], management=management, more=more))
    if without:
        bot.program = (str(_WEAKENED), ",".join(without))
    world.stack.push_async_callback(bot.kill)
    drill = Drill(world, chance, ada, eva, cem, plain, encrypted, management, "", bot)
    await _plan(drill)
    await bot.start()
    for person, room_id in ((ada, plain), (ada, encrypted), (eva, encrypted), (cem, management)):
        await person.until_in(room_id, world.bot_id)
    drill.chat = await eva.direct_chat_with(world.bot_id)
    await eva.until_in(drill.chat, world.bot_id)
    return drill


async def _plan(drill: Drill) -> None:
    """Plan reminders that fall due before the backup, between it and the restore, and later."""
    config, now = drill.config, datetime.now(UTC).replace(microsecond=0)
    config.storage.directory.mkdir(mode=0o700)
    async with open_database(config.database_file) as database, database.transaction() as tx:
        for number, (title, after) in enumerate(zip(TITLES, (3, 14, 26), strict=True), start=1):
            due = now + timedelta(seconds=after + drill.chance.uniform(0, 6))
            meeting = conference(number, due + HOUR, uid=title, title=title)
            context = context_at(tx, due - MINUTE, config, (drill.plain, drill.encrypted))
            await plan(context, [meeting])
