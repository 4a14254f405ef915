"""Questions of !profil in the direct chat, and the consent."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from commands.collection.texts.place_words import SIZES
from commands.conversation.command_words import fold
from commands.conversation.dialogue.script import StepWords
from commands.conversation.short_answers import Decision, read_words
from commands.exchange.profiles.texts.commands import NO, YES
from commands.language.markup import Bold, Code, Inline, Text, text
from storage.exchange.profiles import Profile, Visibility

# Raise it with every change of the words below; it is stored with each consent.
CONSENT_VERSION = "1"
CONSENT = text(
    Bold("Einwilligung"),
    f" (Fassung {CONSENT_VERSION}): Mit »senden« sind Sie einverstanden, dass ich diese Angaben"
    " speichere und Mitgliedern des Netzwerks so zeige, wie Sie es gewählt haben. Das"
    " Netzwerkmanagement sieht nicht mehr als andere Mitglieder. Sie können das jederzeit ändern"
    " oder widerrufen: ",
    Code("profil aus"),
    " blendet alles aus, ",
    Code("profil löschen"),
    " löscht es.",
)

PLACE = StepWords(
    "Kommune", "Für welche Kommune arbeiten Sie? Zum Beispiel: »Bonn«.", ("Ort", "Stadt")
)
TOPICS = StepWords(
    "Themen",
    "Womit kennen Sie sich aus? Bis zu zwölf Themen, zum Beispiel: »Losverfahren, Bürgerrat«.",
    ("Thema",),
)
ROLE = StepWords(
    "Funktion", "Was ist Ihre Aufgabe dort? Zum Beispiel: »Leitung Fachstelle«.", ("Aufgabe",)
)
REPORTS = StepWords(
    "Kann berichten über",
    "Wovon können Sie berichten? Ein Satz mit höchstens 200 Zeichen, zum Beispiel: »unser erster"
    " ausgeloster Bürgerrat«.",
    ("berichten", "berichten über"),
)
SIZE = StepWords("Größe", "Wie viele Menschen leben in Ihrer Kommune?", ("Einwohner",))
SINCE = StepWords(
    "Im Netzwerk seit", "Seit welchem Jahr sind Sie im Netzwerk? Zum Beispiel: »2019«.", ("seit",)
)
VISIBILITY = StepWords(
    "Sichtbarkeit", "Wer darf das sehen? Ohne Angabe gilt: auf Anfrage.", ("sichtbar",)
)
MENTIONS = StepWords(
    "Erwähnen",
    "Darf ich Sie im Raum für Fragen erwähnen, wenn jemand zu Ihren Themen fragt? Ihr Name steht"
    " dann dort; höchstens einmal am Tag und zweimal in der Woche. Ohne Angabe: nein.",
    ("erwähnt werden",),
)

SIZE_CHOICES = SIZES
VISIBILITY_NAMES: Mapping[Visibility, str] = MappingProxyType(
    {"on_request": "auf Anfrage", "visible": "sichtbar", "off": "aus"}
)
VISIBILITY_CHOICES = (
    "auf Anfrage: Sie werden nur mitgezählt; ich frage Sie, bevor jemand Ihren Namen erfährt",
    "sichtbar: Mitglieder sehen diese Angaben mit Ihrem Namen",
    "aus: niemand sieht die Angaben oder zählt Sie mit",
)
MENTION_CHOICES = ("Nein", "Ja")
WHICH_VISIBILITY = text("Bitte antworten Sie mit »auf Anfrage«, »sichtbar« oder »aus«.")
YES_OR_NO = text("Bitte antworten Sie mit »ja« oder »nein«.")
_ALSO: Mapping[str, Visibility] = MappingProxyType(
    {"anfrage": "on_request", "erst fragen": "on_request", "unsichtbar": "off", "verborgen": "off"}
)


def visibility_called(words: str) -> Visibility | None:
    said = fold(words.partition(":")[0].strip(" »«.!"))
    for visibility, name in VISIBILITY_NAMES.items():
        if said == fold(name):
            return visibility
    return _ALSO.get(said)


def is_yes(words: str) -> bool | None:
    """Return whether it is a yes; None if it is neither that nor a no."""
    answer = read_words(words)
    if answer.decision is Decision.YES or answer.word in YES:
        return True
    return False if answer.decision is Decision.NO or answer.word in NO else None


def opening(prefix: str) -> Text:
    return text(
        "Ihr Profil hilft anderen, Sie zu Ihren Themen zu finden. Ich frage Schritt für Schritt;"
        " jede Angabe können Sie mit »weiter« überspringen, und erst am Ende wird etwas"
        " gespeichert. In einer Zeile geht es auch: ",
        Code(f"{prefix}profil Bonn | Losverfahren, Bürgerrat | Leitung Fachstelle"),
    )


def shown_place(value: Mapping[str, Any]) -> tuple[Inline, ...]:
    land = value["land"]
    return (f"{value['name']}, {land}" if land and land != value["name"] else value["name"],)


def shown_topics(value: Sequence[str]) -> tuple[Inline, ...]:
    return (", ".join(value),)


def shown_size(value: int) -> tuple[Inline, ...]:
    return (f"{SIZES[value - 1]} Einwohner/innen",)


def shown_visibility(value: Visibility) -> tuple[Inline, ...]:
    return (VISIBILITY_NAMES[value],)


def shown_mentions(value: bool) -> tuple[Inline, ...]:
    return ("ja" if value else "nein",)


_SEEN: Mapping[Visibility, str] = MappingProxyType(
    {
        "visible": "Mitglieder sehen es mit Ihrem Namen, wenn sie nach Ihren Angaben suchen.",
        "on_request": "Mitglieder sehen davon nichts, Sie werden nur mitgezählt. Sucht jemand,"
        " frage ich zuerst Sie und gebe Ihren Namen erst nach Ihrem Ja weiter.",
        "off": "Niemand sieht es, und niemand zählt Sie mit.",
    }
)


def seen_by_others(visibility: Visibility) -> str:
    return _SEEN[visibility]


def saved(profile: Profile, prefix: str) -> Text:
    name = VISIBILITY_NAMES[profile.visibility]
    return text(
        Bold(f"Ihr Profil ist gespeichert: {name}."), f" {_SEEN[profile.visibility]}"
    ) + text("Ansehen und ändern: ", Code(f"{prefix}profil"))
