"""The words of the demo around the conversation."""

from collections.abc import Mapping
from pathlib import Path

NETWORK_ROOM = "Austausch"
MANAGEMENT_ROOM = "Netzwerkmanagement"
HOMESERVER_READY = "✓ Homeserver (Synapse), nur auf diesem Rechner"
PEOPLE_READY = "✓ Drei Personen"
BOT_READY = "✓ Bot"
STOPPED = "Beendet."
UNREADABLE = "(nicht entschlüsselbar)"
QUIT = "/quit"
# Words that follow a slash.
YES, NO = "ja", "nein"
ANSWER = "antwort"
FILE = "datei"
CHOICE = "wahl"
EDIT = "ändern"
REMOVAL = "entfernen"
DIRECT_CHAT = "Direktchat"
WELCOME = "Schreiben Sie zum Beispiel: !leitlinie Bonn      Mehr: /?      Ende: /quit"
HOW_TO = (
    "Zum Beispiel: !leitlinie Bonn   oder: !einreichen Bonn https://www.example.org\n"
    "Als /leitung: !termin neu online-konferenz »Losverfahren« in zwei Wochen 10 Uhr, dann: /ja\n"
    "  /mitglied       spricht als @mitglied im Raum »Austausch«\n"
    "  /kollegin       spricht als @kollegin im selben Raum: So lässt sich eine Frage beantworten\n"
    "  /direkt         spricht als @mitglied im Direktchat mit dem Bot, /direkt-kollegin als sie\n"
    "  /direkt-leitung spricht als @leitung im Direktchat mit dem Bot\n"
    "  /leitung        spricht als @leitung im Raum »Netzwerkmanagement«\n"
    "  /ja 1, /nein 1  reagiert als @leitung mit ✅ oder ❌ auf den Hinweis zu Einreichung Nr. 1\n"
    "  /ja, /nein      reagiert dort, wo Sie sprechen, auf die letzte Frage des Bots\n"
    "  /antwort Text   antwortet dort, wo Sie sprechen, auf die letzte Nachricht des Bots\n"
    "  /datei Pfad     lädt eine Datei hoch; ein Befehl dahinter steht dann bei der Datei\n"
    "  /wahl 2         reagiert mit 2️⃣ auf die letzte Auswahl, die der Bot Ihnen gab\n"
    "  /ändern Text    bearbeitet Ihre letzte Nachricht dort, /entfernen entfernt sie\n"
    "  /?              zeigt diese Liste\n"
    "  /quit           beendet die Vorführung"
)
REMOVED = "Ihre letzte Nachricht ist entfernt."
NO_DIRECT_CHAT = "Der Direktchat ließ sich nicht öffnen. Bitte versuchen Sie es noch einmal."
NOTHING_TO_REACT_TO = "Seit dem Start hat der Bot hier noch nichts gefragt."
REACTED_BEFORE = "Diese Reaktion auf die letzte Frage gab es schon."
NOTHING_SAID = "Seit dem Start haben Sie hier noch nichts geschrieben."
NOTHING_TO_CHOOSE = "Seit dem Start hat der Bot hier noch keine Auswahl gegeben."
CHOSEN_BEFORE = "Diese Reaktion auf die letzte Auswahl gab es schon."
NOTHING_TO_ANSWER = "Seit dem Start hat der Bot hier noch nichts geschrieben."


def starting(directory: Path) -> str:
    return f"Die Vorführung startet, das dauert etwa zehn Sekunden. Daten: {directory}"


def prompt(name: str, room: str) -> str:
    return f"{name} im Raum »{room}« › "


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
    return f"\nFür jedes andere Matrix-Programm: Homeserver {url}\n{people}\n"


def now_speaking(user_id: str, room: str) -> str:
    return f"Sie sprechen jetzt als {user_id} im Raum »{room}«."


def message_head(room: str, name: str, *, edited: bool) -> str:
    return f"[{room}] {name} (geändert):" if edited else f"[{room}] {name}:"


def file(name: str) -> str:
    return f"Datei: {name}"


def notice_begins(number: int) -> str:
    return f"Einreichung Nr. {number}:"


def no_notice(number: int) -> str:
    return (
        f"Seit dem Start kam kein Hinweis zu Einreichung Nr. {number}. Als /leitung geht es auch"
        f" mit !annehmen {number} oder !ablehnen {number} Grund."
    )


def reacted_before(number: int) -> str:
    return f"Diese Reaktion auf den Hinweis zu Einreichung Nr. {number} gab es schon."


def file_refused(name: str) -> str:
    return f"Der Homeserver nimmt die Datei {name} nicht an."


def no_file(path: str) -> str:
    return f"Die Datei {path} lässt sich nicht lesen."


def uploaded(name: str) -> str:
    return f"Die Datei {name} ist hochgeladen."
