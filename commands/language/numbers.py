"""A number as people answer with it, and as an argument."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from commands.language.patterns import Pattern

_NUMBER = Pattern(r"\W*(?:(?:nr|nummer)\b\W*)?([0-9]{1,3})\W*", re.IGNORECASE)
_BEFORE_WORDS = Pattern(
    r"(?:(?:nr|nummer)\b\.?\s*|#)?([0-9]{1,15})[.:]?(?=\s|$)\s*(.*)", re.IGNORECASE | re.DOTALL
)
# The first numbers as reactions that are pre-placed below a choice.
NUMBERS = ("1️⃣", "2️⃣", "3️⃣")
# How long a message may be that is nothing but a number.
_LONGEST = 20
# More does not fit into a column of the database.
_LARGEST = 2**53
_BEFORE_A_PAGE = Pattern(r"^seite\s+", re.IGNORECASE)


def number_of(said: str) -> int | None:
    """Read "2", "2.", "Nr. 2", also 2️⃣; None if there is more than a number."""
    found = _NUMBER.fullmatch(said) if len(said) <= _LONGEST else None
    return None if found is None else int(found[1])


def number_and_words(text: str) -> tuple[str | None, str]:
    """Part "Nr. 12 Grund" into the digits and the words; None if it begins with no number."""
    found = _BEFORE_WORDS.fullmatch(text.strip())
    return (None, text.strip()) if found is None else (found[1], found[2])


def _bare(value: object) -> object:
    """Read "Nr.12", "#12" and "12." as 12."""
    return value.casefold().removeprefix("nr").strip("#. ") if isinstance(value, str) else value


def _of_page(value: object) -> object:
    """Read "Seite 2" as 2."""
    return _BEFORE_A_PAGE.sub("", value, count=1) if isinstance(value, str) else value


Number = Annotated[int, BeforeValidator(_bare), Field(ge=1, le=_LARGEST)]
PageNumber = Annotated[int, BeforeValidator(_of_page), Field(ge=1, le=10_000)]
