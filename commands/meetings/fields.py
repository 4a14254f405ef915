"""Single facts of a meeting as a manager types them; pure."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from commands.command_words import fold
from commands.fields import cleaned, one_line
from commands.texts import meeting_reading as texts
from commands.texts.markup import Text
from commands.texts.meetings import LONGEST_DESCRIPTION, LONGEST_PLACE, LONGEST_TITLE
from commands.texts.times import problem
from commands.times import parse_when
from storage.meetings import Kind

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
_IN_PLACE = re.compile(r"^in (?=[A-ZÄÖÜ])")
_LABEL = re.compile(r"^(?:ort|link|wo)\s*:\s*", re.IGNORECASE)


class UnclearError(Exception):
    """What was typed cannot be taken; `text` says why, with an example."""

    def __init__(self, text: Text) -> None:
        super().__init__("unclear")
        self.text = text


def kind_of(word: str) -> Kind | None:
    return texts.KIND_WORDS.get(fold(word))


def words_of(field: str, typed: str) -> str | None:
    """Of a title, place, description or reason; None if it is empty. Raises UnclearError."""
    value = cleaned(typed) if field in _LINES else one_line(typed)
    if field == "title" and value[:1] in _AROUND:
        value = value.strip(_AROUND)
    if field == "place":
        value = _IN_PLACE.sub("", _LABEL.sub("", value)).strip(" ,;()")
    if len(value) > LONGEST[field]:
        raise UnclearError(texts.too_long(field, LONGEST[field]))
    return value or None


def clearable(field: str, typed: str) -> str | None:
    return None if fold(typed) in texts.CLEARING else words_of(field, typed)


def registration(typed: str, today: date) -> str:
    """Until the end of a day, if no time is told. Raises UnclearError."""
    parsed = parse_when(typed, today)
    if parsed.problem is not None:
        raise UnclearError(problem(parsed.problem))
    if parsed.when is None:
        raise UnclearError(texts.no_registration(typed))
    return parsed.when.starts if "T" in parsed.when.starts else f"{parsed.when.starts}T23:59"


def title(typed: str) -> str:
    """Raises UnclearError."""
    value = words_of("title", typed)
    if value is None:
        raise UnclearError(texts.not_empty("title"))
    return value
