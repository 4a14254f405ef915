"""Changes that a digest tells, the turns at which it comes, and mail to its readers."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from bot.delivery.routing import report_refused_mail
from commands.conversation.settings import MailSettings
from commands.exchange.digest import commands as digest
from storage.exchange import results
from storage.exchange.results import QuestionResult
from storage.meetings import meetings
from tests.support.asking import Exchange
from tests.support.calendar_files import meeting
from tests.support.mail_server import MailServer
from tests.support.post import SENDER, Post, sender_for

# Nine o'clock in Berlin; NOW is the Tuesday before.
FRIDAY = datetime(2026, 11, 27, 8, tzinfo=UTC)
WEEK = timedelta(weeks=1)
MINE = "ada.beispiel@example.org"


async def change(exchange: Exchange, name: str = "Bonn", action: str = "changed") -> int:
    """Note a change of the first entry of the municipality; return its number."""
    async with exchange.database.transaction() as tx:
        cursor = await tx.execute(
            """
            INSERT INTO guideline_version (batch, guideline_id, done_at, action, after)
            SELECT (SELECT coalesce(max(batch), 0) + 1 FROM guideline_version),
                min(guideline_id), ?, ?, '{}'
            FROM guideline JOIN municipality USING (municipality_id) WHERE name = ?
            """,
            (int(exchange.room.now.timestamp()), action, name),
        )
        return int(cursor.lastrowid or 0)


async def undo(exchange: Exchange, version_id: int) -> None:
    async with exchange.database.transaction() as tx:
        await tx.execute(
            """
            INSERT INTO guideline_version (batch, guideline_id, done_at, action, undoes, after)
            SELECT batch + 1000, guideline_id, ?, 'changed', batch, '{}'
            FROM guideline_version WHERE version_id = ?
            """,
            (int(exchange.room.now.timestamp()), version_id),
        )


async def write_result(exchange: Exchange, number: int, title: str, text: str = "Es half.") -> None:
    async with exchange.database.transaction() as tx:
        now = exchange.room.now
        await results.put(tx, QuestionResult(number, title, text, (), " es half ", now))


async def plan(exchange: Exchange, starts: str, **facts: Any) -> int:
    """Make a meeting; return its number."""
    async with exchange.database.transaction() as tx:
        number = len(await meetings.everything(tx)) + 1
        made = meeting(starts, uid=f"{number}@example.org", **facts)
        return (await meetings.add(tx, replace(made, meeting_id=0))).meeting_id


async def alter(exchange: Exchange, number: int, **facts: Any) -> None:
    async with exchange.database.transaction() as tx:
        known = await meetings.get(tx, number)
        assert known is not None
        moved = meeting(facts.get("starts", known.starts))
        facts |= {"starts_at": moved.starts_at, "ends_at": moved.ends_at, "ends": moved.ends}
        await meetings.change(tx, replace(known, **facts))


async def turn(exchange: Exchange, at: datetime | None = None) -> None:
    """Let the job take its turn, then or now."""
    if at is not None:
        exchange.room.now = at
    for job in digest.JOBS:
        async with exchange.database.transaction() as tx:
            await job.run(exchange.room.context(tx))


def with_mail(exchange: Exchange) -> None:
    room = exchange.room
    room.settings = room.live.settings = replace(room.settings, mail=MailSettings(daily=False))


@asynccontextmanager
async def posting(
    exchange: Exchange, server: MailServer, sender: str = SENDER
) -> AsyncIterator[Post]:
    """Send mails for real as long as it lasts; everything else is left to the test."""
    known = sender_for(server)
    from_there = replace(known, mail=known.mail.model_copy(update={"sender": sender}))
    post = Post(exchange.database, from_there, exchange.room.now)
    post.box._report = partial(report_refused_mail, exchange.room.live)
    async with server.running():
        yield post


async def deliver(exchange: Exchange, post: Post) -> None:
    """Try each waiting mail once."""
    post.now = exchange.room.now
    async with exchange.database.transaction() as tx:
        rows = await tx.execute_fetchall(
            "SELECT room_id FROM outbox WHERE state = 'waiting' AND room_id GLOB 'mail*'"
            " GROUP BY room_id"
        )
    for row in list(rows):
        event = await post.box._next(row["room_id"])
        while event is not None:
            event = await post.box._deliver(event)


def code_in_mail(server: MailServer) -> str:
    found = re.search(r"Ihr Code: ([0-9]{4}) ([0-9]{4})", server.mails[-1].get_content())
    assert found is not None
    return found[1] + found[2]
