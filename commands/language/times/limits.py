"""What limits a recurrence: "bis Ende 2027", "10 Mal", "außer im Juli und August"."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from commands.language.patterns import Pattern
from commands.language.times.clock import read_times
from commands.language.times.cursor import Cursor, masked, outside, starts, whole
from commands.language.times.days import COMPOUND, read_day, settle
from commands.language.times.recurrence import Recurrence
from commands.language.times.relative import count
from commands.language.times.values import Nonsense, NotUnderstood, Past
from commands.language.times.words import EVERY, MONTHS, NUMBERS, key

_DASH = Pattern(r"\s?\.?\s?-(?=\s?[^\W\d_])")
_JOINT = Pattern(r"\s{0,3}(?:,?\s?und\b|[,/&])", re.IGNORECASE)
_YEAR = Pattern(r"\s{0,3}([0-9]{4})(?![0-9:])")
_TIMES = Pattern(r"\s{0,3}([0-9]{1,3})[ -]?(?:mal|x|×)(?!\w)", re.IGNORECASE)
_TIMES_IN_WORDS = MappingProxyType({f"{word}mal": value for word, value in NUMBERS.items()})
_AFTER_TIME = Pattern(r"(?:uhr|h|[:.][0-9]{2})\s*$", re.IGNORECASE)
_POINT = Pattern(r"\.(?=\s|,|$)")
_LONGEST_LIST = 12
# "jeden Montag und jeden Mittwoch", "im Juli und im August"
_AGAIN = EVERY | {"im", "am"}

Limit = Callable[[Recurrence], Recurrence]
_Wrong = Nonsense | NotUnderstood | Past


def read_limits(text: str, today: date) -> tuple[list[Limit], _Wrong | None, str]:
    """Return all limits, wherever they stand in the text, and the text without them."""
    limits = []
    for read in (_until, _count, _except):
        limit, text = _found(text, today, read)
        if isinstance(limit, _Wrong):
            return [], limit, text
        if limit is not None:
            limits.append(limit)
    return limits, None, text


def listed(cursor: Cursor, known: Mapping[str, int]) -> tuple[int, ...]:
    """Read "Montag, Dienstag und Freitag", "Juli bis September"; each once."""
    found: list[int] = []
    mark = cursor.at
    while len(found) < _LONGEST_LIST and (first := _known(cursor, known)) is not None:
        last = _up_to(cursor, known)
        found.extend(range(first, 1 + (first if last is None else last)))
        mark = cursor.at
        if not cursor.take(_JOINT):
            break
        cursor.word(_AGAIN)
    cursor.at = mark
    return tuple(dict.fromkeys(found))


@whole
def _up_to(cursor: Cursor, known: Mapping[str, int]) -> int | None:
    return _known(cursor, known) if cursor.take(_DASH) or cursor.word({"bis"}) else None


@whole
def _known(cursor: Cursor, known: Mapping[str, int]) -> int | None:
    """Read one of the words; of "Mittwochabend" only the day."""
    if word := cursor.word(known):
        cursor.take(_POINT)
        return known[word]
    compound = cursor.take(COMPOUND)
    return known.get(key(compound[1]) + (compound[2] or "")) if compound else None


def _found(
    text: str, today: date, read: Callable[[Cursor, date], Limit | _Wrong | None]
) -> tuple[Limit | _Wrong | None, str]:
    hidden = masked(text)
    for start in starts(hidden):
        cursor = Cursor(hidden, start)
        limit = read(cursor, today)
        if limit is not None:
            return limit, " ".join(filter(None, outside(text, start, cursor.at)))
    return None, text


def _until(cursor: Cursor, today: date) -> Limit | _Wrong | None:
    before = cursor.text[max(cursor.at - 8, 0) : cursor.at]
    if not cursor.word({"bis"}):
        return None
    cursor.word({"einschliesslich", "inklusive", "inkl", "zum"})
    last = _end_of(cursor, today) or _last_day(cursor, today)
    if last is None or isinstance(last, Nonsense | NotUnderstood):
        return last
    mark = cursor.at
    if _AFTER_TIME.search(before) and read_times(cursor, beside_day=True):
        return None
    cursor.at = mark
    return Past(last.isoformat()) if last < today else lambda it: replace(it, until=last)


def _last_day(cursor: Cursor, today: date) -> date | Nonsense | NotUnderstood | None:
    day = read_day(cursor, today)
    if day is None or day.numbers is None:
        return None
    settled = settle(day, None, today)
    return settled if isinstance(settled, Nonsense | NotUnderstood) else settled[0]


@whole
def _end_of(cursor: Cursor, today: date) -> date | None:
    """Read "Ende März 2027", "Dezember 2027", "Jahresende"."""
    if cursor.word({"jahresende"}):
        return date(today.year, 12, 31)
    end = cursor.word({"ende"})
    month = MONTHS.get(cursor.word(MONTHS))
    year = cursor.take(_YEAR)
    number = int(year[1]) if year else today.year + (month is not None and month < today.month)
    if not (month or (end and year)) or number not in range(1900, 2200):
        return None
    return date(number, month or 12, monthrange(number, month or 12)[1])


def _count(cursor: Cursor, today: date) -> Limit | None:
    """Read "10 Mal"; "einmal im Monat" counts something else."""
    del today
    cursor.word({"insgesamt"})
    digits = cursor.take(_TIMES)
    number = int(digits[1]) if digits else _counted_word(cursor)
    return (lambda it: _often(it, number)) if number > 1 else None


def _often(recurrence: Recurrence, number: int) -> Recurrence:
    """Limit the number, unless there is a last day: a rule cannot have two ends."""
    return recurrence if recurrence.until else replace(recurrence, count=number)


def _counted_word(cursor: Cursor) -> int:
    """Read "zehn Mal", "zehnmal", "10 Termine"."""
    mark = cursor.at
    number = count(cursor)
    if number is not None and cursor.word({"mal", "termine"}):
        return number
    cursor.at = mark
    return _TIMES_IN_WORDS.get(cursor.word(_TIMES_IN_WORDS), 0)


def _except(cursor: Cursor, today: date) -> Limit | None:
    del today
    if not cursor.word({"ausser", "ohne", "nicht", "ausgenommen"}):
        return None
    cursor.word({"im", "in"})
    cursor.word({"den"})
    without = listed(cursor, MONTHS)
    months = tuple(month for month in range(1, 13) if month not in without)
    return (lambda it: replace(it, months=months)) if without and months else None
