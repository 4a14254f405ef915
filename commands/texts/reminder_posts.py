"""What is posted before a meeting: when it begins, seen from the moment of posting, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.texts import dates
from commands.texts.markup import NOTHING, Bold, Code, Inline, Link, Text, items, text
from commands.texts.meetings import is_link, when
from storage.meetings import Meeting, Slot

_HOUR = timedelta(hours=1)
_TOLERANCE = timedelta(minutes=5)
_MINUTES_UNTIL = timedelta(minutes=55)
_MOST_HOURS = 6


@dataclass(frozen=True)
class Look:
    """From where it is seen: moment and zone; `late` if it should have been said before."""

    now: datetime
    zone: ZoneInfo
    prefix: str
    late: bool = False
    personal: bool = False


def of_meeting(meeting: Meeting, register_at: datetime | None, look: Look) -> Text:
    """`register_at`: until when one can register, if that is told."""
    until = _until_day(meeting, look) if meeting.all_day else _until(meeting.starts_at, look)
    begins = "endet die Frist" if meeting.kind == "frist" else "beginnt"
    headline = f"{_label(look)}: {until} {begins} {quoted(meeting.title)}."
    facts = text(*_facts(meeting, look.zone), *_registration(register_at, look))
    return text(Bold(headline)) + facts + _next_step(meeting, look)


def of_registration(meeting: Meeting, register_at: datetime, look: Look) -> Text:
    until = _until(register_at, look)
    headline = f"{_label(look)}: {until} endet die Anmeldung zu {quoted(meeting.title)}."
    deadline = f"Anmeldeschluss: {dates.moment(register_at, look.zone)}\n"
    facts = text(deadline, *_facts(meeting, look.zone))
    return text(Bold(headline)) + facts + _next_step(meeting, look)


def of_slots(meeting: Meeting, slots: Sequence[Slot], look: Look) -> Text:
    """Parts of the programme that start together, at least one."""
    [first, *others] = slots
    until = _until(first.starts_at, look)
    if others:
        headline = f"{_label(look)}: {until} beginnen {len(slots)} Teile des Programms:"
        listed = items(*((Bold(quoted(slot.title)), *_at(slot.place)) for slot in slots))
    else:
        headline = f"{_label(look)}: {until} beginnt {quoted(first.title)}."
        listed = text("Wo: ", *_place(first.place)) if first.place else NOTHING
    about = text(f"Aus dem Programm von {quoted(meeting.title)}\n", *_facts(meeting, look.zone))
    return text(Bold(headline)) + listed + about + _next_step(meeting, look)


def quoted(title: str) -> str:
    """In German quotation marks; those in it become single ones."""
    return f"»{title.replace('»', '›').replace('«', '‹')}«"


def _label(look: Look) -> str:
    return "Erinnerung (verspätet)" if look.late else "Erinnerung"


def _until(at: datetime, look: Look) -> str:
    """Always with the time of the clock, so that nobody has to reckon from when it was said."""
    local = at.astimezone(look.zone)
    left = at - look.now
    clock = f"um {local:%H:%M} Uhr"
    if left < _MINUTES_UNTIL:
        return f"{_in_minutes(left)}, {clock},"
    hours = round(left / _HOUR)
    if hours <= _MOST_HOURS and abs(left - hours * _HOUR) <= _TOLERANCE:
        return f"In {hours} Stunde{'' if hours == 1 else 'n'}, {clock},"
    days = (local.date() - look.now.astimezone(look.zone).date()).days
    if days <= 2:
        return f"{_NEAR[days]} {clock}"
    return f"{_in_days(days)}, am {dates.day(local)}, {clock},"


_NEAR = ("Heute", "Morgen", "Übermorgen")


def _until_day(meeting: Meeting, look: Look) -> str:
    first = date.fromisoformat(meeting.starts)
    days = (first - look.now.astimezone(look.zone).date()).days
    return _NEAR[max(days, 0)] if days <= 2 else f"{_in_days(days)}, am {dates.day(first)},"


def _in_minutes(left: timedelta) -> str:
    """Never more than are left."""
    minutes = left // timedelta(minutes=1)
    if minutes < 1:
        return "In weniger als 1 Minute"
    return f"In {minutes} Minute{'' if minutes == 1 else 'n'}"


def _in_days(days: int) -> str:
    if days % 7 == 0:
        return "In 1 Woche" if days == 7 else f"In {days // 7} Wochen"
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
    return (f"\nAnmeldeschluss: {dates.moment(register_at, look.zone)}",)


def _next_step(meeting: Meeting, look: Look) -> Text:
    number, prefix = meeting.meeting_id, look.prefix
    more: tuple[Inline, ...] = ("Mehr dazu: ", Code(f"{prefix}termin {number}"))
    if look.personal:
        stop = Code(f"{prefix}nichterinnern {number}")
        return text(*more, "\nKeine weiteren Erinnerungen daran: ", stop)
    if meeting.kind == "frist":
        return text(*more)
    words = (Code(f"{prefix}{word} {number}") for word in ("dabei", "nichtdabei", "vielleicht"))
    yes, no, maybe = words
    answer: tuple[Inline, ...] = (
        "Sind Sie dabei? Bitte antworten Sie mit ✅ für ja, ❌ für nein oder ❔ für vielleicht, ",
        "oder schreiben Sie ", yes, ", ", no, " oder ", maybe, ".",
    )  # fmt: skip
    return text(*answer) + text(*more)
