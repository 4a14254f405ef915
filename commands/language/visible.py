"""Clean what others wrote, so that it can be stored and stand in a sentence of ours."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator

from commands.language.patterns import Pattern

_BLANKS = Pattern(r"\s+")
_LONGEST_QUOTE = 60


def on_one_line(text: str) -> str:
    """Remove the invisible, which could turn the sentence around."""
    return _BLANKS.sub(" ", "".join(c if c.isprintable() else " " for c in text))


def quoted(asked: str) -> str:
    """Quote the words, cut, and without the invisible."""
    shown = on_one_line(asked).strip()
    return f"»{cut(shown, _LONGEST_QUOTE)}«" if shown else "dieser Eingabe"


def cut(words: str, longest: int) -> str:
    """Cut it; what an import brings may be longer than a message can be."""
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def cleaned(text: str) -> str:
    """Remove the invisible and marks of the direction of writing; keep lines."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    lines = "".join(map(_visible, composed)).split("\n")
    return re.sub("\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()


def one_line(text: str) -> str:
    return " ".join(cleaned(text).split())


def _visible(character: str) -> str:
    match unicodedata.category(character):
        case "Cf" | "Cs" | "Co" | "Cn":
            return ""
        case "Zl" | "Zp":
            return "\n"
        case "Cc":
            return "\n" if character in "\n\v\f\r\x85" else " "
        case _:
            return character


def _not_empty(value: str) -> str:
    if not value:
        raise ValueError
    return value


# Without what is invisible: it could be neither stored nor shown.
PlainWords = Annotated[str, AfterValidator(cleaned), AfterValidator(_not_empty)]
