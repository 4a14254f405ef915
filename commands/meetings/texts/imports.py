"""Sentences about meetings from other calendars, and about programmes from files."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from commands.language.markup import Bold, Code, Inline, Text, items, text
from commands.language.patterns import Pattern
from commands.language.texts.counting import counted
from storage.meetings.meetings import Kind, Meeting

# Words of titles for each kind; the first match counts.
TITLE_KINDS: Mapping[Kind, Pattern] = MappingProxyType(
    {
        "frist": Pattern(
            r"\b(?:anmelde|abgabe|einsende|einreichungs)(?:schluss|frist)\b|\bfrist\b",
            re.IGNORECASE,
        ),
        "netzwerktreffen": Pattern(
            r"\b(?:netzwerk|jahres)treffen\b|\bjahrestagung\b", re.IGNORECASE
        ),
        "arbeitsgruppe": Pattern(r"\b(?:arbeitsgruppe|(?-i:AG))\b", re.IGNORECASE),
        "online-konferenz": Pattern(r"\b(?:online|video)-?konferenz\b", re.IGNORECASE),
    }
)

_LINK = Pattern(r"https?://[^\s<>\"]+", re.IGNORECASE)
_MEETING_LINK = Pattern(
    r"meetup-join|teams\.(?:microsoft|live)\.com/(?:l/)?meet|zoom(?:\.us|-x\.de|gov\.com)/|webex\.com/"
    r"|meet\.google\.com/|meet\.jit\.si/|jitsi|/b/[a-z0-9]{3}-[a-z0-9]{3}|bigbluebutton|\bbbb\b"
    r"|whereby\.com/|goto(?:meeting|meet)?\.(?:com|me)/|/join/|/rooms?/[a-z0-9]",
    re.IGNORECASE,
)
_TO_TAKE_PART = Pattern(
    r"\b(?:teilnehmen|teilnahme|beitreten|einwählen|einwahl|zugang\w*|join\w*|meeting|"
    r"video\w*|online-?(?:konferenz|raum|zugang)|konferenzraum|besprechungslink)\b[^\n]{0,60}$",
    re.IGNORECASE,
)


def meeting_link(description: str) -> str | None:
    """Return the first link by which people take part, by its look or by what stands before."""
    for line in description.split("\n"):
        for found in _LINK.finditer(line):
            link = found[0].rstrip(".,;:!?)'")
            if _MEETING_LINK.search(link) or _TO_TAKE_PART.search(line[: found.start()]):
                return link
    return None


def taken(created: int, prefix: str) -> Text:
    """Tell the management of meetings that were not announced one by one."""
    dates = counted(created, "neuer Termin", "neue Termine")
    were = "wurde" if created == 1 else "wurden"
    return text(
        f"Aus einem Kalender {were} {dates} übernommen. In den Räumen des Netzwerks {were} davon"
        " nichts angekündigt; die Erinnerungen kommen wie bei allen Terminen. Alle Termine zeigt ",
        Code(f"{prefix}termine"),
        ".",
    )


def failing(number: int, why: str) -> Text:
    """Say that a calendar fails; `number` is its place in the configuration."""
    return text(
        f"Der {number}. Kalender aus der Konfiguration (calendar.urls) kann seit einem Tag nicht"
        f" gelesen werden: {why} Die Termine daraus bleiben, wie sie sind. Bitte prüfen Sie die"
        " Adresse."
    )


MOST_NAMED = 10


def left_out(number: int, entries: Sequence[tuple[Inline, ...]]) -> Text:
    """List entries that were left out; `number` is the calendar's place in the configuration."""
    what = counted(len(entries), "Eintrag", "Einträge", article="ein")
    verb = "konnte" if len(entries) == 1 else "konnten"
    answer = text(
        f"Aus dem {number}. Kalender der Konfiguration (calendar.urls) {verb} {what} nicht oder"
        " nicht ganz übernommen werden:"
    )
    shown = items(*entries[:MOST_NAMED])
    more = len(entries) - MOST_NAMED
    return answer + shown + text(f"Dazu kommen {more} weitere.") if more > 0 else answer + shown


BUG = "Beim Übernehmen ist ein Fehler aufgetreten; Näheres steht im Protokoll."
UNREACHABLE = "Der Server ist nicht erreichbar oder antwortet nicht rechtzeitig."
REFUSED = "Der Server gibt den Kalender nicht heraus."
TOO_LARGE = "Der Kalender ist größer als 2 MB."
SENT_ELSEWHERE = "Die Adresse leitet zu oft oder an eine Stelle weiter, die nicht erlaubt ist."
NOT_STARTED = "Der Kalender konnte gerade nicht gelesen werden. Bitte versuchen Sie es noch einmal."


HELP_IMPORT = "Termine aus einem Kalender (.ics) übernehmen; nichts wird einzeln angekündigt."
HELP_EXPORT = "Alle Termine als Kalender (.ics) in eine Datei schreiben."
HELP_SOURCE = "Eine Datei (.ics) oder die Adresse eines Kalenders (https://…)."
HELP_TARGET = "Die Datei, die geschrieben wird."


def result(created: int, changed: int, cancelled: int, unchanged: int) -> str:
    parts = (
        (created, "neu"),
        (changed, "geändert"),
        (cancelled, "abgesagt"),
        (unchanged, "unverändert"),
    )
    total = sum(count for count, _ in parts)
    dates = counted(total, "Termin", "Termine")
    counts = ", ".join(f"{count} {word}" for count, word in parts)
    return f"{dates} gelesen: {counts}."


def elsewhere(count: int) -> str:
    """Count meetings that belong to the bot itself or to a calendar that it reads."""
    dates = counted(count, "Termin gehört", "Termine gehören")
    stays = "bleibt, wie er ist" if count == 1 else "bleiben, wie sie sind"
    return f"{dates} schon hierher oder zu einem anderen Kalender und {stays}."


def exported(count: int, file: str) -> str:
    dates = counted(count, "Termin", "Termine")
    return f"{dates} nach {file} geschrieben."


# --- the programme of a meeting

REMARK = "Bemerkung"


def programme_needs_file(prefix: str) -> Text:
    return text(
        "Bitte laden Sie das Programm als CSV-Datei oder Kalender (.ics) hoch, und antworten Sie"
        " auf die Datei, zum Beispiel mit ",
        Code(f"{prefix}termin programm 12"),
        ". Nötig sind die Spalten »beginn« und »titel«, möglich sind auch »datum«, »ende« und"
        " »ort«.",
    ) + programme_lines(prefix, 12)


def programme_lines(prefix: str, number: int) -> Text:
    return text(
        "So geht es in Zeilen: in der ersten ",
        Code(f"{prefix}termin programm {number}"),
        ", darunter je Punkt eine, zum Beispiel: ",
        Code("4.3. 13:00 Begrüßung (Großer Saal)"),
    )


def programme_taken(meeting: Meeting, titles: Sequence[str], prefix: str) -> Text:
    points = counted(len(titles), "Punkt", "Punkte")
    answer = text(
        f"Das Programm zu Termin Nr. {meeting.meeting_id} (",
        Bold(meeting.title),
        f") ist gespeichert: {points}.",
    )
    shown = items(*titles[:10], numbered=True)
    see = text("Das ganze Programm zeigt ", Code(f"{prefix}termin {meeting.meeting_id}"), ".")
    return answer + shown + see


def programme_kept(number: int) -> Text:
    return text(f"Das Programm zu Termin Nr. {number} bleibt, wie es ist.")


def programme_lost(number: int) -> Text:
    return text(
        f"Die Datei mit dem Programm zu Termin Nr. {number} konnte nicht gelesen werden. Bitte"
        " laden Sie sie noch einmal hoch."
    )
