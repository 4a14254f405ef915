"""Two managers, one member and the bot in encrypted rooms, on a real Synapse."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.app import App
from bot.matrix.api import segment
from bot.matrix.person import Person, TimelineEvent
from tests.homeserver.world import BotProcess, World, running_app
from tests.support.waiting import PATIENCE


@dataclass
class Office:
    """The bot is a process, or runs in here to be looked into."""

    world: World
    ada: Person
    bea: Person
    cem: Person
    network: str
    management: str

    @property
    def bot_id(self) -> str:
        return self.world.bot_id

    def process(self, **matrix: str) -> BotProcess:
        return self.world.bot_process([self.network], management=self.management, **matrix)

    @asynccontextmanager
    async def running(self, *more: str) -> AsyncIterator[App]:
        config = self.world.config([self.network], management=self.management, more=more)
        async with running_app(config) as app:
            await self.until_bot_is_in()
            yield app

    async def until_bot_is_in(self) -> None:
        await self.ada.until_in(self.network, self.bot_id)
        for manager in (self.bea, self.cem):
            await manager.until_in(self.management, self.bot_id)

    async def notice(self, number: int = 1) -> TimelineEvent:
        """The notice of the submission, as Bea has it."""
        return await self.wait_for(
            self.bea, f"Einreichung Nr. {number}:", "So entscheiden Sie", room_id=self.management
        )

    async def until_notice_says(self, *words: str, number: int = 1) -> str:
        """As it reads after its last edit."""
        notice = await self.notice(number)

        def latest() -> str:
            edits = [h.text for h in self.bea.timeline if h.edits == notice.event_id]
            return edits[-1] if edits else notice.text

        await until(lambda: all(word in latest() for word in words), lambda: latest())
        return latest()

    async def wait_for(
        self, person: Person, *words: str, room_id: str | None = None
    ) -> TimelineEvent:
        """The first message of the bot with all these words."""

        def found() -> list[TimelineEvent]:
            return [
                event
                for event in person.timeline
                if event.sender == self.bot_id
                and event.edits is None
                and (room_id is None or event.room_id == room_id)
                and all(word in event.text for word in words)
            ]

        await until(lambda: bool(found()), lambda: "\n---\n".join(h.text for h in person.timeline))
        return found()[0]

    async def told(self, *words: str) -> TimelineEvent:
        """What Ada is told in her direct chat."""
        event = await self.wait_for(self.ada, *words)
        assert event.room_id not in (self.network, self.management)
        return event

    async def decline_invitation(self, person: Person) -> None:
        invited = person.session.client.invited_rooms
        await until(lambda: bool(invited), lambda: "no invitation")
        for room_id in list(invited):
            await person.session.api.call("POST", f"v3/rooms/{segment(room_id)}/leave", {})

    def count(self, person: Person, *words: str) -> int:
        """How many messages of the bot with all these words have arrived."""
        return sum(
            event.sender == self.bot_id
            and event.edits is None
            and all(word in event.text for word in words)
            for event in person.timeline
        )


async def open_office(world: World, *, encrypted: bool = True) -> Office:
    await world.bot_account()
    ada, bea, cem = [await world.person(name) for name in ("ada", "bea", "cem")]
    network = await world.room(ada, encrypted=encrypted)
    management = await world.room(bea, cem, encrypted=encrypted)
    return Office(world, ada, bea, cem, network, management)


async def until(
    holds: Callable[[], bool], fallback: Callable[[], str], seconds: float = PATIENCE
) -> None:
    """Fails with what there is instead."""
    try:
        async with asyncio.timeout(seconds):
            while True:
                if holds():
                    return
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"not within {seconds} s; there is:\n{fallback()}") from None
