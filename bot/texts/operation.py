"""The words for the operator: help texts and errors."""

import errno
from pathlib import Path
from types import MappingProxyType

from commands.language.markup import Text, text

PROGRAM = (
    "Netzwerkbot: ein Matrix-Bot für ein Netzwerk kommunaler Fachleute. Zuerst: netzwerkbot init"
    " richtet ihn ein."
)
VERSION = "Zeigt die Version."
CONFIG = "Die Konfigurationsdatei (Vorlage: config.example.toml)."
RUN = "Startet den Bot und hält ihn am Laufen."
BEGIN_ANEW = (
    "Mit einer leeren Datenbank beginnen, obwohl die Schlüssel schon da sind: wenn die Datenbank"
    " verloren ist und es keine Sicherung gibt."
)
ACCEPT_ROOM = (
    "Eine Adresse aus der Konfiguration, die in einen anderen Raum führt als bisher: Ab dem"
    " nächsten Start gilt der neue."
)
CHECK = (
    "Prüft Konfiguration, Anmeldung, Verschlüsselung, Räume, Mailserver und HTTP; ändert nichts."
)
COLLECTION = "Die Sammlung: suchen, einlesen, ausgeben."
DEMO = "Startet alles auf diesem Rechner zum Ausprobieren: Homeserver, Bot und drei Personen."
DEMO_DIRECTORY = "Wohin die Daten der Vorführung kommen."
DEMO_PORT = "Der Port des Homeservers auf diesem Rechner, 1 bis 65535."
DEMO_WEB = "Ein gebauter Web-Client, der dazu angeboten wird."
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


_OBSTACLES = MappingProxyType(
    {
        "NO_SUCH_HOST": "diesen Rechnernamen gibt es nicht",
        "NOBODY_LISTENS": "dort nimmt kein Programm Verbindungen an",
        "TIME_OUT": "keine Antwort innerhalb von 30 Sekunden",
        "NO_TLS": "dort antwortet etwas ohne TLS; ist https:// richtig?",
        "SERVER_ERROR": "er oder ein Proxy davor meldet den Fehler {}",
        "NO_JSON": "dort antwortet kein Matrix-Homeserver, sondern etwa eine Webseite, HTTP {}",
        "NOT_MATRIX": "dort antwortet kein Matrix-Homeserver, HTTP {}",
    }
)
# By OpenSSL's number of what is wrong.
_CERTIFICATES = MappingProxyType(
    {
        9: "gilt noch nicht; geht die Uhr dieses Rechners richtig?",
        10: "ist abgelaufen",
        18: "ist selbst ausgestellt",
        19: "stammt von einer Stelle, der dieser Rechner nicht vertraut",
        20: "stammt von einer Stelle, der dieser Rechner nicht vertraut",
        21: "ist unvollständig: Dem Server fehlt ein Zwischenzertifikat",
        62: "gilt für einen anderen Rechnernamen",
        64: "gilt für eine andere IP-Adresse",
    }
)
_OWN_AUTHORITY = frozenset({18, 19, 20, 21})
OWN_AUTHORITY = (
    "; eine eigene Zertifizierungsstelle legen Sie unter /usr/local/share/ca-certificates/ ab"
    " (Endung .crt, danach update-ca-certificates) oder nennen sie in der Umgebungsvariable"
    " SSL_CERT_FILE"
)


def obstacle(name: str, detail: str | int) -> str | None:
    """Return what keeps us from the homeserver; None if there are no words for it."""
    if name == "CERTIFICATE":
        number = int(detail)
        fault = _CERTIFICATES.get(number, "wird nicht anerkannt")
        return f"sein Zertifikat {fault}{OWN_AUTHORITY if number in _OWN_AUTHORITY else ''}"
    if name == "REDIRECT":
        return f"er leitet weiter{f' auf {detail}' if detail else ''}; ist die Adresse richtig?"
    words = _OBSTACLES.get(name)
    return None if words is None else words.format(detail)


def delegated(homeserver: str, target: str) -> str:
    return (
        f"Unter {homeserver} antwortet kein Homeserver. Laut .well-known ist er unter {target} zu"
        " erreichen: Bitte tragen Sie das als matrix.homeserver ein."
    )


def homeserver_with_path(homeserver: str, shortened: str) -> str:
    return (
        f"Unter {homeserver} antwortet kein Homeserver. Bitte geben Sie matrix.homeserver ohne Pfad"
        f" an, vermutlich {shortened}."
    )


def locked(user_id: str) -> str:
    return (
        f"Das Konto {user_id} ist auf dem Homeserver gesperrt. Bitte lassen Sie es von seiner"
        " Verwaltung entsperren."
    )


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


def outdated_keys(device_id: str) -> str:
    return (
        f"Die Schlüssel des Geräts {device_id} sind eine ältere Kopie: Der Homeserver kennt schon"
        " neuere. Bitte erzeugen Sie ein Zugriffstoken für ein neues Gerät, und melden Sie dieses"
        " ab."
    )


def damaged_file(path: str) -> str:
    return f"Die Datei {path} ist beschädigt. Bitte spielen Sie sie aus einer Sicherung zurück."


def no_such_room(room: str) -> str:
    return f"rooms: Den Raum {room} gibt es auf dem Homeserver nicht. Bitte prüfen Sie die Angabe."


def not_as_root(directory: Path, account: str, service: str) -> str:
    return (
        f"Das Datenverzeichnis {directory} gehört dem Konto {account}, und was root darin anlegt,"
        " könnte dieses Konto nicht lesen. Bitte starten Sie den Dienst (systemctl start"
        f" {service}) oder den Bot unter diesem Konto (runuser -u {account} -- netzwerkbot run …)."
    )


def in_use(directory: Path) -> str:
    return f"Im Verzeichnis {directory} arbeitet schon ein anderer Netzwerkbot."


def foreign_database(path: Path) -> str:
    return f"{path} ist keine Datenbank von Netzwerkbot."


def newer_database(path: Path, before: Path | None = None) -> str:
    """`before` is the backup that the newer version made of what was before it."""
    newer = (
        f"{path} wurde von einer neueren Version von Netzwerkbot geschrieben."
        " Bitte verwenden Sie mindestens diese Version."
    )
    if before is None:
        return newer
    return (
        f"{newer} Oder gehen Sie zurück auf den Stand vor dem Wechsel, mit »netzwerkbot restore"
        f" {before} --replace«; was seitdem geschrieben wurde, fehlt dann."
    )


def altered_database(path: Path, migration: str) -> str:
    return (
        f"{path} passt nicht zu diesem Programm: Die Migration {migration} ist hier eine andere."
        " Bitte verwenden Sie die Version, mit der der Bot zuletzt lief, oder spielen Sie eine"
        " Sicherung zurück, die zu dieser Version gehört."
    )


def lost_database(path: Path) -> str:
    return (
        f"Die Datenbank {path} fehlt oder ist leer, die Schlüssel des Bots sind aber da. Bitte"
        " spielen Sie eine Sicherung zurück. Gibt es keine, beginnt »netzwerkbot run --begin-anew«"
        " mit einer leeren Datenbank (Handbuch, »Wenn es keine Sicherung gibt«)."
    )


def database_not_lost(path: Path) -> str:
    return (
        f"--begin-anew: Die Datenbank {path} ist da, der Bot beginnt nicht neu. Bitte starten Sie"
        " ihn ohne diese Angabe."
    )


def database_damaged(path: Path) -> str:
    return (
        f"Die Datenbank {path} ist beschädigt, der Bot hält deshalb an. Bitte heben Sie das"
        " Verzeichnis auf, wie es ist, prüfen Sie den Datenträger, und spielen Sie die letzte"
        " Sicherung zurück."
    )


def store_damaged(path: Path) -> str:
    return (
        f"Die Schlüssel in {path} sind beschädigt, der Bot hält deshalb an. Bitte prüfen Sie den"
        " Datenträger, und löschen Sie in diesem Verzeichnis alles außer cross_signing.json: Der"
        " nächste Start legt mit dem Passwort ein neues Gerät an."
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


def ready(version: str, user_id: str, device_id: str, rooms: int, configured: int) -> str:
    where = f"in {rooms} Räumen" if rooms != 1 else "in einem Raum"
    return (
        f"Netzwerkbot {version}, {user_id}, Gerät {device_id}, {where} ({configured} konfiguriert):"
        " bereit"
    )


NO_ROOMS_CONFIGURED = (
    "Es sind keine Räume konfiguriert: Unter [rooms] stehen weder network noch management. Der Bot"
    " antwortet nur, wo er eingeladen ist, und kündigt nichts an."
)


def clock_off(seconds: int) -> str:
    """`seconds`: by which this machine is ahead."""
    way = "vor" if seconds > 0 else "nach"
    return (
        f"Die Uhr dieses Rechners geht gegenüber dem Homeserver {abs(seconds)} Sekunden {way}."
        " Bitte stellen Sie sie: Erinnerungen kommen sonst zur falschen Zeit."
    )


def room_waited_for(room: str) -> str:
    return (
        f"Den Raum {room} gibt es auf dem Homeserver nicht. Bitte prüfen Sie die Angabe unter"
        " [rooms]. Der Bot läuft ohne ihn und sucht weiter."
    )


def mail_refused(address: str) -> Text:
    return text(
        f"Der Mailserver nimmt Mails an {address} endgültig nicht an. Bitte prüfen Sie diese"
        " Adresse in der Konfiguration, Abschnitt [mail], recipients."
    )


def management_is_shared(other: str) -> str:
    return (
        f"rooms.management: Das ist derselbe Raum wie {other}; dort wären alle Mitglieder"
        " Management. Bitte geben Sie einen eigenen Raum an, in dem nur das Netzwerkmanagement ist."
    )


UNKNOWN_HOST = "diesen Rechnernamen gibt es nicht"
