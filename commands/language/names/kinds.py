"""Words that say what kind of body a name belongs to, such as "Stadt" or "LK"."""

from collections.abc import Sequence
from enum import Enum
from types import MappingProxyType

from commands.language.names.fold import NameWord, fold, umlaut_spellings


class Kind(Enum):
    MUNICIPALITY = "Stadt/Gemeinde"
    DISTRICT = "Landkreis"
    BOROUGH = "Bezirk"
    STATE = "Land"


_SPELLED = MappingProxyType(
    {
        Kind.MUNICIPALITY: (
            "stadt", "gemeinde", "gde", "markt", "flecken", "hansestadt", "bundesstadt",
            "hauptstadt", "lh", "lhs", "landeshauptstadt", "bundeshauptstadt", "universitätsstadt",
            "hochschulstadt", "kreisstadt", "stadtkreis", "wissenschaftsstadt", "lutherstadt",
            "klingenstadt", "seestadt", "kurstadt", "landstadt", "stadtgemeinde",
            "marktgemeinde", "ortsgemeinde", "samtgemeinde", "verbandsgemeinde",
            "einheitsgemeinde", "kommune", "stadtverwaltung", "gemeindeverwaltung",
        ),
        Kind.DISTRICT: (
            "kreis", "landkreis", "lk", "lkr", "lkrs", "krs", "kreisverwaltung", "landratsamt",
            "regionalverband", "region", "städteregion",
        ),
        Kind.BOROUGH: ("bezirk", "stadtbezirk", "bezirksamt"),
        Kind.STATE: ("land", "bundesland", "freistaat", "stadtstaat"),
    }
)  # fmt: skip

_KINDS = MappingProxyType(
    {
        key: kind
        for kind, spelled in _SPELLED.items()
        for s in spelled
        for key in umlaut_spellings(s)
    }
)

# Belong to a kind only beside one: "Große Kreisstadt", "Hanse- und Universitätsstadt".
_BESIDE_A_KIND = frozenset(
    fold(word) for word in ("große", "freie", "kreisfreie", "kreisangehörige", "hanse", "und")
)

Split = tuple[tuple[NameWord, ...], frozenset[Kind]]


def split_start(words: Sequence[NameWord]) -> Split:
    """Take the words of kind off the start; those beside them belong to them."""
    end, found = 0, set[Kind]()
    for position, word in enumerate(words, start=1):
        kind = _KINDS.get(word.key)
        if kind is not None:
            found.add(kind)
            end = position
        elif word.key not in _BESIDE_A_KIND:
            break
    return tuple(words[end:]), frozenset(found)


def split_both(words: Sequence[NameWord]) -> Split:
    """Take the words of kind off the start and the end."""
    rest, found = split_start(words)
    backwards, at_the_end = split_start(rest[::-1])
    return backwards[::-1], found | at_the_end


def accepts(kind: str, ags: str | None, asked: frozenset[Kind]) -> bool:
    """Return whether a body of this kind ("" if uncertain) may be called by these words."""
    return asked <= _may_be_called(kind, ags)


def _may_be_called(kind: str, ags: str | None) -> frozenset[Kind]:
    match kind:
        case "Landkreis":
            return frozenset({Kind.DISTRICT})
        case "Bezirk":
            return frozenset({Kind.BOROUGH})
        case "Land":
            # Only a city state has the eight digits of a municipality.
            city = ags is not None and len(ags) == len("11000000")
            return frozenset({Kind.STATE, Kind.MUNICIPALITY} if city else {Kind.STATE})
        case _:
            return frozenset({Kind.MUNICIPALITY})
