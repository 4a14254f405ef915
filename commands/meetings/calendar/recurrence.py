"""Rules of recurrence (RFC 5545): checked before anybody expands them, expanded in wall time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import islice, takewhile
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.language.patterns import Pattern
from commands.meetings.calendar.expansion import days

MAX_OCCURRENCES = 2000
_MAX_LENGTH = 500
_LAST = date(2200, 12, 31)
_LAST_SECOND = time(23, 59, 59)
_UNTIL = Pattern(r"(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)
_BY_DAY = Pattern(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_WORDS = MappingProxyType(
    {
        "FREQ": Pattern("DAILY|WEEKLY|MONTHLY|YEARLY"),
        "INTERVAL": Pattern(r"[1-9]\d{0,2}", re.ASCII),
        "COUNT": Pattern(r"[1-9]\d{0,3}", re.ASCII),
        "UNTIL": _UNTIL,
        "WKST": Pattern("MO|TU|WE|TH|FR|SA|SU"),
    }
)
# The largest number of each list, and whether it may count from the end.
_NUMBERS = MappingProxyType(
    {
        "BYMONTH": (12, False),
        "BYMONTHDAY": (31, True),
        "BYSETPOS": (366, True),
    }
)
_CHOOSING = frozenset({"BYDAY", "BYMONTHDAY", "BYMONTH"})
_MAX_WEEK = 53


class InvalidRuleError(Exception):
    """The rule is broken, or of a kind that no meeting needs (every second, by the hour)."""


@dataclass(frozen=True)
class Rule:
    """`until` is wall time, inclusive; None: no end, or one by `parts["COUNT"]`."""

    parts: Mapping[str, str]
    until: datetime | None

    def text(self) -> str:
        """Return it as it is stored, with UNTIL as wall time."""
        until = {} if self.until is None else {"UNTIL": f"{self.until:%Y%m%dT%H%M%S}"}
        return _joined({**self.parts, **until})

    def for_calendars(self, zone: ZoneInfo, *, all_day: bool) -> str:
        """UNTIL as RFC 5545 wants it: a date beside whole days, else UTC."""
        if self.until is None:
            return _joined(self.parts)
        moment = self.until.replace(tzinfo=zone).astimezone(UTC)
        until = f"{self.until:%Y%m%d}" if all_day else f"{moment:%Y%m%dT%H%M%SZ}"
        return _joined({**self.parts, "UNTIL": until})

    def ending(self, last: datetime) -> "Rule":
        """The same rule, over after `last`."""
        parts = {name: value for name, value in self.parts.items() if name != "COUNT"}
        return Rule(parts, last if self.until is None else min(last, self.until))


def parse(text: str, zone: ZoneInfo) -> Rule:
    """Raises InvalidRuleError. An UNTIL in UTC becomes wall time of the zone."""
    parts: dict[str, str] = {}
    if len(text) > _MAX_LENGTH:
        raise InvalidRuleError("too long")
    for part in filter(None, text.strip().upper().split(";")):
        name, _, value = part.partition("=")
        if name in parts or not _fits(name, value):
            raise InvalidRuleError(name)
        parts[name] = value
    if "FREQ" not in parts or {"COUNT", "UNTIL"} <= parts.keys():
        raise InvalidRuleError("FREQ, COUNT or UNTIL")
    if not _goes_together(parts):
        raise InvalidRuleError("parts that do not go together")
    until = parts.pop("UNTIL", None)
    return Rule(parts, None if until is None else _until(until, zone))


def occurrences(
    rule: Rule, starts: str, *, to: date, limit: int = MAX_OCCURRENCES
) -> tuple[str, ...]:
    """Local starts by the rule up to and with that day, in the form of `starts`.

    The work is bounded by the days between, also for rules that never come true.
    """
    first = datetime.fromisoformat(starts)
    most = min(limit, int(rule.parts.get("COUNT", limit)))
    found = (
        datetime.combine(day, first.time())
        for day in days(rule.parts, first.date(), min(to, _LAST))
    )
    until = rule.until
    in_time = takewhile(lambda moment: until is None or moment <= until, islice(found, most))
    return tuple(moment.isoformat()[: len(starts)] for moment in in_time)


def _goes_together(parts: Mapping[str, str]) -> bool:
    """Return whether RFC 5545 lets these parts go together."""
    freq = parts["FREQ"]
    counted = any(character.isdigit() for character in parts.get("BYDAY", ""))
    return not (
        ("BYSETPOS" in parts and not parts.keys() & _CHOOSING)
        or ("BYMONTHDAY" in parts and freq == "WEEKLY")
        or (counted and freq in {"DAILY", "WEEKLY"})
    )


def _joined(parts: Mapping[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _fits(name: str, value: str) -> bool:
    if name in _WORDS:
        return _WORDS[name].fullmatch(value) is not None
    if name == "BYDAY":
        return all(map(_is_day, value.split(",")))
    if name not in _NUMBERS:
        return False
    most, from_the_end = _NUMBERS[name]
    return all(_is_number(number, most, from_the_end) for number in value.split(","))


def _is_day(text: str) -> bool:
    found = _BY_DAY.fullmatch(text)
    return found is not None and (found[1] is None or 1 <= abs(int(found[1])) <= _MAX_WEEK)


def _is_number(text: str, most: int, from_the_end: bool) -> bool:
    if not re.fullmatch(r"[+-]?\d{1,3}", text, re.ASCII):
        return False
    number = int(text)
    return 1 <= abs(number) <= most and (number > 0 or from_the_end)


def _until(text: str, zone: ZoneInfo) -> datetime:
    """Without a time it is that whole day."""
    found = _UNTIL.fullmatch(text)
    if found is None:
        raise InvalidRuleError("UNTIL")
    clock = found[2] or "235959"
    try:
        until = datetime.fromisoformat(f"{found[1]}T{clock}")
        if found[3]:
            until = until.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise InvalidRuleError("UNTIL") from None
    return until
