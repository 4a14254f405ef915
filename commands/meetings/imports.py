"""Dates of other calendars are taken over; nothing that trouble hides is taken for deleted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from commands.calendar.imported import Reading
from commands.command import Occasion
from commands.meetings import editing
from commands.meetings.announcements import announce
from commands.meetings.imported_facts import Facts, Group, as_series
from storage import calendars, meetings
from storage.calendars import Imported
from storage.meetings import Meeting, Series

# Once may be a slip of the other side.
MOST_MISSED = 2
FROM_FILE = "file"


@dataclass(frozen=True)
class Import:
    """`source` as in Meeting; `polled` are all sources that are read again and again.

    With `past` what was cancelled before it was known here is stored, too.
    """

    source: str
    polled: frozenset[str] = frozenset()
    announced: bool = False
    past: bool = False

    def may_write(self, meeting: Meeting) -> bool:
        """Not what was made here, nor what another calendar keeps."""
        if meeting.source is None:
            return False
        return meeting.source == self.source or meeting.source not in self.polled


@dataclass(frozen=True)
class Outcome:
    """How many dates; `foreign` belong to somebody else and were left alone."""

    created: int = 0
    changed: int = 0
    cancelled: int = 0
    unchanged: int = 0
    foreign: int = 0

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.created + other.created,
            self.changed + other.changed,
            self.cancelled + other.cancelled,
            self.unchanged + other.unchanged,
            self.foreign + other.foreign,
        )


@dataclass(frozen=True)
class _Known:
    """What is stored of one UID: by day, with what the calendar said of it; and its series."""

    dates: dict[str, Meeting]
    said: dict[int, Imported]
    series: Series | None

    def of(self, facts: Facts) -> Meeting | None:
        if facts.recurrence is None:
            single = [each for each in self.dates.values() if each.recurrence is None]
            if single:
                return single[0]
        return self.dates.get(facts.day)


async def take_in(occasion: Occasion, groups: Iterable[Group], how: Import) -> Outcome:
    """What changed there is changed here; what was changed here otherwise stays."""
    everything = await _known(occasion)
    outcome = Outcome()
    for group in groups:
        known = everything.get(group.uid, _Known({}, {}, None))
        if all(map(how.may_write, known.dates.values())):
            outcome += await _take_in(occasion, group, known, how)
        else:
            outcome += Outcome(foreign=len(group.dates))
    return outcome


async def fresh(occasion: Occasion, groups: Iterable[Group]) -> int:
    """How many of them nobody knows here."""
    known = await _known(occasion)
    return sum(group.uid not in known for group in groups if group.dates)


async def note_missing(occasion: Occasion, reading: Reading, source: str) -> Outcome:
    """Of a calendar that was read whole: cancel what is to come and was not in it twice.

    An empty one is taken for trouble of the other side.
    """
    gone: defaultdict[int, list[Meeting]] = defaultdict(list)
    if not reading.uids:
        return Outcome()
    for meeting, row in await _taken_from(occasion, source):
        if row.uid in reading.uids:
            if row.missed:
                await calendars.put_imported(occasion.tx, replace(row, missed=0))
        elif _is_to_come(occasion, meeting):
            row = replace(row, missed=row.missed + 1)
            if row.missed >= MOST_MISSED:
                gone[meeting.series_id or -meeting.meeting_id].append(meeting)
                # Should it come back, all of it is news.
                row = replace(row, said={}, missed=0)
            await calendars.put_imported(occasion.tx, row)
    for series_id, dates in gone.items():
        await _cancel_all(occasion, series_id, dates)
    return Outcome(cancelled=sum(map(len, gone.values())))


async def _taken_from(occasion: Occasion, source: str) -> list[tuple[Meeting, Imported]]:
    """Also what the job has made of a rule since, which the calendar knows by that of the rest."""
    rows = await calendars.imported(occasion.tx)
    found = await meetings.from_source(occasion.tx, source)
    uids = {m.series_id: rows[m.meeting_id].uid for m in found if m.meeting_id in rows}
    uids.pop(None, None)
    taken = []
    for meeting in found:
        row = rows.get(meeting.meeting_id)
        if row is None and meeting.series_id in uids:
            row = Imported(meeting.meeting_id, uids[meeting.series_id], {})
        if row is not None:
            taken.append((meeting, row))
    return taken


async def _cancel_all(occasion: Occasion, series_id: int, dates: Sequence[Meeting]) -> None:
    """And no more of them are made."""
    await editing.change_all(occasion, dates, state="cancelled", reason=None)
    series = await meetings.get_series(occasion.tx, series_id)
    if series is not None:
        await meetings.change_series(occasion.tx, replace(series, ended=True))


async def _known(occasion: Occasion) -> dict[str, _Known]:
    """By the UID that the calendar has for it."""
    rows = await calendars.imported(occasion.tx)
    by_uid: defaultdict[str, dict[str, Meeting]] = defaultdict(dict)
    for meeting in await meetings.everything(occasion.tx):
        row = rows.get(meeting.meeting_id)
        uid = meeting.uid if row is None else row.uid
        by_uid[uid][(meeting.recurrence or meeting.starts)[:10]] = meeting
    series = {each.uid: each for each in await meetings.all_series(occasion.tx)}
    return {uid: _Known(dates, rows, series.get(uid)) for uid, dates in by_uid.items()}


async def _take_in(occasion: Occasion, group: Group, known: _Known, how: Import) -> Outcome:
    if group.series is None and known.series is not None and group.complete and group.dates:
        group = as_series(group, occasion.now)
    series, wanted = await _series(occasion, group, known)
    outcome, announced = Outcome(), not how.announced
    changed = await _store_changes(occasion, group, known)
    seen: set[int] = set()
    for facts in group.dates:
        before = known.of(facts)
        if before is not None:
            seen.add(before.meeting_id)
            after = changed.get(before.meeting_id, before)
            change = editing.Change(before, after)
            outcome += await _keep(occasion, group, facts, change, known, series, how)
        elif facts.day <= wanted and (how.past or not facts.cancelled):
            made = await _create(occasion, group, facts, series, how)
            outcome += Outcome(created=1)
            if not announced and made.state == "planned" and made.ends_at > occasion.now:
                await announce(occasion, made)
                announced = True
    if group.complete:
        outcome += await _cancel_gone(occasion, group, known, seen)
    return outcome


async def _series(occasion: Occasion, group: Group, known: _Known) -> tuple[Series | None, str]:
    """The series as it is stored, and up to which day its dates are missing here.

    As long as the calendar's rule is the same, it is in our hands: more dates come by the job.
    """
    if group.series is None:
        return None, "9999"
    rules = {
        row.said.get("rule")
        for each in known.dates.values()
        if (row := known.said.get(each.meeting_id)) is not None
    }
    if known.series is None:
        if group.dates and group.dates[0].rule in rules:
            return None, ""
        added = await editing.add_series(occasion, group.series)
        return added, added.planned_to
    if group.dates and group.dates[0].rule in rules:
        return known.series, "" if known.series.ended else known.series.planned_to
    changed = replace(group.series, series_id=known.series.series_id)
    if changed != known.series:
        await meetings.change_series(occasion.tx, changed)
    return changed, changed.planned_to


async def _create(
    occasion: Occasion, group: Group, facts: Facts, series: Series | None, how: Import
) -> Meeting:
    draft = facts.draft(group.uid, how.source)
    made = await editing.create(occasion, draft, None, announced=False)
    if facts.cancelled:
        made = await editing.change(occasion, made, told=False, state="cancelled")
    made = replace(
        made,
        sequence=facts.sequence,
        series_id=None if series is None else series.series_id,
    )
    await meetings.change(occasion.tx, made)
    await calendars.put_imported(occasion.tx, Imported(made.meeting_id, group.uid, facts.said()))
    return made


async def _store_changes(occasion: Occasion, group: Group, known: _Known) -> dict[int, Meeting]:
    """All of the group together, so that the rooms hear of them in one post; by number."""
    changes: dict[int, editing.Change] = {}
    for facts in group.dates:
        before = known.of(facts)
        if before is not None:
            row = known.said.get(before.meeting_id)
            fields = facts.changes({} if row is None else row.said)
            after = editing.changed(before, fields)
            changes.setdefault(before.meeting_id, editing.Change(before, after))
    stored = await editing.store_all(occasion, changes.values())
    return {each.after.meeting_id: each.after for each in stored}


async def _keep(
    occasion: Occasion,
    group: Group,
    facts: Facts,
    change: editing.Change,
    known: _Known,
    series: Series | None,
    how: Import,
) -> Outcome:
    before, after = change.before, change.after
    row = known.said.get(before.meeting_id)
    is_changed = after != before
    kept = replace(after, source=how.source, sequence=max(after.sequence, facts.sequence))
    # A rule that was changed here, and not there, stays as it is here.
    if before.uid == group.uid and (row is None or row.said.get("rule") != facts.rule):
        kept = replace(kept, recurrence=facts.recurrence, series_id=_number(series, kept))
    if kept != after:
        await meetings.change(occasion.tx, kept)
    new = Imported(before.meeting_id, group.uid, facts.said())
    if new != row:
        await calendars.put_imported(occasion.tx, new)
    if not is_changed:
        return Outcome(unchanged=1)
    is_cancelled = after.state == "cancelled" != before.state
    return Outcome(cancelled=1) if is_cancelled else Outcome(changed=1)


def _number(series: Series | None, meeting: Meeting) -> int | None:
    return meeting.series_id if series is None else series.series_id


async def _cancel_gone(occasion: Occasion, group: Group, known: _Known, seen: set[int]) -> Outcome:
    """The calendar has its series, and this date is not in it any more."""
    gone: Sequence[Meeting] = [
        each
        for each in known.dates.values()
        if each.meeting_id not in seen and _is_to_come(occasion, each)
    ]
    await editing.change_all(occasion, gone, state="cancelled", reason=None)
    for each in gone:
        await calendars.put_imported(occasion.tx, Imported(each.meeting_id, group.uid, {}))
    return Outcome(cancelled=len(gone))


def _is_to_come(occasion: Occasion, meeting: Meeting) -> bool:
    return meeting.state == "planned" and meeting.starts_at > occasion.now
