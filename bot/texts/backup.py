"""Sentences of netzwerkbot backup and of what reads a backup."""

from collections.abc import Sequence
from pathlib import Path

from commands.language.texts.counting import file_size


def no_backup(file: Path) -> str:
    return f"{file} ist keine Sicherung von Netzwerkbot. Bitte nennen Sie eine andere Datei."


def newer_backup(file: Path, version: str) -> str:
    return (
        f"{file} wurde mit der neueren Version {version} von Netzwerkbot geschrieben. Bitte"
        " verwenden Sie mindestens diese Version."
    )


def damaged(file: Path) -> str:
    return (
        f"Die Sicherung {file} ist unvollständig oder verändert. Bitte verwenden Sie eine andere,"
        " und prüfen Sie den Datenträger."
    )


def needs_passphrase(file: Path) -> str:
    return (
        f"Die Sicherung {file} ist verschlüsselt. Bitte nennen Sie mit --passphrase-file die Datei"
        " mit der Passphrase, oder in der Konfiguration unter [backup] passphrase_file."
    )


def wrong_passphrase(file: Path) -> str:
    return (
        f"Die Passphrase passt nicht zur Sicherung {file}. Bitte verwenden Sie die, die beim"
        " Sichern galt."
    )


def failed(path: Path, reason: str) -> str:
    return f"{path} kann nicht gelesen oder geschrieben werden: {reason}."


def no_room(directory: Path, needed: int, free: int) -> str:
    return (
        f"Für die Sicherung ist auf dem Datenträger von {directory} zu wenig Platz: nötig sind"
        f" {file_size(needed)}, frei {file_size(free)}. Bitte schaffen Sie Platz."
    )


def configuration(left_out: Sequence[str]) -> str:
    """Return the comment above a configuration without secrets."""
    lines = [
        "# Die Konfiguration, wie sie beim Sichern galt. Pfade sind die des gesicherten Rechners."
    ]
    if left_out:
        lines.append(
            f"# Geheimnisse stehen nicht in der Sicherung; es fehlt: {', '.join(left_out)}"
        )
    return "\n".join(lines)
