"""Recognise meetings that got another UID in their calendar, so that their answers stay."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from commands.conversation.command import Context
from commands.meetings.imported_facts import Facts, Group
from commands.meetings.imports import Import, known_uids
from storage.meetings import calendars, meetings
from storage.meetings.calendars import ImportedRow
from storage.meetings.meetings import Meeting

# When a series is cut in two, its meetings may be moved by as much.
_NEAR = timedelta(days=3)


async def recognise(
    ctx: Context, groups: Sequence[Group], uids: Collection[str], how: Import
) -> None:
    """Give meetings whose UID is gone the new UID that has their title and start.

    `groups` and `uids` are all of the calendar. Likewise the rest of a series that was cut in two
    goes to the second half, if its dates are near.
    """
    known = await known_uids(ctx)
    dates = {group.uid: {facts.date for facts in group.dates} for group in groups}
    lost = {
        meeting.meeting_id: (uid, meeting)
        for uid, each in known.items()
        if uid in dates or uid not in uids
        for meeting in each.dates
        if meeting.source == how.source and meeting.ends_at > ctx.now
        if (meeting.recurrence or meeting.starts) not in dates.get(uid, ())
    }
    if not lost:
        return
    by_words = {(meeting.title, meeting.starts): number for number, (_, meeting) in lost.items()}
    renamed: set[str] = set()
    for group in groups:
        matches = [] if group.uid in known else list(_recognised(group, lost, by_words, dates))
        for facts, uid, meeting in matches:
            row = known[uid].rows.get(meeting.meeting_id)
            hashes = {} if row is None else row.hashes
            await calendars.put_imported(ctx.tx, ImportedRow(meeting.meeting_id, group.uid, hashes))
            if uid in dates or uid in renamed:
                # Others still have its old UID.
                apart = replace(meeting, uid=group.uid, series_id=None, recurrence=facts.recurrence)
                await meetings.change(ctx.tx, apart)
        renamed |= {uid for _, uid, _ in matches}


def _recognised(
    group: Group,
    lost: dict[int, tuple[str, Meeting]],
    by_words: Mapping[tuple[str, str], int],
    dates: Mapping[str, object],
) -> Iterator[tuple[Facts, str, Meeting]]:
    near = [number for number, (uid, _) in lost.items() if _is_part(uid, group.uid, dates)]
    for facts in group.dates:
        same = by_words.get((facts.title, facts.starts))
        rest = [
            number for number in near if number in lost and _may_be(facts, *lost[number], group.uid)
        ]
        if same in lost:
            rest = [same]
        if rest:
            nearest = min(rest, key=lambda number: _distance(facts, lost[number][1]))
            yield facts, *lost.pop(nearest)


def _is_part(uid: str, new: str, dates: Mapping[str, object]) -> bool:
    """Return whether it is of a series that is shorter now, or of several dates with one UID."""
    return uid in dates or ("#" in uid and uid.partition("#")[0] == new.partition("#")[0])


def _may_be(facts: Facts, uid: str, meeting: Meeting, new: str) -> bool:
    """Return whether it fits; Google names the second half of a series after the first."""
    is_half = new.startswith(f"{uid.partition('@')[0]}_R")
    is_near = "#" in uid or _distance(facts, meeting) <= _NEAR
    return is_near and (is_half or facts.title == meeting.title)


def _distance(facts: Facts, meeting: Meeting) -> timedelta:
    starts = meeting.recurrence or meeting.starts
    return abs(date.fromisoformat(facts.date[:10]) - date.fromisoformat(starts[:10]))
