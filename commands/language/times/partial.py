"""A day, a month or a year as people write it -> YYYY-MM-DD, YYYY-MM or YYYY; pure."""

from datetime import date

from commands.language.patterns import Pattern
from commands.language.times.words import MONTHS, key

_NAMED = "(?P<named>[^\\W\\d_]{3,9})\\.?"
_FORMS = tuple(
    Pattern(form)
    for form in (
        "(?P<year>[0-9]{4})",
        "(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})(-(?P<day>[0-9]{1,2}))?",
        "(?P<month>[0-9]{1,2})[./] ?(?P<year>[0-9]{4})",
        "(?P<day>[0-9]{1,2})[./] ?(?P<month>[0-9]{1,2})[./] ?(?P<year>[0-9]{4}|[0-9]{2})",
        f"((?P<day>[0-9]{{1,2}})\\.? ?)?{_NAMED} ?(?P<year>[0-9]{{4}})",
    )
)
_YEARS = range(1900, 2101)


def parse_date(text: str) -> str | None:
    """Return the date as exactly as it was written; None if it is none."""
    wanted = " ".join(text.split())
    found = next((match for form in _FORMS if (match := form.fullmatch(wanted))), None)
    return None if found is None else _partial(found.groupdict())


def _partial(parts: dict[str, str | None]) -> str | None:
    year = _year(parts["year"] or "")
    month = MONTHS.get(key(parts.get("named") or "")) or int(parts.get("month") or 0)
    day = int(parts.get("day") or 0)
    missing = parts.get("named") is not None and not month
    zero = "0" in {(parts.get(name) or "1").lstrip("0") or "0" for name in ("month", "day")}
    if year not in _YEARS or missing or zero:
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _year(digits: str) -> int:
    """Read the year; two digits from 50 on are of the last century."""
    if len(digits) > 2:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 50 else 2000)
