"""Fifty reminders in a crowd: none lost, none doubled, counted from what the homeserver has."""

import asyncio
import random
import re
import statistics
import sys
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from bot.config.reading import load
from bot.config.sections import Config
from bot.matrix.person import Person, TimelineEvent
from commands.conversation.command import Context
from commands.meetings.reminders.decide import MOST
from commands.meetings.reminders.sending import send_due
from storage.database import Database, Transaction, open_database, open_unchanged
from storage.meetings import meetings, reminders
from storage.meetings.meetings import Meeting
from tests.homeserver.world import BotProcess, World, timeline, until
from tests.support.reminding import DAY, HOUR, MINUTE, conference, context_at, plan
from tests.support.waiting import PATIENCE

# So many are due at one moment, the others one a second.
MEETINGS, TOGETHER, KILLS = 50, 20, 10
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
    due: dict[int, float] = field(default_factory=dict)
    before: Collection[str] = ()

    @property
    def config(self) -> Config:
        return load(self.bot.config_file, {})

    @asynccontextmanager
    async def database(self) -> AsyncIterator[Database]:
        """While the bot is stopped."""
        async with open_database(self.config.database_file) as database:
            yield database

    def context(self, tx: Transaction, at: datetime) -> Context:
        return context_at(tx, at, self.config, [self.room_id])

    async def plan(self, wanted: Iterable[Meeting], at: datetime) -> None:
        """As if they had been made at that moment."""
        async with self.database() as database, database.transaction() as tx:
            await plan(self.context(tx, at), wanted)

    async def fifty_due_in(self, seconds: int) -> None:
        """Fifty meetings that begin an hour later, of which twenty are reminded of together."""
        at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=seconds)
        moments = [
            at + timedelta(seconds=max(0, number - TOGETHER)) for number in range(1, MEETINGS + 1)
        ]
        wanted = [conference(number, due + HOUR) for number, due in enumerate(moments, start=1)]
        await self.plan(wanted, at - MINUTE)
        async with self.database() as database, database.transaction() as tx:
            rows = await reminders.due(tx, moments[-1])
            assert await reminders.due(tx, at - timedelta(seconds=1)) == []
        self.due = {row.meeting_id: row.due_at.timestamp() for row in rows}
        assert len(self.due) == len(rows) == MEETINGS

    async def sent(self) -> int:
        """How many events the bot knows to be sent; it may be running."""
        async with open_unchanged(self.config.database_file) as tx:
            rows = await tx.execute_fetchall("SELECT count(*) FROM outbox WHERE state = 'sent'")
        return int(next(iter(rows))[0])

    async def until_sent(self, more_than: int) -> None:
        async with asyncio.timeout(PATIENCE):
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
                    UNION ALL SELECT 1 FROM reminder WHERE state = 'planned' AND due_at <= ?
                    """,
                    (max([datetime.now(UTC).timestamp(), *self.due.values()]),),
                )
            return not list(rows)

        await until(nothing_waits, 2 * PATIENCE)

    def posts(self) -> list[TimelineEvent]:
        """As Ada reads them."""
        return [
            event
            for event in self.ada.timeline
            if event.room_id == self.room_id
            and event.type == "m.room.message"
            # The first words in a new room are none.
            and event.event_id not in self.before
        ]

    async def lateness(self) -> list[float]:
        """Of each reminder, in seconds. Fails if one is missing or there twice."""
        events = await timeline(self.ada, self.room_id)
        ours = [event for event in events if event["sender"] == self.world.bot_id]
        said = [event for event in ours if event["type"] == "m.room.encrypted"]
        at = {event["event_id"]: event["origin_server_ts"] / 1000 for event in said}
        at = {event_id: moment for event_id, moment in at.items() if event_id not in self.before}
        assert [event for event in ours if event["type"] == "m.reaction"] == []
        async with open_unchanged(self.config.database_file) as tx:
            rows = await tx.execute_fetchall(
                """
                SELECT meeting_id, event_id FROM reminder JOIN outbox ON posted_as = transaction_id
                """
            )
        posted = [(row["meeting_id"], row["event_id"]) for row in rows]
        assert Counter(number for number, _ in posted) == dict.fromkeys(self.due, 1)
        # No event but these, and each of them once.
        assert {event_id for _, event_id in posted} == at.keys()
        assert max(Counter(event_id for _, event_id in posted).values()) <= MOST
        return [at[event_id] - self.due[number] for number, event_id in posted]

    async def posted(self) -> list[str]:
        """The transaction ids of the posts."""
        async with open_unchanged(self.config.database_file) as tx:
            rows = await tx.execute_fetchall("SELECT DISTINCT posted_as AS name FROM reminder")
        return [row["name"] for row in rows if row["name"] is not None]

    async def planned(self) -> int:
        """How many reminders are not yet in the outbox."""
        async with open_unchanged(self.config.database_file) as tx:
            rows = await tx.execute_fetchall(
                "SELECT count(*) FROM reminder WHERE state = 'planned' AND stage = '1h'"
            )
        return int(next(iter(rows))[0])

    async def until_read(self, count: int) -> None:
        async def holds() -> bool:
            return len(self.posts()) >= count

        await until(holds)


def numbers(post: TimelineEvent) -> list[int]:
    return [int(number) for number in re.findall(r"!termin (\d+)", post.text)]


@pytest_asyncio.fixture(loop_scope="session")
async def network(world: World) -> AsyncIterator[Network]:
    """The bot has been in its rooms, and is stopped."""
    ada, room_id = await world.one_member()
    bot = world.bot_process([room_id], more=SECTION)
    await bot.start()
    await ada.until_in(room_id, world.bot_id)
    network = Network(world, ada, room_id, bot)
    await network.until_read(1)
    await bot.stop()
    network.before = {event.event_id for event in network.posts()}
    yield network


def report(what: str, late: Sequence[float]) -> None:
    """On the terminal with `pytest -s`."""
    p95 = statistics.quantiles(late, n=20)[-1]
    told = f"median {statistics.median(late):.2f} s, 95 % {p95:.2f} s, at most {max(late):.2f} s"
    sys.stderr.write(f"\n{what}: {len(late)} reminders, {told} after they were due\n")


@pytest.mark.timeout(600)
async def test_kills_while_fifty_reminders_leave_lose_and_double_none(network: Network) -> None:
    chance = random.Random(20261122)
    await network.fifty_due_in(3)
    kills = 0
    for number in range(KILLS):
        known = await network.sent()
        if await network.planned() < 10:  # enough is left, however slow this process is
            break
        await network.bot.start()
        if number % 4 == 0:  # while it starts, or with the rows just on their way
            await asyncio.sleep(chance.uniform(0.5, 2))
        else:
            await network.until_sent(known)
            await asyncio.sleep(chance.uniform(0.02, 0.15))
        await network.bot.kill()
        kills += 1
    await network.bot.start()
    await network.until_all_is_out()

    late = await network.lateness()
    report(f"{kills} kills", late)
    assert min(late) >= 0
    await network.until_read(len(await network.posted()))
    told = [number for post in network.posts() for number in numbers(post)]
    assert Counter(told) == dict.fromkeys(network.due, 1)
    assert len(network.posts()) < MEETINGS


@pytest.mark.timeout(600)
async def test_a_homeserver_that_goes_away_and_comes_back_gets_each_reminder_once(
    network: Network,
) -> None:
    await network.fifty_due_in(3)
    known = await network.sent()
    await network.bot.start()
    await network.until_sent(known + 3)
    await network.world.homeserver.stop()
    await asyncio.sleep(1)
    await network.world.homeserver.start()
    await network.until_all_is_out()

    late = await network.lateness()
    report("homeserver away", late)
    assert min(late) >= 0


@pytest.mark.spine
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
        await send_due(network.context(tx, now - DAY))
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
        await network.until_read(2 + 1)
        await network.bot.stop()

    assert "Bonn" in answer
    told = [h.text for h in network.posts() if h.text.startswith("Erinnerung (verspätet): ")]
    titles = re.findall("beginnt »(.*)«", "".join(told))
    assert sorted(titles) == ["Gleich", "Heute", "Lag bereit", "Später", "Überholt"]
    assert [text for text in told if "In 1 Stunde" in text or "In 4 Tagen" in text] == []
    # What waited shrank to one date, and what was due since is one post.
    assert sorted(len(numbers(h)) for h in network.posts() if h.text in told) == [1, 4]
