"""Plan all stages of a meeting, with rooms, persons and moments; pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from commands.language.times import Lead, moment, parse_lead
from commands.language.times.quiet_hours import NEVER, QuietHours
from storage.meetings.meetings import Meeting, Slot
from storage.meetings.reminders import LIKE_ROOMS, SLOTS, Planned, Wish


class What(StrEnum):
    MEETING = "meeting"
    REGISTER = "register"
    SLOT = "slot"


@dataclass(frozen=True)
class Stage:
    """ "7d", "register:1d", "slot:10min"; written without "-"."""

    what: What
    lead: str

    def __str__(self) -> str:
        return self.lead if self.what is What.MEETING else f"{self.what}:{self.lead}"

    @classmethod
    def parse(cls, name: str) -> "Stage":
        what, _, lead = name.rpartition(":")
        return cls(What(what or What.MEETING), lead)


@dataclass(frozen=True)
class _Target:
    """The start of a meeting or slot, or the end of the registration.

    `local` is wall time; from `before` on no post makes sense.
    """

    what: What
    local: str
    at: datetime
    before: datetime


@dataclass(frozen=True)
class _Candidate:
    stage: Stage
    room_id: str
    starts_at: datetime
    wanted_at: datetime
    due_at: datetime


def plan(
    meeting: Meeting,
    slots: Sequence[Slot],
    leads: Sequence[Lead],
    register_leads: Sequence[Lead],
    quiet: QuietHours,
    rooms: Sequence[str],
    wishes: Iterable[Wish],
    now: datetime,
) -> tuple[Planned, ...]:
    """Return the posts still to come, by moment; none for a cancelled meeting.

    Rooms, and persons with the same reminders, get `leads` before the start and
    `register_leads` before the end of the registration, outside the quiet hours. A lead that a
    person chose is kept to the minute; only whole days, which begin at midnight, respect the
    quiet hours. Posts of one meeting at one moment in one room become one: the earliest start,
    the shortest lead.
    """
    if meeting.state == "cancelled":
        return ()
    wishes = tuple(wishes)
    listeners = (*rooms, *(wish.user_id for wish in wishes if wish.lead == LIKE_ROOMS))
    candidates = (
        *_of_rooms(meeting, leads, register_leads, quiet, dict.fromkeys(listeners)),
        *(one for wish in wishes for one in _of_person(meeting, slots, quiet, wish)),
    )
    return tuple(one for one in _merged(candidates) if one.due_at > now)


def _of_rooms(
    meeting: Meeting,
    leads: Sequence[Lead],
    register_leads: Sequence[Lead],
    quiet: QuietHours,
    listeners: Iterable[str],
) -> Iterator[_Candidate]:
    for room_id in listeners:
        for lead in leads:
            yield from _candidate(meeting, _start(meeting), lead, quiet, room_id)
        for target in _registration(meeting):
            for lead in register_leads:
                yield from _candidate(meeting, target, lead, quiet, room_id)


def _of_person(
    meeting: Meeting, slots: Sequence[Slot], quiet: QuietHours, wish: Wish
) -> Iterator[_Candidate]:
    of_slots = wish.lead.startswith(SLOTS)
    lead = parse_lead(wish.lead.removeprefix(SLOTS))
    if lead is None:
        return
    targets = map(_slot, slots) if of_slots else (_start(meeting),)
    for target in targets:
        hours = quiet if meeting.all_day and not of_slots else NEVER
        yield from _candidate(meeting, target, lead, hours, wish.user_id)


def _start(meeting: Meeting) -> _Target:
    return _Target(What.MEETING, meeting.starts, meeting.starts_at, meeting.starts_at)


def _slot(slot: Slot) -> _Target:
    return _Target(What.SLOT, slot.starts, slot.starts_at, slot.starts_at)


def _registration(meeting: Meeting) -> Iterator[_Target]:
    if meeting.register_by is not None:
        at = registration_ends_at(meeting)
        yield _Target(What.REGISTER, meeting.register_by, at, min(at, meeting.starts_at))


def registration_ends_at(meeting: Meeting) -> datetime:
    """Return `register_by` as a moment; without one, the start of the meeting."""
    if meeting.register_by is None:
        return meeting.starts_at
    return moment(meeting.register_by, ZoneInfo(meeting.timezone))


def _candidate(
    meeting: Meeting, target: _Target, lead: Lead, quiet: QuietHours, room_id: str
) -> Iterator[_Candidate]:
    wanted_at = _wanted_at(meeting, target, lead)
    due_at = quiet.shifted(wanted_at, target.before)
    if due_at < target.before:
        stage = Stage(target.what, str(lead))
        yield _Candidate(stage, room_id, target.at, wanted_at, due_at)


def _wanted_at(meeting: Meeting, target: _Target, lead: Lead) -> datetime:
    """Return the moment; minutes are counted back from the start, not by the clock."""
    if not lead.days and not lead.months:
        return target.at - timedelta(minutes=lead.minutes)
    return lead.before(target.local, ZoneInfo(meeting.timezone))


def _merged(candidates: Iterable[_Candidate]) -> Iterator[Planned]:
    ordered = sorted(_unique(candidates), key=_order)
    for (due_at, room_id), together in groupby(ordered, lambda one: (one.due_at, one.room_id)):
        first, *others = together
        merged = tuple(str(other.stage) for other in others)
        yield Planned(str(first.stage), room_id, first.starts_at, due_at, merged)


def _unique(candidates: Iterable[_Candidate]) -> Iterable[_Candidate]:
    """Drop repeated stages; wishes come last, so a lead chosen by a person wins."""
    return {(one.room_id, one.stage, one.starts_at): one for one in candidates}.values()


def _order(one: _Candidate) -> tuple[datetime, str, datetime, float, str]:
    """Sort by moment and room, then by start; the shortest lead comes first."""
    latest_first = -one.wanted_at.timestamp()
    return one.due_at, one.room_id, one.starts_at, latest_first, str(one.stage)
