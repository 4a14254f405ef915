"""German expressions of time -> values: dates, recurrences, lead times, moments; pure."""

from commands.language.times.lead import Lead, parse_lead
from commands.language.times.leftover import unread
from commands.language.times.recurrence import Recurrence, read_rrule
from commands.language.times.recurring import ParsedRecurrence, TwoReadings, parse_recurrence
from commands.language.times.values import (
    Contradiction,
    EndBeforeStart,
    Moments,
    NoEndTime,
    Nonsense,
    NotUnderstood,
    Parsed,
    Past,
    Problem,
)
from commands.language.times.when import parse_when
from commands.language.times.zones import ClockChange, ClockChangeKind, moment, resolve, wall

__all__ = (
    "ClockChange",
    "ClockChangeKind",
    "Contradiction",
    "EndBeforeStart",
    "Lead",
    "Moments",
    "NoEndTime",
    "Nonsense",
    "NotUnderstood",
    "Parsed",
    "ParsedRecurrence",
    "Past",
    "Problem",
    "Recurrence",
    "TwoReadings",
    "moment",
    "parse_lead",
    "parse_recurrence",
    "parse_when",
    "read_rrule",
    "resolve",
    "unread",
    "wall",
)
