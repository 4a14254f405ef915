"""The questions of !eintrag neu in the direct chat, and what is said to the answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from commands.texts.editing import in_line
from commands.texts.guidelines import LISTS, quoted, written
from commands.texts.markup import NOTHING, Code, Inline, Text, items, text
from storage.guidelines import Guideline, Municipality

PLACE = "Kommune"
LIST = "Liste"
TITLE = "Titel"
KIND = "Art"
STATUS = "Status"
BODY = "Gremium"
SUMMARY = "Zusammenfassung"
LINKS = "Links"
SOURCE = "Quelle"
PLACE_ALIASES = ("Ort",)
KIND_ALIASES = ("Dokumentart", "Typ")
STATUS_ALIASES = ("Stand", "Beschluss")
LINKS_ALIASES = ("Link", "Verweis")

ASK_PLACE = text(
    "Um welche Kommune geht es? Zum Beispiel: »Bonn«. Steht sie weder in der Sammlung noch im"
    " Gemeindeverzeichnis, gehören Art und Land dazu: »Musterstadt, Stadt, Hessen«."
)
ASK_LIST = text("In welche Liste der Sammlung gehört der Eintrag?")
ASK_TITLE = text("Wie heißt das Dokument? Zum Beispiel: »Leitlinien Bürgerbeteiligung«.")
ASK_KIND = text("Was für ein Dokument ist es? Zum Beispiel: »Leitlinien«, »Konzept«, »Satzung«.")
ASK_STATUS = text(
    "Wie ist der Stand? Zum Beispiel: »beschlossen 2014«, »beschlossen am 25. Juni 2015,"
    " fortgeschrieben 2020«, »in Erarbeitung« oder »unbekannt«."
)
ASK_BODY = text("Welches Gremium hat es beschlossen? Zum Beispiel: »Rat der Stadt«.")
ASK_SUMMARY = text("Worum geht es darin? Zum Beispiel: »Regelt, wie Vorhaben bekannt werden.«")
ASK_LINKS = text(
    "Wo steht es? Zum Beispiel: »https://www.example.org/leitlinien.pdf«. Mehrere Links schreiben"
    " Sie in mehrere Zeilen, gern mit ihrer Bezeichnung davor."
)
ASK_SOURCE = text("Woher wissen Sie das? Zum Beispiel: »Auskunft der Kommune« oder ein Link.")


def opening(prefix: str) -> Text:
    return text(
        "Ein neuer Eintrag der Sammlung, Schritt für Schritt. Am Ende sehen Sie alles noch einmal;"
        " erst dann wird er gespeichert. In einer Zeile geht es auch, im Raum des"
        " Netzwerkmanagements: ",
        Code(f"{prefix}eintrag neu Musterstadt | https://… | Leitlinien | beschlossen 2014"),
    )


def several_places(asked: str) -> Text:
    return text(f"Zu {quoted(asked)} passt mehr als eine Kommune. Welche meinen Sie?")


def already_there(entries: Sequence[tuple[Municipality, Guideline]]) -> Text:
    if not entries:
        return NOTHING
    count = "schon 1 Eintrag" if len(entries) == 1 else f"schon {len(entries)} Einträge"
    return text(f"Zu dieser Kommune gibt es {count}:") + items(
        *(in_line(*each) for each in entries)
    )


def not_allowed() -> Text:
    return text(
        "Einträge anlegen kann nur, wer im Raum des Netzwerkmanagements schreiben darf. Es wurde"
        " nichts gespeichert."
    )


def shown_place(value: Mapping[str, Any]) -> tuple[Inline, ...]:
    return (str(value["name"]),)


def shown_list(value: str) -> tuple[Inline, ...]:
    return (LISTS[value],)


def shown_plain(value: str) -> tuple[Inline, ...]:
    return (value,)


def shown_status(value: Mapping[str, str]) -> tuple[Inline, ...]:
    dates = (("adopted", "beschlossen"), ("updated", "fortgeschrieben"))
    told = [f"{word} {written(value[name])}" for name, word in dates if name in value]
    return (", ".join([value["status"], *told]),)


def shown_links(value: Sequence[Mapping[str, str | None]]) -> tuple[Inline, ...]:
    return (
        ", ".join(
            f"{link['label']}: {link['url']}" if link["label"] else f"{link['url']}"
            for link in value
        ),
    )
