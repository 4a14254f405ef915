"""What the demo says around the conversation."""

from collections.abc import Mapping
from pathlib import Path

NETWORK_ROOM = "Austausch"
MANAGEMENT_ROOM = "Netzwerkmanagement"
PREPARING_PEOPLE = "Zwei Personen melden sich an …"
STARTING_BOT = "Der Bot startet …"
STOPPED = "Beendet."
UNREADABLE = "(nicht entschlüsselbar)"
HOW_TO = (
    "Schreiben Sie zum Beispiel: !leitlinie Bonn   oder: !hilfe\n"
    "/leitung und /mitglied wechseln die Person und den Raum, /quit beendet."
)


def starting_homeserver(directory: Path) -> str:
    return f"Ein Homeserver (Synapse) startet auf diesem Rechner. Daten: {directory}"


def no_directory(directory: Path, reason: str) -> str:
    return f"Das Verzeichnis {directory} kann nicht benutzt werden: {reason}."


def start_over(directory: Path) -> str:
    return (
        f"Die Daten in {directory} passen nicht zusammen. Bitte löschen Sie das Verzeichnis und"
        " starten Sie die Vorführung noch einmal."
    )


def no_web_client(folder: Path | None) -> str:
    return f"In {folder} ist kein gebauter Web-Client. Bitte verwenden Sie: make demo-web"


def port_in_use(port: str) -> str:
    return (
        f"Der Port {port} ist schon belegt. Läuft die Vorführung schon?"
        " Sonst wählen Sie mit --port einen anderen."
    )


def no_homeserver(reason: str) -> str:
    return f"Der Homeserver konnte nicht starten: {reason}"


def web_client(address: str) -> str:
    return f"Im Browser ausprobieren: {address}"


def ready(url: str, passwords: Mapping[str, str]) -> str:
    people = "\n".join(
        f"  {user_id}   Passwort: {password}" for user_id, password in passwords.items()
    )
    return f"Bereit. Für jedes andere Matrix-Programm: Homeserver {url}\n{people}\n"


def now_speaking(user_id: str, room: str) -> str:
    return f"Sie sprechen jetzt als {user_id} im Raum »{room}«."
