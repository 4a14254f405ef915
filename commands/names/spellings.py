"""What is typed, and the names of an entry, as keys that can be compared."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import dropwhile
from types import MappingProxyType

from commands.names.fold import Word, groups, umlaut_spellings, words
from commands.names.foreign import foreign_names
from commands.names.kinds import Kind, Split, split_both, split_start

_CONNECTIVES = frozenset(
    {
        "a", "am", "an", "auf", "b", "bei", "beim", "d", "dem", "der",
        "i", "im", "in", "o", "ob", "v", "vom", "von", "vor",
    }
)  # fmt: skip
# Abbreviations in official names, as the whole word that people may type instead.
_WHOLE_WORDS = MappingProxyType(
    {
        "erzgeb": "erzgebirge",
        "oldb": "oldenburg",
        "sachs": "sachsen",
        "schwarzw": "schwarzwald",
        "vogtl": "vogtland",
        "westf": "westfalen",
        "württ": "württemberg",
    }
)


class Via(IntEnum):
    """How a spelling belongs to its entry; the first three are names in their own right."""

    NAME = 0
    DISTRICT = 1
    WITHOUT_UMLAUTS = 2
    PRINTED = 3
    FOREIGN = 4

    @property
    def is_name(self) -> bool:
        return self <= Via.WITHOUT_UMLAUTS


@dataclass(frozen=True)
class Reading:
    """One way to understand what was typed; `asked` are the words of kind taken off."""

    key: str
    letters: int
    asked: frozenset[Kind]


@dataclass(frozen=True)
class Query:
    readings: tuple[Reading, ...]

    @property
    def place_keys(self) -> tuple[str, ...]:
        """Keys under which a municipality of that name stands in the register."""
        asked = frozenset({Kind.MUNICIPALITY})
        return tuple(dict.fromkeys(r.key for r in self.readings if r.asked <= asked))


def parse(text: str) -> Query:
    """Words of kind and connectives may be part of the name: read with and without them."""
    parted, no_kinds = groups(text), frozenset[Kind]()
    readings = (
        _reading(variant, asked)
        for wanted, asked in (
            _each(split_both, parted),
            _each(split_start, parted),
            (words(text), no_kinds),
        )
        for variant in (without_connectives(wanted), wanted)
    )
    return Query(tuple(dict.fromkeys(reading for reading in readings if reading.key)))


def place_key(name: str) -> str:
    """The key of a name in the register of municipalities."""
    return _join(without_connectives(words(name)))


def spellings(
    name: str, *, official_name: str = "", kind: str = "", land: str = "", printed: Iterable[str]
) -> dict[str, Via]:
    """Every key that finds the entry, with the best reason why."""
    found: dict[str, Via] = {}
    for via, wanted in (
        *((Via.NAME, variant) for variant in _names(name, official_name)),
        *((Via.DISTRICT, variant) for variant in _districts(name, kind, land)),
        *((Via.PRINTED, words(form)) for form in printed),
        *((Via.FOREIGN, variant) for variant in _foreign(name, official_name)),
    ):
        for key, reason in _keys(wanted, via):
            found[key] = min(reason, found.get(key, reason))
    return found


def without_connectives(wanted: Sequence[Word]) -> tuple[Word, ...]:
    """Those between two other words are dropped; at the end one may be half a word."""
    meant = [place for place, word in enumerate(wanted) if word.key not in _CONNECTIVES]
    if not meant:
        return tuple(wanted)
    first, last = meant[0], meant[-1]
    return (*wanted[:first], *(wanted[place] for place in meant), *wanted[last + 1 :])


def _names(name: str, official_name: str) -> Iterator[tuple[Word, ...]]:
    # An official name that begins with "Stadt" must not answer to "Sta".
    for wanted in (_without_kinds(name), _without_kinds(official_name)):
        yield wanted
        yield _with_whole_words(wanted)
    yield words(name)


def _foreign(name: str, official_name: str) -> Iterator[tuple[Word, ...]]:
    for known in {_join(_without_kinds(name)), _join(_without_kinds(official_name))}:
        yield from map(words, foreign_names(known))


def _without_kinds(name: str) -> tuple[Word, ...]:
    return _each(split_both, groups(name))[0]


def _districts(name: str, kind: str, land: str) -> Iterator[tuple[Word, ...]]:
    """ "Berlin-Treptow-Köpenick" is also Treptow, Köpenick and both, with and without Berlin."""
    if kind != "Bezirk":
        return
    city = words(land)
    own = tuple(dropwhile(lambda word: word in city, words(name)))
    for part in (own, *((word,) for word in own)):
        yield part
        yield city + part
        yield part + city


def _keys(wanted: Sequence[Word], via: Via) -> Iterator[tuple[str, Via]]:
    for variant in (without_connectives(wanted), tuple(wanted)):
        skeleton = "".join(word.skeleton for word in variant)
        if not skeleton:
            continue
        with_e, *others = umlaut_spellings(skeleton)
        yield with_e, via
        yield from ((key, max(via, Via.WITHOUT_UMLAUTS)) for key in others)


def _reading(wanted: Sequence[Word], asked: frozenset[Kind]) -> Reading:
    return Reading(_join(wanted), sum(word.letters for word in wanted), asked)


def _each(split: Callable[[Sequence[Word]], Split], parted: Sequence[Sequence[Word]]) -> Split:
    rests, kinds = zip(*map(split, parted), strict=True) if parted else ((), ())
    return tuple(word for rest in rests for word in rest), frozenset().union(*kinds)


def _with_whole_words(wanted: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(
        Word(_WHOLE_WORDS.get(word.skeleton, word.skeleton), word.letters) for word in wanted
    )


def _join(wanted: Iterable[Word]) -> str:
    return "".join(word.key for word in wanted)
