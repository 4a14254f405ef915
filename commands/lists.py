"""The two lists of the collection, as people name them."""

from collections.abc import Mapping
from types import MappingProxyType

from commands import names
from commands.collection import ListName

_WORDS: tuple[tuple[ListName, tuple[str, ...]], ...] = (
    ("kinder_jugend", ("Kinder", "Jugend", "Jugendliche", "Kinder Jugend", "Kinder und Jugend")),
    ("kinder_jugend", ("kinder_jugend",)),
    ("buergerbeteiligung", ("Bürger", "Burger", "Bürgerinnen", "Einwohner", "Einwohnerinnen")),
)
_LONGEST = 100
_BY_WORD: Mapping[str, ListName] = MappingProxyType(
    {
        names.fold(f"{word}{ending}"): name
        for name, words in _WORDS
        for word in words
        for ending in ("", "beteiligung")
    }
)


def list_called(words: str) -> ListName | None:
    """ "Kinder- und Jugendbeteiligung", "bürger", "Liste Kinder"."""
    return _BY_WORD.get(names.fold(words[:_LONGEST]).removeprefix("liste"))
