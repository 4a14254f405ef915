"""Read one field of an entry or a submission as a person types it; pure."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from commands.collection.terms import list_called
from commands.collection.texts import fields as texts
from commands.collection.transfer.rows import ListName, Status
from commands.conversation.command import UnfitError
from commands.language.names import fold
from commands.language.patterns import Pattern
from commands.language.times.partial import parse_date
from commands.language.urls import BadUrlError, check_url
from commands.language.visible import cleaned, one_line
from commands.language.written_links import MARKDOWN, unwrapped

LONGEST_PLACE = 200
LONGEST_TITLE = 300
LONGEST_NOTE = 1000
_LONGEST_STATUS = 100
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
_BARE_LINK = Pattern(
    r"(www\.|[\w-]+(\.[\w-]+)*\.(de|at|eu|org|com|net|info)(?=/|$))[^\s@]*", re.IGNORECASE
)
_FILE_NAME = Pattern(r"\.(?:pdf|docx?|odt|rtf|html?|php|aspx?|jsp)$", re.IGNORECASE)
_REST_OF_LINK = Pattern(
    r"\S\.(?:pdf|docx?|odt|rtf|html?|php|aspx?|jsp)(?:[?#]\S*)?[\s.,;)>]*$|%20|\S/\S*\.\S|[?&]\w+=",
    re.IGNORECASE,
)
_SCHEME = Pattern(r"[a-z][a-z0-9+.-]*://|https?:|(javascript|data|mailto|file):", re.IGNORECASE)


def parse_place(text: str) -> str:
    place = one_line(text).strip(" ,;:|")
    if not fold(place[: LONGEST_PLACE + 1]):
        raise UnfitError(texts.NO_PLACE)
    if len(place) > LONGEST_PLACE:
        raise UnfitError(texts.place_too_long(LONGEST_PLACE))
    return place


def is_list(text: str) -> bool:
    return list_called(text) is not None


def parse_list(text: str) -> ListName:
    found = list_called(text)
    if found is None:
        raise UnfitError(texts.UNKNOWN_LIST)
    return found


def is_link(word: str) -> bool:
    """Return whether it is meant as a link, valid or not."""
    return bool(_SCHEME.match(word) or _BARE_LINK.fullmatch(word))


def bare_link(word: str) -> str:
    """Return the word without what stands around it in a sentence."""
    return word.lstrip("<([\"'»«„“ ")


def parse_url(text: str) -> str:
    """Return the link as it is stored, without what stood around or behind it in a sentence."""
    words = cleaned(text)
    markdown = MARKDOWN.fullmatch(words)
    url = bare_link(markdown["url"] if markdown else words).rstrip(">]\"'»«„“.,; ")
    if url.count(")") > url.count("("):
        url = url.removesuffix(")")
    if not url:
        raise UnfitError(texts.NO_LINK)
    links = [is_link(bare_link(word)) for word in url.split()]
    if len(links) > 1 and links[0]:
        raise UnfitError(texts.ONE_LINK if any(links[1:]) else texts.BLANK_IN_LINK)
    if _BARE_LINK.fullmatch(url):
        url = f"https://{url}"
    try:
        return check_url(unwrapped(url))
    except BadUrlError as error:
        raise UnfitError(texts.bad_link(error.reason)) from None


def goes_on(url: str, words: str) -> bool:
    """Return whether the words seem to be the rest of a link with a blank in it."""
    path = url.partition("?")[0]
    return not _FILE_NAME.search(path) and bool(_REST_OF_LINK.search(words))


def parse_title(text: str) -> str:
    title = one_line(text).strip('"»«„“” ')
    if not any(map(str.isalnum, title)):
        raise UnfitError(texts.NO_TITLE)
    if len(title) > LONGEST_TITLE:
        raise UnfitError(texts.title_too_long(LONGEST_TITLE))
    return title


def status_called(text: str) -> Status | None:
    """Return the status, such as "in Erarbeitung" for "laufend"."""
    return _STATUSES.get(fold(text[:_LONGEST_STATUS]))


def names_status(text: str) -> bool:
    """Return whether it begins with a status, whatever follows."""
    return _status_and_rest(one_line(text)) is not None


def fits_status(text: str) -> bool:
    try:
        parse_status(text)
    except UnfitError:
        return False
    return True


def parse_status(text: str) -> tuple[Status, str | None]:
    """Read "beschlossen 2014" as ("beschlossen", "2014"); a date alone is that of the decision."""
    found = _status_and_rest(one_line(text))
    if found is None:
        raise UnfitError(texts.UNKNOWN_STATUS)
    status, written = found
    if not written:
        return status, None
    when = parse_date(written)
    if when is None:
        raise UnfitError(texts.UNKNOWN_DATE)
    if status not in _DATED:
        raise UnfitError(texts.DATE_WITHOUT_DECISION)
    return status, when


def _status_and_rest(text: str) -> tuple[Status, str] | None:
    """Return the status and the words behind it; None if no status is named."""
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
        raise UnfitError(texts.NO_NOTE)
    if len(note) > LONGEST_NOTE:
        raise UnfitError(texts.note_too_long(LONGEST_NOTE))
    return note
