"""Sentences for the operator about a configuration that does not fit."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from commands.language.patterns import Pattern

# The defaults of section [network]. Only the first two have the name of the network in them, so
# that the others stay right when it is renamed.
NAME = "Netzwerk Kommunale Partizipationsbeauftragte"
SHORT_NAME = "NeKoPa"
ABOUT = (
    "Das Netzwerk dient dem vertrauensvollen kollegialen Austausch, der gemeinsamen"
    " Weiterentwicklung von Kompetenzen und Tätigkeitsprofilen und der gegenseitigen fachlichen"
    " Beratung. Es erarbeitet Arbeits- und Positionspapiere. Sein Ziel: »Bürgerbeteiligung in der"
    " kommunalen Demokratie verankern«. Es wurde 2013 unter dem Dach des Netzwerks"
    " Bürgerbeteiligung"
    " gegründet. Mitglieder sind Beschäftigte von Kommunen, im Mai 2024 waren es 120 aus mehr als"
    " 95"
    " Kommunen. Sie treffen sich einmal im Jahr für zwei Tage und tauschen sich in"
    " Online-Konferenzen aus."
)
WEBSITE = "https://www.netzwerk-buergerbeteiligung.de"
CONTACT_EMAIL = "info@netzwerk-buergerbeteiligung.de"
CONTACT_ADDRESS = "c/o Stiftung Mitarbeit, Bundesgeschäftsstelle, Am Kurpark 6, 53177 Bonn"
CONTACT_PHONE = "(02 28) 6 04 24-0"
CONTACT_FAX = "(02 28) 6 04 24-22"
JOIN_TEXT = (
    "Mitglied werden können Beschäftigte von Kommunen. Bitte wenden Sie sich an Marion Stock,"
    " stock@netzwerk-buergerbeteiligung.de."
)
BROCHURE_TITLE = "Kommunale Partizipationsbeauftragte – ein neues Berufsbild entsteht"
BROCHURE_URL = "https://www.netzwerk-buergerbeteiligung.de/nekopa/"

NESTED_TOO_DEEPLY = "zu tief verschachtelt"
EXPECTED_USER_ID = "Erwartet wird eine Matrix-Kennung wie @bot:beispiel.de."
EXPECTED_ROOM = "Erwartet wird eine Raum-Kennung (!…) oder Raum-Adresse (#raum:beispiel.de)."
EXPECTED_HOMESERVER = "Erwartet wird eine Adresse wie https://matrix.beispiel.de."
EXPECTED_HOMESERVER_ALONE = (
    "Erwartet wird die Adresse des Homeservers ohne /_matrix und ohne das, was darauf folgt."
)
CREDENTIALS_IN_URL = (
    "In der Adresse dürfen kein Benutzername und kein Passwort stehen. Bitte nehmen Sie alles vor"
    " dem @ heraus und ändern Sie das Passwort, wenn es jemand gesehen haben kann."
)
UNPROTECTED_HOMESERVER = (
    "http:// ist nur erlaubt, wenn der Homeserver auf diesem Rechner läuft (localhost): Sonst ginge"
    " das Passwort des Bots unverschlüsselt durch das Netz. Bitte verwenden Sie https://."
)
EXPECTED_PREFIX = "Erwartet werden ein bis drei Zeichen, die keine Buchstaben oder Ziffern sind."
EXPECTED_PATH = "Erwartet wird der Pfad einer Datei oder eines Verzeichnisses."
EXPECTED_CLOCK = "Erwartet wird eine Uhrzeit wie 03:10."
EXPECTED_TIMEZONE = "Erwartet wird eine Zeitzone wie Europe/Berlin."
EXPECTED_LEAD = "Erwartet wird eine Zeit vor dem Termin wie 8w, 7d, 3h oder 30min."
EXPECTED_QUIET_HOURS = (
    "Erwartet werden zwei Uhrzeiten wie 20:00-08:00, oder nichts, wenn es keine Ruhezeit gibt."
)
EXPECTED_WEEKLY_MOMENT = (
    "Erwartet werden ein Wochentag und eine Uhrzeit wie freitag 09:00, oder nichts, wenn es keinen"
    " Rundbrief gibt."
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
EXPECTED_PING = (
    "Erwartet wird eine Adresse wie https://hc-ping.example.org/KENNUNG; http:// ist nur im eigenen"
    " Netz erlaubt."
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
    return (
        f"Die Konfigurationsdatei {path} gibt es nicht. Eine neue legt an:"
        f" netzwerkbot init --config {path} (Vorlage: config.example.toml)"
    )


def unreadable_file(path: Path) -> str:
    return f"Die Konfigurationsdatei {path} kann nicht gelesen werden. Bitte prüfen Sie die Rechte."


def not_utf8(path: Path) -> str:
    return f"{path}: Die Datei ist kein Text in UTF-8."


def file_too_large(path: Path) -> str:
    return f"{path}: Die Datei ist größer als 1 MB und sicher keine Konfiguration."


def not_toml(path: Path, reason: str) -> str:
    return f"{path}: Die Datei ist kein gültiges TOML ({reason})."


# What Python's reader of TOML says, by the first words that fit.
_TOML = (
    ("Expected '=' after a key", "nach dem Namen einer Einstellung fehlt »=«"),
    ("Invalid value", 'der Wert ist nicht erlaubt; Text steht in Anführungszeichen: "…"'),
    ("Cannot overwrite a value", "diese Einstellung gibt es schon"),
    ("Cannot declare", "diesen Abschnitt gibt es schon"),
    ("Cannot mutate immutable", "diesen Abschnitt oder diese Einstellung gibt es schon"),
    ("Cannot redefine", "diesen Abschnitt gibt es schon"),
    ("Expected newline or end of document", "hinter dem Wert steht noch etwas"),
    ("Expected ']", "am Ende des Abschnitts fehlt »]«"),
    ("Unclosed array", "am Ende der Liste fehlt »]« oder zwischen zwei Einträgen ein Komma"),
    ("Unclosed inline table", "am Ende fehlt »}« oder dazwischen ein Komma"),
    ("Unterminated string", "am Ende des Textes fehlt das Anführungszeichen"),
    ("Expected '\"'", "am Ende des Textes fehlt das Anführungszeichen"),
    ("Unescaped '\\'", "vor einem \\ fehlt ein zweites, oder der Text gehört in einfache »'«"),
    ("Illegal character", "hier darf dieses Zeichen nicht stehen; endet der Text davor?"),
    ("Found invalid character", "hier darf dieses Zeichen nicht stehen"),
    (
        "Invalid initial character",
        "der Name einer Einstellung beginnt mit einem Buchstaben oder einer Ziffer",
    ),
    ("Invalid statement", "erwartet wird »schlüssel = Wert« oder »[abschnitt]«"),
    ("Invalid hex value", "hinter \\u stehen vier, hinter \\U acht Ziffern von 0 bis F"),
    ("Escaped character", "dieses Zeichen gibt es nicht"),
    ("Invalid date", "dieses Datum gibt es nicht; Text steht in Anführungszeichen"),
    ("Expected", "hier fehlt etwas, vielleicht ein Anführungszeichen"),
    ("Duplicate inline table key", "diese Einstellung gibt es schon"),
)
_PLACE = Pattern(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def wrong_toml(message: str) -> str:
    """Put it into German, with the place."""
    what = next((words for start, words in _TOML if message.startswith(start)), "nicht lesbar")
    place = _PLACE.search(message)
    if place is None:
        return what
    if place[1] is None:
        return f"am Ende der Datei: {what}"
    return f"Zeile {place[1]}, Zeichen {place[2]}: {what}"


def unreadable_secret(key: str, path: Path) -> str:
    return f"{key}: Die Datei {path} kann nicht gelesen werden."


def empty_secret(key: str, path: Path) -> str:
    return f"{key}: Die Datei {path} ist leer."


def short_token(key: str, path: Path, shortest: int) -> str:
    return (
        f"{key}: Das Token in der Datei {path} ist zu kurz; nötig sind mindestens {shortest}"
        " zufällige Zeichen."
    )


def short_passphrase(key: str, path: Path, shortest: int) -> str:
    return (
        f"{key}: Die Passphrase in der Datei {path} ist zu kurz; nötig sind mindestens {shortest}"
        " Zeichen."
    )


def unknown_variable(name: str, nearest: str | None) -> str:
    hint = f" Meinten Sie {nearest}?" if nearest else ""
    return f"Die Umgebungsvariable {name} ist nicht bekannt.{hint}"


def unknown_key(path: str, key: str, nearest: str | None, known: Sequence[str]) -> str:
    hint = f"Meinten Sie »{nearest}«?" if nearest else f"Erlaubt sind: {', '.join(known)}."
    return f"{path}: Die Einstellung »{key}« gibt es nicht. {hint}"


def missing_key(path: Path, key: str) -> str:
    return f"{path}: Die Einstellung »{key}« fehlt. Vorlage: config.example.toml."


def in_line(path: Path, line: int | None) -> str:
    return str(path) if line is None else f"{path}: Zeile {line}"


def wrong_value(path: str, key: str, error: Mapping[str, Any]) -> str:
    return f"{path}: Der Wert von »{key}« passt nicht. {expected(error)}"


def wrong_variable(name: str, error: Mapping[str, Any]) -> str:
    return f"Der Wert der Umgebungsvariable {name} passt nicht. {expected(error)}"


def expected(error: Mapping[str, Any]) -> str:
    context: Mapping[str, Any] = error.get("ctx", {})
    kind = str(error["type"])
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"Erlaubt ist: {str(context['expected']).replace(' or ', ' oder ')}."
    if "ge" in context:
        return f"Der kleinste erlaubte Wert ist {context['ge']}."
    if "limit_value" in context or "le" in context:
        return f"Der größte erlaubte Wert ist {context['le']}."
    one, unit = "Der Wert darf nicht leer sein.", "Zeichen"
    if context.get("field_type") == "Tuple":
        one, unit = "Mindestens ein Eintrag ist nötig.", "Einträge"
    if "max_length" in context:
        return f"Erlaubt sind höchstens {context['max_length']} {unit}."
    if "min_length" in context:
        return one
    return _TYPES.get(kind.partition("_")[0], "Bitte vergleichen Sie mit config.example.toml.")


_TYPES = {
    "string": "Erwartet wird ein Text in Anführungszeichen.",
    "int": "Erwartet wird eine ganze Zahl, ohne Anführungszeichen.",
    "bool": "Erlaubt ist: true oder false, ohne Anführungszeichen.",
    "float": "Erwartet wird eine Zahl, ohne Anführungszeichen.",
    "dict": "Erwartet wird ein Abschnitt mit Einstellungen darunter.",
    "tuple": 'Erwartet wird eine Liste wie ["…", "…"].',
    "model": "Erwartet wird ein Abschnitt mit Einstellungen darunter.",
    "path": "Erwartet wird ein Pfad in Anführungszeichen.",
}
