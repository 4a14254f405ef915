"""Words of a German text as they are compared: folded, and brought to their stem."""

import re
import unicodedata
from collections.abc import Callable

from snowballstemmer.german_stemmer import GermanStemmer

from commands.search.stop_words import CONNECTIVES, STOP_WORDS

WORD = re.compile(r"[^\W_]+")
# Stems are cut; what is longer is no word.
LONGEST_WORD = 60
# A word parted at the end of a line; "Kinder- und Jugendrat" is none.
_PARTED = re.compile(
    rf"-(?<=[^\W\d_]-)[ \t]*\r?\n[ \t]*(?=[a-zäöüß])(?!(?:{'|'.join(CONNECTIVES)})\b)"
)
_SOFT_HYPHEN = "\u00ad"
_UMLAUTS = str.maketrans("äöü", "aou")
_DIGRAPH = re.compile("([aou])e")


# Form and stem: the word without capitals and umlauts, and what of it is compared.
Read = tuple[str, str]
# What stands in a text becomes what it is compared by; None if it says nothing.
Reader = Callable[[str], Read | None]


def plain(text: str) -> str:
    """The text in one Unicode form, with words whole that a line or a soft hyphen parted."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _PARTED.sub("", text.replace(_SOFT_HYPHEN, ""))


def words(text: str) -> list[str]:
    return WORD.findall(plain(text))


def read(word: str) -> Read | None:
    """None if the word stands everywhere."""
    form = fold(word)
    return None if form in STOP_WORDS else (form, stem(form))


def stem(form: str) -> str:
    """Of a folded word, so that all who write it the same find the same."""
    # Made anew each time: it keeps the word it works on, and several threads may read.
    return _without_marks(GermanStemmer().stemWord(form)) or form


def fold(word: str) -> str:
    """Without capitals and umlauts, "ß" as "ss"."""
    return _without_marks(word[:LONGEST_WORD].casefold())


def in_other_spelling(form: str) -> str:
    """ "buerger" as "burger"; the same if it has no such letters."""
    return _DIGRAPH.sub(r"\1", form)


def _without_marks(word: str) -> str:
    if word.isascii():
        return word
    plain = word.translate(_UMLAUTS)
    if plain.isascii():
        return plain
    letters = "".join(WORD.findall(unicodedata.normalize("NFKD", plain)))
    return unicodedata.normalize("NFC", letters)
