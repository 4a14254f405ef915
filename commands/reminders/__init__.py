"""Reminders of meetings: planned by commands/planning, posted from here."""

from commands.reminders.planning import REPLAN, replan, replan_all
from commands.reminders.sending import REACTIONS, SEND_DUE, send_due
from commands.reminders.upcoming import Dates, Post, upcoming_posts

__all__ = (
    "REACTIONS",
    "REPLAN",
    "SEND_DUE",
    "Dates",
    "Post",
    "replan",
    "replan_all",
    "send_due",
    "upcoming_posts",
)
