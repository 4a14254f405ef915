"""Wall time in a zone <-> moments, also where the clock is put forward or back; pure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class Change(StrEnum):
    NONEXISTENT = "nonexistent"
    TWICE = "twice"


@dataclass(frozen=True)
class ClockChange:
    """A wall time that is no single moment, and the two moments that can be meant, in order.

    `readings` are in UTC: in the zone, Python compares by the wall. Of a time that does not
    exist, the earlier one is by the clock after the change, the later one by the clock before it:
    02:30 is 01:30 or 03:30.
    """

    kind: Change
    local: str
    zone: ZoneInfo
    readings: tuple[datetime, datetime]


def resolve(local: str, zone: ZoneInfo, fold: int | None = None) -> datetime | ClockChange:
    """The moment, in UTC; `fold` says which of two readings is meant (0 the earlier one).

    `local` is YYYY-MM-DDTHH:MM, or YYYY-MM-DD for the midnight at its beginning.
    """
    first, second = _readings(local, zone)
    if first == second:
        return first
    readings = (min(first, second), max(first, second))
    if fold is not None:
        return readings[fold]
    kind = Change.TWICE if first < second else Change.NONEXISTENT
    return ClockChange(kind, local, zone, readings)


def moment(local: str, zone: ZoneInfo) -> datetime:
    """In UTC; twice: the first one; nonexistent: as late after the change as it seems to be.

    That is the rule of RFC 5545 (3.3.5), which calendar programs follow, too.
    """
    return _readings(local, zone)[0]


def wall(when: datetime, zone: ZoneInfo) -> str:
    """YYYY-MM-DDTHH:MM in that zone."""
    return f"{when.astimezone(zone):%Y-%m-%dT%H:%M}"


def _readings(local: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    naive = datetime.fromisoformat(local)
    first, second = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return first.astimezone(UTC), second.astimezone(UTC)
