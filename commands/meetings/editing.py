"""The only functions that write meetings: stored, planned anew and told in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypedDict, Unpack

from commands.calendar.recurrence import InvalidRuleError
from commands.command import Occasion
from commands.meetings.announcements import (
    announce,
    posts_about,
    refresh,
    tell_changed,
    tell_person,
)
from commands.meetings.draft import MeetingDraft, is_later, moved_slot, span
from commands.meetings.planning_call import replanned
from commands.meetings.series import begun, next_starts, occurrence, reached, usual
from commands.texts import meetings as texts
from storage import meetings, reminders
from storage.meetings import Kind, Meeting, MeetingState, Series, Slot
from storage.times import to_row


class Changes(TypedDict, total=False):
    """As in MeetingDraft. What is missing stays as it is."""

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
class Change:
    before: Meeting
    after: Meeting


async def create(
    occasion: Occasion, draft: MeetingDraft, by: str | None, *, announced: bool = True
) -> Meeting:
    """The meeting, or of a series its first one that is still to come.

    With `announced` the network rooms hear of it, unless it is over. Raises InvalidRuleError.
    """
    first = blank(occasion, draft, by)
    if draft.rrule is None:
        first = await _stored(occasion, first)
    else:
        series = await add_series(occasion, begun(first, draft.rrule))
        made = await _materialised(occasion, series, first)
        if not made:
            raise InvalidRuleError("never")
        first = made[0]
    if announced and first.ends_at > occasion.now:
        await announce(occasion, first)
    return first


async def change(
    occasion: Occasion, meeting: Meeting, *, told: bool = True, **fields: Unpack[Changes]
) -> Meeting:
    """The meeting as it is then; nothing is written or said if nothing is different."""
    changes = await change_all(occasion, [meeting], told=told, **fields)
    return changes[0].after if changes else await _now(occasion, meeting)


async def move(
    occasion: Occasion,
    meeting: Meeting,
    starts: str,
    ends: str,
    *,
    all_day: bool,
    later: bool = False,
) -> Meeting:
    return await change(occasion, meeting, starts=starts, ends=ends, all_day=all_day, later=later)


async def cancel(occasion: Occasion, meeting: Meeting, reason: str | None) -> Meeting:
    return await change(occasion, meeting, state="cancelled", reason=reason)


async def reinstate(occasion: Occasion, meeting: Meeting) -> Meeting:
    """It takes place after all."""
    return await change(occasion, meeting, state="planned", reason=None)


async def change_all(
    occasion: Occasion, chosen: Iterable[Meeting], *, told: bool = True, **fields: Unpack[Changes]
) -> list[Change]:
    """Several of one series, in the order of time; those that are different then.

    The rooms hear of all of them together.
    """
    changes = []
    for meeting in chosen:
        before = await _now(occasion, meeting)
        changes.append(Change(before, changed(before, fields)))
    return await store_all(occasion, changes, told=told)


async def store_all(
    occasion: Occasion, changes: Iterable[Change], *, told: bool = True
) -> list[Change]:
    """Those that are none are left out."""
    real = [_counted(occasion, each) for each in changes if each.before != each.after]
    if not real:
        return []
    first = real[0]
    posts = await posts_about(occasion, first.before) if told else {}
    for each in real:
        await meetings.change(occasion.tx, each.after)
        await _move_programme(occasion, each)
        await replanned(occasion, each.after)
    await refresh(occasion, *(each.after for each in real))
    ends = max(max(each.before.ends_at, each.after.ends_at) for each in real)
    if posts and ends > occasion.now:
        pairs = [(each.before, each.after) for each in real]
        zone, prefix = occasion.settings.timezone, occasion.settings.prefix
        text = texts.series_changed(pairs, zone, prefix)
        await tell_changed(occasion, first.after, text, posts)
    if told and ends > occasion.now:
        await _tell_who_is_reminded(occasion, real)
    return real


async def _tell_who_is_reminded(occasion: Occasion, real: Sequence[Change]) -> None:
    """In the direct chat: who relies on a reminder perhaps does not read the rooms."""
    numbers = [each.after.meeting_id for each in real]
    wishes = await reminders.wishes_for(occasion.tx, *numbers)
    zone, prefix = occasion.settings.timezone, occasion.settings.prefix
    for user_id in dict.fromkeys(wish.user_id for wish in wishes):
        wished = {wish.meeting_id for wish in wishes if wish.user_id == user_id}
        pairs = [(each.before, each.after) for each in real if each.after.meeting_id in wished]
        text = texts.series_changed(pairs, zone, prefix)
        await tell_person(occasion, pairs[0][1], text, user_id)


async def put_programme(occasion: Occasion, meeting: Meeting, slots: Sequence[Slot]) -> Meeting:
    """In the place of the one there was; the announcement says how many points there are."""
    before = await _now(occasion, meeting)
    numbered = [
        replace(slot, meeting_id=before.meeting_id, position=position)
        for position, slot in enumerate(slots, start=1)
    ]
    if numbered == await meetings.slots_of(occasion.tx, before.meeting_id):
        return before
    await meetings.put_slots(occasion.tx, before.meeting_id, numbered)
    after = _counted(occasion, Change(before, before)).after
    await meetings.change(occasion.tx, after)
    await replanned(occasion, after)
    await refresh(occasion, after)
    return after


async def extend(occasion: Occasion, series: Series) -> list[Meeting]:
    """The occurrences that have come into sight since the last time."""
    members = await meetings.of_series(occasion.tx, series.series_id)
    if series.ended or not members:
        return []
    like = replace(usual(members), created_at=occasion.now, changed_at=occasion.now)
    return await _materialised(occasion, series, like)


async def _materialised(occasion: Occasion, series: Series, like: Meeting) -> list[Meeting]:
    starts = next_starts(series, occasion.now)
    made = [await _stored(occasion, occurrence(series, like, each)) for each in starts]
    await meetings.change_series(occasion.tx, reached(series, occasion.now))
    return made


async def _stored(occasion: Occasion, meeting: Meeting) -> Meeting:
    """With its number and, if it has none, a UID of its own."""
    added = await meetings.add(occasion.tx, meeting)
    if not meeting.uid:
        added = replace(added, uid=_uid(occasion, "meeting", added.meeting_id))
        await meetings.change(occasion.tx, added)
    await replanned(occasion, added)
    return added


async def add_series(occasion: Occasion, series: Series) -> Series:
    """With its number and, if it has none, a UID of its own."""
    added = await meetings.add_series(occasion.tx, series)
    if not series.uid:
        added = replace(added, uid=_uid(occasion, "series", added.series_id))
        await meetings.change_series(occasion.tx, added)
    return added


def _uid(occasion: Occasion, what: str, number: int) -> str:
    """Never given before, also not by a bot whose database was lost."""
    names = occasion.settings.bot_names
    domain = next((name.partition(":")[2] for name in names if name.startswith("@")), "")
    return f"{what}-{number}-{to_row(occasion.now)}@{domain or 'netzwerkbot'}"


async def _now(occasion: Occasion, meeting: Meeting) -> Meeting:
    """As it is stored: what the caller holds may be older."""
    return await meetings.get(occasion.tx, meeting.meeting_id) or meeting


def blank(occasion: Occasion, draft: MeetingDraft, by: str | None) -> Meeting:
    ends = draft.starts if draft.kind == "frist" and not draft.all_day else draft.ends
    moments = span(
        draft.starts, ends, draft.timezone, all_day=draft.all_day, later=bool(draft.later)
    )
    return Meeting(
        meeting_id=0,
        uid=draft.uid or "",
        recurrence=draft.recurrence,
        kind=draft.kind,
        title=draft.title,
        starts=draft.starts,
        ends=ends,
        timezone=draft.timezone,
        all_day=draft.all_day,
        starts_at=moments.starts_at,
        ends_at=moments.ends_at,
        place=draft.place,
        description=draft.description,
        register_by=draft.register_by,
        source=draft.source,
        created_by=by,
        created_at=occasion.now,
        changed_at=occasion.now,
    )


def changed(before: Meeting, fields: Mapping[str, object]) -> Meeting:
    """`fields` are Changes; moments are derived anew."""
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


def _counted(occasion: Occasion, change: Change) -> Change:
    """SEQUENCE rises with every change (RFC 5545, 3.8.7.4)."""
    sequence = change.before.sequence + 1
    return Change(change.before, replace(change.after, sequence=sequence, changed_at=occasion.now))


async def _move_programme(occasion: Occasion, change: Change) -> None:
    """By as much as the meeting was moved."""
    before, after = change.before, change.after
    if before.starts == after.starts and before.timezone == after.timezone:
        return
    was, starts = before.starts, after.starts
    if before.all_day != after.all_day:
        was, starts = was[:10], starts[:10]
    slots = await meetings.slots_of(occasion.tx, after.meeting_id)
    moved = [moved_slot(slot, was, starts, after.timezone) for slot in slots]
    await meetings.put_slots(occasion.tx, after.meeting_id, moved)
