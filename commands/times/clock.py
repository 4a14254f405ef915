"""Times of day as people write and say them: "10-11:30 Uhr", "halb elf", "Viertel vor drei"."""

import re
from dataclasses import dataclass, replace
from types import MappingProxyType

from commands.times.cursor import Cursor
from commands.times.relative import count
from commands.times.words import DAYPARTS, NUMBERS, UNITS, key

_COLON = re.compile(
    r"\s{0,3}([0-9]{1,2}):(?P<m>[0-9]{2})(?::[0-9]{2})?(?![0-9:])(?:\s?(?:uhr|h)\b)?", re.IGNORECASE
)
_DOT = re.compile(
    r"\s{0,3}([0-9]{1,2})\.(?P<m>[0-9]{2})(?![0-9]|\.[0-9])(\s?(?:uhr|h)\b)?", re.IGNORECASE
)
_HOUR = re.compile(
    r"\s{0,3}([0-9]{1,2})\s?(?:uhr|h)(?![^\W\d_])(?:\s?(?P<m>[0-9]{2})(?![\w.:/-]))?", re.IGNORECASE
)
_BARE = re.compile(r"\s{0,3}([0-9]{1,2})(?P<m>)(?![\w.:/]|\s?[-–][0-9]+[-.])")
_TO = re.compile(r"\s{0,3}(?:[-–—]|bis\b(?:\s?(?:um|gegen|ca\.?)\b)?)", re.IGNORECASE)
_FROM = ("um", "von", "ab", "gegen")
_LENGTHS = MappingProxyType(
    {
        **dict.fromkeys(("stunde", "stunden", "std", "h"), 60),
        **dict.fromkeys(("minute", "minuten", "min"), 1),
    }
)
_COUNTED = frozenset({*UNITS, *_LENGTHS})
_HALF_DAY = 12 * 60
_WORKING_DAY = range(7 * 60, 19 * 60)


@dataclass(frozen=True)
class Clock:
    """`minutes` since midnight, up to 24:00; beyond if there is no such time.

    `spoken`: on a clock with twelve hours. `sure`: it can be nothing but a time.
    """

    minutes: int
    written: str
    spoken: bool = False
    sure: bool = True

    @property
    def exists(self) -> bool:
        return self.minutes <= 24 * 60


@dataclass(frozen=True)
class Times:
    first: Clock
    last: Clock | None

    @property
    def sure(self) -> bool:
        return self.first.sure or (self.last is not None and self.last.sure)


def read_times(cursor: Cursor, beside_day: bool) -> Times | None:
    """A time, or from one to another; "10-12" and "um drei" only if there is a day, too."""
    mark = cursor.at
    part = cursor.word(DAYPARTS)
    start = cursor.word(_FROM)
    first = _clock(cursor)
    if first is None:
        cursor.at = mark
        return _noon(cursor)
    between = cursor.at
    last = _clock(cursor) if cursor.take(_TO) else None
    if last is None:
        cursor.at = between
    times = Times(first, last)
    if not times.sure and not (beside_day and _expected(times, start, cursor)):
        cursor.at = mark
        return None
    return _settled(times, cursor.word(DAYPARTS) or part)


def read_duration(cursor: Cursor, start: Clock) -> Clock | None:
    """The end by "90 Minuten", if it is on the same day."""
    mark = cursor.at
    cursor.word({"fuer", "dauer"})
    number = count(cursor)
    unit = cursor.word(_LENGTHS) if number is not None else ""
    end = start.minutes + (number or 0) * _LENGTHS.get(unit, 0)
    if start.minutes < end <= 24 * 60:
        return Clock(end, cursor.since(mark))
    cursor.at = mark
    return None


def _expected(times: Times, start: str, cursor: Cursor) -> bool:
    """Not the "drei bis vier" of "morgen drei bis vier Stunden"."""
    if times.last is None:
        return start in ("um", "ab", "gegen") or _DOT.fullmatch(times.first.written) is not None
    if times.first.spoken and not start:
        return False
    mark = cursor.at
    counted = cursor.word(_COUNTED)
    cursor.at = mark
    return not counted


def _settled(times: Times, part: str) -> Times:
    """In the half of the day that was said, or in which people meet."""
    first = replace(times.first, minutes=_on_the_day(times.first, part))
    if times.last is None:
        return Times(first, None)
    last = replace(times.last, minutes=_on_the_day(times.last, part))
    if last.minutes <= first.minutes and (last.spoken or part):
        later = last.minutes + _HALF_DAY
        last = replace(last, minutes=later if later <= 24 * 60 else last.minutes)
    if last.minutes == 0:
        last = replace(last, minutes=24 * 60)
    return Times(first, last)


def _on_the_day(clock: Clock, part: str) -> int:
    early = clock.minutes < _HALF_DAY
    if part and early:
        from_hour = DAYPARTS[part]
        afternoon = from_hour == 12 or (from_hour == 6 and clock.minutes < 6 * 60)
        return clock.minutes + (_HALF_DAY if afternoon else 0)
    if part or not clock.spoken or not early or clock.minutes in _WORKING_DAY:
        return clock.minutes
    return clock.minutes + _HALF_DAY


def _clock(cursor: Cursor) -> Clock | None:
    mark = cursor.at
    if spoken := _spoken(cursor):
        return spoken
    for form, sure in ((_COLON, True), (_HOUR, True), (_DOT, False), (_BARE, False)):
        if found := cursor.take(form):
            hour, minute = int(found[1]), int(found["m"] or 0)
            certain = sure or (form is _DOT and found[3] is not None)
            return Clock(_minutes(hour, minute), cursor.since(mark), sure=certain)
    return None


def _minutes(hour: int, minute: int) -> int:
    return hour * 60 + minute if minute < 60 else 99 * 60


def _noon(cursor: Cursor) -> Times | None:
    mark = cursor.at
    cursor.word(_FROM)
    if cursor.word({"mittags", "mittag"}):
        return Times(Clock(_HALF_DAY, cursor.since(mark)), None)
    if cursor.word({"mitternacht"}):
        return Times(Clock(2 * _HALF_DAY, cursor.since(mark)), None)
    cursor.at = mark
    return None


def _spoken(cursor: Cursor) -> Clock | None:
    mark = cursor.at
    minutes = _quarters(cursor)
    if minutes is None:
        cursor.at = mark
        minutes = _beside_the_hour(cursor)
    if minutes is None:
        cursor.at = mark
        minutes = _full_hour(cursor)
    if minutes is None:
        cursor.at = mark
        return None
    cursor.word({"uhr"})
    written = cursor.since(mark)
    bare = key(written) in NUMBERS
    return Clock(minutes, written, spoken=minutes <= _HALF_DAY, sure=not bare)


def _quarters(cursor: Cursor) -> int | None:
    """ "halb elf", "viertel elf", "drei viertel elf": parts of the hour that ends at eleven."""
    if cursor.word({"halb"}):
        before = 30
    elif cursor.word({"dreiviertel"}) or cursor.phrase({"drei"}, {"viertel"}):
        before = 15
    elif cursor.word({"viertel"}):
        before = 45
    else:
        return None
    hour = _hour(cursor)
    return None if hour is None else _round_the_clock(hour * 60 - before)


def _beside_the_hour(cursor: Cursor) -> int | None:
    """ "viertel nach zehn", "zehn vor halb elf"."""
    minutes = 15 if cursor.word({"viertel"}) else count(cursor)
    cursor.word({"minuten"})
    side = cursor.word({"vor", "nach"})
    half = 30 if side and cursor.word({"halb"}) else 0
    hour = _hour(cursor) if side else None
    if hour is None or minutes is None or minutes > 30:
        return None
    return _round_the_clock(hour * 60 - half + (minutes if side == "nach" else -minutes))


def _full_hour(cursor: Cursor) -> int | None:
    """ "zehn Uhr dreißig"; digits are read elsewhere."""
    hour = NUMBERS.get(cursor.word(NUMBERS))
    if hour is None:
        return None
    return hour * 60 + (30 if cursor.phrase({"uhr"}, {"dreissig"}) else 0)


def _hour(cursor: Cursor) -> int | None:
    hour = count(cursor)
    return hour if hour is not None and 0 < hour <= 24 else None


def _round_the_clock(minutes: int) -> int:
    """A quarter past twelve is as early as a quarter to one is late."""
    return minutes % _HALF_DAY if minutes < 13 * 60 else minutes
