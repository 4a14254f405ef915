"""What a calendar file says, whoever wrote it: entries as values, and what was left out and why."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from commands.calendar.clock import Clock, SkippedError
from commands.calendar.entry import entry, title_of, uid_of
from commands.calendar.imported import Imported, Problem, Reading, Refused, Skipped
from commands.calendar.lines import Component, Refusal, UnreadableCalendarError, calendars
from commands.calendar.recurrence import InvalidRuleError
from commands.calendar.values import BadTimeError
from commands.calendar.zones import custom_zones

MAX_SERIES = 200
_PUBLISHED = frozenset({"", "PUBLISH", "REQUEST", "ADD", "CANCEL"})


def read(data: bytes, default_zone: ZoneInfo) -> Reading | Refused:
    """Times without a zone are in the default one. Never raises, whatever the data.

    Works for up to some seconds on hostile data: not for the event loop.
    """
    try:
        found = [each for calendar in calendars(data) for each in _entries(calendar, default_zone)]
    except UnreadableCalendarError as error:
        return Refused(error.refusal, error.line)
    entries: dict[tuple[str, str], Imported] = {}
    for _, each in found:
        if isinstance(each, Imported):
            _keep_newest(entries, each)
    if sum(each.rule is not None for each in entries.values()) > MAX_SERIES:
        return Refused(Refusal.TOO_LARGE, 1)
    return Reading(
        tuple(entries.values()),
        tuple(Skipped(title_of(event), each) for event, each in found if isinstance(each, Problem)),
        frozenset(uid_of(event) for event, _ in found),
    )


def _entries(
    calendar: Component, default_zone: ZoneInfo
) -> Iterator[tuple[Component, Imported | Problem]]:
    """Series come before their occurrences, which are named in the zone of the series."""
    method = (calendar.text("METHOD") or "").strip().upper()
    if method not in _PUBLISHED:
        raise UnreadableCalendarError(Refusal.NOT_PUBLISHED)
    clock = Clock(custom_zones(calendar.inner("VTIMEZONE")), default_zone)
    masters: dict[str, Imported] = {}
    events = calendar.inner("VEVENT")
    for event in sorted(events, key=lambda event: event.first("RECURRENCE-ID") is not None):
        found = _entry(event, clock, masters)
        if isinstance(found, Imported):
            found = replace(found, cancelled=found.cancelled or method == "CANCEL")
            if found.recurrence is None:
                masters[found.uid] = found
        yield event, found


def _entry(event: Component, clock: Clock, masters: Mapping[str, Imported]) -> Imported | Problem:
    try:
        return entry(event, clock, masters.get(uid_of(event)))
    except SkippedError as error:
        return error.problem
    except (BadTimeError, OverflowError):
        return Problem.TIME
    except InvalidRuleError:
        return Problem.RULE


def _keep_newest(entries: dict[tuple[str, str], Imported], found: Imported) -> None:
    key = (found.uid, found.recurrence or "")
    known = entries.get(key)
    if known is None or _age(known) <= _age(found):
        entries[key] = found


def _age(found: Imported) -> tuple[int, float]:
    return found.sequence, found.changed_at.timestamp() if found.changed_at else 0.0
