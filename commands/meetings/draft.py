"""A meeting that is still to be stored, and the moments that its wall times are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.times import moment, resolve
from storage.meetings import Kind, Meeting, Slot

_DAY = timedelta(days=1)
# How long something lasts if nobody said it.
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
    """Times as in Meeting. `later`: of a time that the clock shows twice, the second one; None if
    nobody said.

    `rrule` makes a series of it. Without `uid` it gets one; `recurrence` is for what another
    calendar repeats.
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
class Span:
    """The moments that a meeting lasts, in UTC."""

    starts_at: datetime
    ends_at: datetime


def span(starts: str, ends: str, timezone: str, *, all_day: bool, later: bool = False) -> Span:
    """Whole days end at the midnight after the last one."""
    zone = ZoneInfo(timezone)
    if all_day:
        after = (date.fromisoformat(ends) + _DAY).isoformat()
        return Span(moment(starts, zone), moment(after, zone))
    starts_at = _reading(starts, zone, later=later)
    ends_at = moment(ends, zone)
    if ends_at < starts_at:
        ends_at = _reading(ends, zone, later=True)
    return Span(starts_at, max(starts_at, ends_at))


def is_later(meeting: Meeting) -> bool:
    """Whether it starts at the second of two readings."""
    return moment(meeting.starts, ZoneInfo(meeting.timezone)) < meeting.starts_at


def usual_end(kind: Kind, starts: str, *, all_day: bool) -> str:
    """If only the start was told; by the clock on the wall."""
    if all_day:
        return starts
    return (datetime.fromisoformat(starts) + _LENGTHS[kind]).isoformat(timespec="minutes")


def shifted(ends: str, was: str, starts: str) -> str:
    """The end, if what started at `was` starts at `starts` and lasts as long."""
    length = datetime.fromisoformat(ends) - datetime.fromisoformat(was)
    return (datetime.fromisoformat(starts) + length).isoformat()[: len(starts)]


def moved_slot(slot: Slot, was: str, starts: str, timezone: str) -> Slot:
    """Of a meeting that started at `was` and starts at `starts`."""
    delta = datetime.fromisoformat(starts) - datetime.fromisoformat(was)
    moved = [datetime.fromisoformat(local) + delta for local in (slot.starts, slot.ends)]
    begin, end = (local.isoformat(timespec="minutes") for local in moved)
    moments = span(begin, end, timezone, all_day=False)
    return replace(
        slot, starts=begin, ends=end, starts_at=moments.starts_at, ends_at=moments.ends_at
    )


def _reading(local: str, zone: ZoneInfo, *, later: bool) -> datetime:
    """Of a time that does not exist there is no later reading: it is as late as it seems."""
    first = moment(local, zone)
    second = resolve(local, zone, fold=1) if later else first
    return max(first, second) if isinstance(second, datetime) else first
