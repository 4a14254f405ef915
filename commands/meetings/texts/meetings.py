"""Sentences about a meeting in the rooms: its announcement, and its changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.conversation.texts import errors
from commands.language.markup import NOTHING, Bold, Code, Inline, Link, Text, items, text
from commands.language.texts.counting import counted, shortened
from commands.language.texts.dates import between, end
from commands.language.times import ClockChange, ClockChangeKind, resolve
from commands.language.visible import cut
from storage.meetings.meetings import Kind, Meeting

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
    """How many gave each answer."""

    yes: int = 0
    no: int = 0
    maybe: int = 0


# --- when and where


def when(meeting: Meeting, zone: ZoneInfo) -> str:
    """Return "Mittwoch, 2. Dezember 2026, 10:00 bis 11:30 Uhr"; `zone` is that of the network."""
    is_deadline = meeting.kind == "frist" and meeting.starts == meeting.ends
    words = end(meeting.ends) if is_deadline else between(meeting.starts, meeting.ends)
    if meeting.all_day:
        return f"{words}, ganztägig"
    return f"{words}{_which_reading(meeting)}{_which_zone(meeting, zone)}"


def _which_reading(meeting: Meeting) -> str:
    """Name the reading of a start that the clock shows twice."""
    read = resolve(meeting.starts, ZoneInfo(meeting.timezone))
    if not isinstance(read, ClockChange) or read.kind is not ClockChangeKind.TWICE:
        return ""
    return " (Sommerzeit)" if meeting.starts_at == read.readings[0] else " (Winterzeit)"


def _which_zone(meeting: Meeting, zone: ZoneInfo) -> str:
    return "" if meeting.timezone == zone.key else f" (Ortszeit {meeting.timezone})"


def registration(meeting: Meeting) -> str | None:
    return None if meeting.register_by is None else f"bis {end(meeting.register_by)}"


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


def named(meeting: Meeting) -> str:
    """Return "Termin Nr. 12, Online-Konferenz »Losverfahren«"."""
    title = cut(meeting.title, LONGEST_TITLE)
    return f"Termin Nr. {meeting.meeting_id}, {KINDS[meeting.kind]} »{title}«"


def no_such(number: int, prefix: str) -> Text:
    return errors.no_such("Einen Termin", number, "Was ansteht,", f"{prefix}termine")


def facts(meeting: Meeting, zone: ZoneInfo) -> Text:
    """List time, place and all other facts except the title."""
    answer = text(Bold(when(meeting, zone)))
    if meeting.place:
        label = "Link: " if is_link(meeting.place) else "Ort: "
        answer += text(label, *place(meeting.place))
    if meeting.description:
        answer += text(cut(meeting.description, LONGEST_DESCRIPTION))
    deadline = registration(meeting)
    return answer if deadline is None else answer + text(f"Anmeldung {deadline}")


# --- the announcement


def announcement(
    meeting: Meeting,
    series: Sequence[Meeting],
    answers: Answers,
    slots: int,
    zone: ZoneInfo,
    prefix: str,
) -> Text:
    """Announce it; `series` are the coming meetings of the series that begins with this one."""
    answer = text(Bold(_heading(meeting))) + facts(meeting, zone)
    if meeting.state == "cancelled":
        answer = cancelled_heading(meeting) + answer
    if slots:
        programme = counted(slots, "Punkt", "Punkte")
        answer += text(f"Programm, {programme}: ", Code(f"{prefix}termin {meeting.meeting_id}"))
    if series:
        answer += coming(series, zone)
    if meeting.kind == "frist" or meeting.state == "cancelled":
        return answer
    return answer + _invitation(meeting, prefix, of_series=bool(series)) + answers_so_far(answers)


def _heading(meeting: Meeting) -> str:
    heading = named(meeting)
    return f"Abgesagt: {heading}" if meeting.state == "cancelled" else heading


def cancelled_heading(meeting: Meeting) -> Text:
    answer = text("Dieser Termin fällt aus.")
    return answer + _reason(meeting)


def _reason(meeting: Meeting) -> Text:
    return text(f"Grund: {meeting.reason}") if meeting.reason else NOTHING


def coming(series: Sequence[Meeting], zone: ZoneInfo) -> Text:
    count = "Der nächste Termin" if len(series) == 1 else f"Die nächsten {len(series)} Termine"
    return text(f"{count} dieser Reihe:") + items(*(_in_series(each, zone) for each in series))


def _in_series(meeting: Meeting, zone: ZoneInfo) -> str:
    remark = ", abgesagt" if meeting.state == "cancelled" else ""
    return f"Nr. {meeting.meeting_id}: {when(meeting, zone)}{remark}"


def _invitation(meeting: Meeting, prefix: str, *, of_series: bool) -> Text:
    number = meeting.meeting_id
    answer = text(
        "Sind Sie dabei? Reagieren Sie auf diese Nachricht mit ✅ (dabei), ❌ (nicht dabei) oder"
        " ❔ (vielleicht), oder schreiben Sie ",
        Code(f"{prefix}dabei {number}"),
        ".",
    )
    if not of_series:
        return answer
    return answer + text(
        f"Ihre Reaktion gilt nur für Termin Nr. {number}. Für einen anderen Tag schreiben Sie zum"
        " Beispiel ",
        Code(f"{prefix}dabei {number + 1}"),
        ".",
    )


def answers_so_far(answers: Answers) -> Text:
    if not (answers.yes or answers.no or answers.maybe):
        return NOTHING
    return text(
        f"Antworten bisher: {answers.yes} dabei, {answers.no} nicht dabei,"
        f" {answers.maybe} vielleicht."
    )


# --- what changed


@dataclass(frozen=True)
class MeetingDifference:
    """A label with the old and the new value; only the label if they are too long to repeat."""

    label: str
    was: tuple[Inline, ...] = ()
    now: tuple[Inline, ...] = ()


def differences(before: Meeting, after: Meeting, zone: ZoneInfo) -> list[MeetingDifference]:
    parts = [
        MeetingDifference(_TIME, (when(before, zone),), (when(after, zone),)),
        MeetingDifference("Titel", *((cut(m.title, LONGEST_TITLE),) for m in (before, after))),
        MeetingDifference("Art", (KINDS[before.kind],), (KINDS[after.kind],)),
        MeetingDifference("Ort oder Link", place(before.place), place(after.place)),
        MeetingDifference(
            "Anmeldung", *(((registration(m) or _NOTHING,)) for m in (before, after))
        ),
    ]
    found = [each for each in parts if each.was != each.now]
    changed = before.description != after.description
    return [*found, MeetingDifference("Beschreibung")] if changed else found


def changed(before: Meeting, after: Meeting, zone: ZoneInfo, prefix: str) -> Text:
    """Describe the change below the announcement, since nobody sees that a message was edited."""
    if after.state != before.state:
        return _state_changed(after, zone)
    found = differences(before, after, zone)
    only_time = [each.label for each in found] == [_TIME]
    count = counted(len(found), "Änderung", "Änderungen")
    heading = f"{named(before)}, ist verlegt." if only_time else f"{named(before)}: {count}."
    answer = text(Bold(heading)) + compared(found)
    if when(before, zone) == when(after, zone) or after.kind == "frist":
        return answer
    number = after.meeting_id
    return answer + text(
        "Haben Sie schon geantwortet, und passt es nun nicht mehr? Ihre neue Antwort zählt: ",
        Code(f"{prefix}dabei {number}"),
        " oder ",
        Code(f"{prefix}nichtdabei {number}"),
    )


def compared(found: Sequence[MeetingDifference]) -> Text:
    if [each.label for each in found] == [_TIME]:
        return text("Bisher: ", *found[0].was) + text("Neu: ", *found[0].now)
    return items(*map(_difference, found))


def _difference(difference: MeetingDifference) -> tuple[Inline, ...]:
    if not difference.was:
        return (f"{difference.label}: neu",)
    return (f"{difference.label}: bisher ", *difference.was, "; neu ", *difference.now)


def _state_changed(meeting: Meeting, zone: ZoneInfo) -> Text:
    if meeting.state == "planned":
        answer = text(Bold(f"{named(meeting)}, findet nun doch statt."))
        return answer + facts(meeting, zone)
    answer = text(Bold(f"Abgesagt: {named(meeting)}."))
    return answer + text(f"Der Termin fällt aus: {when(meeting, zone)}.") + _reason(meeting)


def series_changed(
    pairs: Sequence[tuple[Meeting, Meeting]], zone: ZoneInfo, prefix: str, *, shown: int = 10
) -> Text:
    """Describe the change of several meetings of one series together."""
    first, after = pairs[0]
    if len(pairs) == 1:
        return changed(first, after, zone, prefix)
    heading = f"Reihe »{cut(first.title, LONGEST_TITLE)}«: {len(pairs)} Termine"
    if after.state != first.state:
        answer = text(Bold(f"{heading} sind abgesagt.")) + _reason(after)
        return answer + items(*shortened([(_in_list(was, zone),) for was, _ in pairs], shown))
    answer = text(Bold(f"{heading} sind geändert."))
    if when(first, zone) == when(after, zone):
        return answer + compared(differences(first, after, zone))
    lines = [(_in_list(was, zone), "; neu ", when(now, zone)) for was, now in pairs]
    return answer + items(*shortened(lines, shown))


def _in_list(meeting: Meeting, zone: ZoneInfo) -> str:
    return f"Nr. {meeting.meeting_id}: bisher {when(meeting, zone)}"


# --- to the management


NOWHERE = text(
    "In keinem Raum wird das angekündigt: In der Konfiguration ist kein Netzwerkraum genannt"
    " ([rooms] network)."
)


# --- what failed for one of many


def not_reminded(meeting_id: int) -> Text:
    return _trouble(f"Die Erinnerungen an Termin Nr. {meeting_id}")


def not_refreshed(meeting_id: int) -> Text:
    return _trouble(f"Die Zahl der Antworten auf Termin Nr. {meeting_id}")


def not_asked(meeting_id: int) -> Text:
    return _trouble(f"Die Frage nach den Unterlagen zu Termin Nr. {meeting_id}")


def not_extended(first: str) -> Text:
    return _trouble(f"Weitere Termine der Reihe, die am {first[:10]} begonnen hat,")


def _trouble(what: str) -> Text:
    return text(
        f"{what} konnte ich wegen eines Fehlers nicht bearbeiten. Alles andere läuft weiter, und"
        " ich versuche es wieder. Bitte informieren Sie die technische Betreuung; der Grund steht"
        " im Protokoll."
    )
