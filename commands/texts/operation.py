"""What the operator reads when the program ends, starts, or is checked."""

import errno
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

_REASONS = MappingProxyType(
    {
        errno.EACCES: "keine Berechtigung",
        errno.EPERM: "keine Berechtigung",
        errno.ENOENT: "es gibt es nicht",
        errno.ENOTDIR: "ein Teil des Pfads ist kein Verzeichnis",
        errno.EISDIR: "es ist ein Verzeichnis",
        errno.EROFS: "der Datenträger ist schreibgeschützt",
        errno.ENOSPC: "der Datenträger ist voll",
        errno.EADDRINUSE: "der Port ist schon belegt",
        errno.EADDRNOTAVAIL: "diese Adresse hat der Rechner nicht",
    }
)


def reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)


def unreachable(homeserver: str, reason: str) -> str:
    return f"Der Homeserver {homeserver} ist nicht erreichbar ({reason})."


def refused(reason: str) -> str:
    return f"Der Homeserver hat eine Anfrage abgelehnt ({reason})."


def wrong_credential(user_id: str) -> str:
    return f"Der Homeserver nimmt das Passwort oder Zugriffstoken für {user_id} nicht an."


def wrong_account(configured: str, found: str) -> str:
    return (
        f"Konfiguriert ist {configured}, Token oder Datenverzeichnis gehören aber zu {found}."
        " Bitte passen Sie matrix.user_id oder storage.directory an."
    )


def lost_keys(device_id: str) -> str:
    return (
        f"Zum Gerät {device_id} des Zugriffstokens fehlen in diesem Datenverzeichnis die Schlüssel."
        " Bitte erzeugen Sie ein Token für ein neues Gerät."
    )


def damaged_file(path: str) -> str:
    return f"Die Datei {path} ist beschädigt. Bitte spielen Sie sie aus einer Sicherung zurück."


def no_such_room(room: str) -> str:
    return f"rooms: Den Raum {room} gibt es auf dem Homeserver nicht. Bitte prüfen Sie die Angabe."


def in_use(directory: Path) -> str:
    return f"Im Verzeichnis {directory} arbeitet schon ein anderer Netzwerkbot."


def foreign_database(path: Path) -> str:
    return f"{path} ist keine Datenbank von Netzwerkbot."


def newer_database(path: Path) -> str:
    return (
        f"{path} wurde von einer neueren Version von Netzwerkbot geschrieben."
        " Bitte verwenden Sie mindestens diese Version."
    )


def database_failed(path: Path, reason: str) -> str:
    return f"Die Datenbank {path} kann nicht benutzt werden: {reason}."


def disk_full(path: Path) -> str:
    return f"Der Datenträger von {path} ist voll. Bitte schaffen Sie Platz."


def directory_failed(path: Path, reason: str) -> str:
    return f"Das Verzeichnis {path} kann nicht benutzt werden: {reason}."


def not_listening(address: str, reason: str) -> str:
    return f"http.listen: Auf {address} kann der Bot keine Anfragen annehmen ({reason})."


def store_failed(path: Path) -> str:
    return f"Die Schlüssel in {path} lassen sich nicht lesen. Stammen sie aus einer Sicherung?"


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
CHECK_SERVER = "Homeserver"
CHECK_LOGIN = "Anmeldung"
CHECK_TIME = "Uhrzeit"
CHECK_ENCRYPTION = "Verschlüsselung"
CHECK_CROSS_SIGNING = "Quersignatur"
CHECK_MAIL = "Mailserver"
CHECK_HTTP = "HTTP"
CHECK_FEED = "Kalender-Abo"

FILE_OK = "gelesen, alle Schlüssel bekannt"
NO_ROOMS = "keine Räume konfiguriert"
NOT_STARTED_YET = "wird beim ersten Start eingerichtet"
KEYS_PUBLISHED = "Schlüssel des Geräts sind veröffentlicht"
KEYS_MISSING = "Schlüssel des Geräts fehlen auf dem Server; der nächste Start veröffentlicht sie"
SIGNED = "das Gerät ist vom Bot-Konto unterschrieben"
UNSIGNED = "das Gerät ist nicht unterschrieben; der nächste Start holt das nach"
FOREIGN = (
    "jemand anderes hat die Quersignatur des Kontos eingerichtet; vorsichtige Programme zeigen die"
    " Nachrichten des Bots nicht an"
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
ROOM_UNKNOWN_POWER = "der Bot ist im Raum; ob er dort schreiben darf, ist nicht zu erkennen"


def room_ok(*, encrypted: bool) -> str:
    kind = "verschlüsselt" if encrypted else "unverschlüsselt"
    return f"beigetreten, darf schreiben, {kind}"


def room_silent(level: int, needed: int) -> str:
    return f"beigetreten, darf aber nicht schreiben (Stufe {level}, nötig ist {needed})"


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


def http_free(address: str) -> str:
    return f"{address} ist frei"


def http_answers(address: str) -> str:
    return f"auf {address} antwortet schon ein Netzwerkbot, vermutlich dieser"


def calendar_name(network: str) -> str:
    return f"{network}: Termine"


UNKNOWN_HOST = "diesen Rechnernamen gibt es nicht"
FEED_OFF = "aus, weil http.feed_token_file fehlt"
FEED_OK = "Token gelesen"
