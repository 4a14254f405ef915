"""Tell the management about calendars that are read regularly."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from commands.conversation.command import Context
from commands.conversation.elsewhere import tell_management
from commands.meetings.calendar.imported import Skipped
from commands.meetings.texts import calendar_problems
from commands.meetings.texts import imports as texts
from storage.meetings import calendars
from storage.meetings.calendars import PolledCalendar
from storage.records import to_row

PATIENCE = timedelta(days=1)


async def note_taken(ctx: Context, source: str, created: int) -> None:
    name = f"calendar-{source}-taken-{to_row(ctx.now)}"
    await tell_management(ctx, texts.taken(created, ctx.prefix), name)


async def note_failing(ctx: Context, calendar: PolledCalendar, number: int, why: str) -> None:
    """Post it once when it has failed for a day; again only after a success in between."""
    since = calendar.failing_since
    if since is not None and ctx.now - since >= PATIENCE:
        name = f"calendar-{calendar.source}-failing-{to_row(since)}"
        await tell_management(ctx, texts.failing(number, why), name)


async def note_left_out(ctx: Context, source: str, number: int, skipped: Sequence[Skipped]) -> None:
    """Tell each entry and its reason once; again only if it was well in between."""
    by_hash = {_hash(each): each for each in skipped}
    before = await calendars.left_out(ctx.tx, source)
    new = {key: each for key, each in by_hash.items() if key not in before}
    if before != [*by_hash]:
        await calendars.put_left_out(ctx.tx, source, [*by_hash], ctx.now)
    if new:
        lines = [calendar_problems.skipped_line(each) for each in new.values()]
        name = f"calendar-{source}-left-out-{to_row(ctx.now)}"
        await tell_management(ctx, texts.left_out(number, lines), name)


def _hash(skipped: Skipped) -> str:
    return hashlib.sha256(repr(skipped).encode("utf-8", "backslashreplace")).hexdigest()[:16]
