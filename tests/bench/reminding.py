"""`python -m tests.bench.reminding`: a thousand reminders due at one minute.

Tells when each of them is on the homeserver; with `--before CHECKOUT` also for the bot as it was.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
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
from tests.bench.world import Contestant, World, world
from tests.support.waiting import until

REMINDERS = 1000
_LEAD = timedelta(hours=1)
_ZONE = ZoneInfo("Europe/Berlin")
# The bot starts and plans before.
_AHEAD = timedelta(seconds=40)
_PATIENCE_SECONDS = 900.0
_GREETING_SECONDS = 5.0
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


async def remind(directory: Path, before: Path | None) -> None:
    async with world(directory, before) as everything:
        for each in everything.contestants:
            await _once(each)
        for each in everything.contestants:
            await _remind(everything, each)
            await each.process.stop()


async def _once(entrant: Contestant) -> None:
    """Let it make its database."""
    await entrant.process.start()
    async with asyncio.timeout(_PATIENCE_SECONDS):
        await until(_database(entrant).exists)
    await asyncio.sleep(_GREETING_SECONDS)
    await entrant.process.stop()


async def _remind(everything: World, entrant: Contestant) -> None:
    due_at = _next_minute(datetime.now(UTC) + _AHEAD)
    load_before = os.getloadavg()[0]
    await _make_meetings(entrant, -(-REMINDERS // len(entrant.rooms)), due_at)
    await entrant.process.start()
    posted = await _until_all_are_out(entrant, due_at)
    events: dict[str, float] = {}
    for room_id in entrant.rooms:
        events |= await _events(everything, entrant, room_id, due_at)
    _show(entrant.name, posted, events, due_at)
    sys.stdout.write(f"  load average {load_before:.1f} to {os.getloadavg()[0]:.1f}\n")


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
    everything: World, entrant: Contestant, room_id: str, due_at: datetime
) -> dict[str, float]:
    """Return when each of the bot's messages since then was stored."""
    events = await everything.member.history(room_id, int(due_at.timestamp() * 1000))
    return {
        event["event_id"]: event["origin_server_ts"] / 1000
        for event in events
        if event["sender"] == entrant.account.user_id and event["type"] in _POSTS
    }


def _show(
    name: str, posted: Sequence[str | None], events: Mapping[str, float], due_at: datetime
) -> None:
    """Print it; an event that no reminder knows is one too many."""
    lags = [events[post] - due_at.timestamp() for post in posted if post and post in events]
    sys.stdout.write(
        f"{name}: {len(posted)} reminders in {len(events)} messages\n"
        f"  median {statistics.median(lags):.1f} s, 95 % {statistics.quantiles(lags, n=20)[-1]:.1f}"
        f" s, last {max(lags):.1f} s\n"
        f"  lost {len(posted) - len(lags)}, doubled {len(events.keys() - {*posted})}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reminding", description=__doc__)
    parser.add_argument("--before", metavar="CHECKOUT", type=Path)
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        asyncio.run(remind(Path(folder), parser.parse_args().before))


if __name__ == "__main__":
    main()
