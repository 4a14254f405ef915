"""Sentences about stored documents: sent, or not readable."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from commands.collection.texts.guidelines import LISTS
from commands.language.markup import NOTHING, Bold, Code, Inline, Text, items, mail_link, text
from commands.language.texts.counting import counted, file_size
from storage.collection.document_texts import DocumentText
from storage.collection.documents import StoredDocument

COMMAND = (
    "Sendet ein Dokument, das zu einer Kommune gespeichert ist.",
    "dokument Bonn",
    ("dokumente", "datei"),
)
PLACE = "Ort"
NUMBER = "Nummer"
MOST_SHOWN = 10
# With these problems all pages were counted.
_COUNTED = (None, "PICTURES", "EMBEDDED", "PARTLY")


@dataclass(frozen=True)
class Stored:
    """A document and the list on which its entry stands."""

    document: StoredDocument
    list: str


def sending(place: str, stored: Stored) -> Text:
    return text(Bold(place), f", {_named(stored)}. Die Datei folgt.")


def choice(place: str, shown: Sequence[Stored], count: int) -> Text:
    title = counted(count, "Dokument ist", "Dokumente sind", article="Ein")
    answer = text(Bold(place), f": {title} gespeichert.")
    if count > len(shown):
        answer += text(
            f"Hier stehen die ersten {len(shown)}; die anderen haben die Nummern"
            f" {len(shown) + 1} bis {count}."
        )
    return answer + items(*map(_named, shown), numbered=True)


def no_such_number(place: str, number: int) -> Text:
    return text(f"Ein Dokument Nr. {number} gibt es zu {place} nicht.")


def none(place: str, links: Sequence[tuple[Inline, ...]], submitting: Text) -> Text:
    answer = text(f"Zu {place} ist kein Dokument gespeichert.")
    if links:
        count = counted(len(links), "Link steht", "Links stehen", article="Ein")
        answer += text(f"{count} in der Sammlung:") + items(*links)
    return answer + submitting


def submit_by_command(prefix: str, place: str) -> Text:
    return text(
        "Haben Sie das Dokument? Laden Sie es hier als PDF, DOCX oder ODT hoch und antworten Sie"
        " auf die hochgeladene Datei mit ",
        Code(f"{prefix}einreichen {place}"),
    )


def submit_by_mail(address: str) -> Text:
    return text("Haben Sie das Dokument? Senden Sie es an ", mail_link(address))


def _named(stored: Stored) -> str:
    """Return "leitlinien.pdf (PDF, 1,2 MB, 24 Seiten), Liste Bürgerbeteiligung"."""
    document = stored.document
    parts = [document.kind, file_size(document.bytes), *_pages(document)]
    return f"{document.name} ({', '.join(parts)}), Liste {LISTS[stored.list]}"


def _pages(document: StoredDocument) -> list[str]:
    count = document.pages
    if not count or not has_pages(document.kind, count) or document.problem not in _COUNTED:
        return []
    return [counted(count, "Seite", "Seiten")]


def has_pages(kind: str, count: int) -> bool:
    """Return whether pages are known; only a PDF always has them, others are read as one."""
    return kind == "PDF" or count > 1


# --- what could not be read

_BETTER_PDF = (
    "Bitte öffnen Sie die Datei, speichern Sie sie neu, am besten als PDF, und reichen Sie sie noch"
    " einmal ein."
)
_WHY = MappingProxyType(
    {
        "PASSWORD": "Es ist mit einem Passwort geschützt. Bitte reichen Sie es ohne Passwort noch"
        " einmal ein.",
        "PICTURES": "Es besteht wohl aus Bildern, wie ein Scan. Bitte speichern Sie es mit"
        " Texterkennung (OCR) und reichen Sie es noch einmal ein.",
        "EMBEDDED": "Text steht darin als eingebettete Datei, die nur Word selbst zeigt. Bitte"
        " öffnen Sie das Dokument in Word, speichern Sie es neu, am besten als PDF, und reichen Sie"
        " es noch einmal ein.",
        "BROKEN": f"Es ist beschädigt oder ungewöhnlich aufgebaut. {_BETTER_PDF}",
        "PARTLY": f"Ein Teil ist beschädigt oder ungewöhnlich aufgebaut. {_BETTER_PDF}",
        "TOO_LONG": "Es ist sehr lang. Bitte reichen Sie es in mehreren Teilen noch einmal ein,"
        " wenn auch der Rest zu finden sein soll.",
        "TOO_COSTLY": "Das dauerte zu lange oder brauchte zu viel Speicher, zum Beispiel wegen"
        f" großer Karten und Zeichnungen. {_BETTER_PDF}",
        "MISSING": "Die Datei ist nicht mehr da. Bitte spielen Sie eine Sicherung zurück oder"
        " reichen Sie sie noch einmal ein.",
        "DAMAGED": "Die Datei auf dem Server ist nicht mehr so, wie sie gespeichert wurde. Bitte"
        " spielen Sie eine Sicherung zurück oder reichen Sie sie noch einmal ein.",
    }
)


def unread(places: Sequence[str], names: Sequence[str], read: DocumentText, written: int) -> Text:
    """Tell the management; `written` is the number of pages with text."""
    words = " und ".join(f"»{name}«" for name in names)
    where = " und ".join(places)
    title = text(Bold(f"Ein Dokument von {where} ist nicht ganz zu durchsuchen: {words}."))
    if not written:
        title = text(Bold(f"Ein Dokument von {where} ist nicht zu durchsuchen: {words}."))
    return title + text(_WHY[read.problem or "BROKEN"]) + _found_of(read, written)


def _found_of(read: DocumentText, written: int) -> Text:
    if not written:
        return NOTHING
    if written == 1:
        return text("Zu finden ist, was auf einer Seite steht.")
    return text(f"Zu finden ist, was auf {written} Seiten steht.")
