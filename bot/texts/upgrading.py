"""What is said of an upgrade of the database: before, meanwhile, afterwards, and if it fails."""

from datetime import timedelta
from pathlib import Path

from commands.language.texts.counting import file_size
from commands.language.texts.dates import since


def step(found: int, known: int) -> str:
    return f"Schema {found} → {known}"


def begins(found: int, known: int, target: Path, patience: timedelta) -> str:
    return (
        f"Die Datenbank bekommt einen neuen Stand ({step(found, known)}). Vorher wird sie nach"
        f" {target} gesichert und geprüft; das dauert {_about(patience)}."
    )


def backed_up(target: Path, size: int, took: timedelta) -> str:
    return f"Gesichert und geprüft in {since(took)}: {target}, {file_size(size)}"


def done(found: int, known: int, took: timedelta) -> str:
    return f"{step(found, known)}: fertig in {since(took)}"


def planned(found: int, known: int, target: Path, patience: timedelta) -> str:
    return (
        f"{step(found, known)}: Der nächste Start sichert die Datenbank vorher nach {target} und"
        f" bringt sie dann auf den neuen Stand; das dauert {_about(patience)}"
    )


def impossible(found: int, known: int, reason: str) -> str:
    return f"{step(found, known)}: {reason}"


def not_by_showing(found: int, known: int) -> str:
    return (
        f"Die Datenbank hat noch den Stand einer älteren Version ({step(found, known)}), und dieser"
        " Aufruf ändert nichts. Der nächste Start des Bots sichert sie und bringt sie auf den neuen"
        " Stand; rufen Sie danach noch einmal auf."
    )


def stays(found: int, reason: str) -> str:
    return (
        f"Die Datenbank bleibt, wie sie war (Schema {found}), denn vorher muss sie gesichert sein:"
        f" {reason} Bis dahin kann das bisherige Programm mit ihr weiterarbeiten."
    )


def failed(found: int, known: int, reason: str, backup: Path) -> str:
    return (
        f"{step(found, known)} ist nicht gelungen ({reason}). Die Datenbank ist, wie sie war: Bitte"
        " lassen Sie das bisherige Programm weiterlaufen, und melden Sie diesen Satz. Die Sicherung"
        f" von eben liegt in {backup}."
    )


def _about(patience: timedelta) -> str:
    seconds = patience.total_seconds()
    if seconds < 60:
        return "weniger als eine Minute"
    return f"etwa {round(seconds / 60) + 1} Minuten"
