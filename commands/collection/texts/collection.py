"""Sentences of the command line about the collection: import, export and search."""

from collections.abc import Iterable, Sequence

from commands.collection.texts.guidelines import LISTS
from commands.language.texts.counting import counted
from storage.collection.register import RegisterEdition

PRINTED_LIST = "Gedruckte Liste der Sammlung"
PUBLIC_SOURCE = "Name aus der gedruckten Liste, Einzelheiten aus öffentlichen Seiten"

TITLE = "Sammlung kommunaler Leitlinien"

NOT_TEXT = "Das ist keine Textdatei. Erwartet wird eine Tabelle (CSV) oder JSON in UTF-8."
NO_ROWS = "Die Datei enthält keine Einträge."
NO_ENTRIES = (
    'In der JSON-Datei fehlt die Liste "entries". '
    "So eine Datei schreibt »netzwerkbot collection export --format json«."
)
MISSING = "die Angabe fehlt"
EMPTY = "die Angabe darf nicht leer sein"
WRONG_KIND = "die Angabe hat die falsche Art (zum Beispiel Zahl statt Text)"
NUMBER = "erlaubt ist eine ganze Zahl von 1 bis 100000"
DATE = "erlaubt ist ein Datum wie 2015-06-25, ein Monat wie 2015-06 oder ein Jahr wie 2015"
MOMENT = "erlaubt ist ein Zeitpunkt mit Zeitzone wie 2026-11-24T09:00:00Z"
AGS = "erlaubt sind 8 Ziffern (Kreise: 5), mit führender Null wie in 01062006"
URL = "erlaubt ist eine Adresse mit http:// oder https:// ohne Leerzeichen"
SHA256 = "erlaubt ist ein SHA-256 aus 64 Ziffern und kleinen Buchstaben von a bis f"
LINKS = "erlaubt ist je Zeile »Bezeichnung | Adresse | Stand«; der Stand darf leer sein"
NO_CONTROL_CHARACTERS = "Steuerzeichen sind nicht erlaubt"
ONE_LINE = "erlaubt ist nur eine Zeile"
NAME_NEEDS_LETTERS = "ein Name braucht wenigstens einen Buchstaben"

NO_TEXT = "Bitte geben Sie an, was gesucht wird, zum Beispiel: netzwerkbot collection search Bonn"
NEEDS_CONFIG = "Bitte geben Sie an, in welche Sammlung: --config DATEI"
TEXT_AND_LINES = "Mit --jsonl kommt das Gesuchte von der Standardeingabe, nicht als Wort dahinter."
HELP_SEARCH = "Eine Kommune in der Sammlung suchen."
HELP_IMPORT = "Einträge aus einer Tabelle (CSV) oder JSON-Datei übernehmen: alle oder keinen."
HELP_EXPORT = "Die Sammlung ausgeben, in eine Datei oder auf die Standardausgabe."
HELP_CONFIG = "Die Konfigurationsdatei"
HELP_JSON = "Ein JSON-Objekt ausgeben"
HELP_JSONL = "Je Zeile der Standardeingabe eine JSON-Zeichenkette suchen"
HELP_TEXT = "Name der Kommune"
HELP_FILE = "Datei"
HELP_FORMAT = "Format der Ausgabe: csv, json oder md."
IMPORTING = "Einträge werden übernommen"


def credit(edition: RegisterEdition | None) -> str:
    """Return the credit of the shipped register, and of the imported one."""
    imported = "" if edition is None else f"; {edition.credit}"
    return f"Gemeindeverzeichnis: © GeoBasis-DE / BKG 2016{imported}"


def with_table(credit: str) -> str:
    return f"Geben Sie die Tabelle weiter, nennen Sie bitte dazu: {credit}"


def too_large(limit: int) -> str:
    return f"Die Datei ist größer als {limit // 1_000_000} Megabyte."


def not_utf8(line: int) -> str:
    return f"Zeile {line} ist nicht in UTF-8. Bitte speichern Sie die Datei als »CSV UTF-8«."


def broken_csv(line: int) -> str:
    return f"Zeile {line} ist keine lesbare Zeile einer CSV-Tabelle (Anführungszeichen, Länge)."


def broken_json(line: int) -> str:
    return f"Die Datei ist kein gültiges JSON (Zeile {line})."


def not_an_object(place: int) -> str:
    return f"Eintrag {place} ist kein JSON-Objekt."


def unknown_column(line: int, column: str, columns: Sequence[str]) -> str:
    told = f"Zeile {line}: Die Spalte »{_short(column)}« ist unbekannt."
    return f"{told} Erlaubt sind: {_comma(columns)}."


def column_twice(line: int, column: str) -> str:
    return f"Zeile {line}: Die Spalte »{column}« kommt doppelt vor."


def missing_columns(line: int, columns: Sequence[str]) -> str:
    return f"Zeile {line}: Es fehlt die Spalte {_comma(f'»{column}«' for column in columns)}."


def wrong_width(line: int, found: int, expected: int) -> str:
    return f"Zeile {line} hat {found} Spalten, die Kopfzeile {expected}."


def in_csv(line: int, column: str) -> str:
    return f"Zeile {line}, Spalte »{_short(column)}«"


def in_json(place: int, field: str) -> str:
    return f"Eintrag {place}, Feld »{_short(field)}«"


def faulty(where: str, problem: str) -> str:
    return f"{where}: {problem}."


def unknown_field(fields: Sequence[str]) -> str:
    return f"das Feld ist unbekannt, erlaubt sind {_comma(fields)}"


def allowed(values: str) -> str:
    """Translate the values as pydantic lists them: 'a', 'b' or 'c'."""
    return f"erlaubt ist {values.replace(' or ', ' oder ')}"


def at_most(length: int, *, is_text: bool) -> str:
    return f"erlaubt sind höchstens {length} {'Zeichen' if is_text else 'Teile'}"


def most_links(most: int) -> str:
    return f"erlaubt sind höchstens {most} Links"


def contradiction(first: int, second: int, name: str) -> str:
    return (
        f"Zeile {first} und Zeile {second} beschreiben »{name}« verschieden "
        "(vermutlich, amtlich, art, kreis, ags)."
    )


def twice(first: int, second: int, name: str) -> str:
    return f"Zeile {first} und Zeile {second} sind derselbe Eintrag »{name}«."


def several_fit(place: int, name: str) -> str:
    return (
        f"Zeile {place}: Zu »{name}« gibt es mehrere Einträge. "
        "Bitte geben Sie den Titel an, wie er in der Sammlung steht."
    )


def not_a_string(line: int) -> str:
    return f'Zeile {line} der Eingabe ist keine JSON-Zeichenkette wie "Bonn".'


def cannot_read(file: str, reason: str) -> str:
    return f"Die Datei {file} kann nicht gelesen werden: {reason}"


def cannot_write(file: str, reason: str) -> str:
    return f"Die Datei {file} kann nicht geschrieben werden: {reason}"


def cannot_print(reason: str) -> str:
    return f"Die Standardausgabe nimmt nichts an: {reason}"


def imported(new: int, changed: int, unchanged: int) -> str:
    return f"{new} neu, {changed} geändert, {unchanged} unverändert."


def documents_missing(count: int) -> str:
    what = counted(count, "Dokument, das", "Dokumente, die")
    named = "genannt ist, liegt" if count == 1 else "genannt sind, liegen"
    return (
        f"{what} in der Datei {named} hier nicht vor. Eine Ausgabe der Sammlung enthält keine"
        " Dokumente, nur eine Sicherung."
    )


def exported(count: int, file: str) -> str:
    return f"{count} Einträge stehen in {file}."


def from_file(file: str) -> str:
    return f"Eingelesen aus {file}"


def documents(names: Sequence[str]) -> str:
    return f"{'Dokument' if len(names) == 1 else 'Dokumente'}: {_comma(names)}"


def source(source: str) -> str:
    return f"Quelle: {source}"


def results(count: int) -> str:
    return f"Ergebnisse aus dem Austausch ({count})"


def heading(list_name: str, count: int) -> str:
    return f"{LISTS[list_name]} ({count})"


def option(name: str, kind: str, land: str, ags: str) -> str:
    """Return the place, exact enough to be typed."""
    return f"{name} ({', '.join(part for part in (kind, land, f'AGS {ags}') if part)})"


def _comma(words: Iterable[str]) -> str:
    return ", ".join(words)


def _short(word: str) -> str:
    return "".join(c for c in word if c.isprintable())[:60]
