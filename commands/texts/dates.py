"""Days and moments, written out as people read them aloud."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WEEKDAYS = (
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
)  # fmt: skip


def day(when: date) -> str:
    """ "Mittwoch, 2. Dezember 2026"."""
    return f"{WEEKDAYS[when.weekday()]}, {day_of_month(when)}"


def day_of_month(when: date) -> str:
    """ "2. Dezember 2026"."""
    return f"{when.day}. {MONTHS[when.month - 1]} {when.year}"


def moment(when: datetime, zone: ZoneInfo) -> str:
    """ "Mittwoch, 2. Dezember 2026, 10:00 Uhr" in that zone."""
    local = when.astimezone(zone)
    return f"{day(local)}, {local:%H:%M} Uhr"
