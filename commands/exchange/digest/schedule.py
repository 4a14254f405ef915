"""When it is the turn of a digest; pure."""

from datetime import UTC, date, datetime, timedelta

from commands.conversation.settings import Settings
from commands.exchange.unasked import after_quiet
from storage.exchange.digest import Rhythm

_FIRST_DAYS = 7


def is_on(settings: Settings) -> bool:
    return settings.exchange.digest_at is not None


def next_turn(settings: Settings, rhythm: Rhythm, after: datetime) -> datetime | None:
    """Return the first turn after that moment, outside the quiet hours; None if there is none.

    Monthly is the first such weekday of a month.
    """
    if settings.exchange.digest_at is None:
        return None
    weekday, clock = settings.exchange.digest_at
    day = after.astimezone(settings.timezone).date()
    day += timedelta(days=(weekday - day.weekday()) % 7)
    while True:
        at = datetime.combine(day, clock, settings.timezone).astimezone(UTC)
        if at > after and _is_turn(day, rhythm):
            return after_quiet(settings, at)
        day += timedelta(weeks=1)


def _is_turn(day: date, rhythm: Rhythm) -> bool:
    return rhythm == "weekly" or day.day <= _FIRST_DAYS


def turns(settings: Settings, rhythm: Rhythm, after: datetime, until: datetime) -> list[datetime]:
    """Return all until then."""
    found: list[datetime] = []
    while (at := next_turn(settings, rhythm, after)) is not None and at <= until:
        found.append(at)
        after = at
    return found
