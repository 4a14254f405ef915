"""What is said before a meeting: how soon it begins at the moment of the post, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.language.markup import NOTHING, Bold, Inline, Link, Text, items, text
from commands.language.texts import dates
from commands.language.texts.counting import counted
from commands.meetings.planning.plan import Stage, What, registration_ends_at
from commands.meetings.texts.meetings import is_link, when
from storage.meetings.meetings import Meeting, Slot

_HOUR = timedelta(hours=1)
_TOLERANCE = timedelta(minutes=5)
_MINUTES_UNTIL = timedelta(minutes=55)
_MOST_HOURS = 6


@dataclass(frozen=True)
class Look:
    """The moment and zone of the post."""

    now: datetime
    zone: ZoneInfo
    prefix: str
    personal: bool = False


@dataclass(frozen=True)
class Reminded:
    """What is said about one meeting: how soon it begins, and the facts."""

    headline: str
    facts: Text


def of_meeting(meeting: Meeting, register_at: datetime | None, look: Look) -> Reminded:
    """Remind of a meeting; `register_at` is the end of the registration, if there is one."""
    ends = meeting.kind == "frist"
    if meeting.all_day:
        until = _until_day(meeting, look)
    else:
        until = _until(meeting.starts_at, look, ends=ends)
    begins = "endet die Frist" if ends else "beginnt"
    facts = text(*_facts(meeting, look.zone), *_registration(register_at, look))
    return Reminded(f"{until} {begins} {quoted(meeting.title)}.", facts)


def of_registration(meeting: Meeting, register_at: datetime, look: Look) -> Reminded:
    until = _until(register_at, look, ends=True)
    deadline = f"Anmeldeschluss: {dates.end_moment(register_at, look.zone)}\n"
    facts = text(deadline, *_facts(meeting, look.zone))
    return Reminded(f"{until} endet die Anmeldung zu {quoted(meeting.title)}.", facts)


def of_slots(meeting: Meeting, slots: Sequence[Slot], look: Look) -> Reminded:
    """Remind of parts of the programme that start together, at least one."""
    [first, *others] = slots
    until = _until(first.starts_at, look)
    if others:
        headline = f"{until} beginnen {len(slots)} Teile des Programms:"
        listed = items(*((Bold(quoted(slot.title)), *_at(slot.place)) for slot in slots))
    else:
        headline = f"{until} beginnt {quoted(first.title)}."
        listed = text("Wo: ", *_place(first.place)) if first.place else NOTHING
    about = text(f"Aus dem Programm von {quoted(meeting.title)}\n", *_facts(meeting, look.zone))
    return Reminded(headline, listed + about)


def quoted(title: str) -> str:
    """Return it in German quotation marks; those in it become single ones."""
    return f"»{title.replace('»', '›').replace('«', '‹')}«"


def _until(at: datetime, look: Look, *, ends: bool = False) -> str:
    """Return how soon it is, always with the time of the clock, so that nobody has to reckon.

    An end at midnight is on the day before.
    """
    local = at.astimezone(look.zone)
    left = at - look.now
    day = dates.end_day(local) if ends else local.date()
    clock = f"um {dates.end_clock(local) if ends else f'{local:%H:%M}'} Uhr"
    if left < _MINUTES_UNTIL:
        return f"{_in_minutes(left)}, {clock},"
    hours = round(left / _HOUR)
    if hours <= _MOST_HOURS and abs(left - hours * _HOUR) <= _TOLERANCE:
        return f"In {counted(hours, 'Stunde', 'Stunden')}, {clock},"
    days = (day - look.now.astimezone(look.zone).date()).days
    if days <= 2:
        return f"{_NEAR[days]} {clock}"
    return f"{_in_days(days)}, am {dates.day(day)}, {clock},"


_NEAR = ("Heute", "Morgen", "Übermorgen")


def _until_day(meeting: Meeting, look: Look) -> str:
    first = date.fromisoformat(meeting.starts)
    days = (first - look.now.astimezone(look.zone).date()).days
    return _NEAR[max(days, 0)] if days <= 2 else f"{_in_days(days)}, am {dates.day(first)},"


def _in_minutes(left: timedelta) -> str:
    """Return the minutes, never more than are left."""
    minutes = left // timedelta(minutes=1)
    if minutes < 1:
        return "In weniger als 1 Minute"
    return f"In {counted(minutes, 'Minute', 'Minuten')}"


def _in_days(days: int) -> str:
    if days % 7 == 0:
        return f"In {counted(days // 7, 'Woche', 'Wochen')}"
    return f"In {days} Tagen"


def _facts(meeting: Meeting, zone: ZoneInfo) -> tuple[Inline, ...]:
    if meeting.kind == "frist":
        return ("Fristende: ", when(meeting, zone), *_where(meeting))
    return ("Wann: ", when(meeting, zone), *_where(meeting))


def _where(meeting: Meeting) -> tuple[Inline, ...]:
    if meeting.place:
        return ("\nWo: ", *_place(meeting.place))
    return () if meeting.kind == "frist" else ("\nWo: noch nicht angegeben",)


def _place(place: str) -> tuple[Inline, ...]:
    return (Link(place, place) if is_link(place) else place,)


def _at(place: str | None) -> tuple[Inline, ...]:
    return (", ", *_place(place)) if place else ()


def _registration(register_at: datetime | None, look: Look) -> tuple[Inline, ...]:
    if register_at is None or register_at <= look.now:
        return ()
    return (f"\nAnmeldeschluss: {dates.end_moment(register_at, look.zone)}",)


def words(
    meeting: Meeting, slots: Sequence[Slot], stage: str, starts_at: datetime, look: Look
) -> Reminded:
    """Return what a stage says; `slots` are all those of the meeting."""
    register_at = None if meeting.register_by is None else registration_ends_at(meeting)
    match Stage.parse(stage).what:
        case What.REGISTER:
            return of_registration(meeting, starts_at, look)
        case What.SLOT:
            together = [slot for slot in slots if slot.starts_at == starts_at]
            return of_slots(meeting, together, look)
        case What.MEETING:
            return of_meeting(meeting, register_at, look)
