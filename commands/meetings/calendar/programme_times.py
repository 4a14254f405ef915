"""Days and times as they stand in the cells of a programme."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from commands.language.patterns import Pattern
from commands.language.texts.dates import MONTHS
from commands.language.times.clock import read_times
from commands.language.times.cursor import Cursor, masked

MAX_LENGTH = 100
_CENTURY = 2000
_DAY_END = 24 * 60
_WORD = r"[A-Za-zäöüÄÖÜ]"
_DAY = (
    rf"(?:{_WORD}{{2,10}}\.?,?\s?)?"
    rf"(?:(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<number>\d\d)"
    rf"|(?P<day>\d{{1,2}})\.\s?(?:(?P<in>\d{{1,2}})\.|(?P<named>{_WORD}{{3,9}})\.?)"
    rf"\s?(?P<of>\d{{4}}|\d\d(?![:.\d]|\s?[uU]))?)"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:(?:[:.]|\s?h\s?|\s?uhr\s?)(?P<minute>\d\d)(?::\d\d)?)?(?:\s?(?:uhr|h))?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\.?)?"
)
_ABOUT = r"(?:(?:um|von|ab|gegen|ca\.?)\s){0,2}"
_WHEN = Pattern(rf"(?:{_DAY}(?:T|,?\s|,))?{_ABOUT}{_CLOCK}", re.ASCII | re.IGNORECASE)
_HALF = Pattern(r"\s?[ap]\.?\s?m\.?$", re.IGNORECASE)
_ALONE = Pattern(rf"{_DAY}", re.ASCII)
_SHORT = Pattern(r"\d{1,2}\.\d{1,2}", re.ASCII)
_COUNTED = Pattern(rf"(?:{_WORD}{{3,4}}\s)?(\d{{1,2}})\.?", re.ASCII)
_UNTIL = Pattern(r"\s?(?:-|bis|until|to)\s?", re.IGNORECASE)


@dataclass(frozen=True)
class SlotTimes:
    day: date | None
    clock: time


def span_of(cell: str, days: Sequence[date]) -> tuple[SlotTimes, SlotTimes | None] | None:
    """A start, or a start and an end. `days` are those of the meeting: they tell the year."""
    if len(cell) > MAX_LENGTH:
        return None
    cell = masked(cell)
    alone = _when(cell, days)
    if alone is not None:
        return alone, None
    for until in _UNTIL.finditer(cell):
        starts, ends = _range(cell[: until.start()], cell[until.end() :], days)
        if starts is not None and ends is not None:
            return starts, ends
    return _spoken(cell)


def day_of(cell: str, days: Sequence[date]) -> date | None:
    """A date, or the number of the day: "2", "Tag 2"."""
    if len(cell) > MAX_LENGTH:
        return None
    counted = _COUNTED.fullmatch(cell)
    if counted is not None and 1 <= int(counted[1]) <= len(days):
        return days[int(counted[1]) - 1]
    found = _ALONE.fullmatch(
        f"{cell}." if _SHORT.fullmatch(cell) else cell.removesuffix(" 00:00:00")
    )
    return None if found is None else _day(found, days)


def _range(
    first: str, last: str, days: Sequence[date]
) -> tuple[SlotTimes | None, SlotTimes | None]:
    """Read both; in "1:00-1:30 PM" the first is in the same half of the day as the last."""
    starts, ends, half = _when(first, days), _when(last, days), _HALF.search(last)
    if half is not None and ends is not None and _HALF.search(first) is None:
        in_half = _when(first + half[0], days)
        if in_half is not None and in_half.clock <= ends.clock:
            return in_half, ends
    return starts, ends


def _spoken(cell: str) -> tuple[SlotTimes, SlotTimes | None] | None:
    """Read times in words, such as "halb zwei" or "mittags"."""
    cursor = Cursor(cell)
    times = read_times(cursor, beside_day=True)
    if times is None or cursor.text[cursor.at :].strip():
        return None
    clocks = [clock.minutes for clock in (times.first, times.last) if clock is not None]
    if any(minutes >= _DAY_END for minutes in clocks):
        return None
    starts, *ends = (SlotTimes(None, time(*divmod(minutes, 60))) for minutes in clocks)
    return starts, ends[0] if ends else None


def _when(cell: str, days: Sequence[date]) -> SlotTimes | None:
    found = _WHEN.fullmatch(cell.strip())
    if found is None:
        return None
    has_day = found["year"] or found["day"]
    day = _day(found, days) if has_day else None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] in "pP" else 0)
    if (has_day and day is None) or hour > 23 or minute > 59:
        return None
    return SlotTimes(day, time(hour, minute))


def _day(found: re.Match[str], days: Sequence[date]) -> date | None:
    if found["year"]:
        return _date(int(found["year"]), int(found["month"]), int(found["number"]))
    month = _month(found["named"]) if found["named"] else int(found["in"])
    if found["of"]:
        year = int(found["of"])
        return _date(year if year >= _CENTURY else _CENTURY + year, month, int(found["day"]))
    return next((day for day in days if (day.month, day.day) == (month, int(found["day"]))), None)


def _month(name: str) -> int:
    """0: no month is called so."""
    folded = name.casefold().replace("jänner", "januar").replace("maerz", "märz")
    fits = [number for number, month in enumerate(MONTHS, start=1) if _begins(month, folded)]
    return fits[0] if len(fits) == 1 else 0


def _begins(month: str, folded: str) -> bool:
    return month.casefold().startswith(folded) or (month == "September" and folded == "sept")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
