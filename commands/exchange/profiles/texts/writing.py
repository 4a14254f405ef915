"""Sentences about what a profile may hold, and what does not fit."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from commands.exchange.profiles.reading import Reachable
from commands.language.markup import Code, Text, items, text
from commands.language.texts.counting import listed
from commands.language.visible import quoted

_REACH: Mapping[Reachable, str] = MappingProxyType(
    {
        Reachable.MAIL: "eine E-Mail- oder Matrix-Adresse",
        Reachable.PHONE: "eine Telefonnummer",
        Reachable.STREET: "eine Anschrift",
    }
)


def not_reachable(what: Reachable) -> Text:
    return text(
        f"Darin steht wohl {_REACH[what]}. Die gehört nicht in Ihr Profil: Wer Ihren Kontakt"
        " bekommt, schreibt Ihnen in Matrix. Bitte schreiben Sie es ohne diese Angabe."
    )


def too_long(most: int, length: int) -> Text:
    if not length:
        return text("Bitte schreiben Sie einige Wörter dazu.")
    return text(f"Das sind {length} Zeichen; hier haben höchstens {most} Platz.")


def topics_do_not_fit(most: int, count: int) -> Text:
    if not count:
        return text("Bitte nennen Sie Themen, zum Beispiel: Losverfahren, Bürgerrat")
    return text(f"Das sind {count} Themen; bitte nennen Sie höchstens {most}.")


def place_does_not_fit(most: int) -> Text:
    return text(f"Bitte nennen Sie Ihre Kommune mit höchstens {most} Zeichen, zum Beispiel: Bonn")


def which_of_places(words: str) -> Text:
    """Ask in a dialogue, which lists them itself."""
    return text(f"Zu {quoted(words)} passt mehr als eine Kommune. Welche meinen Sie?")


def which_place(words: str, options: Sequence[str]) -> Text:
    count = len(options)
    return (
        text(f"Zu {quoted(words)} passt mehr als eine Kommune ({count}):")
        + items(*options, numbered=True)
        + text("Welche meinen Sie? Antworten Sie mit der Nummer.")
    )


def unknown_place(name: str, similar: Sequence[str]) -> Text:
    said = f"{quoted(name)} steht in keinem meiner Verzeichnisse; ich übernehme es so."
    if similar:
        said += f" Meinten Sie {listed(list(similar[:3]), 'oder')}? Dann ändern Sie die Kommune."
    return text(said)


NO_SIZE = text(
    "Diese Größe verstehe ich nicht. Antworten Sie mit der Nummer oder mit einer Zahl, zum"
    " Beispiel: 12.000"
)


def no_year(this_year: int) -> Text:
    return text(f"Bitte nennen Sie ein Jahr bis {this_year}, zum Beispiel: 2019")


NEEDS_SOMETHING = text(
    "Ein Profil braucht mindestens ein Thema oder eine Kommune; sonst findet Sie niemand."
)


def too_many_parts(prefix: str) -> Text:
    return text(
        "Das sind zu viele Angaben in einer Zeile. So geht es: ",
        Code(f"{prefix}profil Bonn | Losverfahren, Bürgerrat | Leitung Fachstelle"),
    )
