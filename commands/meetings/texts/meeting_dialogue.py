"""Questions of !termin neu in the direct chat, and remarks on the answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commands.conversation.dialogue.script import StepWords
from commands.language.markup import Code, Inline, Text, text
from commands.language.texts.dates import end, end_clock
from commands.meetings.texts.meetings import KINDS, place

KIND = StepWords("Art", "Um was für einen Termin geht es? Zum Beispiel: »1«.", ("Typ",))
TITLE = StepWords(
    "Titel", "Wie heißt der Termin? Zum Beispiel: »Losverfahren in der Praxis«.", ("Thema", "Name")
)
TIME = StepWords(
    "Zeit",
    "Wann ist er? Zum Beispiel: »14.1.2027 10:00-11:30«, »nächsten Dienstag 10 Uhr«, »4.3.2027"
    " 13 Uhr bis 5.3.2027 14 Uhr«, »ganztägig 5.3.2027« oder »jeden ersten Dienstag im Monat 10"
    " Uhr«.",
    ("Datum", "Wann", "Termin"),
)
PLACE = StepWords(
    "Ort oder Link",
    "Wo ist er? Zum Beispiel: https://konferenz.example.org/ oder Bonn, Stadthalle",
    ("Ort", "Link"),
)
DESCRIPTION = StepWords(
    "Beschreibung",
    "Was sollen alle dazu wissen? Zum Beispiel: »Bitte bringen Sie Ihre Fragen mit.«",
)
REGISTRATION = StepWords(
    "Anmeldung bis",
    "Bis wann kann man sich anmelden? Zum Beispiel: »5.2.2027«.",
    ("Anmeldung", "Anmeldeschluss"),
)


def opening(prefix: str) -> Text:
    return text(
        "Ein neuer Termin, Schritt für Schritt. Am Ende sehen Sie alles noch einmal; erst dann"
        " wird er gespeichert und angekündigt. In einer Zeile geht es auch, im Raum des"
        " Netzwerkmanagements: ",
        Code(f"{prefix}termin neu online-konferenz »Losverfahren« 14.1.2027 10:00-11:30 https://…"),
    )


NO_KIND = text("Diese Art kenne ich nicht.")


NO_DATE = text("Ich finde darin kein Datum.")


def no_time(understood: str) -> Text:
    return text(
        f"Um wie viel Uhr? Verstanden habe ich: {understood}. Nennen Sie bitte Tag und Uhrzeit"
        " zusammen, oder schreiben Sie »ganztägig« dazu."
    )


def understood(words: str) -> Text:
    return text(f"Verstanden habe ich: {words}.")


def with_usual_end(shown: str, ends: str) -> str:
    clock = end_clock(datetime.fromisoformat(ends))
    return f"{shown.removesuffix(' Uhr')} bis {clock} Uhr (übliche Dauer)"


def left_over(words: str) -> Text:
    return text(f"Nicht verwendet habe ich: »{words}«.")


NOT_ALLOWED = text(
    "Termine anlegen kann nur, wer im Raum des Netzwerkmanagements schreiben darf. Es wurde"
    " nichts gespeichert."
)


def shown_kind(value: Any) -> tuple[Inline, ...]:
    return (next((label for kind, label in KINDS.items() if kind == value), str(value)),)


def shown_place(value: Any) -> tuple[Inline, ...]:
    return place(str(value))


def shown_time(value: Mapping[str, Any]) -> tuple[Inline, ...]:
    return (str(value["shown"]),)


def shown_registration(value: Any) -> tuple[Inline, ...]:
    return (end(str(value)),)
