"""Draft a meeting that is still to be stored, and derive moments from its wall times."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal
from zoneinfo import ZoneInfo

from commands.language.times import moment, resolve
from storage.meetings.meetings import Kind, Meeting, Slot

_DAY = timedelta(days=1)
# These need no time of day.
WHOLE_DAYS = frozenset({"frist", "netzwerktreffen"})
# Usual lengths.
_LENGTHS: Mapping[Kind, timedelta] = MappingProxyType(
    {
        "online-konferenz": timedelta(minutes=90),
        "netzwerktreffen": timedelta(hours=6),
        "arbeitsgruppe": timedelta(minutes=60),
        "frist": timedelta(),
    }
)


@dataclass(frozen=True)
class MeetingDraft:
    """A meeting that is not stored yet; times as in Meeting.

    `later`: of a time that the clock shows twice, the second one; None if that is not given.
    `rrule` makes a series of it. Without `uid` it gets one; `recurrence` is for occurrences
    that another calendar repeats.
    """

    kind: Kind
    title: str
    starts: str
    ends: str
    all_day: bool
    timezone: str
    place: str | None = None
    description: str | None = None
    register_by: str | None = None
    later: bool | None = None
    rrule: str | None = None
    uid: str | None = None
    recurrence: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class DraftSpan:
    """The first and the last moment of a meeting, in UTC."""

    starts_at: datetime
    ends_at: datetime


def span(starts: str, ends: str, timezone: str, *, all_day: bool, later: bool = False) -> DraftSpan:
    """Return the moments; whole days end at the midnight after the last one."""
    zone = ZoneInfo(timezone)
    if all_day:
        after = (date.fromisoformat(ends) + _DAY).isoformat()
        return DraftSpan(moment(starts, zone), moment(after, zone))
    starts_at = _reading(starts, zone, later=later)
    ends_at = moment(ends, zone)
    if ends_at < starts_at:
        ends_at = _reading(ends, zone, later=True)
    return DraftSpan(starts_at, max(starts_at, ends_at))


def is_later(meeting: Meeting) -> bool:
    """Return whether it starts at the second of two readings."""
    return moment(meeting.starts, ZoneInfo(meeting.timezone)) < meeting.starts_at


def usual_end(kind: Kind, starts: str, *, all_day: bool) -> str:
    """Return the usual end, by wall time, of a meeting with a start only."""
    if all_day:
        return starts
    return (datetime.fromisoformat(starts) + _LENGTHS[kind]).isoformat(timespec="minutes")


def shifted(ends: str, was: str, starts: str) -> str:
    """Return the end if the start is moved from `was` to `starts` and the length stays."""
    length = datetime.fromisoformat(ends) - datetime.fromisoformat(was)
    return (datetime.fromisoformat(starts) + length).isoformat()[: len(starts)]


def moved_slot(slot: Slot, was: str, starts: str, timezone: str) -> Slot:
    """Move a slot along with its meeting, which is moved from `was` to `starts`."""
    delta = datetime.fromisoformat(starts) - datetime.fromisoformat(was)
    moved = [datetime.fromisoformat(local) + delta for local in (slot.starts, slot.ends)]
    begin, end = (local.isoformat(timespec="minutes") for local in moved)
    moments = span(begin, end, timezone, all_day=False)
    return replace(
        slot, starts=begin, ends=end, starts_at=moments.starts_at, ends_at=moments.ends_at
    )


def _reading(local: str, zone: ZoneInfo, *, later: bool) -> datetime:
    """Return the moment; a time that does not exist has no later reading."""
    first = moment(local, zone)
    second = resolve(local, zone, fold=1) if later else first
    return max(first, second) if isinstance(second, datetime) else first


Verb = Literal["new", "change", "cancel"]


@dataclass(frozen=True)
class MeetingAction:
    """`fields` are those of MeetingDraft for "new", else those of editing.Changes.

    `whole`: all coming meetings of the series. `sequence` is that of the meeting when the
    action was read; it differs if somebody has changed the meeting since.
    """

    verb: Verb
    fields: Mapping[str, Any]
    number: int = 0
    whole: bool = False
    sequence: int = 0

    @classmethod
    def new(cls, draft: MeetingDraft) -> "MeetingAction":
        return cls("new", asdict(draft))

    @property
    def draft(self) -> MeetingDraft:
        return MeetingDraft(**self.fields)

    def starting(self, starts: str, *, later: bool) -> "MeetingAction":
        """Move it to another start, or to one of two readings; the length stays."""
        fields = dict(self.fields)
        fields["ends"] = shifted(fields["ends"], fields["starts"], starts)
        return replace(self, fields=fields | {"starts": starts, "later": later})
