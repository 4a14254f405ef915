"""What is typed, and the names of an entry, as keys that can be compared."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import dropwhile
from types import MappingProxyType

from commands.language.names.fold import NameWord, groups, umlaut_spellings, words
from commands.language.names.foreign import foreign_names, is_foreign_name
from commands.language.names.kinds import Kind, Split, split_both, split_start
from commands.language.patterns import Pattern

_CONNECTIVES = frozenset(
    {
        "a", "am", "an", "auf", "b", "bei", "beim", "d", "dem", "der",
        "i", "im", "in", "o", "ob", "v", "vom", "von", "vor",
    }
)  # fmt: skip
# Abbreviations in official names, as the whole word that people may type instead, and the reverse.
_WHOLE_WORDS = MappingProxyType(
    {
        "erzgeb": "erzgebirge",
        "oldb": "oldenburg",
        "opf": "oberpfalz",
        "sachs": "sachsen",
        "schwarzw": "schwarzwald",
        "st": "sankt",
        "vogtl": "vogtland",
        "weinstr": "weinstrasse",
        "westf": "westfalen",
        "württ": "württemberg",
    }
)
# Before a name in a sentence: "bitte für die Stadt Bonn".
_FILLERS = frozenset(
    {
        "aus", "bei", "bitte", "das", "dem", "den", "der", "die", "fuer", "für", "in", "nach",
        "ueber", "über", "vom", "von", "zu", "zum", "zur",
    }
)  # fmt: skip
_POSTAL_CODE = Pattern(r"d|[0-9]{5}")
_MOST_HALVES = 8
_ANY = NameWord("x", 1)
# Letters of the last word that are enough for it: "Mülheim a.d.R.", "Landau (Pf.)"
_LONGEST_INITIAL = 3


class Via(IntEnum):
    """How a spelling belongs to its entry; the first three are names in their own right.

    A part is one half of a name with a hyphen, such as Loccum; the register may have other names
    of it than the collection, or have had them before.
    """

    NAME = 0
    DISTRICT = 1
    WITHOUT_UMLAUTS = 2
    PRINTED = 3
    FOREIGN = 4
    PART = 5
    REGISTER = 6

    @property
    def is_name(self) -> bool:
        return self <= Via.WITHOUT_UMLAUTS


@dataclass(frozen=True)
class NameReading:
    """One way to understand what was typed; `asked` are the words of kind taken off."""

    key: str
    letters: int
    asked: frozenset[Kind]


@dataclass(frozen=True)
class Query:
    """What was typed; `initials` are readings whose last word may be only begun."""

    readings: tuple[NameReading, ...]
    initials: frozenset[NameReading] = frozenset()

    @property
    def place_keys(self) -> tuple[str, ...]:
        """Return keys under which a municipality of that name stands in the register."""
        return _place_keys(self.readings)

    @property
    def place_beginnings(self) -> tuple[str, ...]:
        """Return beginnings of such keys, for which `is_initial_of` decides."""
        return _place_keys(one for one in self.readings if one in self.initials)


def parse(text: str) -> Query:
    """Read with and without words of kind, fillers and connectives: they may be of the name."""
    typed, no_kinds = groups(undressed(text)), frozenset[Kind]()
    readings: dict[NameReading, bool] = {}
    splits: list[Split] = []
    for parted in (_trimmed(typed), typed):
        whole = tuple(word for group in parted for word in group)
        for split in (_each(split_both, parted), _each(split_start, parted), (whole, no_kinds)):
            if split not in splits:
                splits.append(split)
    for wanted, asked in splits:
        for variant in _variants(wanted):
            initial = len(variant) > 1 and variant[-1].letters <= _LONGEST_INITIAL
            readings.setdefault(_reading(variant, asked), initial)
    known = {reading: initial for reading, initial in readings.items() if reading.key}
    return Query(tuple(known), frozenset(one for one, initial in known.items() if initial))


def place_key(name: str) -> str:
    """Return the key of a name in the register of municipalities."""
    return _join(without_connectives(_with_whole_words(words(name))))


def begins_with_words(name: str, query: Query) -> bool:
    """Return whether the query is the name or its first words, as "Remseck" is."""
    wanted = words(name)
    begun = [wanted[:end] for end in range(1, len(wanted) + 1)]
    keys = {_join(each) for some in begun for each in (some, without_connectives(some))}
    return any(reading.key in keys for reading in query.readings)


def is_initial_of(name: str, beginning: str) -> bool:
    """Return whether only the last word of the name is not whole in the beginning of its key."""
    whole = without_connectives(_with_whole_words(words(name)))
    head = _join(whole[:-1])
    return len(head) < len(beginning) and _join(whole).startswith(beginning) and bool(head)


def _place_keys(readings: Iterable[NameReading]) -> tuple[str, ...]:
    asked = frozenset({Kind.MUNICIPALITY})
    return tuple(dict.fromkeys(r.key for r in readings if r.asked <= asked))


def _trimmed(parted: Sequence[tuple[NameWord, ...]]) -> tuple[tuple[NameWord, ...], ...]:
    """Leave out fillers, and the postal code in front."""
    said = [group for group in parted if not all(_is_around(word.skeleton) for word in group)]
    first, *rest = said or parted or ((),)
    start = 0
    while start < len(first) - 1 and _is_around(first[start].skeleton):
        start += 1
    return (first[start:], *rest) if first else ()


def _is_around(skeleton: str) -> bool:
    return skeleton in _FILLERS or _POSTAL_CODE.fullmatch(skeleton) is not None


def _variants(wanted: tuple[NameWord, ...]) -> Iterator[tuple[NameWord, ...]]:
    for each in (wanted, _with_whole_words(wanted)):
        if each is not wanted or len(wanted) > 1:
            yield without_connectives(each)
        yield each
        if not any(word.skeleton in _WHOLE_WORDS for word in wanted):
            break
    if len(wanted) > 1:
        # Of "Frankfurt a.d.O." the last letter is no connective.
        yield (*without_connectives((*wanted[:-1], _ANY))[:-1], wanted[-1])
        yield from _without_foreign_half(wanted)


def _without_foreign_half(wanted: tuple[NameWord, ...]) -> Iterator[tuple[NameWord, ...]]:
    """Read "Cottbus/Chóśebuz" as the name in one of its languages."""
    for middle in range(1, min(len(wanted), _MOST_HALVES)):
        first, second = wanted[:middle], wanted[middle:]
        for own, other in ((first, second), (second, first)):
            if is_foreign_name(_join(other), _join(own)):
                yield own


def spellings(
    name: str,
    *,
    official_name: str = "",
    kind: str = "",
    land: str = "",
    printed: Iterable[str],
    registered: Iterable[str] = (),
) -> dict[str, Via]:
    """Return every key that finds the entry, with the best reason why."""
    found: dict[str, Via] = {}
    for via, wanted in (
        *((Via.NAME, variant) for variant in _names(name, official_name)),
        *((Via.DISTRICT, variant) for variant in _districts(name, kind, land)),
        *((Via.PRINTED, words(form)) for form in printed),
        *((Via.FOREIGN, variant) for variant in _foreign(name, official_name)),
        *((Via.PART, part) for part in _hyphenated(name, kind)),
        *((Via.REGISTER, variant) for each in registered for variant in _names(each, "")),
    ):
        for key, reason in _keys(wanted, via):
            found[key] = min(reason, found.get(key, reason))
    return found


def without_connectives(wanted: Sequence[NameWord]) -> tuple[NameWord, ...]:
    """Drop those between two other words; at the end one may be half a word."""
    meant = [place for place, word in enumerate(wanted) if word.key not in _CONNECTIVES]
    if not meant:
        return tuple(wanted)
    first, last = meant[0], meant[-1]
    return (*wanted[:first], *(wanted[place] for place in meant), *wanted[last + 1 :])


def _names(name: str, official_name: str) -> Iterator[tuple[NameWord, ...]]:
    # An official name that begins with "Stadt" must not answer to "Sta".
    for wanted in (_without_kinds(name), _without_kinds(official_name)):
        yield wanted
        yield _with_whole_words(wanted)
    yield words(name)


def _foreign(name: str, official_name: str) -> Iterator[tuple[NameWord, ...]]:
    for known in {_join(_without_kinds(name)), _join(_without_kinds(official_name))}:
        yield from map(words, foreign_names(known))


def _without_kinds(name: str) -> tuple[NameWord, ...]:
    return _each(split_both, groups(name))[0]


def _districts(name: str, kind: str, land: str) -> Iterator[tuple[NameWord, ...]]:
    """Name "Berlin-Treptow-Köpenick" also Treptow, Köpenick and both, with and without Berlin."""
    if kind != "Bezirk":
        return
    city = words(land)
    own = tuple(dropwhile(lambda word: word in city, words(name)))
    for part in (own, *((word,) for word in own)):
        yield part
        yield city + part
        yield part + city


def _hyphenated(name: str, kind: str) -> Iterator[tuple[NameWord, ...]]:
    """Name the halves of "Rehburg-Loccum"; those of a borough are names already."""
    halves = name.split("-") if kind != "Bezirk" else []
    if len(halves) > 1:
        yield from map(_without_kinds, halves)


def _keys(wanted: Sequence[NameWord], via: Via) -> Iterator[tuple[str, Via]]:
    for variant in (without_connectives(wanted), tuple(wanted)):
        skeleton = "".join(word.skeleton for word in variant)
        if not skeleton:
            continue
        with_e, *others = umlaut_spellings(skeleton)
        yield with_e, via
        yield from ((key, max(via, Via.WITHOUT_UMLAUTS)) for key in others)


def _reading(wanted: Sequence[NameWord], asked: frozenset[Kind]) -> NameReading:
    return NameReading(_join(wanted), sum(word.letters for word in wanted), asked)


def _each(
    split: Callable[[Sequence[NameWord]], Split], parted: Sequence[Sequence[NameWord]]
) -> Split:
    rests, kinds = zip(*map(split, parted), strict=True) if parted else ((), ())
    return tuple(word for rest in rests for word in rest), frozenset().union(*kinds)


def _with_whole_words(wanted: Sequence[NameWord]) -> tuple[NameWord, ...]:
    return tuple(
        NameWord(_WHOLE_WORDS.get(word.skeleton, word.skeleton), word.letters) for word in wanted
    )


def _join(wanted: Iterable[NameWord]) -> str:
    return "".join(word.key for word in wanted)


# --- what stands around a name: signature, courtesy, marks of emphasis

# No name is longer; what is longer is read as it is.
_LONGEST = 1_000
# "*Bonn*", "__Bonn__": emphasis that was not turned into markup.
_EMPHASIS = Pattern(r"(?<![^\W_])([*_~]{1,3})(?=[^\W_])([^*_~]{0,100}[^\W_]\W{0,3})\1(?![^\W_])")
_THANKS = (
    r"(?:bitte(?:\s+sch(?:ö|oe)n)?|danke(?:\s*sch(?:ö|oe)n)?|(?:vielen|besten|herzlichen)\s+dank"
    r"|merci|lg|vg|mfg)"
)
_BEHIND = Pattern(rf"(?:[\s,;.!–—-]+{_THANKS})+\W*$", re.IGNORECASE)
_GREETING = r"(?:hallo|hi|moin|servus|guten\s+(?:tag|morgen|abend)|bitte)"
_BEFORE = Pattern(rf"^\s*(?:{_GREETING}[\s,!]+)+", re.IGNORECASE)


def first_line(text: str) -> str:
    """Return the first line with words; below it there may be a signature."""
    return next((line for line in text.splitlines() if line.strip()), text)


def undressed(text: str) -> str:
    """Return the text without marks of emphasis, greeting and thanks, as far as words remain."""
    if len(text) > _LONGEST:
        return text
    plain = _EMPHASIS.sub(r"\2", text)
    rest = _BEHIND.sub("", _BEFORE.sub("", plain))
    return rest if rest.strip() else plain
