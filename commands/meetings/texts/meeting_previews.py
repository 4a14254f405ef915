"""Previews of a meeting for managers, and reasons why it cannot be saved."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from commands.language.markup import Bold, Code, Text, items, text
from commands.language.texts.counting import counted, shortened
from commands.language.texts.dates import local
from commands.language.texts.times import recurrence
from commands.language.times import ClockChange, ClockChangeKind, read_rrule, wall
from commands.meetings.texts import meetings as shown
from storage.meetings.meetings import Meeting

_MOST = 5
NEW = "Neuer Termin"


# --- what would be done


def new(meeting: Meeting, rrule: str | None, dates: Sequence[str], zone: ZoneInfo) -> Text:
    """Preview a new meeting; `dates` are the starts of a series."""
    answer = text(Bold(f"{NEW}, {shown.KINDS[meeting.kind]} »{meeting.title}«"))
    if rrule is None:
        return answer + shown.facts(meeting, zone)
    rule = read_rrule(rrule)
    often = "" if rule is None else f": {recurrence(rule)}"
    answer += text(f"Eine Reihe{often}.") + shown.facts(meeting, zone)
    count = counted(len(dates), "Termin", "Termine")
    first = dates[:_MOST]
    some = "" if len(first) == len(dates) else f", die ersten {len(first)} davon"
    return answer + text(f"{count} in den nächsten 400 Tagen{some}:") + items(*map(local, first))


def changing(pairs: Sequence[tuple[Meeting, Meeting]], zone: ZoneInfo) -> Text:
    before, after = pairs[0]
    found = shown.differences(before, after, zone)
    if len(pairs) == 1:
        return text(Bold(f"Änderung: {shown.named(before)}")) + shown.compared(found)
    answer = text(Bold(f"Änderung: Reihe »{before.title}«, {len(pairs)} Termine"))
    return (
        answer + text(f"Beim ersten davon, Termin Nr. {before.meeting_id}:") + shown.compared(found)
    )


def cancelling(meeting: Meeting, reason: str | None, zone: ZoneInfo) -> Text:
    answer = text(Bold(f"Absage: {shown.named(meeting)}")) + text(shown.when(meeting, zone))
    return answer + _reason(reason)


def cancelling_all(chosen: Sequence[Meeting], reason: str | None, zone: ZoneInfo) -> Text:
    count = counted(len(chosen), "Termin", "Termine")
    answer = text(Bold(f"Absage: Reihe »{chosen[0].title}«, {count}"))
    lines = [f"Nr. {each.meeting_id}: {shown.when(each, zone)}" for each in chosen]
    return answer + items(*shortened(lines, _MOST)) + _reason(reason)


def _reason(reason: str | None) -> Text:
    return text(f"Grund: {reason}") if reason else text("Ohne Angabe eines Grundes.")


def same_day(others: Sequence[Meeting], zone: ZoneInfo) -> Text:
    count = counted(len(others), "Termin", "Termine", article="ein")
    answer = text(f"Zur gleichen Zeit oder am gleichen Tag steht schon {count}:")
    return answer + items(*(f"{shown.named(each)}: {shown.when(each, zone)}" for each in others))


def to_confirm(_prefix: str) -> Text:
    return text(
        "Stimmt das? ✅ speichert und kündigt an, ❌ verwirft. Sie können auch mit »ja« oder »nein«"
        " antworten."
    )


def reading(found: ClockChange, number: int) -> str:
    moment = local(wall(found.readings[number], found.zone))
    if found.kind is not ClockChangeKind.TWICE:
        return moment
    return f"{moment} ({('Sommerzeit', 'Winterzeit')[number]})"


# --- done


def saved(meeting: Meeting, rooms: int, prefix: str) -> Text:
    where = _in_rooms(rooms)
    number = meeting.meeting_id
    return text(f"Gespeichert: {shown.named(meeting)}. {where}") + text(
        "Ändern: ",
        Code(f"{prefix}termin ändern {number} titel …"),
        ", verlegen: ",
        Code(f"{prefix}termin verlegen {number} …"),
        ", absagen: ",
        Code(f"{prefix}termin absagen {number} …"),
    )


def done(count: int, rooms: int) -> Text:
    what = "Gespeichert." if count == 1 else f"Gespeichert: {count} Termine."
    return text(f"{what} {_in_rooms(rooms)}")


def _in_rooms(rooms: int) -> str:
    if rooms == 0:
        return "Angekündigt wird nichts, denn es ist kein Netzwerkraum eingerichtet."
    return (
        "Die Mitglieder lesen es im Netzwerkraum."
        if rooms == 1
        else f"Die Mitglieder lesen es in {rooms} Netzwerkräumen."
    )


def nothing_open(prefix: str) -> Text:
    return text(
        "Es wartet nichts auf Ihre Zustimmung. Einen Termin legen Sie an mit ",
        Code(f"{prefix}termin neu"),
    )


# --- refused


def changed_meanwhile(meeting: Meeting) -> Text:
    return text(
        f"Termin Nr. {meeting.meeting_id} wurde inzwischen geändert. Es wurde nichts gespeichert;"
        " bitte schreiben Sie den Befehl noch einmal."
    )


def cancelled_already(meeting: Meeting) -> Text:
    answer = text(f"Termin Nr. {meeting.meeting_id} ist abgesagt. Daran lässt sich nichts ändern.")
    return answer + text("Findet er doch statt, legen Sie bitte einen neuen Termin an.")


def over_already(meeting: Meeting) -> Text:
    return text(f"Termin Nr. {meeting.meeting_id} ist schon vorbei.")


def no_series(meeting: Meeting) -> Text:
    return text(
        f"Termin Nr. {meeting.meeting_id} gehört zu keiner Reihe. »alle« geht nur bei Reihen;"
        " bitte schreiben Sie den Befehl ohne dieses Wort."
    )


def none_to_come(meeting: Meeting) -> Text:
    return text(f"In der Reihe »{meeting.title}« kommt kein Termin mehr.")


def nothing_new(meeting: Meeting) -> Text:
    return text(f"Das ist bei Termin Nr. {meeting.meeting_id} schon so. Es gibt nichts zu ändern.")


REGISTERS_TOO_LATE = text(
    "Die Anmeldung endet erst nach dem Termin. Bitte prüfen Sie die beiden Zeiten."
)


NEVER = text(
    "Nach dieser Regel kommt in den nächsten 400 Tagen kein Termin. Bitte prüfen Sie sie, zum"
    " Beispiel: jeden ersten Dienstag im Monat 10 Uhr"
)
