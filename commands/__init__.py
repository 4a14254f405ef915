"""Everything the bot can do: the two visible lists."""

from commands.command import AnyCommand

COMMANDS: tuple[AnyCommand, ...] = ()
