"""The words of !termin, and why they are not understood."""

from collections.abc import Mapping
from types import MappingProxyType

from commands.texts.guidelines import quoted
from commands.texts.markup import Code, Text, items, text
from commands.texts.meetings import KINDS
from storage.meetings import Kind

# As people may write it, compared without case.
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
CLEARING = frozenset(
    {"leer", "leeren", "-", "–", "kein", "keine", "keinen", "ohne", "entfernen", "weg"}
)
FILLERS = frozenset({"auf", "nach", "um", "am", "zu", "von", "neu", "jetzt", "uhr", "bitte"})
REGISTRATION = r"\bAnmeldung(?:\s+(?:ist|möglich))*\s+bis(?:\s+zum)?\b:?"

_LABELS = MappingProxyType(
    {
        "title": "Titel",
        "place": "Ort oder Link",
        "description": "Beschreibung",
        "reason": "Grund",
    }
)
_USES = (
    ("einen neuen anlegen", "neu online-konferenz »Losverfahren« 14.1.2027 10:00-11:30 https://…"),
    ("Schritt für Schritt anlegen", "neu"),
    ("eine Angabe ändern", "ändern 12 ort Bonn, Stadthalle"),
    ("verlegen", "verlegen 12 21.1.2027 10 Uhr"),
    ("absagen", "absagen 12 wegen Krankheit"),
    ("alle kommenden einer Reihe absagen", "absagen 12 alle"),
    ("als Antwort auf eine Datei (CSV oder .ics) ihr Programm aufnehmen", "programm 12"),
    ("was ich gezeigt habe, speichern", "ja"),
    ("oder verwerfen", "nein"),
    ("einen ansehen", "12"),
)


def uses(prefix: str) -> Text:
    return text(f"So geht es, {len(_USES)} Beispiele:") + items(
        *((f"{what}: ", Code(f"{prefix}termin {words}")) for what, words in _USES)
    )


def example(prefix: str) -> Text:
    return text(
        "Zum Beispiel: ",
        Code(
            f"{prefix}termin neu online-konferenz »Losverfahren« 14.01.2027 10:00-11:30"
            " https://konferenz.example.org/"
        ),
    )


def no_kind(said: str, prefix: str) -> Text:
    told = (
        text(f"Die Art des Termins fehlt; {quoted(said)} ist keine.")
        if said
        else text("Die Art des Termins fehlt.")
    )
    kinds = text(f"Es gibt {len(KINDS)} Arten, sie stehen am Anfang:") + items(*KINDS)
    return told + kinds + example(prefix)


def no_title(prefix: str) -> Text:
    return text("Der Titel fehlt, am besten in Anführungszeichen.") + example(prefix)


def two_meanings() -> Text:
    return text("Das kann zweierlei heißen. Was meinen Sie?")


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


def no_field(said: str, prefix: str) -> Text:
    fields = ("titel", "art", "ort", "beschreibung", "anmeldung", "zeit", "ende")
    told = (
        text(f"Diese Angabe kenne ich nicht: {quoted(said)}.")
        if said
        else text("Was soll geändert werden?")
    )
    return (
        told
        + text(f"Es gibt {len(fields)} Angaben:")
        + items(*fields)
        + text("Zum Beispiel: ", Code(f"{prefix}termin ändern 12 ort Bonn, Stadthalle"))
    )


def which_kind(said: str) -> Text:
    told = text(f"{quoted(said)} ist keine Art. Es gibt {len(KINDS)} Arten:")
    return told + items(*KINDS)


def ends_too_early() -> Text:
    return text("Das Ende liegt vor dem Beginn. Es wurde nichts geändert.")


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


def one_by_one() -> Text:
    return text("Diese Angabe lässt sich nur bei einem einzelnen Termin ändern, ohne »alle«.")


def whole_days() -> Text:
    return text("Diese Reihe ist ganztägig; eine Uhrzeit lässt sich bei allen nicht setzen.")


def no_registration(said: str) -> Text:
    return text(f"Bis wann ist die Anmeldung möglich? {quoted(said)} verstehe ich nicht als Datum.")


def only_management(prefix: str) -> Text:
    return text(
        "Termine anlegen, ändern, verlegen und absagen geht nur im Raum des Netzwerkmanagements."
        " Was ansteht, zeigt ",
        Code(f"{prefix}termine"),
    )


def which_reading(*, later: bool) -> str:
    """Of a time that the clock shows twice."""
    return " (Winterzeit)" if later else " (Sommerzeit)"
