"""What members read of dates: the list, and one of them in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.texts import offers
from commands.texts.dates import MONTHS, day
from commands.texts.guidelines import quoted
from commands.texts.markup import NOTHING, Bold, Code, Text, items, text
from commands.texts.meetings import (
    KINDS,
    LONGEST_PLACE,
    LONGEST_TITLE,
    Answers,
    cancelled_heading,
    counted,
    cut,
    facts,
    named,
    when,
)
from commands.texts.times import recurrence
from commands.times import read_rrule
from storage.meetings import Kind, Meeting, Slot

LIST_SUMMARY = "Zeigt, welche Termine anstehen."
WHICH = "Monat, alle oder Art"
ONE_SUMMARY = "Zeigt einen Termin mit Ort und Programm."
ONE_EXAMPLE = "termin 12"
LIST_EXAMPLE = "termine märz"
NUMBER = "Nr"
# More would not fit into one message.
MOST_POINTS = 40
ALL_WORDS = frozenset({"alle", "alles", "vergangene"})
THIS_MONTH = frozenset({"monat", "dieser monat", "diesen monat", "aktueller monat"})
NEXT_MONTH = frozenset({"naechster monat", "naechsten monat", "kommenden monat"})
IN_MONTH = ("im", "in", "monat", "seite")
# Also several of a kind.
MORE_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "fristen": "frist",
        "online-konferenzen": "online-konferenz",
        "konferenzen": "online-konferenz",
        "arbeitsgruppen": "arbeitsgruppe",
        "ags": "arbeitsgruppe",
        "netzwerktreffen": "netzwerktreffen",
    }
)


@dataclass(frozen=True)
class Asked:
    """What the list is about: at most one of them, else what is to come."""

    month: date | None = None
    year: int | None = None
    kind: Kind | None = None
    everything: bool = False


@dataclass(frozen=True)
class Line:
    """`more` dates of the same series are not listed."""

    meeting: Meeting
    more: int = 0


def listing(
    count: int,
    shown: Sequence[Line],
    asked: Asked,
    zone: ZoneInfo,
    prefix: str,
    *,
    more: bool,
) -> Text:
    """`more`: there is another page."""
    if count == 0:
        return _none(asked, prefix)
    if not shown:
        return text("So viele Seiten gibt es nicht. Von vorn: ", Code(f"{prefix}termine"))
    what = "1 Termin" if count == 1 else f"{count} Termine"
    some = f", {len(shown)} davon" if len(shown) < count else ""
    told = text(Bold(f"{what}{_about(asked)}{some}:")) + items(*(_line(x, zone) for x in shown))
    if more:
        told += text(*offers.to_go_on(prefix))
    return told + text("Einen im Ganzen: ", Code(f"{prefix}termin {shown[0].meeting.meeting_id}"))


def _line(line: Line, zone: ZoneInfo) -> str:
    meeting = line.meeting
    state = "abgesagt: " if meeting.state == "cancelled" else ""
    title = f"{cut(meeting.title, LONGEST_TITLE)} ({KINDS[meeting.kind]})"
    told = f"Nr. {meeting.meeting_id}: {state}{when(meeting, zone)}: {title}"
    if not line.more:
        return told
    return f"{told}; Reihe mit {line.more} {'weiteren' if line.more > 1 else 'weiterem'}"


def _about(asked: Asked) -> str:
    if asked.month is not None:
        return f" im {MONTHS[asked.month.month - 1]} {asked.month.year}"
    if asked.year is not None:
        return f" im Jahr {asked.year}"
    if asked.kind is not None:
        return f" der Art {KINDS[asked.kind]}"
    return " insgesamt, der späteste zuerst" if asked.everything else ""


def _none(asked: Asked, prefix: str) -> Text:
    if asked.everything:
        return text("Es ist noch kein Termin eingetragen.")
    told = text(f"Es steht kein Termin{_about(asked)} an.")
    return told + text("Auch vergangene zeigt ", Code(f"{prefix}termine alle"))


def not_understood(said: str, prefix: str) -> Text:
    return text(
        f"Unter {quoted(said)} kann ich keine Termine suchen. Möglich sind ein Monat, »alle« oder"
        f" eine der {len(KINDS)} Arten:"
    ) + items(
        (Code(f"{prefix}termine märz"),),
        (Code(f"{prefix}termine alle"),),
        *((Code(f"{prefix}termine {kind}"),) for kind in KINDS),
    )


# --- one in full


def one(
    meeting: Meeting,
    slots: Sequence[Slot],
    answers: Answers,
    rrule: str | None,
    now: datetime,
    zone: ZoneInfo,
) -> Text:
    told = text(Bold(named(meeting)))
    if meeting.state == "cancelled":
        told += cancelled_heading(meeting)
    elif meeting.starts_at <= now < meeting.ends_at:
        told += _running(meeting, slots, now)
    elif meeting.ends_at <= now:
        told += text("Dieser Termin ist vorbei.")
    told += facts(meeting, zone)
    rule = None if rrule is None else read_rrule(rrule)
    if rule is not None:
        told += text(f"Er gehört zu einer Reihe: {recurrence(rule)}.")
    told += programme(slots)
    return told if meeting.state == "cancelled" else told + counted(answers)


def hints(meeting: Meeting, prefix: str) -> Text:
    """What a member can do about a date to come."""
    number = meeting.meeting_id
    remind = text("Daran erinnern: ", Code(f"{prefix}erinnern {number} 1 Tag"))
    if meeting.kind == "frist":
        return remind
    return text("Sind Sie dabei? ", Code(f"{prefix}dabei {number}")) + remind


def _running(meeting: Meeting, slots: Sequence[Slot], now: datetime) -> Text:
    today = now.astimezone(ZoneInfo(meeting.timezone)).date().isoformat()
    present = [slot for slot in slots if slot.starts_at <= now < slot.ends_at]
    following = [slot for slot in slots if slot.starts_at > now]
    told = text("Dieser Termin läuft gerade.")
    for slot in present:
        told += text(Bold("Jetzt: "), _slot(slot))
    for slot in following[:1]:
        starts = slot.starts[:10]
        first = "" if starts == today else f"{day(date.fromisoformat(starts))}, "
        told += text(Bold("Als Nächstes: "), f"{first}{_slot(slot)}")
    return told


def programme(slots: Sequence[Slot]) -> Text:
    if not slots:
        return NOTHING
    points = "1 Punkt" if len(slots) == 1 else f"{len(slots)} Punkte"
    if len(slots) > MOST_POINTS:
        points += f", die ersten {MOST_POINTS} davon"
        slots = slots[:MOST_POINTS]
    days = [(key, list(of_day)) for key, of_day in groupby(slots, lambda s: s.starts[:10])]
    if len(days) == 1:
        return text(Bold(f"Programm, {points}:")) + items(*map(_slot, slots))
    told = text(Bold(f"Programm, {points} an {len(days)} Tagen:"))
    for key, of_day in days:
        told += text(f"{day(date.fromisoformat(key))}, {len(of_day)}:") + items(*map(_slot, of_day))
    return told


def _slot(slot: Slot) -> str:
    starts, ends = (datetime.fromisoformat(local) for local in (slot.starts, slot.ends))
    until = "" if starts == ends else f" bis {ends:%H:%M}"
    place = f" ({cut(slot.place, LONGEST_PLACE)})" if slot.place else ""
    return f"{starts:%H:%M}{until} Uhr: {cut(slot.title, LONGEST_TITLE)}{place}"


def no_such(number: int, prefix: str) -> Text:
    return text(
        f"Einen Termin Nr. {number} gibt es nicht. Was ansteht, zeigt ", Code(f"{prefix}termine")
    )
