"""Change all coming meetings of a series at once, and create further ones as time passes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context, Job
from commands.meetings.announcements import announce, posts_about, refresh
from commands.meetings.editing import MeetingChange, add_series, changed, extend, store_all
from commands.meetings.series import split
from commands.meetings.texts import meetings as texts
from storage.meetings import meetings
from storage.meetings.meetings import Meeting, Series

_DAY = timedelta(days=1)


async def coming(ctx: Context, meeting: Meeting) -> list[Meeting]:
    """Return the coming meetings of its series, in the order of the rule."""
    if meeting.series_id is None:
        return []
    members = await meetings.of_series(ctx.tx, meeting.series_id)
    return [m for m in members if m.state == "planned" and m.starts_at > ctx.now]


def as_whole(meeting: Meeting, fields: Mapping[str, Any]) -> Meeting:
    """Apply editing.Changes to one of them, and perhaps "clock": from, to (HH:MM)."""
    others = {name: value for name, value in fields.items() if name != "clock"}
    if "clock" in fields:
        starts, ends = _at(meeting.starts[:10], fields["clock"])
        others |= {"starts": starts, "ends": ends}
    return changed(meeting, others)


async def change(ctx: Context, meeting: Meeting, fields: Mapping[str, Any]) -> list[MeetingChange]:
    chosen = await coming(ctx, meeting)
    changes = [MeetingChange(each, as_whole(each, fields)) for each in chosen]
    if "clock" in fields and chosen:
        return await _by_another_clock(ctx, changes, fields["clock"])
    if fields.get("state") == "cancelled":
        await _end(ctx, meeting)
    return await store_all(ctx, changes)


async def _end(ctx: Context, meeting: Meeting) -> None:
    """End the series: it gets no further meetings."""
    series = await meetings.get_series(ctx.tx, meeting.series_id or 0)
    if series is not None:
        await meetings.change_series(ctx.tx, replace(series, ended=True))


async def _by_another_clock(
    ctx: Context, changes: list[MeetingChange], clock: tuple[str, str]
) -> list[MeetingChange]:
    """Move the rule along with the meetings, so that calendars show no exceptions.

    Earlier meetings stay as they are, as a series of their own that is over.
    """
    first = changes[0].before
    members = await meetings.of_series(ctx.tx, first.series_id or 0)
    cut = first.recurrence or first.starts
    event = await posts_about(ctx, first)
    series = await _at_another_clock(ctx, first, members, cut, clock)
    after = {each.before.meeting_id: each.after for each in changes}
    rest = [each for each in members if (each.recurrence or "") >= cut]
    real = await store_all(
        ctx,
        [
            MeetingChange(each, _of(series, after.get(each.meeting_id, each), clock))
            for each in rest
        ],
    )
    if event and series.series_id != first.series_id:
        await refresh(ctx, members[0])
        await announce(ctx, real[0].after)
    return real


async def _at_another_clock(
    ctx: Context, first: Meeting, members: Sequence[Meeting], cut: str, clock: tuple[str, str]
) -> Series:
    """Return a series of all from `cut` on; the same one if nothing comes before."""
    tx = ctx.tx
    [series] = [s for s in await meetings.all_series(tx) if s.series_id == first.series_id]
    if any((each.recurrence or "") < cut for each in members):
        old, new = split(series, members, cut, *_at(cut[:10], clock))
        await meetings.change_series(tx, old)
        return await add_series(ctx, new)
    starts, ends = _at(series.starts[:10], clock)
    same = replace(series, starts=starts, ends=ends)
    await meetings.change_series(tx, same)
    return same


def _of(series: Series, meeting: Meeting, clock: tuple[str, str]) -> Meeting:
    recurrence, _ = _at((meeting.recurrence or meeting.starts)[:10], clock)
    return replace(meeting, series_id=series.series_id, uid=series.uid, recurrence=recurrence)


def _at(day: str, clock: tuple[str, str]) -> tuple[str, str]:
    """Return start and end on that day; an end before the start is on the next day."""
    opening, closing = clock
    last = day if opening < closing else (date.fromisoformat(day) + _DAY).isoformat()
    return f"{day}T{opening}", f"{last}T{closing}"


async def extend_all(ctx: Context) -> None:
    async def extend_one(series: Series) -> None:
        await extend(ctx, series)

    await one_by_one(
        ctx,
        [(f"series-{series.series_id}", series) for series in await meetings.all_series(ctx.tx)],
        extend_one,
        lambda series: texts.not_extended(series.starts),
    )


EXTEND = Job("dates of series", timedelta(hours=6), extend_all)
