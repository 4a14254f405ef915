"""Times of day as people write and say them: "10-11:30 Uhr", "halb elf", "Viertel vor drei"."""

import re
from dataclasses import dataclass, replace
from types import MappingProxyType

from commands.language.patterns import Pattern
from commands.language.texts import time_words
from commands.language.times.cursor import GAP, Cursor, whole
from commands.language.times.lead import read_length
from commands.language.times.relative import count
from commands.language.times.words import DAYPARTS, NUMBERS, UNITS, key

_UHR = r"\s?(?:uhr|h)\b"
_NO_LENGTH = r"(?!\s?(?:min|std|stunde))"
# "10⁰⁰" and "10°°" are written by hand that way.
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹°º", "012345678900")
# A form, and whether it can be nothing but a time.
_FORMS = tuple(
    (Pattern(r"\s{0,3}([0-9]{1,2})" + form, re.IGNORECASE), sure)
    for form, sure in (
        (rf":(?P<m>[0-9]{{2}})(?::[0-9]{{2}})?(?![0-9:])(?P<uhr>{_UHR})?", True),
        (rf"\s?(?:uhr|h)(?![^\W\d_])(?:\s?(?P<m>[0-9]{{2}})(?![\w.:/-]){_NO_LENGTH})?", True),
        (rf"\s?(?P<m>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{2}}|[°º]{{2}})(?P<uhr>{_UHR})?", True),
        (rf"\.(?P<m>[0-9]{{2}})(?![0-9]|\.[0-9])(?P<uhr>{_UHR})?", False),
        (r"(?P<m>)(?![\w.:/°]|\s?-[0-9]+[-.])", False),
    )
)
_PREFIX = Pattern(time_words.BEFORE_TIME, re.IGNORECASE)
_AT_ONE_TIME = Pattern(r"\s{0,3}am(?=\s[0-9]{1,2}(?::[0-9]{2}|\s?uhr\b))", re.IGNORECASE)
_ABOUT = time_words.ABOUT
_TO = Pattern(rf"\s{{0,3}}(?:-{{1,2}}|bis\b|[,;]?\s?ende:?(?=\s)){_ABOUT}{_ABOUT}", re.IGNORECASE)
_AND = Pattern(r"\s{0,3}und\b" + _ABOUT, re.IGNORECASE)
_ACADEMIC = Pattern(
    r"\s{0,3},?\s?\(?(?:(c\.\s?t\.|cum tempore)|s\.\s?t\.|sine tempore)\)?", re.IGNORECASE
)
_OPEN_END = Pattern(time_words.OPEN_END, re.IGNORECASE)
_SHARP = Pattern(r"\s{0,3}pünktlich\b", re.IGNORECASE)
_ZONE = Pattern(r"[\s(]{0,3}(mez|mesz|cet|cest)\b", re.IGNORECASE)
_LENGTH = Pattern(time_words.BEFORE_LENGTH, re.IGNORECASE)
_LONG = Pattern(r"\s{0,3}lang\b", re.IGNORECASE)
_COUNTED = frozenset({*UNITS, "stunde", "stunden", "std", "h", "minute", "minuten", "min"})
_BEFORE_HOUR = Pattern(r"\s{0,3}(?:(½|1/2)|(¾|3/4)|(¼|1/4))(?=\s?[0-9])")
# As a part of the day; behind a time it is the day.
_TOMORROW = "morgen"
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
    """A time, or the first and the last; `zone` is "MEZ" if that is written beside it."""

    first: Clock
    last: Clock | None
    zone: str = ""

    @property
    def sure(self) -> bool:
        return self.first.sure or (self.last is not None and self.last.sure)


@whole
def read_times(cursor: Cursor, beside_day: bool) -> Times | None:
    """Read a time, or a range; "10-12" and "um drei" only if there is a day, too."""
    mark = cursor.at
    part = cursor.word(DAYPARTS)
    prefixes = _prefixes(cursor)
    first = _clock(cursor)
    if first is None:
        cursor.at, part = mark, ""
        prefixes = _prefixes(cursor)
        first = _noon(cursor)
    if first is None:
        return None
    academic = cursor.take(_ACADEMIC)
    last = _last(cursor, "zwischen" in prefixes)
    times = Times(first, last)
    unsure = not times.sure and academic is None
    if unsure and not (beside_day and _expected(times, prefixes, cursor)):
        return None
    times = _with_tail(cursor, times, part)
    academic = academic or cursor.take(_ACADEMIC)
    if academic and academic[1]:
        times = replace(times, first=replace(times.first, minutes=times.first.minutes + 15))
    return _with_zone(cursor, times)


def in_part(times: Times, part: str) -> Times:
    """Move the times into that half of the day, or into the one in which people meet."""
    first = replace(times.first, minutes=_on_the_day(times.first, part))
    if times.last is None:
        return replace(times, first=first)
    last = replace(times.last, minutes=_on_the_day(times.last, part))
    if last.minutes <= first.minutes and (last.spoken or part):
        later = last.minutes + _HALF_DAY
        last = replace(last, minutes=later if later <= 24 * 60 else last.minutes)
    if last.minutes == 0:
        last = replace(last, minutes=24 * 60)
    return replace(times, first=first, last=last)


@whole
def read_duration(cursor: Cursor, start: Clock) -> Clock | None:
    """Read the end in "90 Minuten", if it is on the same day."""
    mark = cursor.at
    cursor.take(GAP)
    while cursor.take(_LENGTH):
        pass
    length = read_length(cursor)
    end = start.minutes + (length.minutes if length else 0)
    if length and not length.days and not length.months and start.minutes < end <= 24 * 60:
        cursor.take(_LONG)
        return Clock(end, cursor.since(mark))
    return None


def _prefixes(cursor: Cursor) -> list[str]:
    cursor.take(_AT_ONE_TIME)
    found: list[str] = []
    while len(found) < 3 and (prefix := cursor.take(_PREFIX)):
        found.append(key(prefix[1]))
    return found


@whole
def _last(cursor: Cursor, between: bool) -> Clock | None:
    joint = cursor.take(_TO) or (between and cursor.take(_AND))
    return _clock(cursor) if joint else None


def _with_tail(cursor: Cursor, times: Times, part: str) -> Times:
    """Read the part of the day behind a time."""
    mark = cursor.at
    behind = cursor.word(DAYPARTS)
    if behind == _TOMORROW:
        cursor.at, behind = mark, ""
    cursor.take(_SHARP)
    return in_part(times, behind or part)


def _with_zone(cursor: Cursor, times: Times) -> Times:
    """Read "MEZ", and an open end."""
    zone = cursor.take(_ZONE)
    cursor.take(_OPEN_END)
    return replace(times, zone=zone[1].upper()) if zone else times


def _expected(times: Times, prefixes: list[str], cursor: Cursor) -> bool:
    """Tell a time from the "drei bis vier" of "morgen drei bis vier Stunden"."""
    if times.last is None:
        dotted = re.fullmatch(r"[0-9]+\.[0-9]+", times.first.written) is not None
        return bool(set(prefixes) - {"von"}) or dotted
    if times.first.spoken and not prefixes:
        return False
    mark = cursor.at
    counted = cursor.word(_COUNTED)
    cursor.at = mark
    return not counted


def _on_the_day(clock: Clock, part: str) -> int:
    early = clock.minutes < _HALF_DAY
    if part == "nachts" and clock.minutes == _HALF_DAY:
        return 2 * _HALF_DAY
    if part and early:
        from_hour = DAYPARTS[part]
        afternoon = from_hour == 12 or (from_hour == 6 and clock.minutes < 6 * 60)
        return clock.minutes + (_HALF_DAY if afternoon else 0)
    if part or not clock.spoken or not early or clock.minutes in _WORKING_DAY:
        return clock.minutes
    return clock.minutes + _HALF_DAY


# --- a single time


def _clock(cursor: Cursor) -> Clock | None:
    mark = cursor.at
    if found := _spoken(cursor) or _noon(cursor):
        return found
    for form, sure in _FORMS:
        if digits := cursor.take(form):
            minute = (digits["m"] or "0").translate(_RAISED)
            certain = sure or bool(digits.groupdict().get("uhr"))
            return Clock(_minutes(int(digits[1]), int(minute)), cursor.since(mark), sure=certain)
    return None


def _minutes(hour: int, minute: int) -> int:
    return hour * 60 + minute if minute < 60 else 99 * 60


_NOON = MappingProxyType({"mittags": _HALF_DAY, "mittag": _HALF_DAY, "mitternacht": 2 * _HALF_DAY})


def _noon(cursor: Cursor) -> Clock | None:
    mark = cursor.at
    word = cursor.word(_NOON)
    return Clock(_NOON[word], cursor.since(mark)) if word else None


def _spoken(cursor: Cursor) -> Clock | None:
    mark = cursor.at
    readers = (_quarters, _beside_the_hour, _full_hour)
    minutes = next((found for read in readers if (found := read(cursor)) is not None), None)
    if minutes is None:
        return None
    cursor.word({"uhr"})
    written = cursor.since(mark)
    bare = key(written) in NUMBERS
    return Clock(minutes, written, spoken=minutes <= _HALF_DAY, sure=not bare)


@whole
def _quarters(cursor: Cursor) -> int | None:
    """Read "halb elf", "viertel elf", "drei viertel elf": parts of the hour that ends at eleven."""
    if sign := cursor.take(_BEFORE_HOUR):
        before = 30 if sign[1] else 15 if sign[2] else 45
    elif cursor.word({"halb"}):
        before = 30
    elif cursor.word({"dreiviertel"}) or cursor.phrase({"drei"}, {"viertel"}):
        before = 15
    elif cursor.word({"viertel"}):
        before = 45
    else:
        return None
    hour = _hour(cursor)
    return None if hour is None else _round_the_clock(hour * 60 - before)


@whole
def _beside_the_hour(cursor: Cursor) -> int | None:
    """Read "viertel nach zehn", "zehn vor halb elf"."""
    minutes = 15 if cursor.word({"viertel"}) else count(cursor)
    cursor.word({"minuten"})
    side = cursor.word({"vor", "nach"})
    half = 30 if side and cursor.word({"halb"}) else 0
    hour = _hour(cursor) if side else None
    if hour is None or minutes is None or minutes > 30:
        return None
    return _round_the_clock(hour * 60 - half + (minutes if side == "nach" else -minutes))


@whole
def _full_hour(cursor: Cursor) -> int | None:
    """Read "zehn", "zehn Uhr dreißig"; digits are read elsewhere."""
    hour = NUMBERS.get(cursor.word(NUMBERS))
    if hour is None or hour > 24:
        return None
    mark = cursor.at
    minute = NUMBERS.get(cursor.word(NUMBERS), 0) if cursor.word({"uhr"}) else 0
    if not minute or cursor.word(_COUNTED):
        cursor.at, minute = mark, 0
    return hour * 60 + minute


def _hour(cursor: Cursor) -> int | None:
    hour = count(cursor)
    return hour if hour is not None and 0 < hour <= 24 else None


def _round_the_clock(minutes: int) -> int:
    """Put all of the first hours into one half of the day: 12:15 is early, 0:45 late."""
    return minutes % _HALF_DAY if minutes < 13 * 60 else minutes
