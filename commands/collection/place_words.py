"""Part what is typed behind !leitlinie: the place, the list, the Land, or several places."""

import re
from collections.abc import Iterator
from itertools import islice

from commands.collection.terms import land_called, list_called
from commands.collection.texts import place_words as texts
from commands.collection.transfer.rows import ListName
from commands.language import names
from commands.language.patterns import Pattern

# Typed again where it is not needed.
_COMMAND = Pattern(texts.COMMAND, re.IGNORECASE)
_BEFORE_A_LIST = Pattern(texts.BEFORE_A_LIST, re.IGNORECASE)
_IN = Pattern(texts.IN, re.IGNORECASE)
_AND = Pattern(texts.AND, re.IGNORECASE)
_WORD = Pattern(r"[^\s/,;:()–—-]+")
_BETWEEN = Pattern(r"[\s,;/(]+")
# "Bürgerinnen und Bürger"
_LONGEST_LIST_NAME = 3
# More words are a sentence, not a name.
_MOST_WORDS = 20
MOST_PLACES = 5
# A Land abroad is stored with its country: "Steiermark (Österreich)".
_ABROAD, _HERE, _AUSTRIAN = (
    frozenset(map(names.fold, words)) for words in (texts.ABROAD, texts.HERE, texts.AUSTRIAN)
)


def place_and_list(text: str) -> tuple[str, ListName | None]:
    """Part the place from the list, wherever it is named; of two lists, both are wanted."""
    rest, found = _COMMAND.sub("", names.first_line(text)), list[ListName]()
    while (parted := _without_list(rest)) is not None:
        rest, wanted = parted
        found.append(wanted)
    return rest, found[0] if len(set(found)) == 1 else None


def _without_list(text: str) -> tuple[str, ListName] | None:
    words = list(islice(_WORD.finditer(text), _MOST_WORDS))
    for size in range(min(_LONGEST_LIST_NAME, len(words) - 1), 0, -1):
        for first in range(len(words) - size, -1, -1):
            start, end = words[first].start(), words[first + size - 1].end()
            wanted = list_called(text[start:end])
            before = _BEFORE_A_LIST.sub("", text[:start])
            if wanted is not None and _WORD.search(before + text[end:]):
                return f"{before} {text[end:]}".strip(), wanted
    return None


def told_behind(text: str) -> Iterator[tuple[str, str]]:
    """Return each way to part a name from what tells it from others, such as its Land."""
    for between in islice(_BETWEEN.finditer(text), _MOST_WORDS):
        name, told = text[: between.start()], _IN.sub("", text[between.end() :])
        is_parted = "," in between[0] or "(" in between[0]
        if name.strip() and told.strip() and (is_parted or is_land(told)):
            yield name, told


def bare_land(text: str) -> str:
    """Return "NRW" for "in NRW?"."""
    return _IN.sub("", " ".join(_WORD.findall(text))).strip(" .?!")


def is_land(words: str) -> bool:
    return land_called(words) is not None or names.fold(words) in _ABROAD | _HERE | _AUSTRIAN


def is_in_land(land: str, told: str) -> bool:
    """Return whether the Land of a municipality, "Steiermark (Österreich)", is called so."""
    german, key = land_called(told), names.fold(told)
    if german is not None:
        return german == land
    if key in _ABROAD | _HERE:
        return bool(land) and ("(" in land) == (key in _ABROAD)
    return key in map(names.fold, land.split("("))


def parts(text: str) -> list[str]:
    """Return the places of "Köln und Bonn"; none if it is only one, or too many."""
    found = [part for part in _AND.split(text) if part.strip()]
    return found if 1 < len(found) <= MOST_PLACES else []


def halves(text: str) -> Iterator[tuple[str, str]]:
    """Return each way to part the words in two: "Bad Homburg Kiel"."""
    words = text.split()
    for middle in range(1, len(words) if len(words) <= MOST_PLACES else 0):
        yield " ".join(words[:middle]), " ".join(words[middle:])
