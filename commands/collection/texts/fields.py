"""Sentences for a field of an entry or a submission that does not fit: why, and an example."""

from collections.abc import Mapping
from types import MappingProxyType

from commands.language.markup import Code, Text, text
from commands.language.urls import UrlProblem

_LINK = Code("https://www.example.org/leitlinien")
_LINKS: Mapping[UrlProblem, str] = MappingProxyType(
    {
        UrlProblem.NOT_HTTP: "Er muss mit https:// oder http:// beginnen.",
        UrlProblem.CREDENTIALS: "Er enthält Zugangsdaten. Bitte nennen Sie ihn ohne diese.",
        UrlProblem.PRIVATE: "Er führt in ein internes Netz. Bitte nennen Sie eine öffentliche"
        " Adresse.",
        UrlProblem.MALFORMED: "Er ist unvollständig, zu lang oder enthält einen Tippfehler.",
    }
)

NO_PLACE = text("Zu welcher Kommune gehört das? Bitte nennen Sie zuerst den Ort.")


def place_too_long(most: int) -> Text:
    return text(
        f"Der Name der Kommune ist zu lang (höchstens {most} Zeichen). Bitte nennen Sie nur den"
        " Ort, zum Beispiel: Bonn"
    )


UNKNOWN_LIST = text(
    "Diese Liste kenne ich nicht. Es gibt 2 Listen: »Bürgerbeteiligung« und »Kinder- und"
    " Jugendbeteiligung«. Bitte schreiben Sie: bürger oder kinder"
)


NO_LINK = text("Es fehlt der Link. Er beginnt mit https://, zum Beispiel: ", _LINK)


# Words of a link that are no title.
POINTING = frozenset(
    {
        "hier",
        "link",
        "dokument",
        "pdf",
        "download",
        "datei",
        "website",
        "webseite",
        "quelle",
        "mehr",
    }
)
ONE_LINK = text(
    "Das sind mehrere Links. Bitte nennen Sie je Einreichung nur einen; weitere können Sie"
    " einzeln einreichen."
)


BLANK_IN_LINK = text(
    "In dem Link steht wohl ein Leerzeichen. Bitte schreiben Sie stattdessen %20, oder kopieren Sie"
    " ihn aus der Adresszeile Ihres Browsers, zum Beispiel: ",
    Code("https://www.example.org/die%20leitlinien.pdf"),
    ". Ist es der Titel, so trennen Sie ihn bitte mit | ab.",
)


def bad_link(problem: UrlProblem) -> Text:
    return text(f"Diesen Link kann ich nicht annehmen: {_LINKS[problem]} Zum Beispiel: ", _LINK)


NO_TITLE = text("Es fehlt der Titel, zum Beispiel: Leitlinien Bürgerbeteiligung")


def title_too_long(most: int) -> Text:
    return text(
        f"Der Titel ist zu lang (höchstens {most} Zeichen). Bitte kürzen Sie ihn, zum Beispiel:"
        " Leitlinien Bürgerbeteiligung"
    )


UNKNOWN_STATUS = text(
    "Diesen Stand verstehe ich nicht. Möglich sind »in Erarbeitung«, »beschlossen« und"
    " »fortgeschrieben«, die letzten beiden auch mit Datum. Zum Beispiel: beschlossen 2014"
)


UNKNOWN_DATE = text(
    "Das Datum verstehe ich nicht. Es genügt das Jahr, zum Beispiel: beschlossen 2014."
    " Genauer geht es auch: beschlossen am 12.3.2014"
)


DATE_WITHOUT_DECISION = text(
    "Ein Datum kann ich nur zu »beschlossen« oder »fortgeschrieben« aufnehmen, zum Beispiel:"
    " beschlossen 2014. Ohne Datum geht es so: in Erarbeitung"
)


NO_NOTE = text("Die Anmerkung ist leer. Bitte schreiben Sie einen Satz, oder lassen Sie sie weg.")


def note_too_long(most: int) -> Text:
    return text(
        f"Die Anmerkung ist zu lang (höchstens {most} Zeichen). Bitte kürzen Sie sie, zum Beispiel"
        " auf einen Satz."
    )
