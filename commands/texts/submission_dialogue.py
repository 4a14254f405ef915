"""The questions of !einreichen in the direct chat, and what is said to the answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from commands.texts.dialogue import BACK
from commands.texts.guidelines import LISTS, quoted, written
from commands.texts.markup import Code, Inline, Link, Text, items, text

PLACE = "Kommune"
LIST = "Liste"
DOCUMENT = "Dokument"
TITLE = "Titel"
STATUS = "Stand"
NOTE = "Anmerkung"
# What else a field may be called at the preview.
PLACE_ALIASES = ("Ort",)
DOCUMENT_ALIASES = ("Link", "Datei")
STATUS_ALIASES = ("Status", "Beschluss")

WITHOUT_LINK = "ohne Link"
WITHOUT_FILE = "ohne Datei"

ASK_PLACE = text("Um welche Kommune geht es? Zum Beispiel: »Bonn« oder »Landkreis Göppingen«.")
ASK_LIST = text("In welche Liste der Sammlung gehört das Dokument?")
ASK_DOCUMENT = text(
    "Wo ist das Dokument? Antworten Sie mit dem Link, zum Beispiel »https://www.example.org/"
    "leitlinien.pdf«, oder senden Sie die Datei hier in den Chat (PDF, DOCX oder ODT). Beides"
    " zusammen geht auch, nacheinander."
)
ASK_TITLE = text(
    "Wie heißt das Dokument? Zum Beispiel: »Leitlinien für die Beteiligung der Einwohnerinnen und"
    " Einwohner«."
)
ASK_STATUS = text(
    "Wie ist der Stand? Zum Beispiel: »beschlossen 2014«, »beschlossen am 25. Juni 2015«,"
    " »fortgeschrieben 2020«, »in Erarbeitung« oder »unbekannt«."
)
ASK_NOTE = text(
    "Möchten Sie dem Netzwerkmanagement etwas dazu sagen? Zum Beispiel: »Die Anlage 2 ist noch in"
    " Arbeit.«"
)


def opening(prefix: str) -> Text:
    return text(
        "Schön, dass Sie etwas zur Sammlung beitragen. Ich frage Schritt für Schritt; am Ende"
        " sehen Sie alles noch einmal, bevor es zum Netzwerkmanagement geht. Antworten Sie"
        " einfach hier im Chat. In einer Zeile geht es auch: ",
        Code(f"{prefix}einreichen Bonn https://…"),
    )


def in_collection(name: str) -> Text:
    return text(f"{name} steht in der Sammlung; Ihre Einreichung wird mit dem Eintrag verglichen.")


def in_register(name: str) -> Text:
    return text(f"{name} ist noch nicht in der Sammlung.")


def unknown_place(place: str, similar: Sequence[str]) -> Text:
    unknown = text(
        f"{quoted(place)} kenne ich noch nicht. Das macht nichts; ist es aber ein Tippfehler,"
        f" antworten Sie »{BACK}« und schreiben Sie den Namen noch einmal."
    )
    if not similar:
        return unknown
    return unknown + text(f"Ähnliche Namen in der Sammlung ({len(similar)}):") + items(*similar)


def only_the_place() -> Text:
    return text(
        "Hier brauche ich nur den Namen der Kommune, zum Beispiel »Bonn«. Nach dem Link frage ich"
        " danach."
    )


def several_places(asked: str) -> Text:
    return text(f"Zu {quoted(asked)} passt mehr als eine Kommune. Welche meinen Sie?")


def link_noted() -> Text:
    return text(
        "Den Link habe ich notiert. Haben Sie auch die Datei, können Sie sie jederzeit hier senden."
    )


def file_noted(name: str) -> Text:
    return text(
        f"Die Datei {_file(name)} habe ich notiert. Gibt es auch einen Link, ergänzen Sie ihn in"
        f" der Vorschau unter »{DOCUMENT}«."
    )


def both_noted(name: str) -> Text:
    return text(f"Den Link und die Datei {_file(name)} habe ich notiert.")


def file_replaced(name: str, former: str) -> Text:
    return text(f"Ich habe die Datei {_file(name)} anstelle von {_file(former)} notiert.")


def caption_not_used() -> Text:
    return text("Den Text zur Datei habe ich nicht übernommen; gebraucht wird hier nur ein Link.")


def one_is_needed() -> Text:
    return text("Ein Link oder eine Datei wird gebraucht; beides lässt sich nicht weglassen.")


def how_to_remove() -> Text:
    return text(f"Eines davon weglassen: Antworten Sie »{WITHOUT_LINK}« oder »{WITHOUT_FILE}«.")


def part_removed() -> Text:
    return text("Das habe ich entfernt.")


def shown_place(value: Mapping[str, Any]) -> tuple[Inline, ...]:
    return (str(value["name"]),)


def shown_list(value: str) -> tuple[Inline, ...]:
    return (LISTS[value],)


def shown_plain(value: str) -> tuple[Inline, ...]:
    return (value,)


def shown_document(value: Mapping[str, Any]) -> tuple[Inline, ...]:
    url, file = value.get("url"), value.get("file")
    link: tuple[Inline, ...] = () if url is None else (Link(url, url),)
    if file is None:
        return link
    name = f"Datei {_file(file['name'])}"
    return (*link, " und ", name) if link else (name,)


def shown_status(value: Mapping[str, Any]) -> tuple[Inline, ...]:
    status, adopted = value["status"], value.get("adopted")
    return (status if adopted is None else f"{status}, {written(adopted)}",)


def _file(name: str) -> str:
    return quoted(name) if name.strip() else "ohne Namen"
