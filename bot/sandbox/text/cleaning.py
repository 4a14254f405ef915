"""Clean the text of a page, so that its words can be searched and quoted."""

import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

# A hyphen, or a soft one, between the halves of a word; some fonts show the soft one as "\u00ac".
_LINE_END = re.compile(
    r"(?<=\w)(?P<hyphen>[-\u2010\u00ad\u00ac])[ \t]*\n[ \t]*(?=(?P<after>\w+))"
    r"|(?<=\w)(?P<soft>\u00ad)[ \t]+(?=[^\W\d_])"
)
# "Bürger- und Jugendrat": the next word belongs to another one.
_APART = frozenset({"und", "oder", "bzw", "sowie", "als", "bis", "wie", "noch", "statt", "u", "o"})
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SPELLED = _LIGATURES | {0x2011: "-", 0x2028: "\n", 0x2029: "\n", 0x0D: "\n"}
# Control and format characters, half surrogates, private use, unassigned.
_NO_TEXT = ("Cc", "Cf", "Cs", "Co", "Cn")
_UNKNOWN = "\ufffd"


def cleaned(raw: str) -> str:
    """Return one line, with words joined at line ends and without unreadable characters."""
    spelled = _with_whole_words(_with_accents(raw.translate(_SPELLED)))
    joined = _LINE_END.sub(_joined, spelled)
    readable = "".join(
        character if character.isprintable() else _readable(character) for character in joined
    )
    return unicodedata.normalize("NFC", " ".join(readable.replace(_UNKNOWN, "").split()))


def _joined(found: re.Match[str]) -> str:
    before, after = found.string[found.start() - 1], found["after"]
    if found["soft"] or found["hyphen"] in ("\u00ad", "\u00ac"):
        return ""
    if after.casefold() in _APART:
        return "- "
    # "Kinder-\nBeteiligung", "EU-\nweit" and "2014-\n2016" have a hyphen of their own.
    return "" if before.islower() and after[0].islower() else "-"


def _readable(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _NO_TEXT else character


# --- accents beside their letter

# Sign -> its combining form, and the letters on which it is meant so: elsewhere it may be a quote.
_ACCENTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "\u00a8": ("\u0308", "aeiouyAEIOUY"),
        # The place of the diaeresis in the fonts of TeX, which no other text has.
        "\x7f": ("\u0308", "aeiouyAEIOUY"),
        "\u00b4": ("\u0301", "aeiouAEIOU"),
        "`": ("\u0300", "aeiouAEIOU"),
        "\u02c6": ("\u0302", "aeiouAEIOU"),
        "\u02dc": ("\u0303", "anoANO"),
        "\u02c7": ("\u030c", "cdenrstzCDENRSTZ"),
        "\u02da": ("\u030a", "auAU"),
        "\u00b8": ("\u0327", "cstCST"),
        "\u02dd": ("\u030b", "ouOU"),
    }
)
_SIGNS = "".join(map(re.escape, _ACCENTS))
# Where these stand between letters, they are no apostrophe; "d\u00b4accord" and "geht\u00b4s" are.
_QUOTES = frozenset("\u00b4`")
_ELIDED = frozenset("cdjlmnstCDJLMNST")
_BEFORE = re.compile(rf"([{_SIGNS}])[ \n]?([^\W\d_])")
_AFTER = re.compile(rf"([^\W\d_])([{_SIGNS}])")
_DOTLESS = MappingProxyType({"\u0131": "i", "\u0237": "j"})


def _with_accents(text: str) -> str:
    """Put accents on their letters; TeX sets them before it, some other programs behind it."""
    if not any(sign in text for sign in _ACCENTS):
        return text
    before, after = _count(text, _BEFORE, 1, 2), _count(text, _AFTER, 2, 1)
    orders = (_set_behind, _set_before) if after > before else (_set_before, _set_behind)
    for order in orders:
        text = order(text)
    return text


def _count(text: str, places: re.Pattern[str], sign: int, letter: int) -> int:
    return sum(_accented(found[sign], found[letter]) is not None for found in places.finditer(text))


def _set_before(text: str) -> str:
    def whole(found: re.Match[str]) -> str:
        if found[1] in _QUOTES and not _is_within_word(found, found[2]):
            return found[0]
        return _accented(found[1], found[2]) or found[0]

    return _BEFORE.sub(whole, text)


def _set_behind(text: str) -> str:
    def whole(found: re.Match[str]) -> str:
        # Behind a word, these are apostrophes and quotes.
        if found[2] in _QUOTES:
            return found[0]
        return _accented(found[2], found[1]) or found[0]

    return _AFTER.sub(whole, text)


def _is_within_word(found: re.Match[str], letter: str) -> bool:
    before = found.string[max(found.start() - 2, 0) : found.start()]
    if not before[-1:].isalpha() or not found[0].endswith(found[1] + letter):
        return False
    return letter in "eE" or before[-1] not in _ELIDED or before[:-1].isalpha()


def _accented(sign: str, letter: str) -> str | None:
    combining, letters = _ACCENTS[sign]
    letter = _DOTLESS.get(letter, letter)
    composed = unicodedata.normalize("NFC", letter + combining)
    return composed if letter in letters and len(composed) == 1 else None


# --- spaced words

_SMALL = "[a-zäöüß]"
_SPACED = re.compile(
    rf"(?<!\S)((?:[^\W\d_] ){{2,}}[^\W\d_])(?=[\s.,;:!?)]|$)(?: (?P<rest>{_SMALL}{{3,}}))?"
)
_WORD_BEGINS = re.compile(f"(?<={_SMALL})(?=[A-ZÄÖÜ])")
# Three or four letters and more behind them are the beginning of a word, which was kerned widely.
_LONGEST_BEGINNING = 4
_WHOLE = frozenset(
    {
        "als", "auch", "auf", "aus", "bei", "das", "dem", "den", "der", "des", "die", "ein", "eine",
        "für", "hat", "ist", "mit", "nach", "nicht", "oder", "sich", "sie", "sind", "und", "von",
        "vor", "war", "was", "wer", "wie", "wir", "wird", "zum", "zur",
    }
)  # fmt: skip


def _with_whole_words(text: str) -> str:
    """Join the letters of words like "L e i t l i n i e n"; lists of letters stay."""
    return _SPACED.sub(_unspaced, text)


def _unspaced(found: re.Match[str]) -> str:
    letters, rest = found[1].split(" "), found["rest"] or ""
    if {ord(after) - ord(before) for before, after in pairwise(letters)} <= {0, 1}:
        return found[0]
    word = _WORD_BEGINS.sub(" ", "".join(letters))
    begins = len(letters) <= _LONGEST_BEGINNING and not {word.casefold(), rest} & _WHOLE
    return word + ("" if not rest or begins else " ") + rest
