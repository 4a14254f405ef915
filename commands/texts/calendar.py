"""What stands in calendar files, and why a calendar or a programme could not be read."""

from collections.abc import Sequence
from datetime import datetime

from commands.texts.dates import day
from commands.texts.markup import Text, text
from storage.meetings import Kind, Slot

UNTITLED = "Termin ohne Titel"


def category(kind: Kind) -> str:
    match kind:
        case "online-konferenz":
            return "Online-Konferenz"
        case "netzwerktreffen":
            return "Netzwerktreffen"
        case "arbeitsgruppe":
            return "Arbeitsgruppe"
        case "frist":
            return "Frist"


def cancelled(title: str) -> str:
    """Some calendars do not show the state of an entry, but all show its title."""
    return f"Abgesagt: {title}"


def reason(words: str) -> str:
    return f"Grund der Absage: {words}"


def register_by(local: datetime) -> str:
    return f"Anmeldung bis {_moment(local)}"


def programme(slots: Sequence[Slot]) -> str:
    points = "1 Punkt" if len(slots) == 1 else f"{len(slots)} Punkte"
    return "\n".join([f"Programm, {points}:", *map(_slot, slots)])


def _slot(slot: Slot) -> str:
    starts, ends = (datetime.fromisoformat(local) for local in (slot.starts, slot.ends))
    end = f"{ends:%H:%M} Uhr" if starts.date() == ends.date() else _moment(ends)
    until = "" if starts == ends else f" bis {end}"
    place = f" ({slot.place})" if slot.place else ""
    return f"{_moment(starts)}{until}: {slot.title}{place}"


def _moment(local: datetime) -> str:
    return f"{day(local)}, {local:%H:%M} Uhr"


# --- a calendar that is refused


def too_large() -> Text:
    return text(
        "Der Kalender ist zu groß (höchstens 2 MB und 2.000 Termine, davon 200 Serien)."
        " Bitte geben Sie einen kleineren Zeitraum aus."
    )


def no_calendar() -> Text:
    return text(
        "Das ist kein Kalender im Format iCalendar (.ics). Bitte prüfen Sie den Link oder die"
        " Datei."
    )


def broken_calendar(line: int) -> Text:
    return text(
        f"Der Kalender ist beschädigt oder unvollständig (Zeile {line}). Es wurde nichts geändert."
        " Bitte geben Sie ihn neu aus."
    )


def not_published() -> Text:
    return text(
        "Das ist die Antwort auf eine Einladung, kein Kalender. Bitte geben Sie den Kalender selbst"
        " als Datei (.ics) aus."
    )


# --- a programme that is refused


def programme_too_large(most: int) -> Text:
    return text(f"Das Programm ist zu groß (höchstens 500 KB und {most} Punkte).")


def programme_not_text() -> Text:
    return text(
        "Das ist weder eine CSV-Datei noch ein Kalender (.ics). Bitte speichern Sie das Programm"
        " als CSV-Datei."
    )


def programme_empty() -> Text:
    return text("Im Programm steht kein einziger Punkt.")


def programme_columns() -> Text:
    return text(
        "In der ersten Zeile der CSV-Datei fehlen Spalten. Nötig sind »beginn« und »titel«,"
        " möglich sind »datum«, »ende« und »ort«. Beispiel: beginn;ende;titel;ort"
    )


def programme_time(where: int) -> Text:
    return text(
        f"Programm, Zeile {where}: Beginn oder Ende ist nicht verständlich. Beispiel:"
        " 04.03.2027 13:00"
    )


def programme_no_day(where: int) -> Text:
    return text(
        f"Programm, Zeile {where}: Es fehlt der Tag, denn der Termin dauert mehrere Tage. Beispiel:"
        " 04.03.2027 13:00"
    )


def programme_outside(where: int) -> Text:
    return text(f"Programm, Zeile {where}: Der Punkt liegt nicht in der Zeit des Termins.")


def programme_end_first(where: int) -> Text:
    return text(f"Programm, Zeile {where}: Das Ende liegt vor dem Beginn.")


def programme_no_title(where: int) -> Text:
    return text(f"Programm, Zeile {where}: Der Titel fehlt.")


def programme_broken(where: int) -> Text:
    return text(f"Programm, Zeile {where}: Die Zeile passt nicht zum Aufbau der Datei.")
