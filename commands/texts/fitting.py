"""A text that fits into one event, however long and odd what it quotes may be."""

import json
from collections.abc import Callable

from commands.texts.markup import Text

# An event has at most 65,536 bytes, and encryption makes four of three.
_LARGEST = 40_000
_SHORTEST = 25


def fitted(make: Callable[[int], Text], longest: int) -> Text:
    """`make` gets how many characters it may quote of each value, fewer until it fits."""
    while longest > _SHORTEST:
        made = make(longest)
        if _size(made) <= _LARGEST:
            return made
        longest //= 2
    return make(_SHORTEST)


def _size(made: Text) -> int:
    return len(json.dumps(made.body)) + len(json.dumps(made.formatted_body))
