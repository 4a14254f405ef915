"""One field of an entry or a submission as a person types it -> its value; pure."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from commands.collection import ListName
from commands.collection.rows import Status
from commands.lists import list_called
from commands.names import fold
from commands.texts import fields as texts
from commands.texts.markup import Text
from commands.times.partial import parse_date
from commands.urls import BadUrlError, check_url

LONGEST_PLACE = 200
LONGEST_TITLE = 300
LONGEST_NOTE = 1000
_LONGEST_STATUS = 100


class UnfitError(Exception):
    """What was typed cannot be taken; `text` tells the member which part, why, and an example."""

    def __init__(self, text: Text) -> None:
        super().__init__("unfit")
        self.text = text


_STATUS_WORDS: tuple[tuple[Status, tuple[str, ...]], ...] = (
    ("beschlossen", ("beschlossen", "Beschluss", "verabschiedet", "in Kraft")),
    ("beschlossen", ("beschlossene",)),
    ("fortgeschrieben", ("fortgeschrieben", "Fortschreibung", "aktualisiert", "überarbeitet")),
    ("fortgeschrieben", ("fortgeschriebene",)),
    ("in Erarbeitung", ("in Erarbeitung", "in Arbeit", "in Bearbeitung", "laufend", "laufende")),
    ("in Erarbeitung", ("Entwurf", "im Entwurf")),
    ("unbekannt", ("unbekannt", "nicht bekannt", "weiß nicht")),
)
_STATUSES: Mapping[str, Status] = MappingProxyType(
    {fold(word): status for status, words in _STATUS_WORDS for word in words}
)
_DATED = frozenset({"beschlossen", "fortgeschrieben"})
_BARE_LINK = re.compile(
    r"(www\.|[\w-]+(\.[\w-]+)*\.(de|at|eu|org|com|net|info)(?=/|$))[^\s@]*", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://|https?:|(javascript|data|mailto|file):", re.IGNORECASE)


def cleaned(text: str) -> str:
    """Without what is invisible or turns the direction of writing; lines are kept."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    lines = "".join(map(_visible, composed)).split("\n")
    return re.sub("\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()


def one_line(text: str) -> str:
    return " ".join(cleaned(text).split())


def _visible(character: str) -> str:
    match unicodedata.category(character):
        case "Cf" | "Cs" | "Co" | "Cn":
            return ""
        case "Zl" | "Zp":
            return "\n"
        case "Cc":
            return "\n" if character in "\n\v\f\r\x85" else " "
        case _:
            return character


def parse_place(text: str) -> str:
    place = one_line(text).strip(" ,;:|")
    if not fold(place[: LONGEST_PLACE + 1]):
        raise UnfitError(texts.no_place())
    if len(place) > LONGEST_PLACE:
        raise UnfitError(texts.place_too_long(LONGEST_PLACE))
    return place


def is_list(text: str) -> bool:
    return list_called(text) is not None


def parse_list(text: str) -> ListName:
    found = list_called(text)
    if found is None:
        raise UnfitError(texts.unknown_list())
    return found


def is_link(word: str) -> bool:
    """Meant as a link, fit or not."""
    return bool(_SCHEME.match(word) or _BARE_LINK.fullmatch(word))


def parse_url(text: str) -> str:
    """As it is stored; what was put around or behind it in a sentence is taken off."""
    url = cleaned(text).lstrip("<([\"'»«„“ ").rstrip(">]\"'»«„“.,; ")
    if url.count(")") > url.count("("):
        url = url.removesuffix(")")
    if not url:
        raise UnfitError(texts.no_link())
    if _BARE_LINK.fullmatch(url):
        url = f"https://{url}"
    try:
        return check_url(url)
    except BadUrlError as error:
        raise UnfitError(texts.bad_link(error.reason)) from None


def parse_title(text: str) -> str:
    title = one_line(text).strip('"»«„“” ')
    if not any(map(str.isalnum, title)):
        raise UnfitError(texts.no_title())
    if len(title) > LONGEST_TITLE:
        raise UnfitError(texts.title_too_long(LONGEST_TITLE))
    return title


def status_called(text: str) -> Status | None:
    """ "laufend" is in Erarbeitung."""
    return _STATUSES.get(fold(text[:_LONGEST_STATUS]))


def names_status(text: str) -> bool:
    """Begins with a status, whatever follows."""
    return _status_and_rest(one_line(text)) is not None


def fits_status(text: str) -> bool:
    try:
        parse_status(text)
    except UnfitError:
        return False
    return True


def parse_status(text: str) -> tuple[Status, str | None]:
    """ "beschlossen 2014" -> ("beschlossen", "2014"); a date alone is that of the decision."""
    found = _status_and_rest(one_line(text))
    if found is None:
        raise UnfitError(texts.unknown_status())
    status, written = found
    if not written:
        return status, None
    when = parse_date(written)
    if when is None:
        raise UnfitError(texts.unknown_date())
    if status not in _DATED:
        raise UnfitError(texts.date_without_decision())
    return status, when


def _status_and_rest(text: str) -> tuple[Status, str] | None:
    """The status and what is written behind it; None if no status is named."""
    if parse_date(text) is not None:
        return "beschlossen", text
    words = text.split()
    for end in range(min(len(words), 3), 0, -1):
        status = status_called(" ".join(words[:end]))
        if status is not None:
            rest = re.sub(r"^((am|im|vom|seit)\b\s*)+", "", " ".join(words[end:]).lstrip("(:,– "))
            return status, rest.strip("().,; ")
    return None


def parse_note(text: str) -> str:
    note = cleaned(text)
    if not note:
        raise UnfitError(texts.no_note())
    if len(note) > LONGEST_NOTE:
        raise UnfitError(texts.note_too_long(LONGEST_NOTE))
    return note
