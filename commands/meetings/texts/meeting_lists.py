"""Sentences of !termine and !termin: the list, and one meeting in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.conversation.texts import errors, offers
from commands.language.markup import NOTHING, Bold, Code, Text, items, text
from commands.language.texts.counting import counted
from commands.language.texts.dates import end_clock, local, month
from commands.language.texts.times import recurrence
from commands.language.times import read_rrule
from commands.language.visible import cut, quoted
from commands.meetings.texts.meetings import (
    KINDS,
    LONGEST_PLACE,
    LONGEST_TITLE,
    Answers,
    answers_so_far,
    cancelled_heading,
    coming,
    facts,
    named,
    when,
)
from storage.meetings.meetings import Kind, Meeting, Slot

LIST = (
    "Zeigt, welche Termine anstehen.",
    "termine märz",
    ("terminliste", "treffen", "nächste termine", "nächster termin"),
)
WHICH = "Monat, alle oder Art"
ONE = ("Zeigt einen Termin mit Ort und Programm.", "termin 12")
# More do not fit into one message.
MOST_POINTS = 40
ALL_WORDS = frozenset({"alle", "alles", "vergangene"})
THIS_MONTH = frozenset({"monat", "dieser monat", "diesen monat", "aktueller monat"})
NEXT_MONTH = frozenset({"naechster monat", "naechsten monat", "kommenden monat"})
# Folded -> first and last day from today, or from the Monday of this week.
DAYS: Mapping[str, tuple[int, int, str]] = MappingProxyType(
    {"heute": (0, 0, "heute"), "morgen": (1, 1, "morgen"), "uebermorgen": (2, 2, "übermorgen")}
)
WEEKS: Mapping[str, tuple[int, int, str]] = MappingProxyType(
    {
        **dict.fromkeys(("diese woche", "dieser woche", "woche"), (0, 6, "in dieser Woche")),
        **dict.fromkeys(
            ("naechste woche", "naechsten woche", "kommende woche", "kommenden woche"),
            (7, 13, "in der nächsten Woche"),
        ),
        **dict.fromkeys(
            ("uebernaechste woche", "uebernaechsten woche"), (14, 20, "in der übernächsten Woche")
        ),
    }
)
IN_MONTH = ("im", "in", "monat", "seite")
# Plurals and other words.
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
class MeetingFilter:
    """The subject of the list: at most one of these, else the coming meetings."""

    month: date | None = None
    year: int | None = None
    kind: Kind | None = None
    everything: bool = False
    # From the first to the last, as it was called.
    days: tuple[date, date, str] | None = None


@dataclass(frozen=True)
class Line:
    """A meeting; `more` of the same series are not listed."""

    meeting: Meeting
    more: int = 0


def listing(
    count: int,
    shown: Sequence[Line],
    query: MeetingFilter,
    zone: ZoneInfo,
    prefix: str,
    *,
    more: bool,
) -> Text:
    """List one page; `more`: there is another page."""
    if count == 0:
        return _none(query, prefix)
    if not shown:
        return errors.no_such_page(f"{prefix}termine")
    what = _meetings(count)
    some = f", {len(shown)} davon" if len(shown) < count else ""
    answer = text(Bold(f"{what}{_about(query)}{some}:")) + items(*(_line(x, zone) for x in shown))
    if more:
        answer += text(*offers.to_go_on(prefix))
    return answer + text(
        "Mehr zu einem Termin: ", Code(f"{prefix}termin {shown[0].meeting.meeting_id}")
    )


def _line(line: Line, zone: ZoneInfo) -> str:
    meeting = line.meeting
    state = "abgesagt: " if meeting.state == "cancelled" else ""
    title = f"{cut(meeting.title, LONGEST_TITLE)} ({KINDS[meeting.kind]})"
    words = f"Nr. {meeting.meeting_id}: {state}{when(meeting, zone)}: {title}"
    if not line.more:
        return words
    return f"{words}; Reihe mit {line.more} {'weiteren' if line.more > 1 else 'weiterem'}"


def _about(query: MeetingFilter) -> str:
    if query.month is not None:
        return f" im {month(query.month)}"
    if query.year is not None:
        return f" im Jahr {query.year}"
    if query.days is not None:
        return f" {query.days[2]}"
    if query.kind is not None:
        return f" der Art {KINDS[query.kind]}"
    return " insgesamt, der späteste zuerst" if query.everything else ""


def _none(query: MeetingFilter, prefix: str) -> Text:
    if query.everything:
        return text("Es ist noch kein Termin eingetragen.")
    answer = text(f"Es steht kein Termin{_about(query)} an.")
    return answer + text("Vergangene Termine zeigt ", Code(f"{prefix}termine alle"), ".")


def not_understood(words: str, prefix: str) -> Text:
    return text(
        f"{quoted(words)} verstehe ich hier nicht. Möglich sind ein Tag, eine Woche, ein Monat,"
        f" »alle« oder eine der {len(KINDS)} Arten:"
    ) + items(
        (Code(f"{prefix}termine heute"),),
        (Code(f"{prefix}termine nächste Woche"),),
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
    series: Sequence[Meeting] = (),
) -> Text:
    """Show it; `series` are the next ones of its series."""
    answer = text(Bold(named(meeting)))
    if meeting.state == "cancelled":
        answer += cancelled_heading(meeting)
    elif meeting.starts_at <= now < meeting.ends_at:
        answer += _running(meeting, slots, now)
    elif meeting.ends_at <= now:
        answer += text("Dieser Termin ist vorbei.")
    answer += facts(meeting, zone)
    rule = None if rrule is None else read_rrule(rrule)
    if rule is not None:
        answer += text(f"Er gehört zu einer Reihe: {recurrence(rule)}.")
    if series:
        answer += coming(series, zone)
    answer += programme(slots)
    return answer if meeting.state == "cancelled" else answer + answers_so_far(answers)


def hints(meeting: Meeting, prefix: str) -> Text:
    """Say what a member can do about a coming meeting."""
    number = meeting.meeting_id
    remind = text("Daran erinnern: ", Code(f"{prefix}erinnern {number} 1 Tag"))
    if meeting.kind == "frist":
        return remind
    return text("Sind Sie dabei? ", Code(f"{prefix}dabei {number}")) + remind


def _running(meeting: Meeting, slots: Sequence[Slot], now: datetime) -> Text:
    today = now.astimezone(ZoneInfo(meeting.timezone)).date().isoformat()
    present = [slot for slot in slots if slot.starts_at <= now < slot.ends_at]
    following = [slot for slot in slots if slot.starts_at > now]
    answer = text("Dieser Termin läuft gerade.")
    for slot in present:
        answer += text(Bold("Jetzt: "), _slot(slot))
    for slot in following[:1]:
        starts = slot.starts[:10]
        first = "" if starts == today else f"{local(starts)}, "
        answer += text(Bold("Als Nächstes: "), f"{first}{_slot(slot)}")
    return answer


def programme(slots: Sequence[Slot]) -> Text:
    if not slots:
        return NOTHING
    points = counted(len(slots), "Punkt", "Punkte")
    if len(slots) > MOST_POINTS:
        points += f", die ersten {MOST_POINTS} davon"
        slots = slots[:MOST_POINTS]
    days = [(key, list(of_day)) for key, of_day in groupby(slots, lambda s: s.starts[:10])]
    if len(days) == 1:
        return text(Bold(f"Programm, {points}:")) + items(*map(_slot, slots))
    answer = text(Bold(f"Programm, {points} an {len(days)} Tagen:"))
    for key, of_day in days:
        answer += text(f"{local(key)}, {len(of_day)}:") + items(*map(_slot, of_day))
    return answer


def _slot(slot: Slot) -> str:
    starts, ends = (datetime.fromisoformat(local) for local in (slot.starts, slot.ends))
    until = "" if starts == ends else f" bis {end_clock(ends)}"
    place = f" ({cut(slot.place, LONGEST_PLACE)})" if slot.place else ""
    return f"{starts:%H:%M}{until} Uhr: {cut(slot.title, LONGEST_TITLE)}{place}"


# The command that shows what `this_week` counts.
THIS_WEEK = "termine diese woche"


def this_week(count: int) -> str:
    return f"{_meetings(count)} in dieser Woche"


def _meetings(count: int) -> str:
    return counted(count, "Termin", "Termine")
