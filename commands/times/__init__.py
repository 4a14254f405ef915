"""German expressions of time -> values: dates, recurrences, lead times, moments; pure."""

from commands.times.lead import Lead, parse_lead
from commands.times.recurrence import Recurrence, read_rrule
from commands.times.recurring import ParsedRecurrence, TwoReadings, parse_recurrence
from commands.times.values import (
    Contradiction,
    EndBeforeStart,
    NoEndTime,
    Nonsense,
    Parsed,
    Past,
    Problem,
    When,
)
from commands.times.when import parse_when
from commands.times.zones import Change, ClockChange, moment, resolve, wall

__all__ = (
    "Change",
    "ClockChange",
    "Contradiction",
    "EndBeforeStart",
    "Lead",
    "NoEndTime",
    "Nonsense",
    "Parsed",
    "ParsedRecurrence",
    "Past",
    "Problem",
    "Recurrence",
    "TwoReadings",
    "When",
    "moment",
    "parse_lead",
    "parse_recurrence",
    "parse_when",
    "read_rrule",
    "resolve",
    "wall",
)
