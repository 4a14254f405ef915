"""All ways of writing one name become one key."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from types import MappingProxyType

# Nobody can mean them as punctuation around a name, so a name with one of them is another name.
_ORDINARY = frozenset("%_*\0")
_SEPARATING_SYMBOLS = frozenset("<>`^´¨")
# Invisible although Unicode does not class them as format characters.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_BETWEEN_GROUPS = re.compile(r"[()\[\]{}<>,;]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UMLAUT = re.compile("([aou])[\u0300-\u0307\u0309-\u036f]*\u0308")
_UMLAUTS = MappingProxyType({"a": "ä", "o": "ö", "u": "ü"})
_LETTERS = str.maketrans({"æ": "ä", "œ": "ö", "ø": "ö", "å": "a", "ł": "l", "đ": "d", "ı": "i"})
_WITH_E = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_WITHOUT_E = str.maketrans("äöü", "aou")

# No name is longer; normalising is slow for long runs of accents.
LONGEST = 1_000
# A word with more umlauts gets two spellings instead of two to the power of their number.
_MOST_UMLAUTS = 6


@dataclass(frozen=True)
class NameWord:
    """`skeleton` is the word folded, with its umlauts; `letters` counts them as typed."""

    skeleton: str
    letters: int

    @property
    def key(self) -> str:
        return self.skeleton.translate(_WITH_E)


def fold(text: str) -> str:
    """Return the key of the text, all words joined; empty if it cannot be a name."""
    return "".join(word.key for word in words(text))


def words(text: str) -> tuple[NameWord, ...]:
    return tuple(word for group in groups(text) for word in group)


# A look-up folds its words some twenty times: as place, as Land, as list.
@lru_cache(maxsize=128)
def groups(text: str) -> tuple[tuple[NameWord, ...], ...]:
    """Return the words, parted at brackets and commas; empty if too long for a name."""
    visible = _visible(text)
    if len(visible) > LONGEST:
        return ()
    composed = unicodedata.normalize("NFKC", visible)
    # One character may become eighteen.
    if len(composed) > LONGEST:
        return ()
    parted = (_words(group) for group in _BETWEEN_GROUPS.split(composed))
    return tuple(group for group in parted if group)


def _words(text: str) -> tuple[NameWord, ...]:
    parts = "".join(c if _is_part_of_name(c) else " " for c in text).split()
    found = (NameWord(_skeleton(part), sum(map(str.isalnum, part))) for part in parts)
    return tuple(word for word in found if word.skeleton)


def umlaut_spellings(skeleton: str) -> tuple[str, ...]:
    """Return each umlaut with and without "e", in all combinations; the first has all with."""
    umlauts = sum(skeleton.count(umlaut) for umlaut in "äöü")
    if umlauts > _MOST_UMLAUTS:
        return skeleton.translate(_WITH_E), skeleton.translate(_WITHOUT_E)
    letters = (
        (letter.translate(_WITH_E), letter.translate(_WITHOUT_E)) if letter in "äöü" else (letter,)
        for letter in skeleton
    )
    return tuple("".join(choice) for choice in product(*letters))


def _visible(text: str) -> str:
    if text.isascii():
        return text
    # A lone surrogate cannot be stored or sent.
    whole = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))
    return "".join(c for c in whole if unicodedata.category(c) != "Cf")


def _is_part_of_name(character: str) -> bool:
    if character.isalnum() or character in _ORDINARY:
        return True
    category = unicodedata.category(character)
    # Pictures such as 🙏 stand around a name, with the colour of their skin.
    separates = category[0] in "PZ" or category == "So" or "\U0001f3fb" <= character <= "\U0001f3ff"
    return not separates and character not in _SEPARATING_SYMBOLS


def _skeleton(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    marked = _UMLAUT.sub(lambda match: _UMLAUTS[match[1]], decomposed)
    plain = "".join(c for c in marked if unicodedata.category(c)[0] != "M")
    return plain.translate(_LETTERS)
