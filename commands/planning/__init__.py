"""When which reminder of a meeting is due: values in, values out; pure."""

from commands.planning.plan import plan, registration_ends_at
from commands.planning.quiet import NEVER, QuietHours
from commands.planning.stage import Stage, What

__all__ = ("NEVER", "QuietHours", "Stage", "What", "plan", "registration_ends_at")
