"""Import meetings from other calendars; a failure there never counts as a deletion."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from commands.conversation.command import Context
from commands.meetings import editing
from commands.meetings.announcements import announce
from commands.meetings.calendar.imported import ReadCalendar
from commands.meetings.imported_facts import ONCE, Facts, Group, as_series
from storage.meetings import calendars, meetings
from storage.meetings.calendars import ImportedRow
from storage.meetings.meetings import Meeting, Series

# Missing once may be an error of the other side.
MOST_MISSED = 2
FROM_FILE = "file"


@dataclass(frozen=True)
class Import:
    """`source` as in Meeting; `polled` are all sources that are read regularly.

    With `past`, meetings that were cancelled before they were known here are stored, too.
    """

    source: str
    polled: frozenset[str] = frozenset()
    announced: bool = False
    past: bool = False

    def may_write(self, meeting: Meeting) -> bool:
        """Return whether it was imported from this source, or from none that is polled."""
        if meeting.source is None:
            return False
        return meeting.source == self.source or meeting.source not in self.polled


@dataclass(frozen=True)
class ImportOutcome:
    """Counts of meetings; `foreign` belong to the bot or another calendar and stay as they are."""

    created: int = 0
    changed: int = 0
    cancelled: int = 0
    unchanged: int = 0
    foreign: int = 0

    def __add__(self, other: "ImportOutcome") -> "ImportOutcome":
        return ImportOutcome(
            self.created + other.created,
            self.changed + other.changed,
            self.cancelled + other.cancelled,
            self.unchanged + other.unchanged,
            self.foreign + other.foreign,
        )


@dataclass(frozen=True)
class KnownUid:
    """The stored meetings of one UID of a calendar, their imported rows, and their series.

    `uid` is the UID that it has here: the calendar may have changed its own since.
    """

    uid: str
    dates: list[Meeting]
    rows: dict[int, ImportedRow]
    series: Series | None

    def pairs(self, group: Group) -> list[tuple[Facts, Meeting | None]]:
        """Return each date with its meeting: the same by the rule, or else that of the day."""
        left = {each.meeting_id: each for each in self.dates}
        found: dict[int, Meeting] = {}
        for key in (_as_single, _date, _day):
            by_key: defaultdict[str | None, list[Meeting]] = defaultdict(list)
            for meeting in left.values():
                by_key[key(meeting)].append(meeting)
            for number, facts in enumerate(group.dates):
                if number not in found and (same := by_key[key(facts)]) and key(facts) is not None:
                    found[number] = left.pop(same.pop(0).meeting_id)
        return [(facts, found.get(number)) for number, facts in enumerate(group.dates)]


def _as_single(date: Facts | Meeting) -> str | None:
    return "" if date.recurrence is None else None


def _date(date: Facts | Meeting) -> str | None:
    return date.recurrence or date.starts


def _day(date: Facts | Meeting) -> str | None:
    return (date.recurrence or date.starts)[:10]


async def take_in(ctx: Context, groups: Iterable[Group], how: Import) -> ImportOutcome:
    """Store what changed in the calendar; facts that only changed here stay."""
    everything = await known_uids(ctx)
    outcome = ImportOutcome()
    for group in groups:
        known = everything.get(group.uid, KnownUid(group.uid, [], {}, None))
        if all(map(how.may_write, known.dates)):
            outcome += await _take_in(ctx, group, known, how)
        else:
            outcome += ImportOutcome(foreign=len(group.dates))
    return outcome


async def fresh(ctx: Context, groups: Iterable[Group]) -> int:
    """Count the groups that are not known here."""
    known = await known_uids(ctx)
    return sum(group.uid not in known for group in groups if group.dates)


async def note_missing(ctx: Context, reading: ReadCalendar, source: str) -> ImportOutcome:
    """Cancel coming meetings that were missing twice in a calendar that was read completely.

    An empty calendar counts as a failure of the other side.
    """
    gone: defaultdict[int, list[Meeting]] = defaultdict(list)
    if not reading.uids:
        return ImportOutcome()
    for meeting, row in await _taken_from(ctx, source):
        if row.uid in reading.uids:
            if row.times_missing:
                await calendars.put_imported(ctx.tx, replace(row, times_missing=0))
        elif _is_to_come(ctx, meeting):
            row = replace(row, times_missing=row.times_missing + 1)
            if row.times_missing >= MOST_MISSED:
                gone[meeting.series_id or -meeting.meeting_id].append(meeting)
                # If it comes back, all its facts count as new.
                row = replace(row, hashes={}, times_missing=0)
            await calendars.put_imported(ctx.tx, row)
    for series_id, dates in gone.items():
        await _cancel_all(ctx, series_id, dates)
    return ImportOutcome(cancelled=sum(map(len, gone.values())))


async def _taken_from(ctx: Context, source: str) -> list[tuple[Meeting, ImportedRow]]:
    """Return the meetings of the source with their rows.

    Meetings that the job has made from a rule since have no row; they go by the UID of the
    others.
    """
    rows = await calendars.imported(ctx.tx)
    found = await meetings.from_source(ctx.tx, source)
    uids = {m.series_id: rows[m.meeting_id].uid for m in found if m.meeting_id in rows}
    uids.pop(None, None)
    taken = []
    for meeting in found:
        row = rows.get(meeting.meeting_id)
        if row is None and meeting.series_id in uids:
            row = ImportedRow(meeting.meeting_id, uids[meeting.series_id], {})
        if row is not None:
            taken.append((meeting, row))
    return taken


async def _cancel_all(ctx: Context, series_id: int, dates: Sequence[Meeting]) -> None:
    """Cancel them, and end their series."""
    await editing.change_all(ctx, dates, state="cancelled", reason=None)
    series = await meetings.get_series(ctx.tx, series_id)
    if series is not None:
        await meetings.change_series(ctx.tx, replace(series, ended=True))


async def known_uids(ctx: Context) -> dict[str, KnownUid]:
    """Return what is stored, by the UID that the calendar has for it."""
    rows = await calendars.imported(ctx.tx)
    by_uid: defaultdict[str, list[Meeting]] = defaultdict(list)
    for meeting in await meetings.everything(ctx.tx):
        row = rows.get(meeting.meeting_id)
        by_uid[meeting.uid if row is None else row.uid].append(meeting)
    series = {each.uid: each for each in await meetings.all_series(ctx.tx)}
    known: dict[str, KnownUid] = {}
    for uid, dates in by_uid.items():
        own = uid if any(each.uid == uid for each in dates) else dates[0].uid
        if own != uid:
            # Meetings that the job has made since have the UID that the series has here.
            dates += [each for each in by_uid.get(own, ()) if each.meeting_id not in rows]
        known[uid] = KnownUid(own, dates, rows, series.get(own))
    return known


async def _take_in(ctx: Context, group: Group, known: KnownUid, how: Import) -> ImportOutcome:
    if group.series is None and known.series is not None and group.complete and group.dates:
        group = as_series(group, ctx.now)
    series, wanted = await _series(ctx, group, known)
    outcome, announced = ImportOutcome(), not how.announced
    pairs = [(_undamaged(facts, before), before) for facts, before in known.pairs(group)]
    changed = await _store_changes(ctx, pairs, known)
    for facts, before in pairs:
        if before is not None:
            after = changed.get(before.meeting_id, before)
            change = editing.MeetingChange(before, after)
            outcome += await _keep(ctx, group, facts, change, known, series, how)
        elif facts.date[:10] <= wanted and not facts.is_bare and (how.past or not facts.cancelled):
            made = await _create(ctx, group, known.uid, facts, series, how)
            outcome += ImportOutcome(created=1)
            if not announced and made.state == "planned" and made.ends_at > ctx.now:
                await announce(ctx, made)
                announced = True
    if group.complete:
        seen = {before.meeting_id for _, before in pairs if before is not None}
        outcome += await _cancel_gone(ctx, group, known, seen)
    return outcome


def _undamaged(facts: Facts, before: Meeting | None) -> Facts:
    """Keep the words that are known where nothing but a byte is broken."""
    if before is None:
        return facts
    return replace(
        facts,
        title=before.title if _is_damaged(facts.title, before.title) else facts.title,
        place=before.place if _is_damaged(facts.place, before.place) else facts.place,
        description=before.description
        if _is_damaged(facts.description, before.description)
        else facts.description,
    )


def _is_damaged(new: str | None, old: str | None) -> bool:
    """Return whether some characters could not be decoded, and all others are the same."""
    if new is None or old is None or "\ufffd" not in new or len(new) != len(old):
        return False
    return all(n in {"\ufffd", o} for n, o in zip(new, old, strict=True))


async def _series(ctx: Context, group: Group, known: KnownUid) -> tuple[Series | None, str]:
    """Return the stored series, and the last day of which meetings are still to be created.

    While the rule of the calendar stays the same, the job creates further meetings.
    """
    if group.series is None:
        return None, "9999"
    rules = {
        row.hashes.get("rule")
        for each in known.dates
        if (row := known.rows.get(each.meeting_id)) is not None
    }
    is_same = bool(group.dates) and group.dates[0].rule in rules
    # Without a rule only the calendar adds meetings.
    wanted = "9999" if group.series.rrule == ONCE else group.series.planned_to
    if known.series is None:
        if is_same:
            return None, ""
        added = await editing.add_series(ctx, replace(group.series, uid=known.uid))
        return added, wanted
    if is_same and group.series.rrule != ONCE:
        return known.series, "" if known.series.ended else known.series.planned_to
    if is_same:
        return known.series, wanted
    changed = replace(group.series, uid=known.uid, series_id=known.series.series_id)
    if changed != known.series:
        await meetings.change_series(ctx.tx, changed)
    return changed, wanted


async def _create(
    ctx: Context, group: Group, uid: str, facts: Facts, series: Series | None, how: Import
) -> Meeting:
    draft = facts.draft(uid, how.source)
    made = await editing.create(ctx, draft, None, announced=False)
    if facts.cancelled:
        made = await editing.change(ctx, made, notify=False, state="cancelled")
    made = replace(
        made, sequence=facts.sequence, series_id=None if series is None else series.series_id
    )
    await meetings.change(ctx.tx, made)
    await calendars.put_imported(ctx.tx, ImportedRow(made.meeting_id, group.uid, facts.hashes()))
    return made


async def _store_changes(
    ctx: Context, pairs: Sequence[tuple[Facts, Meeting | None]], known: KnownUid
) -> dict[int, Meeting]:
    """Store the changes of a group together: the rooms get one post. Return meetings by id."""
    changes = []
    for facts, before in pairs:
        if before is not None:
            row = known.rows.get(before.meeting_id)
            fields = facts.changes({} if row is None else row.hashes)
            changes.append(editing.MeetingChange(before, editing.changed(before, fields)))
    stored = await editing.store_all(ctx, changes)
    return {each.after.meeting_id: each.after for each in stored}


async def _keep(
    ctx: Context,
    group: Group,
    facts: Facts,
    change: editing.MeetingChange,
    known: KnownUid,
    series: Series | None,
    how: Import,
) -> ImportOutcome:
    before, after = change.before, change.after
    row = known.rows.get(before.meeting_id)
    is_changed = after != before
    kept = replace(after, source=how.source, sequence=max(after.sequence, facts.sequence))
    # A rule that only changed here stays.
    if before.uid == known.uid and (row is None or row.hashes.get("rule") != facts.rule):
        kept = replace(kept, recurrence=facts.recurrence, series_id=_number(series, kept))
    if kept != after:
        await meetings.change(ctx.tx, kept)
    new = ImportedRow(before.meeting_id, group.uid, facts.hashes({} if row is None else row.hashes))
    if new != row:
        await calendars.put_imported(ctx.tx, new)
    if not is_changed:
        return ImportOutcome(unchanged=1)
    is_cancelled = after.state == "cancelled" != before.state
    return ImportOutcome(cancelled=1) if is_cancelled else ImportOutcome(changed=1)


def _number(series: Series | None, meeting: Meeting) -> int | None:
    return meeting.series_id if series is None else series.series_id


async def _cancel_gone(
    ctx: Context, group: Group, known: KnownUid, seen: set[int]
) -> ImportOutcome:
    """Cancel coming meetings that are no longer in the calendar's series."""
    gone: Sequence[Meeting] = [
        each for each in known.dates if each.meeting_id not in seen and _is_to_come(ctx, each)
    ]
    await editing.change_all(ctx, gone, state="cancelled", reason=None)
    for each in gone:
        await calendars.put_imported(ctx.tx, ImportedRow(each.meeting_id, group.uid, {}))
    return ImportOutcome(cancelled=len(gone))


def _is_to_come(ctx: Context, meeting: Meeting) -> bool:
    return meeting.state == "planned" and meeting.starts_at > ctx.now
