"""The text of a page as it can be searched and quoted."""

import re
import unicodedata

# A hyphen, or a soft one, between the halves of a word.
_LINE_END = re.compile(r"(?<=\w)(?P<hyphen>[-\u2010\u00ad])[ \t]*\n[ \t]*(?=(?P<after>\w+))")
# "Bürger- und Jugendrat": what follows belongs to another word.
_APART = frozenset({"und", "oder", "bzw", "sowie", "als", "bis", "wie", "noch", "statt", "u", "o"})
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SPELLED = _LIGATURES | {0x2011: "-", 0x2028: "\n", 0x2029: "\n", 0x0D: "\n"}
# Control and format characters, half surrogates, private use, unassigned; no text for anybody.
_NO_TEXT = ("Cc", "Cf", "Cs", "Co", "Cn")
_UNKNOWN = "\ufffd"


def cleaned(raw: str) -> str:
    """One line: words divided at the end of a line are whole, what cannot be read is left out."""
    joined = _LINE_END.sub(_joined, raw.translate(_SPELLED))
    readable = "".join(
        character if character.isprintable() else _readable(character) for character in joined
    )
    return unicodedata.normalize("NFC", " ".join(readable.replace(_UNKNOWN, "").split()))


def _joined(found: re.Match[str]) -> str:
    before, after = found.string[found.start() - 1], found["after"]
    if found["hyphen"] == "\u00ad":
        return ""
    if after.casefold() in _APART:
        return "- "
    # "Kinder-\nBeteiligung", "EU-\nweit" and "2014-\n2016" have a hyphen of their own.
    return "" if before.islower() and after[0].islower() else "-"


def _readable(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _NO_TEXT else character
