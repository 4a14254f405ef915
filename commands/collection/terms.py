"""Understand how people name Länder, lists and kinds of municipalities."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from commands.collection.transfer.rows import KindName, ListName
from commands.language import names
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
