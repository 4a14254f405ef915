"""Fifty reminders at once: none lost, none doubled, counted from what the homeserver has."""

import asyncio
import random
import statistics
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.config import Config, load
from bot.matrix.person import Heard, Person
from commands.command import Occasion
from commands.posting import TRANSACTION_FIELD
from commands.reminders import replan, send_due
from commands.settings import Settings
from storage import meetings, reminders
from storage.database import Database, Transaction, open_database, open_unchanged
from storage.meetings import Meeting
from tests.homeserver.world import BotProcess, World, timeline, until
from tests.reminding import DAY, HOUR, MINUTE, a_meeting

BERLIN = ZoneInfo("Europe/Berlin")
MEETINGS, KILLS = 50, 10
SECTION = (
    "[reminders]",
    'quiet_hours = ""',
    'online-konferenz = ["20d", "4d", "2d", "1d", "1h"]',
)


@dataclass
class Network:
    """A member and the bot, as a process, in an encrypted room."""

    world: World
    ada: Person
    room_id: str
    bot: BotProcess
    due: list[str] = field(default_factory=list)
    at: float = 0

    @property
    def config(self) -> Config:
        return load(self.bot.config_file, {})

    @asynccontextmanager
    async def database(self) -> AsyncIterator[Database]:
        """While the bot is stopped."""
        async with open_database(self.config.database_file) as database:
            yield database

    def occasion(self, tx: Transaction, at: datetime) -> Occasion:
        config = self.config
        settings = Settings(config.network, "!", "1", (), None, reminders=config.reminders)
        return Occasion(at, tx, replace(settings, network_rooms=(self.room_id,)))

    async def plan(self, wanted: Iterable[Meeting], at: datetime) -> None:
        """As if they had been made at that moment."""
        async with self.database() as database, database.transaction() as tx:
            for meeting in wanted:
                await replan(self.occasion(tx, at), await meetings.add(tx, meeting))

    async def fifty_due_in(self, seconds: int) -> None:
        """Fifty meetings that begin an hour later."""
        at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=seconds)
        wanted = [conference(number, at + HOUR) for number in range(1, MEETINGS + 1)]
        await self.plan(wanted, at - MINUTE)
        async with self.database() as database, database.transaction() as tx:
            self.due = [row.transaction_id for row in await reminders.due(tx, at)]
            assert await reminders.due(tx, at - timedelta(seconds=1)) == []
        self.at = at.timestamp()
        assert len(self.due) == MEETINGS

    async def sent(self) -> int:
        """How many events the bot knows to be sent; it may be running."""
        async with open_unchanged(self.config.database_file) as tx:
            rows = await tx.execute_fetchall("SELECT count(*) FROM outbox WHERE state = 'sent'")
        return int(next(iter(rows))[0])

    async def until_sent(self, more_than: int) -> None:
        async with asyncio.timeout(30):
            while True:
                if await self.sent() > more_than:
                    return
                await asyncio.sleep(0.01)

    async def until_all_is_out(self) -> None:
        async def nothing_waits() -> bool:
            async with open_unchanged(self.config.database_file) as tx:
                rows = await tx.execute_fetchall(
                    """
                    SELECT 1 FROM outbox WHERE state = 'waiting'
                    UNION ALL SELECT 1 FROM reminder WHERE state = 'planned' AND due_at < ?
                    """,
                    (int(datetime.now(UTC).timestamp()),),
                )
            return not list(rows)

        await until(nothing_waits, 100)

    def posts(self) -> list[Heard]:
        """As Ada reads them."""
        return [
            heard
            for heard in self.ada.heard
            if heard.room_id == self.room_id and heard.type == "m.room.message"
        ]

    async def lateness(self) -> list[float]:
        """Of each reminder, in seconds. Fails if one is missing or there twice."""
        events = await timeline(self.ada, self.room_id)
        ours = [event for event in events if event["sender"] == self.world.bot_id]
        said = [event for event in ours if event["type"] == "m.room.encrypted"]
        reactions = [event["content"] for event in ours if event["type"] == "m.reaction"]
        # Which post it is can be seen of the reactions below it, which are in clear.
        assert Counter(each[TRANSACTION_FIELD] for each in reactions) == {
            f"{name}-reaction-{number}": 1 for name in self.due for number in (1, 2, 3)
        }
        below = Counter(each["m.relates_to"]["event_id"] for each in reactions)
        assert below == {event["event_id"]: 3 for event in said}
        return [event["origin_server_ts"] / 1000 - self.at for event in said]

    async def until_read(self, count: int) -> None:
        async def holds() -> bool:
            return len(self.posts()) >= count

        await until(holds)


def conference(number: int, starts_at: datetime, **more: object) -> Meeting:
    """To the second, so that no test waits for the next minute."""
    ends_at = starts_at + HOUR
    local, end = (f"{at.astimezone(BERLIN):%Y-%m-%dT%H:%M}" for at in (starts_at, ends_at))
    values: dict[str, Any] = {"uid": f"uid-{number}", "title": f"Konferenz {number}"} | more
    return a_meeting(local, end, starts_at=starts_at, ends_at=ends_at, **values)


@pytest_asyncio.fixture(loop_scope="session")
async def network(world: World) -> AsyncIterator[Network]:
    """The bot has been in its rooms, and is stopped."""
    ada, room_id = await world.one_member()
    bot = world.bot_process([room_id], more=SECTION)
    await bot.start()
    await ada.until_in(room_id, world.bot_id)
    await bot.stop()
    yield Network(world, ada, room_id, bot)


def report(what: str, late: Sequence[float]) -> None:
    """On the terminal with `pytest -s`."""
    p95 = statistics.quantiles(late, n=20)[-1]
    told = f"median {statistics.median(late):.2f} s, 95 % {p95:.2f} s, at most {max(late):.2f} s"
    sys.stderr.write(f"\n{what}: {len(late)} reminders, {told} after they were due\n")


@pytest.mark.timeout(180)
async def test_kills_while_fifty_reminders_leave_lose_and_double_none(network: Network) -> None:
    chance = random.Random(20261122)
    await network.fifty_due_in(3)
    for number in range(KILLS):
        known = await network.sent()
        await network.bot.start()
        if number % 4 == 0:  # while it starts, or with the rows just on their way
            await asyncio.sleep(chance.uniform(0.5, 2))
        else:
            await network.until_sent(known)
            await asyncio.sleep(chance.uniform(0.02, 0.15))
        await network.bot.kill()
    assert await network.sent() < MEETINGS * 4, "all were out before the last kill"
    await network.bot.start()
    await network.until_all_is_out()

    late = await network.lateness()
    report(f"{KILLS} kills", late)
    assert min(late) >= 0
    await network.until_read(len(late))
    assert all("Erinnerung: " in heard.text for heard in network.posts())


@pytest.mark.timeout(180)
async def test_a_homeserver_that_goes_away_and_comes_back_gets_each_reminder_once(
    network: Network,
) -> None:
    await network.fifty_due_in(3)
    known = await network.sent()
    await network.bot.start()
    await network.until_sent(known + 40)
    await network.world.homeserver.stop()
    await asyncio.sleep(1)
    await network.world.homeserver.start()
    await network.until_all_is_out()

    late = await network.lateness()
    report("homeserver away", late)
    assert min(late) >= 0
    assert max(late) < 60


async def test_after_three_days_of_downtime_there_is_one_late_post_or_none(
    network: Network,
) -> None:
    now = datetime.now(UTC)
    await network.plan(
        [
            conference(1, now + 3 * DAY - 2 * HOUR, title="Lag bereit"),
            conference(2, now + DAY - HOUR, title="Überholt"),
            conference(3, now - MINUTE, title="Lag bereit und läuft"),
        ],
        now - 3 * DAY,
    )
    async with network.database() as database, database.transaction() as tx:
        # The process was killed before anything of it was sent.
        await send_due(network.occasion(tx, now - DAY))
    await network.plan(
        [
            conference(4, now + 5 * HOUR, title="Heute"),
            conference(5, now + 30 * MINUTE, title="Gleich"),
            conference(6, now + 18 * DAY, title="Später"),
            conference(7, now - 30 * MINUTE, title="Läuft"),
            conference(8, now - 2 * DAY, title="Vorbei"),
            conference(9, now + 5 * HOUR, title="Abgesagt"),
            conference(10, now + 30 * DAY, title="Hat noch Zeit"),
        ],
        now - 3 * DAY,
    )
    async with network.database() as database, database.transaction() as tx:
        cancelled = await meetings.get(tx, 9)
        assert cancelled is not None
        await meetings.change(tx, replace(cancelled, state="cancelled"))

    for _ in range(2):
        await network.bot.start()
        answer = await network.ada.ask(network.room_id, "!leitlinie Bonn")
        await network.until_all_is_out()
        await network.until_read(5 + 1)
        await network.bot.stop()

    assert "Bonn" in answer
    told = [h.text.split("\n")[0] for h in network.posts() if "»" in h.text]
    assert Counter(line.split("»")[1].split("«")[0] for line in told) == dict.fromkeys(
        ("Lag bereit", "Überholt", "Heute", "Gleich", "Später"), 1
    )
    assert all(line.startswith("Erinnerung (verspätet): ") for line in told)
    assert not [line for line in told if "In 1 Stunde" in line or "In 4 Tagen" in line]
