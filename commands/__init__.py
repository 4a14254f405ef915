"""Everything the bot can do: the two visible lists."""

from commands.command import AnyCommand
from commands.job import Job
from commands.upkeep import FORGET, TELL_UNREADABLE

COMMANDS: tuple[AnyCommand, ...] = ()

JOBS: tuple[Job, ...] = (TELL_UNREADABLE, FORGET)
