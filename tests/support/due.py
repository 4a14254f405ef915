"""Meetings whose reminders are due at a certain second: no test waits for the next minute."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.config.sections import Config
from commands.conversation.command import Context
from commands.conversation.settings import Settings
from commands.meetings.reminders.planning import replan
from storage.database import Transaction
from storage.meetings import meetings
from storage.meetings.meetings import Meeting
from tests.support.reminding import BERLIN, HOUR, a_meeting


def conference(number: int, starts_at: datetime, **more: object) -> Meeting:
    """Return a conference of an hour."""
    ends_at = starts_at + HOUR
    local, end = (f"{at.astimezone(BERLIN):%Y-%m-%dT%H:%M}" for at in (starts_at, ends_at))
    values: dict[str, Any] = {"uid": f"uid-{number}", "title": f"Konferenz {number}"} | more
    return a_meeting(local, end, starts_at=starts_at, ends_at=ends_at, **values)


def context_at(tx: Transaction, at: datetime, config: Config, rooms: Sequence[str]) -> Context:
    settings = Settings(config.network, "!", "1", (), None, reminders=config.reminders)
    settings = replace(settings, network_rooms=tuple(rooms))
    return Context(at, tx, settings, membership=lambda _: True)


async def plan(ctx: Context, wanted: Iterable[Meeting]) -> list[Meeting]:
    """Add the meetings with their reminders, as if they had been made at that moment."""
    added = [await meetings.add(ctx.tx, meeting) for meeting in wanted]
    for meeting in added:
        await replan(ctx, meeting)
    return added
