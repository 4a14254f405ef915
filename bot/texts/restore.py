"""Sentences of netzwerkbot restore."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from commands.language.texts.counting import counted
from commands.language.texts.dates import moment

RESTORE = (
    "Stellt eine Sicherung wieder her. Der Bot darf dabei nicht laufen. Beim nächsten Start sieht"
    " er in den Räumen nach, was er seit der Sicherung schon gesagt hat, und sagt nichts zweimal."
)
HELP_FILE = "Die Sicherung; mit --database eine Datenbank."
HELP_REPLACE = (
    "Ersetzt, was im Datenverzeichnis liegt; das Bisherige kommt dort in einen Ordner mit Datum."
)
HELP_DATABASE = (
    "Die Datei ist eine Datenbank allein, zum Beispiel aus Litestream. Dokumente bleiben, wie sie"
    " sind."
)
NOT_ENCRYPTED = (
    "Eine Datenbank allein ist nicht verschlüsselt. Bitte lassen Sie --passphrase-file weg."
)


def begins(file: Path, directory: Path) -> str:
    return f"{file} wird nach {directory} wiederhergestellt …"


def not_empty(directory: Path) -> str:
    return (
        f"In {directory} liegen schon Daten von Netzwerkbot. Mit --replace werden sie dort in einen"
        " Ordner mit Datum gelegt und ersetzt."
    )


def other_account(file: Path, made_by: str, user_id: str) -> str:
    return (
        f"Die Sicherung {file} ist vom Konto {made_by}, in der Konfiguration steht {user_id}."
        " Bitte tragen Sie unter matrix.user_id das Konto der Sicherung ein."
    )


def newer_schema(file: Path) -> str:
    return (
        f"{file} wurde mit einer neueren Version von Netzwerkbot geschrieben. Bitte verwenden Sie"
        " mindestens diese Version."
    )


def altered_schema(file: Path, name: str) -> str:
    return (
        f"{file} wurde mit einem anderen Stand von Netzwerkbot geschrieben ({name}). Bitte"
        " verwenden Sie die Version, mit der gesichert wurde."
    )


def no_database(file: Path) -> str:
    return f"{file} ist keine Datenbank von Netzwerkbot. Bitte nennen Sie eine andere Datei."


def broken(file: Path) -> str:
    return (
        f"Die Datenbank in {file} ist beschädigt. Bitte verwenden Sie eine andere Sicherung, und"
        " prüfen Sie den Datenträger."
    )


def restored(as_of: datetime | None, zone: ZoneInfo, forgotten: int) -> str:
    """Return up to when it goes, and who is forgotten since."""
    lines = ["Wiederhergestellt."]
    if as_of is not None:
        lines.append(f"Stand: {moment(as_of, zone)}.")
    if forgotten:
        who = counted(forgotten, "Person wurde", "Personen wurden", article="Eine")
        verb = "ist" if forgotten == 1 else "sind"
        lines.append(f"{who} seitdem vergessen und {verb} deshalb auch hier gelöscht.")
    return " ".join(lines)


def former_data(directory: Path) -> str:
    return (
        f"Die bisherigen Daten liegen in {directory}. Wenn alles läuft, löschen Sie den Ordner"
        " bitte: Darin stehen auch Personen, die vergessen werden wollten."
    )


def former_config(file: Path) -> str:
    return f"Die Konfiguration aus der Sicherung (ohne Geheimnisse) liegt in {file}."


def next_step(command: str) -> str:
    return f"Nun starten Sie den Bot: {command}"
