"""Read single facts of a meeting as a manager types them; pure."""

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

from commands.conversation.command import UnfitError
from commands.conversation.command_words import fold
from commands.conversation.texts.dialogue import CLEARING
from commands.language.patterns import Pattern
from commands.language.texts.times import problem
from commands.language.times import parse_when, unread
from commands.language.times.values import Parsed
from commands.language.visible import cleaned, one_line
from commands.meetings.texts import meeting_reading as texts
from commands.meetings.texts.meetings import LONGEST_DESCRIPTION, LONGEST_PLACE, LONGEST_TITLE
from storage.meetings.meetings import Kind

LONGEST: Mapping[str, int] = MappingProxyType(
    {
        "title": LONGEST_TITLE,
        "place": LONGEST_PLACE,
        "description": LONGEST_DESCRIPTION,
        "reason": 1000,
    }
)
_LINES = frozenset({"description", "reason"})
_AROUND = "\"»«„“”'’‚‘ "
_IN_PLACE = Pattern(r"^in (?=[A-ZÄÖÜ])")
_LABEL = Pattern(r"^(?:ort|link|wo)\s*:\s*", re.IGNORECASE)


def kind_of(word: str) -> Kind | None:
    return texts.KIND_WORDS.get(fold(word))


def words_of(field: str, typed: str) -> str | None:
    """Return a title, place, description or reason; None if it is empty. Raises UnfitError."""
    value = cleaned(typed) if field in _LINES else one_line(typed)
    if field == "title" and value[:1] in _AROUND:
        value = value.strip(_AROUND)
    if field == "place":
        value = _IN_PLACE.sub("", _LABEL.sub("", value)).strip(" ,;()")
    if len(value) > LONGEST[field]:
        raise UnfitError(texts.too_long(field, LONGEST[field]))
    return value or None


place, description = partial(words_of, "place"), partial(words_of, "description")


def clearable(field: str, typed: str) -> str | None:
    return None if fold(typed) in CLEARING else words_of(field, typed)


def parsed_when(typed: str, today: date, day: date | None = None) -> Parsed:
    """Raise UnfitError if there is a problem with it."""
    parsed = parse_when(typed, today, day=day)
    if parsed.problem is not None:
        raise UnfitError(problem(parsed.problem))
    return parsed


def registration(typed: str, today: date) -> str:
    """Return the end of the registration; raises UnfitError, also for times left over."""
    parsed = parsed_when(typed, today)
    left = unread(parsed.rest)
    if parsed.when is not None and left is not None:
        raise UnfitError(problem(left))
    return register_by(parsed, typed)


def register_by(parsed: Parsed, typed: str) -> str:
    """Return the end of the day, if no time is given. Raises UnfitError."""
    if parsed.when is None:
        raise UnfitError(texts.no_registration(typed))
    return parsed.when.starts if "T" in parsed.when.starts else f"{parsed.when.starts}T23:59"


def title(typed: str) -> str:
    """Return the title, which must not be empty. Raises UnfitError."""
    value = words_of("title", typed)
    if value is None:
        raise UnfitError(texts.not_empty("title"))
    return value
