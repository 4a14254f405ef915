"""German expressions of time -> values: dates, recurrences, lead times, moments; pure."""

from commands.times.lead import Lead, parse_lead
from commands.times.zones import Change, ClockChange, moment, resolve, wall

__all__ = ("Change", "ClockChange", "Lead", "moment", "parse_lead", "resolve", "wall")
