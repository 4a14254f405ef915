"""A number as people answer with it, and as an argument."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

_NUMBER = re.compile(r"\W*(?:(?:nr|nummer)\b\W*)?([0-9]{1,3})\W*", re.IGNORECASE)
# The first numbers as reactions that are pre-placed below a choice.
NUMBERS = ("1️⃣", "2️⃣", "3️⃣")
# How long a message may be that is nothing but a number.
_LONGEST = 20
# More does not fit into a column of the database.
_LARGEST = 2**53


def number_of(said: str) -> int | None:
    """ "2", "2.", "Nr. 2", also 2️⃣; None if there is more than a number."""
    found = _NUMBER.fullmatch(said) if len(said) <= _LONGEST else None
    return None if found is None else int(found[1])


def _bare(value: object) -> object:
    """ "Nr.12", "#12" and "12." mean 12."""
    return value.casefold().removeprefix("nr").strip("#. ") if isinstance(value, str) else value


Number = Annotated[int, BeforeValidator(_bare), Field(ge=1, le=_LARGEST)]
