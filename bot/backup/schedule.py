"""When the next nightly backup is due, whatever the clock has done meanwhile."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.process.guard import backoff
from storage.backup.state import BackupState

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def next_at(state: BackupState, now: datetime, at: time, zone: ZoneInfo) -> datetime:
    """Return a moment that is past if one is due; `at` is local.

    A missed night is made up at once. After a failure it is tried again after an hour, then after
    two, at the latest at the next turn.
    """
    good_at = _past(state.good_at, now)
    due = now if good_at is None else turn_after(good_at, at, zone)
    tried_at = _past(state.tried_at, now)
    if state.failures and tried_at is not None:
        again = tried_at + backoff(state.failures - 1, 8 * _HOUR, _HOUR)
        return max(due, min(again, turn_after(tried_at, at, zone)))
    return due


def turn_after(moment: datetime, at: time, zone: ZoneInfo) -> datetime:
    """Return the first turn after the moment."""
    today = moment.astimezone(zone).date()
    turns = (datetime.combine(today + n * _DAY, at, zone).astimezone(UTC) for n in range(3))
    return next(turn for turn in turns if turn > moment)


def _past(seconds: int, now: datetime) -> datetime | None:
    """Return None if there is no such moment, or the clock has been set back behind it."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment if seconds and moment <= now + _HOUR else None
