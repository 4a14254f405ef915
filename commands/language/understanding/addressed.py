"""Tell whether somebody speaks to the bot or about it, and what is said to it."""

import re
from collections.abc import Iterable
from functools import lru_cache

from commands.language.patterns import Pattern, pattern, plain
from commands.language.texts import said_around as texts

_THIRD = Pattern(rf"(?:{'|'.join(map(plain, texts.THIRD_PERSON))})\b")
_BEFORE = frozenset(plain(word) for word in texts.ABOUT_BEFORE)
_GREETING_LAST = Pattern(pattern(*texts.GREETING_LAST).source + "$")


_POINTS_TO = Pattern(pattern(*texts.POINTS_TO).source + "$")


def said_to(text: str, names: Iterable[str]) -> str | None:
    """Return the text without the name; None if the bot is only spoken of."""
    named = _names(tuple(sorted(names, key=len, reverse=True)))
    found = list(named.finditer(text))
    if not found:
        return text
    first = found[0]
    before, after = text[: first.start()], text[first.end() :]
    if _is_about(before, after, is_question="?" in after.split("\n")[0]):
        return None
    return (
        f"{before.rstrip(' ,')} {after.lstrip(' ,:;!–-')}".strip(" ,:")
        if before.strip()
        else after.lstrip(" ,:;!–-")
    )


def _is_about(before: str, after: str, *, is_question: bool) -> bool:
    joined = after[:1] not in (",", ":", "!", ".", "?", "")
    last = re.split(r"[\s,:;.!?]+", before.strip())[-1] if before.strip() else ""
    ends_part = before.rstrip()[-1:] in (",", ":", ";", ".", "!", "?", "–", "")
    if before.strip() and not ends_part:
        if after[:1] != ":" and _POINTS_TO.search(plain(before).strip()):
            return True
        greeted = _GREETING_LAST.search(plain(before).strip()) is not None
        if plain(last) in _BEFORE or not (greeted or not after.strip(" .!?,")):
            return not greeted
    folded = plain(after).strip(" ")
    if joined and _THIRD.match(folded):
        return not is_question
    return before.rstrip().endswith(":")


@lru_cache(maxsize=8)
def _names(names: tuple[str, ...]) -> Pattern:
    either = "|".join(re.escape(name.removeprefix("@")) for name in names if name.strip("@ "))
    return Pattern(
        rf"(?<![\w.])@?\[?(?:{either})\]?(?:\(https://matrix\.to/[^)\s]{{1,300}}\))?(?![\w-])",
        re.IGNORECASE,
    )
