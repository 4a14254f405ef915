"""Sentences of netzwerkbot backup and of what reads a backup."""

import signal
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from commands.language.texts.counting import counted, file_size, grouped
from commands.language.texts.dates import since

BACKUP = (
    "Sichert alles, was der Bot weiß, in eine Datei, auch während er läuft, und prüft sie; mit"
    " --verify prüft es eine, die es schon gibt."
)
HELP_FILE = "Die Sicherung: eine Datei, die es noch nicht gibt, oder mit --verify die zu prüfende."
HELP_CONFIG = "Die Konfigurationsdatei des Bots; zum Prüfen ist sie nicht nötig."
HELP_WORDS = "Die Datei mit der Passphrase, statt backup.passphrase_file der Konfiguration."
HELP_VERIFY = "Nur prüfen: lesen, die Datenbank untersuchen, Bonn nachschlagen."
HELP_REPLACE = "Die Datei ersetzen, wenn es sie schon gibt, sobald die neue geprüft ist."
NEEDS_CONFIG = "Zum Sichern ist die Konfigurationsdatei nötig: --config config.toml."


def made(file: Path, figures: str) -> str:
    return f"Gesichert und geprüft: {file}, {figures}"


def made_but_not_noted(file: Path, figures: str, reason: str) -> str:
    return (
        f"{made(file, figures)} Aber wer vergessen werden wollte, ließ sich in {file.parent} nicht"
        f" vermerken ({reason}). Bitte bewahren Sie dort auch forgotten.jsonl aus dem"
        " Datenverzeichnis auf."
    )


def verified(file: Path, figures: str) -> str:
    return f"Die Sicherung ist in Ordnung: {file}, {figures}"


def figures(
    size: int, made_at: datetime, schema: int, rows: int, documents: int, missing: int
) -> str:
    """Return what a backup holds; `missing` documents are not in it."""
    what = counted(documents, "Dokument", "Dokumente")
    but = f"; {missing_documents(missing)}" if missing else ""
    return (
        f"{file_size(size)}, Stand vom {made_at:%d.%m.%Y, %H:%M} Uhr (UTC), Schema {schema},"
        f" {grouped(rows)} Zeilen, {what}{but}."
    )


def missing_documents(count: int) -> str:
    what = counted(count, "Dokument fehlt", "Dokumente fehlen", article="ein")
    verb = "ist" if count == 1 else "sind"
    return f"{what} im Datenverzeichnis oder {verb} verändert"


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
    return (
        f"{path} kann nicht gelesen oder geschrieben werden: {reason}. Bitte prüfen Sie Pfad und"
        " Rechte."
    )


def disk_full(path: Path) -> str:
    return (
        f"Der Datenträger von {path} ist voll, die Sicherung ist nicht entstanden. Bitte schaffen"
        " Sie Platz."
    )


def no_room(directory: Path, needed: int, free: int) -> str:
    return (
        f"Für die Sicherung ist auf dem Datenträger von {directory} zu wenig Platz: nötig sind"
        f" {file_size(needed)}, frei {file_size(free)}. Bitte schaffen Sie Platz."
    )


ALREADY_RUNNING = "Es läuft schon eine Sicherung dieses Bots. Bitte warten Sie, bis sie fertig ist."


BUG = "Bei der Sicherung gab es einen unerwarteten Fehler. Bitte sehen Sie im Protokoll nach."


def no_database(file: Path) -> str:
    return f"Es gibt noch nichts zu sichern: {file} fehlt. Der erste Start des Bots legt sie an."


def no_directory(directory: Path) -> str:
    return (
        f"Das Verzeichnis {directory} gibt es nicht. Bitte legen Sie es an, lesbar nur für den Bot."
    )


def is_directory(path: Path) -> str:
    return f"{path} ist ein Verzeichnis. Bitte nennen Sie eine Datei darin, die es noch nicht gibt."


def exists(file: Path) -> str:
    return (
        f"{file} gibt es schon. Bitte nennen Sie eine andere Datei, oder ersetzen Sie diese mit"
        " --replace."
    )


def ended(code: int) -> str:
    """Return why there is none, of a process that said nothing; a negative code is a signal."""
    if code == -signal.SIGKILL:
        return (
            "Das Betriebssystem hat die Sicherung beendet (SIGKILL), meist weil der Arbeitsspeicher"
            " nicht reicht; ob es daran lag, zeigt journalctl -k (»out of memory«). Bitte beenden"
            " Sie andere Programme, oder geben Sie dem Rechner mehr Arbeitsspeicher."
        )
    what = f"Signal {-code}" if code < 0 else f"Exit-Code {code}"
    return (
        f"Der Prozess, der sichert, ist abgestürzt oder von jemandem beendet worden ({what}). Bitte"
        " sehen Sie im Protokoll des Bots nach (journalctl -u netzwerkbot)."
    )


def too_long(limit: timedelta) -> str:
    return f"Die Sicherung war nach {since(limit)} nicht fertig. Bitte prüfen Sie den Datenträger."


def broken(file: Path) -> str:
    return (
        f"Die Datenbank in der Sicherung {file} ist nicht in Ordnung. Bitte verwenden Sie eine"
        " andere, und lassen Sie die Datenbank des Bots mit netzwerkbot check prüfen."
    )


def newer_schema(file: Path) -> str:
    return (
        f"Die Datenbank in der Sicherung {file} stammt von einer neueren Version von Netzwerkbot."
        " Bitte verwenden Sie mindestens diese Version."
    )


def altered_schema(file: Path, migration: str) -> str:
    return (
        f"Die Sicherung {file} passt nicht zu diesem Programm: Die Migration {migration} ist hier"
        " eine andere. Bitte verwenden Sie die Version, die sie geschrieben hat."
    )


def not_upgraded(file: Path, reason: str) -> str:
    return (
        f"Die Datenbank für die Sicherung {file} lässt sich nicht auf den Stand dieses Programms"
        f" bringen ({reason}). Bitte verwenden Sie das Programm, das sie geschrieben hat, und"
        " melden Sie diesen Satz."
    )


def unusable(file: Path, place: str) -> str:
    return (
        f"In der Sicherung {file} findet der Bot {place} nicht. Bitte verwenden Sie eine andere,"
        " und prüfen Sie die Sammlung."
    )


NEW_DAMAGED = "Sie war unvollständig oder verändert. Bitte prüfen Sie den Datenträger."
NEW_BROKEN = (
    "Die Datenbank darin war nicht in Ordnung. Bitte prüfen Sie die des Bots mit netzwerkbot check,"
    " und den Datenträger."
)


def new_not_upgraded(reason: str) -> str:
    return (
        "Die Datenbank darin lässt sich nicht auf den Stand dieses Programms bringen"
        f" ({reason}). Bitte melden Sie diesen Satz."
    )


def new_unusable(place: str) -> str:
    return f"Der Bot findet {place} darin nicht. Bitte prüfen Sie die Sammlung."


def discarded(directory: Path, made_at: datetime, fault: str) -> str:
    """Return why a backup has got no name: the fault of it, as above."""
    return (
        f"Die Sicherung vom {made_at:%d.%m.%Y, %H:%M} Uhr (UTC) nach {directory} hat die Prüfung"
        f" nicht bestanden und ist verworfen. {fault}"
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
