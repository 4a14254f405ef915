"""Words of !termin, and sentences for words that are not understood."""

from collections.abc import Mapping
from types import MappingProxyType

from commands.language.markup import Code, Text, items, text
from commands.language.visible import quoted
from commands.meetings.texts.meetings import KINDS
from storage.meetings.meetings import Kind

# Compared without case.
KIND_WORDS: Mapping[str, Kind] = MappingProxyType(
    {
        "online-konferenz": "online-konferenz",
        "onlinekonferenz": "online-konferenz",
        "online": "online-konferenz",
        "konferenz": "online-konferenz",
        "videokonferenz": "online-konferenz",
        "netzwerktreffen": "netzwerktreffen",
        "jahrestreffen": "netzwerktreffen",
        "treffen": "netzwerktreffen",
        "arbeitsgruppe": "arbeitsgruppe",
        "ag": "arbeitsgruppe",
        "frist": "frist",
    }
)
FIELD_WORDS = MappingProxyType(
    {
        word: name
        for name, words in (
            ("title", "titel thema name"),
            ("kind", "art"),
            ("place", "ort link raum place url"),
            ("description", "beschreibung text info"),
            ("register_by", "anmeldung anmeldeschluss anmeldefrist"),
            ("starts", "zeit datum wann beginn start termin"),
            ("ends", "ende"),
        )
        for word in words.split()
    }
)
WHOLE = "alle"
FILLERS = frozenset({"auf", "nach", "um", "am", "zu", "von", "neu", "jetzt", "uhr", "bitte"})
REGISTRATION = r"\bAnmeldung(?:\s+(?:ist|möglich))*\s+bis(?:\s+zum)?\b:?"

_LABELS = MappingProxyType(
    {"title": "Titel", "place": "Ort oder Link", "description": "Beschreibung", "reason": "Grund"}
)
HEADING = "Termine ansehen und verwalten"
NUMBER = "Nr"
NEW = (
    "Legt einen Termin an; ohne Angaben frage ich Sie Schritt für Schritt.",
    "termin neu online-konferenz »Losverfahren« 14.1.2027 10:00-11:30 https://…",
    ("termin anlegen",),
)
NEW_WORDS = "Art »Titel« Zeit Ort"
CHANGE = (
    "Ändert eine Angabe eines Termins, mit »alle« bei allen kommenden seiner Reihe.",
    "termin ändern 12 ort Bonn, Stadthalle",
    ("termin bearbeiten",),
)
MOVE = (
    "Verlegt einen Termin, mit »alle« die Uhrzeit aller kommenden seiner Reihe.",
    "termin verlegen 12 21.1.2027 10 Uhr",
    ("termin verschieben",),
)
CANCEL = (
    "Sagt einen Termin ab, mit »alle« alle kommenden seiner Reihe.",
    "termin absagen 12 wegen Krankheit",
    ("termin streichen",),
)
PROGRAMME = (
    "Nimmt das Programm eines Termins aus der Datei, auf die Sie antworten (CSV oder .ics).",
    "termin programm 12",
)


def example(prefix: str) -> Text:
    return text(
        "Zum Beispiel: ",
        Code(
            f"{prefix}termin neu online-konferenz »Losverfahren« 14.01.2027 10:00-11:30"
            " https://konferenz.example.org/"
        ),
    )


def no_kind(words: str, prefix: str) -> Text:
    answer = (
        text(f"Die Art des Termins fehlt; {quoted(words)} ist keine.")
        if words
        else text("Die Art des Termins fehlt.")
    )
    kinds = text(f"Es gibt {len(KINDS)} Arten, sie stehen am Anfang:") + items(*KINDS)
    return answer + kinds + example(prefix)


TWO_MEANINGS = text("Das kann zweierlei heißen. Was meinen Sie?")


def no_date(prefix: str) -> Text:
    return text("Ich finde kein Datum.") + example(prefix)


def no_time(day: str, prefix: str) -> Text:
    return text(
        f"Die Uhrzeit fehlt. Verstanden habe ich: {day}. Bitte schreiben Sie die Uhrzeit dazu,"
        " oder »ganztägig«."
    ) + example(prefix)


def too_long(field: str, longest: int) -> Text:
    return text(f"{_LABELS[field]}: zu lang (höchstens {longest} Zeichen).")


def not_empty(field: str) -> Text:
    return text(f"{_LABELS.get(field, field)}: Diese Angabe wird gebraucht.")


def left_over(words: str) -> Text:
    return text(
        f"Damit kann ich hier nichts anfangen: {quoted(words)}. Bitte nennen Sie nur Tag und"
        " Uhrzeit, zum Beispiel: 21.1.2027 10:00-11:30"
    )


def no_field(words: str, prefix: str) -> Text:
    fields = ("titel", "art", "ort", "beschreibung", "anmeldung", "zeit", "ende")
    answer = (
        text(f"Diese Angabe kenne ich nicht: {quoted(words)}.")
        if words
        else text("Was soll geändert werden?")
    )
    return (
        answer
        + text(f"Es gibt {len(fields)} Angaben:")
        + items(*fields)
        + text("Zum Beispiel: ", Code(f"{prefix}termin ändern 12 ort Bonn, Stadthalle"))
    )


def which_kind(words: str) -> Text:
    answer = text(f"{quoted(words)} ist keine Art. Es gibt {len(KINDS)} Arten:")
    return answer + items(*KINDS)


ENDS_TOO_EARLY = text("Das Ende liegt vor dem Beginn. Es wurde nichts geändert.")


def no_date_to_move(number: int, prefix: str) -> Text:
    return text(
        "Auf wann? Zum Beispiel: ", Code(f"{prefix}termin verlegen {number} 21.1.2027 10:00-11:30")
    )


def only_the_clock(prefix: str) -> Text:
    return text(
        "Bei allen Terminen einer Reihe kann ich nur die Uhrzeit verlegen, zum Beispiel: ",
        Code(f"{prefix}termin verlegen 12 alle 11:00-12:00"),
        ". Für andere Tage sagen Sie die Reihe bitte ab und legen eine neue an.",
    )


ONE_BY_ONE = text("Diese Angabe lässt sich nur bei einem einzelnen Termin ändern, ohne »alle«.")


WHOLE_DAYS = text("Diese Reihe ist ganztägig; eine Uhrzeit lässt sich bei allen nicht setzen.")


def no_registration(words: str) -> Text:
    return text(
        f"Bis wann ist die Anmeldung möglich? {quoted(words)} verstehe ich nicht als Datum."
    )


def only_management(prefix: str, _name: str) -> Text:
    return text(
        "Termine anlegen, ändern, verlegen und absagen geht nur im Raum des Netzwerkmanagements."
        " Was ansteht, zeigt ",
        Code(f"{prefix}termine"),
    )


def which_reading(*, later: bool) -> str:
    """Name one of the two readings of a time that the clock shows twice."""
    return " (Winterzeit)" if later else " (Sommerzeit)"
