"""Wording of dates that come from other calendars."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from commands.texts.markup import Bold, Code, Text, items, text
from storage.meetings import Kind, Meeting

# What a title says of the kind; the first that is found counts.
TITLE_KINDS: Mapping[Kind, re.Pattern[str]] = MappingProxyType(
    {
        "frist": re.compile(
            r"\b(?:anmelde|abgabe|einsende|einreichungs)(?:schluss|frist)\b|\bfrist\b",
            re.IGNORECASE,
        ),
        "netzwerktreffen": re.compile(
            r"\b(?:netzwerk|jahres)treffen\b|\bjahrestagung\b", re.IGNORECASE
        ),
        "arbeitsgruppe": re.compile(r"\b(?:arbeitsgruppe|(?-i:AG))\b", re.IGNORECASE),
        "online-konferenz": re.compile(r"\b(?:online|video)-?konferenz\b", re.IGNORECASE),
    }
)


def taken(created: int, prefix: str) -> Text:
    """To the management, of dates that were not announced one by one."""
    dates = "1 neuer Termin" if created == 1 else f"{created} neue Termine"
    were = "wurde" if created == 1 else "wurden"
    return text(
        f"Aus einem Kalender {were} {dates} übernommen. In den Räumen des Netzwerks {were} davon"
        " nichts angekündigt; die Erinnerungen kommen wie bei allen Terminen. Alle Termine zeigt ",
        Code(f"{prefix}termine"),
        ".",
    )


def failing(number: int, why: str) -> Text:
    """`number` is the place of the calendar in the configuration."""
    return text(
        f"Der {number}. Kalender aus der Konfiguration (calendar.urls) kann seit einem Tag nicht"
        f" gelesen werden: {why} Die Termine daraus bleiben, wie sie sind. Bitte prüfen Sie die"
        " Adresse."
    )


UNREACHABLE = "Der Server ist nicht erreichbar oder antwortet nicht rechtzeitig."
REFUSED = "Der Server gibt den Kalender nicht heraus."
TOO_LARGE = "Der Kalender ist größer als 2 MB."
SENT_ELSEWHERE = "Die Adresse leitet zu oft oder an eine Stelle weiter, die nicht erlaubt ist."


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
    dates = "1 Termin" if total == 1 else f"{total} Termine"
    counts = ", ".join(f"{count} {word}" for count, word in parts)
    return f"{dates} gelesen: {counts}."


def elsewhere(count: int) -> str:
    """They belong to the bot itself or to a calendar that it reads."""
    dates = "1 Termin gehört" if count == 1 else f"{count} Termine gehören"
    stays = "bleibt, wie er ist" if count == 1 else "bleiben, wie sie sind"
    return f"{dates} schon hierher oder zu einem anderen Kalender und {stays}."


def exported(count: int, file: str) -> str:
    dates = "1 Termin" if count == 1 else f"{count} Termine"
    return f"{dates} nach {file} geschrieben."


# --- the programme of a meeting


def programme_wanted(number: int, title: str) -> Text:
    return text(f"Das Programm zu Termin Nr. {number} (", Bold(title), ") wird gelesen.")


def programme_needs_file(prefix: str) -> Text:
    return text(
        "Bitte laden Sie das Programm als CSV-Datei oder Kalender (.ics) hoch, und antworten Sie"
        " auf die Datei, zum Beispiel mit ",
        Code(f"{prefix}termin programm 12"),
        ". Nötig sind die Spalten »beginn« und »titel«, möglich sind auch »datum«, »ende« und"
        " »ort«.",
    )


def programme_taken(meeting: Meeting, titles: Sequence[str], prefix: str) -> Text:
    points = "1 Punkt" if len(titles) == 1 else f"{len(titles)} Punkte"
    told = text(
        f"Das Programm zu Termin Nr. {meeting.meeting_id} (",
        Bold(meeting.title),
        f") ist gespeichert: {points}.",
    )
    shown = items(*titles[:10], numbered=True)
    see = text("Das ganze Programm zeigt ", Code(f"{prefix}termin {meeting.meeting_id}"), ".")
    return told + shown + see


def programme_kept(number: int) -> Text:
    return text(f"Das Programm zu Termin Nr. {number} bleibt, wie es ist.")


def programme_lost(number: int) -> Text:
    return text(
        f"Die Datei mit dem Programm zu Termin Nr. {number} konnte nicht gelesen werden. Bitte"
        " laden Sie sie noch einmal hoch."
    )
