"""Shift what is posted out of the quiet hours of the night; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
# The only allowed hour of a day may be one that its clock skips.
_FARTHEST = 2


@dataclass(frozen=True)
class QuietHours:
    """From `begin` until before `end`, by the clocks of the zone; never if both are equal."""

    begin: time
    end: time
    zone: ZoneInfo

    def holds(self, moment: datetime) -> bool:
        clock = moment.astimezone(self.zone).time()
        if self.begin <= self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end

    def shifted(self, due_at: datetime, before: datetime) -> datetime:
        """Return the next allowed moment, if that is earlier than `before`.

        Else return the last allowed minute before the quiet hours: the reminder of a
        meeting at 7:30 comes on the evening before, since nobody reads it in the night and
        later is too late.
        """
        if not self.holds(due_at):
            return due_at
        later = min(at for at in self._ends(due_at) if at > due_at and not self.holds(at))
        if later < before:
            return later
        return max(at for at in self._begins(due_at) if at < due_at and not self.holds(at))

    def _ends(self, moment: datetime) -> Iterator[datetime]:
        """Yield moments at which quiet hours can end: by the clock, or because it is changed."""
        yield from self._around(moment, self.end)
        yield from self._changes(moment, moment + _FARTHEST * _DAY)

    def _begins(self, moment: datetime) -> Iterator[datetime]:
        """Yield the last minute before each moment at which quiet hours can begin."""
        for begin in self._around(moment, self.begin):
            yield begin - _MINUTE
        for change in self._changes(moment - _FARTHEST * _DAY, moment):
            yield change - _MINUTE

    def _around(self, moment: datetime, clock: time) -> Iterator[datetime]:
        """Yield that wall time on the days around; both moments where the clock shows it twice."""
        today = moment.astimezone(self.zone).date()
        for days in range(-_FARTHEST, _FARTHEST + 1):
            wall = datetime.combine(today + days * _DAY, clock, self.zone)
            yield wall.astimezone(UTC)
            yield wall.replace(fold=1).astimezone(UTC)

    def _changes(self, since: datetime, until: datetime) -> Iterator[datetime]:
        """Yield the minute at which the clock is changed, if it is."""
        offset = since.astimezone(self.zone).utcoffset()
        if until.astimezone(self.zone).utcoffset() == offset:
            return
        while until - since > _MINUTE:
            middle = since + _MINUTE * ((until - since) // _MINUTE // 2)
            if middle.astimezone(self.zone).utcoffset() == offset:
                since = middle
            else:
                until = middle
        yield until


NEVER = QuietHours(time(0), time(0), ZoneInfo("UTC"))
