"""What another calendar says, as the dates that should be there; pure."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.calendar.imported import Imported, Reading, Refused
from commands.calendar.lines import Refusal
from commands.calendar.recurrence import occurrences, parse
from commands.meetings.draft import MeetingDraft, shifted, span
from commands.meetings.editing import Changes
from commands.meetings.series import reached
from commands.texts import calendar as calendar_texts
from commands.texts.imports import TITLE_KINDS
from commands.texts.meetings import LONGEST_PLACE
from commands.times import moment
from storage.meetings import Kind, Series

MOST_DATES = 2000
_ONCE = "FREQ=DAILY;COUNT=1"
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        word.casefold(): kind
        for kind in ("online-konferenz", "netzwerktreffen", "arbeitsgruppe", "frist")
        for word in (kind, calendar_texts.category(kind))
    }
)


@dataclass(frozen=True)
class Facts:
    """One date; `rule` is a hash of that of its series, "" for a single one."""

    recurrence: str | None
    sequence: int
    kind: Kind
    title: str
    starts: str
    ends: str
    timezone: str
    all_day: bool
    later: bool
    place: str | None
    description: str | None
    cancelled: bool
    rule: str = ""

    @property
    def ends_at(self) -> datetime:
        moments = span(
            self.starts, self.ends, self.timezone, all_day=self.all_day, later=self.later
        )
        return moments.ends_at

    @property
    def day(self) -> str:
        """No rule gives two dates on one day."""
        return (self.recurrence or self.starts)[:10]

    def said(self) -> dict[str, str]:
        """A hash of each fact: enough to see later what the calendar has changed."""
        times = (self.starts, self.ends, self.timezone, self.all_day, self.later)
        facts = {
            "title": self.title,
            "times": times,
            "place": self.place,
            "description": self.description,
            "kind": self.kind,
            "state": self.cancelled,
        }
        return {name: _hash(value) for name, value in facts.items()} | {"rule": self.rule}

    def changes(self, said: Mapping[str, str]) -> Changes:
        """What it says otherwise than before."""
        parts: dict[str, Changes] = {
            "title": {"title": self.title},
            "times": {
                "starts": self.starts,
                "ends": self.ends,
                "timezone": self.timezone,
                "all_day": self.all_day,
                "later": self.later,
            },
            "place": {"place": self.place},
            "description": {"description": self.description},
            "kind": {"kind": self.kind},
            "state": {"state": "cancelled" if self.cancelled else "planned", "reason": None},
        }
        changes: Changes = {}
        for name, value in self.said().items():
            if name in parts and said.get(name) != value:
                changes.update(parts[name])
        return changes

    def draft(self, uid: str, source: str) -> MeetingDraft:
        return MeetingDraft(
            self.kind,
            self.title,
            self.starts,
            self.ends,
            self.all_day,
            self.timezone,
            place=self.place,
            description=self.description,
            later=self.later,
            uid=uid,
            recurrence=self.recurrence,
            source=source,
        )


@dataclass(frozen=True)
class Group:
    """All dates of one UID. `series` is not stored; it is None if there is no rule.

    With `complete` nothing of it stands elsewhere: what is not among `dates` is no more.
    """

    uid: str
    series: Series | None
    dates: tuple[Facts, ...]
    complete: bool


def understood(
    reading: Reading, kind: Kind, now: datetime, since: datetime | None = None
) -> tuple[Group, ...] | Refused:
    """`kind` is for what says nothing of it; with `since` what was over then is left out.

    Refused if the rules give too many dates. Works for up to some seconds: not for the loop.
    """
    by_uid: defaultdict[str, list[Imported]] = defaultdict(list)
    for entry in reading.entries:
        by_uid[entry.uid].append(entry)
    groups, left = [], MOST_DATES
    for uid, entries in by_uid.items():
        group = _group(uid, entries, kind, now)
        kept = tuple(d for d in group.dates if since is None or d.ends_at > since)
        left -= len(kept)
        if left < 0:
            return Refused(Refusal.TOO_LARGE, 1)
        groups.append(replace(group, dates=kept))
    return tuple(groups)


def _group(uid: str, entries: Sequence[Imported], kind: Kind, now: datetime) -> Group:
    master = next((each for each in entries if each.recurrence is None), None)
    others = [each for each in entries if each.recurrence is not None]
    if master is None:
        return Group(uid, None, tuple(_facts(each, kind) for each in others), complete=False)
    if master.rule is None and not others:
        return Group(uid, None, (_facts(master, kind),), complete=True)
    series = reached(_series(master), now)
    rule = _hash((series.rrule, series.starts, series.ends, series.timezone, series.all_day))
    dates = {each.recurrence: each for each in _by_rule(master, series, kind)}
    for other in others:
        changed = _facts(other, kind)
        dates[other.recurrence] = replace(changed, cancelled=changed.cancelled or master.cancelled)
    one_a_day = {each.day: replace(each, rule=rule) for each in dates.values()}
    return Group(uid, series, tuple(one_a_day.values()), complete=True)


def as_series(group: Group, now: datetime) -> Group:
    """What once was a series and is a single date now: a series of one date."""
    [facts] = group.dates
    series = Series(
        0,
        group.uid,
        _ONCE,
        facts.starts,
        facts.ends,
        facts.timezone,
        facts.all_day,
        planned_to="",
    )
    once = replace(facts, recurrence=facts.starts, rule=_hash(series))
    return replace(group, series=reached(series, now), dates=(once,))


def _series(master: Imported) -> Series:
    rule = parse(master.rule or _ONCE, ZoneInfo(master.timezone))
    return Series(
        0,
        master.uid,
        rule.text(),
        master.starts,
        master.ends,
        master.timezone,
        master.all_day,
        planned_to="",
    )


def _by_rule(master: Imported, series: Series, kind: Kind) -> Iterator[Facts]:
    rule = parse(series.rrule, ZoneInfo(series.timezone))
    horizon = date.fromisoformat(series.planned_to)
    excluded = set(master.excluded)
    found: Iterable[str] = occurrences(rule, series.starts, to=horizon, limit=20_000)
    facts = _facts(master, kind)
    for starts in sorted({*found, *master.added} - excluded):
        ends = shifted(series.ends, series.starts, starts)
        yield replace(facts, recurrence=starts, starts=starts, ends=ends, later=False)


def _facts(entry: Imported, kind: Kind) -> Facts:
    zone = ZoneInfo(entry.timezone)
    return Facts(
        entry.recurrence,
        entry.sequence,
        _kind(entry) or kind,
        entry.title,
        entry.starts,
        entry.ends,
        entry.timezone,
        entry.all_day,
        not entry.all_day and moment(entry.starts, zone) < entry.starts_at,
        _place(entry),
        entry.description,
        entry.cancelled,
    )


def _kind(entry: Imported) -> Kind | None:
    for category in entry.categories:
        if category.casefold() in _KINDS:
            return _KINDS[category.casefold()]
    return next((kind for kind, words in TITLE_KINDS.items() if words.search(entry.title)), None)


def _place(entry: Imported) -> str | None:
    """Where people go, or click; both if there is room for both."""
    if entry.place is None or entry.link is None or entry.link in entry.place:
        return entry.place or entry.link
    both = f"{entry.place}, {entry.link}"
    return both if len(both) <= LONGEST_PLACE else entry.link


def _hash(value: object) -> str:
    words = repr(value).encode("utf-8", "backslashreplace")
    return hashlib.sha256(words).hexdigest()[:16]
