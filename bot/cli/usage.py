"""Speak German where typer speaks English: headings, help, and what is wrong with a call."""

from difflib import get_close_matches
from typing import Any

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from bot.process.lifecycle import Failure
from bot.texts import usage as texts

for _name, _word in texts.HEADINGS.items():
    setattr(rich_utils, _name, _word)


class GermanCommand(TyperCommand):
    """A command whose help is German."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _described(super().get_help_option(ctx))


class GermanGroup(TyperGroup):
    """A group of commands whose help is German."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _described(super().get_help_option(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands and not args[0].startswith("-"):
            nearest = get_close_matches(args[0], self.commands, n=1)
            problem = texts.no_such_command(args[0], nearest)
            raise Failure(texts.with_help(problem, ctx.command_path), exit_code=2)
        return super().resolve_command(ctx, args)


def failure(error: typer.TyperException) -> Failure:
    """Return what is wrong with the call in one German sentence, and the command for help."""
    # typer keeps the classes of its errors to itself, except for their names.
    parameter = getattr(error, "param", None)
    match type(error).__name__:
        case "NoSuchOption":
            known = getattr(error, "possibilities", None) or ()
            problem = texts.no_such_option(str(getattr(error, "option_name", "")), known)
        case "MissingParameter" if parameter is not None:
            problem = texts.missing(_name_of(parameter))
        case "BadParameter" if parameter is not None:
            problem = texts.wrong_value(_name_of(parameter), parameter.help or _name_of(parameter))
        case "BadOptionUsage":
            problem = texts.missing_value(str(getattr(error, "option_name", "")))
        case "NoArgsIsHelpError":
            return Failure(error.message, exit_code=2)
        case _:
            problem = texts.MISUNDERSTOOD
    context = getattr(error, "ctx", None)
    command = "netzwerkbot" if context is None else context.command_path
    return Failure(texts.with_help(problem, command), exit_code=2)


def _name_of(parameter: Any) -> str:
    """Return --option, or the name that the help gives an argument."""
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or parameter.name).strip("[]")


def _write_usage(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any) -> None:
    pieces = [texts.PIECES.get(piece, piece) for piece in command.collect_usage_pieces(ctx)]
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=texts.USAGE)


def _described(option: Any) -> Any:
    if option is not None:
        option.help = texts.HELP_OPTION
    return option
