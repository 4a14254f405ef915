"""Understand the words behind !sammlung as filters; pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from commands.collection.fields import status_called
from commands.collection.terms import land_called, list_called, size_called
from commands.language.names import fold
from commands.language.patterns import Pattern
from commands.language.times.partial import parse_date

Kind = Literal["initial", "land", "list", "status", "new", "told", "untold", "size"]

_LONGEST_FILTER = 4
_LARGEST_PAGE = 10_000
# When nothing fits, the search is repeated without each of them.
_MOST_FILTERS = 8
# More are read as no filter; each is tried alone and with those behind it.
_MOST_WORDS = 40
_NAMED: tuple[tuple[Kind, str, tuple[str, ...]], ...] = (
    ("untold", "ohne angaben", ("ohne Angaben", "ohne Einzelheiten", "leer")),
    ("told", "mit angaben", ("mit Angaben", "mit Einzelheiten")),
    ("new", "neu", ("neu", "neue", "neueste", "kürzlich")),
)
# How they are shown, and understood when they are typed again.
_LISTS = MappingProxyType({"kinder_jugend": "kinder", "buergerbeteiligung": "bürger"})
_STATUSES = MappingProxyType({"in Erarbeitung": "laufend"})
_WORDS: Mapping[str, tuple[Kind, str]] = MappingProxyType(
    {fold(word): (kind, shown) for kind, shown, words in _NAMED for word in words}
)
_SINCE = frozenset({"seit", "ab", "dem", "vom"})
_AND = frozenset({"und", "in", "aus", "im", "land", "liste"})
_PAGE = Pattern(r"(?:^|\s)seite\s+([0-9]{1,5})\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Filter:
    """`shown` is how it is typed; `values` are several Länder for "Österreich", and for a size
    the least number of inhabitants and the one it stays below.
    """

    kind: Kind
    values: tuple[str, ...]
    shown: str


@dataclass(frozen=True)
class FilterQuery:
    """`unknown` are the words that choose nothing."""

    filters: tuple[Filter, ...]
    unknown: str
    page: int = 1

    def line(self, *, page: int = 1, without: Filter | None = None) -> str:
        """Return it as a command line without prefix."""
        shown = [each.shown for each in self.filters if each is not without]
        return " ".join(["sammlung", *shown, *(["seite", str(page)] if page > 1 else [])])


def understand(words: str, lands: Sequence[str]) -> FilterQuery:
    """Read the filters; `lands` are those of the collection, also Austrian ones."""
    typed_words, page = take_page(words)
    typed = typed_words.replace(",", " ").split()
    rest, beyond = typed[:_MOST_WORDS], typed[_MOST_WORDS:]
    known = _lands(tuple(lands))
    filters: list[Filter] = []
    unknown: list[str] = []
    while rest:
        taken, count = _first(rest, known)
        if taken is not None and len(filters) < _MOST_FILTERS and not _is_in(taken, filters):
            filters.append(taken)
        elif taken is None and fold(rest[0]) not in _AND:
            unknown.append(rest[0])
        rest = rest[count:]
    return FilterQuery(tuple(filters), " ".join([*unknown, *beyond]), page)


def inhabitants(size: Filter) -> range:
    """Return the numbers of inhabitants of a size."""
    low, high = map(int, size.values)
    return range(low, high)


def _is_in(taken: Filter, filters: Sequence[Filter]) -> bool:
    """Return whether there is such a filter already; only one can say what is new."""
    return taken in filters or (taken.kind == "new" and any(f.kind == "new" for f in filters))


def take_page(words: str) -> tuple[str, int]:
    """Split "NRW seite 2" into "NRW" and 2."""
    found = _PAGE.search(words)
    if found is None:
        return words, 1
    return words[: found.start()], max(1, min(int(found[1]), _LARGEST_PAGE))


def earliest(new: Filter) -> date | None:
    """Return the first day that counts as new, if one was given."""
    if not new.values:
        return None
    year, month, day = (*map(int, new.values[0].split("-")), 1, 1)[:3]
    return date(year, month, day)


def _first(words: Sequence[str], lands: Mapping[str, tuple[str, ...]]) -> tuple[Filter | None, int]:
    """Return the longest filter that begins the words, and how many words it takes."""
    for count in range(min(_LONGEST_FILTER, len(words)), 0, -1):
        typed_words = " ".join(words[:count])
        found = _read(typed_words, lands)
        if found is not None and found.kind == "new":
            return _since(found, words, count)
        if found is not None:
            return found, count
    return None, 1


def _read(words: str, lands: Mapping[str, tuple[str, ...]]) -> Filter | None:
    key = fold(words)
    if key in _WORDS:
        kind, shown = _WORDS[key]
        return Filter(kind, (), shown)
    of_list, status = list_called(words), status_called(words)
    if of_list is not None:
        return Filter("list", (of_list,), _LISTS[of_list])
    if status is not None:
        return Filter("status", (status,), _STATUSES.get(status, status))
    if key in lands:
        return Filter("land", lands[key], _plain(words))
    german = land_called(words)
    if german is not None:
        return Filter("land", (german,), _plain(words))
    size = size_called(words)
    if size is not None:
        shown, inhabitants = size
        return Filter("size", (str(inhabitants.start), str(inhabitants.stop)), shown)
    if len(words) == 1 and words.isalpha() and key:
        return Filter("initial", (key[:1],), key[:1].upper())
    return None


def _plain(words: str) -> str:
    """Remove what does not belong to the name of a Land."""
    return re.sub(r"[^\w ()-]", "", words).strip(" -")


def _since(new: Filter, words: Sequence[str], count: int) -> tuple[Filter, int]:
    """Read "neu seit März 2026"."""
    start = count
    while start < len(words) and fold(words[start]) in _SINCE:
        start += 1
    for end in range(min(start + 3, len(words)), start, -1):
        when = parse_date(" ".join(words[start:end]))
        if when is not None:
            return Filter("new", (when,), f"neu seit {' '.join(words[start:end])}"), end
    return new, start


@lru_cache(maxsize=1)
def _lands(lands: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Map each name of a Land, and each part of "Steiermark (Österreich)", to its Länder."""
    known: dict[str, tuple[str, ...]] = {}
    for land in lands:
        for part in {land, *re.split(r"[()]", land)}:
            key = fold(part)
            if key and len(key) > 1:
                known[key] = (*known.get(key, ()), land)
    return known
