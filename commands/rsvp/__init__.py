"""Who comes: said by command or by reaction, counted, and told to the management."""

from commands.rsvp.answers import MAYBE, NO, YES
from commands.rsvp.attendance import ATTENDANCE
from commands.rsvp.reactions import ON_REACTION, ON_REMOVAL

__all__ = ("ATTENDANCE", "MAYBE", "NO", "ON_REACTION", "ON_REMOVAL", "YES")
