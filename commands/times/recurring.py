"""How often, as people say it: "jeden ersten Dienstag im Monat bis 31.12.2027" -> Recurrence."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from commands.times.cursor import Cursor, masked, outside, starts
from commands.times.limits import listed, read_limits
from commands.times.recurrence import Frequency, Recurrence
from commands.times.relative import count
from commands.times.values import Nonsense, Past
from commands.times.words import EVERY, HABITUAL, MONTHS, ORDINALS, SHORT_WEEKDAYS, UNITS, WEEKDAYS

_JOINED = re.compile(r"\s{0,3}(?:/|&|und\b)(?=\s?[0-9])", re.IGNORECASE)
# "15. 10 Uhr" is a day and a time, "15. 10." a date.
_NUMBERED = re.compile(r"\s{0,3}([0-9]{1,2})\.(?![0-9]|\s[0-9]{1,2}\.)")
_OFTEN: Mapping[str, tuple[Frequency, int]] = MappingProxyType(
    {
        "taeglich": ("DAILY", 1), "woechentlich": ("WEEKLY", 1), "zweiwoechentlich": ("WEEKLY", 2),
        "vierzehntaegig": ("WEEKLY", 2), "vierzehntaeglich": ("WEEKLY", 2),
        "monatlich": ("MONTHLY", 1), "zweimonatlich": ("MONTHLY", 2),
        "vierteljaehrlich": ("MONTHLY", 3), "quartalsweise": ("MONTHLY", 3),
        "halbjaehrlich": ("MONTHLY", 6), "jaehrlich": ("YEARLY", 1),
    }
)  # fmt: skip
_FORTNIGHTLY = re.compile(r"\s{0,3}14[ -]?t(?:ä|ae)g(?:ig|lich)\b", re.IGNORECASE)
_FREQUENCIES: Mapping[str, Frequency] = MappingProxyType(
    {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
)
_MOST_IN_A_MONTH = 5
_BEFORE = ("immer", "jeweils", "am", "an")
_SOME_WEEKDAY = MappingProxyType({**WEEKDAYS, **SHORT_WEEKDAYS})
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
    problem: TwoReadings | Nonsense | Past | None
    rest: str


def parse_recurrence(text: str, today: date) -> ParsedRecurrence:
    """To be asked before parse_when, which gets the rest."""
    text = unicodedata.normalize("NFC", text)
    hidden = masked(text)
    for start in starts(hidden):
        cursor = Cursor(hidden, start)
        readings = _readings(cursor)
        if readings:
            rest = " ".join(filter(None, outside(text, start, cursor.at)))
            return _limited(readings, rest, today)
    return ParsedRecurrence(None, None, text.strip())


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
    for read in (_every, _every_so_many, _adverb, _habitual, _of_the_month):
        start = cursor.at
        if found := read(cursor):
            return found
        cursor.at = start
    cursor.at = mark
    return []


def _every(cursor: Cursor) -> list[Recurrence]:
    """ "jeden ersten Dienstag im Monat", "jede zweite Woche", "jeden 15." """
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
    interval = ORDINALS.get(cursor.word(ORDINALS), 1)
    unit = cursor.word(UNITS)
    if not unit or interval < 1:
        return []
    return [_on_days(cursor, Recurrence(_FREQUENCIES[UNITS[unit]], interval))]


def _every_so_many(cursor: Cursor) -> list[Recurrence]:
    """ "alle zwei Wochen" """
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
    if cursor.word({"werktags"}):
        return [Recurrence("WEEKLY", weekdays=_WORKING_DAYS)]
    word = cursor.word(_OFTEN)
    return [_on_days(cursor, Recurrence(*_OFTEN[word]))] if word else []


def _habitual(cursor: Cursor) -> list[Recurrence]:
    weekdays = listed(cursor, HABITUAL)
    return [Recurrence("WEEKLY", weekdays=weekdays)] if weekdays else []


def _of_the_month(cursor: Cursor, or_weeks: bool = False) -> list[Recurrence]:
    """ "ersten Dienstag im Monat", "15. jedes Monats"; after "jeden" it may mean weeks, too."""
    day = _month_day(cursor)
    if day is not None:
        fits = _month(cursor) or or_weeks
        return [Recurrence("MONTHLY", month_day=day)] if fits else []
    ordinals = listed(cursor, ORDINALS) or _numbered(cursor)
    weekdays = listed(cursor, _SOME_WEEKDAY) if ordinals else ()
    if not weekdays:
        return []
    monthly = Recurrence("MONTHLY", weekdays=weekdays, ordinals=ordinals)
    if _month(cursor) or (or_weeks and (len(ordinals) > 1 or ordinals[0] < 2)):
        return [monthly]
    return [Recurrence("WEEKLY", ordinals[0], weekdays), monthly] if or_weeks else []


def _on_days(cursor: Cursor, often: Recurrence) -> Recurrence:
    """With "am Dienstag", "am 15.", if it says so."""
    mark = cursor.at
    cursor.word(("immer", "jeweils"))
    on = cursor.word({"am"})
    if often.frequency == "WEEKLY":
        weekdays = listed(cursor, HABITUAL) or (listed(cursor, _SOME_WEEKDAY) if on else ())
        if weekdays:
            return replace(often, weekdays=weekdays)
    if often.frequency == "MONTHLY" and on:
        day = _month_day(cursor)
        if day is not None:
            return replace(often, month_day=day)
        ordinals = listed(cursor, ORDINALS) or _numbered(cursor)
        weekdays = listed(cursor, _SOME_WEEKDAY) if ordinals else ()
        if weekdays:
            return replace(often, weekdays=weekdays, ordinals=ordinals)
    cursor.at = mark
    return often


def _month_day(cursor: Cursor) -> int | None:
    """ "15.", but not that of "15. Januar" and "1. Dienstag"."""
    mark = cursor.at
    if cursor.phrase({"letzten", "letzte"}, {"tag"}) or cursor.word({"monatsletzten"}):
        return -1
    if cursor.word({"monatsersten"}):
        return 1
    found = cursor.take(_NUMBERED)
    end = cursor.at
    other = cursor.word(MONTHS) or cursor.word(_SOME_WEEKDAY) or cursor.take(_JOINED)
    cursor.at = end
    if found and not other and 1 <= int(found[1]) <= 31:
        return int(found[1])
    cursor.at = mark
    return None


def _numbered(cursor: Cursor) -> tuple[int, ...]:
    """ "1. und 3." """
    found: list[int] = []
    while len(found) < _MOST_IN_A_MONTH and (number := cursor.take(_NUMBERED)):
        found.append(int(number[1]))
        if not cursor.take(_JOINED):
            break
    return tuple(dict.fromkeys(found)) if max(found, default=0) <= _MOST_IN_A_MONTH else ()


def _month(cursor: Cursor) -> bool:
    """ "im Monat", "eines jeden Monats", "jedes Monats"."""
    mark = cursor.at
    cursor.word({"im", "des", "eines"})
    cursor.word(EVERY)
    if cursor.at > mark and cursor.word(_MONTH):
        return True
    cursor.at = mark
    return False
