"""The words of netzwerkbot init: questions, what comes of the answers, and what is in the way."""

import math
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

from bot.texts.setup_written import SYSTEM_DIRECTORY
from commands.language.texts.counting import counted

# --- the command

INIT = (
    "Richtet den Bot ein: fragt nach Homeserver, Konto, Räumen und allem, was er braucht, und legt"
    " die Konfiguration an. Überschreibt nichts."
)
INIT_CONFIG = "Die Konfigurationsdatei, die angelegt oder ergänzt wird."
INIT_MISSING = "Eine vorhandene Konfiguration um das ergänzen, was fehlt."
INIT_VARIABLES = "Nicht fragen, sondern alles aus Umgebungsvariablen nehmen (siehe Handbuch)."

WELCOME = (
    "Netzwerkbot wird eingerichtet. Steht hinter einer Frage etwas in eckigen Klammern, gilt das,"
    " wenn Sie nur die Eingabetaste drücken. Strg-C beendet; ein neuer Aufruf macht dort weiter."
)
RESUMED = "Von einem früheren Aufruf ist ein Entwurf da. Was darin steht, gilt weiter."
NO_TERMINAL = (
    "netzwerkbot init fragt an einem Terminal, hier ist keines. Bitte rufen Sie es an einem"
    " Terminal auf, oder mit --non-interactive und Umgebungsvariablen: Handbuch, »Ohne Fragen«."
)
NOT_HIDDEN = (
    "Dieses Terminal würde das Passwort bei der Eingabe zeigen. Bitte verwenden Sie ein anderes,"
    " oder --non-interactive mit NETZWERKBOT_MATRIX__PASSWORD_FILE."
)
INTERRUPTED = "Abgebrochen. Die Konfiguration ist unverändert; ein neuer Aufruf macht dort weiter."
INPUT_ENDED = (
    "Die Eingabe ist zu Ende, bevor alles beantwortet war. Die Konfiguration ist unverändert; ein"
    " neuer Aufruf macht dort weiter."
)
GO_ON = "Ein neuer Aufruf von netzwerkbot init macht dort weiter."
AGAIN = "Noch einmal versuchen: Eingabetaste; beenden: Strg-C"
CHECK_AND_AGAIN = "Bitte prüfen Sie die Angabe."
UNREADABLE = "Diese Eingabe ist nicht zu lesen (kein UTF-8). Bitte geben Sie sie noch einmal ein."
NEEDED = "Diese Angabe ist nötig."
YES_OR_NO = "Bitte antworten Sie mit ja oder nein."
NOTHING_MISSING = "Es fehlt nichts; die Konfiguration ist unverändert."


def prompt(question: str, default: str | None) -> str:
    return f"{question} [{default}]: " if default else f"{question}: "


def missing_variable(variable: str, meaning: str) -> str:
    return f"Es fehlt die Umgebungsvariable NETZWERKBOT_{variable}: {meaning}"


def missing_credential() -> str:
    return (
        "Es fehlt NETZWERKBOT_MATRIX__PASSWORD_FILE: die Datei mit dem Passwort des Bots (oder"
        " NETZWERKBOT_MATRIX__PASSWORD, NETZWERKBOT_MATRIX__ACCESS_TOKEN_FILE)"
    )


def at_work(directory: Path) -> str:
    return (
        f"In {directory} ist schon ein anderes netzwerkbot init am Werk. Bitte beenden Sie es oder"
        " warten Sie, bis es fertig ist."
    )


def no_account(directory: Path, service: str) -> str:
    return (
        f"{directory} gibt es noch nicht, und das Konto {service}, das darin lesen muss, auch"
        " nicht. Bitte legen Sie zuerst das Konto an (adduser --system --group --home"
        f" {SYSTEM_DIRECTORY} {service}); läuft der Bot unter einem anderen Konto, legen Sie das"
        " Verzeichnis selbst an, lesbar für dessen Gruppe."
    )


def cannot_write(path: Path, reason: str) -> str:
    return f"In {path} kann nicht geschrieben werden: {reason}."


def cannot_add(path: Path, section: str, lines: Sequence[str]) -> str:
    return (
        f"{path}: Der Abschnitt [{section}] lässt sich nicht von selbst ergänzen. Bitte tragen Sie"
        f" dort ein: {'; '.join(lines)}"
    )


def there(path: Path) -> str:
    return f"Die Konfiguration {path} ist schon da; sie bleibt, wie sie ist. Darin steht:"


def there_line(subject: str, detail: str) -> str:
    return f"  {subject}: {detail}"


SUBJECTS = MappingProxyType(
    {
        "matrix.homeserver": "Homeserver",
        "matrix.user_id": "Konto",
        "rooms.network": "Räume des Netzwerks",
        "rooms.exchange": "Raum für Fragen",
        "rooms.management": "Raum des Managements",
        "network.name": "Netzwerk",
        "mail.host": "Mailserver",
        "storage.directory": "Datenverzeichnis",
        "backup.directory": "Verzeichnis der Sicherungen",
    }
)
NOT_SET = "nicht angegeben"


BEGUN = (
    "Eine Ergänzung ist schon angefangen; netzwerkbot init --missing macht dort weiter, wo sie"
    " abgebrochen wurde."
)


def ways_on(path: Path) -> str:
    return (
        f"Was fehlt, ergänzt: netzwerkbot init --missing --config {path}\n"
        f"Ob alles stimmt, sagt: netzwerkbot check --config {path}"
    )


def nothing_to_complete(path: Path) -> str:
    return (
        f"--missing: Die Konfiguration {path} gibt es noch nicht. Bitte rufen Sie netzwerkbot init"
        " ohne --missing auf."
    )


def written(path: Path) -> str:
    return f"Die Konfiguration steht in {path}."


def start(path: Path, command: str, unit_file: Path | None) -> str:
    """Return how the bot is started; `unit_file` is still to be put in its place, if any is."""
    is_service = command.startswith("systemctl")
    if unit_file is None:
        again = (
            f" (läuft er schon: {command.replace(' start ', ' restart ')})" if is_service else ""
        )
        return f"So startet der Bot: {command}{again}"
    service = (
        f"cp {unit_file} /etc/systemd/system/ && systemctl daemon-reload"
        " && systemctl enable --now netzwerkbot"
    )
    if path != Path("/etc/netzwerkbot/config.toml"):
        service += " (die Unit liest /etc/netzwerkbot/config.toml)"
    if is_service:
        return f"So startet der Bot als Dienst: {service}"
    return f"So startet der Bot: {command}\nAls Dienst: {service}"


# --- homeserver and account

HOMESERVER = "Homeserver, zum Beispiel beispiel.de oder https://matrix.beispiel.de"
EXPECTED_HOMESERVER = (
    "Erwartet wird ein Name wie beispiel.de oder eine Adresse wie https://matrix.beispiel.de."
)
ACCOUNT = "Konto des Bots, zum Beispiel @netzwerkbot:beispiel.de"
EXPECTED_ACCOUNT = "Erwartet wird eine Kennung wie @netzwerkbot:beispiel.de oder nur netzwerkbot."
UNFIT_FOR_FILE = (
    "Das geht nicht: Am Anfang und Ende darf kein Leerzeichen stehen, dazwischen nur sichtbare"
    " Zeichen."
)


def homeserver_found(url: str) -> str:
    return f"Der Homeserver antwortet unter {url}."


def secret_question(kind: str, account: str) -> str:
    if kind == "password":
        return f"Passwort von {account} (wird nicht angezeigt; leer: anderes Konto)"
    return (
        "Dieser Homeserver nimmt keine Passwörter an. Zugriffstoken eines Geräts, das noch kein"
        " Programm benutzt (wird nicht angezeigt)"
    )


def credential_refused(kind: str, account: str) -> str:
    what = "Passwort" if kind == "password" else "Zugriffstoken"
    return (
        f"Der Homeserver nimmt das {what} für {account} nicht an. Bitte geben Sie Konto und {what}"
        " noch einmal ein."
    )


def stored_refused(file: Path, account: str) -> str:
    return (
        f"Der Homeserver nimmt für {account} nicht an, was in {file} steht. Bitte berichtigen Sie"
        " die Datei oder löschen Sie sie, und rufen Sie netzwerkbot init noch einmal auf."
    )


def logged_in(user_id: str) -> str:
    return f"Angemeldet als {user_id}."


def not_logged_out(device_id: str) -> str:
    return (
        f"Das Gerät {device_id} ist auf dem Homeserver vielleicht noch angemeldet; der nächste"
        " Aufruf von netzwerkbot init meldet es ab."
    )


def pausing(seconds: float) -> str:
    return f"Der Homeserver bittet um {_seconds(seconds)} Geduld. Es geht von selbst weiter."


def _seconds(seconds: float) -> str:
    return counted(math.ceil(seconds), "Sekunde", "Sekunden")


def pause_too_long(seconds: float) -> str:
    return (
        f"Der Homeserver nimmt zurzeit keine Anmeldung an und bittet um {_seconds(seconds)}"
        " Geduld. Bitte versuchen Sie es dann noch einmal."
    )


def secret_written(file: Path, *, is_shared: bool) -> str:
    """Return where it is; `is_shared`: the group of the folder may read it."""
    readers = "können nur Ihr Konto und das des Bots" if is_shared else "kann nur Ihr Konto"
    return f"Gespeichert in {file}; auf diesem Rechner {readers} die Datei lesen."


def secret_there(file: Path) -> str:
    return f"Die Datei {file} ist schon da; was darin steht, wird verwendet."


def secret_in_the_way(file: Path) -> str:
    return (
        f"In {file} steht schon etwas anderes; es wird nicht überschrieben. Bitte löschen Sie die"
        " Datei, wenn sie niemand braucht, und rufen Sie netzwerkbot init noch einmal auf."
    )


# --- rooms

NEW, NO_ROOM = "neu", "keiner"
NO_ROOM_WORDS = frozenset({"keiner", "keinen", "keine", "-", "ohne", "nein"})
ROOM_QUESTIONS = MappingProxyType(
    {
        "network": "Raum für Ankündigungen und Termine: Nummer, #Adresse, neu oder keiner",
        "exchange": "Raum für Fragen an das Netzwerk: Nummer, #Adresse, neu oder keiner",
        "management": "Raum des Netzwerkmanagements: Nummer, #Adresse, neu oder keiner",
    }
)
MANAGERS = (
    "Wer gehört zum Netzwerkmanagement? Kennungen wie @ada:beispiel.de, durch Kommas getrennt; sie"
    " werden in die neuen Räume eingeladen"
)
EXPECTED_PEOPLE = "Bitte nennen Sie wenigstens eine Person: Sonst könnte niemand andere einladen."
ALIAS = "Andere Adresse, nur der Teil zwischen # und Doppelpunkt; leer: keine Adresse"
EXPECTED_ALIAS = "Erwartet wird ein Wort ohne Leerzeichen und Doppelpunkt, zum Beispiel austausch2."
SAME_ROOM = (
    "Das Netzwerkmanagement braucht einen eigenen Raum: In diesem wären alle Mitglieder Management."
)


def rooms_seen(number: int) -> str:
    if number == 0:
        return "Das Konto ist in keinem Raum und hat keine Einladung. »neu« legt einen Raum an."
    if number == 1:
        return "Das Konto ist in einem Raum oder eingeladen:"
    return f"Das Konto ist in {number} Räumen oder eingeladen:"


def room_seen(number: int, name: str, *, invited: bool, encrypted: bool) -> str:
    kind = "Einladung" if invited else "beigetreten"
    return f"  {number}. {name} ({kind}, {'' if encrypted else 'un'}verschlüsselt)"


def expected_choice(number: int) -> str:
    numbers = f"eine Nummer von 1 bis {number}, " if number else ""
    return f"Erwartet wird {numbers}eine Adresse wie #austausch:beispiel.de, neu oder keiner."


def no_such_room(room: str) -> str:
    return f"Den Raum {room} gibt es auf dem Homeserver nicht. Bitte prüfen Sie die Angabe."


def made(name: str, address: str | None) -> str:
    where = f" unter {address}" if address else ", ohne Adresse"
    return f"Der verschlüsselte Raum »{name}« ist angelegt{where}."


def made_before(name: str) -> str:
    return f"Der Raum »{name}« ist von einem früheren Aufruf schon angelegt."


def may_not_create(user_id: str) -> str:
    return (
        f"Der Homeserver erlaubt {user_id} nicht, Räume anzulegen. Bitte legen Sie die Räume mit"
        " Ihrem eigenen Konto an, und laden Sie den Bot ein; dann können Sie sie hier wählen."
    )


WHEN_INVITED = "Die Liste neu laden, wenn der Bot eingeladen ist: Eingabetaste"


def not_created(reason: str) -> str:
    return f"Der Raum ließ sich nicht anlegen. {reason} Bitte wählen Sie einen vorhandenen."


def alias_taken(alias: str) -> str:
    return f"Die Adresse {alias} gehört schon zu einem anderen Raum. Bitte nennen Sie eine andere."


def not_invited(user_id: str, room: str) -> str:
    return (
        f"{user_id} ließ sich nicht in »{room}« einladen. Bitte prüfen Sie die Kennung, und laden"
        " Sie die Person dort selbst ein."
    )


# --- network, mail, data

NETWORK_NAME = "Name des Netzwerks"
SHORT_NAME = "Kurzname des Netzwerks"
STORAGE = "Datenverzeichnis"
BACKUP = "Verzeichnis für die nächtliche Sicherung (leer: keine)"
BACKUP_OR_NONE = "Verzeichnis für die nächtliche Sicherung (»-«: keine)"
BACKUP_HIDDEN = (
    "Passphrase der Sicherungen, mindestens 12 Zeichen; bewahren Sie sie auch anderswo auf (wird"
    " nicht angezeigt; leer: unverschlüsselt)"
)
BACKUP_HIDDEN_AGAIN = "Die Passphrase noch einmal (wird nicht angezeigt)"
NOT_THE_SAME = "Die beiden Eingaben sind verschieden. Bitte geben Sie die Passphrase neu ein."
MAIL_HOST = "Mailserver für E-Mails an das Management (leer: keine E-Mails)"
MAIL_SECURITY = "Verschlüsselung: starttls, tls oder none (keine; nur auf diesem Rechner)"
EXPECTED_SECURITY = "Erwartet wird starttls, tls oder none."
MAIL_PORT = "Port"
EXPECTED_PORT = "Erwartet wird eine Zahl von 1 bis 65535."
MAIL_USERNAME = "Benutzername beim Mailserver (leer: ohne Anmeldung)"
MAIL_LOGIN = "Passwort beim Mailserver (wird nicht angezeigt)"
MAIL_SENDER = "Absender der E-Mails, zum Beispiel netzwerkbot@beispiel.de"
MAIL_RECIPIENTS = "Empfänger der E-Mails, mehrere durch Kommas getrennt"
EXPECTED_ADDRESSES = "Bitte nennen Sie wenigstens eine Adresse wie leitung@beispiel.de."
MAIL_AGAIN = "Bitte geben Sie den Mailserver noch einmal an; leer richtet keinen ein."


def backup_directory_made(path: Path) -> str:
    return f"Das Verzeichnis {path} ist angelegt."


def backup_directory_unfit(path: Path, reason: str) -> str:
    return f"Das Verzeichnis {path} lässt sich nicht verwenden: {reason}."


def too_short(shortest: int) -> str:
    return f"Das ist zu kurz; nötig sind mindestens {shortest} Zeichen."


def never_the_same(attempts: int) -> str:
    return f"Die beiden Eingaben der Passphrase waren {attempts}-mal verschieden. {GO_ON}"


def mail_tried(host: str, port: int) -> str:
    return f"Verbindung mit {host}, Port {port}, wird versucht."


def mail_works(host: str) -> str:
    return f"Der Mailserver {host} nimmt die Verbindung an."


def mail_refused(trouble: str) -> str:
    return f"Der Mailserver {trouble}."
