"""Wall time in a zone <-> moments, also where the clock is put forward or back; pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo


class ClockChangeKind(StrEnum):
    NONEXISTENT = "nonexistent"
    TWICE = "twice"


@dataclass(frozen=True)
class ClockChange:
    """A wall time that is no single moment, and the two moments that can be meant, in order.

    `readings` are in UTC: in the zone, Python compares by the wall. Of a time that does not
    exist, the earlier one is by the clock after the change, the later one by the clock before it:
    02:30 is 01:30 or 03:30.
    """

    kind: ClockChangeKind
    local: str
    zone: ZoneInfo
    readings: tuple[datetime, datetime]


def resolve(local: str, zone: ZoneInfo, fold: int | None = None) -> datetime | ClockChange:
    """Return the moment in UTC; `fold` says which of two readings is meant (0 the earlier one).

    `local` is YYYY-MM-DDTHH:MM, or YYYY-MM-DD for the midnight at its beginning.
    """
    first, second = _readings(local, zone)
    if first == second:
        return first
    readings = (min(first, second), max(first, second))
    if fold is not None:
        return readings[fold]
    kind = ClockChangeKind.TWICE if first < second else ClockChangeKind.NONEXISTENT
    return ClockChange(kind, local, zone, readings)


def moment(local: str, zone: ZoneInfo) -> datetime:
    """Return it in UTC; twice: the first one; nonexistent: as late after the change as it seems.

    That is the rule of RFC 5545 (3.3.5), which calendar programs follow, too.
    """
    return _readings(local, zone)[0]


def wall(when: datetime, zone: ZoneInfo) -> str:
    """Return YYYY-MM-DDTHH:MM in that zone."""
    return f"{when.astimezone(zone):%Y-%m-%dT%H:%M}"


def _readings(local: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    naive = datetime.fromisoformat(local)
    first, second = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return first.astimezone(UTC), second.astimezone(UTC)


# What people call the clock of Berlin in winter and in summer.
_NAMES = MappingProxyType({"MEZ": 1, "CET": 1, "MESZ": 2, "CEST": 2})


def fits(name: str, local: str) -> bool:
    """Return whether the clock on the wall shows that time in the zone of that name, or in none."""
    at = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    return not name or at.utcoffset() == timedelta(hours=_NAMES[name])
