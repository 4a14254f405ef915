"""How dates come again, as far as people say it in a line; written as a rule of RFC 5545."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES: Mapping[str, Frequency] = MappingProxyType(
    {"DAILY": "DAILY", "WEEKLY": "WEEKLY", "MONTHLY": "MONTHLY", "YEARLY": "YEARLY"}
)
_KNOWN = frozenset({"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "UNTIL", "COUNT"})
_FAR = 366 * 9


@dataclass(frozen=True)
class Recurrence:
    """Without `weekdays` and `month_day`: the day on which it starts.

    `ordinals` are those of the weekdays in the month, -1 the last one; `month_day` -1 is the last
    day. `months` are those it is limited to. `until` is the last day, inclusive.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    month_day: int | None = None
    months: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None

    @property
    def rrule(self) -> str:
        """Write the rule; UNTIL is the end of the last day in wall time, not in UTC."""
        parts = (
            ("FREQ", self.frequency),
            ("INTERVAL", str(self.interval) if self.interval > 1 else ""),
            ("BYMONTH", ",".join(map(str, self.months))),
            ("BYMONTHDAY", str(self.month_day or "")),
            ("BYDAY", ",".join(self._by_day())),
            ("UNTIL", f"{self.until:%Y%m%d}T235959" if self.until else ""),
            ("COUNT", str(self.count or "")),
        )
        return ";".join(f"{name}={value}" for name, value in parts if value)

    def first(self, earliest: date) -> date:
        """Return the first day that fits the rule, from that day on."""
        days = (earliest + timedelta(days=ahead) for ahead in range(_FAR))
        return next((day for day in days if self._fits(day)), earliest)

    def _by_day(self) -> Iterator[str]:
        for ordinal in self.ordinals or ("",):
            yield from (f"{ordinal}{_DAYS[weekday]}" for weekday in self.weekdays)

    def _fits(self, day: date) -> bool:
        return (
            (not self.months or day.month in self.months)
            and (not self.weekdays or day.weekday() in self.weekdays)
            and (not self.ordinals or any(ordinal in self.ordinals for ordinal in _places(day)))
            and (self.month_day is None or self.month_day in _month_days(day))
        )


def read_rrule(rrule: str) -> Recurrence | None:
    """Read a rule; None if it says more than can be said here."""
    try:
        parts = dict(part.split("=", 1) for part in rrule.upper().split(";"))
        read = _read(parts)
    except (ValueError, KeyError):
        return None
    return read if set(parts) <= _KNOWN else None


def _read(parts: dict[str, str]) -> Recurrence:
    """Read the parts; raises ValueError or KeyError."""
    by_day = [day for day in parts.get("BYDAY", "").split(",") if day]
    ordinals = tuple(dict.fromkeys(int(day[:-2]) for day in by_day if day[:-2]))
    weekdays = tuple(dict.fromkeys(_DAYS.index(day[-2:]) for day in by_day))
    if ordinals and len(by_day) != len(ordinals) * len(weekdays):
        raise ValueError
    until = parts.get("UNTIL")
    return Recurrence(
        _FREQUENCIES[parts.get("FREQ", "")],
        int(parts.get("INTERVAL", "1")),
        weekdays,
        ordinals,
        int(parts["BYMONTHDAY"]) if "BYMONTHDAY" in parts else None,
        tuple(int(month) for month in parts.get("BYMONTH", "").split(",") if month),
        date.fromisoformat(until[:8]) if until else None,
        int(parts["COUNT"]) if "COUNT" in parts else None,
    )


def _places(day: date) -> tuple[int, int]:
    """Return which of its weekdays in the month it is, from the beginning and from the end."""
    return (day.day - 1) // 7 + 1, -((_length(day) - day.day) // 7 + 1)


def _month_days(day: date) -> tuple[int, int]:
    return day.day, day.day - _length(day) - 1


def _length(day: date) -> int:
    """Return the length of its month in days."""
    return ((day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)).day
