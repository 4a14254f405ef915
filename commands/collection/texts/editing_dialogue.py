"""Questions of !eintrag neu in the direct chat, and remarks on the answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from commands.collection.texts.editing import in_line
from commands.collection.texts.guidelines import LISTS
from commands.conversation.dialogue.script import StepWords
from commands.language.markup import NOTHING, Code, Inline, Text, items, text
from commands.language.texts.counting import counted
from commands.language.texts.dates import partial_date
from commands.language.visible import quoted
from storage.collection.guidelines import Guideline, Municipality

PLACE = StepWords(
    "Kommune",
    "Um welche Kommune geht es? Zum Beispiel: »Bonn«. Steht sie weder in der Sammlung noch im"
    " Gemeindeverzeichnis, gehören Art und Land dazu: »Musterstadt, Stadt, Hessen«.",
    ("Ort",),
)
LIST = StepWords("Liste", "In welche Liste der Sammlung gehört der Eintrag?")
TITLE = StepWords("Titel", "Wie heißt das Dokument? Zum Beispiel: »Leitlinien Bürgerbeteiligung«.")
KIND = StepWords(
    "Art",
    "Was für ein Dokument ist es? Zum Beispiel: »Leitlinien«, »Konzept«, »Satzung«.",
    ("Dokumentart", "Typ"),
)
STATUS = StepWords(
    "Status",
    "Wie ist der Stand? Zum Beispiel: »beschlossen 2014«, »beschlossen am 25. Juni 2015,"
    " fortgeschrieben 2020«, »in Erarbeitung« oder »unbekannt«.",
    ("Stand", "Beschluss"),
)
BODY = StepWords("Gremium", "Welches Gremium hat es beschlossen? Zum Beispiel: »Rat der Stadt«.")
SUMMARY = StepWords(
    "Zusammenfassung", "Worum geht es darin? Zum Beispiel: »Regelt, wie Vorhaben bekannt werden.«"
)
LINKS = StepWords(
    "Links",
    "Wo steht es? Zum Beispiel: https://www.example.org/leitlinien.pdf Mehrere Links"
    " schreiben Sie in mehrere Zeilen, gern mit ihrer Bezeichnung davor.",
    ("Link", "Verweis"),
)
SOURCE = StepWords(
    "Quelle", "Woher wissen Sie das? Zum Beispiel: »Auskunft der Kommune« oder ein Link."
)


def opening(prefix: str) -> Text:
    return text(
        "Ein neuer Eintrag der Sammlung, Schritt für Schritt. Am Ende sehen Sie alles noch einmal;"
        " erst dann wird er gespeichert. In einer Zeile geht es auch, im Raum des"
        " Netzwerkmanagements: ",
        Code(f"{prefix}eintrag neu Musterstadt | https://… | Leitlinien | beschlossen 2014"),
    )


def several_places(query: str) -> Text:
    return text(f"Zu {quoted(query)} passt mehr als eine Kommune. Welche meinen Sie?")


def already_there(entries: Sequence[tuple[Municipality, Guideline]]) -> Text:
    if not entries:
        return NOTHING
    count = counted(len(entries), "Eintrag", "Einträge")
    return text(f"Zu dieser Kommune gibt es schon {count}:") + items(
        *(in_line(*each) for each in entries)
    )


NOT_ALLOWED = text(
    "Einträge anlegen kann nur, wer im Raum des Netzwerkmanagements schreiben darf. Es wurde"
    " nichts gespeichert."
)


def shown_place(value: Mapping[str, Any]) -> tuple[Inline, ...]:
    return (str(value["name"]),)


def shown_list(value: str) -> tuple[Inline, ...]:
    return (LISTS[value],)


def shown_status(value: Mapping[str, str]) -> tuple[Inline, ...]:
    dates = (("adopted", "beschlossen"), ("updated", "fortgeschrieben"))
    parts = [f"{word} {partial_date(value[name])}" for name, word in dates if name in value]
    return (", ".join([value["status"], *parts]),)


def shown_links(value: Sequence[Mapping[str, str | None]]) -> tuple[Inline, ...]:
    return (
        ", ".join(
            f"{link['label']}: {link['url']}" if link["label"] else f"{link['url']}"
            for link in value
        ),
    )
