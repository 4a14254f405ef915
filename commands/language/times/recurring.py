"""How often, as people say it: "jeden ersten Dienstag im Monat bis 31.12.2027" -> Recurrence."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from commands.language.patterns import Pattern
from commands.language.times.cursor import GAP, Cursor, masked, outside, starts, whole
from commands.language.times.limits import listed, read_limits
from commands.language.times.recurrence import Frequency, Recurrence
from commands.language.times.relative import count
from commands.language.times.values import Nonsense, NotUnderstood, Past
from commands.language.times.words import (
    EVERY,
    HABITUAL,
    MONTHS,
    ORDINALS,
    SHORT_WEEKDAYS,
    UNITS,
    WEEKDAYS,
    key,
)

_JOINED = Pattern(
    r"\s{0,3}(?:,(?=\s?[0-9]{1,2}\.(?![0-9]))|/|&|,?\s?und\b)(?=\s?[0-9])", re.IGNORECASE
)
# "15. 10 Uhr" is a day and a time, "15. 10." a date.
_NUMBERED = Pattern(r"\s{0,3}([0-9]{1,2})\.(?![0-9]|\s[0-9]{1,2}\.)")
# "Mo-Fr", but not that of "Do-Fr 4.-5.3."
_RANGE = Pattern(
    r"\s{0,3}(?P<from>mo|di|mi|do|fr|sa|so)\.?\s?(?:-|bis)\s?(?P<to>di|mi|do|fr|sa|so)\b\.?"
    r"(?!,?\s?\(?[0-9]{1,2}\.)",
    re.IGNORECASE,
)
_OFTEN: Mapping[str, tuple[Frequency, int]] = MappingProxyType(
    {
        "taeglich": ("DAILY", 1), "woechentlich": ("WEEKLY", 1), "zweiwoechentlich": ("WEEKLY", 2),
        "vierzehntaegig": ("WEEKLY", 2), "vierzehntaeglich": ("WEEKLY", 2),
        "monatlich": ("MONTHLY", 1), "zweimonatlich": ("MONTHLY", 2),
        "vierteljaehrlich": ("MONTHLY", 3), "quartalsweise": ("MONTHLY", 3),
        "halbjaehrlich": ("MONTHLY", 6), "jaehrlich": ("YEARLY", 1),
    }
)  # fmt: skip
_FORTNIGHTLY = Pattern(r"\s{0,3}(?:14|vierzehn)[ -]?t(?:ä|ae)g(?:ig|lich)\b", re.IGNORECASE)
_FREQUENCIES: Mapping[str, Frequency] = MappingProxyType(
    {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
)
_MOST_IN_A_MONTH = 5
_BEFORE = ("einmal", "immer", "jeweils", "am", "an")
_SOME_WEEKDAY = MappingProxyType({**WEEKDAYS, **SHORT_WEEKDAYS})
_NO_DAY = frozenset({*MONTHS, *_SOME_WEEKDAY, *UNITS})
_WORKING_DAYS = (0, 1, 2, 3, 4)
_MONTH = ("monat", "monats")


@dataclass(frozen=True)
class TwoReadings:
    """Every other week, or the second one of the month; the 31st, or the last of the month."""

    readings: tuple[Recurrence, Recurrence]


@dataclass(frozen=True)
class ParsedRecurrence:
    """Without `recurrence` and `problem` nothing in the text says that it comes again.

    `rest` is what is left for the date, title and place.
    """

    recurrence: Recurrence | None
    problem: TwoReadings | Nonsense | NotUnderstood | Past | None
    rest: str


def parse_recurrence(text: str, today: date) -> ParsedRecurrence:
    """Read a rule and its limits; to be asked before parse_when, which gets the rest."""
    text = unicodedata.normalize("NFC", text)
    readings, _, rest = _first(text)
    if not readings:
        return ParsedRecurrence(None, None, text.strip())
    others, written, left = _first(rest)
    if others:
        merged = _merged(readings, others)
        if merged is None:
            return ParsedRecurrence(None, NotUnderstood(written), left)
        readings, rest = [merged], left
    return _limited(readings, rest, today)


def _first(text: str) -> tuple[list[Recurrence], str, str]:
    """Return the first rule in the text, how it is written, and the text without it."""
    hidden = masked(text)
    for start in starts(hidden):
        cursor = Cursor(hidden, start)
        if readings := _readings(cursor):
            before, behind = outside(text, start, cursor.at)
            # Of "Montagmorgen" the second half is no day.
            if text[cursor.at - 1].isalpha() and key(behind[:6]) == "morgen":
                behind = f"morgens{behind[6:].removeprefix('s')}"
            written = text[start : cursor.at].strip()
            return readings, written, " ".join(filter(None, (before, behind)))
    return [], "", text


def _merged(first: list[Recurrence], second: list[Recurrence]) -> Recurrence | None:
    """Join "jeden Mittwoch" and "alle zwei Wochen"; None if one contradicts the other."""
    if len(first) > 1 or len(second) > 1:
        return None
    often, on = sorted((first[0], second[0]), key=lambda one: bool(one.weekdays or one.month_day))
    bare = replace(often, interval=1) == Recurrence(on.frequency)
    return replace(on, interval=often.interval) if bare and on.interval == 1 else None


def _limited(readings: list[Recurrence], text: str, today: date) -> ParsedRecurrence:
    limits, problem, rest = read_limits(text, today)
    if problem is not None:
        return ParsedRecurrence(None, problem, rest)
    for limit in limits:
        readings = [limit(reading) for reading in readings]
    first, *others = readings
    if first.month_day == 31:
        others = [replace(first, month_day=-1)]
    if others:
        return ParsedRecurrence(None, TwoReadings((first, others[0])), rest)
    return ParsedRecurrence(first, None, rest)


# --- the rule


def _readings(cursor: Cursor) -> list[Recurrence]:
    mark = cursor.at
    cursor.word(_BEFORE)
    cursor.word(_BEFORE)
    for read in (_every, _every_so_many, _adverb, _habitual, _range, _of_the_month):
        start = cursor.at
        if found := read(cursor):
            return found
        cursor.at = start
    cursor.at = mark
    return []


def _every(cursor: Cursor) -> list[Recurrence]:
    """Read "jeden ersten Dienstag im Monat", "jede zweite Woche", "jeden 15."."""
    if not cursor.word(EVERY):
        return []
    mark = cursor.at
    if found := _of_the_month(cursor, or_weeks=True):
        return found
    cursor.at = mark
    if weekdays := listed(cursor, _SOME_WEEKDAY):
        return [Recurrence("WEEKLY", weekdays=weekdays)]
    if cursor.word({"werktag"}):
        return [Recurrence("WEEKLY", weekdays=_WORKING_DAYS)]
    if cursor.word({"quartal"}):
        return [_on_days(cursor, Recurrence("MONTHLY", 3))]
    digits = cursor.take(_NUMBERED)
    interval = int(digits[1]) if digits else ORDINALS.get(cursor.word(ORDINALS), 1)
    unit = cursor.word(UNITS)
    if not unit or interval < 1:
        return []
    return [_on_days(cursor, Recurrence(_FREQUENCIES[UNITS[unit]], interval))]


def _every_so_many(cursor: Cursor) -> list[Recurrence]:
    """Read "alle zwei Wochen"."""
    interval = count(cursor) if cursor.word({"alle"}) else None
    unit = cursor.word(UNITS) if interval else ""
    if not interval or not unit:
        return []
    frequency = _FREQUENCIES[UNITS[unit]]
    if frequency == "DAILY" and interval % 7 == 0:
        frequency, interval = "WEEKLY", interval // 7
    return [_on_days(cursor, Recurrence(frequency, interval))]


def _adverb(cursor: Cursor) -> list[Recurrence]:
    if cursor.take(_FORTNIGHTLY):
        return [_on_days(cursor, Recurrence("WEEKLY", 2))]
    if cursor.word({"werktags", "wochentags"}):
        return [Recurrence("WEEKLY", weekdays=_WORKING_DAYS)]
    word = cursor.word(_OFTEN)
    return [_on_days(cursor, Recurrence(*_OFTEN[word]))] if word else []


def _habitual(cursor: Cursor) -> list[Recurrence]:
    weekdays = listed(cursor, HABITUAL)
    return [Recurrence("WEEKLY", weekdays=weekdays)] if weekdays else []


def _range(cursor: Cursor) -> list[Recurrence]:
    """Read "Mo-Fr"."""
    found = cursor.take(_RANGE)
    first, last = (SHORT_WEEKDAYS[key(day)] for day in found.groups()) if found else (1, 0)
    weekdays = tuple(range(first, last + 1))
    return [Recurrence("WEEKLY", weekdays=weekdays)] if weekdays else []


def _of_the_month(cursor: Cursor, or_weeks: bool = False) -> list[Recurrence]:
    """Read "ersten Dienstag im Monat", "15. jedes Monats"; after "jeden" it may mean weeks."""
    day = _month_day(cursor)
    if day is not None:
        fits = _month(cursor) or or_weeks
        return [Recurrence("MONTHLY", month_day=day)] if fits else []
    ordinals, weekdays = _places(cursor)
    if not weekdays:
        return []
    monthly = Recurrence("MONTHLY", weekdays=weekdays, ordinals=ordinals)
    possible = [monthly] if max(ordinals) <= _MOST_IN_A_MONTH else []
    if _month(cursor) or (or_weeks and (len(ordinals) > 1 or ordinals[0] < 2)):
        return possible
    return [Recurrence("WEEKLY", ordinals[0], weekdays), *possible] if or_weeks else []


def _places(cursor: Cursor) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Read "ersten und dritten Dienstag"."""
    ordinals = listed(cursor, ORDINALS) or _numbered(cursor)
    return ordinals, listed(cursor, _SOME_WEEKDAY) if ordinals else ()


def _on_days(cursor: Cursor, often: Recurrence) -> Recurrence:
    """Add the "am Dienstag" or "am 15." that follows."""
    mark = cursor.at
    cursor.take(GAP)
    cursor.word(("immer", "jeweils"))
    on = cursor.word({"am", "an"}) or (often.frequency == "MONTHLY" and _is_ordinal(cursor))
    if often.frequency == "WEEKLY":
        weekdays = listed(cursor, HABITUAL) or (listed(cursor, _SOME_WEEKDAY) if on else ())
        if weekdays:
            return replace(often, weekdays=weekdays)
    if often.frequency == "MONTHLY" and on:
        day = _month_day(cursor)
        if day is not None:
            return replace(often, month_day=day)
        ordinals, weekdays = _places(cursor)
        if weekdays and max(ordinals) <= _MOST_IN_A_MONTH:
            return replace(often, weekdays=weekdays, ordinals=ordinals)
    cursor.at = mark
    return often


def _is_ordinal(cursor: Cursor) -> bool:
    mark = cursor.at
    found = bool(cursor.word(ORDINALS))
    cursor.at = mark
    return found


@whole
def _month_day(cursor: Cursor) -> int | None:
    """Read "15.", but not that of "15. Januar" and "1. Dienstag"."""
    if cursor.phrase({"letzten", "letzte"}, {"tag"}) or cursor.word({"monatsletzten"}):
        return -1
    if cursor.word({"monatsersten"}):
        return 1
    found = cursor.take(_NUMBERED)
    end = cursor.at
    other = cursor.word(_NO_DAY) or cursor.take(_JOINED)
    cursor.at = end
    return int(found[1]) if found and not other and 1 <= int(found[1]) <= 31 else None


def _numbered(cursor: Cursor) -> tuple[int, ...]:
    """Read "1. und 3."."""
    found: list[int] = []
    while len(found) < _MOST_IN_A_MONTH and (number := cursor.take(_NUMBERED)):
        found.append(int(number[1]))
        if not cursor.take(_JOINED):
            break
    return tuple(dict.fromkeys(found)) if 0 not in found else ()


def _month(cursor: Cursor) -> bool:
    """Read "im Monat", "eines jeden Monats", "jedes Monats"."""
    mark = cursor.at
    cursor.word({"im", "des", "eines"})
    cursor.word(EVERY)
    if cursor.at > mark and cursor.word(_MONTH):
        return True
    cursor.at = mark
    return False
