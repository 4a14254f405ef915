"""What is said when one field of an entry or a submission does not fit: why, and an example."""

from collections.abc import Mapping
from types import MappingProxyType

from commands.texts.markup import Code, Text, text
from commands.urls import UrlProblem


def no_place() -> Text:
    return text("Es fehlt die Kommune. Bitte nennen Sie zuerst den Ort, zum Beispiel: Bonn")


def place_too_long(most: int) -> Text:
    return text(
        f"Der Name der Kommune ist zu lang (höchstens {most} Zeichen). Bitte nennen Sie nur den"
        " Ort, zum Beispiel: Bonn"
    )


def unknown_list() -> Text:
    return text(
        "Diese Liste kenne ich nicht. Es gibt 2 Listen: »Bürgerbeteiligung« und »Kinder- und"
        " Jugendbeteiligung«. Bitte schreiben Sie: bürger oder kinder"
    )


def no_link() -> Text:
    return text("Es fehlt der Link. Er beginnt mit https://, zum Beispiel: ", _LINK)


def one_link() -> Text:
    return text(
        "Das sind mehrere Links. Bitte nennen Sie je Einreichung nur einen; weitere können Sie"
        " einzeln einreichen."
    )


def bad_link(problem: UrlProblem) -> Text:
    return text(f"Diesen Link kann ich nicht annehmen: {_LINKS[problem]} Zum Beispiel: ", _LINK)


def no_title() -> Text:
    return text("Es fehlt der Titel, zum Beispiel: Leitlinien Bürgerbeteiligung")


def title_too_long(most: int) -> Text:
    return text(
        f"Der Titel ist zu lang (höchstens {most} Zeichen). Bitte kürzen Sie ihn, zum Beispiel:"
        " Leitlinien Bürgerbeteiligung"
    )


def unknown_status() -> Text:
    return text(
        "Diesen Stand verstehe ich nicht. Möglich sind »in Erarbeitung«, »beschlossen« und"
        " »fortgeschrieben«, die letzten beiden auch mit Datum. Zum Beispiel: beschlossen 2014"
    )


def unknown_date() -> Text:
    return text(
        "Das Datum verstehe ich nicht. Es genügt das Jahr, zum Beispiel: beschlossen 2014."
        " Genauer geht es auch: beschlossen am 12.3.2014"
    )


def date_without_decision() -> Text:
    return text(
        "Ein Datum kann ich nur zu »beschlossen« oder »fortgeschrieben« aufnehmen, zum Beispiel:"
        " beschlossen 2014. Ohne Datum geht es so: in Erarbeitung"
    )


def no_note() -> Text:
    return text("Die Anmerkung ist leer. Bitte schreiben Sie einen Satz, oder lassen Sie sie weg.")


def note_too_long(most: int) -> Text:
    return text(
        f"Die Anmerkung ist zu lang (höchstens {most} Zeichen). Bitte kürzen Sie sie, zum Beispiel"
        " auf einen Satz."
    )


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
