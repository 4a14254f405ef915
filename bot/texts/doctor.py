"""The words of netzwerkbot check."""

from collections.abc import Sequence, Set
from pathlib import Path
from types import MappingProxyType

from commands.conversation.room_facts import OPEN, RoomFault


def schema_ok(version: int) -> str:
    return f"Schema {version}, wie es dieses Programm braucht"


def check_headline(path: Path) -> str:
    return f"Prüfung der Konfiguration {path}"


def check_line(subject: str, *, ok: bool, detail: str) -> str:
    return f"{'In Ordnung' if ok else 'Problem   '}  {subject}: {detail}"


def check_result(problems: int) -> str:
    if problems == 0:
        return "Ergebnis: Alles in Ordnung."
    return f"Ergebnis: {problems} Problem{'' if problems == 1 else 'e'} gefunden."


CHECK_FILE = "Konfigurationsdatei"
CHECK_DIRECTORY = "Datenverzeichnis"
CHECK_DATABASE = "Datenbank"
CHECK_SCHEMA = "Schema der Datenbank"
CHECK_WRITE = "Schreiben in die Datenbank"
CHECK_REGISTER = "Gemeindeverzeichnis"
CHECK_STORE = "Schlüsselspeicher"
CHECK_SERVER = "Homeserver"
CHECK_LOGIN = "Anmeldung"
CHECK_TIME = "Uhrzeit"
CHECK_ENCRYPTION = "Verschlüsselung"
CHECK_CROSS_SIGNING = "Quersignatur"
CHECK_ROOMS = "Räume"
CHECK_POWER = "Rechte des Kontos"
CHECK_MAIL = "Mailserver"
CHECK_HTTP = "HTTP"
CHECK_FEED = "Kalender-Abo"
CHECK_BACKUP = "Sicherung"
FILE_OK = "gelesen, alle Einstellungen bekannt"
DATABASE_NEW = "noch nicht angelegt; das tut der erste Start"
NOT_DAMAGED = "unbeschädigt (quick_check)"
WRITE_OK = "gelingt"
NOT_STARTED_YET = "wird beim ersten Start eingerichtet"
KEYS_PUBLISHED = "Schlüssel des Geräts sind veröffentlicht"
KEYS_MISSING = "Schlüssel des Geräts fehlen auf dem Server; der nächste Start veröffentlicht sie"
KEYS_OUTDATED = (
    "die Schlüssel des Geräts sind eine ältere Kopie, der Homeserver kennt schon neuere; mit dem"
    " Passwort legt der nächste Start ein neues Gerät an, sonst ist ein Zugriffstoken für ein neues"
    " Gerät nötig"
)


def former_device(device_id: str) -> str:
    return (
        f"das frühere Gerät {device_id} ist vielleicht noch angemeldet; mit dem Passwort meldet der"
        " nächste Start es ab"
    )


SIGNED = "das Gerät ist vom Bot-Konto unterschrieben"
UNSIGNED = "das Gerät ist nicht unterschrieben; der nächste Start holt das nach"
FOREIGN = (
    "jemand anderes hat die Quersignatur des Kontos eingerichtet; vorsichtige Programme zeigen die"
    " Nachrichten des Bots nicht an"
)
SERVER_ADMIN = (
    "das Bot-Konto verwaltet den ganzen Homeserver; der Bot braucht das nicht, bitte nehmen Sie ihm"
    " diese Rechte"
)


def file_open(path: Path) -> str:
    return f"{path} kann jedes Konto dieses Rechners lesen oder ändern; bitte: chmod o= {path}"


def not_for_account(path: Path, account: str, group: str) -> str:
    return (
        f"{path} kann das Konto {account} nicht lesen; bitte: chgrp {group} {path.parent} {path}"
        f" && chmod 750 {path.parent} && chmod 640 {path}"
    )


def no_pattern(entry: str) -> str:
    return (
        f"»{entry}« ist kein Platzhalter und trifft auf niemanden zu; bitte nennen Sie Server wie"
        " beispiel.de oder Personen wie @name:beispiel.de"
    )


def directory_ok(path: Path) -> str:
    return f"{path}, beschreibbar und nur für den Bot lesbar"


def directory_new(path: Path) -> str:
    return f"{path} wird beim ersten Start angelegt"


def directory_open(path: Path) -> str:
    return f"{path} ist auch für andere lesbar; bitte: chmod 700 {path}"


def server_versions(versions: Sequence[str]) -> str:
    return f"erreichbar, Matrix bis {versions[-1]}" if versions else "erreichbar"


def logged_in(user_id: str, device_id: str) -> str:
    return f"{user_id}, Gerät {device_id}"


def login_possible(user_id: str) -> str:
    return f"{user_id}, Passwort stimmt"


def time_differs(seconds: int) -> str:
    return f"weicht {seconds} Sekunden vom Homeserver ab; bitte stellen Sie die Uhr"


TIME_OK = "stimmt mit dem Homeserver überein"


def room(name: str) -> str:
    return f"Raum {name}"


ROOM_MISSING = "gibt es auf dem Homeserver nicht"
ROOM_NOT_JOINED = "der Bot ist nicht im Raum; bitte laden Sie ihn ein"
ROOM_INVITED = "der Bot ist eingeladen und kommt in den Raum, sobald er läuft"
ROOM_UNKNOWN_POWER = "der Bot ist im Raum; ob er dort schreiben darf, ist nicht zu erkennen"
ROOM_FAULTS = MappingProxyType(
    {
        RoomFault.NO_INVITATION: "man kann ihn ohne Einladung betreten und wäre dann Management",
        RoomFault.WORLD_READABLE: "jede Person kann darin mitlesen",
        RoomFault.UNENCRYPTED: "er ist nicht verschlüsselt",
    }
)


def room_faults(faults: Set[RoomFault]) -> str:
    """Say why the management room is not safe."""
    why = "; ".join(words for fault, words in ROOM_FAULTS.items() if fault in faults)
    closed = "; solange führt der Bot dort keine Befehle des Managements aus"
    return f"Raum des Managements: {why}{closed if faults & OPEN else ''}"


def alias_moved(alias: str) -> str:
    return (
        "die Adresse führt jetzt in einen anderen Raum als beim ersten Start; der Bot bleibt bei"
        f" dem bisherigen. Ist das Absicht: netzwerkbot check --accept-room '{alias}'"
    )


def alias_accepted(alias: str, room_id: str) -> str:
    return f"{alias} bedeutet ab dem nächsten Start den Raum {room_id}."


def no_alias(name: str) -> str:
    return (
        f"--accept-room: {name} ist keine Adresse eines Raums aus der Konfiguration. Angegeben wird"
        " sie, wie sie dort steht, zum Beispiel '#leitung:example.org'."
    )


def room_ok(name: str, *, encrypted: bool) -> str:
    kind = "verschlüsselt" if encrypted else "unverschlüsselt"
    shown = f"»{name}«, " if name else ""
    return f"{shown}der Bot ist im Raum, darf schreiben, {kind}"


def room_silent(level: int, needed: int) -> str:
    return f"der Bot ist im Raum, darf aber nicht schreiben (Stufe {level}, nötig ist {needed})"


MAIL_UNREACHABLE = "ist nicht erreichbar; bitte prüfen Sie mail.host, mail.port und mail.security"
MAIL_CERTIFICATE = "hat ein Zertifikat, das nicht stimmt oder dem dieser Rechner nicht vertraut"
MAIL_ENCRYPTION = "bietet diese Verschlüsselung nicht an; bitte prüfen Sie mail.security"
MAIL_LOGIN = "nimmt Benutzernamen oder Passwort nicht an; bitte prüfen Sie mail.username"
MAIL_REFUSED = "lehnt die Verbindung ab"


def mail_ok(host: str, port: int, *, with_login: bool) -> str:
    login = "Anmeldung stimmt" if with_login else "ohne Anmeldung"
    return f"{host}, Port {port}, erreichbar, {login}"


def mail_failed(host: str, port: int, what: str, detail: str) -> str:
    return f"{host}, Port {port}, {what} ({detail})"


def no_backup_directory(path: Path) -> str:
    return f"{path} gibt es nicht; bitte legen Sie das Verzeichnis an, lesbar nur für den Bot"


def backup_directory_closed(path: Path) -> str:
    return f"in {path} darf der Bot nicht schreiben; bitte geben Sie ihm das Verzeichnis"


def backup_ok(path: Path, at: str, *, beside_data: bool) -> str:
    """Return what is set; `beside_data`: it lies in the data directory."""
    but = "; geht das Datenverzeichnis verloren, sind auch sie verloren" if beside_data else ""
    return f"jede Nacht um {at} Uhr nach {path}, beschreibbar{but}"


def http_free(address: str) -> str:
    return f"{address} ist frei"


def http_answers(address: str) -> str:
    return f"auf {address} antwortet schon ein Netzwerkbot, vermutlich dieser"


FEED_OFF = "aus, weil http.feed_token_file fehlt"
FEED_OK = "Token gelesen"


# --- netzwerkbot health

HEALTH = "Sagt, ob der Bot arbeitet (Exit-Code 0) oder nicht (1); für Container und Überwachung."


def at_work(seconds: int) -> str:
    return f"Der Bot arbeitet; letzter Abgleich mit dem Homeserver vor {_seconds(seconds)}."


def never_ran(directory: Path, command: str) -> str:
    return f"Der Bot hat in {directory} noch nicht gearbeitet. Bitte starten Sie ihn: {command}"


def not_synced(seconds: int | None) -> str:
    last = "Es gab noch keinen" if seconds is None else f"Vor {_seconds(seconds)} war der letzte"
    return (
        f"{last} Abgleich mit dem Homeserver: Der Bot läuft nicht, oder er erreicht ihn nicht."
        " Bitte sehen Sie in sein Protokoll."
    )


def not_sent(minutes: int) -> str:
    return (
        f"Seit {minutes} Minuten wartet eine Nachricht darauf, gesendet zu werden. Den Grund nennt"
        " »netzwerkbot check«."
    )


def _seconds(number: int) -> str:
    return "einer Sekunde" if number == 1 else f"{number} Sekunden"
