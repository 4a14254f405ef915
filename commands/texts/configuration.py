"""What the operator reads when the configuration does not fit."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

NESTED_TOO_DEEPLY = "zu tief verschachtelt"
EXPECTED_USER_ID = "Erwartet wird eine Matrix-Kennung wie @bot:beispiel.de."
EXPECTED_ROOM = "Erwartet wird eine Raum-Kennung (!…) oder Raum-Adresse (#raum:beispiel.de)."
EXPECTED_HOMESERVER = "Erwartet wird eine Adresse wie https://matrix.beispiel.de."
EXPECTED_PREFIX = "Erwartet werden ein bis drei Zeichen, die keine Buchstaben oder Ziffern sind."
EXPECTED_PATH = "Erwartet wird der Pfad einer Datei oder eines Verzeichnisses."
EXPECTED_TIMEZONE = "Erwartet wird eine Zeitzone wie Europe/Berlin."
EXPECTED_LEAD = "Erwartet wird eine Zeit vor dem Termin wie 8w, 7d, 3h oder 30min."
EXPECTED_QUIET_HOURS = (
    "Erwartet werden zwei Uhrzeiten wie 20:00-08:00, oder nichts, wenn es keine Ruhezeit gibt."
)
EXPECTED_HOST = (
    "Erwartet wird der Name oder die IP-Adresse eines Rechners wie mail.beispiel.de, ohne Port und"
    " ohne https://."
)
EXPECTED_ADDRESS = (
    "Erwartet wird eine E-Mail-Adresse wie leitung@beispiel.de, ohne Namen und ohne Umlaute."
)
EXPECTED_LISTEN = (
    "Erwartet werden Adresse und Port wie 127.0.0.1:8080, eine IPv6-Adresse in eckigen Klammern wie"
    " [::1]:8080."
)
EXPECTED_PUBLIC_URL = "Erwartet wird eine Adresse wie https://termine.beispiel.de."
EXPECTED_CALENDAR = (
    "Erwartet wird die Adresse eines Kalenders wie https://cloud.beispiel.de/termine.ics; http://"
    " ist nur auf diesem Rechner erlaubt."
)
EXPECTED_ONE_MAIL_PASSWORD = "Bitte geben Sie nur eines von beidem an: password oder password_file."
EXPECTED_MAIL_LOGIN = (
    "Zu username gehört genau eine dieser Angaben: password oder password_file; ohne username"
    " gehört keine dazu."
)
UNPROTECTED_MAIL = (
    'security = "none" ist nur erlaubt, wenn der Mailserver auf diesem Rechner läuft (localhost):'
    " Sonst gingen E-Mails und Passwort unverschlüsselt durch das Netz."
    ' Bitte verwenden Sie "starttls" oder "tls".'
)
EXPECTED_ONE_SECRET = (
    "Genau eine dieser Angaben ist nötig: password, password_file, access_token oder"
    " access_token_file (oder die Umgebungsvariable NETZWERKBOT_MATRIX__PASSWORD)."
)


def no_such_file(path: Path) -> str:
    return f"Die Konfigurationsdatei {path} gibt es nicht. Vorlage: config.example.toml."


def unreadable_file(path: Path) -> str:
    return f"Die Konfigurationsdatei {path} kann nicht gelesen werden. Bitte prüfen Sie die Rechte."


def not_utf8(path: Path) -> str:
    return f"{path}: Die Datei ist kein Text in UTF-8."


def file_too_large(path: Path) -> str:
    return f"{path}: Die Datei ist größer als 1 MB und sicher keine Konfiguration."


def not_toml(path: Path, reason: str) -> str:
    return f"{path}: Die Datei ist kein gültiges TOML ({reason})."


def unreadable_secret(key: str, path: Path) -> str:
    return f"{key}: Die Datei {path} kann nicht gelesen werden."


def empty_secret(key: str, path: Path) -> str:
    return f"{key}: Die Datei {path} ist leer."


def short_token(key: str, path: Path, shortest: int) -> str:
    return (
        f"{key}: Das Token in der Datei {path} ist zu kurz; nötig sind mindestens {shortest}"
        " zufällige Zeichen."
    )


def unknown_variable(name: str, nearest: str | None) -> str:
    hint = f" Meinten Sie {nearest}?" if nearest else ""
    return f"Die Umgebungsvariable {name} ist nicht bekannt.{hint}"


def unknown_key(path: Path, key: str, nearest: str | None, known: Sequence[str]) -> str:
    hint = f"Meinten Sie »{nearest}«?" if nearest else f"Erlaubt sind: {', '.join(known)}."
    return f"{path}: Den Schlüssel »{key}« gibt es nicht. {hint}"


def missing_key(path: Path, key: str) -> str:
    return f"{path}: Der Schlüssel »{key}« fehlt. Vorlage: config.example.toml."


def wrong_value(path: Path, key: str, error: Mapping[str, Any]) -> str:
    return f"{path}: Der Wert von »{key}« passt nicht. {_expected(error)}"


def wrong_variable(name: str, error: Mapping[str, Any]) -> str:
    return f"Der Wert der Umgebungsvariable {name} passt nicht. {_expected(error)}"


def _expected(error: Mapping[str, Any]) -> str:
    context: Mapping[str, Any] = error.get("ctx", {})
    kind = str(error["type"])
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"Erlaubt ist: {str(context['expected']).replace(' or ', ' oder ')}."
    if "limit_value" in context or "ge" in context or "le" in context:
        return _range(context)
    if context.get("field_type") == "Tuple":
        return _count(context)
    if "max_length" in context or "min_length" in context:
        return _length(context)
    return _TYPES.get(kind.partition("_")[0], "Bitte vergleichen Sie mit config.example.toml.")


def _range(context: Mapping[str, Any]) -> str:
    if "ge" in context:
        return f"Der kleinste erlaubte Wert ist {context['ge']}."
    return f"Der größte erlaubte Wert ist {context['le']}."


def _length(context: Mapping[str, Any]) -> str:
    if "max_length" in context:
        return f"Erlaubt sind höchstens {context['max_length']} Zeichen."
    return "Der Wert darf nicht leer sein."


def _count(context: Mapping[str, Any]) -> str:
    if "max_length" in context:
        return f"Erlaubt sind höchstens {context['max_length']} Einträge."
    return "Mindestens ein Eintrag ist nötig."


_TYPES = {
    "string": "Erwartet wird ein Text in Anführungszeichen.",
    "int": "Erwartet wird eine ganze Zahl.",
    "tuple": 'Erwartet wird eine Liste wie ["…", "…"].',
    "model": "Erwartet wird ein Abschnitt mit Schlüsseln darunter.",
    "path": "Erwartet wird ein Pfad in Anführungszeichen.",
}
