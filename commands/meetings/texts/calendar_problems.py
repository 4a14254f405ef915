"""Sentences about calendars, entries and programmes that were not taken, and what helps."""

from commands.language.markup import Bold, Inline, Text, text
from commands.meetings.calendar.imported import (
    CalendarProblem,
    Fault,
    Faulty,
    Refusal,
    RefusedCalendar,
    Skipped,
)


def refused(refusal: RefusedCalendar) -> Text:
    match refusal.refusal:
        case Refusal.TOO_LARGE:
            return text(
                "Der Kalender ist zu groß. Möglich sind höchstens 2 MB und 2.000 Termine, davon 200"
                " Serien. Bitte geben Sie einen kürzeren Zeitraum aus."
            )
        case Refusal.NO_CALENDAR:
            return text(
                "Das ist kein Kalender im Format iCalendar (.ics). Bitte prüfen Sie die Datei oder"
                " den Link."
            )
        case Refusal.OLD_FORMAT:
            return text(
                "Das ist ein Kalender im alten Format vCalendar 1.0 (.vcs). Es wurde nichts"
                " geändert. Bitte geben Sie den Kalender im Format iCalendar (.ics) aus."
            )
        case Refusal.BROKEN:
            return text(
                f"Der Kalender ist beschädigt oder unvollständig (Zeile {refusal.line}). Es wurde"
                " nichts geändert. Bitte geben Sie den Kalender noch einmal aus."
            )
        case Refusal.NOT_PUBLISHED:
            return text(
                "Das ist die Antwort auf eine Einladung, kein Kalender. Bitte geben Sie den"
                " Kalender selbst als Datei (.ics) aus."
            )


def skipped(entry: Skipped) -> Text:
    return text(*skipped_line(entry))


def skipped_line(entry: Skipped) -> tuple[Inline, ...]:
    in_part = entry.problem in (CalendarProblem.RULE, CalendarProblem.END)
    how = "Nur zum Teil übernommen" if in_part else "Nicht übernommen"
    return f"{how}: ", Bold(entry.title), f". {_problem(entry.problem)}"


def _problem(problem: CalendarProblem) -> str:
    match problem:
        case CalendarProblem.TIME:
            return "Beginn oder Ende fehlt oder ist nicht verständlich."
        case CalendarProblem.END_FIRST:
            return "Das Ende liegt vor dem Beginn."
        case CalendarProblem.TOO_LONG:
            return "Der Termin dauert länger als ein Jahr."
        case CalendarProblem.FAR_AWAY:
            return "Der Termin liegt vor 1990 oder nach 2199."
        case CalendarProblem.ZONE:
            return "Die Zeitzone ist nicht bekannt."
        case CalendarProblem.RULE:
            return (
                "Die Wiederholung ist nicht oder nicht ganz verständlich. Übernommen sind der erste"
                " Termin und höchstens die der nächsten 400 Tage. Möglich ist täglich, wöchentlich,"
                " monatlich oder jährlich."
            )
        case CalendarProblem.END:
            return "Das Ende ist nicht verständlich: Übernommen ist nur der Beginn."
        case CalendarProblem.PRIVATE:
            return "Der Termin ist im Kalender als privat gekennzeichnet."


def programme(faulty: Faulty) -> Text:
    where = f"Programm, Zeile {faulty.line}: "
    example = "Beispiel: 04.03.2027 13:00"
    match faulty.fault:
        case Fault.TOO_LARGE:
            return text("Das Programm ist zu groß. Möglich sind höchstens 500 KB und 200 Punkte.")
        case Fault.NOT_TEXT:
            return text(
                "Das Programm ist weder eine CSV-Datei noch ein Kalender (.ics). Bitte speichern"
                " Sie es als CSV-Datei."
            )
        case Fault.EMPTY:
            return text("Im Programm steht kein einziger Punkt.")
        case Fault.COLUMNS:
            return text(
                "In der ersten Zeile des Programms fehlen Spalten, oder eine steht zweimal da."
                " Nötig sind »beginn« und »titel«, möglich sind auch »datum«, »ende« und »ort«."
                " Beispiel: beginn;ende;titel;ort"
            )
        case Fault.BROKEN:
            return text(f"{where}Die Zeile passt nicht zum Aufbau der Datei.")
        case Fault.TIME:
            return text(f"{where}Beginn oder Ende ist nicht verständlich. {example}")
        case Fault.NO_DAY:
            return text(f"{where}Es fehlt der Tag, denn der Termin dauert mehrere Tage. {example}")
        case Fault.OUTSIDE:
            return text(f"{where}Der Punkt liegt nicht an einem Tag des Termins.")
        case Fault.END_FIRST:
            return text(f"{where}Das Ende liegt vor dem Beginn.")
        case Fault.NO_TITLE:
            return text(f"{where}Der Titel fehlt.")
