"""The time zone that a calendar means, whatever it calls it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice
from types import MappingProxyType
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from commands.calendar.lines import Component
from commands.calendar.recurrence import InvalidRuleError, occurrences, parse
from commands.calendar.values import BadTimeError, parse_time

_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?", re.ASCII)
_MAX_ZONES = 20
_MAX_OBSERVANCES = 12
_MAX_LISTED = 50
_LAST_DAY = date(2100, 12, 31)
_HALF_MONTH = timedelta(days=15)
_HALF_MONTHS_A_YEAR = 24
_HOUR = timedelta(hours=1)
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class CustomZone:
    """A zone that only its VTIMEZONE explains: local onsets and the offsets from then on."""

    onsets: Sequence[tuple[str, timedelta]]

    def offset(self, local: datetime) -> timedelta:
        text = local.isoformat()[:16]
        past = [offset for onset, offset in self.onsets if onset <= text]
        return past[-1] if past else self.onsets[0][1]

    def moment(self, local: datetime) -> datetime:
        return local.replace(tzinfo=UTC) - self.offset(local)

    def like(self, zone: ZoneInfo, local: datetime) -> bool:
        """Whether it says the same as that zone, in the year from then on."""
        days = (local + number * _HALF_MONTH for number in range(_HALF_MONTHS_A_YEAR))
        return all(self.moment(day) == day.replace(tzinfo=zone).astimezone(UTC) for day in days)


Zones = Mapping[str, CustomZone]


def named(tzid: str) -> ZoneInfo | None:
    """By its IANA name (also behind the prefix of a vendor) or the name that Windows has for it."""
    for name in _spellings(tzid.strip()):
        if name in _known():
            return ZoneInfo(name)
    return None


def custom_zones(components: Iterable[Component]) -> Zones:
    """Those of the VTIMEZONE components that no name explains and that make sense, by TZID."""
    unknown = {
        tzid: component
        for component in components
        if (tzid := component.text("TZID")) and named(tzid) is None
    }
    onsets = {
        tzid: tuple(sorted(_onsets(component)))
        for tzid, component in islice(unknown.items(), _MAX_ZONES)
    }
    return MappingProxyType({tzid: CustomZone(each) for tzid, each in onsets.items() if each})


def fixed(zone: CustomZone) -> ZoneInfo | None:
    """A zone without clock changes, at whole hours, has an IANA name."""
    offsets = {offset for _, offset in zone.onsets}
    if len(offsets) != 1:
        return None
    hours, rest = divmod(offsets.pop(), _HOUR)
    return named("UTC" if hours == 0 else f"Etc/GMT{-hours:+d}") if not rest else None


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones()) - {"Factory", "localtime"}


def _spellings(tzid: str) -> Iterator[str]:
    yield tzid
    yield WINDOWS_TO_OLSON.get(tzid, "")
    parts = tzid.strip("/").split("/")
    for start in range(max(0, len(parts) - 3), len(parts) - 1):
        yield "/".join(parts[start:])


def _onsets(zone: Component) -> Iterator[tuple[str, timedelta]]:
    for observance in zone.components[:_MAX_OBSERVANCES]:
        offset = _offset(observance.text("TZOFFSETTO") or "")
        try:
            start = parse_time(observance.text("DTSTART") or "").local
            starts = f"{start:%Y-%m-%dT%H:%M}" if start.year >= 1000 else ""
            local = _starts(observance, starts)
        except (BadTimeError, InvalidRuleError):
            continue
        if offset is not None:
            yield from ((onset, offset) for onset in local)


def _starts(observance: Component, starts: str) -> Iterator[str]:
    """Zones change once a year; other rules are ignored, and cannot keep anybody busy."""
    yield starts
    rule = observance.text("RRULE")
    if rule is not None and "FREQ=YEARLY" in rule.upper():
        yield from occurrences(parse(rule, _UTC), starts, to=_LAST_DAY)
    for dates in list(observance.all("RDATE"))[:_MAX_LISTED]:
        for text in dates.value.split(",")[:_MAX_LISTED]:
            yield f"{parse_time(text).local:%Y-%m-%dT%H:%M}"


def _offset(text: str) -> timedelta | None:
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -size if found[1] == "-" else size
