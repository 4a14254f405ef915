"""What is said of a date in the rooms: its announcement, and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.texts.dates import day
from commands.texts.markup import NOTHING, Bold, Code, Inline, Link, Text, items, text
from commands.times import Change, ClockChange, resolve
from storage.meetings import Kind, Meeting

KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        "online-konferenz": "Online-Konferenz",
        "netzwerktreffen": "Netzwerktreffen",
        "arbeitsgruppe": "Arbeitsgruppe",
        "frist": "Frist",
    }
)
LONGEST_TITLE, LONGEST_PLACE, LONGEST_DESCRIPTION = 200, 300, 2000
_LONGEST_LINK = 1000
_LINKED = ("https://", "http://")
_NOTHING = "ohne Angabe"
_TIME = "Zeit"


@dataclass(frozen=True)
class Answers:
    """How many said what."""

    yes: int = 0
    no: int = 0
    maybe: int = 0


# --- when and where


def when(meeting: Meeting, zone: ZoneInfo) -> str:
    """ "Mittwoch, 2. Dezember 2026, 10:00 bis 11:30 Uhr"; `zone` is that of the network."""
    if meeting.all_day:
        days = day(date.fromisoformat(meeting.starts))
        if meeting.ends != meeting.starts:
            days += f" bis {day(date.fromisoformat(meeting.ends))}"
        return f"{days}, ganztägig"
    starts, ends = (datetime.fromisoformat(local) for local in (meeting.starts, meeting.ends))
    remark = _which_reading(meeting) + _which_zone(meeting, zone)
    if starts == ends:
        return f"{_moment(starts)}{remark}"
    if starts.date() == ends.date():
        return f"{day(starts)}, {starts:%H:%M} bis {ends:%H:%M} Uhr{remark}"
    return f"{_moment(starts)} bis {_moment(ends)}{remark}"


def _moment(local: datetime) -> str:
    return f"{day(local)}, {local:%H:%M} Uhr"


def _which_reading(meeting: Meeting) -> str:
    """Of a start that the clock shows twice."""
    read = resolve(meeting.starts, ZoneInfo(meeting.timezone))
    if not isinstance(read, ClockChange) or read.kind is not Change.TWICE:
        return ""
    return " (Sommerzeit)" if meeting.starts_at == read.readings[0] else " (Winterzeit)"


def _which_zone(meeting: Meeting, zone: ZoneInfo) -> str:
    return "" if meeting.timezone == zone.key else f" (Ortszeit {meeting.timezone})"


def registration(meeting: Meeting) -> str | None:
    if meeting.register_by is None:
        return None
    return f"bis {_moment(datetime.fromisoformat(meeting.register_by))}"


def place(words: str | None) -> tuple[Inline, ...]:
    if not words:
        return (_NOTHING,)
    return (Link(words, words),) if is_link(words) else (cut(words, LONGEST_PLACE),)


def is_link(words: str) -> bool:
    return (
        len(words) <= _LONGEST_LINK
        and words.startswith(_LINKED)
        and not any(map(str.isspace, words))
    )


def cut(words: str, longest: int) -> str:
    """What an import brings may be longer than a message can be."""
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def named(meeting: Meeting) -> str:
    """ "Termin Nr. 12, Online-Konferenz »Losverfahren«"."""
    title = cut(meeting.title, LONGEST_TITLE)
    return f"Termin Nr. {meeting.meeting_id}, {KINDS[meeting.kind]} »{title}«"


def facts(meeting: Meeting, zone: ZoneInfo) -> Text:
    """Time, place and the rest of what was told; not the title."""
    told = text(Bold(when(meeting, zone)))
    if meeting.place:
        label = "Link: " if is_link(meeting.place) else "Ort: "
        told += text(label, *place(meeting.place))
    if meeting.description:
        told += text(cut(meeting.description, LONGEST_DESCRIPTION))
    deadline = registration(meeting)
    return told if deadline is None else told + text(f"Anmeldung {deadline}")


# --- the announcement


def announcement(
    meeting: Meeting,
    series: Sequence[Meeting],
    answers: Answers,
    slots: int,
    zone: ZoneInfo,
    prefix: str,
) -> Text:
    """`series`: the coming dates of the series that begins with this one."""
    told = text(Bold(_heading(meeting))) + facts(meeting, zone)
    if meeting.state == "cancelled":
        told = cancelled_heading(meeting) + told
    if slots:
        programme = "1 Punkt" if slots == 1 else f"{slots} Punkte"
        told += text(f"Programm, {programme}: ", Code(f"{prefix}termin {meeting.meeting_id}"))
    if series:
        told += coming(series, zone)
    if meeting.kind == "frist" or meeting.state == "cancelled":
        return told
    return told + _invitation(meeting, prefix, of_series=bool(series)) + counted(answers)


def _heading(meeting: Meeting) -> str:
    heading = named(meeting)
    return f"Abgesagt: {heading}" if meeting.state == "cancelled" else heading


def cancelled_heading(meeting: Meeting) -> Text:
    told = text("Dieser Termin findet nicht statt.")
    return told + text(f"Grund: {meeting.reason}") if meeting.reason else told


def coming(series: Sequence[Meeting], zone: ZoneInfo) -> Text:
    count = "Der nächste Termin" if len(series) == 1 else f"Die nächsten {len(series)} Termine"
    return text(f"{count} dieser Reihe:") + items(*(_in_series(each, zone) for each in series))


def _in_series(meeting: Meeting, zone: ZoneInfo) -> str:
    remark = ", abgesagt" if meeting.state == "cancelled" else ""
    return f"Nr. {meeting.meeting_id}: {when(meeting, zone)}{remark}"


def _invitation(meeting: Meeting, prefix: str, *, of_series: bool) -> Text:
    number = meeting.meeting_id
    told = text(
        "Sind Sie dabei? Reagieren Sie auf diese Nachricht mit ✅ (dabei), ❌ (nicht dabei) oder"
        " ❔ (vielleicht), oder schreiben Sie ",
        Code(f"{prefix}dabei {number}"),
        ".",
    )
    if not of_series:
        return told
    return told + text(
        f"Die Reaktionen gelten für Termin Nr. {number}; für einen anderen der Reihe nennen Sie"
        " dessen Nummer."
    )


def counted(answers: Answers) -> Text:
    if not (answers.yes or answers.no or answers.maybe):
        return NOTHING
    return text(
        f"Antworten bisher: {answers.yes} dabei, {answers.no} nicht dabei,"
        f" {answers.maybe} vielleicht."
    )


# --- what changed


@dataclass(frozen=True)
class Difference:
    """`told`: label, what it was, what it is; of words too long to be repeated only the label."""

    label: str
    was: tuple[Inline, ...] = ()
    now: tuple[Inline, ...] = ()


def differences(before: Meeting, after: Meeting, zone: ZoneInfo) -> list[Difference]:
    told = [
        Difference(_TIME, (when(before, zone),), (when(after, zone),)),
        Difference("Titel", *((cut(m.title, LONGEST_TITLE),) for m in (before, after))),
        Difference("Art", (KINDS[before.kind],), (KINDS[after.kind],)),
        Difference("Ort oder Link", place(before.place), place(after.place)),
        Difference("Anmeldung", *(((registration(m) or _NOTHING,)) for m in (before, after))),
    ]
    found = [each for each in told if each.was != each.now]
    changed = before.description != after.description
    return [*found, Difference("Beschreibung")] if changed else found


def changed(before: Meeting, after: Meeting, zone: ZoneInfo, prefix: str) -> Text:
    """Below the announcement; nobody sees that a message was edited."""
    if after.state != before.state:
        return _state_changed(after, zone)
    found = differences(before, after, zone)
    only_time = [each.label for each in found] == [_TIME]
    count = "1 Änderung" if len(found) == 1 else f"{len(found)} Änderungen"
    heading = f"{named(before)} ist verlegt." if only_time else f"{named(before)}: {count}."
    told = text(Bold(heading)) + compared(found)
    if when(before, zone) == when(after, zone) or after.kind == "frist":
        return told
    number = after.meeting_id
    return told + text(
        "Haben Sie schon geantwortet, und passt es nun nicht mehr? Ihre neue Antwort zählt: ",
        Code(f"{prefix}dabei {number}"),
        " oder ",
        Code(f"{prefix}nichtdabei {number}"),
    )


def compared(found: Sequence[Difference]) -> Text:
    if [each.label for each in found] == [_TIME]:
        return text("Bisher: ", *found[0].was) + text("Neu: ", *found[0].now)
    return items(*map(_difference, found))


def _difference(difference: Difference) -> tuple[Inline, ...]:
    if not difference.was:
        return (f"{difference.label}: neu",)
    return (f"{difference.label}: bisher ", *difference.was, "; neu ", *difference.now)


def _state_changed(meeting: Meeting, zone: ZoneInfo) -> Text:
    if meeting.state == "planned":
        told = text(Bold(f"{named(meeting)} findet nun doch statt."))
        return told + facts(meeting, zone)
    told = text(Bold(f"{named(meeting)} ist abgesagt.")) + text(f"Bisher: {when(meeting, zone)}")
    told += text("Neu: findet nicht statt")
    return told + text(f"Grund: {meeting.reason}") if meeting.reason else told


def series_changed(
    pairs: Sequence[tuple[Meeting, Meeting]], zone: ZoneInfo, prefix: str, *, shown: int = 10
) -> Text:
    """Several dates of one series, together."""
    first, after = pairs[0]
    if len(pairs) == 1:
        return changed(first, after, zone, prefix)
    heading = f"Reihe »{cut(first.title, LONGEST_TITLE)}«: {len(pairs)} Termine"
    if after.state != first.state:
        told = text(Bold(f"{heading} sind abgesagt."))
        told += text(f"Grund: {after.reason}") if after.reason else NOTHING
        return told + _listed([(_in_list(was, zone),) for was, _ in pairs], shown)
    told = text(Bold(f"{heading} sind geändert."))
    if when(first, zone) == when(after, zone):
        return told + compared(differences(first, after, zone))
    lines = [(_in_list(was, zone), "; neu ", when(now, zone)) for was, now in pairs]
    return told + _listed(lines, shown)


def _in_list(meeting: Meeting, zone: ZoneInfo) -> str:
    return f"Nr. {meeting.meeting_id}: bisher {when(meeting, zone)}"


def _listed(lines: Sequence[tuple[Inline, ...]], shown: int) -> Text:
    left = len(lines) - shown
    more = [(f"und {left} weitere",)] if left > 0 else []
    return items(*lines[:shown], *more)


# --- to the management


def nowhere() -> Text:
    return text(
        "In keinem Raum wird das angekündigt: In der Konfiguration ist kein Netzwerkraum genannt"
        " ([rooms] network)."
    )
