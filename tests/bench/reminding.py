"""A thousand reminders due at one minute: when each of them is on the homeserver."""

import asyncio
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.config import load
from commands.posting import TRANSACTION_FIELD
from storage import meetings
from storage.database import open_database, open_unchanged
from storage.meetings import Meeting
from tests.bench import figures
from tests.bench.contestants import OURS, Contestant
from tests.bench.counting import Tally
from tests.bench.figures import Figure
from tests.bench.world import World

REMINDERS = 1000
_LEAD = timedelta(hours=1)
_ZONE = ZoneInfo("Europe/Berlin")
_AHEAD = timedelta(seconds=20)
_PATIENCE_SECONDS = 900.0
_POSTS = ("m.room.message", "m.room.encrypted")


async def remind(world: World, _rounds: int) -> list[Figure]:
    """Of ours only; nobody else reminds of anything."""
    entrant = next((each for each in world.contestants if each.name == OURS), None)
    if entrant is None:
        return []
    async with world.all_started():
        for each in world.contestants:
            await each.process.stop()
        rooms = (*entrant.rooms.plain, entrant.rooms.encrypted)
        due_at = _next_minute(datetime.now(UTC) + _AHEAD)
        await _make_meetings(entrant, -(-REMINDERS // len(rooms)), due_at)
        await entrant.process.start()
        names = await _until_all_are_out(entrant, due_at)
        found = [await _posted(world, entrant, room_id, due_at) for room_id in rooms]
    posts = {post: at for room in found for post, at in room.items()}
    return _figures(names, posts, due_at)


def _next_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)


def _database(entrant: Contestant) -> Path:
    return load(entrant.directory / "config.toml", {}).database_file


async def _make_meetings(entrant: Contestant, count: int, due_at: datetime) -> None:
    """The bot plans what is to be posted of them when it starts."""
    async with (
        open_database(_database(entrant)) as database,
        database.transaction() as tx,
    ):
        for number in range(1, count + 1):
            await meetings.add(tx, replace(_meeting(due_at), uid=f"bench-{number}"))


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


async def _until_all_are_out(entrant: Contestant, due_at: datetime) -> list[str]:
    """Under which transaction ids they were to be posted."""
    await asyncio.sleep((due_at - datetime.now(UTC)).total_seconds())
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while True:
            await asyncio.sleep(1)
            async with open_unchanged(_database(entrant)) as tx:
                rows = await tx.execute_fetchall(
                    """
                    SELECT (SELECT count(*) FROM reminder WHERE state = 'planned')
                        + (SELECT count(*) FROM outbox WHERE state = 'waiting') AS missing
                    """
                )
                if not next(iter(rows))["missing"]:
                    return await _names(tx, due_at)


async def _names(tx: Any, due_at: datetime) -> list[str]:
    rows = await tx.execute_fetchall(
        """
        SELECT 'reminder-' || meeting_id || '-' || stage || '-' || starts_at || '-' || room_id
        FROM reminder WHERE due_at = ?
        """,
        (int(due_at.timestamp()),),
    )
    return [row[0] for row in rows]


async def _posted(
    world: World, entrant: Contestant, room_id: str, due_at: datetime
) -> dict[tuple[str, str], float]:
    """(transaction id, event id) -> when it was stored, of what the bot posted since.

    An encrypted post has a name, too: the reactions that the bot placed below it are in clear.
    """
    events = await world.users[0].history(room_id, int(due_at.timestamp() * 1000))
    ours = [event for event in events if event["sender"] == entrant.account.user_id]
    names = dict(map(_name_below, (e for e in ours if e["type"] == "m.reaction")))
    return {
        (names.get(event["event_id"], ""), event["event_id"]): event["origin_server_ts"] / 1000
        for event in ours
        if event["type"] in _POSTS
    }


def _name_below(reaction: Mapping[str, Any]) -> tuple[str, str]:
    content = reaction["content"]
    name = str(content[TRANSACTION_FIELD]).partition("-reaction-")[0]
    return str(content["m.relates_to"]["event_id"]), name


def _figures(
    wanted: Sequence[str], posts: Mapping[tuple[str, str], float], due_at: datetime
) -> list[Figure]:
    lags = [at - due_at.timestamp() for at in posts.values()]
    counted = Counter(name for name, _ in posts)
    tally = Tally(
        asked=len(wanted),
        lost=len(set(wanted) - counted.keys()),
        doubled=len(posts) - len(counted),
    )
    measure = figures.REMINDERS
    return [
        Figure(measure, OURS, "s", [statistics.median(lags)], tally),
        Figure(f"{measure}, 95 %", OURS, "s", [statistics.quantiles(lags, n=20)[-1]]),
        Figure(f"{measure}, last", OURS, "s", [max(lags)]),
    ]
