"""German expressions of time -> values: dates, recurrences, lead times, moments; pure."""

from commands.times.lead import Lead, parse_lead
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
    "Past",
    "Problem",
    "When",
    "moment",
    "parse_lead",
    "parse_when",
    "resolve",
    "wall",
)
