"""All coming dates of a series at once, and those that come into sight as time passes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from commands.command import Occasion
from commands.job import Job
from commands.meetings.announcements import announce, posts_about, refresh
from commands.meetings.editing import Change, add_series, changed, extend, store_all
from commands.meetings.series import split
from storage import meetings
from storage.meetings import Meeting, Series

_DAY = timedelta(days=1)


async def coming(occasion: Occasion, meeting: Meeting) -> list[Meeting]:
    """Of its series, in the order of the rule."""
    if meeting.series_id is None:
        return []
    members = await meetings.of_series(occasion.tx, meeting.series_id)
    return [m for m in members if m.state == "planned" and m.starts_at > occasion.now]


def as_whole(meeting: Meeting, fields: Mapping[str, Any]) -> Meeting:
    """What one of them becomes. Beside editing.Changes there may be "clock": from, to (HH:MM)."""
    others = {name: value for name, value in fields.items() if name != "clock"}
    if "clock" in fields:
        starts, ends = _at(meeting.starts[:10], fields["clock"])
        others |= {"starts": starts, "ends": ends}
    return changed(meeting, others)


async def change(occasion: Occasion, meeting: Meeting, fields: Mapping[str, Any]) -> list[Change]:
    chosen = await coming(occasion, meeting)
    changes = [Change(each, as_whole(each, fields)) for each in chosen]
    if "clock" in fields and chosen:
        return await _by_another_clock(occasion, changes, fields["clock"])
    if fields.get("state") == "cancelled":
        await _end(occasion, meeting)
    return await store_all(occasion, changes)


async def _end(occasion: Occasion, meeting: Meeting) -> None:
    """No more dates come of it."""
    series = await meetings.get_series(occasion.tx, meeting.series_id or 0)
    if series is not None:
        await meetings.change_series(occasion.tx, replace(series, ended=True))


async def _by_another_clock(
    occasion: Occasion, changes: list[Change], clock: tuple[str, str]
) -> list[Change]:
    """The rule starts at another time, too: calendars shall see no exceptions.

    What was before stays as it was, as a series of its own that is over.
    """
    first = changes[0].before
    members = await meetings.of_series(occasion.tx, first.series_id or 0)
    cut = first.recurrence or first.starts
    heard = await posts_about(occasion, first)
    series = await _at_another_clock(occasion, first, members, cut, clock)
    after = {each.before.meeting_id: each.after for each in changes}
    rest = [each for each in members if (each.recurrence or "") >= cut]
    real = await store_all(
        occasion,
        [Change(each, _of(series, after.get(each.meeting_id, each), clock)) for each in rest],
    )
    if heard and series.series_id != first.series_id:
        await refresh(occasion, members[0])
        await announce(occasion, real[0].after)
    return real


async def _at_another_clock(
    occasion: Occasion,
    first: Meeting,
    members: Sequence[Meeting],
    cut: str,
    clock: tuple[str, str],
) -> Series:
    """Of all that begins with `cut`; the same series if nothing was before."""
    tx = occasion.tx
    [series] = [s for s in await meetings.all_series(tx) if s.series_id == first.series_id]
    if any((each.recurrence or "") < cut for each in members):
        old, new = split(series, members, cut, *_at(cut[:10], clock))
        await meetings.change_series(tx, old)
        return await add_series(occasion, new)
    starts, ends = _at(series.starts[:10], clock)
    same = replace(series, starts=starts, ends=ends)
    await meetings.change_series(tx, same)
    return same


def _of(series: Series, meeting: Meeting, clock: tuple[str, str]) -> Meeting:
    recurrence, _ = _at((meeting.recurrence or meeting.starts)[:10], clock)
    return replace(meeting, series_id=series.series_id, uid=series.uid, recurrence=recurrence)


def _at(day: str, clock: tuple[str, str]) -> tuple[str, str]:
    """On that day; what ends earlier than it starts ends on the next one."""
    opening, closing = clock
    last = day if opening < closing else (date.fromisoformat(day) + _DAY).isoformat()
    return f"{day}T{opening}", f"{last}T{closing}"


async def extend_all(occasion: Occasion) -> None:
    for series in await meetings.all_series(occasion.tx):
        await extend(occasion, series)


EXTEND = Job("dates of series", timedelta(hours=6), extend_all)
