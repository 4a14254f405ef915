"""Write meetings, here and nowhere else: store, plan reminders and post in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypedDict, Unpack

from commands.conversation.command import Context
from commands.meetings.announcements import (
    announce,
    posts_about,
    refresh,
    tell_changed,
    tell_person,
)
from commands.meetings.calendar.recurrence import InvalidRuleError
from commands.meetings.draft import MeetingDraft, is_later, moved_slot, span
from commands.meetings.reminders.planning import replan
from commands.meetings.series import begun, next_starts, occurrence, reached, usual
from commands.meetings.texts import meetings as texts
from storage.meetings import meetings, reminders
from storage.meetings.meetings import Kind, Meeting, MeetingState, Series, Slot
from storage.records import to_row


class Changes(TypedDict, total=False):
    """New values, as in MeetingDraft; fields that are missing stay as they are."""

    kind: Kind
    title: str
    starts: str
    ends: str
    all_day: bool
    timezone: str
    later: bool | None
    place: str | None
    description: str | None
    register_by: str | None
    state: MeetingState
    reason: str | None


@dataclass(frozen=True)
class MeetingChange:
    before: Meeting
    after: Meeting


async def create(
    ctx: Context, draft: MeetingDraft, by: str | None, *, announced: bool = True
) -> Meeting:
    """Create it; return the meeting, or the first coming one of a series.

    With `announced` it is announced in the network rooms, unless it is over. Raises
    InvalidRuleError.
    """
    first = blank(ctx, draft, by)
    if draft.rrule is None:
        first = await _stored(ctx, first)
    else:
        series = await add_series(ctx, begun(first, draft.rrule))
        made = await _materialised(ctx, series, first)
        if not made:
            raise InvalidRuleError("never")
        first = made[0]
    if announced and first.ends_at > ctx.now:
        await announce(ctx, first)
    return first


async def change(
    ctx: Context, meeting: Meeting, *, notify: bool = True, **fields: Unpack[Changes]
) -> Meeting:
    """Change it and return it; nothing is written or posted if nothing is different."""
    changes = await change_all(ctx, [meeting], notify=notify, **fields)
    return changes[0].after if changes else await _now(ctx, meeting)


async def change_all(
    ctx: Context, chosen: Iterable[Meeting], *, notify: bool = True, **fields: Unpack[Changes]
) -> list[MeetingChange]:
    """Change several of one series, and return those that are different, in order of time.

    The rooms get one post about all of them.
    """
    changes = []
    for meeting in chosen:
        before = await _now(ctx, meeting)
        changes.append(MeetingChange(before, changed(before, fields)))
    return await store_all(ctx, changes, notify=notify)


async def store_all(
    ctx: Context, changes: Iterable[MeetingChange], *, notify: bool = True
) -> list[MeetingChange]:
    """Store those that differ and return them."""
    real = [_counted(ctx, each) for each in changes if each.before != each.after]
    if not real:
        return []
    first = real[0]
    posts = await posts_about(ctx, first.before) if notify else {}
    for each in real:
        await meetings.change(ctx.tx, each.after)
        await _move_programme(ctx, each)
        await replan(ctx, each.after)
    await refresh(ctx, *(each.after for each in real))
    ends = max(max(each.before.ends_at, each.after.ends_at) for each in real)
    if posts and ends > ctx.now:
        pairs = [(each.before, each.after) for each in real]
        text = texts.series_changed(pairs, ctx.zone, ctx.prefix)
        await tell_changed(ctx, first.after, text, posts)
    if notify and ends > ctx.now:
        await _tell_who_is_reminded(ctx, real)
    return real


async def _tell_who_is_reminded(ctx: Context, real: Sequence[MeetingChange]) -> None:
    """Post the change in the direct chat of people with reminders: they may not read the rooms."""
    numbers = [each.after.meeting_id for each in real]
    wishes = await reminders.wishes_for(ctx.tx, *numbers)
    for user_id in dict.fromkeys(wish.user_id for wish in wishes):
        wished = {wish.meeting_id for wish in wishes if wish.user_id == user_id}
        pairs = [(each.before, each.after) for each in real if each.after.meeting_id in wished]
        text = texts.series_changed(pairs, ctx.zone, ctx.prefix)
        await tell_person(ctx, pairs[0][1], text, user_id)


async def put_programme(ctx: Context, meeting: Meeting, slots: Sequence[Slot]) -> Meeting:
    """Replace the programme; the announcement says how many points there are."""
    before = await _now(ctx, meeting)
    numbered = [
        replace(slot, meeting_id=before.meeting_id, position=position)
        for position, slot in enumerate(slots, start=1)
    ]
    if numbered == await meetings.slots_of(ctx.tx, before.meeting_id):
        return before
    await meetings.put_slots(ctx.tx, before.meeting_id, numbered)
    after = _counted(ctx, MeetingChange(before, before)).after
    await meetings.change(ctx.tx, after)
    await replan(ctx, after)
    await refresh(ctx, after)
    return after


async def extend(ctx: Context, series: Series) -> list[Meeting]:
    """Create the occurrences that are within the horizon only now; return them."""
    members = await meetings.of_series(ctx.tx, series.series_id)
    if series.ended or not members:
        return []
    like = replace(usual(members), created_at=ctx.now, changed_at=ctx.now)
    return await _materialised(ctx, series, like)


async def _materialised(ctx: Context, series: Series, like: Meeting) -> list[Meeting]:
    starts = next_starts(series, ctx.now)
    made = [await _stored(ctx, occurrence(series, like, each)) for each in starts]
    await meetings.change_series(ctx.tx, reached(series, ctx.now))
    return made


async def _stored(ctx: Context, meeting: Meeting) -> Meeting:
    """Store it; return it with its id and, if it had none, a new UID."""
    added = await meetings.add(ctx.tx, meeting)
    if not meeting.uid:
        added = replace(added, uid=_uid(ctx, "meeting", added.meeting_id))
        await meetings.change(ctx.tx, added)
    await replan(ctx, added)
    return added


async def add_series(ctx: Context, series: Series) -> Series:
    """Store it; return it with its id and, if it had none, a new UID."""
    added = await meetings.add_series(ctx.tx, series)
    if not series.uid:
        added = replace(added, uid=_uid(ctx, "series", added.series_id))
        await meetings.change_series(ctx.tx, added)
    return added


def _uid(ctx: Context, what: str, number: int) -> str:
    """Return a UID that was never given before, even by a bot whose database was lost."""
    names = ctx.settings.bot_names
    domain = next((name.partition(":")[2] for name in names if name.startswith("@")), "")
    return f"{what}-{number}-{to_row(ctx.now)}@{domain or 'netzwerkbot'}"


async def _now(ctx: Context, meeting: Meeting) -> Meeting:
    """Return the stored meeting, which may be newer than the one of the caller."""
    return await meetings.get(ctx.tx, meeting.meeting_id) or meeting


def blank(ctx: Context, draft: MeetingDraft, by: str | None) -> Meeting:
    ends = draft.starts if draft.kind == "frist" and not draft.all_day else draft.ends
    moments = span(
        draft.starts, ends, draft.timezone, all_day=draft.all_day, later=bool(draft.later)
    )
    facts = {name: value for name, value in vars(draft).items() if name not in ("later", "rrule")}
    return Meeting(
        meeting_id=0,
        **facts | {"uid": draft.uid or "", "ends": ends},
        starts_at=moments.starts_at,
        ends_at=moments.ends_at,
        created_by=by,
        created_at=ctx.now,
        changed_at=ctx.now,
    )


def changed(before: Meeting, fields: Mapping[str, object]) -> Meeting:
    """Apply `fields`, which are Changes, and derive the moments from the new times."""
    given: dict[str, Any] = {name: value for name, value in fields.items() if name != "later"}
    after = replace(before, **given)
    if after.kind == "frist" and not after.all_day:
        after = replace(after, ends=after.starts)
    same_start = after.starts == before.starts and after.timezone == before.timezone
    later = fields.get("later")
    if later is None:
        later = same_start and is_later(before)
    moments = span(
        after.starts, after.ends, after.timezone, all_day=after.all_day, later=bool(later)
    )
    return replace(after, starts_at=moments.starts_at, ends_at=moments.ends_at)


def _counted(ctx: Context, change: MeetingChange) -> MeetingChange:
    """Raise SEQUENCE, as for every change (RFC 5545, 3.8.7.4)."""
    sequence = change.before.sequence + 1
    return MeetingChange(
        change.before, replace(change.after, sequence=sequence, changed_at=ctx.now)
    )


async def _move_programme(ctx: Context, change: MeetingChange) -> None:
    """Move the slots by as much as the meeting was moved."""
    before, after = change.before, change.after
    if before.starts == after.starts and before.timezone == after.timezone:
        return
    was, starts = before.starts, after.starts
    if before.all_day != after.all_day:
        was, starts = was[:10], starts[:10]
    slots = await meetings.slots_of(ctx.tx, after.meeting_id)
    moved = [moved_slot(slot, was, starts, after.timezone) for slot in slots]
    await meetings.put_slots(ctx.tx, after.meeting_id, moved)
