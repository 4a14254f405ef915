"""The questions of !termin neu in the direct chat, and what is said to the answers."""

from collections.abc import Mapping
from typing import Any

from commands.texts.markup import Code, Inline, Text, text
from commands.texts.meetings import KINDS, place
from commands.texts.times import local

KIND = "Art"
TITLE = "Titel"
TIME = "Zeit"
PLACE = "Ort oder Link"
DESCRIPTION = "Beschreibung"
REGISTRATION = "Anmeldung bis"
KIND_ALIASES = ("Typ",)
TITLE_ALIASES = ("Thema", "Name")
TIME_ALIASES = ("Datum", "Wann", "Termin")
PLACE_ALIASES = ("Ort", "Link")
REGISTRATION_ALIASES = ("Anmeldung", "Anmeldeschluss")

ASK_KIND = text("Um was für einen Termin geht es? Zum Beispiel: »1«.")
ASK_TITLE = text("Wie heißt der Termin? Zum Beispiel: »Losverfahren in der Praxis«.")
ASK_TIME = text(
    "Wann ist er? Zum Beispiel: »14.1.2027 10:00-11:30«, »nächsten Dienstag 10 Uhr«, »4.3.2027"
    " 13 Uhr bis 5.3.2027 14 Uhr«, »ganztägig 5.3.2027« oder »jeden ersten Dienstag im Monat"
    " 10 Uhr«."
)
ASK_PLACE = text(
    "Wo ist er? Zum Beispiel: »https://konferenz.example.org/« oder »Bonn, Stadthalle«."
)
ASK_DESCRIPTION = text(
    "Was sollen alle dazu wissen? Zum Beispiel: »Bitte bringen Sie Ihre Fragen mit.«"
)
ASK_REGISTRATION = text("Bis wann kann man sich anmelden? Zum Beispiel: »5.2.2027«.")


def opening(prefix: str) -> Text:
    return text(
        "Ein neuer Termin, Schritt für Schritt. Am Ende sehen Sie alles noch einmal; erst dann"
        " wird er gespeichert und angekündigt. In einer Zeile geht es auch, im Raum des"
        " Netzwerkmanagements: ",
        Code(f"{prefix}termin neu online-konferenz »Losverfahren« 14.1.2027 10:00-11:30 https://…"),
    )


def no_kind() -> Text:
    return text("Diese Art kenne ich nicht.")


def no_date() -> Text:
    return text("Ich finde darin kein Datum.")


def no_time(understood: str) -> Text:
    return text(
        f"Um wie viel Uhr? Verstanden habe ich: {understood}. Nennen Sie bitte Tag und Uhrzeit"
        " zusammen, oder schreiben Sie »ganztägig« dazu."
    )


def understood(words: str) -> Text:
    return text(f"Verstanden habe ich: {words}.")


def left_over(words: str) -> Text:
    return text(f"Nicht verwendet habe ich: »{words}«.")


def not_allowed() -> Text:
    return text(
        "Termine anlegen kann nur, wer im Raum des Netzwerkmanagements schreiben darf. Es wurde"
        " nichts gespeichert."
    )


def shown_kind(value: Any) -> tuple[Inline, ...]:
    return (next((label for kind, label in KINDS.items() if kind == value), str(value)),)


def shown_plain(value: Any) -> tuple[Inline, ...]:
    return (str(value),)


def shown_place(value: Any) -> tuple[Inline, ...]:
    return place(str(value))


def shown_time(value: Mapping[str, Any]) -> tuple[Inline, ...]:
    return (str(value["shown"]),)


def shown_registration(value: Any) -> tuple[Inline, ...]:
    return (local(str(value)),)
