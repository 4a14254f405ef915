"""Find the time zone that a calendar means, whatever its name there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, tzinfo
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from bot.sandbox.calendar.limits import FAULTS, Effort

_MAX_ZONES = 20
_HALF_MONTHS = tuple(timedelta(days=15 * number) for number in range(48))
_HOUR = timedelta(hours=1)
_OFFSET = re.compile(r"(?:GMT|UTC)([+-]\d{1,2})(?::?00)?", re.ASCII | re.IGNORECASE)
_PREFIX = re.compile(r"^\((?:utc|gmt)[^)]*\)")
_PARTS = re.compile(r"[,;/()]")
_SEASON = re.compile(r" (?:(?:standard|daylight|summer) )?time(?: \d+)?$")
_LONGEST = 200
# Names of phones and older programs, beside those of Windows, of IANA, and of cities.
_ALSO = {
    "mez": "Europe/Berlin", "mesz": "Europe/Berlin", "cest": "Europe/Berlin",
    "mitteleuropäische zeit": "Europe/Berlin", "mitteleuropäische sommerzeit": "Europe/Berlin",
    "mitteleuropäische normalzeit": "Europe/Berlin", "westeuropäische zeit": "Europe/London",
    "westeuropäische normalzeit": "Europe/Berlin", "osteuropäische zeit": "Europe/Bucharest",
    "central european time": "Europe/Berlin", "central european summer time": "Europe/Berlin",
    "z": "UTC", "wez": "Europe/London", "oez": "Europe/Bucharest", "brüssel": "Europe/Brussels",
    "wien": "Europe/Vienna", "rom": "Europe/Rome", "prag": "Europe/Prague",
    "warschau": "Europe/Warsaw", "athen": "Europe/Athens", "lissabon": "Europe/Lisbon",
}  # fmt: skip


def named(tzid: str) -> ZoneInfo | None:
    """Return the zone by its name at IANA, also behind a vendor's prefix, or at Windows."""
    return _first(_spellings(tzid.strip().casefold()))


class Zones:
    """The zones of one calendar; a zone with the same clock as the default is the default."""

    def __init__(self, default: ZoneInfo, defined: Iterable[list[str]], effort: Effort) -> None:
        self.default = default
        self._effort = effort
        self._defined = {_tzid(lines): lines for lines in islice(defined, _MAX_ZONES)}
        self._found: dict[tuple[str, int], ZoneInfo | tzinfo | None] = {}

    def find(self, tzid: str, near: datetime) -> tzinfo | None:
        """Find the zone by its name, its VTIMEZONE, or a guess; None if it is unknown."""
        key = (tzid.strip(), near.year)
        if key not in self._found:
            zone = named(key[0]) or self._explained(key, near)
            zone = zone or _offset(key[0]) or _first(_guesses(key[0].casefold()))
            self._found[key] = None if zone is None else self._ours(zone, near)
        return self._found[key]

    def _explained(self, key: tuple[str, int], near: datetime) -> tzinfo | None:
        """Read the VTIMEZONE; return None if it is malformed or takes the library too long."""
        lines = self._defined.pop(key[0], [])
        try:
            with self._effort.limited():
                defined = Timezone.from_ical("\n".join(lines))
                if not isinstance(defined, Timezone):
                    return None
                zone: tzinfo = defined.to_tz(lookup_tzid=False)
                offsets = {zone.utcoffset(near + days) for days in _HALF_MONTHS}
        except FAULTS:
            return None
        self._defined[key[0]] = lines
        if len(offsets) == 1:
            return _fixed(offsets.pop()) or zone
        return zone

    def _ours(self, zone: tzinfo, near: datetime) -> tzinfo:
        days = [near + days for days in _HALF_MONTHS]
        alike = all(zone.utcoffset(day) == self.default.utcoffset(day) for day in days)
        return self.default if alike else zone


def _first(names: Iterable[str]) -> ZoneInfo | None:
    known = _known()
    return next((ZoneInfo(known[name]) for name in names if name in known), None)


def _fixed(offset: timedelta | None) -> ZoneInfo | None:
    """Return the zone of whole hours without clock changes."""
    hours, rest = divmod(offset or timedelta(), _HOUR)
    return _first(["utc" if hours == 0 else f"etc/gmt{-hours:+d}"]) if not rest else None


def _offset(tzid: str) -> ZoneInfo | None:
    match = _OFFSET.fullmatch(tzid)
    return None if match is None else _fixed(int(match[1]) * _HOUR)


@cache
def _known() -> Mapping[str, str]:
    keys = available_timezones() - {"Factory", "localtime"}
    windows = {name.casefold(): key for name, key in WINDOWS_TO_OLSON.items() if key in keys}
    return windows | {key.casefold(): key for key in keys}


@cache
def _cities() -> Mapping[str, str]:
    return {key.rpartition("/")[2].replace("_", " "): key for key in sorted(_known()) if "/" in key}


def _spellings(tzid: str) -> Iterator[str]:
    yield tzid
    parts = tzid.strip("/").split("/")
    for start in range(max(0, len(parts) - 3), len(parts)):
        yield "/".join(parts[start:]) if start < len(parts) - 1 or start == 0 else ""


def _guesses(tzid: str) -> Iterator[str]:
    """Yield cities behind "(UTC+01:00)", and short forms of Windows' names."""
    parts = _PARTS.split(_PREFIX.sub("", tzid)[:_LONGEST])
    for name in (part.strip(' ."') for part in parts):
        yield _ALSO.get(name, "").casefold()
        yield _cities().get(name, "")
        yield f"{_SEASON.sub('', name)} standard time"
        yield name if name == "utc" else ""


def _tzid(lines: list[str]) -> str:
    named_by = (line.partition(":")[2] for line in lines if line.upper().startswith("TZID"))
    return next(named_by, "").replace("\\,", ",").replace("\\;", ";").strip()
