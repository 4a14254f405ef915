"""Fold and stem words of a German text, so that they can be compared."""

import unicodedata
from collections.abc import Callable, Iterable
from enum import IntEnum

from commands.language.patterns import Pattern

# After a hyphen these begin another word, as in "Kinder- und Jugendrat".
CONNECTIVES = ("und", "oder", "bzw", "sowie", "bis")

STOP_WORDS = frozenset(
    {
        "ab", "aber", "alle", "allem", "allen", "aller", "alles", "als", "also", "am", "an", "auch",
        "auf", "aus", "bei", "beim", "bereits", "bis", "bzw", "da", "dabei", "dadurch", "dafur",
        "daher", "damit", "danach", "dann", "daran", "darauf", "daruber", "darum", "das", "dass",
        "davon", "dazu", "dem", "den", "denen", "denn", "der", "deren", "des", "dessen", "die",
        "dies", "diese", "diesem", "diesen", "dieser", "dieses", "doch", "dort", "durch", "ein",
        "eine", "einem", "einen", "einer", "eines", "er", "es", "etwa", "euch", "fur", "gegen",
        "hat", "haben", "hatte", "hier", "hin", "hinter", "ich", "ihm", "ihn", "ihnen", "ihr",
        "ihre", "ihrem", "ihren", "ihrer", "ihres", "im", "immer", "in", "innen", "ins", "ist",
        "ja", "je", "jede", "jedem", "jeden", "jeder", "jedes", "jedoch", "kann", "kein", "keine",
        "keinem", "keinen", "keiner", "konnen", "man", "mehr", "mein", "mit", "muss", "mussen",
        "nach", "nicht", "nichts", "noch", "nun", "nur", "ob", "oder", "ohne", "per", "sehr",
        "sein", "seine", "seinem", "seinen", "seiner", "seit", "sich", "sie", "sind", "so",
        "sofern", "soll", "sollen", "somit", "sondern", "sowie", "uber", "um", "und", "uns",
        "unser", "unsere", "unter", "usw", "vom", "von", "vor", "war", "waren", "was", "weil",
        "wenn", "wer", "werden", "wie", "wir", "wird", "wo", "wurde", "wurden", "zu", "zum",
        "zur", "zwischen",
    }
)  # fmt: skip


WORD = Pattern(r"[^\W_]+")
# Stems are cut; anything longer is no word.
LONGEST_WORD = 60
# A word split at the end of a line; "Kinder- und Jugendrat" is none.
_PARTED = Pattern(
    rf"-(?<=[^\W\d_]-)[ \t]*\r?\n[ \t]*(?=[a-zäöüß])(?!(?:{'|'.join(CONNECTIVES)})\b)"
)
_SOFT_HYPHEN = "\u00ad"
_UMLAUTS = str.maketrans("äöü", "aou")
_DIGRAPH = Pattern("([aou])e")


# Form and stem: the word without capitals and umlauts, and the part that is compared.
Read = tuple[str, str]
# Reads a word of a text; None if it stands in nearly every text.
Reader = Callable[[str], Read | None]


def plain(text: str) -> str:
    """Return the text in NFKC, with words whole that a line end or a soft hyphen split."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _PARTED.sub("", text.replace(_SOFT_HYPHEN, ""))


def words(text: str) -> list[str]:
    return WORD.findall(plain(text))


def read(word: str) -> Read | None:
    """Fold and stem the word; None if it stands in nearly every text."""
    form = fold(word)
    return None if form in STOP_WORDS else (form, stem(form))


def stem(form: str) -> str:
    """Return the stem of a folded word; all parts of the search must use this one."""
    from Stemmer import Stemmer

    # A new one each time: it holds the word it works on, and several threads may read. No cache.
    return _without_marks(Stemmer("german", 0).stemWord(form)) or form


def fold(word: str) -> str:
    """Remove capitals and umlauts; write "ß" as "ss"."""
    return _without_marks(word[:LONGEST_WORD].casefold())


def in_other_spelling(form: str) -> str:
    """Write "buerger" as "burger"."""
    return _DIGRAPH.sub(r"\1", form)


def _without_marks(word: str) -> str:
    if word.isascii():
        return word
    plain = word.translate(_UMLAUTS)
    if plain.isascii():
        return plain
    letters = "".join(WORD.findall(unicodedata.normalize("NFKD", plain)))
    return unicodedata.normalize("NFC", letters)


# --- where a word stands


class Level(IntEnum):
    """Where a word stands in an entry; it is kept once for each entry, at the best level."""

    NAMED = 1  # in the name of the municipality or in the title
    ABOUT = 2  # in what is said about it
    OFTEN = 3  # often in its documents
    ONCE = 4  # somewhere in its documents


def token(level: Level, stem: str) -> str:
    """Return the token of the table of words."""
    return f"{level.value}{stem}"


def match(tokens: Iterable[str]) -> str:
    """Return an FTS5 expression for one of the tokens, which need no escaping."""
    return " OR ".join(f'"{each}"' for each in tokens)
