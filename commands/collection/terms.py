"""Understand how people name Länder, lists, kinds and sizes of municipalities."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from commands.collection.texts import place_words as texts
from commands.collection.transfer.rows import KindName, ListName
from commands.language import names
from commands.language.patterns import Pattern
from storage.collection import register
from storage.database import Transaction

# By the first two digits of the official key of a German municipality: the Land, how it is called.
_LANDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "01": ("Schleswig-Holstein", "SH"),
        "02": ("Hamburg", "HH"),
        "03": ("Niedersachsen", "NDS NI Nds"),
        "04": ("Bremen", "HB"),
        "05": ("Nordrhein-Westfalen", "NRW NW"),
        "06": ("Hessen", "HE"),
        "07": ("Rheinland-Pfalz", "RLP RP"),
        "08": ("Baden-Württemberg", "BW BaWü"),
        "09": ("Bayern", "BY Bay"),
        "10": ("Saarland", "SL Saar"),
        "11": ("Berlin", "BE Bln"),
        "12": ("Brandenburg", "BB Brb"),
        "13": ("Mecklenburg-Vorpommern", "MV MeckPomm MeckPom"),
        "14": ("Sachsen", "SN Sa"),
        "15": ("Sachsen-Anhalt", "ST LSA"),
        "16": ("Thüringen", "TH Thür"),
    }
)
LANDS: Mapping[str, str] = MappingProxyType({key: land for key, (land, _) in _LANDS.items()})
_BY_WORD: Mapping[str, str] = MappingProxyType(
    {
        names.fold(word): land
        for land, short in _LANDS.values()
        for word in (land, f"Freistaat {land}", f"Land {land}", *short.split())
    }
)


def land_called(words: str) -> str | None:
    """Return the German Land for "NRW", "bawü" or "Freistaat Bayern"."""
    return _BY_WORD.get(names.fold(words))


# --- kinds of municipalities

_KINDS = MappingProxyType({names.fold(kind): kind for kind in get_args(KindName)})
_LONGEST_LAND = 100
_LONGEST_BODY = 200


@dataclass(frozen=True)
class Body:
    kind: str
    land: str


def parse_body(text: str) -> Body | None:
    """Read "Stadt, Hessen"; any Land will do, because not all are German. Else None."""
    if len(text) > _LONGEST_BODY:
        return None
    first, *rest = re.split(r"[\s,;]+", text.strip(), maxsplit=1)
    kind, land = _KINDS.get(names.fold(first)), " ".join(rest).strip(" ,;")
    key = names.fold(land[: _LONGEST_LAND + 1])
    if kind is None or not key or len(land) > _LONGEST_LAND or not land.isprintable():
        return None
    return Body(kind, land_called(land) or land)


async def registered(tx: Transaction, ags: str) -> Body | None:
    """Return what the register knows about a municipality."""
    place = await register.with_ags(tx, ags)
    if place is None:
        return None
    return Body("Stadt" if place.kind == "S" else "Gemeinde", LANDS[ags[:2]])


# --- lists

_WORDS: tuple[tuple[ListName, tuple[str, ...]], ...] = (
    ("kinder_jugend", ("Kinder", "Jugend", "Jugendliche", "Kinder Jugend", "Kinder und Jugend")),
    ("kinder_jugend", ("kinder_jugend", "Kindern", "Jugendlichen", "Kinder und Jugendliche")),
    ("kinder_jugend", ("Kindern und Jugendlichen", "Kinder Jugendliche")),
    ("buergerbeteiligung", ("Bürger", "Burger", "Bürgerinnen", "Einwohner", "Einwohnerinnen")),
    ("buergerbeteiligung", ("Bürgern", "Bürgerinnen und Bürger", "Bürger*innen")),
    ("buergerbeteiligung", ("Einwohnern", "Einwohner*innen", "Einwohnerinnen und Einwohner")),
)
_LONGEST = 100
_LISTS_BY_WORD: Mapping[str, ListName] = MappingProxyType(
    {
        names.fold(f"{word}{ending}"): name
        for name, words in _WORDS
        for word in words
        for ending in ("", "beteiligung")
    }
)


def list_called(words: str) -> ListName | None:
    """Return the list for "Kinder- und Jugendbeteiligung", "bürger" or "Liste Kinder"."""
    return _LISTS_BY_WORD.get(names.fold(words[:_LONGEST]).removeprefix("liste"))


# --- sizes

# Inhabitants at which the next class of size begins.
SIZE_BOUNDS = (5_000, 20_000, 50_000, 100_000)
# More than anywhere.
_ALL_INHABITANTS = 100_000_000
_SIZES_BY_WORD: Mapping[str, tuple[str, range]] = MappingProxyType(
    {
        names.fold(word): (words[0], inhabitants)
        for words, inhabitants in (
            (texts.SMALL, range(20_000)),
            (texts.MIDDLE, range(20_000, 100_000)),
            (texts.LARGE, range(100_000, _ALL_INHABITANTS)),
        )
        for word in words
    }
)
_SIZES = tuple(Pattern(pattern, re.IGNORECASE) for pattern in texts.SIZE_PATTERNS)


def class_of(inhabitants: int) -> int:
    """Return the class of size, 1 to 5."""
    return bisect_right(SIZE_BOUNDS, inhabitants) + 1


def size_called(words: str) -> tuple[str, range] | None:
    """Return how it is shown and the numbers of inhabitants for "groß" or "ab 50.000"."""
    typed = words[:_LONGEST].strip(" .?!")
    # Of "mittel groß" each is a size.
    known = None if " " in typed else _SIZES_BY_WORD.get(names.fold(typed))
    if known is not None:
        return known
    found = next((found for each in _SIZES if (found := each.fullmatch(typed))), None)
    if found is None:
        return None
    count = {name: int(digits.replace(".", "")) for name, digits in found.groupdict().items()}
    inhabitants = range(count.get("low", 0), count.get("high", _ALL_INHABITANTS))
    return (" ".join(typed.casefold().split()), inhabitants) if inhabitants else None
