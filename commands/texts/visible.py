"""What others wrote, so that it stands in a sentence of ours."""

import re

_BLANKS = re.compile(r"\s+")


def on_one_line(text: str) -> str:
    """Without the invisible that could turn the sentence around."""
    return _BLANKS.sub(" ", "".join(c if c.isprintable() else " " for c in text))
