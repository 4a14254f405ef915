"""Read from another calendar the dates that should be there; pure."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from itertools import chain
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from commands.language.times import moment
from commands.meetings.calendar.imported import (
    ImportedMeeting,
    ReadCalendar,
    Refusal,
    RefusedCalendar,
)
from commands.meetings.draft import MeetingDraft, span
from commands.meetings.series import reached
from commands.meetings.texts import calendar as calendar_texts
from commands.meetings.texts.imports import TITLE_KINDS
from commands.meetings.texts.meetings import LONGEST_PLACE
from storage.meetings.meetings import Kind, Series

MOST_DATES = 2000
_WORDS = ("title", "place", "description", "kind")
_TAKEN = (
    *("recurrence", "sequence", "title", "starts", "ends", "timezone", "all_day"),
    *("description", "cancelled", "is_bare"),
)
_TIMES = ("starts", "ends", "timezone", "all_day", "later")
# The rule of a series whose meetings are all in the calendar: it gives no more.
ONCE = "FREQ=DAILY;COUNT=1"
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        word.casefold(): kind
        for kind in ("online-konferenz", "netzwerktreffen", "arbeitsgruppe", "frist")
        for word in (kind, calendar_texts.category(kind))
    }
)


@dataclass(frozen=True, kw_only=True)
class Facts(MeetingDraft):
    """A meeting as another calendar has it; `rule` is a hash of the rule of its series, if any.

    `is_bare`: the calendar says only that this occurrence is cancelled.
    """

    sequence: int
    cancelled: bool
    rule: str = ""
    is_bare: bool = False

    @property
    def ends_at(self) -> datetime:
        later = bool(self.later)
        return span(
            self.starts, self.ends, self.timezone, all_day=self.all_day, later=later
        ).ends_at

    @property
    def date(self) -> str:
        """Return the date by the rule, or the only one."""
        return self.recurrence or self.starts

    def hashes(self, before: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
        """Return a hash of each fact: enough to see later what the calendar has changed."""
        if self.is_bare:
            return {**before, "state": _hash(self.cancelled)}
        facts = {name: getattr(self, name) for name in _WORDS}
        facts |= {"times": tuple(getattr(self, name) for name in _TIMES), "state": self.cancelled}
        return {name: _hash(value) for name, value in facts.items()} | {"rule": self.rule}

    def changes(self, before: Mapping[str, str]) -> dict[str, Any]:
        """Return the editing.Changes of facts that have other hashes than before."""
        state = {"state": "cancelled" if self.cancelled else "planned", "reason": None}
        parts = {name: {name: getattr(self, name)} for name in _WORDS}
        parts |= {"times": {name: getattr(self, name) for name in _TIMES}, "state": state}
        changes: dict[str, Any] = {}
        for name, value in self.hashes(before).items():
            if before.get(name) != value:
                changes |= parts.get(name, {})
        return changes

    def draft(self, uid: str, source: str) -> MeetingDraft:
        own = {field.name: getattr(self, field.name) for field in fields(MeetingDraft)}
        return MeetingDraft(**own | {"uid": uid, "source": source})


@dataclass(frozen=True)
class Group:
    """All meetings of one UID; `series` is not stored, and None if there is no rule.

    `complete`: the calendar has nothing else of this UID, so what is not among `dates` is gone.
    """

    uid: str
    series: Series | None
    dates: tuple[Facts, ...]
    complete: bool


def understood(
    reading: ReadCalendar, kind: Kind, now: datetime, since: datetime | None = None
) -> tuple[Group, ...] | RefusedCalendar:
    """Return the dates by UID, or why not: the rules may give too many dates.

    `kind` is for dates that name none; with `since`, those that were over then are left out. This
    works for up to some seconds: not for the loop.
    """
    by_uid: defaultdict[str, list[ImportedMeeting]] = defaultdict(list)
    for entry in reading.entries:
        by_uid[entry.uid].append(entry)
    groups, left = [], MOST_DATES
    for uid, entries in by_uid.items():
        group = _group(uid, entries, kind, now)
        kept = tuple(d for d in group.dates if since is None or d.ends_at > since)
        left -= len(kept)
        if left < 0:
            return RefusedCalendar(Refusal.TOO_LARGE, 1)
        groups.append(replace(group, dates=kept))
    return tuple(groups)


def _group(uid: str, entries: Sequence[ImportedMeeting], kind: Kind, now: datetime) -> Group:
    master = next((each for each in entries if each.recurrence is None), None)
    if master is None:
        dates = chain.from_iterable(_dates(each, kind) for each in entries)
        return Group(uid, None, tuple(dates), complete=False)
    if master.dates is None and len(entries) == 1:
        return Group(uid, None, (_facts(master, kind),), complete=True)
    series = reached(_series(master), now)
    rule = _hash((series.rrule, series.starts, series.ends, series.timezone, series.all_day))
    found = {
        each.recurrence: replace(each, rule=rule, cancelled=each.cancelled or master.cancelled)
        for entry in sorted(entries, key=lambda entry: entry.recurrence is not None)
        for each in _dates(entry, kind)
    }
    return Group(uid, series, tuple(found.values()), complete=True)


def as_series(group: Group, now: datetime) -> Group:
    """Make a series of one date from the single date that is left of a series."""
    [facts] = group.dates
    series = Series(
        0, group.uid, ONCE, facts.starts, facts.ends, facts.timezone, facts.all_day, planned_to=""
    )
    once = replace(facts, recurrence=facts.starts, rule=_hash(series))
    return replace(group, series=reached(series, now), dates=(once,))


def _series(master: ImportedMeeting) -> Series:
    """Return it without meetings; without a rule that goes on all its dates are known."""
    return Series(
        0,
        master.uid,
        master.rule or ONCE,
        master.starts,
        master.ends,
        master.timezone,
        master.all_day,
        planned_to="",
    )


def _dates(entry: ImportedMeeting, kind: Kind) -> Iterator[Facts]:
    facts = _facts(entry, kind)
    if entry.dates is None:
        yield facts
    for recurrence, starts, ends in entry.dates or ():
        later = bool(facts.later) and starts == entry.starts
        yield replace(facts, recurrence=recurrence, starts=starts, ends=ends, later=later)


def _facts(entry: ImportedMeeting, kind: Kind) -> Facts:
    starts_at = moment(entry.starts, ZoneInfo(entry.timezone))
    return Facts(
        kind=_kind(entry) or kind,
        **{name: getattr(entry, name) for name in _TAKEN},
        place=_place(entry),
        later=not entry.all_day and starts_at < entry.starts_at,
    )


def _kind(entry: ImportedMeeting) -> Kind | None:
    for category in entry.categories:
        if category.casefold() in _KINDS:
            return _KINDS[category.casefold()]
    return next((kind for kind, words in TITLE_KINDS.items() if words.search(entry.title)), None)


def _place(entry: ImportedMeeting) -> str | None:
    """Return where people go, or click; both if there is room for both."""
    if entry.place is None or entry.link is None or entry.link in entry.place:
        return entry.place or entry.link
    both = f"{entry.place}, {entry.link}"
    return both if len(both) <= LONGEST_PLACE else entry.link


def _hash(value: object) -> str:
    words = repr(value).encode("utf-8", "backslashreplace")
    return hashlib.sha256(words).hexdigest()[:16]
