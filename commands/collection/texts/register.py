"""Sentences about the register of municipalities: how old it is, and how it is renewed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from commands.language.texts.counting import counted, grouped, listed
from commands.language.texts.dates import day_of_month, partial_date
from commands.language.visible import quoted
from storage.collection.register import RegisterEdition, RegisterPlace
from storage.collection.renewed_register import PlaceOfEntry

REGISTER = "Das Verzeichnis der Gemeinden, an dem der Bot Namen erkennt: erneuern."
HELP_IMPORT = "Ein amtliches Gemeindeverzeichnis einlesen: ganz oder gar nicht."
HELP_FILE = "Die Datei GV100AD oder die Tabelle 1000A-0000 (CSV), auch als ZIP oder GZ."
HELP_DRY_RUN = "Nur zeigen, was neu, weg und umbenannt wäre; nichts ändern."
HELP_OLDER = "Auch ein älteres Verzeichnis als das jetzige nehmen."
HELP_LIST = "Alle Namen nennen, nicht nur die ersten."

_LICENCE = "Datenlizenz Deutschland – Namensnennung – Version 2.0 (www.govdata.de/dl-de/by-2-0)"
# As the notice says that lies beside GV100AD in its archive.
_PERMITTED = "Vervielfältigung und Verbreitung, auch auszugsweise, mit Quellenangabe gestattet"
_CHANGED = "Namen vereinfacht"


# --- what is said of a source: source, where the population is from, licence, credit


def of_census(as_of: date) -> tuple[str, str, str, str]:
    source = f"Zensus 2022, Tabelle 1000A-0000, Gebietsstand {_day(as_of)}"
    credit = f"© Statistische Ämter des Bundes und der Länder, {source}; {_CHANGED}"
    return source, "Zensus 2022", _LICENCE, f"{credit}; dl-de/by-2-0"


def of_gv100ad(as_of: date) -> tuple[str, str, str, str]:
    source = f"Gemeindeverzeichnis GV100AD, Gebietsstand {_day(as_of)}"
    offices = "© Statistisches Bundesamt (Destatis), Statistische Ämter des Bundes und der Länder"
    credit = f"{offices}, {source}; {_CHANGED}; {_PERMITTED}"
    return source, f"Gemeindeverzeichnis {_day(as_of)}", _PERMITTED, credit


def _day(when: date) -> str:
    return f"{when:%d.%m.%Y}"


# --- how old it is


def in_force(edition: RegisterEdition | None, today: date) -> str:
    if edition is None:
        return (
            f"Stand 2016, also etwa {today.year - 2016} Jahre alt, mit dem Programm geliefert;"
            " erneuern: netzwerkbot register import"
        )
    as_of = date.fromisoformat(edition.as_of)
    imported = day_of_month(edition.imported_at.date())
    return (
        f"Stand {day_of_month(as_of)}, {_age(as_of, today)} ({edition.source}), eingelesen am"
        f" {imported}"
    )


def _age(since: date, today: date) -> str:
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    years, rest = divmod(max(months, 0), 12)
    parts = [
        *([counted(years, "Jahr", "Jahre", article="ein")] if years else []),
        *([counted(rest, "Monat", "Monate", article="ein")] if rest else []),
    ]
    return f"{' und '.join(parts)} alt" if parts else "keinen Monat alt"


# --- a file that does not fit

_DOWNLOAD = "Bitte laden Sie sie neu herunter und lesen Sie sie unverändert ein."
EMPTY_FILE = f"Die Datei ist leer. {_DOWNLOAD}"
WRONG_FILE = (
    "Das ist kein Gemeindeverzeichnis, das ich lesen kann. Ich lese die Datei GV100AD des"
    " Statistischen Bundesamts (Text) und die Tabelle 1000A-0000 des Zensus als »CSV flach«."
)
BROKEN_CHARACTERS = f"In der Datei sind Zeichen, die keine sind. {_DOWNLOAD}"
BROKEN_ARCHIVE = f"Die gepackte Datei ist abgeschnitten oder beschädigt. {_DOWNLOAD}"
NO_PLACES = f"In der Datei steht keine einzige Gemeinde. {_DOWNLOAD}"
NO_DAY = f"In der Datei fehlt der Gebietsstand, ein Tag wie 15.05.2022. {_DOWNLOAD}"
SEVERAL_DAYS = f"Die Gemeinden der Datei haben verschiedene Gebietsstände. {_DOWNLOAD}"


def too_large(limit: int) -> str:
    return (
        f"Die Datei ist größer als {limit // 1_000_000} Megabyte; ein Gemeindeverzeichnis hat"
        " höchstens 5. Bitte prüfen Sie, ob es die richtige Datei ist."
    )


def which_of_archive(count: int) -> str:
    found = "keine" if not count else f"{count}"
    return (
        f"Im Archiv liegen {found} Tabellen (.txt, .asc, .csv), erwartet wird eine. Bitte packen"
        " Sie die richtige aus und lesen Sie sie ein."
    )


def wrong_table(line: int) -> str:
    return f"Zeile {line} gehört nicht zur Tabelle 1000A-0000 des Zensus. {_DOWNLOAD}"


def columns_missing(columns: Sequence[str]) -> str:
    return f"In der Kopfzeile fehlt: {', '.join(columns)}. Bitte wählen Sie »CSV flach«."


def column_twice(column: str) -> str:
    return f"In der Kopfzeile steht die Spalte {column} doppelt. {_DOWNLOAD}"


def broken_line(line: int) -> str:
    return f"Zeile {line} ist abgeschnitten oder beschädigt. {_DOWNLOAD}"


def rounded(line: int, key: str) -> str:
    return (
        f"Zeile {line}: Ein Tabellenprogramm hat den Schlüssel gerundet ({quoted(key)})."
        f" {_DOWNLOAD}"
    )


def no_key(line: int, key: str) -> str:
    return f"Zeile {line}: {quoted(key)} ist kein Schlüssel einer Gemeinde. {_DOWNLOAD}"


def key_twice(first: int, second: int, ags: str) -> str:
    return f"Zeile {first} und Zeile {second} haben denselben Schlüssel {ags}. {_DOWNLOAD}"


def no_name(line: int) -> str:
    return f"Zeile {line} hat keinen Namen, der ein Name sein kann. {_DOWNLOAD}"


def no_number(line: int) -> str:
    return f"Zeile {line} hat keine Zahl, wo die der Einwohner steht. {_DOWNLOAD}"


def lands_missing(count: int, lands: Sequence[str]) -> str:
    return (
        f"Die Datei ist nicht vollständig: {_places(count)}, keine aus {listed(lands)}. {_DOWNLOAD}"
    )


def districts_empty(districts: Sequence[str]) -> str:
    shown = listed(districts[:5])
    return f"Die Datei ist nicht vollständig: keine Gemeinde in den Kreisen {shown}. {_DOWNLOAD}"


def wrong_sum(found: int, total: int) -> str:
    return (
        f"Die Datei ist nicht vollständig: Ihre Gemeinden haben {grouped(found)} Menschen,"
        f" Deutschland darin {grouped(total)}. {_DOWNLOAD}"
    )


def only_a_part(found: int, before: int, gone: int, land: str = "") -> str:
    where = f" in {land}" if land else ""
    return (
        f"Die Datei ist nicht vollständig: {_places(found)}, und von den {grouped(before)} bisher"
        f" bekannten{where} fehlten {grouped(gone)}. {_DOWNLOAD}"
    )


def older(as_of: str, before: str) -> str:
    return (
        f"Die Datei hat den Stand {partial_date(as_of)}, das jetzige Verzeichnis"
        f" {partial_date(before)}. Wenn Sie das ältere wollen: --older"
    )


# --- what came of it

DRY = "Nur geprüft, nichts geändert:"
_FIRST = 10
_ENTRIES_GONE = (
    "Einträge der Sammlung zu Kommunen, deren Schlüssel es nicht mehr gibt; sie bleiben, wie sie"
    " sind:"
)
_OTHER_KEY = (
    "Wenn Sie den neuen Schlüssel wissen, trägt ihn das Netzwerkmanagement ein:"
    " !eintrag ändern {} AGS: 00000000"
)


def renewed(source: str, before: str, population: int) -> str:
    told = f"; mit Einwohnerzahl: {grouped(population)}" if population else "; ohne Einwohnerzahlen"
    return f"{source} (bisher: Stand {partial_date(before)}){told}."


def counts(new: int, gone: int, renamed: int, unchanged: int) -> str:
    return (
        f"{grouped(new)} neu, {grouped(gone)} weg, {grouped(renamed)} umbenannt,"
        f" {grouped(unchanged)} unverändert."
    )


def new_places(places: Sequence[RegisterPlace], *, whole: bool) -> list[str]:
    return _listed("Neu", [_named(place) for place in places], whole=whole)


def gone_places(
    places: Sequence[RegisterPlace], rekeyed: Mapping[str, RegisterPlace], *, whole: bool
) -> list[str]:
    lines = [f"{_named(place)}{_now(rekeyed.get(place.ags))}" for place in places]
    answer = _listed("Weg", lines, whole=whole)
    if rekeyed:
        one = "steht eine mit demselben Namen im selben Land unter neuem Schlüssel"
        many = "stehen mit demselben Namen im selben Land unter neuem Schlüssel"
        answer.append(f"Davon {counted(len(rekeyed), one, many, article='')}.".replace("  ", " "))
    return answer


def renamed_places(
    pairs: Sequence[tuple[RegisterPlace, RegisterPlace]], *, whole: bool
) -> list[str]:
    lines = [f"{old.name} heißt {now.name} ({now.ags})" for old, now in pairs]
    return _listed("Umbenannt", lines, whole=whole)


def entries_gone(
    entries: Sequence[PlaceOfEntry], rekeyed: Mapping[str, RegisterPlace]
) -> list[str]:
    """Say what the management can do about entries of what is no more; nothing is guessed."""
    if not entries:
        return []
    lines = [
        f"- Nr. {e.guideline_id}, {e.name} ({e.ags}){_now(rekeyed.get(e.ags))}" for e in entries
    ]
    return [_ENTRIES_GONE, *lines, _OTHER_KEY.format(entries[0].guideline_id)]


def entries_renamed(entries: Iterable[PlaceOfEntry], now: Mapping[str, RegisterPlace]) -> list[str]:
    lines = [f"- Nr. {e.guideline_id}, {e.name}: im Verzeichnis {now[e.ags].name}" for e in entries]
    heading = "Einträge der Sammlung zu Kommunen mit neuem Namen; beide Namen finden sie:"
    return [heading, *lines] if lines else []


def _now(place: RegisterPlace | None) -> str:
    return "" if place is None else f", jetzt {place.ags}"


def _named(place: RegisterPlace) -> str:
    return f"{place.name} ({place.ags})"


def _listed(heading: str, lines: Sequence[str], *, whole: bool) -> list[str]:
    if not lines:
        return []
    if whole:
        return [f"{heading}:", *(f"- {line}" for line in lines)]
    rest = len(lines) - _FIRST
    more = f" und {grouped(rest)} weitere (alle: --list)" if rest > 0 else ""
    return [f"{heading}: {'; '.join(lines[:_FIRST])}{more}."]


def _places(count: int) -> str:
    return f"{grouped(count)} {'Gemeinde' if count == 1 else 'Gemeinden'}"
