"""A thousand reminders due at one minute: when each of them is on the homeserver."""

import asyncio
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import aiosqlite

from bot.config.reading import load
from storage.connection import connect
from storage.database import Transaction, open_unchanged
from storage.meetings import meetings
from storage.meetings.meetings import Meeting
from storage.records import column, number
from tests.bench import figures
from tests.bench.contestants import BEFORE, OURS, Contestant
from tests.bench.counting import Tally
from tests.bench.figures import Figure
from tests.bench.world import World

REMINDERS = 1000
_LEAD = timedelta(hours=1)
_ZONE = ZoneInfo("Europe/Berlin")
# The bot starts and plans before.
_AHEAD = timedelta(seconds=40)
_PATIENCE_SECONDS = 900.0
_POSTS = ("m.room.message", "m.room.encrypted")
# The event of each reminder.
_POSTED = """
SELECT event_id FROM reminder LEFT JOIN outbox ON transaction_id = posted_as WHERE due_at = ?
"""
# When each was a post of its own.
_POSTED_ALONE = """
SELECT event_id FROM reminder LEFT JOIN outbox ON transaction_id =
    'reminder-' || meeting_id || '-' || stage || '-' || starts_at || '-' || reminder.room_id
WHERE due_at = ?
"""


async def remind(world: World, _rounds: int) -> list[Figure]:
    """Of ours, before and now: nobody else reminds of anything."""
    figures_of_all: list[Figure] = []
    async with world.all_started():
        for each in world.contestants:
            await each.process.stop()
        for entrant in world.contestants:
            if entrant.name in (BEFORE, OURS):
                figures_of_all += await _remind(world, entrant)
                await entrant.process.stop()
    return figures_of_all


async def _remind(world: World, entrant: Contestant) -> list[Figure]:
    rooms = (*entrant.rooms.plain, entrant.rooms.encrypted)
    due_at = _next_minute(datetime.now(UTC) + _AHEAD)
    await _make_meetings(entrant, -(-REMINDERS // len(rooms)), due_at)
    await entrant.process.start()
    posted = await _until_all_are_out(entrant, due_at)
    events: dict[str, float] = {}
    for room_id in rooms:
        events |= await _events(world, entrant, room_id, due_at)
    return _figures(entrant.name, posted, events, due_at)


def _next_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)


def _database(entrant: Contestant) -> Path:
    return load(entrant.directory / "config.toml", {}).database_file


async def _make_meetings(entrant: Contestant, count: int, due_at: datetime) -> None:
    """The bot plans what is to be posted of them when it starts.

    Its schema stays as it is: that of an earlier bot is another one.
    """
    async with connect(_database(entrant)) as tx:
        tx.row_factory = aiosqlite.Row
        await tx.begin(at_once=False)
        for number in range(1, count + 1):
            await meetings.add(tx, replace(_meeting(due_at), uid=f"bench-{number}"))
        await tx.commit()


def _meeting(due_at: datetime) -> Meeting:
    starts_at, ends_at = due_at + _LEAD, due_at + 2 * _LEAD
    starts, ends = (f"{at.astimezone(_ZONE):%Y-%m-%dT%H:%M}" for at in (starts_at, ends_at))
    return Meeting(
        meeting_id=0,
        uid="",
        kind="online-konferenz",
        title="Losverfahren in der Praxis",
        starts=starts,
        ends=ends,
        timezone=_ZONE.key,
        all_day=False,
        starts_at=starts_at,
        ends_at=ends_at,
        created_at=due_at - _LEAD,
        changed_at=due_at - _LEAD,
        place="https://konferenz.example.org/",
    )


async def _until_all_are_out(entrant: Contestant, due_at: datetime) -> list[str | None]:
    """Return the event of each reminder; several may have the same."""
    await asyncio.sleep((due_at - datetime.now(UTC)).total_seconds())
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while True:
            await asyncio.sleep(1)
            async with open_unchanged(_database(entrant)) as tx:
                missing = await number(
                    tx,
                    """
                    SELECT (SELECT count(*) FROM reminder WHERE state = 'planned')
                        + (SELECT count(*) FROM outbox WHERE state = 'waiting')
                    """,
                )
                if not missing:
                    return await _posted(tx, due_at)


async def _posted(tx: Transaction, due_at: datetime) -> list[str | None]:
    joined = await number(
        tx, "SELECT count(*) FROM pragma_table_info('reminder') WHERE name = 'posted_as'"
    )
    return await column(tx, _POSTED if joined else _POSTED_ALONE, (int(due_at.timestamp()),))


async def _events(
    world: World, entrant: Contestant, room_id: str, due_at: datetime
) -> dict[str, float]:
    """Return when each of the bot's messages since then was stored."""
    events = await world.users[0].history(room_id, int(due_at.timestamp() * 1000))
    return {
        event["event_id"]: event["origin_server_ts"] / 1000
        for event in events
        if event["sender"] == entrant.account.user_id and event["type"] in _POSTS
    }


def _figures(
    name: str, posted: Sequence[str | None], events: Mapping[str, float], due_at: datetime
) -> list[Figure]:
    """An event that no reminder knows is one too many."""
    lags = [events[post] - due_at.timestamp() for post in posted if post and post in events]
    tally = Tally(
        asked=len(posted),
        lost=len(posted) - len(lags),
        doubled=len(events.keys() - {*posted}),
    )
    measure, note = figures.REMINDERS, f"{len(events)} messages"
    return [
        Figure(measure, name, "s", [statistics.median(lags)], tally, note),
        Figure(f"{measure}, 95 %", name, "s", [statistics.quantiles(lags, n=20)[-1]]),
        Figure(f"{measure}, last", name, "s", [max(lags)]),
    ]
