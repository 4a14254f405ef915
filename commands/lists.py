"""The two lists of the collection, as people name them."""

from collections.abc import Mapping
from types import MappingProxyType

from commands import names
from commands.collection import ListName

_WORDS: tuple[tuple[ListName, tuple[str, ...]], ...] = (
    ("kinder_jugend", ("kinder", "jugend", "jugendliche", "kinder_jugend")),
    ("kinder_jugend", ("kinderbeteiligung", "jugendbeteiligung")),
    ("buergerbeteiligung", ("bürger", "burger", "bürgerbeteiligung", "bürgerinnen")),
)
_BY_WORD: Mapping[str, ListName] = MappingProxyType(
    {names.fold(word): name for name, words in _WORDS for word in words}
)


def list_called(word: str) -> ListName | None:
    return _BY_WORD.get(names.fold(word))
