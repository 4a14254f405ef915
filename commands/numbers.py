"""A number as people answer with it."""

import re

_NUMBER = re.compile(r"\W*(?:(?:nr|nummer)\b\W*)?([0-9]{1,3})\W*", re.IGNORECASE)
# How long a message may be that is nothing but a number.
_LONGEST = 20


def number_of(said: str) -> int | None:
    """ "2", "2.", "Nr. 2", also 2️⃣; None if there is more than a number."""
    found = _NUMBER.fullmatch(said) if len(said) <= _LONGEST else None
    return None if found is None else int(found[1])
