"""Days and moments, written out as people read them aloud."""

from datetime import date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WEEKDAYS = (
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
)  # fmt: skip


def day(when: date) -> str:
    """Return "Mittwoch, 2. Dezember 2026"."""
    return f"{WEEKDAYS[when.weekday()]}, {day_of_month(when)}"


def day_of_month(when: date) -> str:
    """Return "2. Dezember 2026"."""
    return f"{when.day}. {MONTHS[when.month - 1]} {when.year}"


def month(when: date) -> str:
    """Return "Dezember 2026"."""
    return f"{MONTHS[when.month - 1]} {when.year}"


# What spreadsheets make of two digits, and how they cut the months of which no beginning is left.
_FIRST_OF_CENTURY = 30
_CUT_MONTHS = MappingProxyType({"mrz": 3, "mar": 3, "may": 5, "oct": 10, "dec": 12})


def month_of(name: str, year: str) -> str | None:
    """Return "2015-06" for "Jun" and "15"; the year may have four digits."""
    folded = name.casefold()
    fits = [n for n, full in enumerate(MONTHS, start=1) if full.casefold().startswith(folded)]
    number = fits[0] if len(fits) == 1 else _CUT_MONTHS.get(folded)
    century = "" if len(year) > 2 else "20" if int(year) < _FIRST_OF_CENTURY else "19"
    return None if number is None else f"{century}{year}-{number:02}"


def partial_date(written: str) -> str:
    """Return "25. Juni 2015", "Juli 2013" or "2008", as exact as "2015-06-25" or its beginning."""
    year, *rest = written.split("-")
    if not rest:
        return year
    month_of = f"{MONTHS[int(rest[0]) - 1]} {year}"
    return f"{int(rest[1])}. {month_of}" if len(rest) > 1 else month_of


def day_in(zone: ZoneInfo, when: datetime) -> str:
    """Return "2. Dezember 2026", the day of that moment in the zone."""
    return day_of_month(when.astimezone(zone))


def moment(when: datetime, zone: ZoneInfo) -> str:
    """Return "Mittwoch, 2. Dezember 2026, 10:00 Uhr" in that zone."""
    return on_the_wall(when.astimezone(zone))


def on_the_wall(when: datetime) -> str:
    return f"{day(when)}, {when:%H:%M} Uhr"


def local(written: str) -> str:
    """Return the day, and the time if there is one, of YYYY-MM-DD or YYYY-MM-DDTHH:MM."""
    when = datetime.fromisoformat(written)
    return on_the_wall(when) if "T" in written else day(when)


def end(written: str) -> str:
    """Return an end or a deadline, written as in `local`: midnight is 24:00 of the day before."""
    return end_on_the_wall(datetime.fromisoformat(written)) if "T" in written else local(written)


def end_moment(when: datetime, zone: ZoneInfo) -> str:
    """Return a deadline as `moment` does, but midnight as 24:00 of the day before."""
    return end_on_the_wall(when.astimezone(zone))


def end_on_the_wall(when: datetime) -> str:
    return f"{day(end_day(when))}, {end_clock(when)} Uhr"


def end_day(when: datetime) -> date:
    """Return the day that ends then, or the one of the moment."""
    return (when - timedelta(days=1)).date() if _is_midnight(when) else when.date()


def end_clock(when: datetime) -> str:
    return "24:00" if _is_midnight(when) else f"{when:%H:%M}"


def _is_midnight(when: datetime) -> bool:
    return (when.hour, when.minute) == (0, 0)


def between(starts: str, ends: str) -> str:
    """Return "Donnerstag, 14. Januar 2027, 10:00 bis 11:30 Uhr"; both written as in `local`."""
    if starts == ends:
        return local(starts)
    if "T" in starts and "T" in ends:
        last = datetime.fromisoformat(ends)
        if starts[:10] == end_day(last).isoformat():
            return f"{local(starts[:10])}, {starts[11:16]} bis {end_clock(last)} Uhr"
    return f"{local(starts)} bis {end(ends)}"


_UNITS = (
    (86_400, "einem Tag", "Tagen"),
    (3_600, "einer Stunde", "Stunden"),
    (60, "einer Minute", "Minuten"),
    (1, "einer Sekunde", "Sekunden"),
)


def since(duration: timedelta) -> str:
    """Return what follows "vor" or "seit": "einem Tag", "3 Stunden"; only the largest unit."""
    seconds = int(duration.total_seconds())
    for length, one, many in _UNITS:
        count = seconds // length
        if count > 0:
            return one if count == 1 else f"{count} {many}"
    return "weniger als einer Sekunde"
